"""The sheets of a region in the workbook: figures of JSON, every unit, nothing that is ever run."""

import io
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from office import converted
from region_result import MARKUP, SILENT, as_json, at_home, region_result, rendered
from test_word_region import many

from egov_cloud_std.reports import render
from egov_cloud_std.words import LANGS, STATUSES, SUBMISSIONS, Lang

HEAD = 3
NAMES = {"zh": ("辖区", "单位×领域", "辖区检查项"), "en": ("Region", "Units by area", "Region controls")}


@cache
def book(lang: Lang = "zh") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(rendered("excel", lang)))


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)]


def cut(share: str) -> float:
    return int(Fraction(share) * 1000) / 1000


@pytest.mark.parametrize("lang", LANGS)
def test_sheets_of_the_region_stand_first(lang: Lang) -> None:
    assert tuple(book(lang).sheetnames[:3]) == NAMES[lang]
    assert len(book(lang).sheetnames) == 9


@pytest.mark.parametrize("lang", LANGS)
def test_every_unit_has_its_row_with_the_scores_of_json(lang: Lang) -> None:
    nodes = as_json()["region"]["nodes"]
    found = rows(book(lang)[NAMES[lang][0]])[: len(nodes) + 1]
    assert [row[1] for row in found] == [*(one["unit"] for one in nodes), "demo"]
    for row, node in zip(found, nodes, strict=False):
        assert row[4] == SUBMISSIONS[node["submission"]].in_(lang)
        low, high = node["scores"]["all"]["interval"]
        assert (row[9], row[10]) == (cut(low), cut(high))
        assert row[12] == (node["inherits_from"] or None)
    silent = next(row for row in found if row[1] == SILENT)
    assert (silent[7], silent[9], silent[10]) == (0, 0, 1)


def test_units_by_area_are_in_colours_and_have_both_ends() -> None:
    sheet = book()[NAMES["zh"][1]]
    nodes = as_json()["region"]["nodes"]
    for row, node in zip(rows(sheet), nodes, strict=False):
        assert [row[5], row[6]] == [cut(one) for one in node["scores"]["tiny"]["interval"]]
    kinds = [rule.type for area in sheet.conditional_formatting for rule in area.rules]
    assert kinds.count("colorScale") == 4


@pytest.mark.parametrize("lang", LANGS)
def test_controls_over_the_region_count_units_as_json_does(lang: Lang) -> None:
    for row, cell in zip(rows(book(lang)[NAMES[lang][2]]), as_json()["region"]["cells"], strict=False):
        assert row[1] == cell["control"]
        assert row[9:15] == [cell["units"].get(status) for status in STATUSES]


def test_findings_across_units_are_listed_with_the_unit_that_they_are_about() -> None:
    wrong = [one for one in as_json()["region"]["gaps"] if one["status"] != "not_stated"]
    found = {(row[3], row[5]) for row in rows(book()["问题"])}
    assert ("county-b1", "carrier_report_valid") in found
    assert ("city-a", "regional_totals_add_up") in found
    assert len(wrong) == 2
    open_ = sum(one["status"] == "not_stated" for one in as_json()["region"]["gaps"])
    named = {one["control"] for one in as_json()["region"]["gaps"]}
    assert sum(row[4] in named for row in rows(book()["未填报"])) == open_


def test_hostile_names_are_text_and_never_run() -> None:
    cells = [cell for sheet in book().worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(cell.value and MARKUP in str(cell.value) for cell in cells)


def test_rows_of_single_units_are_left_out_of_a_large_region_and_every_sheet_says_so() -> None:
    with at_home():
        data = b"".join(one for one in render(many(300), "excel", "zh") if isinstance(one, bytes))
    large = openpyxl.load_workbook(io.BytesIO(data))
    assert {row[5] for row in rows(large["问题"])} == {"carrier_report_valid", "regional_totals_add_up"}
    for name in ("问题", "未填报", "证据"):
        assert "单位超过 300 个" in str(large[name]["A2"].value)
    for name in ("辖区", "总览"):
        assert any("单位超过 300 个" in str(row[0].value) for row in large[name].iter_rows())
    assert len([row for row in rows(large["辖区"]) if row[1]]) == 314
    assert region_result().region is not None


@pytest.mark.parametrize("lang", LANGS)
def test_office_program_opens_it(lang: Lang, tmp_path: Path) -> None:
    file = tmp_path / "r.xlsx"
    file.write_bytes(rendered("excel", lang))
    (made,) = converted(file, "csv", tmp_path / "out")
    assert SILENT in made.read_text("utf-8", errors="replace")
