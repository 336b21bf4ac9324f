"""The PDF says what the Word report says, with the fonts in it, and needs no word processor."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import typst
from fixed_result import fixed_result, rendered
from printing import fonts, pages
from test_word import result_of

from egov_cloud_std.frozen import replace
from egov_cloud_std.reports import render
from egov_cloud_std.reports._lacking import Lacking
from egov_cloud_std.reports._printed.blocks import Heading
from egov_cloud_std.reports._printed.report import report
from egov_cloud_std.styles import default_style
from egov_cloud_std.words import LANGS, STATUSES, Lang


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(scope="module")
def printed(lang: Lang, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pdf") / "report.pdf"
    file.write_bytes(rendered("pdf", lang))
    return file


def test_every_heading_is_there_and_none_stands_alone_at_the_foot(printed: Path, lang: Lang) -> None:
    shown = pages(printed)
    headings = [
        one.text for one in report(fixed_result(), lang, False) if isinstance(one, Heading) and "<" not in one.text
    ]
    said = "".join("".join(shown).split())
    assert [one for one in headings if "".join(one.split()) not in said] == []
    last = [[line.strip() for line in page.splitlines() if line.strip()][-2] for page in shown[1:]]
    assert [line for line in last if line in headings] == []


def test_totals_are_those_of_json(printed: Path) -> None:
    said = "\n".join(pages(printed))
    for unit in json.loads("".join(str(one) for one in render(fixed_result(), "json")))["units"]:
        assert re.search(r"\s+".join(str(unit["counts"]["controls"][name]) for name in STATUSES), said)


def test_pages_are_numbered_from_the_one_after_the_cover(printed: Path) -> None:
    shown = pages(printed)
    feet = [page.strip().splitlines()[-1].replace(" ", "") for page in shown]
    assert feet[1:] == [f"—{number}—" for number in range(1, len(shown))]
    assert "—" not in feet[0]


def test_fonts_are_embedded(printed: Path) -> None:
    assert {row[-5] for row in fonts(printed)} == {"yes"}


def test_hostile_names_are_text_and_no_markup(lang: Lang, tmp_path: Path) -> None:
    unit = replace(fixed_result().units[0], name='#eval("1+1") $x$ *b* [c] \\ @d <e> // f')
    file = tmp_path / "report.pdf"
    file.write_bytes(rendered("pdf", lang, result=replace(fixed_result(), units=(unit,))))
    cover = " ".join(pages(file)[0].split())
    assert unit.name in cover.replace("“", '"').replace("”", '"')


@pytest.mark.parametrize("name", ["\udcff", "\ufffe", "\x0b", "\u2028", "\U0001f600"])
def test_characters_that_no_text_has_are_replaced(name: str, tmp_path: Path) -> None:
    """As the name of a file may have them, whose encoding is another."""
    unit = replace(fixed_result().units[0], name=f"甲{name}乙")
    file = tmp_path / "report.pdf"
    file.write_bytes(rendered("pdf", "zh", result=replace(fixed_result(), units=(unit,))))
    assert re.search("甲.+乙", "".join(pages(file)[0].split("\n")))


def test_same_result_gives_the_same_bytes(lang: Lang) -> None:
    assert rendered("pdf", lang) == rendered("pdf", lang)


def test_machine_without_chinese_fonts_is_told_so_and_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(typst, "Fonts", lambda: bare)
    with pytest.raises(Lacking) as lacking:
        rendered("pdf")
    assert "fonts-noto-cjk" in lacking.value.fix.en


def test_another_style_changes_the_page(tmp_path: Path) -> None:
    style = default_style()
    style = replace(style, page_number=replace(style.page_number, before="第", after="页", side="centre"))
    file = tmp_path / "report.pdf"
    file.write_bytes(b"".join(one for one in render(result_of(1), "pdf", style=style) if isinstance(one, bytes)))
    assert pages(file)[1].strip().replace(" ", "").endswith("第1页")


def test_thirty_thousand_gaps_are_printed_within_reason(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(rendered("pdf", result=result_of(30_000)))
    said = "".join("".join(pages(file)).split())
    assert "其余29000行未印出" in said


@pytest.mark.parametrize(("form", "library"), [("word", "docx"), ("pdf", "typst")])
def test_format_without_its_extra_says_how_to_get_it(form: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    for name in [
        name for name in sys.modules if name.startswith("egov_cloud_std.reports._printed.") and "_file" in name
    ]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(Lacking) as lacking:
        rendered(form)
    assert f"egov-cloud-std[{form}]" in lacking.value.fix.en
