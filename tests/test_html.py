"""The page says what the result says, in both languages, and is usable: by keyboard, on paper, on a telephone, by 30,000 findings."""

import hashlib
import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from browser import PHONE, WIDE, browser, open_all, pages, shown, texts
from fixed_result import fixed_result, rendered
from repository import ROOT
from samples import NOW

from egov_cloud_std import check
from egov_cloud_std.assess.redacting import redacted
from egov_cloud_std.assess.results import Result
from egov_cloud_std.frozen import replace
from egov_cloud_std.reports import render
from egov_cloud_std.reports._html_words import WORDS
from egov_cloud_std.reports._lines import clean
from egov_cloud_std.reports._why import nearest_lines
from egov_cloud_std.words import GAPS, LANGS, SELF_CHECK, SEVERITIES, STATUSES, Lang

EXAMPLES = ("provincial-month", "city", "county")
ASSETS = ROOT / "egov_cloud_std/reports/_html"
MANY = 30_000
chromium = pytest.fixture(browser, scope="module")
page_of = pytest.fixture(pages)


@cache
def example(name: str) -> Result:
    return check([ROOT / f"examples/{name}/platform.yaml"], as_of=NOW)


def as_json(result: Result, everything: bool = False) -> Any:
    return json.loads("".join(map(str, render(result, "json", "zh", everything))))


def numbers(page: Any) -> list[int]:
    """How many findings match, and how many there are."""
    return [int(one) for one in re.findall(r"\d+", page.inner_text("#count"))]


def tick_all(page: Any) -> None:
    for box in page.locator(".statuses input").all():
        box.check()


def look_for(page: Any, text: str) -> None:
    page.fill("#filter-text", text)
    page.press("#filter-text", "Enter")


# What it says.


@pytest.mark.parametrize("lang", LANGS)
def test_language_asked_for_is_shown_first_and_the_other_is_a_press_away(
    page_of: Callable[..., Any], lang: Lang
) -> None:
    page = page_of(example("city"), lang)
    other: Lang = "en" if lang == "zh" else "zh"
    for one in (lang, other, lang):
        page.click(f"#lang-{one}")
        assert page.get_attribute("html", "lang").startswith(one)
        assert page.inner_text("#findings h2") == WORDS["findings"].in_(one)
        assert page.inner_text(".self-check") == SELF_CHECK.in_(one)
        assert WORDS["report"].in_(one) in page.title()
        assert page.evaluate("document.activeElement.id") == f"lang-{one}"


def test_what_a_reader_has_chosen_outlives_a_change_of_language(page_of: Callable[..., Any]) -> None:
    page = page_of(example("city"))
    page.select_option("#filter-severity", "high")
    page.locator("#findings .opener").first.click()
    before = numbers(page)
    page.click("#lang-en")
    assert numbers(page) == before
    assert page.input_value("#filter-severity") == "high"
    assert page.get_attribute("#findings .opener >> nth=0", "aria-expanded") == "true"


@pytest.mark.parametrize("name", EXAMPLES)
def test_totals_read_back_are_those_of_json(page_of: Callable[..., Any], name: str) -> None:
    result = example(name)
    (unit,) = as_json(result)["units"]
    page = page_of(result)
    rows = [re.findall(r"\d+", row) for row in texts(page, "#counts tbody tr")]
    assert rows[0] == [str(unit["counts"]["controls"][status]) for status in STATUSES]
    by_severity = unit["counts"]["controls_by_severity"]
    assert rows[1:] == [[str(by_severity[one][status]) for status in STATUSES] for one in SEVERITIES]
    for row, profile in zip(page.locator("#areas tbody tr").all(), unit["profiles"], strict=True):
        drawn = re.findall(r"\d+", row.locator("svg.bar").get_attribute("aria-label"))
        assert sorted(map(int, drawn)) == sorted(filter(None, profile["counts"]["controls"].values()))
    tick_all(page)
    assert numbers(page) == [len(unit["gaps"])] * 2
    said = Counter(gap["status"] for gap in unit["gaps"])
    ticks = {one.split()[0]: int(one.split()[1]) for one in texts(page, ".statuses label")}
    assert ticks == {STATUSES[status].zh: number for status, number in said.items()}
    assert page.locator("#questions .finding").count() == len(unit["questions"])


