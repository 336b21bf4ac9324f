"""Quantities are read exactly, or refused with what was expected."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_cloud_std import quantities
from egov_cloud_std.quantities import DIMENSIONS, EXAMPLES, Quantity, Unclear, parse
from egov_cloud_std.quantities.units import UNITS


def exactly(dimension: str, value: Fraction | int | str) -> Quantity:
    return Quantity(dimension, Fraction(value), Fraction(value))


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("99.95%", "ratio", "0.9995"),
        ("９９．９５％", "ratio", "0.9995"),
        ("5‰", "ratio", "0.005"),
        ("-5%", "ratio", "-0.05"),
        ("4 小时", "duration", 14400),
        ("30min", "duration", 1800),
        ("30\u3000min", "duration", 1800),
        ("1 year", "duration", 365 * 86400),
        ("6 个月", "duration", 180 * 86400),
        ("200 毫秒", "duration", "0.2"),
        ("500 GB", "data", 500 * 10**9),
        ("1 GiB", "data", 2**30),
        ("10Gbps", "bandwidth", 10**10),
        ("100 Mb/s", "bandwidth", 10**8),
        ("5万次/秒", "rate", 50000),
        ("20000 IOPS", "rate", 20000),
        ("120 次/分钟", "rate", 2),
        ("60 km", "distance", 60000),
        ("3千米", "distance", 3000),
        ("2548.61 万元", "money", 25486100),
        ("1.5万亿元", "money", 15 * 10**11),
        ("1,000,000 元", "money", 10**6),
        ("2.4 GHz", "frequency", 24 * 10**8),
    ],
)
def test_a_written_quantity_is_read_exactly(text: str, dimension: str, value: Fraction) -> None:
    assert parse(text, dimension) == exactly(dimension, value)


@pytest.mark.parametrize(
    ("text", "low", "high", "low_open", "high_open"),
    [
        ("≤30min", None, 1800, False, False),
        ("<= 30 min", None, 1800, False, False),
        ("不超过 30 分钟", None, 1800, False, False),
        ("<30min", None, 1800, False, True),
        ("≥30min", 1800, None, False, False),
        ("不少于30分钟", 1800, None, False, False),
        (">30min", 1800, None, True, False),
        ("10~20 min", 600, 1200, False, False),
        ("10-20 min", 600, 1200, False, False),
        ("10 min 至 1 h", 600, 3600, False, False),
        ("10～20分钟", 600, 1200, False, False),
    ],
)
def test_a_bound_or_a_range_is_an_interval(
    text: str, low: int | None, high: int | None, low_open: bool, high_open: bool
) -> None:
    assert parse(text, "duration") == Quantity("duration", low, high, low_open, high_open)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "dimension", "says"),
    [
        ("1m", "duration", "minutes or months"),
        ("30", "duration", "lacks a unit"),
        ("30 GB", "duration", "amount of data"),
        ("10 gb", "data", "no unit"),
        ("4小时以内", "duration", "included"),
        ("20-10 s", "duration", "begins above"),
        ("5~10万次/秒", "rate", "both numbers"),
        ("-3 s", "duration", "negative"),
        ("1,00 s", "duration", "no unit"),
        ("10²%", "ratio", "no unit"),
        ("", "ratio", "belongs here"),
        ("≤", "ratio", "belongs here"),
        ("nan%", "ratio", "belongs here"),
        ("1e9999 s", "duration", "too many digits"),
        ("9" * 200 + "%", "ratio", "belongs here"),
    ],
)
def test_what_is_not_clear_is_refused_and_explained(text: str, dimension: str, says: str) -> None:
    with pytest.raises(Unclear) as caught:
        parse(text, dimension)
    assert says in caught.value.says.en
    assert caught.value.says.zh
    assert caught.value.fix.zh.endswith(("。", "？"))


@pytest.mark.parametrize("value", [True, None, [], {}, 3, Decimal("0.5")])
def test_only_text_is_a_quantity_where_a_unit_must_be_written(value: object) -> None:
    with pytest.raises(Unclear):
        parse(value, "ratio")


def test_a_bare_number_counts_the_unit_that_its_field_documents() -> None:
    assert parse(30, "duration", "min") == parse("30", "duration", "min") == parse("30 min", "duration")
    assert parse(Decimal("1.5"), "duration", "h") == parse("90 min", "duration")


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_dimension_has_examples_that_it_reads(dimension: str) -> None:
    for text in EXAMPLES[dimension]:
        parse(text, dimension)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.names[0])
def test_every_name_of_a_unit_is_read_as_that_unit(unit: quantities.units.Unit) -> None:  # type: ignore[name-defined]
    for name in unit.names:
        assert parse(f"3 {name}", unit.dimension) == exactly(unit.dimension, 3 * unit.factor)


@given(st.sampled_from([unit for unit in UNITS if unit.en]), st.integers(0, 10**9), st.integers(0, 4))
def test_what_is_shown_reads_back_as_the_same_quantity(unit: object, digits: int, places: int) -> None:
    value = Fraction(digits, 10**places) * unit.factor  # type: ignore[attr-defined]
    quantity = exactly(unit.dimension, value)  # type: ignore[attr-defined]
    for text in quantities.show(quantity):
        assert parse(text, quantity.dimension) == quantity


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["le", "lt", "ge", "gt", "range"]))
def test_a_shown_interval_reads_back(low: int, more: int, form: str) -> None:
    a, b = Fraction(low), Fraction(low + more)
    quantity = {
        "le": Quantity("duration", None, b),
        "lt": Quantity("duration", None, b, False, True),
        "ge": Quantity("duration", a, None),
        "gt": Quantity("duration", a, None, True),
        "range": Quantity("duration", a, b),
    }[form]
    for text in quantities.show(quantity):
        assert parse(text, "duration") == quantity


bounds = st.one_of(st.none(), st.integers(-5, 5).map(Fraction))


@st.composite
def intervals(draw: st.DrawFn) -> Quantity:
    low, high = draw(bounds), draw(bounds)
    if low is not None and high is not None and low > high:
        low, high = high, low
    point = low is not None and low == high
    return Quantity("ratio", low, high, not point and draw(st.booleans()), not point and draw(st.booleans()))


def inside(value: Fraction, of: Quantity) -> bool:
    above = of.low is None or value > of.low or (value == of.low and not of.low_open)
    below = of.high is None or value < of.high or (value == of.high and not of.high_open)
    return above and below


POINTS = [Fraction(n, 4) for n in range(-24, 25)]


@given(intervals(), intervals())
def test_a_comparison_is_decided_only_if_it_is_decided_for_all_of_both(a: Quantity, b: Quantity) -> None:
    pairs = [(x, y) for x in POINTS if inside(x, a) for y in POINTS if inside(y, b)]
    for compare, holds in (
        (quantities.at_least, lambda x, y: x >= y),
        (quantities.at_most, lambda x, y: x <= y),
        (quantities.more_than, lambda x, y: x > y),
        (quantities.less_than, lambda x, y: x < y),
        (quantities.equals, lambda x, y: x == y),
    ):
        answer = compare(a, b)
        found = {holds(x, y) for x, y in pairs}
        assert answer is None or found <= {answer}
        if found == {True, False}:
            assert answer is None


@given(intervals(), intervals())
def test_sums_differences_and_ratios_contain_those_of_their_members(a: Quantity, b: Quantity) -> None:
    total, less, share = quantities.add(a, b), quantities.subtract(a, b), quantities.ratio(a, b)
    for x in POINTS[::3]:
        for y in POINTS[::3]:
            if inside(x, a) and inside(y, b):
                assert inside(x + y, total)
                assert inside(x - y, less)
                assert share is None or (y != 0 and inside(x / y, share))


def test_a_tolerance_is_a_share_of_the_second() -> None:
    percent = Fraction(1, 100)
    assert quantities.equals(exactly("", 101), exactly("", 100), percent) is True
    assert quantities.equals(exactly("", 102), exactly("", 100), percent) is False
    assert quantities.equals(exactly("", 101), exactly("", 100)) is False


def test_different_dimensions_are_never_compared() -> None:
    with pytest.raises(ValueError, match="cannot be compared"):
        quantities.at_least(exactly("ratio", 1), exactly("data", 1))


@pytest.mark.parametrize(
    ("value", "count"), [(37, 37), ("5万", 50000), ("2.5亿", 25 * 10**7), ("1,000", 1000), (Decimal("5.0"), 5)]
)
def test_a_count_is_a_whole_number(value: object, count: int) -> None:
    assert quantities.parse_count(value) == count


@pytest.mark.parametrize("value", [-1, "1.5", "-3", True, None, "3 台", Decimal("1e50"), "1e-5"])
def test_what_is_no_whole_number_is_no_count(value: object) -> None:
    with pytest.raises(Unclear):
        quantities.parse_count(value)


@given(
    st.one_of(st.text(max_size=30), st.from_regex(r"[0-9.,eE万亿%msGBb/~<≥-]{1,20}", fullmatch=True)),
    st.sampled_from(list(DIMENSIONS)),
)
def test_any_text_is_read_or_unclear(text: str, dimension: str) -> None:
    try:
        found = parse(text, dimension)
    except Unclear:
        return
    assert found.dimension == dimension
