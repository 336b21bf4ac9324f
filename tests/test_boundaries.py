"""The calendar at its edges: what holds on the last instant of a day, on the next, on leap days, and in other zones.

Every question that looks at a date is asked at the same instants: end days are inclusive, and days are Shanghai's.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from command import BAD, TINY, Command, command
from hypothesis import given
from hypothesis import strategies as st
from samples import findings, platform, profile, verdict

from egov_cloud_std import clock
from egov_cloud_std.assess import assess_platform
from egov_cloud_std.assess.findings import Findings
from egov_cloud_std.assess.support import documents
from egov_cloud_std.checks import World
from egov_cloud_std.document import Place, read
from egov_cloud_std.evidence.facts import supposed
from egov_cloud_std.platforms import describe
from egov_cloud_std.waivers import Waiver, read_waivers

tell = pytest.fixture(command)
INSTANT = timedelta(microseconds=1)
LEAP = date(2028, 2, 29)
DAYS = [date(2026, 6, 30), date(2026, 12, 31), LEAP, date(2026, 2, 28), date(2027, 1, 1)]
ZONES = [timezone(timedelta(hours=hours)) for hours in (-12, -5, 0, 5.5, 8, 14)]
ATTESTED = {"control": "sample", "who": "甲", "when": "2020-01-01", "basis": "报告"}
NOWHERE = Place("w.yaml", 1, 1, 1, 1)

Holds = Callable[[date, datetime], bool | None]


def waived_until(day: date, moment: datetime) -> bool:
    one = Waiver("c", "u", "platform", "r", "a", date(2020, 1, 1), day, NOWHERE)
    return one.standing(moment) == "in_force"


def waived_from(day: date, moment: datetime) -> bool:
    one = Waiver("c", "u", "platform", "r", "a", day, date(2099, 12, 31), NOWHERE)
    return one.standing(moment) == "in_force"


def attested_until(day: date, moment: datetime) -> bool | None:
    of = platform(attestations=[ATTESTED | {"valid_until": str(day)}])
    return verdict({"attestations": {"attested": True}}, of, as_of=moment)


def attested_from(day: date, moment: datetime) -> bool | None:
    of = platform(attestations=[ATTESTED | {"when": str(day), "valid_until": "2099-12-31"}])
    return verdict({"attestations": {"attested": True}}, of, as_of=moment)


def artefact_until(day: date, moment: datetime) -> bool | None:
    of = platform(evidence=[{"id": "r", "path": "r.txt", "valid_until": str(day)}])
    question = {".path": {"artefact_holds": True}}
    return verdict(question, of, subject=("evidence", 0), over="evidence", artefacts={"r": None}, as_of=moment)


def documented(moment: datetime, **dates: date) -> bool:
    item = {"id": "r", "digest": "0" * 64, "date": date(2020, 1, 1)} | dates
    return documents({key: str(value) for key, value in item.items()}, World({}, moment, {"r": None}))


def documented_until(day: date, moment: datetime) -> bool:
    return documented(moment, valid_until=day)


def documented_from(day: date, moment: datetime) -> bool:
    return documented(moment, date=day)


def dated(day: date, moment: datetime, question: dict[str, object]) -> bool | None:
    of = platform(security={"filing": {"date": str(day)}})
    return verdict({"security.filing.date": question}, of, as_of=moment)


def not_expired(day: date, moment: datetime) -> bool | None:
    return dated(day, moment, {"not_expired": True})


def not_future(day: date, moment: datetime) -> bool | None:
    return dated(day, moment, {"not_future": True})


def within_from(day: date, moment: datetime) -> bool | None:
    return dated(day, moment, {"within": "6 months"})


UNTIL: list[Holds] = [waived_until, attested_until, artefact_until, documented_until, not_expired]
FROM: list[Holds] = [waived_from, attested_from, documented_from, not_future, within_from]


def named(one: object) -> str:
    return getattr(one, "__name__", str(one))


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("holds", UNTIL, ids=named)
def test_what_ends_on_a_day_holds_to_its_last_instant_and_no_longer(holds: Holds, day: date, zone: timezone) -> None:
    end = clock.end_of(day)
    moments = [end - timedelta(days=2), end - timedelta(days=1) - INSTANT, end - timedelta(days=1), end - INSTANT]
    assert [holds(day, one.astimezone(zone)) for one in moments] == [True] * 4
    assert [holds(day, one.astimezone(zone)) for one in (end, end + INSTANT, end + timedelta(days=1))] == [False] * 3


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("holds", FROM, ids=named)
def test_what_begins_on_a_day_holds_from_its_first_instant(holds: Holds, day: date, zone: timezone) -> None:
    start = clock.start_of(day)
    assert [holds(day, one.astimezone(zone)) for one in (start - timedelta(days=1), start - INSTANT)] == [False] * 2
    assert [holds(day, one.astimezone(zone)) for one in (start, start + INSTANT, clock.end_of(day))] == [True] * 3


@pytest.mark.parametrize(
    ("day", "period", "last"),
    [
        ("2026-06-30", "6 months", "2026-12-31"),  # six months before that day there is no 31st
        ("2025-08-31", "6 months", "2026-02-28"),  # a shorter month: its last day still counts
        ("2025-02-28", "6 months", "2025-08-31"),  # going back six months from each of these days ends at the 28th
        ("2028-02-29", "1 year", "2029-02-28"),
        ("2027-02-28", "1 year", "2028-02-29"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2028-01-31", "1 month", "2028-02-29"),
        ("2026-06-30", "90 days", "2026-09-28"),
        ("2028-02-28", "1 day", "2028-02-29"),
    ],
)
@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_an_age_lasts_to_the_last_instant_of_its_last_day(day: str, period: str, last: str, zone: timezone) -> None:
    made, end = date.fromisoformat(day), clock.end_of(date.fromisoformat(last))
    question: dict[str, object] = {"within": period}
    assert dated(made, (end - INSTANT).astimezone(zone), question) is True
    assert dated(made, end.astimezone(zone), question) is False


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda one: one.replace(tzinfo=clock.ZONE))
SOME_DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(SOME_DAYS, MOMENTS, st.sampled_from(ZONES))
def test_everything_that_ends_on_a_day_ends_at_one_moment(day: date, moment: datetime, zone: timezone) -> None:
    assert {holds(day, moment.astimezone(zone)) for holds in UNTIL} == {clock.today(moment) <= day}


@given(SOME_DAYS, MOMENTS, st.sampled_from(ZONES))
def test_everything_that_begins_on_a_day_begins_at_one_moment(day: date, moment: datetime, zone: timezone) -> None:
    begun = {holds(day, moment.astimezone(zone)) for holds in (waived_from, attested_from, documented_from, not_future)}
    assert begun == {day <= clock.today(moment)}


# When a conclusion changes.


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize(
    "expect",
    [
        "security.filing.date: {not_expired: true}",
        "security.filing.date: {not_future: true}",
        "security.filing.date: {within: 6 months}",
        "attestations: {attested: true}",
    ],
)
def test_a_conclusion_changes_exactly_when_it_says(expect: str, day: date) -> None:
    of = platform(
        security={"filing": {"date": str(day)}},
        attestations=[ATTESTED | {"when": "2020-01-01", "valid_until": str(day)}],
    )
    text, moment = f"expect: {{{expect}}}", clock.start_of(day) - timedelta(days=3)
    for _ in range(3):
        (one,) = findings(of, text, as_of=moment)
        if one.changes_at is None:
            (later,) = findings(of, text, as_of=moment + timedelta(days=3000))
            assert later.status == one.status
            return
        before, after = (findings(of, text, as_of=at)[0].status for at in (one.changes_at - INSTANT, one.changes_at))
        assert (before, one.changes_at.utcoffset()) == (one.status, timedelta(hours=8))
        assert after != before
        moment = one.changes_at


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_an_artefact_changes_exactly_when_its_validity_ends(day: date) -> None:
    asked = profile("each: {list: evidence}\nexpect: {.path: {artefact_holds: true}}")
    of = platform(evidence=[{"id": "r", "path": "r.txt", "valid_until": str(day)}])
    facts = (supposed("r", "holds"),)
    (one,) = Findings(assess_platform([asked], of, clock.start_of(day), facts)).all()
    assert one.changes_at == clock.end_of(day)
    statuses = [
        assess_platform([asked], of, at, facts).conclusions[0].status
        for at in (clock.end_of(day) - INSTANT, one.changes_at)
    ]
    assert statuses == ["satisfied", "not_satisfied"]


# Days and zones as they are written.


@pytest.mark.parametrize("text", ["2026-12-31T23:00:00Z", "2026-12-31T00:00+08:00", "2026-12-31 +0800", "2026-02-29"])
@pytest.mark.parametrize("field", ["attestations: [{valid_until: '%s'}]", "evidence: [{id: r, date: '%s'}]", "waivers"])
def test_a_moment_with_a_zone_is_no_day_and_is_refused_where_it_stands(text: str, field: str) -> None:
    if field == "waivers":
        problems = read_waivers(read(f"schema: egov-waivers/0\nwaivers:\n  - end: '{text}'\n".encode(), "w.yaml"))[1]
        line = 3
    else:
        written = f"schema: egov-platform/0\nplatform: {{id: p}}\n\n{field % text}\n"
        problems, line = describe(read(written.encode(), "p.yaml")).problems, 4
    assert [(one.code, one.place.line) for one in problems] == [("unclear_date", line)]


@pytest.mark.parametrize("text", ["2028-02-29", "2028年2月29日", "2028/2/29", "2028.2.29"])
def test_a_leap_day_is_read_however_it_is_written(text: str) -> None:
    found, problems = read_waivers(read(f"schema: egov-waivers/0\nwaivers:\n  - end: {text}\n".encode(), "w.yaml"))
    assert (problems, found.waivers[0].end) == ((), LEAP)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("2028-02-28", 1),
        ("2028-02-28T23:59:59.999999", 1),
        ("2028-02-28T16:00:00Z", 0),
        ("2028-02-29", 0),
        ("2028-02-29T23:59:59", 0),
        ("2028-02-29T23:59:59.999999+08:00", 0),
        ("2028-02-29T15:59:59Z", 0),
        ("2028-02-29T10:59:59-05:00", 0),
        ("2028-03-01T05:59:59+14:00", 0),
        ("2028-03-01", 1),
        ("2028-03-01T00:00:00", 1),
        ("2028-02-29T16:00:00Z", 1),
        ("2028-02-29T11:00:00-05:00", 1),
        ("2028-03-01T06:00:00+14:00", 1),
    ],
)
def test_the_command_line_takes_a_moment_in_any_zone_and_counts_the_day_in_shanghai(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Command, moment: str, code: int
) -> None:
    entry = "control: logs_kept, unit: mine, subject: platform, reason: 甲, approver: 乙, start: 2028-02-29, end: 2028-02-29"
    waivers = f"schema: egov-waivers/0\nwaivers: [{{{entry}}}]\n"
    for name, text in {"tiny": TINY, "bad": BAD, "w": waivers}.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert tell("bad.yaml", "--profile", "tiny.yaml", "--waivers", "w.yaml", "--as-of", moment).code == code
