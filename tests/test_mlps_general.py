"""The general items of GB/T 22239-2019 that a description can show: each row of the fact sheet, its level and its marks."""

import re
from collections import defaultdict

import pytest
from mlps_facts import SHEET, asked_at, table

from egov_cloud_std.profiles import Cited, Control
from egov_cloud_std.run import load_profiles

PROFILE = load_profiles(["mlps_general"])[0]
ROWS = [f"GEN-{number}" for number in range(1, 25)]
# The lowest level ticked, as the table writes it, and the lowest levels of the controls of the row. Parts that begin at
# level 1 or 2 are asked together from 2 on; "2/3" is two texts; what the conflict of GEN-19 leaves of level 2 is asked there.
LOWEST = {"1": {1}, "1-2": {2}, "2": {2}, "2-3": {2}, "2/3": {2, 3}, "3": {3}}
needs_facts = pytest.mark.skipif(not SHEET.exists(), reason="needs the fact sheets")


def by_row() -> dict[str, list[tuple[Control, Cited]]]:
    """What the controls cite, by the row of the fact sheet."""
    found: dict[str, list[tuple[Control, Cited]]] = defaultdict(list)
    for control in PROFILE.controls:
        for cited in control.cited:
            if cited.source is not None:
                found[cited.rows[0]].append((control, cited))
    return found


def lowest(control: Control) -> int:
    """The lowest level at which a control is asked."""
    return next(level for level in range(1, 6) if control.id in asked_at(PROFILE, level))


def test_every_row_has_a_control() -> None:
    assert sorted(by_row()) == sorted(ROWS)


def test_a_control_cites_the_chapters_of_the_levels_at_which_it_is_asked() -> None:
    for level, chapter in ((2, "7.1."), (3, "8.1.")):
        citing = [one.id for one in PROFILE.controls if any(cited.clause.startswith(chapter) for cited in one.cited)]
        assert asked_at(PROFILE, level) == citing


def test_only_what_the_standard_leaves_open_is_optional() -> None:
    assert {row for row, found in by_row().items() for control, _ in found if control.duty != "shall"} == {"GEN-23"}
    assert {control.duty for control, _ in by_row()["GEN-23"]} == {"may"}


@needs_facts
def test_every_row_has_the_level_and_the_marks_of_the_fact_sheet() -> None:
    rows = table("1.4", "id")
    assert [row["id"] for row in rows] == ROWS
    for row in rows:
        found = by_row()[row["id"]]
        conflict = "conflict" in row["mark"]
        assert {cited.text for _, cited in found} == {"conflict" if conflict else "secondary"}, row["id"]
        assert all(all(cited.note) for _, cited in found if conflict), row["id"]
        if row["L"] in LOWEST:
            expected = LOWEST[row["L"]] | ({2} if row["id"] == "GEN-19" else set())
            assert {lowest(control) for control, _ in found} == expected, row["id"]
        else:
            assert row["L"] == "**可**", row["id"]


@needs_facts
def test_every_clause_is_of_the_block_in_which_its_control_point_stands() -> None:
    """Numbers of chapter 8 are recalled, as the sheet says; those of chapter 7 are derived from them, unless recalled too."""
    blocks = {
        row["clause (recalled)"]: row["control points with counts L2/L3"] for row in table("1.4", "clause (recalled)")
    }
    points = {row["id"]: row["control point"] for row in table("1.4", "id")}
    for row, found in by_row().items():
        for _, cited in found:
            if cited.rows[1:]:  # TST-3, TST-4: the number of the point itself is recalled, at both levels
                assert row == "GEN-24"
                assert re.fullmatch(r"[78]\.1\.9\.[79]", cited.clause)
                assert cited.number == "recalled"
                continue
            numbers, point = cited.clause.split(" ")
            assert point.removeprefix("数据") in points[row], row  # 数据完整性 / 保密性
            for number in numbers.split("、"):
                assert point in blocks[re.sub("^7", "8", number)], cited.clause
                assert cited.number == ("recalled" if number.startswith("8") else "derived"), cited.clause
