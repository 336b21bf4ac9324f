"""Waivers: what is signed, how it stands, what it covers; and files that are added to without losing anything."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from command import AS_OF, BAD, GOOD, OPEN, TINY, Command, command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from samples import NOW, platform, profile

from egov_cloud_std.assess import Assessment, assess_platform
from egov_cloud_std.assess.results import Result, UnitResult
from egov_cloud_std.document import Document, Problem, Unreadable, read
from egov_cloud_std.frozen import replace
from egov_cloud_std.reports import render
from egov_cloud_std.reports._schema import result_schema
from egov_cloud_std.run import WaiverTrouble, check, load_profiles, load_waivers
from egov_cloud_std.run.excusing import Excusing
from egov_cloud_std.waivers import Waiver, WaiverFile, generate, read_waivers
from egov_cloud_std.waivers.adding import added
from egov_cloud_std.waivers.reading import FIELDS
from egov_cloud_std.waivers.schema import waivers_schema

tell = pytest.fixture(command)
HEAD = "schema: egov-waivers/0\n"
FIELDS_OF = {
    "control": "logs_kept",
    "unit": "mine",
    "subject": "platform",
    "reason": "扩容在建。",
    "approver": "张某（示例市数据局）",
    "start": "2026-01-01",
    "end": "2026-12-31",
}


def document(text: str, name: str = "w.yaml") -> Document:
    return read(text.encode(), name)


def waiver(**changes: str | None) -> dict[str, str]:
    return {name: text for name, text in (FIELDS_OF | changes).items() if text is not None}


def file_of(*entries: Mapping[str, str]) -> str:
    return json.dumps({"schema": "egov-waivers/0", "waivers": entries}, ensure_ascii=False)


def signed(*entries: Mapping[str, str]) -> WaiverFile:
    found, problems = read_waivers(document(file_of(*entries)))
    assert problems == ()
    return found


def problems_of(text: str) -> tuple[Problem, ...]:
    return read_waivers(document(text))[1]


# The file.


def test_the_field_table_is_the_one_the_model_makes() -> None:
    assert FIELDS.read_text("utf-8") == generate.text(), "python -m egov_cloud_std.waivers.generate"


@pytest.mark.parametrize(("draft", "validator"), [("2020-12", Draft202012Validator), ("7", Draft7Validator)])
def test_the_schema_accepts_what_is_read(
    draft: str, validator: type[Draft7Validator] | type[Draft202012Validator], tell: Command
) -> None:
    schema = json.loads(tell("schema", "waivers", "--draft", draft).out)
    assert schema == waivers_schema("7" if draft == "7" else "2020-12")
    validator.check_schema(schema)
    held = validator(schema)
    assert held.is_valid(json.loads(file_of(waiver(), waiver(end=None))))
    assert not held.is_valid({"schema": "egov-waivers/0", "waivers": [{"contorl": "x"}]})
    assert not held.is_valid({"waivers": []})


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (HEAD + "waivers:\n  - contorl: x\n", "unknown_key", 3),
        (HEAD + "waivers:\n  - control: x\n    end: 2026-02-30\n", "unclear_date", 4),
        (HEAD + "waivers:\n  - {start: 2026-02-01, end: 2026-01-31}\n", "end_before_start", 3),
        (HEAD + "waivers: {file: other.yaml}\n", "waivers_elsewhere", 2),
        (HEAD + "waivers:\n  - end: 2026-01-31T12:00Z\n", "unclear_date", 3),
        ("waivers: []\n", "missing_field", 1),
        ("schema: egov-platform/0\nplatform: {id: a}\n", "not_a_choice", 1),
    ],
)
def test_what_is_malformed_is_a_problem_at_its_own_line(text: str, code: str, line: int) -> None:
    (found,) = problems_of(text)
    assert (found.code, found.place.line) == (code, line)


def test_several_files_report_every_problem(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(HEAD + "waivers:\n  - {x: 1}\n  - {end: soon}\n", "utf-8")
    with pytest.raises(WaiverTrouble) as found:
        load_waivers([tmp_path / "a", tmp_path / "b"])
    assert [problem.place.line for problem, _ in found.value.problems] == [3, 4, 3, 4]


# How it stands, and what it covers.

CONTROLS = (
    "id: split\nseverity: high\neach: {list: architecture.zones}\nexpect: {.important: {equals: true}}",
    "id: filed\nexpect: {security.filing.number: {present: true}}",
    "id: graded\nexpect: {security.protection_level: {at_least: 3}}",
    "id: by_law\nwaivable: false\nexpect: {security.protection_level: {at_least: 3}}",
    "id: asked\nduty: question\nexpect: {security.protection_level: {at_least: 4}}",
)
PROFILE = profile(*CONTROLS)
MINE = platform(
    platform={"id": "mine"},
    security={"protection_level": 2},
    architecture={
        "zones": [{"id": "a", "important": False}, {"id": "b", "important": True}, {"id": "c"}],
        "zones_total": 5,
    },
)


def assessed() -> Assessment:
    return assess_platform([PROFILE], MINE, NOW)


def excused(*entries: Mapping[str, str]) -> tuple[UnitResult, list[str]]:
    """The unit with these waivers, and the codes of what there is to say about them."""
    excusing = Excusing([PROFILE], [PROFILE], [signed(*entries)], None, NOW)
    return excusing.unit(assessed()), [one.code for one in excusing.notices()]


def covered(*entries: Mapping[str, str]) -> list[tuple[str, str]]:
    unit, _ = excused(*entries)
    return [(one.control.id, one.subject) for one in unit.gaps() if one.waiver is not None]


@pytest.mark.parametrize(
    ("control", "subject", "there"),
    [
        ("split", "architecture.zones[a]", "architecture.zones[a]"),
        ("split", "architecture.zones[c]", "architecture.zones[c]"),
        ("split", "architecture.zones[*]", "architecture.zones[*]"),
        ("filed", "platform", ""),
        ("graded", "platform", ""),
    ],
)
def test_a_waiver_in_force_covers_the_gap_it_names_and_no_other(control: str, subject: str, there: str) -> None:
    entry = waiver(control=control, subject=subject)
    assert covered(entry) == [(control, there)]
    assert excused(entry)[1] == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"control": None}, "waiver_over_broad"),
        ({"unit": None}, "waiver_over_broad"),
        ({"subject": None}, "waiver_over_broad"),
        ({"subject": None, "reason": None}, "waiver_over_broad"),
        ({"reason": None}, "waiver_incomplete"),
        ({"approver": None}, "waiver_incomplete"),
        ({"start": None}, "waiver_incomplete"),
        ({"end": None}, "waiver_incomplete"),
        ({"start": "2026-07-01"}, "waiver_not_begun"),
        ({"end": "2026-06-29"}, "waiver_expired"),
        ({"control": "no_such_control"}, "waiver_of_unknown_control"),
        ({"control": "by_law"}, "not_waivable"),
        ({"subject": "security"}, "waiver_unused"),
        ({"control": "split", "subject": "architecture.zones[b]"}, "waiver_unused"),
        ({"control": "split", "subject": "platform"}, "waiver_unused"),
        ({"unit": "theirs"}, "waiver_of_unit_not_checked"),
    ],
)
def test_a_waiver_that_covers_nothing_is_reported_at_its_place(changes: dict[str, str | None], code: str) -> None:
    entry = waiver(control="graded") | {name: text for name, text in changes.items() if text}
    entry = {name: text for name, text in entry.items() if changes.get(name, text) is not None}
    excusing = Excusing([PROFILE], [PROFILE], [signed(entry)], None, NOW)
    unit = excusing.unit(assessed())
    (notice,) = excusing.notices()
    assert notice.code == code
    assert (notice.place.file, notice.place.line) == ("w.yaml", 1)
    assert notice.line
    assert all((*notice.says, *notice.fix))
    assert [one for one in unit.gaps() if one.waiver is not None] == []


def test_an_entry_that_says_nothing_is_too_broad() -> None:
    found, problems = read_waivers(document(HEAD + "waivers:\n  -\n"))
    assert problems == ()
    assert [one.standing(NOW) for one in found.waivers] == ["over_broad"]


def test_a_waiver_of_a_control_that_a_narrowed_run_leaves_out_is_not_called_unused() -> None:
    narrowed = replace(PROFILE, controls=PROFILE.controls[:1])
    excusing = Excusing([PROFILE], [narrowed], [signed(waiver(control="graded"))], None, NOW)
    excusing.unit(assess_platform([narrowed], MINE, NOW))
    assert list(excusing.notices()) == []


def test_of_two_waivers_for_one_gap_the_one_that_lasts_longest_is_shown_and_neither_is_unused() -> None:
    short, long = waiver(control="graded", end="2026-07-31"), waiver(control="graded", end="2026-09-30")
    for entries in ((short, long), (long, short)):
        unit, codes = excused(*entries)
        (found,) = [one.waiver for one in unit.gaps() if one.waiver is not None]
        assert found.end == date(2026, 9, 30)
        assert codes == []


def test_when_a_waiver_ends_is_told_apart_from_when_the_status_changes() -> None:
    unit, _ = excused(waiver(control="graded"))
    (found,) = [one for one in unit.gaps() if one.waiver is not None]
    assert found.waiver is not None
    assert found.waiver.until.isoformat() == "2027-01-01T00:00:00+08:00"
    assert found.changes_at is None


NAMES = st.sampled_from([one.split("\n")[0].removeprefix("id: ") for one in CONTROLS] + ["other"])
SUBJECTS = st.sampled_from(["platform", "security"] + [f"architecture.zones[{one}]" for one in "abc*"])
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31)).map(str)
ENTRIES = st.builds(
    lambda control, unit, subject, days, less: {
        name: text
        for name, text in waiver(control=control, unit=unit, subject=subject, start=days[0], end=days[1]).items()
        if name != less
    },
    NAMES,
    st.sampled_from(["mine", "theirs"]),
    SUBJECTS,
    st.tuples(DAYS, DAYS).map(sorted),
    st.sampled_from(["", *FIELDS_OF]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRIES, max_size=8))
def test_no_waiver_ever_changes_a_status_or_a_score(entries: list[dict[str, str]]) -> None:
    bare, (unit, _) = excused()[0], excused(*entries)
    assert (unit.counts, unit.score, unit.profiles) == (bare.counts, bare.score, bare.profiles)
    without = [replace(one, waiver=None) for one in unit.findings()]
    assert without == list(bare.findings())


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRIES, max_size=8))
def test_a_waiver_covers_a_gap_or_is_spoken_of(entries: list[dict[str, str]]) -> None:
    """Nothing that was signed goes by in silence: each entry names a gap that is excused, or is reported."""
    unit, _ = excused(*entries)
    excusing = Excusing([PROFILE], [PROFILE], [signed(*entries)], None, NOW)
    excusing.unit(assessed())
    spoken = {one.place for one in excusing.notices()}
    gaps = {(one.control.id, one.subject or "platform") for one in unit.findings() if one.waiver is not None}
    for entry in signed(*entries).waivers:
        assert ((entry.control, entry.subject) in gaps) or entry.place in spoken
        assert not (entry.place in spoken and entry.standing(NOW) == "in_force" and entry.unit == "mine") or (
            (entry.control, entry.subject) not in gaps
        )


# In a run.


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {"tiny": TINY, "good": GOOD, "bad": BAD, "open": OPEN}.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, *entries: Mapping[str, str]) -> None:
    path.write_text(file_of(*entries), "utf-8")


@pytest.mark.parametrize("name", ["bad", "open"])
def test_a_gap_that_is_waived_does_not_fail_the_run_and_stays_a_gap(here: Path, tell: Command, name: str) -> None:
    write(here / "w.yaml", waiver())
    bare = tell(f"{name}.yaml", "--profile", "tiny.yaml", *AS_OF, "--lang", "en")
    ran = tell(f"{name}.yaml", "--profile", "tiny.yaml", "--waivers", "w.yaml", *AS_OF, "--lang", "en")
    assert (bare.code, ran.code) == ({"bad": 1, "open": 3}[name], 0)
    assert "waived: 扩容在建。 (张某（示例市数据局）, 2026-01-01 to 2026-12-31, w.yaml:1:" in ran.out
    assert ("not satisfied" if name == "bad" else "not stated") + "[logs_kept]" in ran.out
    assert bare.out.splitlines()[-4:] == ran.out.splitlines()[-4:]  # the figures


def test_waivers_that_cover_nothing_are_shown_with_their_place_in_both_languages(here: Path, tell: Command) -> None:
    write(here / "w.yaml", waiver(end="2026-06-29"))
    for lang, words in (("zh", "风险接受已于 2026-06-29 到期，不生效"), ("en", "the waiver ended on 2026-06-29")):
        for form in ("text", "line"):
            ran = tell(
                "bad.yaml", "--profile", "tiny.yaml", "--waivers", "w.yaml", *AS_OF, "--lang", lang, "--format", form
            )
            assert ran.code == 1
            assert "w.yaml:1:" in ran.out
            assert words in ran.out


def test_the_json_result_says_who_accepted_what_and_fits_its_schema(here: Path, tell: Command) -> None:
    write(here / "w.yaml", waiver(), waiver(control=None))
    ran = tell("bad.yaml", "--profile", "tiny.yaml", "--waivers", "w.yaml", *AS_OF, "--format", "json")
    found = json.loads(ran.out)
    Draft202012Validator(result_schema()).validate(found)
    (gap,) = found["units"][0]["gaps"]
    accepted = {name: gap["waiver"][name] for name in ("reason", "approver", "start", "end", "until")}
    assert accepted == {
        "reason": "扩容在建。",
        "approver": "张某（示例市数据局）",
        "start": "2026-01-01",
        "end": "2026-12-31",
        "until": "2027-01-01T00:00:00+08:00",
    }
    assert gap["waiver"]["location"]["file"] == "w.yaml"
    assert (gap["status"], gap["known"]) == ("not_satisfied", False)
    assert found["waivers"][0]["waivers"] == 2
    assert [one["code"] for one in found["notices"]] == ["waiver_over_broad"]


def test_an_unusable_file_of_waivers_ends_the_run(here: Path, tell: Command) -> None:
    (here / "w.yaml").write_text(HEAD + "waivers:\n  - {contorl: x}\n", "utf-8")
    ran = tell("bad.yaml", "--profile", "tiny.yaml", "--waivers", "w.yaml", "--lang", "en")
    assert ran.code == 2
    assert "w.yaml:3:6: there is no field named 'contorl' here" in ran.err
    assert tell("bad.yaml", "--profile", "tiny.yaml", "--waivers", "none.yaml").code == 2


def test_settings_name_files_of_waivers_that_stand_beside_them(here: Path, tell: Command) -> None:
    (here / "egov-check.toml").write_text('profile = "tiny.yaml"\nwaivers = ["w.yaml"]\n', "utf-8")
    write(here / "w.yaml", waiver())
    assert tell("bad.yaml", *AS_OF).code == 0
    assert "扩容在建。" in tell("why", "logs_kept", "bad.yaml", *AS_OF).out


def test_a_report_is_not_written_over_a_file_of_waivers(here: Path, tell: Command) -> None:
    write(here / "w.yaml", waiver())
    assert tell("bad.yaml", "--profile", "tiny.yaml", "--waivers", "w.yaml", "--output", "w.yaml").code == 2


def test_the_library_takes_waivers_as_data(here: Path) -> None:
    write(here / "w.yaml", waiver())
    result: Result = check(["bad.yaml"], load_profiles(["tiny.yaml"]), as_of=NOW, waivers=load_waivers(["w.yaml"]))
    assert [one.is_excused for one in result.units[0].gaps()] == [True]
    assert "w.yaml" in "".join(render(result))


# Adding one.

ENTRY = "  - control: a_b  # 甲\n    unit: u\n    end: 2026-12-31  # until delivery\n"
LAYOUTS = {
    "no list": HEAD,
    "empty list, comments": HEAD + "waivers:   # none yet\n# the end\n",
    "explicitly none": "# top\n" + HEAD + "waivers: []  # none yet\n",
    "null": HEAD + "waivers: null\nx_note: 1\n",
    "none": HEAD + "waivers: {none: true}\n",
    "entries": "# top\n" + HEAD + "\nwaivers:\n  # first\n" + ENTRY + "\n# last\n",
    "entries, key behind": "waivers:\n" + ENTRY + "# between\n" + HEAD,
    "not indented": HEAD + "waivers:\n" + ENTRY.replace("\n  ", "\n")[2:],
    "deeper": HEAD + "waivers:\n" + "".join(f"   {line}\n" for line in ENTRY.splitlines()),
    "no last line end": HEAD + "waivers:\n" + ENTRY.rstrip("\n"),
    "CRLF": (HEAD + "waivers:\n" + ENTRY + "# last\n").replace("\n", "\r\n"),
    "byte order mark": "\ufeff" + HEAD + "waivers:\n" + ENTRY,
    "document marks": "---\n" + HEAD + "waivers:\n" + ENTRY + "...\n",
    "block text, kept line ends": HEAD + "waivers:\n  - control: a\n    reason: |+\n      x\n\n\n",
    "block text": HEAD + "waivers:\n  - control: a\n    reason: >-\n      x\n\n      y\n\n# last\n",
    "text over lines": HEAD + "waivers:\n  - control: a\n    reason: 'x\n\n      y'\n",
    "dash alone": HEAD + "waivers:\n  -\n    control: a\n",
    "nothing behind the dash": HEAD + "waivers:\n  - control: a\n  -\n",
    "anchors": HEAD + "waivers:\n  - &a {control: a}\n  - *a\n",
    "flow": HEAD + "waivers: [{control: a}]  # one\n",
    "flow over lines": HEAD + "waivers: [\n  {control: a},  # one\n]\n",
    "flow, empty over lines": HEAD + "waivers: [  # none\n]\n",
    "flow throughout": "{schema: egov-waivers/0, waivers: []}\n",
}
JSON_LAYOUTS = {
    "json": '{"schema": "egov-waivers/0", "waivers": []}',
    "json, indented": '{\n "schema": "egov-waivers/0",\n "waivers": [\n  {"control": "a"}\n ]\n}\n',
}


def entries_of(text: str, name: str) -> list[Waiver]:
    found, problems = read_waivers(document(text, name))
    assert problems == ()
    return [replace(one, place=document(text, name).place(()), line="") for one in found.waivers]


def check_added(before: str, name: str, fields: dict[str, str]) -> str:
    after = added(before.encode(), name, fields)
    same_place = [replace(one, place=document(after, name).place(())) for one in entries_of(before, name)]
    assert entries_of(after, name)[:-1] == same_place
    assert document(after, name).data["waivers"][-1] == fields  # type: ignore[index, call-overload]
    return after


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_waiver_is_added_in_place_and_nothing_else_is_lost(layout: str) -> None:
    before = LAYOUTS[layout]
    after = check_added(before, "w.yaml", FIELDS_OF)
    for comment in (line[line.index("#") :] for line in before.splitlines() if "#" in line):
        assert after.count(comment) == before.count(comment)
    if "[" not in before and "null" not in before and "{none" not in before:
        kept = iter(after.splitlines())
        assert all(line in kept for line in before.splitlines())  # every line, in order
    assert after.startswith("\ufeff") == before.startswith("\ufeff")
    assert after.count("\r\n") == (after.count("\n") if "\r\n" in before else 0)


@pytest.mark.parametrize("layout", JSON_LAYOUTS)
def test_a_waiver_is_added_to_json(layout: str) -> None:
    assert json.loads(check_added(JSON_LAYOUTS[layout], "w.json", FIELDS_OF))["waivers"][-1] == FIELDS_OF


@pytest.mark.parametrize("name", ["w.yaml", "w.json"])
def test_a_file_that_is_not_there_is_made(name: str) -> None:
    assert [one.reason for one in entries_of(added(None, name, FIELDS_OF), name)] == ["扩容在建。"]


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12) | st.sampled_from(
    [
        "no",
        "1e3",
        "2026-01-01",
        "a: b",
        "a #b",
        "- x",
        "'",
        '"',
        "|",
        "x\ny",
        "[a",
        "{",
        "*a",
        "&a",
        "!x",
        "%",
        "@",
        "`",
    ]
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(LAYOUTS)), TEXTS, TEXTS)
def test_what_was_signed_reads_back_or_the_file_is_left_alone(layout: str, reason: str, approver: str) -> None:
    fields = FIELDS_OF | {"reason": reason, "approver": approver}
    try:
        check_added(LAYOUTS[layout], "w.yaml", fields)
    except Unreadable as error:
        assert error.problem.code == "not_added"
        assert [one for one in (reason, approver) if not one.isprintable() or one != one.strip()]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"schema: egov-waivers/0\nwaivers: [\n", "syntax"),
        (b"schema: egov-waivers/0\nwaivers:\n  - {contorl: x}\n", "unknown_key"),
        (b"{schema: egov-waivers/0}\n", "not_added"),
        ((HEAD + "waivers: []\n").encode("utf-16"), "not_added"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_refused_with_a_place(raw: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as found:
        added(raw, "w.yaml", FIELDS_OF)
    assert found.value.problem.code == code


def options(**changes: str) -> list[str]:
    return [word for name, text in (FIELDS_OF | changes).items() for word in (f"--{name}", text)]


def test_the_command_adds_a_waiver_that_then_covers_its_gap(here: Path, tell: Command) -> None:
    (here / "w.yaml").write_text(LAYOUTS["entries"], "utf-8")
    (here / "link.yaml").symlink_to("w.yaml")
    ran = tell("waiver", "add", "link.yaml", *options(end="2026年12月31日"), "--profile", "tiny.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert (here / "link.yaml").is_symlink()
    assert "# first" in (here / "w.yaml").read_text("utf-8")
    assert tell("bad.yaml", "--profile", "tiny.yaml", "--waivers", "w.yaml", *AS_OF).code == 0


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"control": "logs_kpet"}, "Did you mean logs_kept?"),
        ({"subject": " "}, "--subject is empty"),
        ({"reason": ""}, "--reason is empty"),
        ({"start": "2026-02-30"}, "--start: the calendar has no '2026-02-30'"),
        ({"end": "soon"}, "--end: a date belongs here; it is 'soon'"),
        ({"end": "2025-12-31"}, "--end is before --start"),
        ({"control": "operator_named"}, "nobody may accept a gap of operator_named"),
    ],
)
def test_the_command_refuses_what_would_cover_nothing_and_leaves_the_file_alone(
    here: Path, tell: Command, changes: dict[str, str], says: str
) -> None:
    strict = TINY.replace("severity: low\n", "severity: low\n    waivable: false\n")
    (here / "tiny.yaml").write_text(strict, "utf-8")
    ran = tell("waiver", "add", "w.yaml", *options(**changes), "--profile", "tiny.yaml", "--lang", "en")
    assert ran.code == 2
    assert says in ran.err
    assert not (here / "w.yaml").exists()


@pytest.mark.parametrize("name", FIELDS_OF)
def test_the_command_wants_every_field(here: Path, tell: Command, name: str) -> None:
    words = options()
    at = words.index(f"--{name}")
    ran = tell("waiver", "add", "w.yaml", *words[:at], *words[at + 2 :], "--lang", "en")
    assert (ran.code, f"--{name}" in ran.err, (here / "w.yaml").exists()) == (2, True, False)


def test_an_example_of_a_waiver_is_in_force_from_its_first_day_to_its_last() -> None:
    (one,) = signed(waiver()).waivers
    days = [NOW + timedelta(days=number) for number in range(-365, 365)]
    held = [day.date() for day in days if one.standing(day) == "in_force"]
    assert (held[0], held[-1], len(held)) == (date(2026, 1, 1), date(2026, 12, 31), 365)
