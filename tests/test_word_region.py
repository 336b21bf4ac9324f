"""The report on a region and the notices to its units: short whatever the size, every unit accounted for, nobody ranked unasked."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import docx
import pytest
from command import command
from docx.document import Document
from printing import opened, pages
from region_result import BROKEN, MARKUP, SILENT, TWICE, as_json, at_home, region_result, rendered
from repository import ROOT

from egov_cloud_std.assess.regional import Node, Regional
from egov_cloud_std.assess.results import Result, percent
from egov_cloud_std.frozen import replace
from egov_cloud_std.reports import render
from egov_cloud_std.words import LANGS, STATUSES, SUBMISSIONS, Lang


def read(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def text_of(document: Document) -> str:
    tables = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(one.text for one in document.paragraphs), *tables))


def table(document: Document, first: str) -> list[list[str]]:
    """The first table whose head begins with these words."""
    for one in document.tables:
        rows = [[cell.text for cell in row.cells] for row in one.rows]
        if rows[0][0].startswith(first):
            return rows
    raise AssertionError(f"no table begins with {first}")


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(scope="module")
def report(lang: Lang) -> Document:
    return read(rendered("word", lang))


@pytest.fixture(scope="module")
def notices(lang: Lang) -> Document:
    return read(rendered("notice", lang))


def test_region_has_one_report_and_no_chapter_for_each_unit(report: Document, lang: Lang) -> None:
    firsts = [one.text for one in report.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert len(firsts) == 9
    assert firsts[1].endswith({"zh": "报送情况", "en": "What was sent"}[lang])


def test_every_unit_that_sent_nothing_usable_is_named_with_what_is_the_matter(report: Document, lang: Lang) -> None:
    said = [one.text for one in report.paragraphs]
    for unit, state in ((SILENT, "not_sent"), (BROKEN, "unreadable"), (TWICE, "twice")):
        assert any(one.startswith(SUBMISSIONS[state].in_(lang)) and unit in one for one in said)
    numbers = table(report, {"zh": "应报", "en": "Expected"}[lang])[1]
    assert numbers == ["13", *(str(number) for number in as_json()["region"]["submission"].values())]


def test_totals_by_area_are_those_of_json(report: Document, lang: Lang) -> None:
    region = as_json()["region"]
    cells = [one["status"] for one in region["cells"]]
    row = table(report, {"zh": "检查标准", "en": "Profile"}[lang])[-1]
    assert row[1:] == [str(len(cells)), *(str(cells.count(status)) for status in STATUSES)]
    score = region_result().region.score("", None)  # type: ignore[union-attr]
    assert score.interval is not None
    assert f"{percent(score.interval.low)} – {percent(score.interval.high)}" in text_of(report)


def test_gravest_common_problem_stands_first_with_its_units_and_who_decided_it(report: Document, lang: Lang) -> None:
    rows = table(report, {"zh": "序号", "en": "No."}[lang])
    assert "logs_kept" in rows[1][2]
    assert "level_stated" in rows[2][2]  # of medium severity, though nothing is said here of how many units fail it
    assert rows[1][3].split()[0] == "4"  # two of their own, two that take over the failure of city-a
    for unit in ("city-a", "county-a1", "county-a2"):
        assert unit in rows[1][5]
    who = {"zh": "其中 2 个单位沿用city-a的结论", "en": "2 of them take over what city-a came to"}[lang]
    assert who in text_of(report)


def test_inheritance_says_who_takes_over_and_why_others_cannot(report: Document, lang: Lang) -> None:
    (taken,) = table(report, {"zh": "承载平台", "en": "Carrier"}[lang])[1:]
    assert taken[:2] == ["city-a", "2"]
    barred = next(one for one in report.tables if len(one.columns) == 4 and one.rows[1].cells[0].text == "city-b")
    assert "carrier_report_valid" in barred.rows[1].cells[1].text
    assert barred.rows[1].cells[3].text == "county-b1"


def test_units_stand_in_the_order_of_the_tree_and_nobody_is_ranked_unasked(report: Document, lang: Lang) -> None:
    rows = table(report, {"zh": "单位（含下级）", "en": "Unit, with all below"}[lang])[1:]
    assert [row[0].strip("　") for row in rows][:4] == ["province", "city-a", "county-a1", "county-a2"]
    assert len(rows) == 13
    said = text_of(report)
    assert {"zh": "不是排名", "en": "no ranking"}[lang] in said
    assert not [row for one in report.tables for row in one.rows if row.cells[0].text in ("名次", "Rank")]


def test_ranking_is_printed_where_it_is_asked_for_and_equals_share_a_place(lang: Lang) -> None:
    asked = read(rendered("word", lang, ranking=True))
    ranked = [
        [[cell.text for cell in row.cells] for row in one.rows]
        for one in asked.tables
        if one.rows[0].cells[0].text in ("名次", "Rank")
    ]
    counties = ranked[-1][1:]
    places = [int(row[0]) for row in counties]
    assert places == sorted(places)
    lows = [row[4].split(" –")[0] for row in counties]
    assert all((one == other) == (lows[a] == lows[b]) for a, one in enumerate(places) for b, other in enumerate(places))


def test_ranking_is_no_use_to_formats_that_print_none(lang: Lang) -> None:
    assert rendered("markdown", lang, ranking=True) == rendered("markdown", lang)


def test_ranking_that_nothing_would_print_is_a_mistake(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = command(capsys, monkeypatch)
    ran = tell(ROOT / "examples/county/platform.yaml", "--ranking", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "--format word=FILE" in ran.err


def test_report_does_not_go_through_the_units() -> None:
    class Barred(tuple[Any, ...]):
        def __iter__(self) -> NoReturn:
            raise AssertionError("went through the units")

        def __getitem__(self, index: Any) -> NoReturn:  # type: ignore[override]
            raise AssertionError("asked for a unit")

    barred = replace(region_result(), units=Barred(range(10)))
    for form in ("word", "markdown", "prometheus"):
        with at_home():
            assert b"".join(x if isinstance(x, bytes) else x.encode() for x in render(barred, form, "zh")) == rendered(
                form
            )


def many(number: int) -> Result:
    """The region with so many more counties of which nothing was sent."""
    result = region_result()
    region = result.region
    assert region is not None
    known = region.nodes[-1]
    more = tuple(replace(known, unit=f"more-{at}", name=f"示例第{at}县", submission="not_sent") for at in range(number))
    nodes: tuple[Node, ...] = (*region.nodes, *more)
    whole: Regional = replace(
        region,
        nodes=nodes,
        score=lambda unit, profile: region.score("" if unit.startswith("more-") else unit, profile),
    )
    return replace(result, region=whole)


def test_report_stays_short_with_three_thousand_units(tmp_path: Path) -> None:
    (data,) = (one for one in render(many(3000), "word", "zh") if isinstance(one, bytes))
    file = tmp_path / "r.docx"
    file.write_bytes(data)
    found = pages(opened(file))
    first = next(at for at, page in enumerate(found) if re.search(r"附件\s*1", page) and at > 3)
    assert first <= 14
    assert len(found) <= 40
    assert "等 3001 个" in "".join(found).replace("\n", "")


def test_word_processor_opens_the_report(tmp_path: Path, lang: Lang) -> None:
    for form in ("word", "notice"):
        file = tmp_path / f"{form}.docx"
        file.write_bytes(rendered(form, lang))
        assert SILENT in "".join(pages(opened(file)))


def test_pdf_says_what_the_word_file_says(tmp_path: Path, lang: Lang) -> None:
    file = tmp_path / "r.pdf"
    file.write_bytes(rendered("pdf", lang))
    said = re.sub(r"\s", "", "".join(pages(file)))
    for unit in (SILENT, BROKEN, TWICE):
        assert unit in said


def test_same_region_gives_the_same_bytes(lang: Lang) -> None:
    for form in ("word", "notice", "pdf", "excel"):
        with at_home():
            again = b"".join(one for one in render(region_result(), form, lang) if isinstance(one, bytes))
        assert again == rendered(form, lang)


def test_hostile_names_are_text(report: Document) -> None:
    assert MARKUP in text_of(report)
    archive = zipfile.ZipFile(io.BytesIO(rendered("word")))
    assert b"<script" not in archive.read("word/document.xml")
    assert "\u202e" not in text_of(report)


# Notices.


def each(notices: Document) -> Iterator[str]:
    """The notices, one after the other."""
    said: list[str] = []
    for block in notices.iter_inner_content():
        if isinstance(block, docx.text.paragraph.Paragraph):
            starts = block.text.startswith(("关于", "Notice of", "Reminder"))
            if starts and said:
                yield "\n".join(said)
                said = []
            said.append(block.text)
        else:
            said += [" ".join(cell.text for cell in row.cells) for row in block.rows]
    yield "\n".join(said)


def test_units_that_sent_nothing_usable_get_a_reminder(notices: Document) -> None:
    reminded = [one for one in each(notices) if one.startswith(("关于报送", "Reminder"))]
    assert len(reminded) == 3
    for unit in (SILENT, BROKEN, TWICE):
        assert sum(unit in one.splitlines()[1] for one in reminded) == 1


def test_failure_that_is_taken_over_is_on_the_carriers_notice_alone(notices: Document, lang: Lang) -> None:
    found = [one for one in each(notices) if one.startswith(("关于政务云", "Notice of"))]
    logs = {"zh": "日志留存不少于六个月", "en": "Logs are kept for six months"}[lang]
    (carrier,) = (one for one in found if "region/city-a.yaml," in one or "region/city-a.yaml，" in one)
    assert logs in carrier
    assert "county-a1" in carrier
    assert "county-a2" in carrier
    assert not [one for one in found if "region/county-a1.yaml" in one]  # nothing of its own
    (county,) = (one for one in found if "region/county-a2.yaml" in one)
    assert logs not in county
    assert {"zh": "三级及以上", "en": "level 3 or above"}[lang] in county


def test_notice_of_a_unit_that_is_fine_is_not_written(notices: Document) -> None:
    assert not [one for one in each(notices) if "region/province.yaml" in one]


def test_problems_across_units_are_on_the_notice_of_who_wrote_them(notices: Document) -> None:
    region = as_json()["region"]
    wrong = [one for one in region["gaps"] if one["status"] != "not_stated"]
    assert {one["control"] for one in wrong} == {"carrier_report_valid", "regional_totals_add_up"}
    said = text_of(notices)
    assert all(json.dumps(one["location"]["file"]).strip('"') in said for one in wrong)
