"""A baseline: the gaps of an earlier run, by fingerprint. What was known then does not fail a run again."""

from collections.abc import Iterator
from typing import Any

from ..document import Document, Path, Problem, Unreadable
from ..frozen import Frozen
from ..words import Text

SCHEMA = "egov-result/0"  # of the results of which a baseline is one
_TEXTS = ("fingerprint", "control", "unit", "subject")


class Known(Frozen):
    """One gap of the earlier run."""

    fingerprint: str
    control: str
    unit: str
    subject: str


class Baseline(Frozen):
    """The gaps of an earlier run."""

    file: str
    digest: str
    as_of: str
    gaps: tuple[Known, ...]


class Compared(Frozen):
    """A run beside its baseline."""

    baseline: Baseline
    known: int  # gaps of this run that the baseline has
    new: int  # gaps that it does not have
    stale: tuple[Known, ...]  # in the baseline and no longer a gap, of units and controls that this run looked at


def read_baseline(document: Document) -> Baseline:
    """The gaps of a result that the `json` format wrote. Raises `Unreadable`."""
    data = document.data
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        at: Path = ("schema",) if isinstance(data, dict) else ()
        raise _unusable(
            document, at, Text(f"基线应为 {SCHEMA} 的检查结果", f"a baseline is a result of schema {SCHEMA}")
        )
    as_of = data.get("as_of")
    if not isinstance(as_of, str):
        raise _unusable(document, ("as_of",), Text("结果缺少时点", "the result does not say as of when it is"))
    return Baseline(document.name, document.digest, as_of, tuple(_gaps(document, data)))


def _gaps(document: Document, data: dict[str, Any]) -> Iterator[Known]:
    for at, unit in _listed(document, data, (), "units"):
        for here, gap in _listed(document, unit, at, "gaps"):
            texts = [text for text in map(gap.get, _TEXTS) if isinstance(text, str)]
            if len(texts) < len(_TEXTS):
                raise _unusable(document, here, Text("此条问题不完整", "this gap is not complete"))
            yield Known(*texts)


def _listed(document: Document, data: dict[str, Any], at: Path, name: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    entries = data.get(name)
    if not isinstance(entries, list):
        raise _unusable(document, (*at, name), Text(f"{name} 应为列表", f"{name} is a list"))
    for index, entry in enumerate(entries):
        here = (*at, name, index)
        if not isinstance(entry, dict):
            raise _unusable(document, here, Text("此处应为一组字段", "a mapping belongs here"))
        yield here, entry


def _unusable(document: Document, at: Path, says: Text) -> Unreadable:
    place = document.place(at)
    fix = Text(
        "用 egov-check --format json --output 文件 重新生成基线。",
        "Make the baseline again: egov-check --format json --output FILE.",
    )
    return Unreadable(Problem(place, "baseline", says, fix), document.line(place.line))
