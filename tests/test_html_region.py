"""The page of a region says what the result says: who sent what, the tree with its scores, and the line behind every cell."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

import pytest
from browser import PHONE, WIDE, browser, open_all, pages, texts
from command import Command, command
from fixed_result import fixed_result, rendered
from region_example import HOSTILE, region_files, region_of, region_result
from tools import needed

from egov_cloud_std.assess.regional import WHOLE
from egov_cloud_std.assess.results import Result, UnitResult, percent
from egov_cloud_std.frozen import replace
from egov_cloud_std.region.recorded import Recorded, read_recorded
from egov_cloud_std.region.trending import beside, trend
from egov_cloud_std.reports import _html_region, render
from egov_cloud_std.reports._html_words import WORDS
from egov_cloud_std.reports._lines import clean, where
from egov_cloud_std.reports._over_time import moved, span
from egov_cloud_std.words import LANGS, SEVERITIES, STATUSES, SUBMISSIONS, Lang

PROBLEMS = ("not_satisfied", "partly_satisfied")
chromium = pytest.fixture(browser, scope="module")
page_of = pytest.fixture(pages)
tell = pytest.fixture(command)
Pages = Callable[..., Any]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("region")
    region_files(folder)
    return region_result(folder)


@pytest.fixture(scope="module")
def told(result: Result) -> Any:
    """The region as JSON has it."""
    return json.loads("".join(str(one) for one in render(result, "json", "zh")))["region"]


def shown_percent(share: str) -> str:
    return percent(Fraction(share))


def span_of(score: Any) -> str:
    return " – ".join(map(shown_percent, score["interval"]))


def row_of(page: Any, told: Any, unit: str) -> Any:
    (at,) = [index for index, one in enumerate(told["nodes"]) if one["unit"] == unit]
    return page.locator(f'#tree-grid tr[data-at="{at}"]')


def data_of(page: str) -> Any:
    return json.loads(re.findall(r'id="data">(.*?)</script>', page, re.DOTALL)[0])


# The first screen.


@pytest.mark.parametrize("lang", LANGS)
def test_first_screen_names_the_region_the_moment_and_each_unit_that_lacks_with_its_place(
    page_of: Pages, result: Result, told: Any, lang: Lang
) -> None:
    page = page_of(result, lang)
    assert page.inner_text("h1") == told["name"]
    assert f"{result.as_of:%Y-%m-%d %H:%M}" in page.inner_text(".masthead")
    sent = page.inner_text("#submission .sent")
    assert re.findall(r"\d+", sent) == [str(told["submission"][name]) for name in SUBMISSIONS]
    lacking = [one for one in region_of(result).nodes if one.submission != "received"]
    assert {one.submission for one in lacking} == set(SUBMISSIONS) - {"received"}
    for line, node in zip(texts(page, "#submission li"), lacking, strict=True):
        assert SUBMISSIONS[node.submission].in_(lang) in line
        assert clean(node.name) in line
        assert where(node.place) in line
    assert WORDS["silence"].in_(lang) in page.inner_text("#submission")


def test_figures_and_counts_are_those_of_json(page_of: Pages, result: Result, told: Any) -> None:
    page = page_of(result)
    score = told["scores"]["all"]
    figures = [re.sub(r"\s+", " ", one) for one in texts(page, "#overview .figure .value")]
    expected = len(told["nodes"])
    assert figures[0].startswith(f"{told['submission']['received']} ")
    assert str(expected) in figures[0]
    assert figures[1:4] == [
        shown_percent(score["filled_in"]),
        shown_percent(score["satisfied_among_decided"]),
        span_of(score),
    ]
    failing = [one for one in told["cells"] if any(one["units"].get(name) for name in PROBLEMS)]
    assert figures[4].startswith(f"{len(failing)} ")
    assert figures[5].startswith(f"{sum(one['status'] == 'not_stated' for one in told['cells'])} ")
    rows = [[int(one) for one in re.findall(r"\d+", row)] for row in texts(page, "#counts tbody tr")]
    statuses = Counter(one["status"] for one in told["cells"])
    assert rows[0] == [statuses[name] for name in STATUSES]
    assert [sum(column) for column in zip(*rows[1:], strict=True)] == rows[0]
    assert len(rows) == 1 + len(SEVERITIES)
    areas = [name for name in told["scores"] if name != "all"]
    for row, name in zip(page.locator("#areas tbody tr").all(), areas, strict=True):
        assert span_of(told["scores"][name]) in row.inner_text()


# The tree with its heat table.


def test_every_unit_has_its_row_and_every_cell_the_interval_of_json(page_of: Pages, result: Result, told: Any) -> None:
    page = page_of(result)
    rows = page.locator("#tree-grid tbody tr").all()
    for row, node in zip(rows, told["nodes"], strict=True):
        assert row.get_attribute("aria-level") == str(node["depth"] + 1)
        assert clean(node["name"]) in row.inner_text()
        assert row.locator(".rate").inner_text() == shown_percent(node["scores"]["all"]["filled_in"])
        spans = row.locator("button.cell .value").all_inner_texts()
        assert spans == [span_of(one) for one in node["scores"].values() if one["interval"]]
    siblings = Counter(one["under"] for one in told["nodes"])
    sizes = [row.get_attribute("aria-setsize") for row in rows]
    assert sizes == [str(siblings[node["under"]]) for node in told["nodes"]]


def test_silent_unit_is_open_in_every_cell_and_never_a_pass(page_of: Pages, result: Result, told: Any) -> None:
    page = page_of(result)
    for unit, submission in (("county-12", "not_sent"), ("county-13", "unreadable"), ("county-21", "twice")):
        row = row_of(page, told, unit)
        assert SUBMISSIONS[submission].zh in row.inner_text()
        assert set(row.locator("button.cell .value").all_inner_texts()) == {"0.0% – 100.0%"}
        assert row.locator("td.heat.high").count() == 0
        assert row.locator("td.heat.open").count() == row.locator("button.cell").count()


def test_cell_says_in_words_what_its_shade_says(page_of: Pages, result: Result) -> None:
    page = page_of(result)
    found = set()
    for cell in page.locator("td.heat").all():
        if cell.inner_text() == "—":
            continue
        low, high = (float(one) for one in re.findall(r"([\d.]+)%", cell.inner_text()))
        shade = "high" if low >= 80 else "low" if high < 50 else "middling" if high < 80 else "open"
        assert shade in cell.get_attribute("class").split()
        found.add(shade)
    assert found >= {"high", "low", "open"}


def test_cell_opens_the_controls_behind_it_each_part_at_its_line(page_of: Pages, result: Result, told: Any) -> None:
    page, region = page_of(result), region_of(result)
    for unit in ("province", "city-1", "county-32", "county-33"):
        row_of(page, told, unit).locator("button.cell").first.click()
        assert page.evaluate("document.activeElement.parentElement.id") == "behind"
        open_all(page, "#behind")
        wanted = [
            where(part.place)
            for control in region.controls
            for part in region.parts(unit, control.id)
            if part.status in PROBLEMS
        ]
        assert sorted(texts(page, "#behind .parts .place")) == sorted(wanted)
        number = re.findall(r"\d+", row_of(page, told, unit).locator("button.cell small").first.inner_text())
        assert number == [str(page.locator("#behind .findings > li").count())]
    assert WORDS["nothing_behind"].zh in page.inner_text("#behind")
    page.click("#behind .close")
    assert page.locator("#behind > *").count() == 0
    assert "cell" in page.evaluate("document.activeElement.className")


def test_cell_of_an_area_opens_the_controls_of_that_area_only(page_of: Pages, result: Result, told: Any) -> None:
    page = page_of(result)
    for number, area in enumerate(region_of(result).counted_profiles, 1):
        row_of(page, told, "province").locator("button.cell").nth(number).click()
        open_all(page, "#behind")
        shown = set(re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", " ".join(texts(page, "#behind dd code"))))
        assert shown == {
            one["control"]
            for one in told["cells"]
            if one["profile"] == area and any(one["units"].get(name) for name in PROBLEMS)
        }


def test_tree_is_walked_folded_and_opened_by_the_keyboard(page_of: Pages, result: Result, told: Any) -> None:
    page = page_of(result)
    at = lambda: page.evaluate("document.activeElement.closest('tr').dataset.at")  # noqa: E731
    rows = page.locator("#tree-grid tbody tr")
    every = rows.count()
    assert page.locator('#tree-grid tr[tabindex="0"]').count() == 1
    rows.first.focus()
    page.keyboard.press("ArrowDown")
    assert at() == "1"
    page.keyboard.press("ArrowLeft")
    assert rows.nth(1).get_attribute("aria-expanded") == "false"
    assert rows.count() == every - 3
    page.keyboard.press("ArrowDown")
    assert told["nodes"][int(at())]["unit"] == "city-2"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    assert rows.count() == every
    assert at() == "1"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    assert at() == "1"  # to the one above
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.id") == "behind"
    rows.first.focus()
    page.keyboard.press("End")
    assert at() == str(every - 1)
    page.keyboard.press("Home")
    assert at() == "0"
    page.keyboard.press("Enter")
    assert rows.count() == 1
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_filter_leaves_units_with_problems_and_those_above_them(page_of: Pages, result: Result, told: Any) -> None:
    page, region = page_of(result), region_of(result)
    page.check("#only-problems")
    wanted = set()
    for node in reversed(region.nodes):
        fails = any(region.part(node.unit, one.id).status in PROBLEMS for one in region.controls)
        if fails or node.submission != "received" or node.unit in wanted:
            wanted |= {node.unit, node.under}
    shown = [int(row.get_attribute("data-at")) for row in page.locator("#tree-grid tbody tr").all()]
    assert {told["nodes"][at]["unit"] for at in shown} == wanted - {WHOLE}
    assert len(shown) < len(told["nodes"])


def test_tree_stays_as_it_was_when_the_language_changes(page_of: Pages, result: Result) -> None:
    page = page_of(result)
    page.locator("#tree-grid .twist").nth(1).click()
    page.locator("#tree-grid button.cell").first.click()
    before = page.locator("#tree-grid tbody tr").count()
    page.click("#lang-en")
    assert page.locator("#tree-grid tbody tr").count() == before
    assert page.locator("#behind .findings > li").count() > 0
    assert WORDS["tree"].en == page.inner_text("#tree h2")


# What fails, and from whom it is taken over.


def test_controls_that_fail_stand_worst_first_with_every_unit_its_status_and_its_place(
    page_of: Pages, result: Result
) -> None:
    page, region = page_of(result, "en"), region_of(result)
    open_all(page, "#failing")
    cells = [region.cell(WHOLE, one.id) for one in region.controls]
    failing = [one for one in cells if any(one.units.get(name) for name in PROBLEMS)]
    shown = [one.get_attribute("id").removeprefix("failing-") for one in page.locator("#failing .finding").all()]
    assert sorted(shown) == sorted(one.control.id for one in failing)
    severities = [next(one.control.severity for one in failing if one.control.id == name) for name in shown]
    assert severities == sorted(severities, key=list(SEVERITIES).index)
    for cell in failing:
        parts = [one for one in region.parts(WHOLE, cell.control.id) if one.status in PROBLEMS]
        lines = texts(page, f"#failing-{cell.control.id} .parts > li")
        for line, part in zip(lines, parts, strict=True):
            assert STATUSES[part.status].en in line
            assert f"{WORDS['own'].en} {STATUSES[part.own_status].en}" in line
            assert where(part.place) in line


@pytest.mark.parametrize("lang", LANGS)
def test_failure_taken_over_names_the_carrier_and_stands_at_the_carriers_line(
    page_of: Pages, result: Result, told: Any, lang: Lang
) -> None:
    page, region = page_of(result, lang), region_of(result)
    part = region.part("county-11", "logs_kept")
    assert (part.status, part.own_status, part.origin) == ("not_satisfied", "not_applicable", "province")
    open_all(page, "#failing")
    (line,) = [one for one in texts(page, "#failing-logs_kept .parts > li") if "county-11" in one]
    assert f"{WORDS['taken_over'].in_(lang)} 示例 province" in line
    assert f"{WORDS['own'].in_(lang)} {STATUSES['not_applicable'].in_(lang)}" in line
    assert re.search(r"province\.yaml:\d+:\d+", line)
    row = row_of(page, told, "county-11")
    assert row.locator(".carried").inner_text() == f"{WORDS['takes_over'].in_(lang)} 示例 city-1"


@pytest.mark.parametrize("lang", LANGS)
def test_claim_that_was_looked_up_says_what_was_found_and_where(page_of: Pages, result: Result, lang: Lang) -> None:
    page, found = page_of(result, lang), list(region_of(result).claims())
    assert [(control.id, part.unit) for control, part in found] == [("logs_kept", "county-11")]
    for line, (control, part) in zip(texts(page, "#looked-up li"), found, strict=True):
        for said in (control.id, control.requires.in_(lang), STATUSES[part.status].in_(lang), where(part.place)):
            assert said in line
        assert f"{WORDS['taken_over'].in_(lang)} 示例 province" in line


def test_unit_that_takes_nothing_over_says_why(page_of: Pages, result: Result, told: Any) -> None:
    region = region_of(result)
    nodes = tuple(
        replace(one, inherits_from="", not_inherited=WORDS["silence"]) if one.unit == "county-11" else one
        for one in region.nodes
    )
    page = page_of(replace(result, region=replace(region, nodes=nodes)))
    said = row_of(page, told, "county-11").locator(".carried").inner_text()
    assert WORDS["not_taken_over"].zh in said
    assert WORDS["silence"].zh in said


def test_first_screen_leads_to_the_control_that_fails(page_of: Pages, result: Result) -> None:
    page = page_of(result)
    page.locator("#overview .columns .card").first.locator("button").first.click()
    assert page.evaluate("document.activeElement.closest('#failing') !== null")
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"


def test_findings_across_units_stand_among_the_findings_under_the_name_of_the_region(
    page_of: Pages, result: Result, told: Any
) -> None:
    page = page_of(result)
    for box in page.locator(".statuses input").all():
        box.check()
    whole = json.loads("".join(str(one) for one in render(result, "json", "zh")))
    own = sum(len(unit["gaps"]) for unit in whole["units"])
    assert re.findall(r"\d+", page.inner_text("#count")) == [str(len(told["gaps"]) + own)] * 2
    page.select_option("#filter-area", told["profiles"][0]["name"])
    assert re.findall(r"\d+", page.inner_text("#count"))[0] == str(len(told["gaps"]))
    first = page.locator("#findings-list .finding").first
    assert told["name"] in first.locator(".where").inner_text()
    first.locator(".opener").click()
    assert "egov-check why" not in first.inner_text()  # it is asked of one platform
    assert page.locator("#questions .finding").count() == len(told["questions"]) + sum(
        len(unit["questions"]) for unit in whole["units"]
    )


def test_unit_is_opened_from_the_tree_and_left_again(page_of: Pages, result: Result, told: Any) -> None:
    page = page_of(result)
    row_of(page, told, "city-2").locator("th button").click()
    (unit,) = [one for one in result.units if one.unit == "city-2"]
    assert page.inner_text("h1") == unit.name
    assert page.locator("#tree").count() == 0
    for box in page.locator(".statuses input").all():
        box.check()
    assert re.findall(r"\d+", page.inner_text("#count")) == [str(len(list(unit.gaps())))] * 2
    page.click("#back")
    assert page.inner_text("h1") == told["name"]
    assert page.locator("#tree-grid").count() == 1


def test_working_of_the_scores_is_there_control_by_control(page_of: Pages, result: Result, told: Any) -> None:
    page = page_of(result)
    open_all(page, "#working")
    rows = texts(page, "#working tbody tr")
    for row, cell in zip(rows, told["cells"], strict=True):
        assert cell["control"] in row
        assert row.endswith(" – ".join(map(shown_percent, cell["interval"])) if cell["interval"] else "—")


# Large, hostile, on paper, for everybody.


class OnceOnly(tuple[UnitResult, ...]):
    """Units that are assessed anew whenever somebody goes through them: a page does so once at most."""

    walks = 0

    def __iter__(self) -> Iterator[UnitResult]:
        self.walks += 1
        return super().__iter__()


def test_units_are_gone_through_once(result: Result) -> None:
    units = OnceOnly(result.units)
    rendered("html", result=replace(result, units=units))
    assert units.walks == 1


def test_large_region_leaves_single_units_out_and_names_the_command(
    page_of: Pages, result: Result, told: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Untouched(tuple[UnitResult, ...]):
        def __iter__(self) -> NoReturn:
            raise AssertionError("every unit would be assessed anew")

    monkeypatch.setattr(_html_region, "MOST_UNITS", 5)
    large = replace(result, units=Untouched(result.units))
    page = page_of(large)
    said = page.inner_text("#left-out")
    assert str(len(result.units)) in said
    assert "egov-check FILE" in said
    for box in page.locator(".statuses input").all():
        box.check()
    assert re.findall(r"\d+", page.inner_text("#count")) == [str(len(told["gaps"]))] * 2
    assert page.locator("#tree-grid tbody tr").count() == len(told["nodes"])
    assert page.locator("#unit").count() == 0
    assert str(len(result.units)) in page.inner_text("#inputs")


def test_of_conclusions_on_units_only_those_that_fail_are_in_the_data(result: Result) -> None:
    region = region_of(result)
    data = data_of(rendered("html", result=result).decode())["region"]
    failing = sum(
        part.status in PROBLEMS
        for control in region.controls
        if control.duty != "question"
        for part in region.parts(WHOLE, control.id)
    )
    assert sum(len(parts) for _, parts in data["failing"]) == failing


def test_hostile_names_run_nothing_and_move_nothing(page_of: Pages, result: Result, told: Any) -> None:
    assert any(one.name == HOSTILE for one in region_of(result).nodes)
    page = page_of(replace(result, region=replace(region_of(result), name=HOSTILE, id=HOSTILE, weighed_by=HOSTILE)))
    open_all(page, "#failing")
    assert "<img src=x" in row_of(page, told, "county-22").inner_text()
    assert page.locator("script").count() == 2
    assert page.locator("img, iframe, object, embed, link, form, base").count() == 0
    assert page.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069\\u2028]/.test(document.body.innerText)") is False


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_wider_than_the_screen(page_of: Pages, result: Result, lang: Lang, size: dict[str, int]) -> None:
    region, long = region_of(result), "政务云" * 100 + "x" * 200
    nodes = tuple(replace(one, name=long) for one in region.nodes)
    for one in (result, replace(result, region=replace(region, name=long, nodes=nodes))):
        page = page_of(one, lang, size=size)
        page.locator("#tree-grid button.cell").first.click()
        open_all(page, "#behind")
        open_all(page, "#failing")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize(
    ("lang", "scheme", "size"),
    [("zh", "light", WIDE), ("en", "dark", WIDE), ("en", "light", PHONE), ("zh", "dark", PHONE)],
    ids=["zh-light-wide", "en-dark-wide", "en-light-phone", "zh-dark-phone"],
)
def test_no_serious_fault_for_people_who_use_aids(
    page_of: Pages, result: Result, lang: Lang, scheme: str, size: dict[str, int]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = page_of(result, lang, size=size, color_scheme=scheme)
    page.locator("#tree-grid button.cell").first.click()
    for section in ("#behind", "#failing", "#working"):
        page.locator(f"{section} .opener").first.click()
    faults = Axe().run(page).response["violations"]
    told = [(one["id"], one["nodes"][0]["html"]) for one in faults if one["impact"] in ("serious", "critical")]
    assert told == []


def test_paper_has_every_unit_on_a_wide_sheet_and_every_part_of_what_fails(page_of: Pages, result: Result) -> None:
    page = page_of(result)
    page.locator("#tree-grid .twist").first.click()
    sheet = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"MediaBox \[([^\]]+)\]", sheet)
    sizes = {tuple(round(float(end)) for end in box.split()[2:]) for box in boxes}
    assert sizes == {(595, 842), (842, 595)}
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#tree-grid tbody tr").count() == len(region_of(result).nodes)
    assert page.locator("#failing .opener[aria-expanded=false]").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#tree-grid tbody tr").count() == 1


def test_page_of_platforms_has_nothing_of_a_region(page_of: Pages) -> None:
    page = page_of(fixed_result())
    assert page.locator("#tree, #failing, #looked-up, #submission, #left-out").count() == 0
    assert WORDS["region_report"].zh not in page.inner_text("#page")
    assert data_of(rendered("html").decode())["region"] is None


@pytest.mark.campaign
def test_how_long_a_nation_takes(chromium: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints how long the page of 3,200 units takes to write and to show: `pytest -m campaign -n 0 -k nation_takes`."""
    import sys
    from time import perf_counter

    from browser import shown
    from repository import ROOT

    from egov_cloud_std.clock import parse_moment
    from egov_cloud_std.region.survey import Ways, survey

    needed("chromium")
    sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
    from nation import AS_OF, plan, write

    write(plan(30, 330, 2840, sizes=(3_000, 6_000)), tmp_path / "nation")
    nation = survey(tmp_path / "nation", as_of=parse_moment(AS_OF), ways=Ways(remember=False))
    file = tmp_path / "nation.html"
    start = perf_counter()
    file.write_bytes(rendered("html", result=nation))
    lines = [f"written in {perf_counter() - start:.1f} s, {file.stat().st_size / 1e6:.1f} MB"]
    start = perf_counter()
    with shown(chromium, file) as page:
        lines.append(f"shown after {perf_counter() - start:.2f} s")
        for name, act in (("unfold all", "#tree .tree-tools button"), ("filter", "#only-problems")):
            start = perf_counter()
            page.locator(act).first.click()
            lines.append(f"{name} {perf_counter() - start:.2f} s")
    with capsys.disabled():
        print("\n" + ", ".join(lines))


