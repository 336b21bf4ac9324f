"""The conditions of a control, in words."""

import re
from collections.abc import Iterator

from ..checks import AllOf, AnyOf, Check, Condition, Not, Route
from ..checks.kind import Kind
from ..checks.world import Subject, World
from ..clock import parse_moment
from ..document.width import display_width
from ..frozen import Frozen
from ..profiles import Control
from ..words import Lang, Text
from ._page import decided_by

_SOME_DAY = "1911-11-11"  # stands for the day of assessment, which nobody knows when a control is explained
_UNKNOWN = re.compile(r"（未填报）|（未能算出）| \(not stated\)| \(cannot be worked out\)")  # true of no description
_EMPTY = World({}, parse_moment(_SOME_DAY))

_LABELS = {
    "each": Text("对象", "Each"),
    "where": Text("只查", "Where"),
    "when": Text("适用于", "When"),
    "expect": Text("判定", "Expect"),
}
# What a question asks of other items, by the name of the part that says it.
_INSIDE = {
    "where": Text("其中：", "where:"),
    "through": Text("受控、不计的连接：", "connections that are controlled and do not count:"),
    "start": Text("起点：", "from:"),
    "end": Text("终点：", "to:"),
}


def conditions(control: Control, lang: Lang) -> Iterator[str]:
    """To what a control applies and what it asks, one question per line, indented by nesting."""
    if control.each is not None:
        yield f"{_LABELS['each'].in_(lang)}  {control.each}"
    for part, condition in decided_by(control):
        label = _LABELS[part].in_(lang)
        for index, line in enumerate(phrased(condition, lang)):
            yield f"{label if index == 0 else ' ' * display_width(label)}  {line}"


def phrased(condition: Condition, lang: Lang, depth: int = 0) -> Iterator[str]:
    """A condition as lines, indented by its nesting."""
    pad = "  " * depth
    match condition:
        case Check(route, kind):
            wanted = _in_general(kind.wanted(_EMPTY, Subject(_EMPTY.root)), str(getattr(kind, "by", "")))
            yield f"{pad}{route}{_of_items(kind, wanted)}  {kind.name}: {wanted.in_(lang)}"
            yield from _asked_inside(kind, lang, depth + 1)
        case Not(part):
            yield pad + Text("并非：", "not:").in_(lang)
            yield from phrased(part, lang, depth + 1)
        case AllOf(parts) | AnyOf(parts):
            if isinstance(condition, AnyOf):
                yield pad + Text("以下之一：", "any of:").in_(lang)
            elif depth:
                yield pad + Text("同时：", "all of:").in_(lang)
            for part in parts:
                yield from phrased(part, lang, depth + 1 if depth or isinstance(condition, AnyOf) else depth)


def _of_items(kind: Kind, wanted: Text) -> str:
    """The field that is asked of the items of a list, as routes of `each` are written; what is wanted may name it."""
    field = getattr(kind, "field", None)
    return f"[]{field}" if isinstance(field, Route) and str(field) not in wanted.en else ""


def _asked_inside(asked: object, lang: Lang, depth: int) -> Iterator[str]:
    """What a question, its answer or an end of a way asks of the items of a list."""
    if isinstance(asked, tuple):
        for one in asked:
            yield from _asked_inside(one, lang, depth)
        return
    if not isinstance(asked, Frozen) or isinstance(asked, Check):
        return
    pad = "  " * depth
    for name in asked.__match_args__:
        value, label = getattr(asked, name), _INSIDE.get(name)
        if label is not None and isinstance(value, Check | Not | AllOf | AnyOf):
            yield pad + label.in_(lang)
            yield from phrased(value, lang, depth + 1)
        elif label is not None and hasattr(value, "over"):
            yield f"{pad}{label.in_(lang)}{Text('', ' ').in_(lang)}{value.over}"
            yield from _asked_inside(value, lang, depth + 1)
        else:
            yield from _asked_inside(value, lang, depth)


def _in_general(wanted: Text, by: str) -> Text:
    """What is required of any description, on any day; `by` tells which items belong together."""
    zh = re.sub(rf" ?{_SOME_DAY} ?", "检查之日", wanted.zh).replace("关于“”的", f"（{by} 相同者）的")
    en = wanted.en.replace(_SOME_DAY, "the day of assessment").replace("of “”", f"whose {by} is the same")
    return Text(_UNKNOWN.sub("", zh), _UNKNOWN.sub("", en))
