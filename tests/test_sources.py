"""The register of documents, and what the profiles take from them: what was not read is nobody's source."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from command import Command, command
from facts import FOLDER
from phrasing import alike, punctuation_en, punctuation_zh, spaces, spaces_zh
from repository import ROOT

from egov_cloud_std.cli.listing import SUMMARIES
from egov_cloud_std.document import Document, read
from egov_cloud_std.document.width import display_width
from egov_cloud_std.profiles import Cited, Control, Profile, Source, known_names
from egov_cloud_std.profiles.register import READ, Registered, read_register
from egov_cloud_std.reports._sources import resting, unread
from egov_cloud_std.reports._totals import BEST, marks_of
from egov_cloud_std.run import load_profiles
from egov_cloud_std.run.loading import load_register
from egov_cloud_std.words import DUTIES, LANGS, NO_WORDS, Lang

FAMILY = re.compile(r"\b(?:33780|34077|34078|34079|34080)\b")
PARTS = {"34078": 4, "33780": 6, "34079": 5, "34077": 5, "34080": 4}
OURS = (
    "seed",
    "judgement",
    "recalled",
    "derived",
    "conflict",
)  # say nothing better of a text than that it was not read
tell = pytest.fixture(command)


@cache
def profiles() -> tuple[Profile, ...]:
    return load_profiles(known_names())


@cache
def register() -> tuple[Registered, ...]:
    return load_register()


def controls() -> list[Control]:
    return [control for profile in profiles() for control in profile.controls]


def cited() -> Iterator[tuple[Control, Cited, Source]]:
    for control in controls():
        for one in control.cited:
            if one.source is not None:
                yield control, one, one.source


def registered(source: Source) -> Registered | None:
    """The entry for a document, by its number, else by its title."""
    for one in register():
        if source.number == one.number and (one.number or one.title.zh == source.title.zh):
            return one
    return None


def test_the_register_holds_every_part_of_the_family_once() -> None:
    numbers = [one.number for one in register() if FAMILY.search(one.number)]
    assert len(numbers) == len(set(numbers))
    assert Counter(number.split()[1].split(".")[0] for number in numbers) == PARTS


def test_every_document_of_the_family_that_a_profile_names_is_registered() -> None:
    for profile in profiles():
        for source in profile.sources.values():
            assert not FAMILY.search(source.number) or registered(source), f"{profile.name}: {source.number}"


def test_what_was_not_read_is_nobodys_source() -> None:
    for control, _, source in cited():
        found = registered(source)
        assert found is None or found.is_read, f"{control.id} rests on {source.number or source.title.zh}"


def test_no_text_is_better_known_than_the_register_says() -> None:
    for control, one, source in cited():
        found = registered(source)
        if found is not None and one.text not in OURS:
            best = READ[found.read][1]
            assert BEST.index(one.text) >= BEST.index(best), f"{control.id}: {source.number} was read as {found.read}"


def test_a_key_names_one_document_in_profiles_and_register() -> None:
    keys = {one.key: one for one in register()}
    for profile in profiles():
        for name, source in profile.sources.items():
            if name in keys and source.number:
                assert keys[name].number == source.number, f"{profile.name}.sources.{name}"


def test_texts_of_the_register_keep_the_rules_of_wording() -> None:
    for one in register():
        said = [
            *punctuation_zh(one.title.zh),
            *spaces(one.title.zh),
            *punctuation_en(one.title.en),
            *spaces(one.title.en),
        ]
        if one.note != NO_WORDS:
            said += [
                *alike(*one.note),
                *spaces_zh(one.note.zh),
                *punctuation_zh(one.note.zh),
                *punctuation_en(one.note.en),
            ]
        assert said == [], one.key


def fact_rows() -> dict[str, list[str]]:
    """The rows of section 2 of the fact sheet, by number without `GB/T`."""
    section = (FOLDER / "series.md").read_text("utf-8").split("\n## 2. ")[1].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("| ")
    ]
    return {row[0].removeprefix("GB/T "): row for row in rows if FAMILY.search(row[0])}


def best_of(text: str) -> str:
    return min((mark for mark in BEST if mark in text), key=BEST.index)


@pytest.mark.skipif(not FOLDER.exists(), reason="needs the fact sheets")
def test_the_register_agrees_with_the_fact_sheet_and_raises_no_mark() -> None:
    facts = fact_rows()
    mine = {one.number.removeprefix("GB/T "): one for one in register() if FAMILY.search(one.number)}
    assert mine.keys() == facts.keys()
    for number, one in mine.items():
        _, title, dates, _, mark, *_ = facts[number]
        assert one.title.zh.rpartition("：")[2] in title, number
        assert one.translated is ("†" in title or " / " not in title), number
        assert BEST.index(one.mark) >= BEST.index(best_of(mark)), number
        for day in filter(None, (one.published, one.in_force)):
            assert day.day in dates or "as part 2" in dates or "same batch" in dates, number
            worst = next((word for word in ("recalled", "derived") if word in dates), best_of(mark))
            assert BEST.index(day.mark) >= BEST.index(worst), number


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (("read: outline", "read: outlined"), "not_a_choice", 5),
        (("mark: outline-seen", "marc: outline-seen"), "unknown_key", 6),
        (("day: 2021-03-09", "day: 2021-3x"), "wrong_day", 7),
        (("key: b", "key: a"), "duplicate", 8),
        (("    title: {zh: 甲, en: A}\n", ""), "missing_key", 3),
    ],
)
def test_mistakes_in_a_register_are_reported_at_their_line(change: tuple[str, str], code: str, line: int) -> None:
    text = """\
