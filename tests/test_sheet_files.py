"""Workbooks as files: checked as they are, turned into YAML, found in folders, and refused by name where they are hostile."""

import json
import os
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command import AS_OF, TINY, Command, command
from openpyxl import Workbook, load_workbook
from repository import ROOT
from sheet_example import EXAMPLE, cells, filled
from sheets import changed, exported, read_book, table, value_cell

from egov_cloud_std.cli.schemas import schema
from egov_cloud_std.document import Unreadable, read_file
from egov_cloud_std.document.sheets import read_sheets
from egov_cloud_std.run import check, load_profiles
from egov_cloud_std.run.checking import find

tell = pytest.fixture(command)
CITY = ROOT / "examples/city"
SMALL: dict[str, Any] = {
    "schema": "egov-platform/0",
    "platform": {"id": "p", "name": "甲县平台", "level": "county", "classified": False},
    "security": {"protection_level": 2, "logs": {"kept": "90 天"}},
    "architecture": {"zones": [{"id": "a", "kind": "production"}]},
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(TINY, "utf-8")
    return tmp_path


def concluded(path: Path) -> list[tuple[str, str]]:
    """The fingerprint and the status of every finding, satisfied ones too."""
    from egov_cloud_std.clock import parse_moment

    result = check([path], load_profiles(()), as_of=parse_moment("2026-07-10"))
    assert not result.unread
    assert not result.units[0].problems
    return sorted((one.fingerprint, one.status) for one in result.units[0].findings())


def test_a_workbook_its_yaml_and_its_origin_come_to_the_same_findings(
    tmp_path: Path, tell: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = tmp_path / "city"
    shutil.copytree(CITY, city)
    monkeypatch.chdir(city)
    assert tell("sheet", "export", "platform.yaml", "--output", "w.xlsx").code == 0
    assert tell("sheet", "import", "w.xlsx", "--output", "back.yaml").code == 0
    assert tell("sheet", "export", "platform.yaml", "--output", "w.csv", "--lang", "en").code == 0
    wanted = concluded(city / "platform.yaml")
    assert len(wanted) > 300
    for name in ("w.xlsx", "back.yaml", "w.csv"):
        assert concluded(city / name) == wanted, name
    back, origin = read_file("back.yaml").data, read_file("platform.yaml").data
    assert isinstance(back, dict)
    assert isinstance(origin, dict)
    assert back.keys() == origin.keys()


def test_a_finding_names_the_cell_in_every_format(here: Path, tell: Command) -> None:
    Path("w.xlsx").write_bytes(exported(SMALL))
    cell = f"安全!C{next(at for at in range(1, 30) if load_workbook('w.xlsx')['安全'].cell(at, 6).value == 'security.logs.kept')}"
    told = tell("w.xlsx", "--profile", "tiny.yaml", *AS_OF, "--lang", "zh").out
    assert f"w.xlsx:{cell}: 不符合[logs_kept]" in told
    line = next(one for one in told.splitlines() if one.startswith(f"{cell[3:]} | "))
    assert line == f"{cell[3:]} | 90 天"
    assert f"{' ' * len(cell[3:])} | ^^^^^ 现为 90 天" in told
    assert f"w.xlsx:{cell}: " in tell("w.xlsx", "--profile", "tiny.yaml", *AS_OF, "--format", "line").out
    data = json.loads(tell("w.xlsx", "--profile", "tiny.yaml", *AS_OF, "--format", "json").out)
    jsonschema.validate(data, schema("result", "2020-12"))
    assert f'"cell": "{cell}"' in json.dumps(data, ensure_ascii=False)


def test_what_is_not_stated_stands_at_the_blank_cell(here: Path, tell: Command) -> None:
    def change(book: Workbook) -> None:
        value_cell(book, "security.logs.kept").value = None

    Path("w.xlsx").write_bytes(changed(exported(SMALL), change))
    found = tell("w.xlsx", "--profile", "tiny.yaml", *AS_OF, "--format", "line")
    assert "w.xlsx:安全!C" in found.out
    assert found.code == 1


def test_a_cell_that_is_not_understood_is_told_and_nothing_is_written(here: Path, tell: Command) -> None:
    def change(book: Workbook) -> None:
        value_cell(book, "platform.level").value = "县级"

    Path("w.xlsx").write_bytes(changed(exported(SMALL), change))
    for lang, asks in (("zh", "是否为“县”？"), ("en", "Did you mean '县'?")):
        ran = tell("sheet", "import", "w.xlsx", "--output", "p.yaml", "--lang", lang)
        assert ran.code == 2
        assert asks in ran.err
        assert "w.xlsx:基本情况!C" in ran.err
        assert not Path("p.yaml").exists()
    assert tell("w.xlsx", "--profile", "tiny.yaml").code == 2


def test_a_value_that_cannot_be_used_is_told_at_its_cell_and_kept_in_the_yaml(here: Path, tell: Command) -> None:
    Path("w.xlsx").write_bytes(exported({**SMALL, "security": {"logs": {"kept": "很久"}}}))
    ran = tell("sheet", "import", "w.xlsx", "--output", "p.yaml")
    assert ran.code == 2
    assert "w.xlsx:安全!C" in ran.err
    assert "很久" in Path("p.yaml").read_text("utf-8")


def test_export_and_import_write_over_nothing(here: Path, tell: Command) -> None:
    for name in ("w.xlsx", "p.yaml"):
        Path(name).write_bytes(exported(SMALL))
    before = Path("w.xlsx").read_bytes()
    assert tell("sheet", "export", "--output", "w.xlsx").code == 2
    assert tell("sheet", "import", "w.xlsx", "--output", "p.yaml").code == 2
    assert Path("w.xlsx").read_bytes() == before
    assert tell("sheet", "import", "tiny.yaml").code == 2


def test_in_folders_our_sheets_are_found_and_others_counted(tmp_path: Path) -> None:
    (tmp_path / "ours.xlsx").write_bytes(exported(SMALL))
    other = Workbook()
    other.active["A1"] = "资产编号"  # type: ignore[index]
    other.save(tmp_path / "other.xlsx")
    (tmp_path / "~$ours.xlsx").write_bytes(b"lock")
    (tmp_path / "inventory.csv").write_text("id,kind\nr,vm\n", "utf-8")
    (tmp_path / "ours.csv").write_text("格式标识,egov-platform/0\n项目,填写,字段\n标识,q,platform.id\n", "gb18030")
    found = find([tmp_path])
    assert [file.name for file, _ in found.files] == ["ours.csv", "ours.xlsx"]
    assert found.passed_over == 3


def test_a_classified_system_is_refused_in_a_workbook_too_and_nothing_of_it_repeated(here: Path, tell: Command) -> None:
    Path("w.xlsx").write_bytes(exported({**SMALL, "platform": {"id": "秘", "classified": True}}))
    ran = tell("w.xlsx", "--profile", "tiny.yaml", "--lang", "zh")
    assert ran.code == 2
    assert "涉密" in ran.out

    def unclear(book: Workbook) -> None:
        value_cell(book, "platform.classified").value = "待定"

    Path("v.xlsx").write_bytes(changed(exported(SMALL), unclear))
    ran = tell("v.xlsx", "--profile", "tiny.yaml", "--lang", "zh")
    assert ran.code == 2
    assert "涉密" in ran.out
    assert "甲县平台" not in ran.out


# --- hostile files


def repacked(data: bytes, **parts: bytes) -> bytes:
    """A workbook with other parts in place of some of its own."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + SHEET.format("&b;")
FAR = SHEET.format('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "broken_workbook"),
        (b"PK\x03\x04 no archive", "broken_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old_workbook"),
        (repacked(exported(SMALL), **{"xl/vbaProject.bin": b"x"}), "workbook_with_macros"),
        (repacked(exported(SMALL), **{"xl/media/zeros.bin": bytes(5_000_000)}), "workbook_packed_too_tight"),
        (repacked(exported(SMALL), **{"xl/worksheets/sheet2.xml": FAR.encode()}), "sheet_too_large"),
        (repacked(exported(SMALL), **{"xl/worksheets/sheet2.xml": ENTITIES.encode()}), "broken_workbook"),
        (repacked(exported(SMALL), **{"xl/worksheets/sheet2.xml": b"<no xml"}), "broken_workbook"),
    ],
)
def test_a_hostile_workbook_ends_in_a_named_error(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_sheets(data, "w.xlsx")
    assert caught.value.problem.code == code


def test_a_name_that_looks_like_a_formula_stays_a_name_and_moves_no_cursor(here: Path, tell: Command) -> None:
    name = "=cmd|' /C calc'!A0"
    Path("w.xlsx").write_bytes(exported({**SMALL, "platform": {"id": "p", "name": name}}))
    cell = value_cell(load_workbook("w.xlsx"), "platform.name")
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)
    assert read_book(Path("w.xlsx").read_bytes()).data["platform"]["name"] == name  # type: ignore[index,call-overload]
    sheet = "‮\x1b[2J"
    renamed = changed(exported(SMALL), lambda book: setattr(book["安全"], "title", "安全‮"))
    Path("v.xlsx").write_bytes(renamed)
    assert not set(sheet) & {"‮", "\x1b"} & set(tell("v.xlsx", "--profile", "tiny.yaml").out)


def test_a_text_that_no_cell_holds_is_refused_and_not_cut() -> None:
    with pytest.raises(Unreadable) as caught:
        exported({**SMALL, "platform": {"id": "p", "name": "长" * 40_000}})
    assert caught.value.problem.code == "cell_too_long"


@pytest.mark.parametrize("absent", ["openpyxl", "xlsxwriter"])
def test_without_the_extra_it_says_what_to_install(
    here: Path, tell: Command, monkeypatch: pytest.MonkeyPatch, absent: str
) -> None:
    import sys

    Path("w.xlsx").write_bytes(exported(SMALL))
    monkeypatch.setitem(sys.modules, absent, None)
    ran = tell(*(("w.xlsx",) if absent == "openpyxl" else ("sheet", "export", "--output", "x.xlsx")))
    assert ran.code == 2
    assert "egov-cloud-std[excel]" in ran.out + ran.err
    assert not Path("x.xlsx").exists()


# --- office programs


@pytest.fixture(scope="session")
def office() -> str:
    """The office program; where tests run for others, its absence is a failure."""
    found = shutil.which("soffice")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("soffice is not installed (Debian: libreoffice-calc)")
        pytest.skip("soffice is not installed (Debian: libreoffice-calc)")
    return found


def saved_by(office: str, data: bytes, folder: Path) -> bytes:
    """A workbook that the office program has opened and saved again."""
    source, out = folder / "w.xlsx", folder / "out"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(source)]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
    return (out / "w.xlsx").read_bytes()


def test_a_workbook_that_libreoffice_has_saved_says_the_same(office: str, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        value_cell(book, "security.protection_level").value = "=1+1"
        table(book, "architecture.zones[]")["A6"] = "b"

    stated = json.loads(json.dumps(SMALL))
    stated["platform"]["name"] = "=1+1 <b>\"'&"
    document = read_book(saved_by(office, changed(exported(stated), change), tmp_path))
    stated["architecture"]["zones"].append({"id": "b"})
    assert not document.problems
    assert document.data == stated


def test_what_tests_need_is_installed_before_they_run() -> None:
    lines = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    assert "libreoffice-calc" in "\n".join(lines[:-1])


# --- as WPS saves: strings in the cells themselves, empty styled rows, another order of sheets


def test_strings_that_stand_in_the_cells_themselves_are_read() -> None:
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><r><t>{1}</t></r><r><t xml:space="preserve"> </t></r></is></c><c r="B{0}" t="{3}"><v>{2}</v></c></row>'
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>字段</t></is></c><c r="B1" t="inlineStr"><is><t>填写</t></is></c></row>'
    cells += row.format(2, "platform.id", "p", "str") + row.format(3, "security.protection_level", "3", "n")
    book = Workbook()
    book.active.title = "填报"  # type: ignore[union-attr]
    out = BytesIO()
    book.save(out)
    data = repacked(out.getvalue(), **{"xl/worksheets/sheet1.xml": SHEET.format(cells).encode()})
    document = read_book(data)
    assert not document.problems
    assert document.data == {"schema": "egov-platform/0", "platform": {"id": "p"}, "security": {"protection_level": 3}}


def test_the_example_is_what_the_command_writes_with_the_answers_of_an_office() -> None:
    """`python tests/sheet_example.py` writes it anew."""
    data = EXAMPLE.read_bytes()
    assert list(cells(data)) == list(cells(filled()))
    document = read_book(data)
    assert not document.problems
    assert document.data["performance"]["reliability"]["availability"] == [{"id": "platform", "value": "99.95%"}]  # type: ignore[index,call-overload]
