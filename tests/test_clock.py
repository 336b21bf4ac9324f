"""Dates are counted on the calendar, in Shanghai, and end days are inclusive."""

import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_cloud_std import clock
from egov_cloud_std.clock import Period, Unclear

days = st.dates(date(1950, 1, 1), date(2200, 12, 31))
periods = st.builds(Period, st.integers(0, 120), st.integers(0, 400)).filter(lambda one: one.months or one.days)


@pytest.mark.parametrize(
    "text", ["2026-06-30", "2026年6月30日", "2026/6/30", "2026.6.30", "２０２６－０６－３０", " 2026 年 6 月 30 日"]
)
def test_a_day_is_read_as_offices_write_it(text: str) -> None:
    assert clock.parse_day(text) == date(2026, 6, 30)


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-13-01", "20260630", "06/30/2026", "26-06-30", "9999-12-31", "soon", "", None, 5]
)
def test_what_is_no_day_is_refused_and_explained(text: object) -> None:
    with pytest.raises(Unclear) as caught:
        clock.parse_day(text)
    assert caught.value.says.zh
    assert caught.value.fix.en


def test_a_month_is_its_first_day() -> None:
    assert clock.parse_month("2026-01") == clock.parse_month("2026年1月") == date(2026, 1, 1)
    with pytest.raises(Unclear):
        clock.parse_month("2026-01-05")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("6 months", Period(6)),
        ("6 个月", Period(6)),
        ("6个月", Period(6)),
        ("90 天", Period(0, 90)),
        ("2 weeks", Period(0, 14)),
        ("1 year", Period(12)),
        ("3年", Period(36)),
        ("P6M", Period(6)),
        ("P1Y6M10D", Period(18, 10)),
    ],
)
def test_a_period_is_months_and_days(text: str, period: Period) -> None:
    assert clock.parse_period(text) == period


@pytest.mark.parametrize("text", ["1m", "6月", "6", "P", "0 days", "200 years", "half a year", "30 min", None])
def test_an_unclear_period_is_refused(text: object) -> None:
    with pytest.raises(Unclear):
        clock.parse_period(text)


@given(periods)
def test_a_period_reads_back_from_its_own_text(period: Period) -> None:
    assert clock.parse_period(str(period)) == period


@pytest.mark.parametrize(
    ("day", "period", "earlier"),
    [
        (date(2026, 8, 31), Period(6), date(2026, 2, 28)),
        (date(2024, 8, 31), Period(6), date(2024, 2, 29)),
        (date(2024, 2, 29), Period(12), date(2023, 2, 28)),
        (date(2026, 3, 1), Period(0, 1), date(2026, 2, 28)),
        (date(2026, 1, 15), Period(13), date(2024, 12, 15)),
    ],
)
def test_going_back_ends_at_the_month_end(day: date, period: Period, earlier: date) -> None:
    assert clock.back(day, period) == earlier


def test_a_leap_day_and_a_year_is_the_last_of_february() -> None:
    assert clock.ahead(date(2024, 2, 29), Period(12)) == date(2025, 2, 28)


@given(days, days, periods)
def test_going_back_keeps_the_order_of_days(a: date, b: date, period: Period) -> None:
    first, second = sorted((a, b))
    assert clock.back(first, period) <= clock.back(second, period)


def test_the_end_day_itself_is_not_past() -> None:
    end = date(2026, 6, 30)
    last = datetime(2026, 6, 30, 23, 59, 59, tzinfo=clock.ZONE)
    assert not clock.is_past(end, last)
    assert clock.is_past(end, last + timedelta(seconds=1))
    assert clock.past_changes_at(end, last) == datetime(2026, 7, 1, tzinfo=clock.ZONE)
    assert clock.past_changes_at(end, last + timedelta(seconds=1)) is None


def test_the_day_is_the_one_in_shanghai() -> None:
    moment = datetime(2026, 6, 30, 16, 0, tzinfo=UTC)
    assert clock.today(moment) == date(2026, 7, 1)
    assert clock.is_past(date(2026, 6, 30), moment)


@given(days, periods, st.integers(-2000, 2000))
def test_an_answer_changes_exactly_when_it_says(day: date, period: Period, shift: int) -> None:
    moment = clock.start_of(day) + timedelta(days=shift, hours=9)
    change = clock.within_changes_at(day, period, moment)
    answer = clock.lies_within(day, period, moment)
    if change is None:
        assert not answer
        assert day < clock.today(moment)
        return
    assert change > moment
    assert clock.lies_within(day, period, change - timedelta(microseconds=1)) is answer
    assert clock.lies_within(day, period, change) is not answer


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-06-30", datetime(2026, 6, 30, tzinfo=clock.ZONE)),
        ("2026-06-30T10:00", datetime(2026, 6, 30, 10, tzinfo=clock.ZONE)),
        ("2026-06-30 10:00:00", datetime(2026, 6, 30, 10, tzinfo=clock.ZONE)),
        ("2026-06-30T02:00:00Z", datetime(2026, 6, 30, 10, tzinfo=clock.ZONE)),
        ("2026-06-30T10:00:00+08:00", datetime(2026, 6, 30, 10, tzinfo=clock.ZONE)),
    ],
)
def test_a_moment_is_in_shanghai_where_no_zone_is_written(text: str, moment: datetime) -> None:
    assert clock.parse_moment(text) == moment


@pytest.mark.parametrize("text", ["now", "2026-06-31T00:00", "0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(Unclear):
        clock.parse_moment(text)


@given(st.text(max_size=20))
def test_any_text_is_read_or_unclear(text: str) -> None:
    for read in (clock.parse_day, clock.parse_month, clock.parse_moment, clock.parse_period):
        with contextlib.suppress(Unclear):
            read(text)
