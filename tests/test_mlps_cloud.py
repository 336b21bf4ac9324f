"""The cloud extension of GB/T 22239-2019: as many items as the levels have, each with the side and the marks of its row."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pytest
from facts import FOLDER
from samples import NOW, platform

from egov_cloud_std.assess import assess_platform
from egov_cloud_std.assess.results import cited_text
from egov_cloud_std.checks.conditions import checks_of
from egov_cloud_std.document import read_file
from egov_cloud_std.platforms import record
from egov_cloud_std.profiles import Cited, Control, Profile, read_profile, shipped_path

STANDARD = "gbt22239"
CHAPTERS = {2: "7.2.", 3: "8.2."}
SIDES = {"CSP": "platform", "CSC": "tenant", "CSP+CSC": "shared"}


@cache
def scheme() -> Profile:
    found, problems = read_profile(read_file(shipped_path("mlps_cloud")), record())
    assert problems == ()
    assert found is not None
    return found


def items(control: Control) -> list[Cited]:
    """What a control cites of the standard, one source for each level."""
    return [one for one in control.cited if one.source is not None and one.source.name == STANDARD]


def row(control: Control) -> str:
    """The row of the item that a control asks; every source of it names the same."""
    (found,) = {name for one in items(control) for name in one.rows}
    return found


def applying(level: int) -> list[Control]:
    """The controls that apply to a platform of this level of which nothing else is known."""
    found = assess_platform([scheme()], platform(security={"protection_level": level}), NOW)
    return [one.control for one in found.conclusions if one.status != "not_applicable"]


@pytest.mark.parametrize(("level", "number"), [(3, 46), (2, 29)])
def test_as_many_items_apply_as_the_level_has(level: int, number: int) -> None:
    controls = applying(level)
    clauses = [one.clause for control in controls for one in items(control) if one.clause.startswith(CHAPTERS[level])]
    assert len(controls) == len(set(clauses)) == len(clauses) == number
    assert len({row(control) for control in controls}) == number


def test_the_items_of_level_2_are_among_those_of_level_3_and_level_1_has_none() -> None:
    assert {row(control) for control in applying(2)} < {row(control) for control in applying(3)}
    assert applying(1) == []


def test_a_control_cites_a_level_just_where_it_applies_there() -> None:
    for level, chapter in CHAPTERS.items():
        cited = {
            control.id for control in scheme().controls for one in items(control) if one.clause.startswith(chapter)
        }
        assert cited == {control.id for control in applying(level)}


def test_an_item_with_two_texts_is_asked_once_at_each_level() -> None:
    times = Counter(row(control) for control in scheme().controls)
    assert [name for name, number in times.items() if number > 1] == ["CES2-12"]


@pytest.mark.parametrize(
    ("level", "split"),
    [(3, {"platform": 37, "tenant": 6, "shared": 3}), (2, {"platform": 23, "tenant": 5, "shared": 1})],
)
def test_items_are_split_between_provider_and_tenant(level: int, split: Mapping[str, int]) -> None:
    assert Counter(control.side for control in applying(level)) == split


def test_every_item_is_a_duty() -> None:
    assert {control.duty for control in scheme().controls} == {"shall"}


def test_a_shared_item_asks_both_halves() -> None:
    for control in scheme().controls:
        if control.side == "shared":
            asked = [str(check.route) for part in control.expect for check in checks_of(part)]
            assert [half for half in ("provider", "tenant") if any(half in route for route in asked)] == [
                "provider",
                "tenant",
            ], control.id


def test_every_level_has_witnesses_where_an_item_applies_and_where_it_does_not() -> None:
    at = {level: {control.id for control in applying(level)} for level in (1, 2, 3)}
    for control in scheme().controls:
        for level, applies in at.items():
            given = set(_statuses(control, level))
            if control.id in applies:
                assert "satisfied" in given, (control.id, level)
                assert given & {"not_satisfied", "partly_satisfied"}, (control.id, level)
            else:
                assert given == {"not_applicable"}, (control.id, level)


def _statuses(control: Control, level: int) -> Iterator[str]:
    for witness in control.witnesses:
        security = witness.given.get("security")
        stated = security.get("protection_level") if isinstance(security, dict) else None
        if stated is not None and int(getattr(stated, "text", stated)) == level:
            yield witness.status


def test_the_conflict_over_an_item_of_level_2_is_shown() -> None:
    disputed = [one for control in scheme().controls for one in items(control) if one.number == "conflict"]
    assert [one.clause for one in disputed] == ["7.2.5.1 c"]
    assert all(note.rstrip("。.") in text for note, text in zip(disputed[0].note, cited_text(disputed[0]), strict=True))


# The table of the fact sheet.


@dataclass(frozen=True)
class Line:
    """One row of the table: the clause at each level with the mark of its number, the code, and whose the item is."""

    clauses: Mapping[int, tuple[str, str]]
    code: str
    code_mark: str
    side: str


def lines() -> Iterator[Line]:
    """The rows of section 1.2. What stands in brackets was not printed: a derived number, a recalled code."""
    text = (FOLDER / "mlps-crypto.md").read_text("utf-8")
    section = text[text.index("\n### 1.2 ") : text.index("\n### 1.3 ")]
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not re.fullmatch(r"\[?[A-Z]{3}2-[0-9]{2}\]?", cells[2] if len(cells) > 2 else ""):
            continue
        clauses = {level: _bare(cell, "derived") for level, cell in ((2, cells[0]), (3, cells[1])) if cell != "-"}
        mark = cells[6]
        if "conflict" in mark:
            clauses[2] = (clauses[2][0], "conflict")
        code, code_mark = _bare(cells[2], "recalled")
        assert mark.startswith("text secondary;")
        assert f"code {code_mark}" in mark
        assert {known for _, known in clauses.values()} - {"conflict"} <= set(re.findall(r"nos?\. (\w+)", mark))
        yield Line(clauses, code, code_mark, SIDES[cells[5]])


def _bare(cell: str, bracketed: str) -> tuple[str, str]:
    return (cell[1:-1], bracketed) if cell.startswith("[") else (cell, "secondary")


@pytest.mark.skipif(not FOLDER.exists(), reason="needs the fact sheets")
def test_each_row_of_the_table_is_cited_with_its_marks() -> None:
    table = {line.code: line for line in lines()}
    assert len(table) == 46
    assert {row(control) for control in scheme().controls} == set(table)
    for control in scheme().controls:
        line = table[row(control)]
        assert control.side == line.side, control.id
        for one in items(control):
            level = 3 if one.clause.startswith(CHAPTERS[3]) else 2
            code = (line.code, line.code_mark) if level == 3 else ("", "")
            assert (one.clause, one.number) == line.clauses[level], control.id
            assert (one.text, one.code, one.code_mark) == ("secondary", *code), control.id
    cited = {one.clause for control in scheme().controls for one in items(control)}
    assert cited == {clause for line in table.values() for clause, _ in line.clauses.values()}
