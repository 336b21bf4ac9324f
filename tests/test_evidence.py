"""Evidence: held against the files it names; what holds makes a value documented, what fails is a finding."""

import hashlib
import json
import os
from pathlib import Path

import pytest
from command import Command, command
from samples import NOW, platform, problems_of, profile, profile_text

from egov_cloud_std.assess import Finding, assess_platform
from egov_cloud_std.assess.findings import Findings
from egov_cloud_std.document import Unreadable, digest_file, read_bytes, read_file
from egov_cloud_std.evidence import Artefact
from egov_cloud_std.evidence.facts import STATES, supposed
from egov_cloud_std.evidence.holding import look
from egov_cloud_std.platforms import Platform
from egov_cloud_std.profiles.witnesses import SUPPOSED
from egov_cloud_std.prove import prove_profile
from egov_cloud_std.run import check, load_profiles

tell = pytest.fixture(command)
CONTENT = "演练记录".encode()
DIGEST = hashlib.sha256(CONTENT).hexdigest()
WHOLE = {"id": "r", "path": "r.txt", "digest": DIGEST, "date": "2026-06-01", "supports": ["security"]}


def item(**changes: object) -> dict[str, object]:
    return {key: value for key, value in (WHOLE | changes).items() if value is not None}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A root with a report, and a file beside the root."""
    root = tmp_path / "root"
    root.mkdir()
    (root / "r.txt").write_bytes(CONTENT)
    (tmp_path / "outside.txt").write_bytes(CONTENT)
    return root


def seen(folder: Path, *items: dict[str, object]) -> tuple[Artefact, ...]:
    return look(platform(evidence=list(items)), folder, folder)


# What is found.


@pytest.mark.parametrize("digest", [DIGEST, f"sha256:{DIGEST}", None])
def test_an_artefact_that_is_there_holds(folder: Path, digest: str | None) -> None:
    assert seen(folder, item(digest=digest)) == (Artefact("r", f"sha256:{DIGEST}"),)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("none.txt", "there is no such file"),
        ("none/r.txt", "there is no such file"),
        ("r.txt/r.txt", "there is no such file"),
        ("../outside.txt", "The path leads out of the folder that may be read"),
        ("link.txt", "The path leads out of the folder that may be read"),
        ("up/outside.txt", "The path leads out of the folder that may be read"),
        ("loop.txt", "The symbolic links run in a circle"),
        ("folder", "This is no regular file, but a folder, a pipe or a device"),
        ("pipe", "This is no regular file, but a folder, a pipe or a device"),
    ],
)
def test_an_artefact_that_cannot_be_read_does_not_hold(folder: Path, name: str, says: str) -> None:
    (folder / "link.txt").symlink_to("../outside.txt")
    (folder / "up").symlink_to("..")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe")
    (found,) = seen(folder, item(path=name))
    assert found.wrong is not None
    assert (found.holds, found.digest, found.wrong.en) == (False, "", says)


def test_an_absolute_path_leads_out_of_the_root(folder: Path) -> None:
    (found,) = seen(folder, item(path=str(folder.parent / "outside.txt")))
    assert not found.holds


def test_a_link_inside_the_root_is_followed(folder: Path) -> None:
    (folder / "link.txt").symlink_to("r.txt")
    assert [one.holds for one in seen(folder, item(path="link.txt"))] == [True]


def test_an_artefact_of_another_digest_differs(folder: Path) -> None:
    (folder / "r.txt").write_bytes(CONTENT + b".")
    (found,) = seen(folder, item())
    assert found.wrong == STATES["differs"]
    assert found.digest == f"sha256:{hashlib.sha256(CONTENT + b'.').hexdigest()}"


def test_nobody_can_look_for_an_artefact_without_id_or_path(folder: Path) -> None:
    assert seen(folder, item(path=None)) == ()
    assert look(platform(), folder, folder) == look(platform(evidence=[]), folder, folder) == ()


def test_a_file_behind_many_items_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "egov_cloud_std.evidence.holding.digest_file", lambda path, root: opened.append(path.name) or f"sha256:{DIGEST}"
    )
    assert len(seen(folder, *(item(id=f"r{number}") for number in range(5)))) == 5
    assert opened == ["r.txt"]


def test_a_digest_is_that_of_the_bytes_however_many(folder: Path) -> None:
    data = bytes(range(256)) * 12_000  # several pieces
    (folder / "big").write_bytes(data)
    assert digest_file(folder / "big", root=folder) == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert read_bytes(folder / "big", root=folder) == data
    assert read_file(folder / "r.txt").digest == digest_file(folder / "r.txt")


def test_a_file_beyond_the_cap_is_not_read(folder: Path) -> None:
    with (folder / "sparse").open("wb") as file:
        file.truncate(1 << 40)
    (found,) = seen(folder, item(path="sparse"))
    assert found.wrong is not None
    assert "more than 4,294,967,296 bytes" in found.wrong.en
    with pytest.raises(Unreadable):
        digest_file(folder / "r.txt", most=3)


# What it makes of values.

CONTROLS = (
    "id: level\nexpect: {security.protection_level: {at_least: 3}}",
    "id: both\nexpect: {security.protection_level: {at_least: 2}, governance.training: {count: {at_least: 0}}}",
    "id: zones\neach: {list: architecture.zones}\nexpect: {.important: {equals: true}}",
)
PROFILE = profile(*CONTROLS)


def described(*items: dict[str, object]) -> Platform:
    return platform(
        security={"protection_level": 3},
        governance={"training": []},
        architecture={"zones": [{"id": "a", "important": True}, {"id": "a.b[c]", "important": False}, {"id": "d"}]},
        evidence=list(items),
    )


def found(of: Platform, *facts: Artefact) -> list[Finding]:
    return list(Findings(assess_platform([PROFILE], of, NOW, facts)).all())


def support(*items: dict[str, object], facts: tuple[Artefact, ...] = (supposed("r", "holds"),)) -> dict[str, str]:
    return {one.subject or one.control.id: one.support for one in found(described(*items), *facts)}


@pytest.mark.parametrize(
    ("supports", "documented"),
    [
        (["security.protection_level"], {"level"}),
        (["security"], {"level"}),
        (["governance"], set()),
        (["security", "governance"], {"level", "both"}),
        (["architecture"], {"architecture.zones[a]", "architecture.zones[a.b[c]]"}),
        (["architecture.zones"], {"architecture.zones[a]", "architecture.zones[a.b[c]]"}),
        (["architecture.zones[a]"], {"architecture.zones[a]"}),
        (["architecture.zones[a.b[c]].important"], {"architecture.zones[a.b[c]]"}),
        (["architecture.zones[d]"], set()),  # nothing is stated there that could have support
        (["security.logs", "nowhere", "architecture.zones[x]"], set()),
    ],
)
def test_a_value_is_documented_where_evidence_names_it_or_what_it_is_in(
    supports: list[str], documented: set[str]
) -> None:
    found = support(item(supports=supports))
    assert {name for name, one in found.items() if one == "documented"} == documented
    assert set(found.values()) <= {"declared", "documented"}


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"digest": None}, "holds"),
        ({"date": None}, "holds"),
        ({"date": "2026-07-01"}, "holds"),
        ({"valid_until": "2026-06-29"}, "holds"),
        ({}, "missing"),
        ({}, "differs"),
        ({}, None),
    ],
)
def test_evidence_that_does_not_hold_documents_nothing(changes: dict[str, object], state: str | None) -> None:
    facts = (supposed("r", state),) if state else ()
    assert set(support(item(**changes), facts=facts).values()) == {"declared"}


def test_one_evidence_that_holds_is_enough() -> None:
    both = support(item(id="s"), item(), facts=(supposed("s", "missing"), supposed("r", "holds")))
    assert both["level"] == "documented"


def test_a_finding_has_the_weakest_support_of_its_deciding_checks() -> None:
    (one,) = [one for one in found(described(item()), supposed("r", "holds")) if one.control.id == "both"]
    assert [seen.support for seen in one.observations] == ["documented", "declared"]
    assert one.support == "declared"


def test_support_changes_no_status() -> None:
    statuses = [one.status for one in found(described(item()), supposed("r", "holds"))]
    assert statuses == [one.status for one in found(described(item()))]


def test_a_place_where_nothing_is_stated_is_remarked() -> None:
    remarks = assess_platform([PROFILE], described(item(supports=["security", "security.logs"])), NOW).remarks
    assert [(one.code, one.path) for one in remarks] == [("supports_nothing", ("evidence", 0, "supports", 1))]


# The question, and the control that asks it.


@pytest.mark.parametrize(
    ("expect", "code"),
    [
        ("{.path: {artefact_holds: yes}}", "true_expected"),
        ("{.produced_by: {artefact_holds: true}}", "not_the_path"),
        ("{platform.owner: {artefact_holds: true}}", "subject_not_in_list"),
    ],
)
def test_the_question_is_asked_of_the_path_of_evidence_only(expect: str, code: str) -> None:
    assert {one.code for one in problems_of(profile_text(f"each: {{list: evidence}}\nexpect: {expect}"))} == {code}


def test_the_conclusion_changes_by_the_calendar_when_validity_ends() -> None:
    asked = profile("each: {list: evidence}\nexpect: {.path: {artefact_holds: true}}")
    given = platform(evidence=[item(valid_until="2026-06-30")])
    (one,) = Findings(assess_platform([asked], given, NOW, (supposed("r", "holds"),))).all()
    assert one.status == "satisfied"
    assert one.changes_at is not None
    assert one.changes_at.isoformat() == "2026-07-01T00:00:00+08:00"
    (later,) = Findings(assess_platform([asked], given, one.changes_at, (supposed("r", "holds"),))).all()
    assert later.status == "not_satisfied"
    assert "valid until 2026-06-30, which is past" in later.observations[0].value.en


def test_a_witness_says_what_was_found_and_the_others_follow_it() -> None:
    assert set(SUPPOSED) == set(STATES)
    text = """
    id: held
    each: {list: evidence}
    expect: {.path: {artefact_holds: true}}
    witnesses:
      - {status: satisfied, given: {evidence: [{id: r, path: a}]}, facts: {r: holds}}
      - {status: satisfied, but: {evidence: [{id: r, date: 2026-01-01}]}}
      - {status: not_satisfied, but: {}, facts: {r: missing}}
      - {status: not_satisfied, but: {evidence: [{id: r, valid_until: 2026-01-01}]}}
      - {status: not_stated, but: {}, facts: {}}
      - {status: not_stated, given: {evidence: [{id: r, path: a}]}}
    """
    (proof,) = prove_profile(profile(text))
    assert [one.says.en for one in proof.failures] == []
    assert proof.mutants == 2


@pytest.mark.parametrize("facts", ["3", "[r]", "{r: maybe}", "{r: [holds]}"])
def test_a_witness_may_not_suppose_anything_else(facts: str) -> None:
    text = f"id: held\nexpect: {{platform.owner: {{present: true}}}}\nwitnesses: [{{status: satisfied, given: {{}}, facts: {facts}}}]"
    assert len(problems_of(profile_text(text))) == 1


# In a run.

HEAD = "schema: egov-platform/0\nplatform: {id: mine}\nsecurity: {protection_level: 2}\n"


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    evidence = {"evidence": [item()]}
    (folder / "p.yaml").write_text(HEAD + json.dumps(evidence)[1:-1] + "\n", "utf-8")
    (folder / "level.yaml").write_text(profile_text(CONTROLS[0]), "utf-8")
    return folder


def test_a_run_looks_at_the_artefacts_and_shows_the_support(here: Path, tell: Command) -> None:
    asked = ("p.yaml", "--profile", "level.yaml", "--as-of", "2026-06-30", "--lang", "en")
    assert "= support: documented" in tell(*asked).out
    found = json.loads(tell(*asked, "--format", "json").out)
    (gap,) = found["units"][0]["gaps"]
    assert (gap["support"], gap["observations"][0]["support"]) == ("documented", "documented")
    (here / "r.txt").write_text("another")
    assert "= support" not in tell(*asked).out


@pytest.mark.parametrize("typed", [False, True])
def test_what_fails_is_a_finding_of_the_shipped_control(here: Path, tell: Command, typed: bool) -> None:
    options = ("--control", "evidence_artefacts_hold", "--as-of", "2026-06-30", "--lang", "en")
    text = (here / "p.yaml").read_bytes()
    paths = ("-",) if typed else ("p.yaml",)
    assert tell(*paths, *options, typed=text).code == 0
    (here / "r.txt").unlink()
    ran = tell(*paths, *options, typed=text)
    assert ran.code == 1
    assert "partly satisfied[evidence_artefacts_hold] evidence[r]" in ran.out
    assert "r.txt (there is no such file)" in ran.out


def test_evidence_in_a_folder_is_found_beside_its_description_and_stays_under_the_folder(here: Path) -> None:
    inner = here / "inner"
    inner.mkdir()
    (inner / "p.yaml").write_bytes((here / "p.yaml").read_bytes().replace(b'"r.txt"', b'"../r.txt"'))
    profiles = load_profiles(["level.yaml"])

    def supports(path: str) -> list[str]:
        return [one.support for one in check([path], profiles, as_of=NOW).units[-1].gaps()]

    assert supports(".") == ["documented"]
    assert supports("inner/p.yaml") == ["declared"]  # its own folder is the root


def test_the_artefacts_of_a_classified_platform_are_not_opened(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "p.yaml").write_text((here / "p.yaml").read_text().replace("{id: mine}", "{id: mine, classified: true}"))
    monkeypatch.setattr("egov_cloud_std.evidence.holding.digest_file", None)
    assert [one.problem.code for one in check(["p.yaml"], load_profiles(["level.yaml"]), as_of=NOW).unread] == [
        "classified"
    ]
