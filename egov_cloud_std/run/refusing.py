"""What is refused: classified systems, and the inside of the government intranet (政务内网).

This tool is not for what is classified. A description that holds any of it is not assessed, and nothing of what it says
is repeated: a report names the place and quotes no line. What counts is what was written, also where it cannot be used,
for a mistake in writing takes nothing out of secrecy. Free text is not searched.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from ..document import Document, Path, Place, Problem, Unreadable, Value
from ..frozen import Frozen
from ..platforms.platform import record as root_record
from ..shapes import Record, written
from ..words import Text

Parts = Mapping[Path, Document]
"""The files of a description by the place that each fills: the description itself at `()`, then the lists it names."""

Route = tuple[str, ...]
Say = tuple[str, Text, Text]  # code, what is the case, what to do

_CLASSIFIED: tuple[Route, ...] = (
    ("platform", "classified"),
    ("architecture", "systems", "classified"),
    ("architecture", "existing_systems", "classified"),
)
_NETWORKS: Route = ("architecture", "networks")
_EXISTING: Route = ("architecture", "existing_systems")
_INTRANET = frozenset({"intranet", "政务内网"})  # the second is no value of `kind`, but what it says is clear
# What may be said of the intranet: that it is there, and how the platform is kept away from it.
_SAID_OF_NETWORK = frozenset({"id", "name", "kind", "managed_elsewhere", "isolation_method"})
_SAID_OF_EXISTING = frozenset({"id", "name", "kind", "owner", "relation"})
_APART = ("kept_apart", "undecided")
_NODES = frozenset({"architecture.zones", "architecture.sites"})

_PLATFORM: Say = (
    "classified",
    Text(
        "描述声明其为涉密系统，本工具不用于涉密系统",
        "the description declares a classified system; this tool is not for those",
    ),
    Text(
        "从本机删除此描述，按涉密系统的规定办理。",
        "Remove the description from this machine and follow the rules for classified systems.",
    ),
)
_SYSTEM: Say = (
    "classified",
    Text(
        "描述列有声明为涉密的系统，本工具不用于涉密系统",
        "the description lists a system that is declared classified; this tool is not for those",
    ),
    Text(
        "从本文件中删去该系统，按涉密信息的管理规定处理；核实为误填的，改为 classified: false。",
        "Remove the system from this file and handle it by the rules for classified information; where it turns out to be "
        "a mistake, write classified: false.",
    ),
)
_UNCLEAR: Say = (
    "classified",
    Text(
        "classified 既不是 true 也不是 false，不能排除涉密；本工具不用于涉密系统",
        "classified is neither true nor false, so a classified system cannot be ruled out; this tool is not for those",
    ),
    Text(
        "先由保密部门核实：不涉密的，写 classified: false；涉密的，从本机删除，按涉密信息的管理规定处理。",
        "Have the secrecy office settle it: where nothing is classified, write classified: false; else remove it from this "
        "machine and handle it by the rules for classified information.",
    ),
)
_INSIDE: Say = (
    "intranet",
    Text(
        "描述写有政务内网的内部情况；政务内网由他处管理，本工具按涉密对待",
        "the description tells of the inside of the government intranet, which is managed elsewhere and which this tool "
        "treats as classified",
    ),
    Text(
        "从本文件中删去此项，按涉密信息的管理规定处理；政务内网只写 id、name、kind、isolation_method 和 managed_elsewhere: true。",
        "Remove this from the file and handle it by the rules for classified information; of the government intranet write "
        "only id, name, kind, isolation_method and managed_elsewhere: true.",
    ),
)
_LEADS_IN: Say = (
    "intranet",
    Text(
        "描述写有位于或通向政务内网的内容；政务内网由他处管理，本工具按涉密对待",
        "the description places something in the government intranet, or leads into it; that network is managed elsewhere, "
        "this tool treats it as classified",
    ),
    Text(
        "从本文件中删去此项，按涉密信息的管理规定处理；与政务内网无关、只是标识相同的，换一个标识。",
        "Remove this from the file and handle it by the rules for classified information; where it has nothing to do with "
        "the government intranet and only bears the same id, give it another id.",
    ),
)
_NOT_ELSEWHERE: Say = (
    "intranet",
    Text(
        "描述没有把政务内网写成由他处管理；本工具按涉密对待政务内网",
        "the description does not take the government intranet for managed elsewhere; this tool treats that network as "
        "classified",
    ),
    Text(
        "核实管理单位：由他处管理的，写 managed_elsewhere: true；由本平台管理的，从本文件中删去，按涉密信息的管理规定处理。",
        "Find out who manages it: where that is another body, write managed_elsewhere: true; where it is this platform, "
        "remove it from this file and handle it by the rules for classified information.",
    ),
)


class Refused(Unreadable):
    """The description holds what this tool is not for. No line of it is quoted."""


def refuse(parts: Parts) -> None:
    """Raises `Refused` at the first thing in a description that this tool is not for."""
    for stated, (code, says, fix) in chain(_classified(parts), _intranet(parts)):
        raise Refused(Problem(stated.place, code, says, fix))


class Stated(Frozen):
    """One value as it was written, in whichever file of the description."""

    document: Document
    path: Path
    value: Value

    @property
    def place(self) -> Place:
        """Where it is written."""
        return self.document.place(self.path)

    def fields(self) -> Iterator[tuple[str, "Stated"]]:
        """What is stated of a thing, field by field."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                if value is not None:
                    yield key, Stated(self.document, (*self.path, key), value)


