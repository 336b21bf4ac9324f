"""What a scheme cuts from an amount, or pays of it."""

from ..assess.graded import Line
from ..quantities import Quantity, exact_text, subtract
from ..words import NO_WORDS, Text
from .measuring import Asked, figure, measure, term
from .model import Cut, Payment
from .spans import hull, meet, point, product, scaled

YUAN = Text(" 元", " CNY")


def paid(payment: Payment, score: Quantity | None, asked: Asked) -> tuple[Quantity, tuple[Line, ...]]:
    """The sum of money and its working. Raises `NotThere`."""
    amount = figure(payment.amount, asked)
    name = asked.named(payment.amount.route)
    lines = [Line(Text(f"金额（{name}）", f"amount ({name})"), amount, YUAN)]
    total, terms = amount, [term(amount)]
    if payment.cuts:
        assert score is not None  # a file with cuts and no score is refused
        share, shown = _cut(payment.cuts, score)
        lines.append(Line(Text(f"扣减比例{shown.zh}", f"share cut{shown.en}"), share))
        total = product(amount, share)
        terms.append(term(share))
    for factor in payment.factors:
        found = measure(factor.measure, asked)
        at = Text(f"（{found.at}）", f" ({found.at})") if found.at else NO_WORDS
        lines.append(Line(Text(f"{factor.says.zh}{at.zh}", f"{factor.says.en}{at.en}"), found.value))
        total = product(total, found.value)
        terms.append(term(found.value))
    zh, en = " × ".join(one.zh for one in terms), " × ".join(one.en for one in terms)
    lines.append(Line(Text(f"{payment.says.zh}：{zh}", f"{payment.says.en}: {en}"), total, YUAN))
    return total, tuple(lines)


def _cut(cuts: tuple[Cut, ...], score: Quantity) -> tuple[Quantity, Text]:
    """The share cut for a score; where the score touches several stretches, from the least to the most."""
    shares: list[Quantity] = []
    texts: list[Text] = []
    for cut in cuts:
        part = meet(score, cut.range.span)
        if part is None:
            continue
        if cut.share is not None:
            shares.append(point(cut.share))
            texts.append(term(point(cut.share)))
            continue
        shares.append(scaled(subtract(point(cut.below), part), 1 / cut.over))
        below, over, at = exact_text(cut.below), exact_text(cut.over), term(part)
        texts.append(Text(f"({below} − {at.zh}) / {over}", f"({below} − {at.en}) / {over}"))
    if len(texts) == 1 and shares[0].exact is not None and texts[0] == term(shares[0]):
        return shares[0], NO_WORDS
    return hull(shares), Text("：" + " 或 ".join(one.zh for one in texts), ": " + " or ".join(one.en for one in texts))
