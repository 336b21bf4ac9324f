"""The writings that are known, and what was declared of them.

They come from the description's own terminology (glossary, role words, names of the platform, abbreviations) and from the
project's term base. What is declared comes from the description alone: a glossary entry that is preferred takes its
variants with it, and `equivalent_to` joins two entries. A group of writings of which the glossary prefers one, or which
it declares equal, is settled. Names of the platform and words for its roles are groups of their own: there the
description lists what is in use, and whatever else is known of the same group differs from it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..checks.readings import Spot
from ..document import Path
from ..frozen import Frozen
from ..platforms import Platform
from ..shapes import written
from .normal import form


class TermLike(Protocol):
    """A term of the project's term base."""

    @property
    def id(self) -> str: ...
    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str | None: ...
    @property
    def abbreviation(self) -> str | None: ...
    @property
    def variants(self) -> Sequence[str]: ...
    @property
    def status(self) -> str | None: ...
    @property
    def equivalent_to(self) -> str | None: ...
    @property
    def basis(self) -> object: ...


class Group(Frozen):
    """Writings of one thing."""

    aspect: str
    classes: Mapping[str, str]  # of every writing, which class it is declared to belong to
    kept: Mapping[str, Spot]  # writings that are listed as those in use, and where; where there is none, the first used


class Short(Frozen):
    """What is known of an abbreviation."""

    expansions: tuple[str, ...] = ()  # in their normal form
    expanded_in: str = ""  # the document in which it is declared to be expanded


class Deprecated(Frozen):
    """A writing that is out of use."""

    instead: str = ""
    declared: Spot | None = None  # where the glossary says so; else the term base does


@dataclass(slots=True)
class Lexicon:
    """All that is known, by normal form."""

    groups: list[Group] = field(default_factory=list)
    shorts: dict[str, Short] = field(default_factory=dict)
    deprecated: dict[str, Deprecated] = field(default_factory=dict)
    undecided: dict[str, Path] = field(default_factory=dict)  # writings whose status the glossary does not state
    open: dict[str, Path] = field(default_factory=dict)  # aspects that nothing was stated for, by what is missing
    forms: set[str] = field(default_factory=set)  # everything that may stand around a match and hide it


