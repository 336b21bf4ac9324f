"""The format `excel`: what is in its sheets, that the figures are those of JSON, and that nothing in it is ever run."""

import csv
import io
import json
import re
import time
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command import GOOD, TINY, Command, command
from fixed_result import fixed_result, rendered
from office import converted
from samples import NOW

from egov_cloud_std.assess.results import Result
from egov_cloud_std.ledger.cells import LAST_ROW, LONGEST, begins_like_a_formula, cell_text, height
from egov_cloud_std.ledger.columns import COLUMNS, PROGRESS
from egov_cloud_std.reports import _excel_book, render
from egov_cloud_std.run import check, load_profiles
from egov_cloud_std.words import STATUSES, Lang

tell = pytest.fixture(command)
SHEETS = {
    "zh": ["总览", "问题", "整改台账", "检查项", "未填报", "证据"],
    "en": ["Overview", "Problems", "Rectification ledger", "Controls", "Not stated", "Evidence"],
}
HEAD = 3
LANGS: list[Lang] = ["zh", "en"]


@cache
def book(lang: Lang = "zh", everything: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(rendered("excel", lang, everything)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    heads = [cell.value for cell in sheet[HEAD]]
    found = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=HEAD + 1)]
    return [one for one in found if one[heads[1]] is not None]


def as_json(everything: bool = False) -> dict[str, Any]:
    return dict(json.loads(rendered("json", "zh", everything)))


def hostile(name: str, folder: Path) -> Result:
    """A result whose platform, unit and subjects have a hostile name."""
    described = {
        "schema": "egov-platform/0",
        "platform": {"id": name, "name": name, "level": "city"},
        "security": {"protection_level": 2, "logs": {"kept": "90 天"}},
    }
    (folder / "p.json").write_text(json.dumps(described), "utf-8")
    (folder / "tiny.yaml").write_text(TINY, "utf-8")
    return check([folder / "p.json"], load_profiles([str(folder / "tiny.yaml")]), as_of=NOW)


def bytes_of(result: Result, lang: Lang = "zh", everything: bool = False) -> bytes:
    return b"".join(one for one in render(result, "excel", lang, everything) if isinstance(one, bytes))


# What is in it.


@pytest.mark.parametrize("lang", LANGS)
def test_sheets_stand_in_order_with_headings_in_sight_filters_and_print_set_up(lang: Lang) -> None:
    assert book(lang).sheetnames == SHEETS[lang]
    for sheet in book(lang).worksheets:
        assert re.fullmatch(r"[A-C]4", sheet.freeze_panes)
        assert sheet.auto_filter.ref.startswith("A3:")
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.print_title_rows == "$3:$3"
        assert "&P" in sheet.oddFooter.center.text
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(sheet.column_dimensions[cell.column_letter].width >= 5 for cell in sheet[HEAD])
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("lang", LANGS)
def test_figures_are_those_of_json(lang: Lang) -> None:
    names = [(one.zh.split("（")[0], one.en.split(" (")[0])[lang == "en"] for one in STATUSES.values()]
    whole = {"zh": "合计", "en": "all"}[lang]
    columns = {"zh": ("检查标准", "单位标识", "检查项数"), "en": ("Profile", "Unit id", "Controls")}[lang]
    totals = {one[columns[1]]: one for one in rows(book(lang).worksheets[0]) if one[columns[0]] == whole}
    for unit in as_json()["units"]:
        counted = unit["counts"]["controls"]
        shown = totals[unit["unit"]]
        assert [shown[name] for name in names] == [counted[key] for key in STATUSES]
        assert shown[columns[2]] == sum(counted.values())


def test_every_gap_and_question_of_json_has_its_row() -> None:
    units = as_json()["units"]
    gaps = [gap for unit in units for gap in unit["gaps"]]
    silent = [gap for gap in gaps if gap["status"] == "not_stated"]
    questions = sum(len(unit["questions"]) for unit in units)
    sheets = book()
    assert len(rows(sheets["问题"])) == len(gaps) - len(silent) + questions
    assert len(rows(sheets["未填报"])) == len(silent)
    ledger = rows(sheets["整改台账"])
    assert [one["指纹"] for one in ledger] == [gap["fingerprint"] for gap in gaps if gap["status"] != "not_stated"]
    numbers = {one["证据编号"] for one in rows(sheets["证据"])}
    assert {one["证据编号"] for one in (*ledger, *rows(sheets["问题"]))} <= numbers
    controls = {one["检查项"]: one for one in rows(sheets["检查项"])}
    for control in {gap["control"] for gap in gaps}:
        for status, name in (("not_satisfied", "不符合"), ("partly_satisfied", "部分符合"), ("not_stated", "未填报")):
            number = sum(gap["control"] == control and gap["status"] == status for gap in gaps)
            assert (controls[control][name] or 0) == number


