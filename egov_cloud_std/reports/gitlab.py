"""GitLab's Code Quality report, for merge requests: an object per gap, and per file that is unusable."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from ..assess.findings import Finding
from ..assess.results import Result
from ..document import Place
from ..words import Lang, Text
from ._addresses import path_of
from ._levels import level, told
from ._lines import clean

SEVERITIES = {"error": "critical", "warning": "major", "note": "minor"}


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """The gaps and questions of all units. What is satisfied has no place in this format, whatever `everything` says."""
    entries = chain(_of_input(result, lang), (_of_gap(one, lang) for one in _gaps(result)))
    yield "["
    for index, entry in enumerate(entries):
        yield ("," if index else "") + "\n" + json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    yield "\n]\n"


def _gaps(result: Result) -> Iterator[Finding]:
    for unit in result.units:
        yield from unit.gaps()
        yield from unit.questions()


def _of_gap(finding: Finding, lang: Lang) -> dict[str, Any]:
    """What is excused, or is only a question, is there for information."""
    informs = finding.is_excused or finding.control.duty == "question"
    severity = "info" if informs else SEVERITIES[level(finding)]
    return _entry(finding.control.id, finding.fingerprint, severity, told(finding, lang), finding.place)


def _of_input(result: Result, lang: Lang) -> Iterator[dict[str, Any]]:
    """Files that could not be read, what is wrong in the others, and what waivers did not do."""
    met: Counter[tuple[str, str]] = Counter()
    troubles = [
        (one.problem.code, "blocker", one.problem.place, one.problem.says, one.problem.fix) for one in result.unread
    ]
    for unit in result.units:
        troubles += [(one.code, "critical", one.place, one.says, one.fix) for one in unit.problems]
        troubles += [(one.code, "minor", one.place, one.says, one.fix) for one in unit.remarks]
    troubles += [(one.code, "minor", one.place, one.says, one.fix) for one in result.notices]
    for code, severity, place, says, fix in troubles:
        met[code, place.file] += 1
        identity = "\0".join((code, place.file, str(met[code, place.file])))
        fingerprint = hashlib.sha256(identity.encode(errors="surrogateescape")).hexdigest()[:24]
        text = Text(f"{says.zh.rstrip('。')}。{fix.zh}", f"{says.en.rstrip('.')}. {fix.en}").in_(lang)
        yield _entry(code, fingerprint, severity, clean(text), place)


def _entry(check: str, fingerprint: str, severity: str, description: str, place: Place) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path_of(place.file), "lines": {"begin": place.line, "end": place.end_line}},
    }
