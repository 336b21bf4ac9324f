"""The score of a scheme: its steps in their order, each a line of the working."""

from fractions import Fraction

from ..assess.graded import Line
from ..frozen import replace
from ..quantities import Quantity, add, exact_text, exact_words, subtract
from ..words import NO_WORDS, Text
from .measuring import Asked, Measured, measure, term
from .model import Add, Bonus, Deduct, Limit, Rescale, Start, Step
from .spans import held, hull, meet, point, scaled


def scored(steps: tuple[Step, ...], asked: Asked) -> tuple[Quantity | None, tuple[Line, ...]]:
    """The score and its working; no score where the scheme has no steps. Raises `NotThere`."""
    score: Quantity | None = None
    lines: list[Line] = []
    for step in steps:
        taken = _taken(step, point(0) if score is None else score, asked)
        lines.extend(Line(*one) for one in taken.lines)
        at = Text(f"（{taken.at}）", f" ({taken.at})") if taken.at else NO_WORDS
        zh, en = (f"：{taken.shown.zh}", f": {taken.shown.en}") if taken.shown.zh else NO_WORDS
        lines.append(Line(Text(f"{step.says.zh}{at.zh}{zh}", f"{step.says.en}{at.en}{en}"), taken.value))
        score = taken.value
    return score, tuple(lines)


def _taken(step: Step, score: Quantity, asked: Asked) -> Measured:
    """The score after one step, and what the step did."""
    match step.action:
        case Start(what):
            found = measure(what, asked)
            same_ = found.shown == term(found.value)
            return replace(found, shown=NO_WORDS) if same_ else found
        case Add(what):
            found = measure(what, asked)
            return replace(found, value=add(score, found.value), shown=_joined(score, "+", found.shown))
        case Deduct(what):
            found = measure(what, asked)
            return replace(found, value=subtract(score, found.value), shown=_joined(score, "−", found.shown))
        case Bonus() as bonus:
            return _bonus(bonus, score, asked)
        case Rescale() as rescale:
            return Measured(*_rescaled(rescale, score, asked))
        case Limit(low, high):
            return Measured(held(score, low, high), term(score))


def _joined(score: Quantity, sign: str, shown: Text) -> Text:
    before = term(score)
    return Text(f"{before.zh} {sign} {shown.zh}", f"{before.en} {sign} {shown.en}")


def _bonus(bonus: Bonus, score: Quantity, asked: Asked) -> Measured:
    """The more there was, the more there is after it: so the ends of the span lead to its ends."""
    reached = _above(score, bonus.only_above)
    if reached is False:
        before, bound = term(score), exact_text(bonus.only_above or Fraction(0))
        return Measured(
            score, Text(f"{before.zh} 不高于 {bound}，不加分", f"{before.en} is not above {bound}: nothing is added")
        )
    found = measure(bonus.measure, asked)
    gain, shown = found.value, found.shown
    if bonus.at_most is not None and (gain.high is None or gain.high > bonus.at_most):
        gain, most = held(gain, None, bonus.at_most), exact_text(bonus.at_most)
        shown = Text(f"({shown.zh}，至多 {most})", f"({shown.en}, at most {most})")
    more = add(score, gain)
    if not reached:
        more = Quantity("", score.low, more.high, score.low_open, more.high_open)
    return replace(found, value=more, shown=_joined(score, "+", shown))


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
    before = term(score)
    applies = asked.holds(rescale.when)
    if applies is False:
        return score, Text(f"{before.zh}，不需换算", f"{before.en}, as it is")
    _as_dropped(rescale, asked)
    dropped, factor = exact_text(rescale.dropped), exact_text(rescale.factor)
    anew = scaled(subtract(score, point(rescale.dropped)), rescale.factor)
    shown = Text(f"({before.zh} − {dropped}) × {factor}", f"({before.en} − {dropped}) × {factor}")
    return (anew if applies else hull((score, anew))), shown


def _as_dropped(rescale: Rescale, asked: Asked) -> None:
    """Whether what does not apply is what the scheme drops; where it is something else the factor is of no use."""
    if rescale.points is None:
        return
    stated = measure(rescale.points, asked).value
    if meet(stated, point(rescale.dropped)) is None:
        is_, wanted = exact_words(stated), exact_text(rescale.dropped)
        asked.wrong.append(
            Text(
                f"不适用指标共 {is_.zh} 分，本方案只规定 {wanted} 分不适用时的换算",
                f"{is_.en} points do not apply; the scheme rescales only where {wanted} do not",
            )
        )
