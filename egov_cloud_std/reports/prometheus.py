"""Figures for Prometheus, in its text format: gauges by unit, profile, severity and status."""

from collections.abc import Iterable, Iterator

from ..assess.results import ProfileResult, Result, UnitResult
from ..words import STATUSES, Lang, Text
from ._gauges import FIGURES, Labels, Sample, stated
from ._levels import unit_called


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """The figures as of the moment of assessment. `everything` adds nothing: there are no findings in it."""
    if result.region is not None:
        from ._region_figures import gauges  # most runs are of single platforms

        for gauge in gauges(result.region):
            yield from _gauge(*gauge, lang)
        yield from _of_the_run(result, lang)
        return
    units, parts = _units(result), _parts(result)
    for name, (help_, figure) in FIGURES.items():
        whole = ((labels, figure(unit.score)) for labels, unit in units)
        yield from _gauge(f"unit_{name}", Text(f"{help_.zh}，按平台", f"{help_.en}, by unit"), stated(whole), lang)
        by_profile = ((labels, figure(part.score)) for labels, part in parts)
        said = Text(f"{help_.zh}，按平台和检查标准", f"{help_.en}, by unit and profile")
        yield from _gauge(f"profile_{name}", said, stated(by_profile), lang)
    controls = Text("检查项数，按平台、检查标准、严重程度和结论", "controls by unit, profile, severity and status")
    yield from _gauge("controls", controls, _controls(parts), lang)
    findings = Text("检查结果数，按平台、检查标准和结论", "findings by unit, profile and status")
    yield from _gauge("findings", findings, _findings(parts), lang)
    problems = Text("描述中不可用之处，按平台", "what is unusable in a description, by unit")
    yield from _gauge("input_problems", problems, ((labels, len(one.problems)) for labels, one in units), lang)
    yield from _of_the_run(result, lang)


def _of_the_run(result: Result, lang: Lang) -> Iterator[str]:
    unread = Text("无法读取的文件数", "files that could not be read")
    yield from _gauge("unreadable_files", unread, [({}, len(result.unread))], lang)
    moment = Text("检查时点", "moment of assessment")
    yield from _gauge("as_of_timestamp_seconds", moment, [({}, int(result.as_of.timestamp()))], lang)
    version = Text("工具版本；本结果为自查", "version of the tool; this is a self-check")
    yield from _gauge("info", version, [({"version": result.tool}, 1)], lang)
    if result.compared is not None:
        one = result.compared
        beside = Text("与基线相比的问题数", "gaps beside the baseline")
        numbers = {"known": one.known, "new": one.new, "stale": len(one.stale)}
        yield from _gauge("baseline_gaps", beside, [({"state": state}, n) for state, n in numbers.items()], lang)


def _units(result: Result) -> list[tuple[Labels, UnitResult]]:
    """The units with their labels. The same file twice is the same series, which may stand there once only."""
    found = {(unit_called(one), one.file): one for one in result.units}
    return [({"unit": unit, "file": file}, one) for (unit, file), one in found.items()]


def _parts(result: Result) -> list[tuple[Labels, ProfileResult]]:
    return [(labels | {"profile": one.name}, one) for labels, unit in _units(result) for one in unit.profiles]


def _controls(parts: Iterable[tuple[Labels, ProfileResult]]) -> Iterator[Sample]:
    for labels, one in parts:
        for severity, statuses in one.counts.gaps_by_severity.items():
            for status, number in statuses.items():
                yield labels | {"severity": severity, "status": status}, number


def _findings(parts: Iterable[tuple[Labels, ProfileResult]]) -> Iterator[Sample]:
    for labels, one in parts:
        yield from ((labels | {"status": status}, one.counts.findings[status]) for status in STATUSES)


def _gauge(name: str, help_: Text, samples: Iterable[Sample], lang: Lang) -> Iterator[str]:
    full = f"egov_check_{name}"
    yield f"# HELP {full} {_escaped(help_.in_(lang), quotes=False)}\n# TYPE {full} gauge\n"
    for labels, number in samples:
        inside = ",".join(f'{key}="{_escaped(value)}"' for key, value in labels.items())
        yield f"{full}{{{inside}}} {number!r}\n" if inside else f"{full} {number!r}\n"


def _escaped(text: str, quotes: bool = True) -> str:
    """A text that ends neither its label nor its line. It is UTF-8 whatever a file was called."""
    whole = text.encode("utf-8", "backslashreplace").decode()
    found = whole.replace("\\", "\\\\").replace("\n", "\\n")
    return found.replace('"', '\\"') if quotes else found
