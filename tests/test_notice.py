"""A notice of rectification says what one unit is to put right, on one or two pages."""

import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from command import AS_OF, Command, command
from fixed_result import fixed_result, rendered
from printing import opened, pages
from repository import ROOT
from test_word import ASKS, result_of

from egov_cloud_std.frozen import replace
from egov_cloud_std.reports._printed.notice import MOST, TITLE
from egov_cloud_std.words import LANGS, Lang

tell = pytest.fixture(command)


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Any:
    return request.param


def titles(data: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs if one.style and one.style.name == "Title"]


def test_every_unit_with_problems_gets_its_own_and_no_other(lang: Lang) -> None:
    first, second = fixed_result().units
    assert [bool(unit.counts.findings["not_satisfied"]) for unit in (first, second)] == [True, False]
    twice = replace(fixed_result(), units=(first, second, replace(first, name="乙县")))
    assert titles(rendered("notice", lang, result=twice)) == [TITLE.in_(lang)] * 2


def test_numbers_are_those_of_the_result_and_room_is_left_to_write(lang: Lang) -> None:
    unit = fixed_result().units[0]
    document = docx.Document(io.BytesIO(rendered("notice", lang)))
    said = " ".join(one.text for one in document.paragraphs)
    counts = unit.counts.findings
    wrong = counts["not_satisfied"] + counts["partly_satisfied"]
    (found,) = re.findall(r"(?:发现问题|found) (\d+).+?(?:未填报|;) (\d+)", said)
    assert found == (str(wrong), str(counts["not_stated"]))
    (table,) = document.tables
    assert all([cell.text for cell in row.cells][-2:] == ["", ""] for row in table.rows[1:])
    assert "等级测评" in said


def test_what_has_no_room_is_said() -> None:
    controls = [ASKS.format(id=f"isolated_{index}") for index in range(MOST + 3)]
    document = docx.Document(io.BytesIO(rendered("notice", result=result_of(2, *controls))))
    assert len(document.tables[0].rows) == MOST + 1
    assert any("其余 3 项见自查报告附件1" in one.text for one in document.paragraphs)


def test_nothing_to_put_right_is_said() -> None:
    document = docx.Document(io.BytesIO(rendered("notice", result=result_of(0))))
    assert any("没有发现需要整改的问题" in one.text for one in document.paragraphs)


@pytest.mark.parametrize("name", ["city", "county"])
def test_notice_takes_at_most_two_pages(
    tell: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, lang: Lang
) -> None:
    monkeypatch.chdir(ROOT)
    file = tmp_path / "notice.docx"
    ran = tell(f"examples/{name}/platform.yaml", "--format", f"notice={file}", "--lang", lang, *AS_OF)
    assert (ran.code, ran.err) == (1, "")
    shown = pages(opened(file))
    assert len(shown) <= 2
    assert re.search(r"印章|\(seal\)", shown[-1])
