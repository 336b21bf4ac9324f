"""What is refused: classified systems and the inside of the government intranet; and what may be said of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from command import GOOD, HEAD, TINY, Command, command
from samples import NOW

from egov_cloud_std import Unreadable, check, load_profiles, read, read_platform
from egov_cloud_std.platforms import record
from egov_cloud_std.run.checking import check_documents
from egov_cloud_std.shapes import Record

tell = pytest.fixture(command)

SECRET = "10.99.1.0/24"
INTRANET = "{id: inner, name: 政务内网, kind: intranet"
APART = INTRANET + ", managed_elsewhere: true, isolation_method: physical}"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tiny.yaml").write_text(TINY, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def described(architecture: str) -> str:
    """A description; the given part begins on its fourth line."""
    return HEAD + ", operator: 甲公司}\narchitecture:\n" + "".join(f"  {line}\n" for line in architecture.split("\n"))


def networks(*written: str) -> str:
    return "networks:\n" + "\n".join(f"  - {one}" for one in written)


def refusals(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of every refusal, by the library."""
    Path("p.yaml").write_text(text, "utf-8")
    result = check(["p.yaml"], load_profiles(["tiny.yaml"]), as_of=NOW)
    assert len(result.units) + len(result.unread) == 1
    return [(one.problem.code, one.problem.place.line, one.problem.place.column) for one in result.unread]


def place_of(text: str, value: str) -> tuple[int, int]:
    """Line and column at which the marked value stands."""
    before = text[: text.index(value)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


# Classified systems.

FLAGGED = {
    "the platform": HEAD + ", classified: true}\n",
    "the platform, by a value that is no flag": HEAD + ", classified: 是}\n",
    "the platform, by a text": HEAD + ', classified: "false"}\n',
    "a system": described("systems: [{id: a}, {id: b, classified: true}]"),
    "a system, by a value that is no flag": described("systems: [{id: b, classified: 机密}]"),
    "an existing system": described("existing_systems: [{id: old, classified: true}]"),
    "an existing system, by a number": described("existing_systems: [{id: old, classified: 1}]"),
}


@pytest.mark.parametrize("name", FLAGGED)
def test_a_description_that_declares_something_classified_is_refused_at_the_value(name: str) -> None:
    text = FLAGGED[name]
    line, column = place_of(text, "classified: ")
    assert refusals(text) == [("classified", line, column + len("classified: "))]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        HEAD + ", classified: false}\n",
        HEAD + ", classified: null}\n",
        HEAD + ", x_classified: true}\n",
        described("systems: [{id: a, classified: false}, {id: b, classified: null}]"),
        described("existing_systems: [{id: old, classified: false}]"),
        described("systems: {none: true}\nexisting_systems: []"),
    ],
)
def test_a_description_that_declares_nothing_classified_is_assessed(text: str) -> None:
    assert refusals(text) == []


# The government intranet: the value between ‹ and › is the offending one.

INSIDE = {
    "addresses": networks(f"{INTRANET}, segment: ‹{SECRET}›}}"),
    "addresses in a value that cannot be used": networks(f"{INTRANET}, segment: ‹[{SECRET}]›}}"),
    "its zone": networks(f"{INTRANET}, zone: ‹core›}}") + "\nzones: [{id: core}]",
    "its tenant": networks(f"{INTRANET}, tenant: ‹office›}}"),
    "bandwidth": networks(f"{INTRANET}, bandwidth: ‹10Gbps›}}"),
    "that it is virtual": networks(f"{INTRANET}, virtual: ‹true›}}"),
    "a key of one's own": networks(f"{INTRANET}, x_hosts: ‹12›}}"),
    "an unknown key": networks(f"{INTRANET}, hosts: ‹12›}}"),
    "that it is managed here": networks(f"{INTRANET}, managed_elsewhere: ‹false›}}"),
    "who knows where it is managed": networks(f"{INTRANET}, managed_elsewhere: ‹否›}}"),
    "addresses, the kind in Chinese": networks(f"{{id: inner, kind: 政务内网, segment: ‹{SECRET}›}}"),
    "addresses, the kind in capitals": networks(f"{{id: inner, kind: Intranet, segment: ‹{SECRET}›}}"),
    "addresses of a network without an id": networks(f"{{kind: intranet, segment: ‹{SECRET}›}}"),
    "addresses in a list of lists": f"networks: [[{INTRANET}, segment: ‹{SECRET}›}}]]",
    "the second of two": networks(APART, f"{{id: other, kind: intranet, segment: ‹{SECRET}›}}"),
    "a zone": networks(APART) + "\nzones: [{id: ‹inner›, kind: outside}]",
    "a site": networks(APART) + "\nsites: [{id: ‹inner›}]",
    "a connection into it": networks(APART) + "\nconnections: [{id: c, start: exchange, end: ‹inner›}]",
    "a connection out of it": networks(APART) + "\nconnections: [{id: c, start: ‹inner›, end: exchange}]",
    "an uplink": networks(APART) + "\nuplinks: [{id: u, zone: ‹inner›}]",
    "a system": networks(APART) + "\nsystems: [{id: a}, {id: b, zone: ‹inner›}]",
    "a resource": networks(APART) + "\nresources: [{id: vm1, zone: ‹inner›}]",
    "another network": networks(APART, "{id: lan, kind: tenant, zone: ‹inner›}"),
    "a network by number": networks("{id: 7, kind: intranet}") + "\nconnections: [{id: c, start: a, end: ‹7›}]",
    "how an old network is joined to it": networks(APART) + "\nexisting_systems: [{id: inner, relation: ‹integrated›}]",
    "what an old network is": networks(APART) + "\nexisting_systems: [{id: inner, note: ‹核心交换机两台›}]",
}


