"""What lapses by the calendar alone: each change ahead is what a check of that day finds, and nothing else changes."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from command import MONTH, Command, command
from hypothesis import given, settings
from hypothesis import strategies as st
from repository import ROOT
from samples import platform, profile, profile_text

from egov_cloud_std import clock
from egov_cloud_std.assess import Assessment, assess_platform
from egov_cloud_std.assess.findings import Findings
from egov_cloud_std.assess.forecasting import Ahead, ahead
from egov_cloud_std.document import Place
from egov_cloud_std.evidence.facts import Artefact
from egov_cloud_std.run import check
from egov_cloud_std.waivers import Waiver

tell = pytest.fixture(command)
START = date(2026, 6, 30)
STARTS = clock.parse_moment("2026-06-30T09:00:00+08:00")

DATED = profile(
    "id: agreed\nexpect: {service.agreements: {count: {where: {.valid_until: {not_expired: true}}, at_least: 1}}}",
    "id: each_agreed\neach: {list: service.agreements}\nexpect: {.valid_until: {not_expired: true}}",
    "id: begun\neach: {list: service.agreements, where: {.signed: {not_future: true}}}\n"
    "expect: {.valid_until: {not_expired: true}, .signed: {within: 1 month}}",
    "id: lately\nwhen: {platform.in_service_since: {not_future: true}}\n"
    "expect: {platform.in_service_since: {within: 20 天}}",
    "id: judged\nexpect: {attestations: {attested: true}}",
    "id: graded\nexpect: {security.protection_level: {at_least: 3}}",
)


NO_SUBJECTS = ("not_applicable", "service.agreements")  # said of a list that has no subjects: no subject itself


def statuses(assessment: Assessment) -> dict[tuple[str, str], str]:
    """The status of every subject."""
    found = Findings(assessment).all()
    return {(one.control.id, one.subject): one.status for one in found if (one.status, one.subject) != NO_SUBJECTS}


def stepped(before: dict[tuple[str, str], str], found: Ahead, until: datetime) -> dict[tuple[str, str], str]:
    """What statuses become when the changes until a moment are made to them, each from what it is said to come from."""
    now = dict(before)
    for one in found.turns:
        if one.at <= until:
            assert now.pop((one.control, one.subject), "") == one.before
            if one.after:
                now[one.control, one.subject] = one.after
    return now


DAYS = st.integers(-40, 70).map(lambda days: str(START + timedelta(days=days)))


@st.composite
def descriptions(draw: st.DrawFn) -> dict[str, Any]:
    agreements = [
        {"id": f"a{index}"} | {name: draw(DAYS) for name in ("signed", "valid_until") if draw(st.booleans())}
        for index in range(draw(st.integers(0, 3)))
    ]
    judged = {"control": "judged", "who": "甲", "when": draw(DAYS), "basis": "乙", "valid_until": draw(DAYS)}
    return {
        "platform": {"in_service_since": draw(DAYS)} if draw(st.booleans()) else {},
        "service": {"agreements": agreements} if draw(st.booleans()) else {},
        "attestations": [judged] if draw(st.booleans()) else [],
        "security": {"protection_level": 2},
    }


@settings(max_examples=60, deadline=None)
@given(descriptions())
def test_every_day_ahead_is_as_a_check_of_that_day_finds_it(sections: dict[str, Any]) -> None:
    described = platform(**sections)
    start = assess_platform([DATED], described, STARTS)
    found = ahead(start, clock.end_of(START + timedelta(days=60)))
    assert list(found.turns) == sorted(found.turns, key=lambda one: one.at)
    for days in range(1, 61):
        moment = clock.start_of(START + timedelta(days=days))
        then = statuses(assess_platform([DATED], described, moment))
        assert stepped(statuses(start), found, moment) == then


@pytest.mark.parametrize(
    ("path", "times"), [("examples/city/platform.yaml", 31), ("examples/county/platform.yaml", 1), (MONTH, 0)]
)
def test_examples_change_in_a_year_as_checks_of_those_days_find(path: str, times: int) -> None:
    from egov_cloud_std.region.forecasting import forecast

    file = ROOT / path
    (unit,) = forecast([file], clock.parse_period("1 year"), as_of=STARTS).units

    def at(moment: datetime) -> dict[tuple[str, str], str]:
        (one,) = check([file], as_of=moment).units
        return {(each.control.id, each.subject): each.status for each in one.findings()}

    before = at(STARTS)
    assert len(unit.ahead.turns) == times
    for moment in (clock.parse_moment("2026-11-14"), clock.parse_moment("2027-06-30T23:59:59+08:00")):
        assert stepped(before, unit.ahead, moment) == at(moment)


AGREED = {
    "service": {"agreements": [{"id": "x", "valid_until": "2026-09-28"}, {"id": "y", "valid_until": "2026-09-27"}]}
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A platform with two agreements, one of which lapses within 90 days of 2026-06-30, and a profile that asks for them."""
    text = profile_text(
        "id: agreed\neach: {list: service.agreements}\nexpect: {.valid_until: {not_expired: true}}\nfix: {zh: 续签。, en: Renew it.}"
    )
    (tmp_path / "dated.yaml").write_text(text, "utf-8")
    write(tmp_path / "p.yaml", AGREED)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, sections: dict[str, Any], ident: str = "mine") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {"schema": "egov-platform/0", "platform": {"id": ident, "name": "我的平台"}, **sections}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")