def test_scores_can_be_worked_out_again_from_their_working(page_of: Callable[..., Any]) -> None:
    result = example("county")
    page = page_of(result)
    open_all(page, "#working")
    (unit,) = as_json(result)["units"]
    for table, profile in zip(page.locator("#working table").all(), unit["profiles"], strict=True):
        shares = [one.strip() for one in table.locator("tr td:last-child").all_inner_texts()]
        counted = [[Fraction(end) for end in one.split(" – ")] for one in shares if one[0].isdigit()]
        assert len(counted) == profile["score"]["controls"]
        mean = [str(sum(one[end] for one in counted) / len(counted)) for end in (0, -1)]
        assert mean == profile["score"]["interval"]


def test_everything_lists_what_is_satisfied_too(page_of: Callable[..., Any]) -> None:
    (unit,) = as_json(example("county"), everything=True)["units"]
    page = page_of(example("county"), everything=True)
    asked = [one for one in unit["findings"] if one["duty"] == "question" and one["status"] in GAPS]
    tick_all(page)
    assert numbers(page)[0] == len(unit["findings"]) - len(asked)


def test_opened_finding_says_all_there_is_to_say(page_of: Callable[..., Any]) -> None:
    result = fixed_result()
    page = page_of(result, "en")
    tick_all(page)
    for gap in as_json(result)["units"][0]["gaps"]:
        look_for(page, gap["fingerprint"])
        one = page.locator("#findings-list .finding")
        one.locator(".opener").click()
        said = re.sub(r"\s+", " ", one.inner_text())
        place = gap["location"]
        for part in (gap["requires"]["en"], gap["control"], gap["fingerprint"], f"{place['line']}:{place['column']}"):
            assert part in said
        assert gap["fix"]["en"] in said
        assert f"egov-check why {gap['control']}" in said
        for source in gap["source"]:
            assert source["document"] is None or source["document"]["number"] in said
        if gap["waiver"]:
            signed = [" ".join(clean(gap["waiver"][part]).split()) for part in ("reason", "approver", "start", "end")]
            assert [part for part in signed if part not in said] == []
        mark = one.locator("mark").first
        if gap["line"] and place["line"] == place["end_line"]:
            assert mark.inner_text() == gap["line"][place["column"] - 1 : place["end_column"] - 1]


@pytest.mark.parametrize("lang", LANGS)
def test_page_in_full_is_the_one_that_was_read(
    page_of: Callable[..., Any], golden: Callable[[str, str], None], lang: Lang
) -> None:
    """What is printed of the fixed result, with everything open, one block of text per line."""
    page = page_of(fixed_result(), lang, everything=True)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    said = page.evaluate(
        """() => {
          const blocks = new Set("H1 H2 H3 H4 P LI TR DIV PRE NAV FIELDSET DL UL OL TABLE TBODY THEAD SECTION".split(" "));
          const lines = [""];
          const read = (node) => {
            if (node.nodeType === Node.TEXT_NODE) { lines[lines.length - 1] += node.data; return; }
            if (node.tagName === "svg") { lines[lines.length - 1] += `[${node.getAttribute("aria-label") || ""}] `; return; }
            const own = blocks.has(node.tagName);
            if (own) lines.push("");
            for (const child of node.childNodes) read(child);
            if (own) lines.push(""); else lines[lines.length - 1] += " ";
          };
          read(document.getElementById("page"));
          return lines.map((line) => line.replace(/\\s+/g, " ").trim()).filter(Boolean).join("\\n") + "\\n";
        }"""
    )
    golden(f"fixed/html.{lang}.txt", re.sub(r"egov-cloud-std [\d.]+", "egov-cloud-std VERSION", said))


def test_gradings_claims_waivers_baseline_and_input_have_their_places(page_of: Callable[..., Any]) -> None:
    page = page_of(fixed_result())
    data = as_json(fixed_result())
    assert STATUSES["not_applicable"].zh in page.inner_text("#claims")
    assert any("暂不定级" in one for one in texts(page, "#overview .outcome"))
    assert page.locator("#waivers .noted").count() == len(data["notices"])
    assert page.locator("#waivers .finding").count() == sum(
        gap["waiver"] is not None for unit in data["units"] for gap in unit["gaps"]
    )
    assert page.locator("#baseline li").count() == len(data["baseline"]["stale"])
    assert "broken.yaml" in page.inner_text("#inputs")
    problems = sum(len(unit["input_problems"]) + len(unit["remarks"]) for unit in data["units"])
    assert page.locator("#inputs .noted").count() == len(data["unread"]) + problems


