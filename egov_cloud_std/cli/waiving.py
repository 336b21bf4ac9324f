"""`waiver add`: its arguments, and what it does."""

from pathlib import Path
from typing import TYPE_CHECKING

from .. import clock
from ..document import Unreadable, read_bytes
from ..profiles import Control
from ..waivers.waiver import NAMES_A_GAP, SIGNED
from ..words import Lang, Text, Unclear
from .asked import Misused
from .output import say, write

if TYPE_CHECKING:
    import argparse

ABOUT = Text(
    "在风险接受文件末尾增加一项，原有注释和排版不变；没有此文件则新建。",
    "Adds a waiver at the end of a file of them, whose comments and layout stay; makes the file where there is none.",
)
HELP = {
    "control": Text("检查项标识", "the control"),
    "unit": Text("平台标识", "the platform"),
    "subject": Text(
        "检查对象，如 architecture.networks[t1]；整个平台写 platform",
        "the subject, such as architecture.networks[t1]; `platform` for the platform as a whole",
    ),
    "reason": Text("接受的理由", "why the gap is accepted"),
    "approver": Text("批准人及其单位", "who accepts it, and of which body"),
    "start": Text("自（含当日），如 2026-01-01", "the first day on which it holds, such as 2026-01-01"),
    "end": Text("至（含当日），如 2026-12-31", "the last day on which it holds, such as 2026-12-31"),
}


def arguments(parser: "argparse.ArgumentParser", lang: Lang) -> None:
    """The arguments of `waiver add`; every field of a waiver is required, for one that lacks any covers nothing."""
    words = Text("风险接受文件（YAML 或 JSON）", "the file of waivers (YAML or JSON)")
    parser.add_argument("target", metavar="FILE", help=words.in_(lang))
    for name in (*NAMES_A_GAP, *SIGNED):
        metavar = "DATE" if name in ("start", "end") else name.upper()
        parser.add_argument(f"--{name}", required=True, metavar=metavar, help=HELP[name].in_(lang))


def add(target: str, control: Control, given: dict[str, str], lang: Lang) -> None:
    """Adds a waiver for a gap of this control. Raises `Misused` where it would cover nothing; the file is then untouched."""
    from ..waivers.adding import added  # no other command needs it

    if not control.waivable:
        raise Misused(
            Text(f"{control.id} 不得作风险接受", f"nobody may accept a gap of {control.id}"),
            Text("整改。", "Put the gap right."),
        )
    fields = {name: _stated(name, given[name]) for name in (*NAMES_A_GAP, *SIGNED)}
    if fields["end"] < fields["start"]:
        raise Misused(
            Text("--end 早于 --start", "--end is before --start"), Text("核对起止日期。", "Correct the two days.")
        )
    path = Path(target).resolve()  # what a link leads to is written, and the link stays
    write([added(_read(target), target, fields)], path)
    said = f"{fields['start']} – {fields['end']}"
    say(
        Text(
            f"{target}：已增加 {control.id}（{fields['unit']}，{fields['subject']}），{said}",
            f"{target}: added {control.id} ({fields['unit']}, {fields['subject']}), {said}",
        ).in_(lang)
    )


def _read(target: str) -> bytes | None:
    try:
        return read_bytes(target)
    except Unreadable as error:
        if error.problem.code == "missing_file":
            return None
        raise


def _stated(name: str, value: str) -> str:
    text = value.strip()
    if not text:
        raise Misused(Text(f"--{name} 为空", f"--{name} is empty"), Text(f"写明 {name}。", f"State the {name}."))
    if name not in ("start", "end"):
        return text
    try:
        return clock.parse_day(text).isoformat()
    except Unclear as error:
        raise Misused(Text(f"--{name} {error.says.zh}", f"--{name}: {error.says.en}"), error.fix) from None
