"""For editors and CI: one line per gap, place first, and one per place in another file on which the gap rests."""

from collections.abc import Iterator
from itertools import chain

from ..assess.findings import Finding
from ..assess.results import Noted, Result
from ..words import Lang, Text
from ._excuses import briefly
from ._lines import clean, concluded, observed, rests_on, said_of, where


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """`file:line:column: status[control] what is, what is required`."""
    for unread in result.unread:
        problem = unread.problem
        yield f"{where(problem.place)}: {clean(problem.says.in_(lang))} {clean(problem.fix.in_(lang))}\n"
    yield from (_noted(one, lang) for one in result.notices)
    for unit in result.units:
        yield from (_noted(one, lang) for one in (*unit.problems, *unit.remarks))
        for one in unit.findings() if everything else chain(unit.gaps(), unit.questions()):
            yield _line(one, lang)
            yield from _in_files(one, lang)


def _noted(one: Noted, lang: Lang) -> str:
    return f"{where(one.place)}: {clean(one.says.in_(lang))} {clean(one.fix.in_(lang))}\n"


def _in_files(finding: Finding, lang: Lang) -> Iterator[str]:
    head = f"{concluded(finding).in_(lang)}[{finding.control.id}]"
    for one in rests_on(finding):
        yield f"{where(one.spot.place)}: {head} {said_of(one, lang)}{briefly(finding, lang)}\n"


def _line(finding: Finding, lang: Lang) -> str:
    head = f"{where(finding.place)}: {concluded(finding).in_(lang)}[{finding.control.id}]"
    subject = clean(finding.subject)
    if not finding.observations:
        return f"{head} {subject}".rstrip() + briefly(finding, lang) + "\n"
    first = finding.observations[0]
    seen, place = observed(finding, first, lang), clean(first.at)
    text = seen if seen.startswith(place) else f"{place} {seen}"
    if subject and not place.startswith(subject):
        text = f"{subject}{Text('：', ': ').in_(lang)}{text}"
    return f"{head} {text}{briefly(finding, lang)}\n"
