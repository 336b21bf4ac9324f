"""The term base: words of the field, each with its meaning, its source, and how well both are known.

It stands beside the profiles in a file of its own format. Every mistake in it is a `Problem` at its own line.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from ..checks.reader import Mistake, unknown
from ..document import Document, Path, Place, Problem, Unreadable, read_file
from ..frozen import Frozen
from ..shapes import Record
from ..words import MARKS, NO_WORDS, TERM_STATUSES, Text, same
from .collecting import Collector
from .controls import Source
from .reading import read_sources
from .shipped import shipped_path

SCHEMA = "egov-terms/0"
FILE_KEYS = ("schema", "version", "title", "sources", "terms")
TERM_KEYS = (
    "id",
    "zh",
    "en",
    "abbreviation",
    "variants",
    "translation",
    "meaning",
    "source",
    "basis",
    "zh_basis",
    "en_basis",
    "status",
    "equivalent_to",
    "deprecated_by",
    "note",
)
NEEDED = ("id", "basis", "status")
NAMES = ("zh", "en", "abbreviation")
OURS = {"ours": None}
ORIGIN_KEYS = ("ref", "place", "basis", "facts")
NO_FIELDS = Record("terms", {})  # no place of a platform description is named here


class Origin(Frozen):
    """Where a term was read: the document, the place in it, and how well it is known from there."""

    source: Source
    at: Text
    basis: str
    facts: tuple[str, ...] = ()


class Term(Frozen):
    """One term. A name is "" where none is known, a meaning where only the name was read."""

    id: str
    zh: str
    en: str
    abbreviation: str
    variants: tuple[str, ...]  # other ways of writing it
    status: str  # preferred, equivalent, deprecated
    equivalent_to: str  # the id of the preferred term, "" of one that is preferred
    basis: str  # how the term, and its meaning where there is one, is known
    zh_basis: str  # how its Chinese name is known; `basis` where nothing else is said
    en_basis: str  # how its English name is known
    translation: str  # `ours` where no source prints the English
    meaning: Text  # in our own words
    sources: tuple[Origin, ...]
    deprecated_by: Origin | None  # the document that puts it out of use
    note: Text
    place: Place

    @property
    def words(self) -> tuple[str, ...]:
        """Every way of writing it, in either language."""
        return tuple(word for word in (self.zh, *self.variants, self.abbreviation, self.en) if word)


def load_terms() -> tuple[Term, ...]:
    """The term base that this version carries. Raises `Unreadable` where it cannot be used."""
    document = read_file(shipped_path("terms"))
    document.name = "profiles/terms.yaml"  # by its place in the project, wherever it is installed
    terms, problems = read_terms(document)
    if problems:
        raise Unreadable(problems[0], document.line(problems[0].place.line))
    return terms


def read_terms(document: Document) -> tuple[tuple[Term, ...], tuple[Problem, ...]]:
    """The terms of a document, and what is wrong with it. A term with a mistake is left out."""
    collector = Collector(document, NO_FIELDS)
    nothing: tuple[tuple[Path, Term], ...] = ()
    terms = collector.tried(lambda: tuple(_terms(collector)), nothing)
    for mistake in _between(terms, _written(document)):
        collector.add(mistake)
    problems = sorted(collector.problems, key=lambda one: (one.place.line, one.place.column))
    return tuple(term for _, term in terms), tuple(problems)


def _written(document: Document) -> tuple[str, ...]:
    """Every id that is written, that of a term with a mistake too."""
    entries = document.data.get("terms") if isinstance(document.data, dict) else None
    named = (one.get("id") for one in (entries if isinstance(entries, list) else ()) if isinstance(one, dict))
    return tuple(one for one in named if isinstance(one, str))


def _terms(collector: Collector) -> Iterator[tuple[Path, Term]]:
    reader = collector.reader
    data = reader.mapping(collector.document.data, (), FILE_KEYS, ("schema", "title", "terms"))
    if data["schema"] != SCHEMA:
        raise Mistake(
            ("schema",),
            "schema",
            Text(f"schema 不是 {SCHEMA}", f"schema is not {SCHEMA}"),
            Text(f"写 schema: {SCHEMA}。", f"Write schema: {SCHEMA}."),
        )
    collector.words(data["title"], ("title",))
    sources = dict(read_sources(collector, data))
    for index, entry in enumerate(reader.sequence(data["terms"], ("terms",))):
        at: Path = ("terms", index)
        term = collector.tried(partial(_term, collector, entry, at, sources), None)
        if term is not None:
            yield at, term


def _term(collector: Collector, value: object, at: Path, sources: Mapping[str, Source]) -> Term:
    reader = collector.reader
    entry = reader.mapping(value, at, TERM_KEYS, NEEDED)
    texts = {key: reader.text(entry[key], (*at, key)) for key in ("id", *NAMES, "equivalent_to") if key in entry}
    if not any(texts.get(key) for key in NAMES):
        raise Mistake(
            at,
            "nameless_term",
            Text("术语没有中文名、英文名或缩略语", "the term has no Chinese name, no English name, no abbreviation"),
            Text("写明 zh、en 或 abbreviation。", "State zh, en or abbreviation."),
        )
    basis = _mark(collector, entry["basis"], (*at, "basis"))
    marks = {key: _mark(collector, entry[key], (*at, key)) for key in ("zh_basis", "en_basis") if key in entry}
    status = collector.among(entry["status"], (*at, "status"), TERM_STATUSES, "使用状态", "status")
    variants = reader.sequence(entry["variants"], (*at, "variants")) if "variants" in entry else []
    if "translation" in entry:
        texts["translation"] = collector.among(entry["translation"], (*at, "translation"), OURS, "译法", "translation")
    origins = tuple(_origins(collector, entry, at, sources, basis))
    _has_origin(origins, basis, at)
    return Term(
        texts["id"],
        texts.get("zh", ""),
        texts.get("en", ""),
        texts.get("abbreviation", ""),
        tuple(reader.text(one, (*at, "variants", index)) for index, one in enumerate(variants)),
        status,
        texts.get("equivalent_to", ""),
        basis,
        marks.get("zh_basis", basis),
        marks.get("en_basis", basis),
        texts.get("translation", ""),
        collector.words(entry["meaning"], (*at, "meaning")) if "meaning" in entry else NO_WORDS,
        origins,
        _deprecation(collector, entry, at, sources, basis),
        collector.words(entry["note"], (*at, "note")) if "note" in entry else NO_WORDS,
        collector.document.place((*at, "id")),
    )


def _mark(collector: Collector, value: object, at: Path) -> str:
    return collector.among(value, at, MARKS, "标记", "mark")


def _origins(
    collector: Collector, entry: Mapping[str, object], at: Path, sources: Mapping[str, Source], basis: str
) -> Iterator[Origin]:
    if "source" in entry:
        here = (*at, "source")
        for index, one in enumerate(collector.reader.sequence(entry["source"], here)):
            yield _origin(collector, one, (*here, index), sources, basis)


def _origin(collector: Collector, value: object, at: Path, sources: Mapping[str, Source], basis: str) -> Origin:
    reader = collector.reader
    entry = reader.mapping(value, at, ORIGIN_KEYS, ("ref",))
    source = sources[collector.among(entry["ref"], (*at, "ref"), sources, "来源", "source")]
    read = reader.sequence(entry["facts"], (*at, "facts")) if "facts" in entry else []
    return Origin(
        source,
        _place(collector, entry.get("place"), (*at, "place")),
        _mark(collector, entry["basis"], (*at, "basis")) if "basis" in entry else basis,
        tuple(reader.text(one, (*at, "facts", index)) for index, one in enumerate(read)),
    )


def _place(collector: Collector, value: object, at: Path) -> Text:
    """A place in a document: the same in both languages, or in each its own words."""
    if value is None:
        return NO_WORDS
    return collector.words(value, at) if isinstance(value, dict) else same(collector.reader.text(value, at))


def _has_origin(origins: tuple[Origin, ...], basis: str, at: Path) -> None:
    if not origins and basis != "judgement":
        raise Mistake(
            at,
            "term_without_source",
            Text("术语没有来源", "the term has no source"),
            Text("写明 source，或标为 basis: judgement。", "State its source, or mark it basis: judgement."),
        )


def _deprecation(
    collector: Collector, entry: Mapping[str, object], at: Path, sources: Mapping[str, Source], basis: str
) -> Origin | None:
    """The document that puts the term out of use: nothing is deprecated because we dislike it."""
    if (entry["status"] == "deprecated") is not ("deprecated_by" in entry):
        raise Mistake(
            (*at, "status"),
            "deprecation_without_source",
            Text(
                "停用的术语写明停用依据 deprecated_by，其他术语不写",
                "a deprecated term names the document that deprecates it in deprecated_by, and no other term does",
            ),
            Text("写明 deprecated_by，或改正 status。", "State deprecated_by, or correct the status."),
        )
    if "deprecated_by" not in entry:
        return None
    return _origin(collector, entry["deprecated_by"], (*at, "deprecated_by"), sources, basis)


def _between(terms: tuple[tuple[Path, Term], ...], written: tuple[str, ...]) -> Iterator[Mistake]:
    """What is wrong between terms: ids and words that repeat, equivalents that lead to no preferred term."""
    read = {term.id: term for _, term in terms}
    ids: dict[str, Term] = {}
    words: dict[str, Term] = {}
    for at, term in terms:
        if ids.setdefault(term.id, term) is not term:
            yield _repeated((*at, "id"), term.id, ids[term.id])
        for word in dict.fromkeys((term.zh, *term.variants, term.abbreviation)) if term.status == "preferred" else ():
            if word and words.setdefault(word, term) is not term:
                yield _repeated((*at, "id"), word, words[word])
        if not term.equivalent_to or term.equivalent_to in read:
            yield from _leading(term, at, read.get(term.equivalent_to))
        elif term.equivalent_to not in written:
            yield Mistake((*at, "equivalent_to"), "no_such_term", *unknown("术语", "term", term.equivalent_to, written))


def _repeated(at: Path, name: str, first: Term) -> Mistake:
    line = first.place.line
    return Mistake(
        at,
        "duplicate_term",
        Text(f"{name} 已在第 {line} 行", f"{name} is already on line {line}"),
        Text("合并两条，或将其一写为 equivalent。", "Merge the two, or make one of them equivalent to the other."),
    )


def _leading(term: Term, at: Path, other: Term | None) -> Iterator[Mistake]:
    """What is wrong with where a term leads: a preferred one leads nowhere, an equivalent one to a preferred one."""
    if (term.status == "equivalent" and other is None) or (term.status == "preferred" and other is not None):
        yield Mistake(
            (*at, "status"),
            "status_contradicted",
            Text(
                "等同术语指明首选术语 equivalent_to，首选术语不写",
                "an equivalent term names its preferred term in equivalent_to, and a preferred term does not",
            ),
            Text("补写或删去 equivalent_to。", "State equivalent_to, or take it away."),
        )
    elif other is not None and other.status != "preferred":
        yield Mistake(
            (*at, "equivalent_to"),
            "not_preferred",
            Text(f"{other.id} 不是首选术语", f"{other.id} is not a preferred term"),
            Text("指向首选术语。", "Name the preferred term."),
        )
