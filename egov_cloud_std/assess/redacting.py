"""Takes out of a result what is classed as sensitive in the model, before any format sees it.

What cannot be told is taken out: a place that leads nowhere, every quoted line (a line may hold more than the value it is
quoted for), the words of input problems (they quote what was typed), and words found in other files.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

from ..frozen import replace
from ..platforms.platform import record
from ..platforms.regional import COLLECTED
from ..platforms.regional import record as region
from ..shapes import Record
from ..words import Text
from .findings import Finding
from .observing import Observation
from .results import Noted, Result, UnitResult

SENSITIVE = "sensitive"
ACROSS = frozenset({"units", *COLLECTED} - {"figures"})  # lists over all units; figures are alike in both
HIDDEN = Text("（已隐去）", "(redacted)")
_SAYS = Text("此处内容不能使用（详情已隐去）", "what stands here cannot be used (details redacted)")
_ITEM = re.compile(r"\[.*?\](?=\.[a-z_]+|$)", re.DOTALL)

T = TypeVar("T")


def redacted(result: Result) -> Result:
    """The result without what is sensitive: places, statuses, counts and scores stay."""
    whole = result.region
    if whole is not None:
        gaps, failing, asked, leaves = whole._gaps, whole.failing, whole.questions, whole.leaves
        whole = replace(
            whole,
            problems=tuple(map(_noted, whole.problems)),
            _gaps=lambda questions: map(_finding, gaps(questions)),
            _failing=lambda: map(_finding, failing()),
            _asked=lambda: map(_finding, asked()),
            leaves=lambda: ({**one, "sketch": []} for one in leaves()),
        )
    return replace(
        result,
        units=Mapped(result.units, _unit),
        unread=tuple(replace(one, problem=replace(one.problem, says=_SAYS), line="") for one in result.unread),
        notices=tuple(map(_noted, result.notices)),
        request=None if result.request is None else replace(result.request, redacted=True),
        region=whole,
    )


class Mapped(Sequence[T]):
    """A sequence whose items are changed when somebody asks for them."""

    def __init__(self, items: Sequence[T], change: Callable[[T], T]) -> None:
        self._items = items
        self._change = change

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> "Mapped[T]": ...
    def __getitem__(self, index: int | slice) -> "T | Mapped[T]":
        if isinstance(index, slice):
            return Mapped(self._items[index], self._change)
        return self._change(self._items[index])

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return map(self._change, self._items)


def _unit(unit: UnitResult) -> UnitResult:
    gaps, everything, explained, claims = unit._gaps, unit._everything, unit._explained, unit.claims
    return replace(
        unit,
        problems=tuple(map(_noted, unit.problems)),
        remarks=tuple(replace(one, line="") for one in unit.remarks),
        _gaps=lambda questions: map(_finding, gaps(questions)),
        _everything=lambda: map(_finding, everything()),
        _claims=lambda: map(_finding, claims()),
        _explained=lambda *asked: (
            replace(one, finding=_finding(one.finding), nearest=None) for one in explained(*asked)
        ),
    )


def _noted(one: Noted) -> Noted:
    return replace(one, says=_SAYS, line="")


def _finding(finding: Finding) -> Finding:
    return replace(finding, line="", observations=tuple(map(_observation, finding.observations)))


def _observation(one: Observation) -> Observation:
    hidden = is_sensitive(one.at)
    beside = any(is_sensitive(at) for at, _ in one.beside)
    return replace(
        one,
        line="",
        value=HIDDEN if hidden or beside else one.value,
        wanted=HIDDEN if hidden or beside else one.wanted,
        found=tuple(
            replace(each, says=HIDDEN, spot=replace(each.spot, words="", line=""), other=None) for each in one.found
        ),
    )


def is_sensitive(identity: str) -> bool:
    """Whether a place, named by identity, is sensitive, or inside something that is; so is one that the model does not know."""
    steps = _ITEM.sub("", identity).split(".")
    at: Record | None = region() if steps[0] in ACROSS else record()
    for step in steps:
        if at is None:
            return False  # inside a value of the author's own making, below a field that is not sensitive
        field = at.fields.get(step)
        if field is None or field.care == SENSITIVE:
            return True
        at = field.record
    return False