ASKED = ("--profile", "dated.yaml", "--as-of", "2026-06-30")


@pytest.mark.parametrize("period", ["90d", "90 天", "P90D"])
def test_the_last_day_of_the_period_counts_and_the_day_after_does_not(here: Path, tell: Command, period: str) -> None:
    ran = tell("forecast", period, "p.yaml", *ASKED, "--lang", "en")
    assert ran.code == 0
    assert "90 days ahead (up to and including 2026-09-28)" in ran.out
    assert (
        "2026-09-28\n  p.yaml:15:20: satisfied → not satisfied[agreed] service.agreements[y]: A requirement." in ran.out
    )
    assert "service.agreements[x]" not in ran.out
    assert "service.agreements[x]" in tell("forecast", "3 months", "p.yaml", *ASKED).out


def test_a_change_is_told_with_what_will_be_seen_and_what_to_do_in_both_languages(here: Path, tell: Command) -> None:
    english = tell("forecast", "90d", "p.yaml", *ASKED, "--lang", "en").out
    chinese = tell("forecast", "90d", "p.yaml", *ASKED, "--lang", "zh").out
    assert "service.agreements[y].valid_until, then: 2026-09-27; required: no earlier than 2026-09-28" in english
    assert "    = fix: Renew it." in english
    assert "service.agreements[y].valid_until 届时：2026-09-27，要求不早于 2026-09-28" in chinese
    assert "符合 → 不符合[agreed] service.agreements[y]：样例要求。" in chinese
    assert "    = 整改：续签。" in chinese
    assert "本结果为自查" in chinese


def test_json_tells_what_the_text_tells(here: Path, tell: Command) -> None:
    found = json.loads(tell("forecast", "90d", "p.yaml", *ASKED, "--format", "json").out)
    assert (found["schema"], found["until"], found["region"]) == ("egov-forecast/0", "2026-09-28", None)
    ((change,),) = [unit["changes"] for unit in found["units"]]
    assert (change["at"], change["control"], change["subject"]) == (
        "2026-09-28T00:00:00+08:00",
        "agreed",
        "service.agreements[y]",
    )
    assert (change["before"], change["after"], change["direction"]) == ("satisfied", "not_satisfied", "worse")
    assert change["location"]["line"] == 15


def test_nothing_ahead_is_said_to_be_nothing(here: Path, tell: Command) -> None:
    ran = tell("forecast", "7d", "p.yaml", *ASKED, "--lang", "en")
    assert ran.code == 0
    assert "nothing changes" in ran.out
    assert "→" not in ran.out


@pytest.mark.parametrize("period", ["1m", "soon", "0 天", "200 years", ""])
def test_a_period_that_is_none_ends_the_run(here: Path, tell: Command, period: str) -> None:
    ran = tell("forecast", period, "p.yaml", *ASKED)
    assert (ran.code, ran.out) == (2, "")


