"""The pages of controls: they are what the profiles say, and what they show is what happens."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from repository import ROOT

from egov_cloud_std import explained
from egov_cloud_std.cli.pages import FOLDER, write_pages, written
from egov_cloud_std.document import read
from egov_cloud_std.profiles import Control, Profile, Witness, known_names
from egov_cloud_std.prove import statuses_given
from egov_cloud_std.reports._page import Page, gathered
from egov_cloud_std.reports._pages import COMMAND, pages
from egov_cloud_std.reports._reads import cutter, read_by, required_by
from egov_cloud_std.reports._related import Relations
from egov_cloud_std.reports._sections import Code, Item, Sentence, sections
from egov_cloud_std.reports._snippets import differences, in_one_line
from egov_cloud_std.reports._snippets import written as as_yaml
from egov_cloud_std.run import load_profiles
from egov_cloud_std.run.loading import load_crosswalk, load_facts
from egov_cloud_std.words import LANGS, STATUSES, Lang, Text

SHOWN = {"en": ("Avoid", "Prefer", "Example"), "zh": ("反例", "正例", "示例")}
CLAIMED = {"en": r"Conclusion: (.+)\.", "zh": r"结论：(.+)。"}
LINK = re.compile(r"\]\(([^)]+)\)")


@cache
def profiles() -> tuple[Profile, ...]:
    return load_profiles(known_names(), witnesses=True)


@cache
def texts() -> dict[str, str]:
    return dict(pages(profiles(), load_facts(), load_crosswalk(profiles())))


@cache
def gathered_pages() -> dict[str, Page]:
    relations, facts, crosswalk = Relations(profiles()), load_facts(), load_crosswalk(profiles())
    return {
        control.id: gathered(control, profile, relations, facts, crosswalk)
        for profile in profiles()
        for control in profile.controls
    }


def controls() -> list[Control]:
    return [control for profile in profiles() for control in profile.controls]


def scope(control: Control) -> str:
    return next(one.scope for one in profiles() if one.name == control.profile)


def page(control: Control, lang: Lang) -> str:
    return texts()[f"{control.profile}/{control.id}{'.zh-CN' if lang == 'zh' else ''}.md"]


def snippets(text: str, lang: Lang) -> Iterator[tuple[str, str, str, str]]:
    """What a page shows: its heading, the conclusion that it claims, the YAML, what it supposes."""
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title = section.split("\n")[0]
        if title in SHOWN[lang]:
            claimed = re.search(CLAIMED[lang], section)
            shown = re.search(r"^```yaml\n(.*?)^```\n(.*)", section, re.MULTILINE | re.DOTALL)
            assert claimed
            assert shown
            yield title, claimed[1], shown[1], shown[2].strip()


def test_committed_pages_are_what_the_profiles_say() -> None:
    wanted = written(FOLDER)
    there = {path: path.read_text("utf-8") for path in FOLDER.rglob("*") if path.is_file()}
    stale = sorted(
        str(path.relative_to(ROOT)) for path in wanted.keys() | there.keys() if wanted.get(path) != there.get(path)
    )
    assert stale == [], f"Run `{COMMAND}`."


def test_pages_are_written_and_those_of_dropped_controls_taken_away(tmp_path: Path) -> None:
    dropped = tmp_path / "security" / "no_such_control.md"
    dropped.parent.mkdir()
    dropped.write_text("", "utf-8")
    write_pages(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")} == texts().keys()


def test_every_control_has_a_page_and_a_row_of_the_index_in_both_languages() -> None:
    assert len(texts()) == 2 * len(controls()) + 2
    for lang, name in (("en", "README.md"), ("zh", "README.zh-CN.md")):
        linked = LINK.findall(texts()[name])
        for control in controls():
            assert page(control, lang).startswith(f"# {control.requires.in_(lang)}\n".replace("<", "\\<"))
            assert f"{control.profile}/{control.id}{name.removeprefix('README')}" in linked


@pytest.mark.parametrize("lang", LANGS)
def test_every_snippet_gives_the_conclusion_that_its_page_claims(lang: Lang) -> None:
    names = {status.in_(lang): name for name, status in STATUSES.items()}
    for control in controls():
        shown = list(snippets(page(control, lang), lang))
        titles = [title for title, *_ in shown]
        assert titles == list(SHOWN[lang][2:] if control.unset else SHOWN[lang][:2]), control.id
        for title, claimed, text, supposed in shown:
            data = read(text.encode(), title).data
            assert isinstance(data, dict)
            behind = behind_of(control, names[claimed], data)
            assert statuses_given(control, [(behind, data)], scope(control)) == [names[claimed]], (
                f"{control.id}: {title}"
            )
            assert bool(supposed) == bool(behind.facts or behind.wording), control.id


def behind_of(control: Control, status: str, given: dict[str, object]) -> Witness:
    """The witness that a snippet shows; it says what is supposed of files."""
    shown = gathered_pages()[control.id]
    for snippet in filter(None, (shown.avoid, shown.prefer, shown.shown)):
        if snippet.status == status and snippet.given == given:
            return snippet.witness
    raise AssertionError(f"{control.id}: its page shows what nothing stands for")


def test_snippets_read_back_as_they_were_and_hold_nothing_that_the_control_does_not_read() -> None:
    """Of a region a witness is shown whole where a cut would take away what a joined field leads to."""
    for name, one in gathered_pages().items():
        for snippet in filter(None, (one.avoid, one.prefer, one.shown)):
            assert read(as_yaml(snippet.given).encode(), name).data == snippet.given
            cut = cutter(one.control)(snippet.given)
            assert cut == snippet.given or (scope(one.control), snippet.given) == ("region", snippet.witness.given), (
                name
            )


def test_every_witness_keeps_its_conclusion_when_it_is_cut_down_to_what_is_read() -> None:
    for control in (one for one in controls() if scope(one) == "platform"):
        cut_down = cutter(control)
        cut = [(witness, cut_down(witness.given)) for witness in control.witnesses]
        assert statuses_given(control, cut) == [witness.status for witness in control.witnesses], control.id


def test_both_languages_show_the_same_snippets() -> None:
    for control in controls():
        english, chinese = ([text for _, _, text, _ in snippets(page(control, lang), lang)] for lang in ("en", "zh"))
        assert english == chinese


def test_links_of_pages_lead_to_pages_and_profiles() -> None:
    there = {f"pages/{name}" for name in texts()} | {
        profile.document.name.removeprefix("profiles/") for profile in profiles()
    }
    for name, text in texts().items():
        linked = {posixpath.normpath(f"pages/{posixpath.dirname(name)}/{target}") for target in LINK.findall(text)}
        assert linked - there == set(), name


def test_pages_say_nothing_that_moves_when_a_profile_only_grows() -> None:
    for name, text in texts().items():
        assert not re.search(r"\.yaml:\d", text), name
        assert "1911" not in text, name


@pytest.mark.parametrize("lang", LANGS)
def test_explanation_at_the_terminal_says_all_that_the_page_says(lang: Lang) -> None:
    for control in controls()[::5]:
        said = "\n".join(
            line.strip() for line in explained(control, lang, profiles(), load_facts(), load_crosswalk(profiles()))
        )
        for section in sections(gathered_pages()[control.id], lang):
            assert section.title in said
            for block in section.blocks:
                match block:
                    case Sentence(text) | Code(_, text):
                        assert "\n".join(line.strip() for line in text.splitlines()) in said
                    case Item(_, says, url, _):
                        assert all(one.replace("`", "") in said for one in (*says, url))


def test_related_controls_relate_to_one_another() -> None:
    related = {name: {one.control.id for one in page.related} for name, page in gathered_pages().items()}
    assert any(related.values())
    for name, others in related.items():
        assert name not in others
        assert all(name in related[other] for other in others)


def test_every_fact_that_a_control_cites_is_quoted_on_its_page() -> None:
    facts = load_facts()
    for control in controls():
        for fact in (fact for cited in control.cited for fact in cited.facts):
            assert facts[fact].en.split("*")[0] in page(control, "en")


def test_a_reason_is_shown_where_a_profile_gives_one(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    control = """\
  - id: operator_named
    source: [{text: judgement}]
    duty: unread
    severity: low
    requires: {zh: 写明运营单位。, en: The operator is named.}
    why: {zh: 无人可以追责。, en: Nobody can be *held* to account.}
    expect: {platform.operator: {present: true}}
    fix: {zh: 补写运营单位。, en: Name it.}
    witnesses: [{status: satisfied, given: {platform: {operator: 甲}}}, {status: not_satisfied, given: {platform: {operator: null, name: 乙}}}]
