"""The one clock: days, months, moments and periods, as people write them and as the calendar counts them.

Every date question of the project goes through here. End dates are inclusive; a day begins and ends in Shanghai.
Only `now` asks what time it is; everything else takes the moment as an argument.
"""

import re
from datetime import MAXYEAR, date, datetime, timedelta, timezone

from .frozen import Frozen
from .words import Text, Unclear

# A fixed offset: the zone has had no other since 1991, and a machine may lack the zone files.
ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")
FIRST_YEAR, LAST_YEAR = 1900, 2999  # a date outside is a slip of the pen or a stand-in for "never"
_MOST = 100 * 12  # months; a longer period is a slip

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_DAY = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})|([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})"
    r"|([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]"
)
# Compiled by `re` when they are first asked, which most runs never do.
_MONTH = r"([0-9]{4})-([0-9]{2})|([0-9]{4})/([0-9]{1,2})|([0-9]{4}) ?年 ?([0-9]{1,2}) ?月"
_PERIOD = r"([0-9]{1,5}) ?([^0-9 ]+)"
_ISO_PERIOD = r"P(?:([0-9]{1,4})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?"

# Unit: (months, days). Adding one is one line.
_PERIODS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("天", "日", "d", "day", "days"), (0, 1)),
    **dict.fromkeys(("周", "星期", "week", "weeks"), (0, 7)),
    **dict.fromkeys(("个月", "month", "months"), (1, 0)),
    **dict.fromkeys(("个季度", "季度", "quarter", "quarters"), (3, 0)),
    **dict.fromkeys(("年", "周年", "year", "years"), (12, 0)),
}


class Period(Frozen):
    """A span of the calendar: months first, then days."""

    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        months = f"{self.months}M" if self.months else ""
        return f"P{months}{self.days}D" if self.days or not months else f"P{months}"


def parse_period(text: object) -> Period:
    """`6 months`, `6 个月`, `90 天`, `1 year`, `P6M`. Raises `Unclear`; `1m` is an error."""
    plain = _plain(text)
    iso = re.fullmatch(_ISO_PERIOD, plain)
    if iso is not None and any(iso.groups()):
        years, months, weeks, days = (int(one or 0) for one in iso.groups())
        return _sane(Period(12 * years + months, 7 * weeks + days), plain)
    found = re.fullmatch(_PERIOD, plain)
    if found is None:
        raise _not_a("时间段", "a period", plain, "6 个月", "6 months")
    number, unit = int(found[1]), found[2].lower()
    if unit in ("m", "mo", "月", "min"):
        raise Unclear(
            Text(f"“{_short(plain)}”的单位不明确", f"{_short(plain)!r}: the unit is unclear"),
            Text("写成 6 个月 或 90 天。", "Write it like 6 months or 90 days."),
        )
    if unit not in _PERIODS:
        raise _not_a("时间段", "a period", plain, "6 个月", "6 months")
    months, days = _PERIODS[unit]
    return _sane(Period(months * number, days * number), plain)


def show(period: Period) -> Text:
    """A period as a reader sees it: 6 个月, 6 months; whole years as years."""
    years, months = divmod(period.months, 12) if period.months % 12 == 0 else (0, period.months)
    parts = [(years, "年", "year"), (months, "个月", "month"), (period.days, "天", "day")]
    zh = " ".join(f"{number} {unit}" for number, unit, _ in parts if number)
    en = " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, _, unit in parts if number)
    return Text(zh, en)


def _sane(period: Period, text: str) -> Period:
    if not period.months and not period.days:
        raise _not_a("时间段", "a period", text, "6 个月", "6 months")
    if period.months > _MOST or period.days > _MOST * 31:
        raise Unclear(
            Text(f"“{_short(text)}”超过一百年", f"{_short(text)!r} is longer than a hundred years"),
            Text("写一个合理的时间段。", "Write a period of ordinary length."),
        )
    return period


def parse_day(text: object) -> date:
    """`2026-06-30`, `2026年6月30日`, `2026/6/30`, `2026.6.30`. Raises `Unclear`."""
    plain = _plain(text)
    found = _DAY.fullmatch(plain)
    if found is None:
        raise _not_a("日期", "a date", plain, "2026-06-30", "2026-06-30")
    year, month, day = (int(one) for one in found.groups() if one is not None)
    return _real(year, month, day, plain)


def parse_month(text: object) -> date:
    """The first day of `2026-01` or `2026年1月`. Raises `Unclear`."""
    plain = _plain(text)
    found = re.fullmatch(_MONTH, plain)
    if found is None:
        raise _not_a("年月", "a month", plain, "2026-01", "2026-01")
    year, month = (int(one) for one in found.groups() if one is not None)
    return _real(year, month, 1, plain)