def test_a_broken_file_is_named_and_the_others_are_told_of(here: Path, tell: Command) -> None:
    (here / "broken.yaml").write_text("schema: egov-platform/0\nplatform: {id: [", "utf-8")
    ran = tell("forecast", "90d", "p.yaml", "broken.yaml", *ASKED, "--lang", "en")
    assert ran.code == 2
    assert "broken.yaml:2" in ran.out
    assert "service.agreements[y]" in ran.out


def test_a_forecast_is_not_written_over_what_it_reads(here: Path, tell: Command) -> None:
    before = (here / "p.yaml").read_bytes()
    assert tell("forecast", "90d", "p.yaml", *ASKED, "--output", "p.yaml").code == 2
    assert (here / "p.yaml").read_bytes() == before


# Waivers and evidence

LEVEL = profile("id: graded\nexpect: {security.protection_level: {at_least: 3}}")
AGREEING = profile("id: agreed\neach: {list: service.agreements}\nexpect: {.valid_until: {not_expired: true}}")


def waiver(end: str, start: str = "2026-01-01", subject: str = "platform", control: str = "graded") -> Waiver:
    place = Place("w.yaml", 1, 1, 1, 1)
    return Waiver(control, "p", subject, "理由", "甲", date.fromisoformat(start), date.fromisoformat(end), place)


def endings(*waivers: Waiver, of: Any = LEVEL, **sections: Any) -> list[tuple[str, str, str]]:
    start = assess_platform([of], platform(**sections), STARTS)
    found = ahead(start, clock.end_of(date(2026, 9, 28)), waivers).endings
    return [(str(clock.today(one.at)), one.subject, one.status) for one in found]


LOW = {"security": {"protection_level": 2}}


def test_a_waiver_ends_on_the_day_after_its_last() -> None:
    assert endings(waiver("2026-07-31"), **LOW) == [("2026-08-01", "", "not_satisfied")]
    assert endings(waiver("2026-09-28"), **LOW) == []
    assert endings(waiver("2026-06-29"), **LOW) == []


def test_a_waiver_that_another_one_follows_does_not_end() -> None:
    assert endings(waiver("2026-07-31"), waiver("2026-12-31", "2026-07-15"), **LOW) == []
    assert endings(waiver("2026-07-31"), waiver("2026-08-31", "2026-08-01"), **LOW) == [
        ("2026-09-01", "", "not_satisfied")
    ]
    assert endings(waiver("2026-07-31"), waiver("2026-12-31", "2026-08-02"), **LOW) == [
        ("2026-08-01", "", "not_satisfied")
    ]


def test_a_waiver_of_nothing_does_not_end() -> None:
    assert endings(waiver("2026-07-31"), security={"protection_level": 3}) == []
    lapsing = {"service": {"agreements": [{"id": "x", "valid_until": "2026-07-10"}]}}
    of_x = waiver("2026-07-31", subject="service.agreements[x]", control="agreed")
    assert endings(of_x, of=AGREEING, **lapsing) == [("2026-08-01", "service.agreements[x]", "not_satisfied")]
    lasting = {"service": {"agreements": [{"id": "x", "valid_until": "2027-07-10"}]}}
    assert endings(of_x, of=AGREEING, **lasting) == []


def artefact(name: str, until: str | None, *supports: str) -> dict[str, Any]:
    found = {
        "id": name,
        "path": f"{name}.md",
        "digest": f"sha256:{'0' * 64}",
        "date": "2026-01-01",
        "supports": [*supports],
    }
    return found | ({} if until is None else {"valid_until": until})


def lapses(*evidence: dict[str, Any]) -> list[tuple[str, str, tuple[str, ...]]]:
    described = platform(security={"protection_level": 3}, evidence=[*evidence])
    facts = [Artefact(one["id"]) for one in evidence]
    start = assess_platform([LEVEL], described, STARTS, facts)
    found = ahead(start, clock.end_of(date(2026, 9, 28))).lapses
    return [(str(clock.today(one.at)), one.evidence, one.controls) for one in found]


def test_evidence_lapses_where_a_conclusion_rests_on_it() -> None:
    report = artefact("report", "2026-07-31", "security.protection_level")
    assert lapses(report) == [("2026-08-01", "evidence[report]", ("graded",))]
    assert lapses(artefact("report", "2026-07-31", "security")) == [("2026-08-01", "evidence[report]", ("graded",))]
    assert lapses(artefact("report", "2026-07-31", "platform")) == []
    assert lapses(artefact("report", None, "security")) == []


