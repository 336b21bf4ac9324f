"""What an earlier result of a region says: the figures of the period before."""

from collections.abc import Iterator
from typing import Any

from ..assess.baseline import SCHEMA
from ..document import Document, Path, Problem, Unreadable
from ..platforms.regional import record, record_of
from ..shapes import hold, written
from ..words import Text


def earlier_figures(document: Document) -> tuple[dict[str, Any], ...]:
    """The figures that the units of an earlier result stated.

    Raises `Unreadable` where it is no result of a region, or a figure says what no description can state.
    """
    return tuple(_figures(document, regional_part(document)))


def regional_part(document: Document) -> dict[str, Any]:
    """The region of a result that the `json` format wrote. Raises `Unreadable`."""
    data: Any = document.data
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or not isinstance(data.get("region"), dict):
        place = document.place(("schema",) if isinstance(data, dict) else ())
        says = Text(f"应为 {SCHEMA} 的辖区结果", f"this is no result ({SCHEMA}) of a region")
        fix = Text("用 egov-check 文件夹 --format json 生成。", "Make it with egov-check FOLDER --format json.")
        raise Unreadable(Problem(place, "no_region", says, fix), document.line(place.line))
    found: dict[str, Any] = data["region"]
    return found


def hold_seen(document: Document, name: str, at: Path) -> None:
    """Holds what a result says that a region sees of a unit against its fields: `units`, or an item of one of the lists.

    Raises `Unreadable` at what no description can state.
    """
    _, problems = hold(document, record_of(name), at)
    wrong = next((one for one in problems if not one.code.startswith("missing")), None)
    if wrong is not None:
        raise Unreadable(wrong, document.line(wrong.place.line))


def _figures(document: Document, region: dict[str, Any]) -> Iterator[dict[str, Any]]:
    fields = record().fields["earlier_figures"].record
    assert fields is not None
    for number, leaf in _mappings(region.get("leaves")):
        unit = leaf.get("unit")
        for index, seen in _mappings(leaf.get("seen")):
            data = seen.get("data")
            if seen.get("name") == "figures" and isinstance(data, dict) and isinstance(unit, str):
                hold_seen(document, "figures", ("region", "leaves", number, "seen", index, "data"))
                values = {
                    name: one if isinstance(one, bool) else written(one)
                    for name, one in data.items()
                    if name in fields.fields and isinstance(one, str | bool | int)
                }
                values.setdefault("scope", "platform")
                yield values | {"id": f"{unit}/{data.get('id', '?')}", "platform_id": unit}


def _mappings(value: object) -> Iterator[tuple[int, dict[str, Any]]]:
    items = value if isinstance(value, list) else ()
    return ((number, one) for number, one in enumerate(items) if isinstance(one, dict))
