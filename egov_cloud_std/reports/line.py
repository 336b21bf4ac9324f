"""For editors and CI: one line per gap, place first."""

from collections.abc import Iterator

from ..assess.findings import Finding
from ..assess.results import Noted, Result
from ..words import STATUSES, Lang
from ._lines import clean, observed, where


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """`file:line:column: status[control] what is, what is required`."""
    for unread in result.unread:
        yield f"{where(unread.problem.place)}: {clean(unread.problem.says.in_(lang))}\n"
    for unit in result.units:
        yield from (_noted(one, lang) for one in (*unit.problems, *unit.remarks))
        yield from (_line(one, lang) for one in (unit.findings() if everything else unit.gaps()))
        if not everything:
            yield from (_line(one, lang) for one in unit.questions())


def _noted(one: Noted, lang: Lang) -> str:
    return f"{where(one.place)}: {clean(one.says.in_(lang))} {clean(one.fix.in_(lang))}\n"


def _line(finding: Finding, lang: Lang) -> str:
    question = finding.control.duty == "question" and finding.is_gap
    status = ("疑点" if lang == "zh" else "question") if question else STATUSES[finding.status].in_(lang)
    seen = observed(finding.observations[0], lang) if finding.observations else ""
    place = clean(finding.observations[0].at) if finding.observations else clean(finding.subject)
    text = seen if seen.startswith(place) else f"{place} {seen}".strip()
    return f"{where(finding.place)}: {status}[{finding.control.id}] {text}\n"
