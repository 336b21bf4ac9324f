"""`sheet export` and `sheet import`: what offices fill in, and what comes of it."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..document import Place, Problem, Unreadable
from ..platforms.platform import Platform
from ..platforms.sheet_document import SheetDocument
from ..platforms.sheet_layout import Steps
from ..platforms.sheet_pages import pages
from ..profiles import Profile
from ..reports._reads import required_by
from ..reports._sheet import table_text, workbook
from ..reports._snippets import written
from ..run.checking import SHEETS, read_platform
from ..words import Lang, Text
from . import exit_codes
from .asked import Arguments, Misused
from .output import complain, show_problem, write

EXPORT = Text(
    "写出供填报的 Excel 工作簿（或 CSV）：空白的，或填有一份描述的内容。",
    "Writes a workbook (or CSV) to be filled in: blank, or with what a description states.",
)
IMPORT = Text(
    "把填好的工作簿或 CSV 转为 YAML 描述。", "Turns a workbook or CSV that was filled in into a description in YAML."
)

NOT_WRITTEN = Text("没有写出 YAML", "no YAML was written")
CORRECT = Text("先改正以上单元格。", "Correct the cells above first.")


def run(chosen: Arguments, profiles: tuple[Profile, ...]) -> int:
    """Writes a workbook, or reads one."""
    return _export(chosen, profiles) if chosen.action == "export" else _import(chosen)


def _export(chosen: Arguments, profiles: tuple[Profile, ...]) -> int:
    stated: dict[str, Any] | None = None
    level = chosen.level
    if chosen.path:
        platform = read_platform(chosen.path)
        if platform.problems:
            _show(platform, platform.problems, chosen.lang)
            return exit_codes.UNUSABLE
        data, level = platform.document.data, platform.level or level
        assert isinstance(data, dict), "a description without problems is a mapping"
        stated = data
    target = _target(chosen.output)
    found = pages(level, chosen.full, chosen.lang, reasons_of(profiles), stated)
    if target is not None and target.suffix.lower() == ".csv":
        write(table_text(found, chosen.lang), target)
    else:
        write(workbook(found, chosen.lang, str(target or "-")), target)
    return exit_codes.FINE


def reasons_of(profiles: Sequence[Profile]) -> dict[Steps, list[Text]]:
    """What profiles require of each place of a description, a sentence for each control."""
    reasons: dict[Steps, list[Text]] = defaultdict(list)
    for profile in profiles:
        for control in profile.controls if profile.scope == "platform" else ():
            for place in required_by(control):
                reasons[place].append(control.requires)
    return reasons


def _import(chosen: Arguments) -> int:
    path = Path(chosen.target)
    if path.suffix.lower() not in SHEETS:
        raise Misused(
            Text(f"{path} 不是工作簿，也不是 CSV", f"{path} is neither a workbook nor CSV"),
            Text("指定 .xlsx 或 .csv 文件。", "Name a file that ends in .xlsx or .csv."),
        )
    target = _target(chosen.output)
    platform = read_platform(path)
    document = platform.document
    _show(platform, platform.problems, chosen.lang)
    if (
        isinstance(document, SheetDocument) and document.problems
    ):  # a cell that was not understood would be missing from what is written
        complain(NOT_WRITTEN, CORRECT, chosen.lang)
        return exit_codes.UNUSABLE
    assert isinstance(document.data, dict)
    write([written(document.data)], target)
    return exit_codes.UNUSABLE if platform.problems else exit_codes.FINE


def _show(platform: Platform, problems: tuple[Problem, ...], lang: Lang) -> None:
    for one in problems:
        show_problem(one, platform.line(one.place), lang)


def _target(output: str | None) -> Path | None:
    """Where to write; what is there stays."""
    if not output or output == "-":
        return None
    path = Path(output)
    if path.exists():
        says = Text("文件已存在，不覆盖", "the file exists and is not written over")
        fix = Text("换一个文件名。", "Choose another name.")
        raise Unreadable(Problem(Place(str(path), 1, 1, 1, 1), "exists", says, fix))
    return path
