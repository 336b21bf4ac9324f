"""Terms in words: what `list terms` says."""

from collections.abc import Iterator, Mapping, Sequence

from ..assess.results import titled
from ..document.width import display_width
from ..profiles.terms import Origin, Term
from ..words import MARKS, TERM_STATUSES, Lang, Text


def found(terms: Sequence[Term], text: str) -> tuple[Term, ...]:
    """The terms with this id, or with this text in one of their names; those that it names in full first."""
    wanted = text.strip().casefold()

    def names(term: Term) -> tuple[str, ...]:
        return tuple(word.casefold() for word in (term.id, *term.words))

    whole = [term for term in terms if wanted in names(term)]
    part = [term for term in terms if term not in whole and any(wanted in name for name in names(term)[1:])]
    return (*whole, *part)


def listed(terms: Sequence[Term], lang: Lang) -> Iterator[str]:
    """One line per term: its id, its names, how well it is known."""
    yield Text(f"术语库（{len(terms)} 条：标识、名称、依据）", f"Term base ({len(terms)} terms: id, names, basis)").in_(
        lang
    )
    rows = [(term.id, _chinese(term), term.en, MARKS[term.basis].in_(lang)) for term in terms]
    widths = [max(map(display_width, column), default=0) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=False))
        yield "  " + "  ".join(cells).rstrip()


def told(term: Term, by_id: Mapping[str, Term], lang: Lang) -> Iterator[str]:
    """A term with its meaning, its source and how both are known."""

    def line(label: Text, says: Text) -> Iterator[str]:
        if says.in_(lang):
            yield f"  {label.in_(lang)}  {says.in_(lang)}"

    yield f"{term.id}  {_names(term)}"
    yield from line(Text("含义", "Meaning"), term.meaning if any(term.meaning) or term.equivalent_to else _NO_MEANING)
    yield from line(Text("其他写法", "Also written"), Text("、".join(term.variants), ", ".join(term.variants)))
    if term.status != "preferred":
        yield from line(Text("使用状态", "Status"), _status(term, by_id))
    sources = [_source(one) for one in term.sources] or [MARKS[term.basis]]
    yield from line(
        Text("依据", "Source"), Text("；".join(one.zh for one in sources), "; ".join(one.en for one in sources))
    )
    yield from line(Text("名称", "Names"), _known(term))
    yield from line(Text("说明", "Note"), term.note)


_NO_MEANING = Text("（只见名称，含义未见）", "(only the name was read, not the meaning)")


def _chinese(term: Term) -> str:
    """What stands in Chinese text."""
    return f"{term.zh}（{term.abbreviation}）" if term.abbreviation and term.zh else term.zh or term.abbreviation


def _names(term: Term) -> str:
    return "  ".join(filter(None, (_chinese(term), term.en)))


def _status(term: Term, by_id: Mapping[str, Term]) -> Text:
    status = TERM_STATUSES[term.status]
    other = by_id.get(term.equivalent_to)
    same = Text("", "") if other is None else Text(f"：{other.id} {_names(other)}", f": {other.id} {_names(other)}")
    by = Text("", "") if term.deprecated_by is None else _source(term.deprecated_by)
    return Text(
        "；".join(filter(None, (status.zh + same.zh, by.zh))), "; ".join(filter(None, (status.en + same.en, by.en)))
    )


def _source(origin: Origin) -> Text:
    """The document, the place in it, and how well it is known."""
    source, mark, facts = origin.source, MARKS[origin.basis], ", ".join(origin.facts)
    zh = " ".join(filter(None, (source.number or titled(source.title.zh), origin.at.zh, facts)))
    en = ", ".join(filter(None, (source.number or source.title.en, origin.at.en, facts)))
    return Text(f"{zh}（{mark.zh}）", f"{en} ({mark.en})")


def _known(term: Term) -> Text:
    """How the names are known, where that is less well than the term, or where the English is ours."""
    said: list[Text] = []
    if term.zh and term.zh_basis != term.basis:
        said.append(Text(f"中文名{MARKS[term.zh_basis].zh}", f"Chinese name: {MARKS[term.zh_basis].en}"))
    if term.en and term.en_basis != term.basis:
        said.append(Text(f"英文名{MARKS[term.en_basis].zh}", f"English name: {MARKS[term.en_basis].en}"))
    if term.translation:
        said.append(Text("英文名为本项目所译", "English name: our translation"))
    return Text("；".join(one.zh for one in said), "; ".join(one.en for one in said))
