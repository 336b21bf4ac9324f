"""Offices fill in workbooks: what they write is understood, or there is a clear problem at its cell."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from sheets import as_csv, changed, codes, exported, form_of, read_book, table, value_cell

from egov_cloud_std.document.values import Number
from egov_cloud_std.platforms.labels import alike, choices
from egov_cloud_std.platforms.labels import label as label_of
from egov_cloud_std.platforms.sheet_layout import NAMES, area_of, form, table_name, tables
from egov_cloud_std.shapes import Field, written

STATED: dict[str, Any] = {
    "schema": "egov-platform/0",
    "platform": {"id": "p", "level": "county", "filled_in_by": "张三", "reviewed_by": "李四"},
    "security": {"protection_level": 3, "logs": {"kept": "6 个月"}, "level_assessment": {"valid_until": "2027-01-01"}},
    "architecture": {
        "zones": [{"id": "a", "kind": "production"}, {"id": "b", "kind": "test"}],
        "connections": [{"id": "c", "start": "a", "end": "b", "controlled": True}],
        "carrier": {"inherited": ["site", "network"]},
    },
    "service": {"agreements": [{"id": "s", "metrics": [{"id": "m", "target": "99.95%"}]}]},
}


def said(value: object, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]  # type: ignore[index]
    return value


# --- what a workbook is


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_two_fields_of_a_form_or_a_table_are_called_the_same(lang: str) -> None:
    at = ("zh", "en").index(lang)
    for area in NAMES:
        names = [
            (alike(one.group[at]), alike(label_of(one.field)[at]))
            for one in form().values()
            if area_of(one.names) == area
        ]
        assert len(names) == len(set(names)), area
    for one in tables().values():
        heads = [alike(column.title[at]) for column in one.columns.values()]
        assert len(heads) == len(set(heads)), one.key


def test_every_choice_has_a_word_of_its_own_in_both_languages() -> None:
    fields = [one.field for one in form().values()] + [
        one.field for of in tables().values() for one in of.columns.values()
    ]
    for field in fields:
        for at in (0, 1):
            words = [alike(word[at]) for _, word in choices(field)]
            assert len(words) == len(set(words)), field
        latin = [word for name, word in choices(field) if word.zh.isascii() and word.zh == name and not name.isdigit()]
        assert not latin, (field, latin)


def test_names_of_sheets_are_names_that_excel_takes() -> None:
    for at in (0, 1):
        names = [table_name(one)[at] for one in tables()]
        assert len({one.casefold() for one in names}) == len(names)
        assert all(len(one) <= 31 and not set(one) & set("[]:*?/\\'") for one in names)


def test_a_short_workbook_asks_for_about_forty_fields_and_a_full_one_for_all() -> None:
    from egov_cloud_std.cli.sheets import reasons_of
    from egov_cloud_std.platforms.sheet_pages import FormPage, pages
    from egov_cloud_std.run import load_profiles

    reasons = reasons_of(load_profiles(()))

    def asked(full: bool) -> int:
        number = 0
        for page in pages("county", full, "zh", reasons):
            slots = [slot for slot, _ in page.rows] if isinstance(page, FormPage) else page.columns
            number += sum(slot.kind != "list" and slot.key != "id" for slot in slots)
        return number

    assert 35 <= asked(False) <= 45
    assert asked(True) > 1500
    first = [
        slot.key
        for page in pages("county", False, "zh", reasons)[:1]
        if isinstance(page, FormPage)
        for slot, _ in page.rows
    ]
    assert first[:9][-2:] == ["platform.filled_in_by", "platform.reviewed_by"]


def test_the_same_pages_are_the_same_bytes() -> None:
    assert exported(STATED) == exported(STATED)


def test_a_blank_workbook_states_only_which_platform_it_is() -> None:
    document = read_book(exported())
    assert document.data == {"schema": "egov-platform/0", "platform": {"id": "county-platform", "level": "county"}}
    assert not document.problems


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_description_states_comes_back(lang: Any) -> None:
    document = read_book(exported(STATED, lang=lang))
    assert not document.problems
    assert document.data == STATED


def test_every_value_has_its_cell_and_a_blank_one_the_cell_where_it_belongs() -> None:
    document = read_book(exported(STATED, full=True))
    assert not document.problems
    assert document.data == STATED
    cell = document.place(("security", "protection_level"))
    assert str(cell).startswith("w.xlsx:安全!C")
    assert document.line_at(cell) == "3"
    zone = document.place(("architecture", "zones", 1, "kind"))
    assert zone.cell.startswith("架构-网络区域!")
    assert document.line_at(zone) == "测试"
    blank = document.place(("security", "filing", "number"))
    assert blank.cell.startswith("安全!C")
    assert document.line_at(blank) == form()[("security", "filing", "number")].field.zh
    assert document.place(("service", "agreements", 0, "metrics", 0, "target")).cell.startswith("服务-约定的指标!")


# --- as people fill it in


def filled(key: str, value: object, number_format: str = "") -> Any:
    def change(book: Workbook) -> None:
        cell = value_cell(book, key)
        cell.value = value  # type: ignore[assignment]
        if number_format:
            cell.number_format = number_format

    return read_book(changed(form_of(key), change))


@pytest.mark.parametrize(
    ("key", "value", "number_format", "wanted"),
    [
        ("security.protection_level", 3.0, "0", 3),
        ("security.protection_level", "３", "@", "３"),
        ("security.logs.kept", "  6 个月 \u3000", "@", "6 个月"),
        ("security.level_assessment.valid_until", datetime(2027, 1, 31), "yyyy/m/d", "2027-01-31"),
        ("security.level_assessment.valid_until", "2027年1月31日", "@", "2027年1月31日"),
        ("platform.period", datetime(2026, 6, 1), 'yyyy"年"m"月"', "2026-06"),
        ("platform.level", "市", "@", "city"),
        ("platform.level", "City ", "@", "city"),
        ("platform.level", "city", "@", "city"),
        ("platform.classified", "否", "@", False),
        ("platform.classified", False, "General", False),
        ("architecture.carrier.inherited", "机房；网络; 计算", "@", ["site", "network", "compute"]),
        ("architecture.carrier.inherited", "机房、网络", "@", ["site", "network"]),
        ("architecture.carrier.inherited", "无", "@", []),
        ("architecture.zones", "无", "@", []),
        ("architecture.resources", "台账.csv", "@", {"file": "台账.csv"}),
        ("platform.name", "=1+1云", "@", "=1+1云"),
        ("platform.division_code", 140000, "0", "140000"),
    ],
)
def test_what_people_write_is_understood(key: str, value: object, number_format: str, wanted: object) -> None:
    def change(book: Workbook) -> None:
        cell = value_cell(book, key)
        cell.value = value  # type: ignore[assignment]
        if isinstance(value, str):
            cell.data_type = "s"
        cell.number_format = number_format

    document = read_book(changed(form_of(key), change))
    assert codes(document) == []
    assert said(document.data, tuple(key.split("."))) == wanted


@pytest.mark.parametrize("percent", ["99.95", "99.9", "0.07", "100", "99.999", "33.3", "12.345678"])
def test_a_percentage_is_exactly_what_was_typed(percent: str) -> None:
    """A spreadsheet holds 99.95% as a binary number near 0.9995."""

    def change(book: Workbook) -> None:
        sheet = table(book, "performance.reliability.availability[]")
        keys = [cell.value for cell in sheet[3]]
        sheet.cell(5, keys.index("id") + 1).value = "a"
        cell = sheet.cell(5, keys.index("value") + 1)
        cell.value = float(percent) / 100
        cell.number_format = "0.00%"

    blank = exported(full=True, only="功能和性能-可用性")
    found = said(read_book(changed(blank, change)).data, ("performance", "reliability", "availability", 0))
    assert found["value"] == f"{percent}%"


@pytest.mark.parametrize(("number", "wanted"), [(0.1 + 0.2, "0.3"), (1e21, str(10**21)), (2.5, "2.5")])
def test_a_number_has_the_digits_that_are_shown(number: float, wanted: str) -> None:
    def change(book: Workbook) -> None:
        sheet = table(book, "testing.criteria[]")
        keys = [cell.value for cell in sheet[3]]
        sheet.cell(5, keys.index("id") + 1).value = "a"
        sheet.cell(5, keys.index("bound") + 1).value = number

    blank = exported(full=True, only="测试-验收指标")
    found = said(read_book(changed(blank, change)).data, ("testing", "criteria", 0, "bound"))
    assert written(found) == wanted


def test_rows_columns_and_sheets_may_be_moved_inserted_and_renamed() -> None:
    def change(book: Workbook) -> None:
        security, zones = book["安全"], table(book, "architecture.zones[]")
        security.insert_rows(2, 3)
        security.insert_cols(2)
        security.title = "6 安全（已填）"
        zones.insert_rows(1, 2)
        zones.insert_rows(8)  # a blank row between things
        zones.insert_cols(1)
        zones["A6"] = "序号"
        zones["A7"] = 1
        zones.title = "网络区域表"
        book.move_sheet(security, -4)

    document = read_book(changed(exported(STATED), change))
    assert codes(document) == []
    assert document.data == STATED


def test_a_form_is_understood_by_its_labels_where_the_keys_are_gone() -> None:
    def change(book: Workbook) -> None:
        for sheet in book.worksheets:
            if sheet["F3"].value == "字段":
                sheet.delete_cols(6)

    document = read_book(changed(exported(STATED), change))
    assert codes(document) == []
    assert document.data == STATED


def test_a_table_is_known_by_its_sheet_and_its_labels_where_the_keys_are_gone() -> None:
    def change(book: Workbook) -> None:
        table(book, "architecture.zones[]").delete_rows(2, 2)

    document = read_book(changed(exported(STATED), change))
    assert codes(document) == []
    assert document.data == STATED


def test_a_merged_cell_of_the_outer_thing_holds_for_the_rows_below() -> None:
    stated = {
        **STATED,
        "service": {
            "agreements": [{"id": "s", "metrics": [{"id": "m"}, {"id": "n"}]}, {"id": "t", "metrics": [{"id": "m"}]}]
        },
    }

    def change(book: Workbook) -> None:
        sheet = table(book, "service.agreements[].metrics[]")
        sheet.merge_cells("A5:A6")

    document = read_book(changed(exported(stated), change))
    assert codes(document) == []
    assert document.data == stated


# --- what cannot be told is a problem at its cell


@pytest.mark.parametrize(
    ("key", "value", "code", "hint"),
    [
        ("platform.level", "县级", "not_a_choice", "县"),
        ("platform.classified", "不清楚", "not_a_flag", "下拉"),
        ("architecture.carrier.inherited", "机房；网线", "not_a_choice", "网络"),
        ("platform.owner", 123456789012345678, "digits_lost", "文本"),
    ],
)
def test_what_is_none_of_the_choices_is_a_problem_at_its_cell(key: str, value: object, code: str, hint: str) -> None:
    document = filled(key, value)
    (problem,) = document.problems
    assert problem.code == code
    assert problem.place == document.place(tuple(key.split(".")))
    assert hint in problem.fix.zh


def test_a_label_that_nobody_knows_asks_what_was_meant() -> None:
    def change(book: Workbook) -> None:
        cell = value_cell(book, "security.protection_level")
        row = book["安全"][cell.row]
        row[1].value, row[2].value, row[5].value = "平台的安全保护等及", 3, None

    document = read_book(changed(form_of("security"), change))
    (problem,) = document.problems
    assert problem.code == "unknown_label"
    assert problem.place.cell.startswith("安全!B")
    assert "平台的安全保护等级" in problem.fix.zh


def test_a_column_that_nobody_knows_and_a_value_under_no_head_are_problems() -> None:
    def change(book: Workbook) -> None:
        sheet = table(book, "architecture.zones[]")
        sheet["D4"], sheet["D5"], sheet["E5"] = "备注", "说明文字", "散落的字"

    document = read_book(changed(exported(STATED), change))
    assert codes(document) == [("unknown_label", "架构-网络区域!D4"), ("cell_unnamed", "架构-网络区域!E5")]


def test_a_sheet_that_nobody_knows_is_a_problem_unless_it_is_hidden() -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("草稿")["B2"] = "随手记"
        hidden = book.create_sheet("字典")
        hidden["A1"], hidden.sheet_state = "x", "hidden"

    assert codes(read_book(changed(exported(STATED), change))) == [("unknown_sheet", "草稿!B2")]


def test_a_row_of_totals_is_no_thing() -> None:
    def change(book: Workbook) -> None:
        table(book, "architecture.zones[]")["A7"] = "合计"

    document = read_book(changed(exported(STATED), change))
    assert codes(document) == [("total_row", "架构-网络区域!A7")]
    assert document.data == STATED


def test_things_of_nothing_and_things_beside_none_are_problems() -> None:
    def change(book: Workbook) -> None:
        table(book, "service.agreements[].metrics[]")["A5"] = "nobody"
        cell = value_cell(book, "architecture.carrier.inherited")
        row = book["架构"][cell.row + 1]
        row[2].value, row[5].value = "无", "architecture.zones"

    found = dict(codes(read_book(changed(exported(STATED), change))))
    assert found["unknown_id"] == "服务-约定的指标!A5"
    assert found["none_and_more"].startswith("架构!C")


def test_a_field_that_is_filled_in_twice_is_a_problem_that_names_the_other_cell() -> None:
    def change(book: Workbook) -> None:
        cell = value_cell(book, "security.protection_level")
        sheet = book["安全"]
        last = sheet.max_row + 1
        sheet.cell(last, 3).value, sheet.cell(last, 6).value = 2, "security.protection_level"
        assert cell.value == 3

    document = read_book(changed(exported(STATED), change))
    (problem,) = document.problems
    assert problem.code == "stated_twice"
    assert document.place(("security", "protection_level")).cell in problem.says.zh
    assert document.data == STATED


def test_a_formula_counts_by_its_computed_value_and_without_one_is_a_problem() -> None:
    def change(book: Workbook) -> None:
        value_cell(book, "security.protection_level").value = "=1+2"

    document = read_book(changed(form_of("security"), change))
    assert [code for code, _ in codes(document)] == ["formula_without_value"]
    assert "security" not in document.data


# --- fields of one's own


def test_fields_of_ones_own_come_back_as_they_were() -> None:
    own = {
        "x_note": "自用",
        "x_count": 3,
        "x_ratio": Number("5.10"),
        "x_flag": True,
        "x_text": "3",
        "x_list": ["a", {"b": None}],
    }
    stated = {**STATED, "platform": {**STATED["platform"], **own}, "x_top": "a;b"}
    stated["architecture"] = {**STATED["architecture"], "zones": [{"id": "a", "kind": "test", "x_owner": "甲处"}]}
    stated["profile_version"] = {"security": "0.1.0"}
    document = read_book(exported(stated))
    assert codes(document) == []
    assert document.data == stated


# --- every description, there and back

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cn", "Co", "Cf")),
    min_size=1,
    max_size=12,
) | st.sampled_from(
    ["=cmd()", "无", "a;b", "[x", "是", "2026-06", "5.10", "true", "'q", "-", "合同\n二行", "<b>", "😀", "@x", '"']
)


def scalars(field: Field) -> st.SearchStrategy[Any]:
    match field.kind:
        case "flag":
            return st.booleans()
        case "choice":
            return st.sampled_from(field.choices)
        case "count":
            return st.integers(0, 10**18)
        case "number":
            return st.integers(-(10**6), 10**6) | st.decimals("-99", "99", places=2).map(lambda one: Number(str(one)))
        case "quantity":
            return st.sampled_from(["99.95%", "≤30min", "4 小时", "９９％"])
        case "date":
            return st.dates().map(str)
        case "month":
            return st.sampled_from(["2026-06", "2026年6月"])
        case "set":
            assert field.item is not None
            return st.lists(scalars(field.item), max_size=3)
        case _:
            return TEXTS


def _put(tree: dict[str, Any], names: tuple[str, ...], value: object) -> None:
    for step in names[:-1]:
        tree = tree.setdefault(step, {})
    tree[names[-1]] = value


@st.composite
def things(draw: st.DrawFn, names: tuple[str, ...]) -> list[dict[str, Any]]:
    columns = tables()[names].columns
    found = []
    for at in range(draw(st.integers(0, 3))):
        thing: dict[str, Any] = {"id": f"{draw(TEXTS)}{at}"} if ("id",) in columns else {}
        plain = [one for one in columns.values() if one.names != ("id",)]
        for one in draw(st.lists(st.sampled_from(plain), max_size=5, unique_by=lambda one: one.names)):
            inner = (*names, *one.names)
            _put(thing, one.names, draw(things(inner) if one.field.kind == "list" else scalars(one.field)))
        if thing:
            found.append(thing)
    return found


@st.composite
def descriptions(draw: st.DrawFn) -> dict[str, Any]:
    stated: dict[str, Any] = {"schema": "egov-platform/0", "platform": {"id": "p"}}
    fields = [one for one in form().values() if one.names != ("platform", "id") and one.field.kind != "map"]
    for one in draw(st.lists(st.sampled_from(fields), max_size=8, unique_by=lambda one: one.names)):
        _put(stated, one.names, draw(things(one.names) if one.field.kind == "list" else scalars(one.field)))
    return stated


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(descriptions(), st.sampled_from(["zh", "en"]))
def test_every_description_comes_back_from_a_workbook_as_it_was(stated: dict[str, Any], lang: Any) -> None:
    document = read_book(exported(stated, lang=lang))
    assert codes(document) == []
    assert document.data == stated


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(descriptions(), st.sampled_from(["utf-8-sig", "utf-8", "gb18030"]))
def test_every_description_comes_back_from_csv_as_it_was(stated: dict[str, Any], encoding: str) -> None:
    text = as_csv(stated).removeprefix("\ufeff")
    document = read_book(text.encode(encoding), "w.csv")
    assert [one.code for one in document.problems] == []
    assert document.data == stated
