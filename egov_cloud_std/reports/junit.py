"""JUnit XML, for services that show test results: a suite per unit and profile, a test case per control.

A gap fails, what is not stated is an error (nothing could be concluded: silence is never a pass), what is not applicable
or not assessed is skipped. So is what is excused. Controls that only ask have a suite of their own, where nothing fails.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..assess.findings import Finding
from ..assess.results import Noted, Result, UnitResult, percent
from ..document import Place
from ..frozen import Frozen
from ..profiles import Control
from ..words import DUTIES, SELF_CHECK, STATUSES, Lang, Text
from ._across import everyone
from ._addresses import path_of
from ._excuses import briefly
from ._levels import told, unit_called
from ._lines import clean, where
from ._xml import in_xml, tag

PER_CASE = 50  # findings told of one control
FAILS = {"not_satisfied": "failure", "partly_satisfied": "failure", "not_stated": "error"}
NOTHING_USABLE = ("not_sent", "sent_twice")
OUTCOMES = ("failure", "error", "skipped")


class Case(Frozen):
    """One test case: `outcome` is empty where it passes."""

    suite: str
    name: str
    place: Place | None
    outcome: str
    status: str
    message: str
    lines: tuple[str, ...]


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """All controls, whatever they came to; `everything` tells of every gap of a control, not only of the first."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{tag("testsuites", {"name": "egov-check"})}\n'
    input_ = list(_unread(result, lang))
    for unit in everyone(result):
        input_.extend(_input(unit, lang))
        cases = list(_cases(unit, lang, everything))
        for profile in unit.profiles:
            score = profile.score
            interval = "" if score.interval is None else f"{score.interval.low} {score.interval.high}"
            figures = {
                "version": profile.version,
                "digest": profile.digest,
                "filled_in": percent(score.filled_in),
                "score": interval,
                **{status: str(number) for status, number in profile.counts.controls.items()},
            }
            name, asked = profile.name, _asked(profile.name)
            yield from _suite(unit_called(unit), name, [one for one in cases if one.suite == name], result, figures)
            questions = [one for one in cases if one.suite == asked]
            if questions:
                yield from _suite(unit_called(unit), asked, questions, result, {})
    yield from _suite("egov-check", "input", input_, result, {})
    yield "</testsuites>\n"


def _asked(profile: str) -> str:
    """The suite of the controls of a profile that only ask."""
    return f"{profile} questions"


def _suite(unit: str, name: str, cases: list[Case], result: Result, figures: dict[str, str]) -> Iterator[str]:
    """One suite, its numbers first; `figures` are those of the result, beside the numbers of outcomes."""
    found = Counter(one.outcome for one in cases)
    numbers = {"tests": len(cases), "failures": found["failure"], "errors": found["error"], "skipped": found["skipped"]}
    stamp = f"{result.as_of:%Y-%m-%dT%H:%M:%S}"
    yield tag("testsuite", {"name": clean(f"{unit} {name}"), "timestamp": stamp, **numbers}) + "\n<properties>\n"
    known = {"as_of": result.as_of.isoformat(), "tool": result.tool, "notice": f"{SELF_CHECK.zh} {SELF_CHECK.en}"}
    for key, value in (known | figures).items():
        yield tag("property", {"name": key, "value": value}, closed=True) + "\n"
    yield "</properties>\n"
    for one in cases:
        yield from _case(unit, name, one)
    yield "</testsuite>\n"


def _case(unit: str, suite: str, one: Case) -> Iterator[str]:
    head: dict[str, str | int] = {"name": clean(one.name), "classname": clean(f"{unit}.{suite}")}
    if one.place is not None:
        head |= {"file": path_of(one.place.file), "line": one.place.line}
    if not one.outcome:
        yield tag("testcase", head, closed=True) + "\n"
        return
    yield tag("testcase", head)
    yield tag(one.outcome, {"type": one.status, "message": clean(one.message)})
    yield f"{in_xml(chr(10).join(one.lines))}</{one.outcome}></testcase>\n"


def _unread(result: Result, lang: Lang) -> Iterator[Case]:
    """A file that cannot be read is an error."""
    for unread in result.unread:
        problem = unread.problem
        line = f"{where(problem.place)} {clean(problem.says.in_(lang))} {clean(problem.fix.in_(lang))}"
        yield Case("input", unread.file, problem.place, "error", problem.code, problem.says.in_(lang), (line,))


def _input(unit: UnitResult, lang: Lang) -> Iterator[Case]:
    """Whether a file is usable: what is unusable in it is an error. Of a region so is every unit that sent nothing."""
    lines = tuple(_line(one, lang) for one in unit.problems)
    first = unit.problems[0] if unit.problems else None
    if first is None:
        yield Case("input", unit.file, None, "", "", "", ())
    else:
        yield Case("input", unit.file, first.place, "error", first.code, first.says.in_(lang), lines)
    for one in unit.remarks:
        if one.code in NOTHING_USABLE:
            says = one.says.in_(lang)
            yield Case("input", says, one.place, "error", one.code, says, (_line(one, lang),))


def _line(one: Noted, lang: Lang) -> str:
    return f"{where(one.place)} {clean(one.says.in_(lang))} {clean(one.fix.in_(lang))}"


def _cases(unit: UnitResult, lang: Lang, everything: bool) -> Iterator[Case]:
    """A case for every control. Gaps come control by control, in the order of the controls."""
    questions = {key: list(found) for key, found in groupby(unit.questions(), lambda one: one.control.id)}
    gaps = groupby(unit.gaps(), lambda one: one.control.id)
    key, group = next(gaps, ("", iter(())))
    for control, status in unit.controls():
        if control.duty == "question":
            yield _of(control, status, questions.get(control.id, ()), lang, everything)
        elif control.id == key:
            yield _of(control, status, group, lang, everything)
            key, group = next(gaps, ("", iter(())))
        else:
            yield _of(control, status, (), lang, everything)


def _of(control: Control, status: str, gaps: Iterable[Finding], lang: Lang, everything: bool) -> Case:
    """The case of one control with its gaps, that are looked at one by one and mostly not kept."""
    lines: list[str] = []
    number, excused, first = 0, True, None
    for one in gaps:
        first = first or one
        number, excused = number + 1, excused and one.is_excused
        if everything or number <= PER_CASE:
            lines.append(f"{where(one.place)} {told(one, lang)}")
    if number > len(lines):
        more = number - len(lines)
        lines.append(Text(f"… 另有 {more} 项（--all 全部列出）", f"… {more} more (--all lists them)").in_(lang))
    name = f"{control.id} {control.requires.in_(lang)}"
    place = None if first is None else first.place
    outcome = FAILS.get(status, "" if status == "satisfied" else "skipped")
    message = STATUSES[status].in_(lang)
    if control.duty == "question":
        outcome, message = ("skipped" if outcome else ""), DUTIES["question"].in_(lang) if first else message
    elif first is not None and excused:
        outcome, message = "skipped", message + briefly(first, lang)
    suite = _asked(control.profile) if control.duty == "question" else control.profile
    return Case(suite, name, place, outcome, status, message, tuple(lines))
