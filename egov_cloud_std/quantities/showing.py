"""Shows a quantity so that reading it again gives the same quantity."""

from fractions import Fraction

from ..words import Text
from .amounts import Quantity
from .units import UNITS, Unit

_MANY = {"rate", "money"}  # dimensions whose large numbers Chinese counts in 万 and 亿
_SIGNIFICANT = 6  # digits shown of a number that no decimal holds


def show(quantity: Quantity) -> Text:
    """A quantity as a reader sees it: `≤30 分钟`, `99.95%`. Inexact only where no decimal holds it (`≈33.3333%`)."""
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        return _number(low, quantity.dimension)
    if low is None and high is None:
        return Text("任意值", "any value")
    if low is None and high is not None:
        return _signed("<" if quantity.high_open else "≤", high, quantity.dimension)
    if high is None and low is not None:
        return _signed(">" if quantity.low_open else "≥", low, quantity.dimension)
    assert low is not None
    assert high is not None
    if not quantity.low_open and not quantity.high_open:
        first, last = _number(low, quantity.dimension), _number(high, quantity.dimension)
        return Text(f"{first.zh}~{last.zh}", f"{first.en}~{last.en}")
    first = _signed(">" if quantity.low_open else "≥", low, quantity.dimension)
    last = _signed("<" if quantity.high_open else "≤", high, quantity.dimension)
    return Text(f"{first.zh} 且 {last.zh}", f"{first.en} and {last.en}")


def exact_text(value: Fraction) -> str:
    """A number in full: the decimal (`97.5`), or a fraction where no decimal ends (`100/3`). Nothing is rounded."""
    return _decimal(value) or str(value)


def exact_words(span: Quantity) -> Text:
    """An interval of plain numbers in full: `97.5`, `95 to 97.5`, `≥ 0`. Nothing is rounded."""
    low, high = span.low, span.high
    if low is not None and low == high:
        return Text(exact_text(low), exact_text(low))
    if low is None and high is None:
        return Text("未知", "unknown")
    if low is not None and high is not None and not span.low_open and not span.high_open:
        return Text(f"{exact_text(low)} 至 {exact_text(high)}", f"{exact_text(low)} to {exact_text(high)}")
    ends = []
    if low is not None:
        ends.append(f"{'>' if span.low_open else '≥'} {exact_text(low)}")
    if high is not None:
        ends.append(f"{'<' if span.high_open else '≤'} {exact_text(high)}")
    return Text(" 且 ".join(ends), " and ".join(ends))


def _signed(sign: str, value: Fraction, dimension: str) -> Text:
    number = _number(value, dimension)
    return Text(sign + number.zh, sign + number.en)


def _number(value: Fraction, dimension: str) -> Text:
    if not dimension:
        text = _decimal(value) or _rounded(value)
        return Text(text, text)
    shown = [unit for unit in UNITS if unit.dimension == dimension and unit.en]
    exact = [(text, unit) for unit in shown if (text := _decimal(value / unit.factor))]
    if not exact:
        unit = max((one for one in shown if abs(value) >= one.factor), key=lambda one: one.factor, default=shown[0])
        text = _rounded(value / unit.factor)
        return Text(text + unit.zh, text + unit.en)
    text, unit = min(exact, key=_length) if value else exact[0]
    return Text(_in_chinese(value, text, unit), text + unit.en)


def _length(candidate: tuple[str, Unit]) -> tuple[int, int, Fraction]:
    """The shortest text wins; then decimal units, then larger ones."""
    text, unit = candidate
    return len(text), unit.zh.endswith("iB"), -unit.factor


def _in_chinese(value: Fraction, text: str, unit: Unit) -> str:
    if unit.dimension in _MANY:
        for times, many in (("亿", 10**8), ("万", 10**4)):
            shorter = _decimal(value / unit.factor / many)
            if abs(value / unit.factor) >= many and len(shorter) and len(shorter) < len(text):
                return f"{shorter} {times}{unit.zh.strip()}"
    return text + unit.zh


def _decimal(value: Fraction) -> str:
    """The exact decimal, or "" when there is none."""
    denominator, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while denominator % prime == 0:
            denominator //= prime
            power += 1
        places = max(places, power)
    if denominator != 1:
        return ""
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _rounded(value: Fraction) -> str:
    return f"≈{float(value):.{_SIGNIFICANT}g}"