schema: egov-sources/0
documents:
  - key: a
    title: {zh: 甲, en: A}
    read: outline
    mark: outline-seen
    published: {day: 2021-03-09, mark: recalled}
  - key: b
    title: {zh: 乙, en: B}
    read: not-read
    mark: recalled
"""
    assert read_register(_document(text))[1] == ()
    found, problems = read_register(_document(text.replace(*change, 1)))
    assert [(one.code, one.place.line) for one in problems] == [(code, line)]
    assert len(found) <= 2


def _document(text: str) -> Document:
    return read(text.encode(), "sources.yaml")


@pytest.mark.parametrize("lang", LANGS)
def test_list_sources_names_what_is_cited_and_what_was_not_read(tell: Command, lang: Lang) -> None:
    printed = tell("list", "sources", "--lang", lang).out
    parts = [part.splitlines() for part in printed.split("\n\n")]
    named = "\n".join(parts[0]).replace("〈", "《").replace("〉", "》")
    for document in resting(profiles()):
        assert document.number in named
        assert document.title.in_(lang) in named
    nobodys = unread(register(), resting(profiles()))
    assert nobodys
    assert len(parts[-1]) == 1 + 2 * len(nobodys)
    for one in nobodys:
        assert one.title.zh in printed if lang == "zh" else one.title.en in printed
        assert not any(one.number and one.number in line for line in parts[0])


def test_every_control_that_cites_a_document_is_counted_once() -> None:
    every = list(cited())
    for one in resting(profiles()):
        names = {
            control.id
            for control, _, source in every
            if one.number == source.number and (one.number or one.title.zh == source.title.zh)
        }
        assert one.controls.keys() == names


def test_a_control_is_counted_by_the_best_known_of_its_texts() -> None:
    for control in controls():
        marks = marks_of(control)
        assert sorted(marks, key=BEST.index) == list(marks)
        assert set(marks) == {one.text for one in control.cited}


@pytest.mark.parametrize("lang", LANGS)
def test_totals_add_up_and_stand_under_one_another(tell: Command, lang: Lang) -> None:
    printed = tell("list", "totals", "--lang", lang).out
    tables = [
        [line for line in part.splitlines() if line.startswith("  ") and not line.startswith("    ")]
        for part in printed.split("\n\n")
    ]
    assert len(tables) == 3
    for table in tables:
        rows = [line for line in table if re.search(r"\d$", line)]
        assert len({display_width(line) for line in rows}) == 1
        cells = [re.split(r" {2,}", row.strip())[1:] for row in rows]  # titles may hold numbers of their own
        numbers = [[int(one) for one in row] for row in cells]
        assert all(total == sum(parts) for total, *parts in numbers)
        assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
        assert numbers[-1][0] == len(controls())
    assert all(duty.in_(lang) in printed for duty in DUTIES.values())


def test_no_profile_has_the_name_of_a_summary() -> None:
    assert set(SUMMARIES) & set(known_names()) == set()
    assert (ROOT / "profiles/sources.yaml").exists()