def test_evidence_does_not_lapse_while_other_evidence_stands() -> None:
    first, second = (artefact(name, until, "security") for name, until in (("a", "2026-07-31"), ("b", "2026-08-31")))
    assert lapses(first, second) == [("2026-09-01", "evidence[b]", ("graded",))]


def test_waivers_and_evidence_are_told_in_both_languages(here: Path, tell: Command) -> None:
    (here / "w.yaml").write_text(
        "schema: egov-waivers/0\nwaivers:\n  - {control: agreed, unit: mine, subject: 'service.agreements[y]', reason: 续签中,"
        " approver: 张三, start: 2026-06-01, end: 2027-01-05}\n",
        "utf-8",
    )
    asked = ("forecast", "1 year", "p.yaml", "--profile", "dated.yaml", "--as-of", "2026-10-10", "--waivers", "w.yaml")
    english, chinese = (tell(*asked, "--lang", lang).out for lang in ("en", "zh"))
    assert (
        "2027-01-06\n  w.yaml:3:5: the waiver ends (2027-01-05, 张三): agreed, service.agreements[y]; the gap is still there (not satisfied)"
        in english
    )
    assert "w.yaml:3:5: 风险接受到期（2027-01-05，张三）：agreed，service.agreements[y]，问题仍在（不符合）" in chinese


# Regions

ACROSS = """\
id: carrier_report_valid
each: {list: units, where: {.security.level_assessment: {present: true}}}
expect: {.security.level_assessment.valid_until: {not_expired: true}}
"""
REPORT = {"security": {"level_assessment": {"level": 3, "valid_until": "2026-08-15"}}}
IN_REGION = ("--profile", "across.yaml", *ASKED)


@pytest.fixture
def region(here: Path) -> Path:
    """A county with a report that lapses on 2026-08-16 and agreements, a city that states nothing, and one unit that sent nothing."""
    text = profile_text(ACROSS).replace("profile: sample", "profile: across\nscope: region")
    (here / "across.yaml").write_text(text, "utf-8")
    write(here / "north/city.yaml", {}, "city")
    write(here / "north/county.yaml", REPORT | AGREED, "county")
    (here / "north/region.yaml").write_text(
        "schema: egov-region/0\nregion: {id: north, name: 北部}\nunits:\n"
        "  - {id: city}\n  - {id: county, under: city}\n  - {id: silent, under: city}\n",
        "utf-8",
    )
    return here / "north"


def test_a_region_is_told_unit_by_unit_and_across_units(region: Path, tell: Command) -> None:
    ran = tell("forecast", "90d", "north", *IN_REGION, "--lang", "en")
    assert ran.code == 0
    across, county = ran.out.split("-- ")[1:3]
    assert across.startswith("北部 (north) (controls across units)\n2026-08-16\n  north/county.yaml:")
    assert "satisfied → not satisfied[carrier_report_valid] units[county]" in across
    assert "from then on the unit takes over nothing from its carrier" in across
    assert county.startswith("我的平台 (county)\n2026-09-28\n  north/county.yaml:")
    assert "1 unit without change" in county  # the city; what sent nothing has nothing that could lapse


def test_processes_change_no_byte_of_a_forecast(region: Path, tell: Command) -> None:
    asked = ("forecast", "90d", "north", *IN_REGION, "--format", "json", "--jobs")
    one, two = (tell(*asked, jobs).out for jobs in ("1", "2"))
    assert one == two
    found = json.loads(one)
    assert [unit["unit"] for unit in found["units"]] == ["city", "county"]
    assert [change["control"] for change in found["region"]["changes"]] == ["carrier_report_valid"]


def test_names_cannot_move_the_line(here: Path, tell: Command) -> None:
    odd = 'x"<script>\u202e=cmd()\nnew line'
    write(here / "p.yaml", {"service": {"agreements": [{"id": odd, "valid_until": "2026-07-10"}]}})
    out = tell("forecast", "90d", "p.yaml", *ASKED).out
    assert "\u202e" not in out
    assert not any(line.startswith("new line") for line in out.splitlines())
