"""The score of a scheme: its steps in their order, each a line of the working."""

from fractions import Fraction

from ..assess.graded import Line
from ..quantities import Quantity, add, exact_text, subtract
from ..words import Text
from .measuring import Asked, measure
from .model import Add, Bonus, Deduct, Limit, Rescale, Start, Step
from .spans import held, hull, meet, point, said, scaled


def scored(steps: tuple[Step, ...], asked: Asked) -> tuple[Quantity | None, tuple[Line, ...]]:
    """The score and its working; no score where the scheme has no steps. Raises `NotThere`."""
    score: Quantity | None = None
    lines: list[Line] = []
    for step in steps:
        before = point(0) if score is None else score
        score, shown = _taken(step, before, asked, lines)
        lines.append(Line(Text(f"{step.says.zh}：{shown.zh}", f"{step.says.en}: {shown.en}"), score))
    return score, tuple(lines)


def _taken(step: Step, score: Quantity, asked: Asked, lines: list[Line]) -> tuple[Quantity, Text]:
    """The score after one step, and what the step did."""
    match step.action:
        case Start(what):
            found = measure(what, asked)
            lines.extend(Line(*one) for one in found.lines)
            return found.value, found.shown
        case Add(what):
            found = measure(what, asked)
            lines.extend(Line(*one) for one in found.lines)
            return add(score, found.value), _joined(score, "+", found.shown)
        case Deduct(what):
            found = measure(what, asked)
            lines.extend(Line(*one) for one in found.lines)
            return subtract(score, found.value), _joined(score, "−", found.shown)
        case Bonus() as bonus:
            return _bonus(bonus, score, asked)
        case Rescale() as rescale:
            return _rescaled(rescale, score, asked)
        case Limit(low, high):
            return held(score, low, high), said(score)


def _joined(score: Quantity, sign: str, shown: Text) -> Text:
    before = said(score)
    zh, en = (f"（{shown.zh}）", f"({shown.en})") if " " in shown.zh else shown
    return Text(f"{before.zh} {sign} {zh}", f"{before.en} {sign} {en}")


def _bonus(bonus: Bonus, score: Quantity, asked: Asked) -> tuple[Quantity, Text]:
    """The more there was, the more there is after it: so the ends of the span lead to its ends."""
    found = measure(bonus.measure, asked)
    gain = found.value if bonus.at_most is None else held(found.value, None, bonus.at_most)
    most = "" if bonus.at_most is None else exact_text(bonus.at_most)
    before, got = said(score), said(gain)
    limit = Text(f"，至多 {most}", f", at most {most}") if most else Text("", "")
    reached = _above(score, bonus.only_above)
    if reached is False:
        bound = exact_text(bonus.only_above or Fraction(0))
        return score, Text(f"{before.zh} 不高于 {bound}，不加分", f"{before.en} is not above {bound}: nothing is added")
    more = add(score, gain)
    shown = Text(
        f"{before.zh} + {got.zh}（{found.shown.zh}{limit.zh}）", f"{before.en} + {got.en} ({found.shown.en}{limit.en})"
    )
    if reached:
        return more, shown
    return Quantity("", score.low, more.high, score.low_open, more.high_open), shown


def _above(score: Quantity, bound: Fraction | None) -> bool | None:
    """Whether all of a score is above a bound."""
    if bound is None:
        return True
    if score.high is not None and score.high <= bound:
        return False
    if score.low is not None and (score.low > bound or (score.low == bound and score.low_open)):
        return True
    return None


def _rescaled(rescale: Rescale, score: Quantity, asked: Asked) -> tuple[Quantity, Text]:
    before = said(score)
    applies = asked.holds(rescale.when)
    if applies is False:
        return score, Text(f"{before.zh}，不需换算", f"{before.en}, as it is")
    _as_dropped(rescale, asked)
    dropped, factor = exact_text(rescale.dropped), exact_text(rescale.factor)
    anew = scaled(subtract(score, point(rescale.dropped)), rescale.factor)
    shown = Text(f"({before.zh} − {dropped}) × {factor}", f"({before.en} − {dropped}) x {factor}")
    return (anew if applies else hull((score, anew))), shown


def _as_dropped(rescale: Rescale, asked: Asked) -> None:
    """Whether what does not apply is what the scheme drops; where it is something else the factor is of no use."""
    if rescale.points is None:
        return
    stated = measure(rescale.points, asked).value
    if meet(stated, point(rescale.dropped)) is None:
        is_, wanted = said(stated), exact_text(rescale.dropped)
        asked.wrong.append(
            Text(f"不适用指标共 {is_.zh} 分，本方案只规定 {wanted} 分不适用时的换算", f"{is_.en} points do not apply; the scheme rescales only where {wanted} do not")
        )
