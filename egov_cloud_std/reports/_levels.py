"""How grave a gap is in the three levels that services for code know, and what such services read of it."""

from typing import Literal

from ..assess.findings import Finding
from ..assess.results import UnitResult
from ..profiles import Control
from ..words import Lang, Text
from ._excuses import briefly
from ._lines import clean, concluded, fix_of, observed

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")  # the gravest first

_OF_SEVERITY: dict[str, Level] = {"high": "error", "medium": "warning", "low": "note"}
_AT_MOST: dict[str, Level] = {"should": "warning", "may": "note", "question": "note"}


def level_of(control: Control) -> Level:
    """By severity; what a source only recommends is no error, what it allows and what merely is asked is a note."""
    return max(_OF_SEVERITY[control.severity], _AT_MOST.get(control.duty, "error"), key=LEVELS.index)


def level(finding: Finding) -> Level:
    """The same of one gap: what is not stated is a level below what is wrong, what is excused is a note."""
    if finding.is_excused:
        return "note"
    found = level_of(finding.control)
    return found if finding.status != "not_stated" else LEVELS[min(LEVELS.index(found) + 1, len(LEVELS) - 1)]


def seen(finding: Finding, lang: Lang) -> str:
    """What is there and what is required, place by place, in one line. Places inside the subject begin behind it."""
    said, inside = [], f"{clean(finding.subject)}."
    for one in finding.observations:
        text, at = observed(finding, one, lang), clean(one.at)
        said.append((text if text.startswith(at) else f"{at} {text}").removeprefix(inside))
    return Text("；", "; ").in_(lang).join(said)


def told(finding: Finding, lang: Lang) -> str:
    """A gap in one paragraph: the status, the requirement, what is there, what to do; true when read alone."""
    subject = f"{clean(finding.subject)}{Text('：', ': ').in_(lang)}" if finding.subject else ""
    status, colon = concluded(finding).in_(lang), Text("：", ": ").in_(lang)
    what = seen(finding, lang)
    parts = (
        f"{status}{colon}{subject}{clean(finding.control.requires.in_(lang))}",
        what + Text("。", ".").in_(lang) if what else "",
        f"{Text('整改：', 'Fix: ').in_(lang)}{clean(fix_of(finding).in_(lang))}",
        briefly(finding, lang).strip(),
    )
    return Text("", " ").in_(lang).join(filter(None, parts))


def unit_called(unit: UnitResult) -> str:
    """What a unit is called where it needs a name: its id, or its file where it states none."""
    return unit.unit or unit.file
