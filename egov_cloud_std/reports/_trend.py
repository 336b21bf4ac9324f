"""Results in the order of their moments: a row for each, what they do not measure alike between them, then unit by unit."""

from collections.abc import Iterator
from typing import Any

from ..assess.results import percent
from ..assess.scores import Score
from ..assess.trends import Differs, Line, Point, Trend, Value
from ..words import SELF_CHECK, SEVERITIES, SUBMISSIONS, Lang, Text
from ._columns import aligned
from ._json_text import dumps
from ._lines import clean
from ._over_time import known, moment, moved, span, unlike

SCHEMA = "egov-trend/0"
ROWS = 40  # units shown
WIDE = 4  # results from which only the lower ends are shown of units
ON, BROKEN = "→", "‖"


def as_text(found: Trend, lang: Lang, everything: bool) -> Iterator[str]:
    """The trend for a terminal."""
    for line in _lines(found, lang, everything):
        yield clean(line) + "\n"


def _lines(found: Trend, lang: Lang, everything: bool) -> Iterator[str]:
    head, *rows = aligned(_rows(found, lang))
    yield head
    for point, row in zip(found.points, rows, strict=True):
        if point.breaks:
            yield from _break(point.breaks, lang)
        yield row
    yield ""
    if len(found.lines) > 1 or any(point.score is None for point in found.points):
        yield from _units(found, lang, everything)
    yield SELF_CHECK.in_(lang)


def _rows(found: Trend, lang: Lang) -> list[list[str]]:
    several = len(found.lines) > 1
    heads = [
        Text("结果", "result"),
        Text("时点", "as of"),
        *((Text("单位", "units"), SUBMISSIONS["received"]) if several else ()),
        Text("填报率", "filled in"),
        Text("已判定项符合率", "satisfied of decided"),
        Text("得分区间", "score interval"),
        Text("下限变化（百分点）", "lower end, points"),
        *(Text(f"问题项（{one.zh}）", f"gaps, {one.en}") for one in SEVERITIES.values()),
    ]
    return [[one.in_(lang) for one in heads], *(_row(one, several) for one in found.points)]


def _row(point: Point, several: bool) -> list[str]:
    score = point.score
    figures = (
        ["—"] * 3
        if score is None
        else [percent(score.filled_in), percent(score.satisfied_among_decided), span(score.interval)]
    )
    units = [str(point.units), str(point.received)] if several else []
    gaps = [str(point.gaps_by_severity[name]) for name in SEVERITIES]
    return [clean(point.file), moment(point.as_of), *units, *figures, moved(point.moved), *gaps]


def _break(breaks: tuple[Differs, ...], lang: Lang) -> Iterator[str]:
    yield f"{BROKEN} {Text('口径不同，上下不作比较：', 'not measured alike, so not compared:').in_(lang)}"
    for one in breaks:
        yield f"{BROKEN}   {unlike(one, lang)}"


def _units(found: Trend, lang: Lang, everything: bool) -> Iterator[str]:
    """Unit by unit, those that lost most first."""
    yield Text(
        f"—— 各单位（含下级）得分{'下限' if len(found.points) > WIDE else '区间'}，下限降得最多的在前；{BROKEN} 前后口径不同，不作比较",
        f"-- units, with all below: {'lower end of the score' if len(found.points) > WIDE else 'score interval'}, those that lost most first; {BROKEN}: not measured alike, not compared",
    ).in_(lang)
    shown = found.lines if everything else found.lines[:ROWS]
    heads = [Text("单位", "unit").in_(lang)]
    for index, point in enumerate(found.points):
        heads += [*([""] if index else []), f"{point.as_of:%Y-%m-%d}"]
    heads.append(Text("变化（百分点）", "points").in_(lang))
    rows = [heads, *(_of_unit(one, len(found.points) > WIDE, lang) for one in shown)]
    yield from aligned(rows)
    if len(found.lines) > len(shown):
        more = len(found.lines) - len(shown)
        yield Text(f"  … 另有 {more} 个单位（--all 全部列出）", f"  … {more} more units (--all lists them)").in_(lang)
    yield ""


def _of_unit(line: Line, short: bool, lang: Lang) -> list[str]:
    cells = [known(line.name, line.unit, lang)]
    for index, one in enumerate(line.values):
        if index:
            links = one.score is not None and any(before.score is not None for before in line.values[:index])
            cells.append(BROKEN if one.is_break else ON if links else "")
        cells.append(_value(one, short, lang))
    return [*cells, moved(line.moved)]


def _value(one: Value, short: bool, lang: Lang) -> str:
    if one.score is None and one.submission not in ("received", ""):
        return SUBMISSIONS[one.submission].in_(lang)
    if one.score is None or one.score.interval is None:
        return "—"
    return percent(one.score.interval.low) if short else span(one.score.interval)


def as_json(found: Trend) -> Iterator[str]:
    """The trend for programs."""
    data = {
        "schema": SCHEMA,
        "notice": SELF_CHECK._asdict(),
        "results": [_point(one) for one in found.points],
        "units": [_line(one) for one in found.lines],
    }
    yield dumps(data) + "\n"


def _point(one: Point) -> dict[str, Any]:
    return {
        "file": one.file,
        "digest": one.digest,
        "as_of": one.as_of.isoformat(),
        "tool": one.tool,
        "score": _score(one.score),
        "controls_with_gaps_by_severity": dict(one.gaps_by_severity),
        "units": one.units,
        "received": one.received,
        "breaks": [{"what": each.what, "says": each.says._asdict()} for each in one.breaks],
        "moved": None if one.moved is None else str(one.moved),
    }


def _line(one: Line) -> dict[str, Any]:
    return {
        "unit": one.unit,
        "name": one.name,
        "values": [
            {"submission": each.submission or None, "score": _score(each.score), "break": each.is_break}
            for each in one.values
        ],
        "moved": None if one.moved is None else str(one.moved),
    }


def _score(one: Score | None) -> dict[str, Any] | None:
    """Exact shares, as `json` writes them."""
    if one is None:
        return None
    shares = one.filled_in, one.satisfied_among_decided
    filled, satisfied = (None if share is None else str(share) for share in shares)
    return {
        "controls": one.controls,
        "filled_in": filled,
        "satisfied_among_decided": satisfied,
        "interval": None if one.interval is None else [str(one.interval.low), str(one.interval.high)],
    }