"""
    path.write_text(
        f"schema: egov-profile/0\nprofile: own\ntitle: {{zh: 自有, en: Own}}\ncontrols:\n{control}", "utf-8"
    )
    for _ in range(2):  # read from its file, then from memory
        (own,) = load_profiles([str(path)])
        assert own.controls[0].why == Text("无人可以追责。", "Nobody can be *held* to account.")
    text = dict(pages(load_profiles([str(path)], witnesses=True), {}))["own/operator_named.md"]
    assert "## Why\n\nNobody can be \\*held\\* to account.\n\nThis project holds the harm of a gap to be low." in text


def test_a_threshold_that_is_set_is_shown_with_what_it_rests_on(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        """\
schema: egov-profile/0
profile: own
title: {zh: 自有, en: Own}
sources: {law: {title: {zh: 某法, en: A law}, number: LAW-1}}
thresholds:
  kept_at_least: {value: 6 months, direction: at_least, source: [{ref: law, clause: 5, text: secondary, number: secondary}]}
controls:
  - id: logs_are_kept
    source: [{ref: law, clause: 5, text: secondary, number: secondary}]
    duty: unread
    severity: high
    waivable: false
    lowered_by: [{zh: 另有留存, en: copies elsewhere}]
    requires: {zh: 日志留存。, en: Logs are kept.}
    expect: {security.logs.kept: {at_least: $kept_at_least}}
    fix: {zh: 延长留存期。, en: Keep them longer.}
    witnesses:
      - {status: satisfied, given: {security: {logs: {kept: 6 months}}}}
      - {status: not_satisfied, but: {security: {logs: {kept: 5 months}}}}
