"""A table for Excel and WPS: a row per gap and question, and per thing that is unusable in a file.

The README lists the columns. What is unusable has its code where a gap has its control.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from ..assess.findings import Finding
from ..assess.results import Noted, Result, sources_text
from ..document import Place
from ..frozen import Frozen
from ..words import DUTIES, NO_WORDS, SEVERITIES, STATUSES, SUPPORTS, Lang, Text
from ._levels import seen, unit_called
from ._lines import clean, fix_of

if TYPE_CHECKING:
    from ..assess.regional import Regional

BOM = "\ufeff"  # without it Excel and WPS take the file for another encoding

COLUMNS = (
    Text("类别", "kind"),
    Text("平台标识", "unit"),
    Text("平台名称", "name"),
    Text("文件", "file"),
    Text("行", "line"),
    Text("列", "column"),
    Text("检查标准", "profile"),
    Text("检查项", "control"),
    Text("检查对象", "subject"),
    Text("结论", "status"),
    Text("用词", "duty"),
    Text("严重程度", "severity"),
    Text("要求", "requires"),
    Text("现状", "observed"),
    Text("整改", "fix"),
    Text("依据", "source"),
    Text("凭据", "support"),
    Text("风险接受", "waiver"),
    Text("接受至", "waived_until"),
    Text("基线已有", "known"),
    Text("结论变化日", "changes_on"),
    Text("指纹", "fingerprint"),
)

# What a row is about.
GAP = Text("问题", "gap")
QUESTION = Text("疑点", "question")
OTHER = Text("其他", "other")
UNREAD = Text("无法读取", "unreadable")
INPUT = Text("输入", "input")

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


class Row(Frozen):
    """One row: texts as they are, to be made safe when they are written."""

    kind: Text
    unit: str
    name: str
    place: Place
    cells: tuple[str, ...]


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """The table with its heads. Files that could not be read come first: a table without gaps is not yet a good one."""
    yield BOM + _line(column.in_(lang) for column in COLUMNS)
    for row in _rows(result, lang, everything):
        place = (str(row.place.line), str(row.place.column))
        cells = (row.kind.in_(lang), row.unit, row.name, row.place.file, *place, *row.cells)
        yield _line(map(_safe, cells))


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()


def _safe(cell: str) -> str:
    """A cell that no program takes for a formula: an apostrophe stands before what begins like one."""
    text = clean(cell, keep="\n")
    return f"'{text}" if _FORMULA.match(text) else text


def _rows(result: Result, lang: Lang, everything: bool) -> Iterator[Row]:
    for unread in result.unread:
        problem = unread.problem
        yield Row(UNREAD, "", "", problem.place, _said(problem.code, problem.says, problem.fix, lang))
    for unit in result.units:
        for one in (*unit.problems, *unit.remarks):
            yield _of_input(one, unit_called(unit), unit.name, lang)
        for finding in unit.findings() if everything else chain(unit.gaps(), unit.questions()):
            yield Row(_kind(finding), unit_called(unit), unit.name, finding.place, _cells(finding, lang))
    if result.region is not None:
        yield from _of_region(result.region, lang)
    yield from (_of_input(one, "", "", lang) for one in result.notices)


def _of_region(region: "Regional", lang: Lang) -> Iterator[Row]:
    """What is wrong with what came in, and the gaps across units, each with the unit that it is about."""
    from ._across import Concerned, across, troubles  # most runs are of single platforms

    for _, one in troubles(region):
        yield _of_input(one, region.id, region.name, lang)
    concerned = Concerned(region)
    for finding in across(region):
        node = concerned.by(finding)
        unit, name = (region.id, region.name) if node is None else (node.unit, node.name)
        yield Row(_kind(finding), unit, name, finding.place, _cells(finding, lang))


def _of_input(one: Noted, unit: str, name: str, lang: Lang) -> Row:
    return Row(INPUT, unit, name, one.place, _said(one.code, one.says, one.fix, lang))


def _kind(finding: Finding) -> Text:
    if finding.control.duty == "question":
        return QUESTION
    return GAP if finding.is_gap else OTHER


def _said(code: str, says: Text, fix: Text, lang: Lang) -> tuple[str, ...]:
    """The cells behind the place, of what concerns no control."""
    before, after = ("", code, "", "", "", "", ""), ("", "", "", "", "", "", "")
    return (*before, says.in_(lang), fix.in_(lang), *after)


def _cells(finding: Finding, lang: Lang) -> tuple[str, ...]:
    """The cells behind the place, of one finding."""
    control, waiver = finding.control, finding.waiver
    accepted = NO_WORDS
    if waiver is not None:
        accepted = Text(f"{waiver.reason}（{waiver.approver}）", f"{waiver.reason} ({waiver.approver})")
    return (
        control.profile,
        control.id,
        finding.subject,
        STATUSES[finding.status].in_(lang),
        DUTIES[control.duty].in_(lang),
        SEVERITIES[control.severity].in_(lang),
        control.requires.in_(lang),
        seen(finding, lang),
        fix_of(finding).in_(lang),
        sources_text(control).in_(lang),
        SUPPORTS[finding.support].in_(lang),
        accepted.in_(lang),
        "" if waiver is None else waiver.end.isoformat(),
        Text("是", "yes").in_(lang) if finding.known else "",
        "" if finding.changes_at is None else f"{finding.changes_at:%Y-%m-%d}",
        finding.fingerprint,
    )
