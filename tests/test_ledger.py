"""A ledger is carried to a new result, and nothing that a person wrote in it is lost."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command import Command, command
from fixed_result import fixed_result, rendered
from hypothesis import given, settings
from hypothesis import strategies as st
from office import converted
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from egov_cloud_std.document import Unreadable, read
from egov_cloud_std.ledger import Updated, updated
from egov_cloud_std.ledger.columns import COLUMNS, STATES, TWICE
from egov_cloud_std.words import STATUSES, Lang

tell = pytest.fixture(command)
Gap = dict[str, Any]
LATER = "2026-12-31T12:00:00+08:00"
HEAD = 3
AT = {one.key: at for at, one in enumerate(COLUMNS, 1)}
WRONG = ("not_satisfied", "partly_satisfied")


@cache
def made(lang: Lang = "zh") -> bytes:
    return rendered("excel", lang)


@cache
def _result() -> str:
    return rendered("json").decode()


def result(as_of: str = LATER, keep: Callable[[Gap], bool] = lambda gap: True, **more: object) -> bytes:
    """The fixed result as of another day, with only some of its gaps."""
    data = json.loads(_result()) | {"as_of": as_of} | more
    for unit in data["units"]:
        unit["gaps"] = [gap for gap in unit["gaps"] if keep(gap)]
    return json.dumps(data).encode()


def wrong() -> list[Gap]:
    return [gap for unit in json.loads(_result())["units"] for gap in unit["gaps"] if gap["status"] in WRONG]


def update(ledger: bytes, new: bytes) -> Updated:
    return updated(ledger, "台账.xlsx", read(new, "result.json"))


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: openpyxl.Workbook) -> bytes:
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


def ledger_of(book: openpyxl.Workbook) -> Any:
    return book["整改台账" if "整改台账" in book.sheetnames else "Rectification ledger"]


def typed(data: bytes, *cells: tuple[int, str, object]) -> bytes:
    """The ledger with something in cells: row, column by its key, and what."""
    book = opened(data)
    for row, key, value in cells:
        ledger_of(book).cell(row, AT[key]).value = value
    return saved(book)


def column(data: bytes, key: str) -> list[Any]:
    sheet = ledger_of(opened(data))
    return [sheet.cell(row, AT[key]).value for row in range(HEAD + 1, sheet.max_row + 1)]


def state(kind: str, status: str = "", lang: Lang = "zh") -> str:
    return STATES[kind].in_(lang) + (STATUSES[status].in_(lang) if status else "")


# What people wrote.

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12)
VALUES = st.one_of(
    TEXTS,
    st.sampled_from(["复核通过（销号）", "符合", "不符合", "=1+1", "<b>&", "_x0041_", " 两端空格 ", "指纹"]),
    st.integers(0, 60_000),
    st.booleans(),
    st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1)).map(lambda one: one.replace(microsecond=0)),
)
SHEETS = st.sampled_from(["整改台账", "整改台账", "整改台账", "总览", "某某自己的表"])
CELLS = st.lists(st.tuples(SHEETS, st.integers(1, 24), st.integers(1, 36), VALUES), max_size=12)


@settings(max_examples=25, deadline=None)
@given(CELLS, st.sets(st.integers(0, 30)), st.booleans())
def test_whatever_people_typed_is_still_there_and_a_second_update_changes_nothing(
    cells: list[tuple[str, int, int, Any]], gone: set[int], first_shorter: bool
) -> None:
    """In their columns, in ours, in hidden ones, beyond all of them, and on other sheets."""
    dropped = {gap["fingerprint"] for index, gap in enumerate(wrong()) if index in gone}
    shorter = result(keep=lambda gap: gap["fingerprint"] not in dropped)
    ledger = update(made(), shorter).data if first_shorter else made()
    book = opened(ledger)
    book.create_sheet("某某自己的表")
    kept = {}
    for sheet, row, at, value in cells:
        book[sheet].cell(row, at).value = value
        kept[sheet, row, at] = value
    before = saved(book)
    try:
        after = update(before, result("2027-06-30T12:00:00+08:00") if first_shorter else shorter)
    except Unreadable:
        assert any(sheet == "整改台账" for sheet, *_ in kept)  # refused, and nothing is written
        return
    there = opened(after.data)
    old = opened(before)
    for sheet, row, at in kept:
        assert there[sheet].cell(row, at).value == old[sheet].cell(row, at).value
    again = update(after.data, result("2027-06-30T12:00:00+08:00") if first_shorter else shorter)
    assert again.data == after.data


def test_comments_looks_and_every_other_part_stay_as_they_are() -> None:
    book = opened(made())
    sheet = ledger_of(book)
    sheet.cell(HEAD + 1, AT["measure"]).comment = Comment("与供应商再议", "甲")
    sheet.cell(HEAD + 1, AT["owner"]).fill = PatternFill("solid", fgColor="FF00FF00")
    sheet.cell(HEAD, len(COLUMNS) + 2).value = "自加一栏"
    sheet.cell(HEAD + 1, len(COLUMNS) + 2).value = "自加内容"
    before = saved(book)
    after = update(before, result()).data
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["xl/worksheets/sheet3.xml"]
    there = ledger_of(opened(after))
    assert there.cell(HEAD + 1, AT["measure"]).comment.text == "与供应商再议"
    assert there.cell(HEAD + 1, AT["owner"]).fill.fgColor.rgb == "FF00FF00"
    assert there.cell(HEAD + 1, len(COLUMNS) + 2).value == "自加内容"


# How entries stand.


def test_the_result_that_a_ledger_was_made_from_changes_no_entry() -> None:
    done = update(made(), _result().encode())
    assert done.states["first"] == len(wrong())
    assert column(done.data, "state") == column(made(), "state")


def test_what_is_still_there_is_carried_and_what_is_gone_is_marked() -> None:
    gone = wrong()[0]["fingerprint"]
    done = update(made(), result(keep=lambda gap: gap["fingerprint"] != gone))
    states = dict(zip(column(done.data, "fingerprint"), column(done.data, "state"), strict=True))
    assert states == {
        gap["fingerprint"]: state("gone") if gap["fingerprint"] == gone else state("still", gap["status"])
        for gap in wrong()
    }
    assert (done.states["still"], done.states["gone"], done.states["new"]) == (len(wrong()) - 1, 1, 0)


def test_what_comes_back_is_flagged_and_what_was_closed_by_a_person_is_not_closed_while_it_is_there() -> None:
    first = wrong()[0]["fingerprint"]
    without = update(made(), result(keep=lambda gap: gap["fingerprint"] != first)).data
    again = update(without, result("2027-06-30T12:00:00+08:00"))
    assert column(again.data, "state")[0] == state("back", wrong()[0]["status"])
    closed = typed(made(), (HEAD + 2, "progress", "复核通过（销号）"), (HEAD + 3, "closed", datetime(2026, 9, 1)))
    done = update(closed, result())
    assert column(done.data, "state")[1:3] == [state("back", gap["status"]) for gap in wrong()[1:3]]
    assert column(done.data, "progress")[1] == "复核通过（销号）"


def test_what_a_person_closed_and_is_gone_is_settled() -> None:
    closed = typed(made(), (HEAD + 1, "progress", "复核通过（销号）"))
    done = update(closed, result(keep=lambda gap: gap["fingerprint"] != wrong()[0]["fingerprint"]))
    assert column(done.data, "state")[0] == state("settled")


def test_silence_closes_nothing() -> None:
    """A value that was taken out of the description leaves a gap that is not stated."""
    data = json.loads(result())
    gaps = [gap for unit in data["units"] for gap in unit["gaps"]]
    silent = next(gap for gap in gaps if gap["fingerprint"] == wrong()[0]["fingerprint"])
    silent["status"] = "not_stated"
    done = update(made(), json.dumps(data).encode())
    assert column(done.data, "state")[0] == state("still", "not_stated")


def test_new_gaps_come_below_with_numbers_that_go_on_and_the_look_of_the_others() -> None:
    shorter = result(keep=lambda gap: False)
    hostile = wrong()[0] | {"fingerprint": "ab" * 12, "subject": '=cmd|"/c calc"!A0', "unit": wrong()[0]["unit"]}
    data = json.loads(result())
    data["units"][0]["gaps"].append(hostile)
    done = update(update(made(), shorter).data, json.dumps(data).encode())
    sheet = ledger_of(opened(done.data))
    row = HEAD + len(wrong()) + 1
    assert done.states["new"] == 1
    assert (sheet.cell(row, 1).value, sheet.cell(row, AT["fingerprint"]).value) == (len(wrong()) + 1, "ab" * 12)
    subject = sheet.cell(row, AT["asset"])
    assert (subject.data_type, subject.value, subject.quotePrefix) == ("s", hostile["subject"], True)
    assert sheet.cell(row, AT["owner"]).border.left.style == "thin"
    assert sheet.auto_filter.ref.endswith(str(row))
    assert {str(one.sqref).partition(":")[2][-7:] for one in sheet.data_validations.dataValidation} == {"1048576"}


def test_what_the_result_did_not_look_at_stays_as_it_is() -> None:
    data = json.loads(result())
    left = data["units"].pop(0)["unit"]
    done = update(made(), json.dumps(data).encode())
    mine = sum(gap["unit"] == left for gap in wrong())
    assert mine
    assert done.unchecked == mine
    for unit, before, after in zip(
        column(made(), "unit_id"), column(made(), "batch"), column(done.data, "batch"), strict=True
    ):
        assert (before == after) is (unit == left)


def test_a_run_over_some_controls_says_nothing_of_the_others() -> None:
    data = json.loads(result(keep=lambda gap: False))
    for profile in data["profiles"]:
        profile["controls"] = 1
    assert update(made(), json.dumps(data).encode()).unchecked == len(wrong())
    first = wrong()[0]
    for unit in data["units"]:
        unit["findings"] = [first | {"status": "satisfied"}] if unit["unit"] == first["unit"] else []
    same = [gap for gap in wrong() if (gap["unit"], gap["control"]) == (first["unit"], first["control"])]
    assert update(made(), json.dumps(data).encode()).states["gone"] == len(same)


# What people do to ledgers.


def test_a_row_that_was_copied_and_one_whose_fingerprint_was_edited_are_kept_flagged_and_reported() -> None:
    book = opened(made())
    sheet = ledger_of(book)
    last = sheet.max_row + 1
    for at in range(1, len(COLUMNS) + 1):
        sheet.cell(last, at).value = sheet.cell(HEAD + 1, at).value
    sheet.cell(HEAD + 2, AT["fingerprint"]).value = "0" * 24
    sheet.cell(HEAD + 2, AT["notes"]).value = "留着"
    done = update(saved(book), result())
    assert done.copied == (HEAD + 1, last)
    assert done.edited == (HEAD + 2,)
    states = column(done.data, "state")
    assert states[0] == states[last - HEAD - 1] == state("still", wrong()[0]["status"]) + TWICE.zh
    assert states[1] == state("edited")
    assert column(done.data, "notes")[1] == "留着"
    assert column(done.data, "fingerprint")[-1] == wrong()[1]["fingerprint"]  # the gap itself comes as a new entry


def test_a_state_that_somebody_wrote_over_stays_and_is_reported() -> None:
    done = update(typed(made(), (HEAD + 1, "state", "局长说不算")), result())
    assert done.overwritten == (HEAD + 1,)
    assert column(done.data, "state")[0] == "局长说不算"


def test_rows_of_their_own_sorting_and_columns_moved_make_no_difference() -> None:
    book = opened(made())
    sheet = ledger_of(book)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)]
    for at, row in enumerate(reversed(rows)):
        for number, value in enumerate(row, 1):
            sheet.cell(HEAD + 1 + at, number).value = value
    sheet.insert_cols(3)
    sheet.cell(HEAD, 3).value = "督办"
    own = sheet.max_row + 1
    sheet.cell(own, 7).value = "自查之外发现的问题"
    done = update(saved(book), result())
    assert (done.own, done.states["still"]) == (1, len(wrong()))
    assert ledger_of(opened(done.data)).cell(own, 7).value == "自查之外发现的问题"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda book: ledger_of(book).delete_cols(AT["fingerprint"]), "ledger_without_fingerprints"),
        (lambda book: ledger_of(book).delete_cols(AT["seal"]), "ledger_without_columns"),
        (lambda book: book.remove(ledger_of(book)), "no_ledger"),
        (lambda book: _renamed_twice(book), "several_ledgers"),
    ],
)
def test_a_workbook_that_cannot_be_carried_is_refused_by_name(
    change: Callable[[openpyxl.Workbook], object], code: str
) -> None:
    book = opened(made())
    change(book)
    with pytest.raises(Unreadable) as caught:
        update(saved(book), result())
    assert caught.value.problem.code == code
    assert all((*caught.value.problem.says, *caught.value.problem.fix))


def _renamed_twice(book: openpyxl.Workbook) -> None:
    ledger_of(book).title = "甲"
    book.copy_worksheet(book["甲"]).title = "乙"


def test_a_copy_of_the_sheet_beside_it_is_left_alone() -> None:
    book = opened(made())
    book.copy_worksheet(ledger_of(book)).title = "整改台账 (2)"
    after = opened(update(saved(book), result()).data)
    assert after["整改台账 (2)"].cell(HEAD + 1, 2).value == column(made(), "state")[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_ledger_goes_on_in_its_own_language(lang: Lang) -> None:
    done = update(made(lang), result())
    assert column(done.data, "state")[0] == state("still", wrong()[0]["status"], lang)
    assert "2026-12-31" in ledger_of(opened(done.data))["A2"].value


def test_an_empty_ledger_takes_entries() -> None:
    data = json.loads(_result())
    empty = opened(made())
    ledger_of(empty).delete_rows(HEAD + 1, len(wrong()))
    done = update(saved(empty), json.dumps(data).encode())
    assert column(done.data, "fingerprint") == [gap["fingerprint"] for gap in wrong()]


def test_a_ledger_that_an_office_program_saved_is_carried(tmp_path: Path) -> None:
    (tmp_path / "ledger.xlsx").write_bytes(typed(made(), (HEAD + 1, "owner", "张三")))
    (saved_anew,) = converted(tmp_path / "ledger.xlsx", "xlsx", tmp_path / "out")
    done = update(saved_anew.read_bytes(), result())
    assert done.states["still"] == len(wrong())
    assert (done.edited, done.own, done.overwritten) == ((), 0, ())
    assert column(done.data, "owner")[0] == "张三"


SPOILED = st.tuples(
    st.sampled_from(
        ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/worksheets/sheet3.xml"]
    ),
    st.floats(0, 1),
    st.sampled_from(
        [b"", b"<", b">", b'"', b"&", b"9", b"</row>", b"<!DOCTYPE a>", b"&#0;", b"\xff", b"s=", b"<c>", b"-1"]
    ),
    st.integers(0, 6),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SPOILED, min_size=1, max_size=3))
def test_a_damaged_ledger_is_carried_or_refused_and_nothing_else(spoiled: list[tuple[str, float, bytes, int]]) -> None:
    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, share, new, length in spoiled:
        at = int(share * len(parts[name]))
        parts[name] = parts[name][:at] + new + parts[name][at + length :]
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    try:
        done = update(to.getvalue(), result())
    except Unreadable as refused:
        assert refused.problem.place.file == "台账.xlsx"
        return
    assert update(done.data, result()).data == done.data


@pytest.mark.parametrize(
    ("part", "inside", "code"),
    [
        ("xl/vbaProject.bin", b"\0", "workbook_with_macros"),
        ("xl/worksheets/sheet3.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "broken_workbook"),
        ("xl/media/image1.png", b"\0" * 6_000_000, "workbook_packed_too_tight"),
    ],
)
def test_a_hostile_ledger_is_refused_by_name(part: str, inside: bytes, code: str) -> None:
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made())) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, inside)
    with pytest.raises(Unreadable) as caught:
        update(to.getvalue(), result())
    assert caught.value.problem.code == code


# Results that are none.


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '{"schema": "egov-result/0"}',
        '{"schema": "egov-result/0", "profiles": [], "units": [{"unit": 1}], "as_of": "2026-01-01T00:00:00"}',
        '{"schema": "egov-result/0", "profiles": [], "units": [], "as_of": "gestern"}',
    ],
)
def test_a_result_that_is_none_is_refused_at_its_place(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        update(made(), text.encode())
    assert caught.value.problem.code == "result"
    assert caught.value.problem.place.file == "result.json"


def _damaged() -> Iterator[Mapping[str, object]]:
    gap = wrong()[0]
    for key in ("fingerprint", "control", "status", "severity", "requires", "fix", "source", "observations"):
        yield {name: value for name, value in gap.items() if name != key}
    yield gap | {"status": "satisfied"}
    yield gap | {"source": [{"text": "invented"}]}
    yield gap | {"fingerprint": "=1+1"}


@pytest.mark.parametrize("gap", [*_damaged()])
def test_a_gap_that_is_not_complete_is_refused(gap: Mapping[str, object]) -> None:
    data = json.loads(result())
    data["units"][0]["gaps"] = [gap]
    with pytest.raises(Unreadable) as caught:
        update(made(), json.dumps(data).encode())
    assert caught.value.problem.code == "result"


# The command.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "台账.xlsx").write_bytes(made())
    (tmp_path / "result.json").write_bytes(result())
    return tmp_path


def test_the_ledger_is_replaced_and_kept_beside(tell: Command, folder: Path) -> None:
    ran = tell("ledger", "update", "台账.xlsx", "result.json", "--lang", "zh")
    assert (ran.code, ran.err) == (0, "")
    assert f"接续 {len(wrong())} 项，新增 0 项" in ran.out
    assert (folder / "台账.xlsx.bak").read_bytes() == made()
    written = (folder / "台账.xlsx").read_bytes()
    assert written == update(made(), result()).data
    again = tell("ledger", "update", "台账.xlsx", "result.json", "--lang", "en")
    assert "nothing was written" in again.out
    (folder / "result.json").write_bytes(result("2027-06-30T12:00:00+08:00"))
    assert tell("ledger", "update", "台账.xlsx", "result.json").code == 0
    assert (folder / "台账.xlsx.bak").read_bytes() == made()
    assert (folder / "台账.xlsx.bak2").read_bytes() == written
    assert sorted(path.name for path in folder.iterdir()) == [
        "result.json", "台账.xlsx", "台账.xlsx.bak", "台账.xlsx.bak2",
    ]  # fmt: skip


def test_output_leaves_the_ledger_alone_and_loses_nothing_of_what_stood_there(tell: Command, folder: Path) -> None:
    (folder / "新.xlsx").write_bytes(b"another")
    assert tell("ledger", "update", "台账.xlsx", "result.json", "--output", "新.xlsx").code == 0
    assert (folder / "台账.xlsx").read_bytes() == made()
    assert (folder / "新.xlsx.bak").read_bytes() == b"another"
    assert (folder / "新.xlsx").read_bytes() == update(made(), result()).data
    ran = tell("ledger", "update", "台账.xlsx", "result.json", "--output", "result.json")
    assert (ran.code, (folder / "result.json").read_bytes()) == (2, result())


@pytest.mark.parametrize("lock", ["~$台账.xlsx", ".~lock.台账.xlsx#"])
def test_a_workbook_that_is_open_elsewhere_is_not_written(tell: Command, folder: Path, lock: str) -> None:
    (folder / lock).write_bytes(b"")
    ran = tell("ledger", "update", "台账.xlsx", "result.json", "--lang", "en")
    assert ran.code == 2
    assert "open in an office program" in ran.err
    assert (folder / "台账.xlsx").read_bytes() == made()


def test_a_file_that_is_no_ledger_is_refused_and_left_as_it_is(tell: Command, folder: Path) -> None:
    for name, data in (("a.xlsx", b"PK no"), ("b.xlsx", saved(openpyxl.Workbook()))):
        (folder / name).write_bytes(data)
        ran = tell("ledger", "update", name, "result.json")
        assert (ran.code, ran.out) == (2, "")
        assert name in ran.err
        assert (folder / name).read_bytes() == data
    assert tell("ledger", "update", "missing.xlsx", "result.json").code == 2
    assert not list(folder.glob("*.bak*"))


def test_what_was_read_is_the_fixed_result() -> None:
    assert len(fixed_result().units) > 1
    assert len(wrong()) >= 4