def test_what_is_not_stated_is_folded_by_place(page_of: Callable[..., Any]) -> None:
    (unit,) = as_json(example("city"))["units"]
    wanted = {
        re.sub(r"\[[^\]]*\]", "[…]", seen["missing"] or seen["place"])
        for gap in unit["gaps"]
        if gap["status"] == "not_stated"
        for seen in gap["observations"]
    }
    page = page_of(example("city"))
    assert set(texts(page, "#missing .missing-place")) == wanted
    open_all(page, "#missing")
    page.locator("#missing .inside button").first.click()
    assert numbers(page)[0] >= 1
    assert page.evaluate("document.activeElement.textContent") == WORDS["findings"].zh


# Finding one's way.


def test_filters_show_what_json_has_of_each(page_of: Callable[..., Any]) -> None:
    (unit,) = as_json(example("city"))["units"]
    page = page_of(example("city"))
    for name, field in (("severity", "severity"), ("duty", "duty"), ("support", "support"), ("area", "profile")):
        for value, number in Counter(gap[field] for gap in unit["gaps"]).items():
            page.click(".reset")
            tick_all(page)
            page.select_option(f"#filter-{name}", value)
            assert numbers(page) == [number, len(unit["gaps"])], (name, value)
            assert page.locator("#findings-list .finding").count() == min(number, 50)
    page.click(".reset")
    problems = sum(gap["status"] in ("not_satisfied", "partly_satisfied") for gap in unit["gaps"])
    assert numbers(page)[0] == problems


def test_text_is_looked_for_in_both_languages_and_in_every_word(page_of: Callable[..., Any]) -> None:
    gap = as_json(example("city"))["units"][0]["gaps"][0]
    page = page_of(example("city"))
    tick_all(page)
    for text in (
        gap["control"].upper(),
        gap["requires"]["zh"],
        gap["requires"]["en"],
        gap["subject"] or "platform.yaml",
    ):
        look_for(page, text)
        assert gap["requires"]["zh"] in "".join(texts(page, "#findings-list .requires")), text
    look_for(page, "没有这样的内容")
    assert numbers(page)[0] == 0
    assert page.inner_text("#findings-list") == WORDS["none_shown"].zh


def test_number_of_matches_is_told_to_a_screen_reader(page_of: Callable[..., Any]) -> None:
    page = page_of(example("city"))
    assert page.get_attribute("#count", "role") == "status"
    kept = page.evaluate_handle("document.getElementById('count')")
    page.select_option("#filter-severity", "high")
    assert page.evaluate("one => one === document.getElementById('count') && one.isConnected", kept)


