"""The mobile extension of GB/T 22239-2019: as many items at each level as it has, each marked as the fact sheet marks it."""

import re

import pytest
from mlps_facts import SHEET, asked_at, table

from egov_cloud_std.profiles import Cited
from egov_cloud_std.run import load_profiles

PROFILE = load_profiles(["mlps_mobile"])[0]
IN_SCOPE = {
    "scenes": ["mobile_office"],
    "access_points": [{"id": "hall"}],
    "terminals": [{"id": "phones"}],
    "apps": [{"id": "oa"}],
}
OUT_OF_SCOPE = (
    {"none": True},
    {"scenes": [], "access_points": [], "terminals": [], "apps": []},
)
needs_facts = pytest.mark.skipif(not SHEET.exists(), reason="needs the fact sheets")


def entries(chapter: str) -> dict[str, Cited]:
    """What is cited of one chapter of the standard, by the row of the fact sheet; each row once."""
    found = [
        (cited.rows[0], cited)
        for control in PROFILE.controls
        for cited in control.cited
        if cited.clause.startswith(chapter)
    ]
    assert len(found) == len(dict(found))
    return dict(found)


@pytest.mark.parametrize(("level", "items"), [(1, 0), (2, 14), (3, 19), (4, 19)])
def test_each_level_asks_as_many_items_as_the_extension_has(level: int, items: int) -> None:
    assert len(asked_at(PROFILE, level, IN_SCOPE)) == items


@pytest.mark.parametrize(("chapter", "items"), [("7.3.", 14), ("8.3.", 19)])
def test_each_chapter_is_cited_item_by_item(chapter: str, items: int) -> None:
    assert len(entries(chapter)) == items
    assert len({cited.clause for cited in entries(chapter).values()}) == items


@pytest.mark.parametrize(("level", "chapter"), [(2, "7.3."), (3, "8.3.")])
def test_a_control_applies_at_the_levels_whose_text_it_cites(level: int, chapter: str) -> None:
    citing = [one.id for one in PROFILE.controls if any(cited.clause.startswith(chapter) for cited in one.cited)]
    assert asked_at(PROFILE, level, IN_SCOPE) == citing


@pytest.mark.parametrize("mobile", OUT_OF_SCOPE, ids=["none", "empty lists"])
def test_nothing_is_asked_where_mobile_is_said_to_be_out_of_scope(mobile: object) -> None:
    assert asked_at(PROFILE, 3, mobile) == []


def test_silence_about_mobile_is_not_out_of_scope() -> None:
    assert len(asked_at(PROFILE, 3)) == 19


@needs_facts
def test_every_row_has_the_clauses_the_code_and_the_marks_of_the_fact_sheet() -> None:
    rows = table("1.3", "L2 clause")
    assert len(rows) == len(PROFILE.controls) == 20
    for row, control in zip(rows, PROFILE.controls, strict=True):
        code = row["L3 code"].strip("[]")
        name = "mlps-crypto-1.3-1" if code == "-" else code
        for column, chapter in (("L3 clause", "8.3."), ("L2 clause", "7.3.")):
            cited = entries(chapter).get(name)
            if row[column] == "-":
                assert cited is None, name
                continue
            assert cited in control.cited, name
            assert row[column] == f"[{cited.clause}]", name
            assert re.search(r"nos?\. derived", row["mark"]), name
            assert cited.number == "derived", name
            assert cited.text == text_mark(row["mark"], cited.clause), cited.clause
            if chapter == "8.3.":
                assert (cited.code, cited.code_mark) == (code, row["mark"].split("code ")[1]), name
                assert (cited.code_mark == "recalled") == row["L3 code"].startswith("["), name
            else:
                assert (cited.code, cited.code_mark) == ("", ""), name


@needs_facts
def test_rows_that_are_damaged_or_in_conflict_say_so() -> None:
    damaged = [row for row in table("1.3", "L2 clause") if "MLPS-TABLE" in row["mark"].replace("(MLPS-TABLE, MOB)", "")]
    assert [row["L2 clause"] for row in damaged] == ["[7.3.1.1]", "[7.3.2.2]", "[7.3.3.1 b]"]
    for clause in {row["L2 clause"].strip("[]") for row in damaged} | disputed().keys():
        cited = next(one for one in entries("7.3.").values() if one.clause == clause)
        assert all(cited.note), clause


def text_mark(mark: str, clause: str) -> str:
    """How the text of a clause is known, by the table and by the list of conflicts."""
    if clause in disputed():
        return "recalled" if disputed()[clause] == "L2 wording recalled only" else "conflict"
    assert "text secondary" in mark
    return "secondary"


def disputed() -> dict[str, str]:
    """The clauses of the extension in the list of conflicts, each with what it says."""
    found = {}
    for row in table("9", "where"):
        if row["where"].startswith("GB/T 22239 7.3."):
            clauses = re.findall(r"7\.3[0-9.]+(?: [a-f](?=\)))?", row["where"])
            found.update(dict.fromkeys(clauses, row["what disagrees"]))
    assert len(found) == 3
    return found
