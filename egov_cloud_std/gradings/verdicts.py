"""The verdict of a scheme: every one that the score, the caps and the vetoes leave open."""

from collections.abc import Iterable

from ..assess.graded import Line
from ..quantities import Quantity, exact_text, exact_words
from ..words import Text
from .measuring import Asked
from .model import Band, Cap, Grading, Undecided, Unsettled, Veto
from .spans import meet


def by_score(grading: Grading, score: Quantity) -> tuple[set[str], tuple[Undecided, ...]]:
    """The verdicts that a score may get, and the stretches it touches for which the source does not say which."""
    open_ = {band.verdict for band in grading.bands if meet(score, band.range.span) is not None}
    touched = tuple(one for one in grading.undecided if meet(score, one.range.span) is not None)
    return open_.union(*(one.between for one in touched)), touched


def vetoed(vetoes: Iterable[Veto], asked: Asked) -> tuple[Veto | None, tuple[Veto, ...]]:
    """The veto that is set off, or else those that may be."""
    doubtful = []
    for veto in vetoes:
        found = asked.set_off(veto.trigger)
        if found:
            return veto, ()
        if found is None:
            doubtful.append(veto)
    return None, tuple(doubtful)


def capped(grading: Grading, open_: set[str], asked: Asked) -> tuple[set[str], list[Line]]:
    """The verdicts after every cap. One that may or may not be set off leaves both open."""
    order = [band.verdict for band in grading.bands]
    lines = []
    for cap in grading.caps:
        if not any(order.index(one) < order.index(cap.at_most) for one in open_):
            continue  # it could change nothing, so what it asks need not be stated
        found = asked.set_off(cap.trigger)
        lowered = {max(one, cap.at_most, key=order.index) for one in open_}
        if found is not False:
            open_ = lowered if found else open_ | lowered
        lines.append(Line(_said(cap, found, grading.bands[order.index(cap.at_most)].says, asked)))
    return open_, lines


def _said(cap: Cap, found: bool | None, at_most: Text, asked: Asked) -> Text:
    says, read = cap.trigger.says, asked.told(cap.trigger)
    match found:
        case True:
            return Text(
                f"{says.zh}：有（{read.zh}），结论至多为{at_most.zh}",
                f"{says.en}: yes ({read.en}); the verdict is at most {at_most.en}",
            )
        case False:
            return Text(f"{says.zh}：无（{read.zh}）", f"{says.en}: no ({read.en})")
        case None:
            return Text(f"{says.zh}：未能判断（{read.zh}）", f"{says.en}: not known ({read.en})")


def unsettled(cases: Iterable[Unsettled], open_: set[str], asked: Asked) -> Text | None:
    """Why the source does not settle the only verdict left; `None` where it does."""
    for one in cases:
        if open_ == {one.verdict}:
            found = asked.holds(one.when)
            if found:
                return one.why
            if found is None:
                return Text(
                    f"未填报，可能属于来源未写明的情形：{one.why.zh}",
                    f"not stated, and it may be a case that is not settled: {one.why.en}",
                )
    return None


def words_of(grading: Grading, verdicts: Iterable[str]) -> tuple[Text, ...]:
    """Verdicts in words, best first."""
    said_ = {band.verdict: band.says for band in grading.bands}
    chosen = set(verdicts)
    return tuple(words for verdict, words in said_.items() if verdict in chosen)


def band_line(grading: Grading, score: Quantity) -> Line:
    """The score against the bands."""
    words = "、".join(_band(one).zh for one in grading.bands), ", ".join(_band(one).en for one in grading.bands)
    value = exact_words(score)
    return Line(Text(f"分档：{words[0]}；得分 {value.zh}", f"bands: {words[1]}; the score is {value.en}"))


def _band(band: Band) -> Text:
    range_ = band.range
    ends = []
    if range_.low is not None:
        ends.append(f"{'≥' if range_.has_low else '>'} {exact_text(range_.low)}")
    if range_.high is not None:
        ends.append(f"{'≤' if range_.has_high else '<'} {exact_text(range_.high)}")
    return Text(f"{band.says.zh} {' 且 '.join(ends)}", f"{band.says.en} {' and '.join(ends)}")
