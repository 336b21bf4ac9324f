"""The notice of rectification (整改通知): what one unit is to put right, by when, on one or two pages."""

from collections.abc import Generator, Iterable, Iterator

from ...assess.results import Result
from ...document.width import display_width
from ...words import SEVERITIES, Lang, Text
from .._lines import clean, fix_of
from .blocks import Block, Note, Paragraph, Row, Signature, Table, Title
from .gathering import Gathered, gathered
from .problems import situation
from .wording import REPLACES_NOTHING, name_of

TITLE = Text(
    "关于政务云平台自查问题的整改通知", "Notice of rectification after the self-check of a government cloud platform"
)
MOST = 6  # controls on a notice, so that it fits on two pages
_ALL = {
    True: Text("自查报告附件1", "Annex 1 of the self-check report"),
    False: Text("对该描述文件单独自查的结果", "the result of checking this description by itself"),
}
WIDTHS = 160, 150  # columns of display that a problem, and a remedy, may take


def notices(result: Result, lang: Lang) -> Iterator[Block]:
    """A notice for each unit that has problems, each on a page of its own."""
    if result.region is not None:
        from .region_notices import region_notices  # most runs are of single platforms

        some = yield from region_notices(result.region, result, lang)
    else:
        some = yield from _of_units(result, lang)
    if not some:
        yield Title(TITLE.in_(lang))
        yield Paragraph(
            Text("本次自查没有发现需要整改的问题。", "The self-check found no problem to put right.").in_(lang)
        )
        yield Note(REPLACES_NOTHING.in_(lang))


def _of_units(result: Result, lang: Lang) -> Generator[Block, None, bool]:
    """The notices of units that belong to no region; whether there is any."""
    some = False
    for one in map(gathered, result.units):
        if one.problems:
            some = True
            yield from notice(one, result, lang)
    return some


def notice(of: Gathered, result: Result, lang: Lang, besides: Iterable[str] = ()) -> Iterator[Block]:
    """The notice for one unit: its problems control by control, with room for a deadline and for who answers.

    `besides` is what else there is to say to it.
    """

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    unit, number, controls = of.unit, of.problems, len(of.of_control)
    missing, alone = of.not_stated, result.region is None
    yield Title(TITLE.in_(lang))
    yield Paragraph(t("____________________：", "To: ____________________"))
    yield Paragraph(
        t(
            f"截至 {result.as_of:%Y-%m-%d}，{name_of(unit)}自查发现问题 {number} 个，涉及检查项 {controls} 项；另有未填报 {missing} 个。"
            "请在下列期限内整改，写明责任人，并书面报送整改结果；未填报的内容请一并补报。",
            f"As of {result.as_of:%Y-%m-%d} the self-check of {name_of(unit)} found {number} problems of {controls} controls; "
            f"{missing} findings are not stated. Put these right within the terms below, name who answers for it, and report "
            "in writing; state what is not stated.",
        )
    )
    yield from map(Paragraph, besides)
    if controls > MOST:
        yield Paragraph(
            t(
                f"下表列出其中最严重的 {MOST} 项，其余 {controls - MOST} 项见{_ALL[alone].zh}。",
                f"The table has the worst {MOST}; the other {controls - MOST} are in {_ALL[alone].en}.",
            )
        )
    rows = tuple(_rows(of, lang))
    head = (
        t("序号", "No."),
        t("程度", "Harm"),
        t("问题", "Problem"),
        t("整改要求", "To do"),
        t("期限", "Until"),
        t("责任", "Who"),
    )
    if rows:
        yield Table(head, rows, (7, 7, 37, 33, 8, 8), frozenset((0, 1)))
    yield Note(
        t(
            f"写不下的以“…”表示，全文见{_ALL[alone].zh}。平台描述 {clean(unit.file)}，{unit.digest}。",
            f"“…” stands for what has no room; all of it is in {_ALL[alone].en}. Description: {clean(unit.file)}, {unit.digest}.",
        )
    )
    yield Note(REPLACES_NOTHING.in_(lang))
    yield Signature(
        t("特此通知。", "This is to notify you."),
        (t("（印章）", "(seal)"), t("　　　　年　　月　　日", "Date: ____________________")),
    )


def _rows(of: Gathered, lang: Lang) -> Iterator[Row]:
    """The first finding of each control, and how many more it has."""
    firsts = {one.control.id: one for one in reversed(of.wrong)}
    shown = list(dict.fromkeys(one.control.id for one in of.wrong))[:MOST]
    for index, name in enumerate(shown, 1):
        one, more = firsts[name], of.of_control[name] - 1
        rest = Text(f"另有 {more} 个。", f" {more} more.").in_(lang) if more else ""
        control = one.control
        yield (
            str(index),
            SEVERITIES[control.severity].in_(lang),
            shortened(f"{control.requires.in_(lang)}{Text('', ' ').in_(lang)}{situation(one, lang)}", WIDTHS[0]) + rest,
            shortened(fix_of(one).in_(lang), WIDTHS[1]),
            "",
            "",
        )


def shortened(text: str, width: int) -> str:
    """As much of a text as takes so many columns."""
    if display_width(text) <= width:
        return text
    while display_width(text) >= width:
        text = text[: -max(1, (display_width(text) - width) // 2)]
    return text.rstrip() + "…"
