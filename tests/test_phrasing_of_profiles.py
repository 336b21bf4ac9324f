"""Every text of the profiles and every word of the model is held against the rules of wording."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pytest
from phrasing import (
    abbreviations,
    alike,
    duty_remarks,
    instruction,
    lengths,
    punctuation_en,
    punctuation_zh,
    spaces,
    spaces_zh,
    stops,
    words_en,
    words_zh,
)

from egov_cloud_std.platforms import record
from egov_cloud_std.profiles import Control, Profile, known_names
from egov_cloud_std.run import load_profiles
from egov_cloud_std.shapes import Record
from egov_cloud_std.words import NO_WORDS, Text

NAMES = known_names()


class Said(NamedTuple):
    """One text, and where it stands."""

    where: str
    kind: str  # requires, fix, note, why, title
    text: Text


@cache
def profile(name: str) -> Profile:
    (found,) = load_profiles((name,))
    return found


def texts(name: str) -> Iterator[Said]:
    """The titles, notes and sentences of a profile."""
    found = profile(name)
    yield Said(name, "title", found.title)
    for key, source in found.sources.items():
        yield Said(f"{name}.sources.{key}", "title", source.title)
        yield Said(f"{name}.sources.{key}", "note", source.note)
    for control in found.controls:
        yield Said(control.id, "requires", control.requires)
        yield Said(control.id, "fix", control.fix)
        yield Said(control.id, "why", control.why)
        yield from (Said(control.id, "note", cited.note) for cited in control.cited)
        yield from (Said(control.id, "note", one) for one in control.lowered_by)


def prose(name: str, *kinds: str) -> list[Said]:
    """Our own sentences: all but titles, which stand as they are printed."""
    wanted = kinds or ("requires", "fix", "note", "why")
    return [one for one in texts(name) if one.kind in wanted and one.text != NO_WORDS]


def remarks(of: Iterable[Said], *rules: Callable[[str, str], Iterable[str]]) -> list[str]:
    return [f"{one.where} ({one.kind}): {said}" for one in of for rule in rules for said in rule(*one.text)]


def zh(rule: Callable[[str], Iterable[str]]) -> Callable[[str, str], Iterable[str]]:
    return lambda chinese, english: rule(chinese)


def en(rule: Callable[[str], Iterable[str]]) -> Callable[[str, str], Iterable[str]]:
    return lambda chinese, english: rule(english)


@pytest.mark.parametrize("name", NAMES)
def test_a_requirement_has_the_verb_of_its_duty_and_no_other(name: str) -> None:
    def of(control: Control) -> Iterable[str]:
        return (f"{control.id}: {said}" for said in duty_remarks(control.duty, *control.requires))

    assert [said for control in profile(name).controls for said in of(control)] == []


@pytest.mark.parametrize("name", NAMES)
def test_punctuation_and_spaces_are_of_their_language(name: str) -> None:
    rules = (zh(punctuation_zh), zh(spaces_zh), zh(spaces), en(punctuation_en), en(spaces))
    assert remarks(prose(name), *rules) == []


@pytest.mark.parametrize("name", NAMES)
def test_titles_are_of_their_language(name: str) -> None:
    found = [one for one in texts(name) if one.kind == "title"]
    assert remarks(found, zh(punctuation_zh), zh(spaces), en(punctuation_en), en(spaces)) == []


@pytest.mark.parametrize("name", NAMES)
def test_sentences_end_with_a_full_stop(name: str) -> None:
    assert remarks(prose(name, "requires", "fix", "why"), stops) == []
    assert remarks(prose(name, "note"), alike) == []


@pytest.mark.parametrize("name", NAMES)
def test_words_are_ours(name: str) -> None:
    assert remarks(prose(name), zh(words_zh), en(words_en)) == []


@pytest.mark.parametrize("name", NAMES)
def test_abbreviations_are_explained(name: str) -> None:
    assert remarks(prose(name, "requires", "fix", "why"), zh(abbreviations), en(abbreviations)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_fix_is_an_instruction(name: str) -> None:
    assert remarks(prose(name, "fix"), instruction) == []


@pytest.mark.parametrize("kind", ["requires", "fix", "note"])
@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_neither_stubs_nor_paragraphs(name: str, kind: str) -> None:
    assert remarks(prose(name, kind), lambda chinese, english: lengths(kind, chinese, english)) == []


@cache
def fields() -> tuple[Said, ...]:
    """The words of every field of the model, each record once."""
    found: dict[str, Said] = {}
    seen: set[str] = set()

    def walk(one: Record) -> None:
        if one.name in seen:
            return
        seen.add(one.name)
        for field in one.fields.values():
            found[f"{one.name}.{field.name}"] = Said(f"{one.name}.{field.name}", "field", Text(field.zh, field.en))
            for inner in (field.record, field.item.record if field.item is not None else None):
                if inner is not None:
                    walk(inner)

    walk(record())
    return tuple(found.values())


def test_fields_have_words_in_both_languages() -> None:
    assert [one.where for one in fields() if not all(one.text)] == []


def test_words_of_fields_are_of_their_language() -> None:
    """What a report prints in its own way, such as 1至3天, stands close; a field is no sentence and has no stop."""
    rules = (
        zh(punctuation_zh),
        zh(lambda text: spaces_zh(text, digits=False)),
        zh(spaces),
        en(punctuation_en),
        en(spaces),
    )
    assert remarks(fields(), *rules) == []
    assert [one.where for one in fields() if one.text.zh.endswith("。") or one.text.en.endswith(".")] == []


def test_words_of_fields_are_ours() -> None:
    assert remarks(fields(), zh(words_zh), en(words_en)) == []