def written(result: Result, file: Path) -> Recorded:
    file.write_text("".join(map(str, render(result, "json", "zh"))), "utf-8")
    return read_recorded(file)


@pytest.fixture(scope="module")
def later(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The region at another moment: two units sent in something else, one nothing."""
    folder = tmp_path_factory.mktemp("later")
    inside = region_files(folder)
    (inside / "county-11.yaml").unlink()
    city = inside / "city-2.yaml"
    city.write_text(city.read_text("utf-8").replace("true", "false"), "utf-8")
    found = region_result(folder)
    return replace(found, as_of=found.as_of + timedelta(days=91))


def test_what_is_kept_of_a_region_for_its_trend_is_what_its_json_says(
    result: Result, later: Result, tmp_path: Path
) -> None:
    old, new = written(result, tmp_path / "old.json"), written(later, tmp_path / "new.json")
    asked = beside(later, old).trend
    assert asked is not None
    held = asked()
    assert any(one.moved for one in held.lines)
    assert held.lines == trend((old, new)).lines
    mine, theirs = held.points[1], trend((old, new)).points[1]
    assert (mine.score, mine.moved, mine.breaks, mine.received) == (
        theirs.score,
        theirs.moved,
        theirs.breaks,
        theirs.received,
    )


@pytest.mark.parametrize("lang", LANGS)
def test_page_of_a_region_says_how_far_each_unit_came(
    page_of: Pages, result: Result, later: Result, tmp_path: Path, lang: Lang
) -> None:
    found = beside(later, written(result, tmp_path / "old.json"))
    assert found.trend is not None
    held = found.trend()
    page = page_of(found, lang)
    whole, *rows = page.locator("#trend-table tbody tr").all()
    assert whole.locator("th, td").first.inner_text() == WORDS["whole"].in_(lang)
    assert len(rows) == len(held.lines)
    for row, line in zip(rows, held.lines, strict=True):
        name, before, now, by = row.locator("th, td").all_inner_texts()
        assert clean(line.unit) in name
        assert by == moved(line.moved)
        for said, value in zip((before, now), line.values, strict=True):
            assert said == (
                SUBMISSIONS[value.submission].in_(lang) if value.score is None else span(value.score.interval)
            )
    assert page.locator("#trend-breaks").count() == 0


def test_nothing_is_compared_that_is_not_measured_alike(
    page_of: Pages, result: Result, later: Result, tmp_path: Path
) -> None:
    other = replace(later, tool="9.9.9")
    page = page_of(beside(other, written(result, tmp_path / "old.json")))
    assert "9.9.9" in page.inner_text("#trend-breaks")
    assert {row.locator("th, td").last.inner_text() for row in page.locator("#trend-table tbody tr").all()} == {"—"}


def test_page_of_a_region_that_is_held_against_nothing_has_no_trend(page_of: Pages, result: Result) -> None:
    assert page_of(result).locator("#trend").count() == 0


def test_the_command_line_puts_the_trend_on_the_page(
    tell: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    region_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    asked = ("province", "--profile", "tiny.yaml", "--as-of", "2026-06-30", "--no-cache", "--jobs", "1")
    tell(*asked, "--format", "json=old.json")
    tell(*asked, "--earlier", "old.json", "--format", "html=page.html")
    data = data_of((tmp_path / "page.html").read_text("utf-8"))
    assert data["trend"]["file"] == "old.json"
    assert len(data["trend"]["lines"]) == len(data["region"]["nodes"]) + 1