@pytest.mark.parametrize("name", INSIDE)
def test_a_description_of_the_inside_of_the_government_intranet_is_refused_at_the_value(name: str) -> None:
    marked = described(INSIDE[name])
    assert refusals(marked.replace("‹", "").replace("›", "")) == [("intranet", *place_of(marked, "‹"))]


@pytest.mark.parametrize(
    "architecture",
    [
        networks(APART),
        networks(INTRANET + "}"),
        networks(INTRANET + ", managed_elsewhere: true}"),
        networks(INTRANET + ", segment: null, x_hosts: null, isolation_method: vlan}"),
        networks(APART, "{id: wan, kind: extranet, segment: 10.1.0.0/16, zone: core}") + "\nzones: [{id: core}]",
        networks(APART) + "\nexisting_systems: [{id: inner, kind: network, owner: 内网办, relation: kept_apart}]",
        networks(APART) + "\nexisting_systems: [{id: old, relation: integrated}, {name: 无标识}]",
        networks("{id: inner, kind: extranet}") + "\nconnections: [{id: c, start: a, end: inner}]",
        networks("{id: inner, kind: internet, managed_elsewhere: false}"),
        "networks: {none: true}",
        "networks: 政务内网",
    ],
)
def test_what_may_be_said_of_the_government_intranet_is_assessed(architecture: str) -> None:
    assert refusals(described(architecture)) == []


