"""The laws of what is mixed, what differs from what was declared, and what is out of use.

Documents are taken in the order in which the description lists them. Of a group of writings that nothing settles, the
first that is used is the one that the others differ from, in its own document and in every later one. Each writing is
found once per document, where it first stands, with the number of times.
"""

from collections.abc import Iterator, Sequence

from ..checks.readings import Found, Spot
from ..document.places import Span
from ..frozen import Frozen
from . import saying
from .lexicon import Group, Lexicon
from .matching import Match
from .prose import Prose


class Used(Frozen):
    """The known writings that one document uses: where each first stands, and how often."""

    prose: Prose
    first: dict[str, Span]
    times: dict[str, int]


def used(prose: Prose, matches: Sequence[Match]) -> Used:
    """What a document uses, of what was matched in it."""
    first: dict[str, Span] = {}
    times: dict[str, int] = {}
    for one in matches:
        if one.form not in times:
            first[one.form] = prose.normal.span(one.start, one.end)
        times[one.form] = times.get(one.form, 0) + 1
    return Used(prose, first, times)


def mixed(group: Group, documents: Sequence[Used]) -> Iterator[tuple[int, Found]]:
    """What differs in each document, by its number."""
    standard: tuple[str, Spot] | None = None  # what the others differ from, and where it was first used
    for number, one in enumerate(documents):
        here = sorted((one.first[form], form) for form in group.classes if form in one.first)
        if not here:
            continue
        if group.kept:
            yield from ((number, _not_kept(group, one, span, form)) for span, form in here if form not in group.kept)
            continue
        if standard is None:
            standard = group.classes[here[0][1]], one.prose.spot(here[0][0])
        same = next((span for span, form in here if group.classes[form] == standard[0]), None)
        other = standard[1] if same is None else one.prose.spot(same)
        for span, form in here:
            if group.classes[form] != standard[0]:
                spot = one.prose.spot(span)
                yield number, Found(spot, saying.mixed(spot, other), other, one.times[form])


def _not_kept(group: Group, one: Used, span: Span, form: str) -> Found:
    spot = one.prose.spot(span)
    says = saying.not_declared if group.aspect == "platform_name_kept" else saying.not_listed
    return Found(spot, says(spot), next(iter(group.kept.values())), one.times[form])


def deprecated(lexicon: Lexicon, one: Used) -> Iterator[Found]:
    """Terms that are out of use, in one document."""
    for span, form in sorted((span, form) for form, span in one.first.items() if form in lexicon.deprecated):
        known, spot = lexicon.deprecated[form], one.prose.spot(span)
        yield Found(spot, saying.deprecated(spot, known.instead), known.declared, one.times[form])
