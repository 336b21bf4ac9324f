"""Annotations of GitHub Actions: a workflow command per gap, the gravest first, because only the first few are shown."""

from collections.abc import Iterator

from ..assess.findings import Finding
from ..assess.results import Noted, Result, UnitResult
from ..document import Place
from ..words import Lang, Text
from ._addresses import path_of
from ._levels import LEVELS, level, told
from ._lines import clean, concluded

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """`::error file=…,line=…::…`. What is satisfied annotates nothing, whatever `everything` says."""
    for unread in result.unread:
        problem = unread.problem
        yield _command("error", problem.place, problem.code, _sentence(problem.says, problem.fix, lang))
    if result.region is not None:
        yield from _of_region(result, lang)
        return
    for unit in result.units:
        yield from _of_input(unit, lang)
    yield from (_noted("warning", one, lang) for one in result.notices)
    for wanted in LEVELS:
        for unit in result.units:
            for finding in (*unit.questions(),) if wanted == LEVELS[-1] else ():
                yield _gap(COMMANDS[wanted], finding, lang)
            yield from (_gap(COMMANDS[wanted], one, lang) for one in unit.gaps() if level(one) == wanted)


def _of_region(result: Result, lang: Lang) -> Iterator[str]:
    """The same of a region, whose units are gone through once: the lines wait until all of a graver level are out."""
    from ._across import everyone  # most runs are of single platforms

    waiting: dict[str, list[str]] = {wanted: [] for wanted in LEVELS}
    for unit in everyone(result):
        yield from _of_input(unit, lang)
        for finding in unit.questions():
            waiting[LEVELS[-1]].append(_gap(COMMANDS[LEVELS[-1]], finding, lang))
        for finding in unit.gaps():
            wanted = level(finding)
            waiting[wanted].append(_gap(COMMANDS[wanted], finding, lang))
    yield from (_noted("warning", one, lang) for one in result.notices)
    for lines in waiting.values():
        yield from lines


def _of_input(unit: UnitResult, lang: Lang) -> Iterator[str]:
    yield from (_noted("error", one, lang) for one in unit.problems)
    yield from (_noted("warning", one, lang) for one in unit.remarks)


def _gap(command: str, finding: Finding, lang: Lang) -> str:
    title = f"{concluded(finding).in_(lang)} {finding.control.id}"
    return _command(command, finding.place, title, told(finding, lang))


def _noted(command: str, one: Noted, lang: Lang) -> str:
    return _command(command, one.place, one.code, _sentence(one.says, one.fix, lang))


def _sentence(says: Text, fix: Text, lang: Lang) -> str:
    return clean(Text(f"{says.zh.rstrip('。')}。{fix.zh}", f"{says.en.rstrip('.')}. {fix.en}").in_(lang))


def _command(command: str, place: Place, title: str, message: str) -> str:
    """One command in one line. Columns are given where the place is in one line: the service takes no others."""
    where = {"file": clean(path_of(place.file)), "line": str(place.line), "endLine": str(place.end_line)}
    if place.line == place.end_line:
        where |= {"col": str(place.column), "endColumn": str(place.end_column)}
    properties = ",".join(f"{name}={_property(value)}" for name, value in (where | {"title": clean(title)}).items())
    return f"::{command} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    """What stands behind the command: nothing in it can end the line and begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property: nor can it end the property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