def test_all_counts_what_is_satisfied_too() -> None:
    findings = [one for unit in as_json(everything=True)["units"] for one in unit["findings"]]
    asks = {one["control"] for one in findings if one["duty"] == "question"}
    for row in rows(book("zh", True)["检查项"]):
        if row["检查项"] in asks:
            continue
        for status, text in STATUSES.items():
            number = sum(one["control"] == row["检查项"] and one["status"] == status for one in findings)
            assert (row[text.zh.split("（")[0]] or 0) == number, row["检查项"]


def test_what_could_not_be_read_and_what_is_to_be_said_stands_below_the_figures() -> None:
    said = "\n".join(str(cell.value) for cell in book()["总览"]["A"] if cell.value)
    assert all(f"工作表“{name}”：{len(rows(book()[name]))} 行" in said for name in SHEETS["zh"][1:])
    assert "未检查：broken.yaml" in said
    assert "不替代等级测评和密评" in said
    assert "模拟测算" in said
    assert "已检查 2，无法读取 1" in said
    assert [one.says.zh for one in fixed_result().notices if one.says.zh not in said] == []


# The ledger.


@pytest.mark.parametrize("lang", LANGS)
def test_the_ledger_has_choices_and_dates_for_what_people_fill_in(lang: Lang) -> None:
    sheet = book(lang).worksheets[2]
    assert [cell.value for cell in sheet[HEAD]] == [one.title.in_(lang) for one in COLUMNS]
    hidden = [one for one in sheet.column_dimensions.values() if one.hidden]
    kinds = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    by_column = {re.match("[A-Z]+", area)[0]: one for area, one in kinds.items()}  # type: ignore[index]
    for cell, column in zip(sheet[HEAD], COLUMNS, strict=True):
        found = by_column.get(cell.column_letter)
        assert (found.type if found else None) == {"choice": "list", "date": "date"}.get(column.kind)
        assert any(one.min <= cell.column <= one.max for one in hidden) is (column.kind == "hidden")
        if column.key == "progress":
            assert found is not None
            assert found.formula1 == '"' + ",".join(one.in_(lang) for one in PROGRESS) + '"'
    assert sheet.conditional_formatting


def test_what_people_fill_in_is_empty_at_first() -> None:
    typed = [one.title.zh for one in COLUMNS if one.kind in ("typed", "date", "choice")]
    assert {value for row in rows(book()["整改台账"]) for value in map(row.get, typed)} == {None}


# Hostile names.

NAMES = [
    "=cmd|'/c calc'!A0",
    "+1+1",
    "@SUM(A1)",
    '<script>alert("x")</script>&amp;',
    "a\nb\tc",
    "\u202egnitteba\u202c",
    "😀" * 50,
    "_x0041_",
    "'quoted\"",
    "某" * 40_000,
]


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name[:12]))
def test_a_hostile_name_is_text_and_nothing_else(tmp_path: Path, name: str) -> None:
    data = bytes_of(hostile(name, tmp_path))
    found = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in found.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(len(str(cell.value)) <= LONGEST for cell in cells)
    assert all(
        cell.quotePrefix for cell in cells if cell.data_type == "s" and str(cell.value).startswith(("=", "+", "@"))
    )
    named = [
        str(cell.value) for cell in cells if cell.column == 4 and cell.parent.title == "整改台账" and cell.row > HEAD
    ]
    assert named
    if len(name) < 100 and "\u202e" not in name:
        assert set(named) == {name}
    assert "\u202e" not in "".join(named)


