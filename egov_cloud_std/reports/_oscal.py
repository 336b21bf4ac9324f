"""What surrounds the results in an OSCAL document: identities, properties, the tool, the platform, the profiles."""

import uuid
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Any

from ..assess.results import Result, UnitResult
from ..frozen import Frozen
from ..words import SELF_CHECK, Lang, Text
from ._across import profiles_of
from ._addresses import address_of
from ._lines import clean
from ._markdown import escaped

VERSION = "1.1.3"
NAMESPACE = "https://egov-cloud-std.example/ns/oscal"  # names properties of ours; nothing stands there
_ROOT = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)


def identified(kind: str, *parts: Result | str) -> str:
    """An identity made of content: the same run gives the same, and so does the same gap of another run.

    A `Result` stands for all that it was made of: its moment, its tool, and the digests of what it read.
    """
    texts = [kind]
    for one in parts:
        texts.extend((one,) if isinstance(one, str) else _made_of(one))
    return str(uuid.uuid5(_ROOT, "\0".join(texts).encode("utf-8", "backslashreplace").decode()))


def _made_of(result: Result) -> tuple[str, ...]:
    return (
        result.tool,
        result.as_of.isoformat(),
        *(one.digest for one in profiles_of(result)),
        *_read(result),
        *(text for one in result.unread for text in (one.file, one.problem.code)),
        *(one.digest for one in result.waivers),
        "" if result.compared is None else result.compared.baseline.digest,
    )


def _read(result: Result) -> Iterator[str]:
    """The files that were read: of a region they are known without going through its units."""
    if result.region is None:
        yield from (text for one in result.units for text in (one.file, one.digest))
        return
    yield from (result.region.file, result.region.digest, *(one.unit + one.submission for one in result.region.nodes))
    yield from (str(leaf[key]) for leaf in result.region.leaves() for key in ("file", "digest"))


def props(values: Mapping[str, str]) -> list[dict[str, str]]:
    """Properties in our namespace; one without a value is left out. A value is one line without blanks around it."""
    shown = ((name.replace("_", "-"), clean(value).strip()) for name, value in values.items())
    return [{"name": name, "ns": NAMESPACE, "value": value} for name, value in shown if value]


def metadata(result: Result, lang: Lang) -> dict[str, Any]:
    title = Text("政务云平台自查结果", "Results of a self-check of government cloud platforms")
    counted = {"files-unreadable": str(len(result.unread)), "files-passed-over": str(result.passed_over)}
    return {
        "title": title.in_(lang),
        "last-modified": result.as_of.isoformat(),
        "version": f"{result.as_of:%Y-%m-%d}",
        "oscal-version": VERSION,
        "props": props({"tool-version": result.tool} | counted),
        "remarks": escaped(SELF_CHECK.in_(lang)),
    }


def no_plan(result: Result) -> dict[str, Any]:
    """OSCAL wants the plan of the assessment: here the profiles are all the plan that there is."""
    return {"href": f"#{_plan(result)}"}


def _plan(result: Result) -> str:
    return identified("plan", *(one.digest for one in profiles_of(result)))


def back_matter(result: Result, lang: Lang) -> dict[str, Any]:
    """The profiles that were asked, and the files that could not be read."""
    plan = Text("所用检查标准", "The profiles in use").in_(lang)
    resources: list[dict[str, Any]] = [{"uuid": _plan(result), "title": plan}]
    profiles = profiles_of(result)
    if profiles:
        asked = ({"profile": f"{one.name} {one.version} {one.digest}"} for one in profiles)
        resources[0]["props"] = list(chain.from_iterable(map(props, asked)))
    for number, unread in enumerate(result.unread):
        problem = unread.problem
        resources.append(
            {
                "uuid": identified("unread", result, unread.file, str(number)),
                "title": escaped(unread.file),
                "description": escaped(f"{problem.says.in_(lang)} {problem.fix.in_(lang)}"),
                "props": props({"code": problem.code}),
                "rlinks": [{"href": address_of(unread.file)}],
            }
        )
    return {"resources": resources}


class Part(Frozen):
    """One unit of a run, on its way into the document."""

    unit: UnitResult
    result: Result
    lang: Lang
    run: str  # the identity of the run
    before: int  # so often the same file of the same unit came before

    def uuid(self, kind: str, *parts: str) -> str:
        """An identity within this unit."""
        return identified(kind, self.unit.file, self.unit.unit, str(self.before), *parts)

    @cached_property
    def name(self) -> str:
        """What the platform is called."""
        return clean(self.unit.name) or clean(self.unit.unit) or clean(self.unit.file)

    @cached_property
    def moment(self) -> str:
        """The moment of assessment."""
        return self.result.as_of.isoformat()

    @cached_property
    def subject(self) -> dict[str, str]:
        """The platform as what an observation is about."""
        return {"subject-uuid": self.uuid("platform"), "type": "component"}

    @cached_property
    def origin(self) -> dict[str, Any]:
        """Who says so: the tool."""
        return {"actors": [{"type": "tool", "actor-uuid": self.uuid("tool")}]}


def local_definitions(part: Part) -> dict[str, Any]:
    """The platform as the one component that is assessed, and the tool that does it."""
    known = props({"unit": part.unit.unit, "level": part.unit.level})
    platform = {
        "uuid": part.uuid("platform"),
        "type": "this-system",
        "title": escaped(part.name),
        "description": escaped(part.name),
        **({"props": known} if known else {}),
        "status": {"state": "operational"},
    }
    return {"components": [platform], "assessment-assets": assets(part.uuid("tool"), part.lang, part.result)}


def assets(tool: str, lang: Lang, result: Result) -> dict[str, Any]:
    """The tool, and where it ran: OSCAL wants both."""
    check = {
        "uuid": tool,
        "type": "software",
        "title": "egov-check",
        "description": Text("对照检查标准检查平台描述", "Holds descriptions of platforms against profiles").in_(lang),
        "props": props({"version": result.tool}),
        "status": {"state": "operational"},
    }
    ran = {"uuid": identified("assessment platform", tool), "uses-components": [{"component-uuid": tool}]}
    return {"components": [check], "assessment-platforms": [ran]}