class _Joined:
    """Which writings belong together."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def of(self, one: str) -> str:
        self._parent.setdefault(one, one)
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def join(self, several: Iterable[str]) -> None:
        names = [self.of(one) for one in several]
        for name in names[1:]:
            self._parent[self.of(name)] = self.of(names[0])

    def together(self) -> list[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for one in self._parent:
            found[self.of(one)].append(one)
        return list(found.values())


class _Entry(Frozen):
    """An entry of the glossary."""

    path: Path
    term: str
    variants: tuple[str, ...]
    status: str
    equivalent_to: str

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(form(one) for one in (self.term, *self.variants)))


def lexicon(platform: Platform, terms: Sequence[TermLike]) -> Lexicon:
    """What is known for one description."""
    section = platform.data.get("terminology")
    return _Gathering(platform, section if isinstance(section, dict) else {}, terms).all()


class _Gathering:
    def __init__(self, platform: Platform, section: Mapping[str, object], terms: Sequence[TermLike]) -> None:
        self.platform, self.section, self.terms = platform, section, terms
        self.entries = dict(self._glossary())
        self.found = Lexicon()
        self.known, self.declared = _Joined(), _Joined()
        self.settled: set[str] = set()  # writings that the glossary prefers

    def all(self) -> Lexicon:
        found = self.found
        for aspect, name in (
            ("variants_declared", "glossary"),
            ("deprecated_absent", "glossary"),
            ("abbreviations_expanded", "abbreviations"),
            ("role_words_kept", "role_words"),
            ("platform_name_kept", "platform_name"),
        ):
            if self.section.get(name) is None:
                found.open[aspect] = ("terminology", name)
        self._join()
        self._deprecate()
        self._abbreviate()
        taken = {one for group in self._named() for one in group.classes}
        found.groups += self._mixed(taken)
        for term in self.terms:
            found.forms |= {form(one) for one in (term.zh, term.en, *term.variants) if one}
        for entry in self.entries.values():
            found.forms |= set(entry.forms)
        found.forms |= {one for group in found.groups for one in group.classes} | set(found.deprecated)
        found.forms |= set(found.shorts) | set(found.undecided)
        found.forms = {one for one in found.forms if len(one) > 1}
        return found

    def _items(self, name: str) -> Iterator[tuple[Path, Mapping[str, object]]]:
        items = self.section.get(name)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                yield ("terminology", name, index), item

    def _glossary(self) -> Iterator[tuple[str, _Entry]]:
        for path, item in self._items("glossary"):
            if item.get("term") is not None:
                name = _said(item, "id") or f"#{path[-1]}"
                yield (
                    name,
                    _Entry(
                        path,
                        _said(item, "term"),
                        tuple(_texts(item, "variants")),
                        _said(item, "status"),
                        _said(item, "equivalent_to"),
                    ),
                )

    def _join(self) -> None:
        for term in self.terms:
            self.known.join(form(one) for one in (term.zh, *term.variants) if one)
        by_id = {term.id: term for term in self.terms}
        for term in self.terms:
            if term.equivalent_to:
                other = by_id.get(term.equivalent_to)
                self.known.join((form(term.zh), form(other.zh if other else term.equivalent_to)))
        for entry in self.entries.values():
            self.known.join(entry.forms)
            other_entry = self.entries.get(entry.equivalent_to)
            if other_entry is not None:
                self.known.join((entry.forms[0], other_entry.forms[0]))
                self.declared.join((*entry.forms, other_entry.forms[0]))
            if entry.status == "preferred":
                self.declared.join(entry.forms)
                self.settled.add(entry.forms[0])

    def _deprecate(self) -> None:
        """What is out of use; a writing that the glossary also uses otherwise is not."""
        used = {one for entry in self.entries.values() if entry.status != "deprecated" for one in entry.forms}
        for term in self.terms:
            if term.status == "deprecated" and term.basis and term.basis != "judgement":  # only with a source
                for one in (term.zh, *term.variants):
                    self.found.deprecated[form(one)] = Deprecated(self._instead(term))
        for entry in self.entries.values():
            if entry.status == "deprecated":
                other = self.entries.get(entry.equivalent_to)
                spot = self._spot((*entry.path, "term"), entry.term)
                for one in entry.forms:
                    self.found.deprecated[one] = Deprecated(other.term if other else "", spot)
            elif not entry.status:
                self.found.undecided |= dict.fromkeys(entry.forms, (*entry.path, "status"))
        for one in used:
            self.found.deprecated.pop(one, None)

    def _instead(self, term: TermLike) -> str:
        return next((one.zh for one in self.terms if one.id == term.equivalent_to), term.equivalent_to or "")

    def _named(self) -> list[Group]:
        """The names of the platform and the words for its roles."""
        names = self.section.get("platform_name")
        groups: list[Group] = []
        if isinstance(names, dict):
            kept = {
                form(one): self._spot(("terminology", "platform_name", key), one)
                for key in ("preferred", "short", "declared")
                for one in _texts(names, key)
            }
            if not kept:
                self.found.open["platform_name_kept"] = ("terminology", "platform_name", "preferred")
            seen = {form(one) for one in _texts(names, "in_use")}
            groups.append(self._group("platform_name_kept", kept, seen))
        by_role: dict[str, dict[str, Spot]] = defaultdict(dict)
        preferred: set[str] = set()
        for path, item in self._items("role_words"):
            word, role = _said(item, "word"), _said(item, "role")
            if word and role:
                spot = self._spot((*path, "word"), word)
                by_role[role][form(word)] = spot
                if item.get("preferred") is True:
                    preferred.add(role)
                    by_role[role] = {form(word): spot} | by_role[role]  # what others differ from is named first
        every = {one for words in by_role.values() for one in words}
        for role, words in by_role.items():
            # Several words of which none is preferred are not settled: then the first that is used is the one in use.
            settled = role in preferred or len(words) == 1
            kept = words if settled else {}
            groups.append(self._group("role_words_kept", kept, set(words), every - set(words)))
        self.found.groups += groups
        return groups

    def _group(self, aspect: str, kept: Mapping[str, Spot], seen: set[str], others: Iterable[str] = ()) -> Group:
        """These writings, and whatever is known to mean the same."""
        own = set(kept) | seen
        around = {one for group in self.known.together() if own & set(group) for one in group}
        every = sorted((own | around) - set(others) - set(self.found.deprecated) | set(kept))
        equal = {self.declared.of(one): spot for one, spot in kept.items()}
        kept = dict(kept) | {one: equal[self.declared.of(one)] for one in every if self.declared.of(one) in equal}
        return Group(aspect, {one: self.declared.of(one) for one in every}, kept)

    def _mixed(self, taken: set[str]) -> Iterator[Group]:
        """Every other group of writings that nothing settles.

        The English and the abbreviation of a Chinese term are no other writings of it.
        """
        beside = {form(term.en) for term in self.terms if term.en} | set(self.found.shorts)
        for several in self.known.together():
            is_chinese = not all(one.isascii() for one in several)
            writings = sorted(set(several) - set(self.found.deprecated) - (beside if is_chinese else set()))
            if len(writings) < 2 or taken & set(writings) or self.settled & set(writings):
                continue
            classes = {one: self.declared.of(one) for one in writings}
            if len(set(classes.values())) > 1:
                yield Group("variants_declared", classes, {})

    def _abbreviate(self) -> None:
        shorts = self.found.shorts
        for term in self.terms:
            if term.abbreviation:
                shorts[form(term.abbreviation)] = Short(tuple(form(one) for one in (term.zh, term.en) if one))
        for _, item in self._items("abbreviations"):
            short = form(_said(item, "short"))
            if short:
                own = tuple(form(one) for key in ("expansion", "english") for one in _texts(item, key))
                known = shorts.get(short, Short())
                elsewhere = _said(item, "first_used_in") if item.get("expanded_at_first_use") is True else ""
                shorts[short] = Short((*own, *known.expansions), elsewhere)

    def _spot(self, path: Path, words: str) -> Spot:
        place = self.platform.place(path)
        return Spot(place, words, self.platform.line(place))


def _said(item: Mapping[str, object], key: str) -> str:
    value = item.get(key)
    return "" if value is None or isinstance(value, dict | list) else written(value)


def _texts(item: Mapping[str, object], key: str) -> Iterator[str]:
    value = item.get(key)
    for one in value if isinstance(value, list) else (value,):
        if one is not None and not isinstance(one, dict | list):
            yield written(one)