@pytest.mark.parametrize("name", ["=1+1", "_x0041_", "😀", '<a href="x">&'])
def test_an_office_program_shows_names_as_they_are(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(bytes_of(hostile(name, tmp_path)))
    (made,) = converted(
        tmp_path / "a.xlsx",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1",
        tmp_path / "o",
    )
    lines = list(csv.reader(made.read_text("utf-8").splitlines()))
    assert lines[HEAD][0] == name


@pytest.mark.parametrize("lang", LANGS)
def test_an_office_program_prints_every_sheet(tmp_path: Path, lang: Lang) -> None:
    (tmp_path / "a.xlsx").write_bytes(rendered("excel", lang))
    (made,) = converted(tmp_path / "a.xlsx", "pdf", tmp_path / "o")
    assert made.read_bytes().startswith(b"%PDF")
    assert made.stat().st_size > 10_000


# Limits.


def test_a_text_is_cut_where_a_cell_ends_and_says_so() -> None:
    for text in ("a" * LONGEST, "某" * LONGEST, "😀" * (LONGEST // 2)):
        assert cell_text(text) == text
    for text in ("a" * (LONGEST + 1), "某" * 100_000, "😀" * LONGEST):
        cut = cell_text(text)
        assert len(cut.encode("utf-16-le")) // 2 in (LONGEST, LONGEST - 1)
        assert f"{len(text):,}" in cut[-60:]
        assert cut.startswith(text[:100])


@pytest.mark.parametrize("text", ["\x00", "\x1b[31m", "\ufffe", "\ud800", "\u202e", "\x0b", "\x85"])
def test_what_no_cell_can_hold_is_replaced(text: str) -> None:
    assert cell_text(f"a{text[0]}b") == "a�b"


def test_what_begins_like_a_formula_is_known() -> None:
    assert all(map(begins_like_a_formula, ("=1", "+1", "-1", "@a", "\t=1", "＝1")))
    assert not any(map(begins_like_a_formula, ("", "a=1", "1", "某")))


def test_a_row_is_as_tall_as_what_it_shows() -> None:
    assert (
        height([("a", 10)]) < height([("a" * 30, 10)]) < height([("某" * 30, 10)]) < height([("某\n" * 300, 10)]) <= 409
    )


def test_rows_beyond_the_last_are_counted_and_the_sheet_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_excel_book, "LAST_ROW", HEAD + 1)
    found = openpyxl.load_workbook(io.BytesIO(rendered("excel", "zh")))
    whole = book()
    for name in ("问题", "整改台账", "未填报", "证据"):
        assert len(rows(found[name])) == 1
        left = len(rows(whole[name])) - 1
        assert f"另有 {left} 行未列出" in found[name]["A2"].value
    assert re.search(r"另有 \d+ 行未列出", found["总览"]["A2"].value)
    assert LAST_ROW == 1_048_576


# No findings, many findings, the same bytes.


@pytest.mark.parametrize("lang", LANGS)
def test_a_platform_without_a_gap_has_every_sheet(tell: Command, tmp_path: Path, lang: Lang) -> None:
    (tmp_path / "good.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "tiny.yaml").write_text(TINY, "utf-8")
    ran = tell(
        tmp_path / "good.yaml",
        "--profile",
        tmp_path / "tiny.yaml",
        "--format",
        f"excel={tmp_path}/a.xlsx",
        "--lang",
        lang,
    )
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    found = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert found.sheetnames == SHEETS[lang]
    assert [len(rows(sheet)) for sheet in found.worksheets] == [2, 0, 0, 3, 0, 0]


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_result_gives_the_same_bytes(lang: Lang) -> None:
    first, second = rendered("excel", lang), rendered("excel", lang)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-06-30" in archive.read("docProps/core.xml")


def test_the_extra_is_asked_for_where_it_is_not_installed(
    tell: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    (tmp_path / "good.yaml").write_text(GOOD, "utf-8")
    ran = tell(tmp_path / "good.yaml", "--format", f"excel={tmp_path}/a.xlsx", "--lang", "en")
    assert (ran.code, (tmp_path / "a.xlsx").exists()) == (2, False)
    assert "egov-cloud-std[excel]" in ran.err


@pytest.mark.campaign
def test_thirty_thousand_gaps(tmp_path: Path) -> None:
    """Figures are printed, for whoever looks; what is asserted is that every gap is there."""
    from egov_cloud_std.ledger import updated

    lists = "\n".join(
        f"    - {{id: n{number}, name: 网络{number}, kind: tenant, isolated: false}}" for number in range(30_000)
    )
    text = f"schema: egov-platform/0\nplatform: {{id: big, name: 大平台, level: province}}\narchitecture:\n  networks:\n{lists}\n"
    (tmp_path / "p.yaml").write_text(text, "utf-8")
    control = (
        TINY.split("controls:")[0]
        + """controls:
  - id: apart
    source: [{text: judgement}]
    duty: unread
    severity: high
    requires: {zh: 租户网络相互隔离。, en: Networks of tenants are isolated.}
    each: {list: architecture.networks}
    expect: {.isolated: {equals: true}}
    fix: {zh: 隔离。, en: Isolate them.}
    witnesses: [{status: satisfied, given: {architecture: {networks: [{id: a, isolated: true}]}}}]
"""
    )
    (tmp_path / "tiny.yaml").write_text(control, "utf-8")
    result = check([tmp_path / "p.yaml"], load_profiles([str(tmp_path / "tiny.yaml")]), as_of=NOW)
    start = time.perf_counter()
    data = bytes_of(result)
    print(f"\nwritten in {time.perf_counter() - start:.1f} s, {len(data):,} bytes")
    from egov_cloud_std.document import read

    whole = "".join(one for one in render(result, "json") if isinstance(one, str)).encode()
    start = time.perf_counter()
    done = updated(data, "big.xlsx", read(whole, "r.json"))
    print(f"carried in {time.perf_counter() - start:.1f} s")
    assert done.states["first"] == 30_000