def _real(year: int, month: int, day: int, text: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unclear(
            Text(
                f"“{_short(text)}”的年份不在 {FIRST_YEAR} 至 {LAST_YEAR} 之间",
                f"{_short(text)!r} is not between {FIRST_YEAR} and {LAST_YEAR}",
            ),
            Text("写真实的日期；没有截止日期就不写。", "Write the real date; where there is no end, write none."),
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise Unclear(
            Text(f"日历上没有“{_short(text)}”这一天", f"the calendar has no {_short(text)!r}"),
            Text("核对月和日。", "Check the month and the day."),
        ) from None


def parse_moment(text: object) -> datetime:
    """`2026-06-30`, `2026-06-30T10:00`, `2026-06-30T02:00:00Z`; Shanghai where no zone is written.

    A bare day is its beginning. Raises `Unclear`.
    """
    plain = _plain(text)
    if _DAY.fullmatch(plain):
        return start_of(parse_day(plain))
    try:
        found = datetime.fromisoformat(plain)
        aware = found if found.tzinfo is not None else found.replace(tzinfo=ZONE)
        shifted = aware.astimezone(ZONE)
    except (ValueError, OverflowError):
        raise _not_a("时刻", "a moment", plain, "2026-06-30T10:00:00+08:00", "2026-06-30T10:00:00+08:00") from None
    _real(shifted.year, shifted.month, shifted.day, plain)
    return aware


def now() -> datetime:
    """The present moment, for whoever gives none."""
    return datetime.now(ZONE)


def today(moment: datetime) -> date:
    """The day in Shanghai at this moment."""
    return moment.astimezone(ZONE).date()


def start_of(day: date) -> datetime:
    """The first instant of a day."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)


def end_of(day: date) -> datetime:
    """The instant after an inclusive day: from here on it is past."""
    return start_of(_shift(day, 1))


def back(day: date, period: Period) -> date:
    """The day so long before, by the calendar: 2026-08-31 less 6 months is 2026-02-28."""
    return _shift(_months_on(day, -period.months), -period.days)


def ahead(day: date, period: Period) -> date:
    """The day so long after, by the calendar: 2024-02-29 and one year is 2025-02-28."""
    return _shift(_months_on(day, period.months), period.days)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= MAXYEAR:
        return date.min if year < 1 else date.max
    return date(year, month + 1, min(day.day, _days_in(year, month + 1)))


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _shift(day: date, days: int) -> date:
    ordinal = day.toordinal() + days
    return date.fromordinal(max(date.min.toordinal(), min(date.max.toordinal(), ordinal)))


def is_past(end_day: date, moment: datetime) -> bool:
    """Whether an inclusive end day is over."""
    return moment >= end_of(end_day)


def past_changes_at(end_day: date, moment: datetime) -> datetime | None:
    """When `is_past` changes by the calendar alone; `None` when it has changed for good."""
    return None if is_past(end_day, moment) else end_of(end_day)


def lies_within(day: date, period: Period, moment: datetime) -> bool:
    """Whether a day lies in the period up to and including the day of this moment. A future day does not."""
    now = today(moment)
    return back(now, period) <= day <= now


def within_changes_at(day: date, period: Period, moment: datetime) -> datetime | None:
    """When `lies_within` next changes by the calendar alone; `None` when it does not change again."""
    now = today(moment)
    if day > now:
        return start_of(day)
    lapse = lapses_on(day, period)
    return start_of(lapse) if now < lapse else None


def lapses_on(day: date, period: Period) -> date:
    """The first day on which `day` is too long ago.

    Going back over unequal months clamps, so several days may lead back to `day`: the last of them still counts.
    """
    lapse = _shift(ahead(day, period), -4)
    while back(lapse, period) <= day:
        lapse = _shift(lapse, 1)
    return lapse


def _plain(text: object) -> str:
    if not isinstance(text, str):
        text = getattr(text, "text", str(text))
    return " ".join(str(text).translate(_FULL_WIDTH).split()) if len(str(text)) <= 80 else str(text)[:80]


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _not_a(zh: str, en: str, text: str, *examples: str) -> Unclear:
    return Unclear(
        Text(f"应为{zh}，现为“{_short(text)}”", f"{en} belongs here; it is {_short(text)!r}"),
        Text(f"写成 {examples[0]} 的样子。", f"Write it like {examples[-1]}."),
    )


__all__ = [
    "ZONE",
    "Period",
    "Unclear",
    "ahead",
    "back",
    "end_of",
    "is_past",
    "lapses_on",
    "lies_within",
    "now",
    "parse_day",
    "parse_moment",
    "parse_month",
    "parse_period",
    "past_changes_at",
    "show",
    "start_of",
    "today",
    "within_changes_at",
]