def fields_that_name_a_node(of: Record, above: tuple[Record, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, field in of.fields.items():
        if {"architecture.zones", "architecture.sites"} & {
            *field.refers_to,
            *(field.item.refers_to if field.item else ()),
        }:
            found.append((name,))
        if field.record is not None and field.record not in above:
            found += [(name, *rest) for rest in fields_that_name_a_node(field.record, (*above, field.record))]
    return found


@pytest.mark.parametrize("route", fields_that_name_a_node(record()), ids=".".join)
def test_no_field_that_names_a_zone_or_site_leads_into_the_intranet(route: tuple[str, ...]) -> None:
    value: Any = "inner"
    at = record()
    lists = []
    for step in route:
        field = at.fields[step]
        lists.append(field.kind in ("list", "set"))
        at = field.record or at
    for step, is_list in zip(reversed(route), reversed(lists), strict=True):
        value = {step: [value] if is_list else value}
    data = {"schema": "egov-platform/0", "platform": {"id": "mine"}, **value}
    inner = {"id": "inner", "kind": "intranet"}
    architecture = data.setdefault("architecture", {})
    architecture["networks"] = [*architecture.get("networks", ()), inner]
    assert [code for code, *_ in refusals(json.dumps(data))] == ["intranet"]


# Lists in files of their own.


def test_a_list_in_a_file_of_its_own_is_refused_at_its_place_there() -> None:
    Path("n.csv").write_text(f"id,kind,segment\nwan,extranet,\ninner,intranet,{SECRET}\n", "utf-8")
    Path("p.yaml").write_text(described("networks: {file: n.csv}"), "utf-8")
    (refused,) = check(["p.yaml"], load_profiles(["tiny.yaml"]), as_of=NOW).unread
    assert (refused.file, refused.problem.code, str(refused.problem.place)) == ("p.yaml", "intranet", "n.csv:3:16")


def test_a_reference_in_a_file_of_its_own_is_refused() -> None:
    Path("r.csv").write_text("id,zone\nvm1,prod\nvm2,inner\n", "utf-8")
    Path("p.yaml").write_text(described(networks(APART) + "\nresources: {file: r.csv}"), "utf-8")
    (refused,) = check(["p.yaml"], load_profiles(["tiny.yaml"]), as_of=NOW).unread
    assert str(refused.problem.place) == "r.csv:3:5"


def test_a_file_of_systems_is_looked_at_for_classified_ones() -> None:
    Path("s.csv").write_text("id,classified\na,false\nb,\nc,true\n", "utf-8")
    Path("p.yaml").write_text(described("systems: {file: s.csv}"), "utf-8")
    (refused,) = check(["p.yaml"], load_profiles(["tiny.yaml"]), as_of=NOW).unread
    assert str(refused.problem.place) == "s.csv:4:3"


def test_files_that_a_classified_platform_names_are_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr("egov_cloud_std.run.checking.named_files", lambda *given: opened.append(given) or ())
    text = HEAD + ", classified: true}\narchitecture: {resources: {file: r.csv}}\n"
    assert refusals(text) == [("classified", *place_of(text, "true"))]
    assert opened == []


# How it is said.

SAID = {
    "platform": (HEAD + ", classified: true}\n", "本工具不用于涉密系统", "this tool is not for those"),
    "system": (FLAGGED["a system"], "从本文件中删去该系统", "Remove the system from this file"),
    "unclear": (FLAGGED["the platform, by a text"], "不能排除涉密", "cannot be ruled out"),
    "inside": (described(networks(f"{INTRANET}, segment: {SECRET}}}")), "政务内网的内部情况", "the inside of the"),
    "leads in": (described(networks(APART) + "\nuplinks: [{id: u, zone: inner}]"), "换一个标识", "give it another id"),
    "not elsewhere": (
        described(networks(INTRANET + ", managed_elsewhere: false}")),
        "写 managed_elsewhere: true",
        "write managed_elsewhere: true",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_a_refusal_says_where_why_and_what_to_do_in_both_languages_and_quotes_nothing(name: str, tell: Command) -> None:
    text, zh, en = SAID[name]
    Path("p.yaml").write_text(text, "utf-8")
    for lang, words, law in (("zh", zh, "涉密"), ("en", en, "classified")):
        for form in ("text", "line"):
            ran = tell("p.yaml", "--profile", "tiny.yaml", "--format", form, "--lang", lang)
            assert ran.code == 2
            assert ran.out.startswith("p.yaml:")
            assert law in ran.out
            assert SECRET not in ran.out
            assert "甲公司" not in ran.out
        assert words in tell("p.yaml", "--profile", "tiny.yaml", "--lang", lang).out


def test_a_refusal_in_json_names_the_place_and_quotes_nothing(tell: Command) -> None:
    Path("p.yaml").write_text(SAID["inside"][0], "utf-8")
    ran = tell("p.yaml", "--profile", "tiny.yaml", "--format", "json")
    result = json.loads(ran.out)
    assert (ran.code, result["units"], SECRET in ran.out) == (2, [], False)
    (unread,) = result["unread"]
    assert (unread["code"], unread["location"]["line"]) == ("intranet", 5)


def test_why_refuses_as_well(tell: Command) -> None:
    Path("p.yaml").write_text(SAID["inside"][0], "utf-8")
    ran = tell("why", "level_stated", "p.yaml", "--profile", "tiny.yaml", "--lang", "en")
    assert (ran.code, ran.out, "the inside of the" in ran.err, SECRET in ran.err) == (2, "", True, False)


# Where it comes from.


def test_in_a_folder_only_the_refused_file_is_left_out(here: Path, tell: Command) -> None:
    folder = here / "province"
    folder.mkdir()
    (folder / "a.yaml").write_text(GOOD, "utf-8")
    (folder / "b.yaml").write_text(FLAGGED["a system"], "utf-8")
    (folder / "c.yaml").write_text(SAID["inside"][0], "utf-8")
    (folder / "d.yaml").write_text(GOOD.replace("mine", "other"), "utf-8")
    ran = tell("province", "--profile", "tiny.yaml", "--format", "json")
    result = json.loads(ran.out)
    assert ran.code == 2
    assert [unit["unit"] for unit in result["units"]] == ["mine", "other"]
    assert [one["code"] for one in result["unread"]] == ["classified", "intranet"]


def test_standard_input_is_refused(tell: Command) -> None:
    ran = tell("-", "--profile", "tiny.yaml", "--lang", "en", typed=SAID["inside"][0].encode())
    assert (ran.code, "the inside of the government intranet" in ran.out, SECRET in ran.out) == (2, True, False)


def test_json_is_refused_as_yaml_is() -> None:
    data = {
        "schema": "egov-platform/0",
        "platform": {"id": "mine"},
        "architecture": {"networks": [{"id": "inner", "kind": "intranet", "segment": SECRET}]},
    }
    Path("p.json").write_text(json.dumps(data), "utf-8")
    (refused,) = check(["p.json"], load_profiles(["tiny.yaml"]), as_of=NOW).unread
    assert refused.problem.code == "intranet"


def test_the_library_hands_out_no_platform_that_is_refused() -> None:
    Path("p.yaml").write_text(SAID["inside"][0], "utf-8")
    with pytest.raises(Unreadable) as caught:
        read_platform("p.yaml")
    assert (caught.value.problem.code, caught.value.line) == ("intranet", "")
    document = read(SAID["system"][0].encode(), "p.yaml")
    with pytest.raises(Unreadable):
        next(check_documents([document], load_profiles(["tiny.yaml"]), NOW))


def test_an_alias_is_refused_where_the_value_was_written() -> None:
    text = described(f"networks:\n  - {{id: a, kind: extranet, segment: &s {SECRET}}}\n  - {INTRANET}, segment: *s}}")
    assert [(code, line) for code, line, _ in refusals(text)] == [("intranet", 6)]
