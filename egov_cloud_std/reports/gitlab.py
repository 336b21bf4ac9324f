"""GitLab's Code Quality report, for merge requests: an object per gap, and per file that is unusable."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from ..assess.findings import Finding
from ..assess.results import Noted, Result
from ..document import Place
from ..words import Lang, Text
from ._across import everyone
from ._addresses import path_of
from ._json_text import dumps
from ._levels import level, told
from ._lines import clean

SEVERITIES = {"error": "critical", "warning": "major", "note": "minor"}


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """The gaps and questions of all units. What is satisfied has no place in this format, whatever `everything` says."""
    entries = _entries(result, lang)
    yield "["
    for index, entry in enumerate(entries):
        yield ("," if index else "") + "\n" + dumps(entry)
    yield "\n]\n"


def _entries(result: Result, lang: Lang) -> Iterator[dict[str, Any]]:
    """Files that could not be read; then unit by unit what is unusable, and what is wrong; then what waivers did not do."""
    input_ = _Input(lang)
    for one in result.unread:
        yield input_.entry(one.problem.code, "blocker", one.problem.place, one.problem.says, one.problem.fix)
    for unit in everyone(result):
        yield from (input_.noted(one, "critical") for one in unit.problems)
        yield from (input_.noted(one, "minor") for one in unit.remarks)
        yield from (_of_gap(one, lang) for one in chain(unit.gaps(), unit.questions()))
    yield from (input_.noted(one, "minor") for one in result.notices)


def _of_gap(finding: Finding, lang: Lang) -> dict[str, Any]:
    """What is excused, or is only a question, is there for information."""
    informs = finding.is_excused or finding.control.duty == "question"
    severity = "info" if informs else SEVERITIES[level(finding)]
    return _entry(finding.control.id, finding.fingerprint, severity, told(finding, lang), finding.place)


class _Input:
    """What is wrong with the input. The same thing in the same file is told apart by how often it came before."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._met: Counter[tuple[str, str]] = Counter()

    def noted(self, one: Noted, severity: str) -> dict[str, Any]:
        """A remark."""
        return self.entry(one.code, severity, one.place, one.says, one.fix)

    def entry(self, code: str, severity: str, place: Place, says: Text, fix: Text) -> dict[str, Any]:
        """One thing that is wrong."""
        self._met[code, place.file] += 1
        identity = "\0".join((code, place.file, str(self._met[code, place.file])))
        fingerprint = hashlib.sha256(identity.encode(errors="surrogateescape")).hexdigest()[:24]
        text = Text(f"{says.zh.rstrip('。')}。{fix.zh}", f"{says.en.rstrip('.')}. {fix.en}").in_(self._lang)
        return _entry(code, fingerprint, severity, clean(text), place)


def _entry(check: str, fingerprint: str, severity: str, description: str, place: Place) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path_of(place.file), "lines": {"begin": place.line, "end": place.end_line}},
    }
