"""The Word report says what the JSON result says, looks as offices want it, and opens in a word processor."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from fixed_result import fixed_result, rendered
from printing import fonts, opened, pages
from samples import NOW, platform, profile

from egov_cloud_std.assess import assess_platform
from egov_cloud_std.assess.results import Result, unit_result
from egov_cloud_std.frozen import replace
from egov_cloud_std.reports import render
from egov_cloud_std.reports._printed.blocks import Outline, chinese
from egov_cloud_std.reports._printed.gathering import MOST
from egov_cloud_std.styles import default_style
from egov_cloud_std.words import LANGS, STATUSES, Lang

GAPS = ("not_satisfied", "partly_satisfied")
ASKS = """
    id: {id}
    each: {{list: architecture.networks}}
    expect: {{.isolated: {{equals: true}}}}
"""


def result_of(number: int, *controls: str) -> Result:
    """A result with so many networks that are not isolated, held against these controls."""
    asked = profile(*(controls or (ASKS.format(id="isolated"),)))
    networks = [{"id": f"n{index}", "isolated": False} for index in range(number)]
    unit = unit_result(assess_platform([asked], platform(architecture={"networks": networks}), NOW))
    return Result("0", NOW, (asked,), (unit,))


def read(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(scope="module")
def report(lang: Lang) -> Document:
    return read(rendered("word", lang))


def as_json(result: Result) -> Any:
    return json.loads("".join(str(one) for one in render(result, "json")))


def cells(document: Document) -> Iterator[list[list[str]]]:
    """The tables, each as rows of texts."""
    for table in document.tables:
        yield [[cell.text for cell in row.cells] for row in table.rows]


def whole(document: Document) -> str:
    """All text, that of tables too."""
    return "\n".join(one.text or "" for one in document.element.iter(qn("w:t")))


def test_totals_are_those_of_json(report: Document) -> None:
    printed = [row for table in cells(report) for row in table]
    for unit in as_json(fixed_result())["units"]:
        for counts in (unit["counts"], *(one["counts"] for one in unit["profiles"])):
            numbers = [counts["controls"][name] for name in STATUSES]
            assert [str(sum(numbers)), *map(str, numbers)] in [row[1:] for row in printed]
        for severity in ("high", "medium", "low"):
            numbers = [unit["counts"]["controls_by_severity"][severity][name] for name in (*GAPS, "not_stated")]
            assert [str(one) for one in numbers] in [row[1:] for row in printed]


def test_every_problem_stands_in_the_annex_and_every_place_that_is_missing(report: Document) -> None:
    (problems,) = [table for table in cells(report) if len(table[0]) == 5]
    listed = [re.findall(r"[（(](\w+)[）)]$", row[3])[0] for row in problems[1:]]
    units = as_json(fixed_result())["units"]
    wrong = [gap["control"] for unit in units for gap in unit["gaps"] if gap["status"] in GAPS]
    assert sorted(listed) == sorted(wrong)
    (missing,) = [table for table in cells(report) if table[0][1:2] in (["应填写的位置"], ["Place"])]
    waiting = {name for row in missing[1:] for name in re.split("、|, ", row[3])}
    assert waiting == {gap["control"] for unit in units for gap in unit["gaps"] if gap["status"] == "not_stated"}


def test_questions_claims_waivers_sources_and_digests_are_there(report: Document, lang: Lang) -> None:
    said, result = whole(report), fixed_result()
    for unit in result.units:
        assert unit.digest in said
        for finding in (*unit.questions(), *unit.claims()):
            assert finding.control.requires.in_(lang).rstrip("。.") in said
    for one in result.profiles:
        assert (one.digest in said, one.version in said) == (True, True)
    for file in result.waivers:
        assert file.digest in said
        assert all(waiver.control in said for waiver in file.waivers)
    for unread in result.unread:
        assert unread.problem.says.in_(lang) in said
    for grading in result.units[0].gradings:
        assert grading.title.in_(lang) in said
    assert result.as_of.isoformat() in said
    assert f"egov-cloud-std {result.tool}" in said


def test_cover_and_statement_say_that_it_replaces_no_assessment(report: Document) -> None:
    said = [one.text for one in report.paragraphs if "等级测评" in one.text and "密评" in one.text]
    assert len(said) >= 3  # the cover, the statement, the conclusion
    assert report.paragraphs[0].style is not None
    assert report.paragraphs[0].style.name == "Title"


def test_headings_have_styles_and_the_visible_numbers() -> None:
    headings = [(one.style.name, one.text) for one in read(rendered("word", "zh")).paragraphs if one.style is not None]
    marks = {
        "Heading 1": r"[一二三四五六七八九十]+、.",
        "Heading 2": r"（[一二三四五六七八九十]+）.",
        "Heading 3": r"[1-9]\d*\. .",
        "Heading 4": r"（[1-9]\d*）.",
    }
    for style, mark in marks.items():
        texts = [text for name, text in headings if name == style]
        assert texts
        assert [text for text in texts if not re.match(mark, text)] == []


def test_numbers_run_on_and_begin_anew_below_a_new_heading() -> None:
    outline = Outline("zh")
    marks = [outline.heading(level, "").text for level in (1, 2, 2, 3, 4, 1, 2)]
    assert marks == ["一、", "（一）", "（二）", "1. ", "（1）", "二、", "（一）"]
    english = Outline("en")
    assert [english.heading(level, "").text for level in (1, 2, 2, 3)] == ["1 ", "1.1 ", "1.2 ", "1.2.1 "]


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (1003, "一千零三")],
)
def test_chinese_numbers(number: int, said: str) -> None:
    assert chinese(number) == said


def test_every_style_and_every_run_names_its_chinese_font(report: Document) -> None:
    used = {one.get(qn("w:val")) for one in report.element.iter(qn("w:pStyle"))}
    styles = {one.style_id: one for one in report.styles}
    assert used <= set(styles)
    for name in (*used, "Normal"):
        rfonts = styles[name].element.rPr.rFonts
        assert all(rfonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    runs = list(report.element.iter(qn("w:r")))
    texts = [run for run in runs if run.find(qn("w:t")) is not None]
    assert len(texts) > 100
    assert all(run.rPr.rFonts.get(qn("w:eastAsia")) for run in texts)


def test_page_is_that_of_the_national_form(report: Document) -> None:
    cover, pages_ = report.sections
    assert [round(one / 36000) for one in (pages_.page_width or 0, pages_.page_height or 0)] == [210, 297]
    margins = (pages_.top_margin, pages_.bottom_margin, pages_.left_margin, pages_.right_margin)
    assert [round((one or 0) / 36000) for one in margins] == [37, 35, 28, 26]
    body = report.styles["Body Text"].element
    assert body.find(".//" + qn("w:spacing")).get(qn("w:line")) == "560"
    assert body.find(".//" + qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    sides = [
        (footer.paragraphs[0].alignment, "".join(one.text or "" for one in footer._element.iter(qn("w:t"))))
        for footer in (pages_.footer, pages_.even_page_footer)
    ]
    assert sides == [(2, "— 1 —"), (0, "— 1 —")]
    assert [footer.paragraphs[0].text if footer.paragraphs else "" for footer in (cover.footer,)] == [""]


def test_head_of_every_list_stands_on_every_page(report: Document) -> None:
    lists = [table for table in report.tables if table._tbl.tblPr.find(qn("w:tblBorders")) is not None]
    assert len(lists) > 10
    for table in lists:
        heads = [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True, *[False] * (len(heads) - 1)]


def test_chart_says_in_words_what_it_shows(report: Document) -> None:
    said = [one.get("descr") for one in report.element.iter(qn("wp:docPr"))]
    assert len(said) == len(fixed_result().units)
    assert all(re.search(r"\d", one or "") for one in said)


ORDER = {  # of what Word reads, as its schema has it; other programs take any
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b i color spacing sz szCs lang",
    "tblPr": "tblW jc tblBorders tblLayout tblCellMar",
    "tcPr": "tcW tcBorders shd vAlign",
    "sectPr": "footerReference type pgSz pgMar pgNumType cols",
    "style": "name basedOn qFormat pPr rPr",
}


def test_parts_stand_in_the_order_that_word_asks(report: Document) -> None:
    for root in (report.element, report.styles.element, *(one.footer._element for one in report.sections)):
        for name, order in ORDER.items():
            known = order.split()
            for one in root.iter(qn(f"w:{name}")):
                places = [known.index(child.tag.rpartition("}")[2]) for child in one]
                assert places == sorted(places), (name, places)


def test_pictures_have_numbers_of_their_own(report: Document) -> None:
    wide = read(rendered("word", result=replace(fixed_result(), units=fixed_result().units * 2)))
    numbers = [one.get("id") for one in wide.element.iter(qn("wp:docPr"))]
    assert len(numbers) == len(set(numbers)) > len(list(report.element.iter(qn("wp:docPr"))))


def test_no_font_is_in_the_file() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered("word"))) as package:
        assert [name for name in package.namelist() if re.search(r"font(s/|.*\.(odttf|ttf|otf))", name)] == []
        named = package.read("word/fontTable.xml").decode()
    assert 'w:name="仿宋_GB2312"><w:altName w:val="FangSong_GB2312,仿宋,FangSong' in named


def test_hostile_names_stay_text(report: Document) -> None:
    said = whole(report)
    assert "<script>alert(1)</script>" in said
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", said)


@pytest.mark.parametrize("name", ["\ud800", "\ufffe", "\x0b", "a]]>b", "&amp;", "\u2028"])
def test_characters_that_xml_cannot_carry_are_replaced(name: str) -> None:
    result = result_of(1)
    unit = replace(result.units[0], name=f"甲{name}乙")
    said = whole(read(rendered("word", result=replace(result, units=(unit,)))))
    assert re.search("甲.+乙", said)


def test_same_result_gives_the_same_bytes(lang: Lang) -> None:
    data = rendered("word", lang)
    assert data == rendered("word", lang)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {one.date_time for one in package.infolist()} == {(2026, 6, 30, 4, 0, 0)}
    assert read(data).core_properties.created == NOW.astimezone(UTC)


def test_nothing_wrong_is_said_to_be_none() -> None:
    headings_and_more = [one.text for one in read(rendered("word", result=result_of(0))).paragraphs]
    at = headings_and_more.index("三、存在问题与整改建议")
    assert headings_and_more[at + 1] == "不涉及。"
    assert headings_and_more.count("不涉及。") >= 5


def test_result_without_a_platform_is_a_report_all_the_same(lang: Lang) -> None:
    result = replace(fixed_result(), units=())
    said = whole(read(rendered("word", lang, result=result)))
    assert result.unread[0].problem.says.in_(lang) in said


def test_what_is_left_out_of_a_long_annex_is_said() -> None:
    number = MOST + 7
    document = read(rendered("word", result=result_of(number)))
    (problems,) = [table for table in cells(document) if len(table[0]) == 5]
    assert len(problems) == MOST + 1
    assert f"共 {number} 行，本附件只印前 {MOST} 行，其余 7 行未印出" in whole(document)


def test_thirty_thousand_gaps_make_a_file_that_can_be_opened() -> None:
    data = rendered("word", result=result_of(30_000))
    assert len(data) < 500_000
    assert "30000" in whole(read(data))


def test_everything_lists_what_is_satisfied_too() -> None:
    unit = fixed_result().units[0]
    said = whole(read(rendered("word", "en", everything=True)))
    assert "All findings" in said
    assert all(one.control.id in said for one in unit.findings())


def test_another_style_changes_the_page_and_the_fonts() -> None:
    style = default_style()
    page = replace(style.page, bottom=27.0)
    style = replace(style, page=page, body=replace(style.body, names=("某字体", "SimSun")))
    document = read(b"".join(one for one in render(fixed_result(), "word", style=style) if isinstance(one, bytes)))
    assert round((document.sections[-1].bottom_margin or 0) / 36000) == 27
    assert document.styles["Body Text"].element.rPr.rFonts.get(qn("w:eastAsia")) == "某字体"


def test_word_processor_shows_all_of_it(lang: Lang, tmp_path: Path) -> None:
    """Opened by LibreOffice: every heading, the numbers of the pages, no page empty, no heading alone at the foot."""
    file = tmp_path / "report.docx"
    file.write_bytes(rendered("word", lang))
    document, shown = read(file.read_bytes()), pages(opened(file))
    said = "".join("".join(shown).split())
    headings = [one.text for one in document.paragraphs if ((one.style and one.style.name) or "").startswith("Heading")]
    assert [one for one in headings if "<" not in one and "".join(one.split()) not in said] == []
    assert [page for page in shown if not page.strip()] == []
    feet = [[line.strip() for line in page.splitlines() if line.strip()][-2:] for page in shown[1:]]
    assert [foot[-1].replace(" ", "") for foot in feet] == [f"—{number}—" for number in range(1, len(shown))]
    assert [foot[0] for foot in feet if foot[0] in headings] == []
    for unit in as_json(fixed_result())["units"]:
        numbers = [str(unit["counts"]["controls"][name]) for name in STATUSES]
        assert re.search(r"\s+".join(numbers), "".join(shown))
    assert {row[-5] for row in fonts(file.with_suffix(".pdf"))} == {"yes"}
