"""`ledger update`: its arguments, and what it does. Nothing that a person wrote is ever written over without a copy."""

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from ..document import Place, Problem, Unreadable, read_bytes, read_file
from ..document.limits import LIMITS, WORKBOOK_BYTES
from ..frozen import replace
from ..words import Lang, Text
from .asked import Misused
from .output import say, write

if TYPE_CHECKING:
    import argparse

    from ..ledger import Updated

ABOUT = Text(
    "以新的检查结果接续整改台账：人所填写的原样保留，仍存在、已不再发现、重新出现的各自标明，新增的追加在后；原文件另存备份。",
    "Carries a rectification ledger to a new result: what people wrote stays as it is, gaps are marked that are still there, "
    "no longer found or back again, and new ones come below; the file as it was is kept beside.",
)
SHOWN = 20  # rows that are named


def arguments(parser: "argparse.ArgumentParser", lang: Lang) -> None:
    """The arguments of `ledger update`."""
    ledger = Text("整改台账（excel 格式导出的工作簿）", "the ledger: a workbook that the format excel made")
    result = Text("新的检查结果（json 格式）", "the new result, in the format json")
    output = Text("写入此文件，不改原文件", "write to this file, and leave the ledger as it is")
    parser.add_argument("target", metavar="LEDGER.xlsx", help=ledger.in_(lang))
    parser.add_argument("path", metavar="RESULT.json", help=result.in_(lang))
    parser.add_argument("--output", metavar="FILE", help=output.in_(lang))


def update(target: str, result: str, output: str | None, lang: Lang) -> None:
    """Brings a ledger up to a result. Raises `Unreadable` and `Misused`; every file is then as it was."""
    from ..ledger import updated  # no other command needs it

    ledger = Path(target).resolve()  # what a link leads to is written, and the link stays
    into = ledger if output is None else Path(output).resolve()
    if into.exists() and into.samefile(Path(result)):
        raise Misused(
            Text(f"输出文件 {output} 就是检查结果", f"the output {output} is the result"),
            Text("换一个文件名。", "Choose another name."),
        )
    before = _read(ledger, target)
    done = updated(before, target, read_file(result))
    changes = into != ledger or done.data != before
    kept = _put(done.data, into, before if into == ledger else None) if changes else None
    for line in _told(done, target, lang):
        say(line)
    if not changes:
        say(Text("没有要改动的，文件未写。", "Nothing changes, and nothing was written.").in_(lang))
    if kept is not None:
        say(Text(f"原文件留存为 {kept.name}", f"the file as it was is kept as {kept.name}").in_(lang))


def _read(path: Path, name: str) -> bytes:
    try:
        return read_bytes(path, limits=replace(LIMITS, bytes=WORKBOOK_BYTES))
    except Unreadable as error:
        raise Unreadable(replace(error.problem, place=Place(name, 1, 1, 1, 1))) from None


def _put(data: bytes, into: Path, expected: bytes | None) -> Path | None:
    """Writes a workbook whole; gives the copy of what stood there, if anything did. `expected` is what was read of it."""
    locks = (into.with_name(f"~${into.name}"), into.with_name(f".~lock.{into.name}#"))
    if any(lock.exists() for lock in locks):
        raise _refused(
            into,
            "open_elsewhere",
            Text("工作簿正在办公软件中打开", "the workbook is open in an office program"),
            Text("先保存并关闭，再更新。", "Save and close it first."),
        )
    there = _read(into, str(into)) if into.exists() else None
    if expected is not None and there != expected:
        raise _refused(
            into,
            "changed_while_read",
            Text("工作簿在更新过程中被改动", "the workbook changed while it was brought up to date"),
            Text("待保存完成后重新更新。", "Run it again when the saving is done."),
        )
    kept = None
    if there is not None and there != data:
        names = (into.with_name(f"{into.name}.bak{number if number > 1 else ''}") for number in count(1))
        kept = next(name for name in names if not name.exists())
        write([there], kept)
    write([data], into)
    return kept


def _refused(path: Path, code: str, says: Text, fix: Text) -> Unreadable:
    return Unreadable(Problem(Place(str(path), 1, 1, 1, 1), code, says, fix))


def _told(done: "Updated", target: str, lang: Lang) -> list[str]:
    """What was done, in lines."""
    states = done.states
    carried, gone = states["first"] + states["still"], states["gone"] + states["settled"]
    told = [
        Text(
            f"{target}：按 {done.as_of[:10]} 的检查结果更新",
            f"{target}: brought up to the result as of {done.as_of[:10]}",
        ),
        Text(
            f"  接续 {carried} 项，新增 {states['new']} 项，重新出现 {states['back']} 项，"
            f"不再发现 {gone} 项（其中已销号 {states['settled']} 项）",
            f"  carried {carried}, new {states['new']}, back again {states['back']}, "
            f"no longer found {gone} (of these closed: {states['settled']})",
        ),
        Text(
            f"  保持原样：本次未检查 {done.unchecked} 项，自行添加 {done.own} 行",
            f"  as they were: {done.unchecked} not checked this time, {done.own} rows of your own",
        ),
    ]
    if done.not_stated:
        told.append(
            Text(
                f"  未填报的 {done.not_stated} 项不列入台账（见“未填报”工作表）",
                f"  {done.not_stated} gaps are not stated; the ledger lists what is wrong",
            )
        )
    flagged = (
        (done.edited, Text("指纹被改动，未核对，已标明", "fingerprint edited: not compared, and marked")),
        (done.copied, Text("同一问题有几行，已标明", "several rows for one gap: marked")),
        (done.overwritten, Text("“本次核查”栏有人改写，保持原样", "“This check” was written over by hand: as it was")),
    )
    for rows, says in flagged:
        if rows:
            zh, en = _rows(rows, "、"), _rows(rows, ", ")
            told.append(Text(f"  第 {zh} 行：{says.zh}", f"  row {en}: {says.en}"))
    return [one.in_(lang) for one in told]


def _rows(numbers: tuple[int, ...], between: str) -> str:
    named = between.join(map(str, numbers[:SHOWN]))
    return named + ("…" if len(numbers) > SHOWN else "")
