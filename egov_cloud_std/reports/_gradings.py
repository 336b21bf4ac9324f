"""Grading schemes in words: what each came to with its working, and what `list gradings` says."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..assess.graded import OUTCOMES, Graded, Line
from ..assess.results import cited_text
from ..profiles import Cited
from ..quantities import exact_words
from ..words import SIMULATED, SIMULATION, Lang, Text
from ._lines import clean

if TYPE_CHECKING:
    from ..gradings import Grading


def simulated(gradings: Sequence[Graded], lang: Lang) -> Iterator[str]:
    """What every scheme that was asked for came to."""
    for one in gradings:
        subject = f" {clean(one.subject)}" if one.subject else ""
        head = SIMULATION.in_(lang)
        title = one.title.in_(lang)
        yield Text(
            f"—— {head}：{title}（{one.grading} {one.version}）{subject}",
            f"-- {head}: {title} ({one.grading} {one.version}){subject}",
        ).in_(lang)
        yield from _told(one, lang)
        yield ""
    yield SIMULATED.in_(lang)
    yield ""


def _told(one: Graded, lang: Lang) -> Iterator[str]:
    yield f"  = {Text('适用：', 'holds for: ').in_(lang)}{one.holds.in_(lang)}"
    yield f"  = {Text('依据：', 'source: ').in_(lang)}{sources(one.cited).in_(lang)}"
    for line in one.working:
        yield f"    {clean(worked(line).in_(lang))}"
    yield f"  = {OUTCOMES[one.outcome].in_(lang)}{Text('：', ': ').in_(lang)}{settled(one, lang)}"
    if one.outcome == "undecided" and one.missing:
        names = Text("、", ", ").in_(lang).join(map(clean, one.missing))
        yield f"  = {Text('未填报：', 'not stated: ').in_(lang)}{names}"
    for words in one.leaves_out if one.outcome != "not_applicable" else ():
        yield f"  = {Text('未纳入：', 'left out: ').in_(lang)}{words.in_(lang)}"


def settled(one: Graded, lang: Lang) -> str:
    """The verdict, the numbers, or why there is neither."""
    if one.outcome == "graded":
        return one.says.in_(lang)
    if one.outcome == "measured":
        if one.payment is not None:
            amount = exact_words(one.payment)
            return Text(f"{one.payment_says.zh} {amount.zh} 元", f"{one.payment_says.en} {amount.en} CNY").in_(lang)
        return "" if one.score is None else exact_words(one.score).in_(lang)
    reasons = [clean(reason.in_(lang)).rstrip("。.") for reason in one.reasons]
    return Text("；", "; ").in_(lang).join(reasons) + Text("。", ".").in_(lang)


def worked(line: Line) -> Text:
    if line.value is None:
        return line.says
    value = exact_words(line.value)
    return Text(f"{line.says.zh} = {value.zh}{line.unit.zh}", f"{line.says.en} = {value.en}{line.unit.en}")


def sources(cited: Sequence[Cited]) -> Text:
    texts = [_source(one) for one in cited]
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))


def _source(cited: Cited) -> Text:
    """A source, with its note where it does not show one of itself."""
    text, note = cited_text(cited), cited.note
    if not note.zh or note.zh.rstrip("。") in text.zh:
        return text
    return Text(f"{text.zh}：{note.zh.rstrip('。')}", f"{text.en}: {note.en.rstrip('.')}")


def listed(gradings: "Sequence[Grading]", lang: Lang) -> Iterator[str]:
    """Every scheme: when it holds, where it was read, what it reads, what is left out of it by name."""
    yield Text(
        f"计分方案（{len(gradings)} 个，均为模拟测算；egov-check --grading 名称 PATH）",
        f"Grading schemes ({len(gradings)}; each is simulated with egov-check --grading NAME PATH)",
    ).in_(lang)
    for one in gradings:
        yield f"{one.name}  {one.title.in_(lang)}  {one.version}"
        yield f"  {Text('适用', 'Holds for').in_(lang)}  {one.holds.says.in_(lang)}"
        yield f"  {Text('依据', 'Source').in_(lang)}  {sources(one.cited).in_(lang)}"
        fed = (
            Text("本次自查的结论，及描述所载数值", "the conclusions of the self-check, and figures of the description")
            if one.asks_controls
            else Text("描述所载数值", "figures of the description")
        )
        yield f"  {Text('取自', 'Fed by').in_(lang)}  {fed.in_(lang)}"
        for words in one.leaves_out:
            yield f"  {Text('未纳入', 'Left out').in_(lang)}  {words.in_(lang)}"
