"""Which reports are asked for, how they are laid out and where they go: never over what is read or was filled in."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..assess.results import Result
from ..reports import formats, is_ranking, is_styled, render
from ..run import Settings
from ..words import NO_WORDS, Text
from .asked import Arguments, Misused, meant
from .output import write

if TYPE_CHECKING:
    from ..styles import Style

FILLED_IN = (".xlsx", ".docx")  # files of a kind in which people go on writing


def beside(settings: Settings, names: Iterable[str]) -> tuple[str, ...]:
    """Files that settings name stand beside the settings."""
    return tuple(os.path.relpath(Path(settings.file).parent / name) for name in names)


def style_of(chosen: Arguments, settings: Settings, forms: Sequence[str]) -> "Style | None":
    """The style that the command line names, else that of the settings, where a format is laid out on paper."""
    printed = any(is_styled(form) for form in forms)
    if chosen.style and not printed:
        names = [form for form in formats() if is_styled(form)]
        raise Misused(
            Text(
                "没有按版式排印的输出格式，--style 用不上",
                "no format that is laid out on paper was asked for: --style has no use",
            ),
            Text(
                "加上 " + " 或 ".join(f"--format {one}=文件" for one in names) + "。",
                "Ask for " + " or ".join(f"--format {one}=FILE" for one in names) + ".",
            ),
        )
    named = (chosen.style,) if chosen.style else beside(settings, filter(None, (settings.style,)))
    if not named or not printed:
        return None
    from ..run.style_files import load_style  # most reports have none

    return load_style(named[0])


def may_rank(chosen: Arguments, forms: Sequence[str]) -> None:
    """Raises `Misused` where a ranking is asked for and nothing would print one."""
    if not chosen.ranking or any(is_ranking(form) for form in forms):
        return
    names = [form for form in formats() if is_ranking(form)]
    raise Misused(
        Text(
            "没有能附排名的输出格式，--ranking 用不上",
            "no format that prints a ranking was asked for: --ranking has no use",
        ),
        Text(
            "加上 " + " 或 ".join(f"--format {one}=文件" for one in names) + "。",
            "Ask for " + " or ".join(f"--format {one}=FILE" for one in names) + ".",
        ),
    )


def reports_asked(chosen: Arguments, settings: Settings) -> list[tuple[str, Path | None]]:
    """The formats that are asked for, each with the file it goes to; `None` is standard output."""
    asked = chosen.format or [settings.format or "text"]
    found: list[tuple[str, Path | None]] = []
    for one in asked:
        form, _, file = one.partition("=")
        if form not in formats():
            raise _no_such_format(form, "" if chosen.format else settings.file)
        found.append((form, target_of(chosen, file or chosen.output)))
    targets = [target for _, target in found]
    if len(set(targets)) < len(targets):
        raise Misused(
            Text("几种输出格式写到同一处", "several formats would go to the same place"),
            Text(
                "各写一个文件：--format html=报告.html --format json=结果.json。",
                "Name a file for each: --format html=report.html --format json=result.json.",
            ),
        )
    return found


def _no_such_format(form: str, file: str) -> Misused:
    names = formats()
    where = Text(f"{file}：", f"{file}: ") if file else NO_WORDS
    says = Text(f"{where.zh}没有名为 {form} 的输出格式", f"{where.en}there is no format named {form}")
    return Misused(says, meant(form, names, Text("可用：" + "、".join(names), "There are: " + ", ".join(names))))


def target_of(chosen: Arguments, output: str | None) -> Path | None:
    """The file to write to: never one that is read, nor one in which people may have written."""
    if not output or output == "-":
        return None
    target = Path(output)
    if not target.is_file():
        return target
    if any(_reads(path, target) for path in _read_by(chosen)):
        raise Misused(
            Text(f"输出文件 {target} 就是要读取的文件", f"the output {target} is a file that is to be read"),
            Text("换一个文件名。", "Choose another name."),
        )
    if target.suffix.lower() in FILLED_IN:
        raise Misused(
            Text(
                f"{target} 已存在，其中可能有人填写过，不覆盖",
                f"{target} exists, and people may have written in it: it is not written over",
            ),
            Text(
                "换一个文件名；整改台账用 egov-check ledger update 更新。",
                "Choose another name; a ledger is carried on with egov-check ledger update.",
            ),
        )
    return target


def _read_by(chosen: Arguments) -> Iterator[Path]:
    named = (*chosen.paths, *chosen.profile, *chosen.waivers, *chosen.grading)
    single = (chosen.baseline, chosen.style, chosen.earlier, chosen.region)
    return (Path(path) for path in (*named, *filter(None, single)) if path != "-")


def _reads(path: Path, target: Path) -> bool:
    """Whether a file is read where a path is named: the file itself, or in a folder a description or what lists units."""
    if path.is_file():
        return path.samefile(target)
    if not path.is_dir() or not target.resolve().is_relative_to(path.resolve()):
        return False
    from ..region.expected import NAME
    from ..run.checking import is_description  # only where a report goes into the folder that is checked

    return target.name == NAME or is_description(target)


def write_reports(
    result: Result, reports: Sequence[tuple[str, Path | None]], chosen: Arguments, style: "Style | None"
) -> None:
    """Writes every format that was asked for; what is quiet prints nothing."""
    report = shown(result, chosen)
    if len(reports) > 1:
        from ..assess.keeping import keeping  # most runs print one report

        report = keeping(report)
    for form, target in reports:
        if not chosen.quiet or target is not None:
            write(render(report, form, chosen.lang, chosen.all, style, chosen.ranking), target)


def shown(result: Result, chosen: Arguments) -> Result:
    """The result as reports may show it."""
    if not chosen.redact:
        return result
    from ..assess.redacting import redacted  # most reports stay in the house

    return redacted(result)