def test_finding_opens_and_closes_by_the_keyboard(page_of: Callable[..., Any]) -> None:
    page = page_of(example("city"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == WORDS["findings"].zh
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "opener":
            break
    button = page.locator("#findings .opener").first
    assert button.evaluate("one => one === document.activeElement")
    inside = page.locator(f"#{button.get_attribute('aria-controls')}")
    for key, state in (("Enter", "true"), ("Space", "false"), ("Enter", "true")):
        page.keyboard.press(key)
        assert button.get_attribute("aria-expanded") == state
        assert inside.is_visible() == (state == "true")
    assert button.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_units_stand_side_by_side_and_one_can_be_chosen(page_of: Callable[..., Any]) -> None:
    result = fixed_result()
    units = as_json(result)["units"]
    page = page_of(result)
    rows = page.locator("#heat tbody tr").all()
    for row, unit in zip(rows, units, strict=True):
        counts = unit["counts"]["controls"]
        problems = counts["not_satisfied"] + counts["partly_satisfied"]
        assert row.locator("td").first.inner_text().endswith(f"问题 {problems}，未填报 {counts['not_stated']}")
    page.locator("#heat button").nth(1).click()
    assert page.inner_text("h1") == units[1]["name"]
    assert page.input_value("#unit") == "1"
    tick_all(page)
    assert numbers(page) == [len(units[1]["gaps"])] * 2
    page.select_option("#unit", "")
    tick_all(page)
    assert numbers(page) == [sum(len(unit["gaps"]) for unit in units)] * 2


# On paper, on a telephone, for everybody.


def test_paper_is_a4_and_shows_every_matching_finding_in_full(page_of: Callable[..., Any]) -> None:
    page = page_of(example("city"))
    before = page.inner_text("#page")
    tick_all(page)
    (unit,) = as_json(example("city"))["units"]
    sheet = page.pdf(prefer_css_page_size=True)
    assert sheet.startswith(b"%PDF")
    sizes = {
        tuple(round(float(end)) for end in box.split()[2:]) for box in re.findall(rb"MediaBox \[([^\]]+)\]", sheet)
    }
    assert sizes == {(595, 842)}
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#findings-list .finding").count() == len(unit["gaps"])
    assert page.locator(".opener[aria-expanded=false]").count() == 0
    printed = page.inner_text("#findings-list")
    assert [gap["fingerprint"] for gap in unit["gaps"] if gap["fingerprint"] not in printed] == []
    assert not page.locator(".filters").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    page.click(".reset")
    assert page.inner_text("#page") == before


@pytest.mark.parametrize(
    ("lang", "scheme", "size"),
    [("zh", "light", WIDE), ("en", "dark", WIDE), ("en", "light", PHONE), ("zh", "dark", PHONE)],
    ids=["zh-light-wide", "en-dark-wide", "en-light-phone", "zh-dark-phone"],
)
def test_no_serious_fault_for_people_who_use_aids(
    page_of: Callable[..., Any], lang: Lang, scheme: str, size: dict[str, int]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = page_of(fixed_result(), lang, size=size, color_scheme=scheme)
    page.locator("#heat button").first.click()  # one unit, so that its areas are drawn
    for section in ("#findings", "#questions", "#claims", "#gradings", "#working"):
        page.locator(f"{section} .opener").first.click()
    faults = Axe().run(page).response["violations"]
    told = [(one["id"], one["nodes"][0]["html"]) for one in faults if one["impact"] in ("serious", "critical")]
    assert told == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_wider_than_the_screen(page_of: Callable[..., Any], lang: Lang, size: dict[str, int]) -> None:
    long = "政务云" * 200 + "x" * 400
    units = tuple(replace(one, name=long, unit=long, file=f"{long}.yaml") for one in fixed_result().units)
    for result in (example("city"), replace(fixed_result(), units=units)):
        page = page_of(result, lang, everything=True, size=size)
        open_all(page, "#findings")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


# What a description says is never more than text.


def test_hostile_names_run_nothing_and_are_shown_as_they_are(page_of: Callable[..., Any]) -> None:
    bad = "</script><script>alert(1)</script><img src=x onerror=alert(2)><!--<script>{{7*7}}\u2028\u202e&lt;b&gt;\"'`"
    result = fixed_result()
    units = tuple(replace(one, name=bad, file=bad) for one in result.units)
    page = page_of(replace(result, units=units[:1]), everything=True)
    tick_all(page)
    for section in ("#findings", "#missing", "#claims", "#questions", "#gradings", "#working"):
        open_all(page, section)
    assert page.locator("script").count() == 2
    assert page.locator("img, iframe, object, embed, link, form, base").count() == 0
    assert page.inner_text("h1").startswith(
        "</script><script>alert(1)</script><img src=x onerror=alert(2)><!--<script>"
    )
    assert (
        page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames()).filter(name => name.startsWith('on'))"
        )
        == []
    )
    assert page.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.innerText)") is False


@pytest.mark.parametrize("lang", LANGS)
def test_policy_lets_only_the_script_and_the_style_of_this_package_in(lang: Lang) -> None:
    whole = rendered("html", lang).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', whole)
    (style,) = re.findall(r"<style>(.*?)</style>", whole, re.DOTALL)
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', whole, re.DOTALL)
    (script,) = re.findall(r'<script type="module">(.*?)</script>', whole, re.DOTALL)
    digests = {
        name: "&#x27;sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode() + "&#x27;"
        for name, text in (("style", style), ("script", script))
    }
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules == {
        "default-src": "&#x27;none&#x27;",
        "script-src": digests["script"],
        "style-src": digests["style"],
        "base-uri": "&#x27;none&#x27;",
        "form-action": "&#x27;none&#x27;",
    }
    assert set("<>&") & set(data) == set()
    assert json.loads(data)["lang"] == lang
    assert "</" not in script + style
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", script + style)