""",
        "utf-8",
    )
    made = dict(pages(load_profiles([str(path)], witnesses=True), {}))
    english, chinese = made["own/logs_are_kept.md"], made["own/logs_are_kept.zh-CN.md"]
    assert "\nThe threshold kept_at_least is 6 months, from LAW-1, A law, 5.\n" in english
    assert "\n指标 kept_at_least 为 6 months，据 LAW-1《某法》 5。\n" in chinese
    assert english.endswith(
        "Keep them longer.\n\nNobody may accept this gap.\n\nWhat lowers the risk: copies elsewhere.\n"
    )
    assert "Text and number: read in a secondary source; the original was not read." in english


def test_conditions_name_what_they_ask_of_the_items_of_lists() -> None:
    said = page(next(one for one in controls() if one.id == "management_traffic_separated"), "en")
    assert "architecture.networks[].kind  covers: to include management\n" in said
    assert (
        "architecture.connections  separates: no uncontrolled way across\n          from: architecture.zones\n" in said
    )
    assert "connections that are controlled and do not count:\n            .controlled  equals: true\n" in said


def test_places_read_are_those_that_conditions_name() -> None:
    found = {control.id: {".".join(place) for place in read_by(control)} for control in controls()}
    assert found["tenant_networks_isolated"] == {
        "architecture.networks",
        "architecture.networks.kind",
        "architecture.networks.isolated",
        "security.protection_level",
    }
    assert {"testing.application_tests.system", "testing.application_tests.report", "architecture.systems.id"} <= found[
        "application_security_tested"
    ]
    assert found["figure_conditions_stated"] >= {"testing.environments", "performance.measured.conditions.sample"}


@pytest.mark.parametrize(
    "value",
    ["no", "22:30", "2026-06-30", "5.10", "true", "null", "≤30min", "a: b", "#x", "- y", "99.9%", "", "~", "0x10"],
)
def test_texts_read_back_as_texts(value: str) -> None:
    assert read(as_yaml({"a": value, "b": [value]}).encode(), "x").data == {"a": value, "b": [value]}


def test_numbers_read_back_as_they_were_written() -> None:
    data = read(b"a: 5.10\nb: [010, 1e3, 7]\n", "x").data
    assert isinstance(data, dict)
    assert as_yaml(data) == "a: 5.10\nb: [010, 1e3, 7]\n"
    assert in_one_line(data["b"]) == "[010, 1e3, 7]"


def test_a_list_of_other_things_is_told_as_a_whole_and_a_long_one_is_cut() -> None:
    before = {"list": [{"id": "x"}, {"id": "y"}]}
    assert [one.en for one in differences(before, {"list": [{"id": "z"}]})] == ["`list: [{id: z}]`"]
    (said,) = differences(before, {"list": [{"id": f"z{number}"} for number in range(100)]})
    assert said.en.endswith("…`")
    assert len(said.en) < 200


def test_related_controls_ask_of_the_same_value_and_not_only_of_the_same_list() -> None:
    required = {control.id: required_by(control) for control in controls()}
    assert required["application_security_tested"] == {
        ("testing", "application_tests", name) for name in ("system", "report", "date")
    }


def test_differences_name_what_changed_by_identity() -> None:
    before = {"a": {"b": {"c": 1}}, "list": [{"id": "x", "on": True}, {"id": "y"}], "gone": {"only": {"one": 1}}}
    after = {"a": {"b": {"c": 2}}, "list": [{"id": "y", "on": False}, {"id": "z"}], "new": {"none": True}}
    assert [one.en for one in differences(before, after)] == [
        "`a.b.c: 2`",
        "no `list[x]`",
        "`list[y].on: false`",
        "also `list[z]: {id: z}`",
        "`gone.only.one` not stated",
        "`new: {none: true}`",
    ]