def _stated(parts: Parts, route: Route) -> Iterator[Stated]:
    """Every value at a route, which runs through lists and into the files that hold them."""
    return _along(parts, (), Stated(parts[()], (), parts[()].data), route)


def _along(parts: Parts, at: Path, here: Stated, route: Route) -> Iterator[Stated]:
    """`at` is where the root of this file stands in the description."""
    other = parts.get((*at, *here.path))
    if other is not None and other is not here.document:
        yield from _along(parts, (*at, *here.path), Stated(other, (), other.data), route)
    elif isinstance(here.value, list):
        for index, one in enumerate(here.value):
            yield from _along(parts, at, Stated(here.document, (*here.path, index), one), route)
    elif not route:
        if here.value is not None:
            yield here
    elif isinstance(here.value, dict) and route[0] in here.value:
        step, *rest = route
        yield from _along(parts, at, Stated(here.document, (*here.path, step), here.value[step]), tuple(rest))


def _classified(parts: Parts) -> Iterator[tuple[Stated, Say]]:
    for route in _CLASSIFIED:
        for stated in _stated(parts, route):
            if stated.value is True:
                yield stated, _PLATFORM if route[0] == "platform" else _SYSTEM
            elif stated.value is not False:
                yield stated, _UNCLEAR


def _intranet(parts: Parts) -> Iterator[tuple[Stated, Say]]:
    names: set[str] = set()
    for network in _stated(parts, _NETWORKS):
        fields = dict(network.fields())
        if "kind" not in fields or _text(fields["kind"].value).lower() not in _INTRANET:
            continue
        if "id" in fields:
            names.add(_text(fields["id"].value))
        for key, stated in fields.items():
            if key not in _SAID_OF_NETWORK:
                yield stated, _INSIDE
            elif key == "managed_elsewhere" and stated.value is not True:
                yield stated, _NOT_ELSEWHERE
    if names:
        yield from _in_the_intranet(parts, names)


def _in_the_intranet(parts: Parts, names: set[str]) -> Iterator[tuple[Stated, Say]]:
    """What bears the id of an intranet, or leads to it by that id."""
    for system in _stated(parts, _EXISTING):
        fields = dict(system.fields())
        if "id" not in fields or _text(fields["id"].value) not in names:
            continue
        for key, stated in fields.items():
            if key not in _SAID_OF_EXISTING:
                yield stated, _INSIDE
            elif key == "relation" and stated.value not in _APART:
                yield stated, _LEADS_IN
    for route in _routes_to_nodes():
        for stated in _stated(parts, route):
            if _text(stated.value) in names:
                yield stated, _LEADS_IN


@cache
def _routes_to_nodes() -> tuple[Route, ...]:
    """The ids of zones and sites, and every field that names one."""
    ids = tuple((*name.split("."), "id") for name in sorted(_NODES))
    return (*ids, *_referring(root_record(), ()))


def _referring(record: Record, above: tuple[Record, ...]) -> Iterator[Route]:
    for name, field in record.fields.items():
        if _NODES & set((field.item or field).refers_to):
            yield (name,)
        elif field.record is not None and field.record not in above:
            yield from ((name, *rest) for rest in _referring(field.record, (*above, field.record)))


def _text(value: Value) -> str:
    """A scalar as it was written; "" for anything else."""
    return "" if isinstance(value, dict | list) or value is None else written(value).strip()