@pytest.mark.parametrize(
    "word", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("]
)
def test_scripts_read_no_text_as_markup_or_code(word: str) -> None:
    assert [file.name for file in ASSETS.glob("*.js") if word in file.read_text("utf-8")] == []


def test_words_of_the_page_are_those_that_its_scripts_use() -> None:
    scripts = "".join(file.read_text("utf-8") for file in ASSETS.glob("*.js"))
    used = set(re.findall(r"""["`](\w+)["`]""", scripts)) | {f"order.{one}" for one in ("worst", "place", "control")}
    assert set(WORDS) - used == {"no_script"}
    asked = set(re.findall(r"""\bt\(["`](\w+)["`]""", scripts))
    assert asked - set(WORDS) == set()
    for name, text in WORDS.items():
        assert set(re.findall(r"\{\w+\}", text.zh)) == set(re.findall(r"\{\w+\}", text.en)), name


def test_page_without_script_says_so_and_that_it_is_a_self_check(page_of: Callable[..., Any]) -> None:
    page = page_of(example("county"), java_script_enabled=False)
    said = page.inner_text("body")
    for lang in LANGS:
        assert WORDS["no_script"].in_(lang) in said
        assert SELF_CHECK.in_(lang) in said


# Nothing, and very much.


def test_result_without_findings_is_told_apart_from_no_result(page_of: Callable[..., Any]) -> None:
    unit = example("county").units[0]
    faultless = replace(unit, _gaps=lambda questions: iter(()), _claims=None)
    page = page_of(replace(example("county"), units=(faultless,)))
    assert page.inner_text("#count") == WORDS["no_findings"].zh
    assert WORDS["no_gaps"].zh in page.inner_text("#overview")
    page = page_of(fixed_result("broken.yaml"))
    assert page.inner_text("h1") == WORDS["nothing_assessed"].zh
    assert "broken.yaml" in page.inner_text("#inputs")
    assert page.locator("#areas, #counts, #working").count() == 0


def test_what_would_flip_a_finding_is_what_why_says(page_of: Callable[..., Any]) -> None:
    result = example("city")
    (unit,) = result.units
    told = {one.finding.fingerprint: one for one in unit.explanations(None, 3, ("not_satisfied", "partly_satisfied"))}
    assert len(told) > 10
    data = json.loads(re.findall(r'id="data">(.*?)</script>', rendered("html", result=result).decode(), re.DOTALL)[0])
    rows = {row[-2]: row[-1].get("nearest", []) for name in ("gaps", "questions") for row in data["units"][0][name]}
    texts_of = [[one, one] if isinstance(one, str) else one for one in data["texts"]]
    for fingerprint, one in told.items():
        assert one.nearest is not None
        for at, lang in enumerate(LANGS):
            assert [texts_of[number][at] for number in rows[fingerprint]] == list(map(clean, nearest_lines(one, lang)))
    hidden = rendered("html", result=redacted(result)).decode()
    assert re.search(r'"nearest":\[[0-9]', hidden) is None


@cache
def large() -> Result:
    """A result with 30,000 gaps: those of an example, again and again, each with a subject and a line of its own."""
    unit = example("city").units[0]
    gaps = list(unit.gaps())

    def gap(number: int) -> Any:
        one, turn = gaps[number % len(gaps)], number // len(gaps)
        place = one.place._replace(line=one.place.line + turn)
        digest = hashlib.sha256(str(number).encode()).hexdigest()[:24]
        return replace(one, subject=f"{one.subject}[某县-{turn}]", place=place, fingerprint=digest)

    many = [gap(number) for number in range(MANY)]
    return replace(example("city"), units=(replace(unit, _gaps=lambda questions: iter(() if questions else many)),))


def test_thirty_thousand_findings_are_all_there_and_few_are_laid_out(page_of: Callable[..., Any]) -> None:
    page = page_of(large(), "en")
    tick_all(page)
    assert numbers(page) == [MANY, MANY]
    assert page.locator("#findings-list .finding").count() == 50
    page.locator("#findings-list .pager button").last.click()
    assert "Page 2 of 600" in page.inner_text("#findings-list .pager")
    look_for(page, "[某县-77]")
    assert 0 < numbers(page)[0] < 100
    assert all("[某县-77]" in one for one in texts(page, "#findings-list .subject"))


def test_each_text_stands_once_however_many_findings_repeat_it() -> None:
    whole = rendered("html", "zh", result=large()).decode()
    control = next(large().units[0].gaps()).control
    assert whole.count(control.fix.zh) == 1
    assert len(whole) < MANY * 600


@pytest.mark.campaign
def test_how_long_thirty_thousand_findings_take(
    chromium: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prints how long writing takes beside JSON, and a browser to show the page and to filter: `pytest -m campaign -n 0 -k thirty`."""
    from time import perf_counter

    result, file = large(), tmp_path / "large.html"
    for form in ("json", "html"):
        start = perf_counter()
        file.write_bytes(rendered(form, result=result))
        with capsys.disabled():
            print(f"\n{form}: {perf_counter() - start:.2f} s, {file.stat().st_size / 1e6:.1f} MB")
    start = perf_counter()
    with shown(chromium, file) as page:
        told = [f"shown after {perf_counter() - start:.2f} s"]
        for name, act in (("language", "#lang-en"), ("filter", ".statuses input >> nth=2")):
            start = perf_counter()
            page.click(act)
            told.append(f"{name} {perf_counter() - start:.2f} s")
    with capsys.disabled():
        print(", ".join(told))
