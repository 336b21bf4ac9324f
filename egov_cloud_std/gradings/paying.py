"""What a scheme cuts from an amount, or pays of it."""

from ..assess.graded import Line
from ..quantities import Quantity, exact_text, subtract
from ..words import Text
from .measuring import Asked, figure, measure
from .model import Cut, Payment
from .spans import hull, meet, point, product, said, scaled

YUAN = Text(" 元", " CNY")


def paid(payment: Payment, score: Quantity | None, asked: Asked) -> tuple[Quantity, tuple[Line, ...]]:
    """The sum of money and its working. Raises `NotThere`."""
    amount = figure(payment.amount, asked)
    name = asked.named(payment.amount.route)
    terms: tuple[Text, ...] = (said(amount),)
    lines = [Line(Text(f"金额（{name}）", f"amount ({name})"), amount, YUAN)]
    if payment.cuts:
        assert score is not None  # a file with cuts and no score is refused
        share, shown = _cut(payment.cuts, score)
        lines.append(Line(Text(f"扣减比例：{shown.zh}", f"share cut: {shown.en}"), share))
        total = product(amount, share)
        terms = (*terms, said(share))
    else:
        total = amount
        for factor in payment.factors:
            found = measure(factor.measure, asked)
            lines.append(
                Line(Text(f"{factor.says.zh}：{found.shown.zh}", f"{factor.says.en}: {found.shown.en}"), found.value)
            )
            total = product(total, found.value)
            terms = (*terms, said(found.value))
    product_ = " × ".join(f"({one.zh})" if " " in one.zh else one.zh for one in terms)
    in_english = " x ".join(f"({one.en})" if " " in one.en else one.en for one in terms)
    lines.append(Line(Text(f"{payment.says.zh}：{product_}", f"{payment.says.en}: {in_english}"), total, YUAN))
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
            texts.append(said(point(cut.share)))
            continue
        shares.append(scaled(subtract(point(cut.below), part), 1 / cut.over))
        below, over, at = exact_text(cut.below), exact_text(cut.over), said(part)
        texts.append(Text(f"({below} − {at.zh}) / {over}", f"({below} − {at.en}) / {over}"))
    return hull(shares), Text(" 或 ".join(one.zh for one in texts), " or ".join(one.en for one in texts))
