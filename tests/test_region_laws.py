"""Laws of rolling up, whatever the units come to."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from egov_cloud_std.assess.scores import Interval
from egov_cloud_std.profiles.controls import RollUp
from egov_cloud_std.region import rolling
from egov_cloud_std.region.rolling import Bounds

LAWFUL = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
STRATEGIES = [
    *map(RollUp, ("share", "weighted", "worst", "all")),
    RollUp("quorum", 2),
    RollUp("quorum", Fraction(2, 3)),
]


def rolled(how: RollUp, units: list[tuple[Bounds, Fraction]]) -> Interval | None:
    """Each unit by itself."""
    return rolling.rolled(how, [(*one, 1) for one in units])


shares = st.sampled_from([Fraction(part, 6) for part in range(7)])


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    low, high = sorted((draw(shares), draw(shares)))
    return low, high


@st.composite
def narrowed(draw: st.DrawFn) -> tuple[Bounds, Bounds]:
    """What a unit comes to before and after it states something."""
    low, inner_low, inner_high, high = sorted(draw(shares) for _ in range(4))
    return (low, high), (inner_low, inner_high)


weights = st.sampled_from([Fraction(part, 2) for part in range(6)])
several = st.lists(st.tuples(bounds(), weights), min_size=1, max_size=8)
before_and_after = st.lists(st.tuples(narrowed(), weights), min_size=1, max_size=8)


@pytest.mark.parametrize("how", STRATEGIES, ids=str)
@LAWFUL
@given(units=before_and_after)
def test_stating_something_only_narrows(how: RollUp, units: list[tuple[tuple[Bounds, Bounds], Fraction]]) -> None:
    before = rolled(how, [(was, weight) for (was, _), weight in units])
    after = rolled(how, [(became, weight) for (_, became), weight in units])
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert before.low <= after.low <= after.high <= before.high


@pytest.mark.parametrize("how", STRATEGIES, ids=str)
@LAWFUL
@given(units=several, order=st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(how: RollUp, units: list[tuple[Bounds, Fraction]], order: object) -> None:
    shuffled = list(units)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rolled(how, shuffled) == rolled(how, units)


@LAWFUL
@given(units=several)
def test_the_worst_is_no_better_than_the_share_and_all_no_better_than_the_worst(
    units: list[tuple[Bounds, Fraction]],
) -> None:
    share, worst, every = (rolled(RollUp(name), units) for name in ("share", "worst", "all"))
    assert share is not None
    assert worst is not None
    assert every is not None
    assert every.low <= worst.low <= share.low
    assert every.high <= worst.high <= share.high


@LAWFUL
@given(units=several)
def test_a_quorum_is_reached_or_not_and_a_quorum_of_everybody_is_all(units: list[tuple[Bounds, Fraction]]) -> None:
    for how in STRATEGIES[3:]:
        found = rolled(how, units)
        assert found is not None
        assert {found.low, found.high} <= {0, 1}
    assert rolled(RollUp("quorum", Fraction(1)), units) == rolled(RollUp("all"), units)


@pytest.mark.parametrize("how", STRATEGIES, ids=str)
@LAWFUL
@given(units=several, times=st.integers(1, 4))
def test_units_that_are_alike_may_be_put_together(
    how: RollUp, units: list[tuple[Bounds, Fraction]], times: int
) -> None:
    assert rolling.rolled(how, [(*one, times) for one in units]) == rolled(how, units * times)


@LAWFUL
@given(units=several)
def test_equal_weights_weigh_nothing(units: list[tuple[Bounds, Fraction]]) -> None:
    alike = [(one, Fraction(3)) for one, _ in units]
    assert rolled(RollUp("weighted"), alike) == rolled(RollUp("share"), alike)


@LAWFUL
@given(units=several)
def test_a_unit_without_weight_has_no_say_by_weight(units: list[tuple[Bounds, Fraction]]) -> None:
    nothing = ((Fraction(0), Fraction(0)), Fraction(0))
    assert rolled(RollUp("weighted"), [*units, nothing]) == rolled(RollUp("weighted"), units)


@pytest.mark.parametrize("how", STRATEGIES, ids=str)
def test_where_no_unit_has_to_do_with_it_there_is_nothing(how: RollUp) -> None:
    assert rolled(how, []) is None
