"""The data of the page: a result as compact JSON, each text that findings repeat written once.

Numbers are cut to texts here, by the code that other formats use; the page's script only lays them out.
"""

import shlex
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from ..assess.baseline import Compared
from ..assess.regional import WHOLE, Regional
from ..assess.results import Counts, Noted, ProfileResult, Result, UnitResult, Unread, cited_text, percent
from ..assess.scores import Score
from ..document import Place
from ..profiles import Cited, Control
from ..words import (
    DUTIES,
    GAPS,
    LEVELS,
    RELATIONS,
    SELF_CHECK,
    SEVERITIES,
    STATUSES,
    STRENGTHS,
    SUBMISSIONS,
    SUPPORTS,
    Lang,
    Text,
)
from . import _html_region
from ._html_findings import Rows, marked, pair
from ._html_gradings import graded
from ._html_words import WORDS
from ._json_text import dumps
from ._lines import clean, file_or_where, held_by, where
from ._why import nearest_lines

_ENDING = {one: f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"}  # what may end a block, or a line of a script
AT_ONCE = 256
FLIPPED = 3  # findings of one control with one status whose nearest change is looked for
FAILED = tuple(name for name in GAPS if name != "not_stated")
_VOCABULARIES = {
    "status": {name: Text(text.zh.split("（")[0], text.en.split(" (")[0]) for name, text in STATUSES.items()},
    "duty": DUTIES,
    "severity": SEVERITIES,
    "support": SUPPORTS,
    "relation": RELATIONS,
    "strength": STRENGTHS,
    "submission": SUBMISSIONS,
    "level": LEVELS,
}


def pieces(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """The data, finding by finding; what they share comes last."""
    rows = Rows()
    yield _dumps(_head(result, lang)).removesuffix("}") + ',"units":['
    for index, unit in enumerate(_shown(result)):
        yield ("," if index else "") + "\n" + _dumps(_unit(unit, rows)).removesuffix("}")
        yield ',"gaps":['
        nearest = _nearest(unit)
        yield from _joined(rows.row(one, nearest.get(one.fingerprint, ())) for one in unit.gaps())
        yield '],"questions":['
        yield from _joined(rows.row(one, nearest.get(one.fingerprint, ())) for one in unit.questions())
        yield '],"claims":['
        yield from _joined(map(rows.row, unit.claims()))
        if everything:
            yield '],"others":['
            yield from _joined(rows.row(one) for one in unit.findings() if not one.is_gap)
        yield '],"related":' + _dumps(_related(unit, rows.controls())) + "}"
    yield '],"region":'
    if result.region is None:
        yield "null"
    else:
        yield from _region(result.region, rows)
    yield ',"trend":' + _dumps(None if result.trend is None else _html_region.trend(result.trend()))
    yield ',"controls":['
    yield from _joined(map(_control, rows.controls()))
    yield f'],"texts":{_dumps(rows.texts())},"files":{_dumps(rows.files())}}}\n'


def _nearest(unit: UnitResult) -> dict[str, tuple[Text, ...]]:
    """What would flip a finding where something is wrong, by fingerprint: of the first few of every control.

    What is missing is told by its finding: where to state what.
    """
    found: dict[str, tuple[Text, ...]] = {}
    for one in unit.explanations(None, FLIPPED, FAILED):
        if one.nearest is not None:
            lines = zip(nearest_lines(one, "zh"), nearest_lines(one, "en"), strict=True)
            found[one.finding.fingerprint] = tuple(Text(zh, en) for zh, en in lines)
    return found


def _shown(result: Result) -> Iterable[UnitResult]:
    """The units whose own findings the page carries; of a large region none, and the page says so."""
    return () if result.region is not None and len(result.units) > _html_region.MOST_UNITS else result.units


def _region(region: Regional, rows: Rows) -> Iterator[str]:
    """The region, its units and what fails in them piece by piece."""
    names = region.counted_profiles
    head = _html_region.head(region) | {
        "score": _score(region.score(WHOLE, None)),
        "scores": [_score(region.score(WHOLE, name)) for name in names],
        "notices": [_noted(one) for one in (*region.problems, *region.notices)],
    }
    yield _dumps(head).removesuffix("}")
    yield ',"nodes":['
    yield from _joined(_html_region.nodes(region))
    yield '],"cells":['
    yield from _joined(_html_region.cells(region, rows))
    yield '],"failing":['
    yield from _joined(_html_region.failing(region, rows))
    yield '],"claims":['
    yield from _joined(_html_region.claims(region, rows))
    yield '],"gaps":['
    yield from _joined(map(rows.row, region.gaps()))
    yield '],"questions":['
    yield from _joined(map(rows.row, region.questions()))
    yield "]}"


def _dumps(value: object) -> str:
    """JSON that cannot end the block it stands in, whatever it says: the one place that escapes."""
    text = dumps(value)
    for character, escape in _ENDING.items():
        text = text.replace(character, escape)
    return text


def _joined(entries: Iterable[object]) -> Iterator[str]:
    """The entries of a list, a few hundred at a time: there may be very many."""
    left, first = iter(entries), True
    while some := list(islice(left, AT_ONCE)):
        yield ("" if first else ",") + "\n" + _dumps(some)[1:-1]
        first = False


def _head(result: Result, lang: Lang) -> dict[str, Any]:
    words = {name: pair(text) for name, text in WORDS.items()}
    for kind, vocabulary in _VOCABULARIES.items():
        words |= {f"{kind}.{name}": pair(text) for name, text in vocabulary.items()}
    return {
        "lang": lang,
        "tool": result.tool,
        "as_of": f"{result.as_of:%Y-%m-%d %H:%M}",
        "notice": pair(SELF_CHECK),
        "words": words,
        "order": {kind: list(vocabulary) for kind, vocabulary in _VOCABULARIES.items()},
        "profiles": [
            {"name": clean(one.name), "title": pair(one.title), "version": clean(one.version), "digest": one.digest}
            for one in (*result.profiles, *(() if result.region is None else result.region.profiles))
        ],
        "assessed": len(result.units),
        "unread": [_unread(one) for one in result.unread],
        "passed_over": result.passed_over,
        "waivers": [
            {"file": clean(one.name), "digest": one.digest, "number": len(one.waivers)} for one in result.waivers
        ],
        "notices": [_noted(one) for one in result.notices],
        "baseline": None if result.compared is None else _compared(result.compared),
    }


def _unit(unit: UnitResult, rows: Rows) -> dict[str, Any]:
    return {
        "unit": clean(unit.unit),
        "name": clean(unit.name),
        "level": clean(unit.level),
        "file": clean(unit.file),
        "typed": clean(shlex.quote(unit.file)),  # as it is typed behind a command
        "digest": unit.digest,
        "counts": _counts(unit.counts),
        "score": _score(unit.score),
        "profiles": [_profile(one) for one in unit.profiles if one.controls],
        "working": [
            [rows.control(one.control), one.status, one.subjects]
            + ([] if one.tally is None else [[one.tally.satisfied, one.tally.failed, one.tally.not_stated]])
            for one in unit.working()
        ],
        "problems": [_noted(one) for one in unit.problems],
        "remarks": [_noted(one) for one in unit.remarks],
        "gradings": [graded(one) for one in unit.gradings],
    }


def _profile(one: ProfileResult) -> dict[str, Any]:
    held = [(zh, en) for zh, en in zip(held_by(one, "zh"), held_by(one, "en"), strict=True)]
    return {
        "name": clean(one.name),
        "title": pair(one.title),
        "controls": one.controls,
        "counts": _counts(one.counts),
        "score": _score(one.score),
        "held": [[clean(zh), clean(en)] for zh, en in held],
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {"controls": counts.controls, "findings": counts.findings, "severities": counts.gaps_by_severity}


def _score(score: Score) -> dict[str, Any]:
    """What is printed, and the interval as two shares to draw it by."""
    interval = score.interval
    return {
        "controls": score.controls,
        "filled_in": percent(score.filled_in),
        "decided": percent(score.satisfied_among_decided),
        "share": None if score.satisfied_among_decided is None else float(score.satisfied_among_decided),
        "interval": None if interval is None else [percent(interval.low), percent(interval.high)],
        "drawn": None if interval is None else [float(interval.low), float(interval.high)],
    }


def _related(unit: UnitResult, controls: Iterable[Control]) -> dict[str, Any]:
    """By the number of a control: how controls of other schemes stand that are joined to it."""
    return {
        str(number): [
            [clean(one.control), clean(one.profile), one.relation, one.strength, one.status] for one in related
        ]
        for number, control in enumerate(controls)
        if (related := unit.related(control.id))
    }


def _control(control: Control) -> dict[str, Any]:
    return {
        "id": clean(control.id),
        "profile": clean(control.profile),
        "duty": control.duty,
        "severity": control.severity,
        "requires": pair(control.requires),
        "fix": pair(control.fix),
        "why": pair(control.why),
        "sources": [_source(one) for one in control.cited],
        "waivable": control.waivable,
        "lowered_by": [pair(one) for one in control.lowered_by],
        "place": where(control.place),
    }


def _source(cited: Cited) -> list[str]:
    """As it is cited, and where it can be read."""
    url = "" if cited.source is None else cited.source.url
    return [*pair(cited_text(cited)), clean(url)]


def _noted(one: Noted) -> dict[str, Any]:
    return {"says": pair(one.says), "fix": pair(one.fix), **_at(one.place, one.line)}


def _unread(one: Unread) -> dict[str, Any]:
    problem = one.problem
    refused = problem.code in ("classified", "intranet")  # it was read, and this tool is not for it
    return {"says": pair(problem.says), "fix": pair(problem.fix), "refused": refused, **_at(problem.place, one.line)}


def _at(place: Place, line: str) -> dict[str, Any]:
    return {"at": file_or_where(place), "line": place.line, "marked": marked(place, line)}


def _compared(one: Compared) -> dict[str, Any]:
    return {
        "file": clean(one.baseline.file),
        "as_of": clean(one.baseline.as_of),
        "digest": one.baseline.digest,
        "known": one.known,
        "new": one.new,
        "stale": [[clean(gap.control), clean(gap.unit), clean(gap.subject)] for gap in one.stale],
    }
