"""Reads a style file. What is malformed, or leaves no room for text, is a problem at its own line."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from ..document import Document, Path, Problem, read_file
from ..frozen import replace
from ..quantities import parse_number
from ..shapes import Record, hold, load_file, written
from ..words import Text
from .style import MILLIMETRES_OF_A_POINT, Fonts, Page, PageNumber, Style

FIELDS = FilePath(__file__).with_name("fields.json")
NATIONAL = FilePath(__file__).with_name("office.yaml")
HEADINGS = ("heading_1", "heading_2", "heading_3", "heading_4")
TYPES = ("title", *HEADINGS, "body", "table", "page_number")

# What can be printed: beyond these a report would have no room for its text, or none that anybody can read.
SHEET = (100, 1000)  # millimetres
MARGIN = (0, 200)
SIZE = (6, 72)  # points
PITCH = (8, 100)
CHARACTERS = (8, 100)
INDENT = (0, 10)
LEAST_TEXT = 80  # millimetres, each way


@cache
def record() -> Record:
    """The field table of a style file, read once."""
    return load_file(FIELDS)


@cache
def default_style() -> Style:
    """The national form."""
    style, problems = read_style(read_file(NATIONAL))
    assert style is not None, problems
    return style


def read_style(document: Document) -> tuple[Style | None, tuple[Problem, ...]]:
    """The style of a document, and what is wrong with it; no style where anything is."""
    data, problems = hold(document, record())
    if isinstance(document.data, dict) and data.get("schema") is None:
        # Another kind of file: what else is wrong with it is of no interest.
        return None, tuple(one for one in problems if one.place == document.place(("schema",)))
    found = (*problems, *_unprintable(document, data))
    if found:
        return None, found
    style = _style(_over(read_file(NATIONAL).data, data))
    if _at(data, ("lines", "characters")) is None and ("page" in data or "body" in data):
        style = replace(
            style, characters=min(style.characters, style.fitting)
        )  # those of the national form are for its own page
    cramped = tuple(_cramped(document, style))
    return (None, cramped) if cramped else (style, ())


def _over(below: Any, above: Any) -> Any:  # noqa: ANN401 - the shape of JSON
    """What a file says, over what it leaves as it is."""
    if isinstance(below, dict) and isinstance(above, dict):
        names = {**below, **{name: one for name, one in above.items() if one is not None}}
        return {name: _over(below.get(name), one) for name, one in names.items()}
    return above


def _style(data: Mapping[str, Any]) -> Style:
    page, lines, table, number = data["page"], data["lines"], data["table"], data["page_number"]
    types = {name: Fonts(_names(data[name]["fonts"]), _number(data[name]["size"])) for name in TYPES}
    first, second, third, fourth = (types[name] for name in HEADINGS)
    return Style(
        Page(*(_number(page[name]) for name in Page.__match_args__)),
        _number(lines["pitch"]),
        _number(lines["characters"]),
        _number(lines["indent"]),
        _names(data["latin"]),
        types["title"],
        (first, second, third, fourth),
        types["body"],
        types["table"],
        Fonts(_names(table["head_fonts"]), types["table"].size),
        written(table["head_fill"]).upper(),
        PageNumber(types["page_number"], written(number["before"]), written(number["after"]), number["side"]),
    )


def _number(value: object) -> float:
    return float(parse_number(value))


def _names(values: list[Any]) -> tuple[str, ...]:
    return tuple(written(one) for one in values)


def _unprintable(document: Document, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Every number that cannot be printed, and every list of fonts without one."""
    for path, (least, most) in _bounds():
        value = _at(data, path)
        if value is not None and not least <= parse_number(value) <= most:
            yield _out_of_bounds(document, path, value, least, most)
    for path in (("latin",), ("table", "head_fonts"), *((name, "fonts") for name in TYPES)):
        names = _at(data, path)
        if names is not None and not (isinstance(names, list) and names and all(_is_name(one) for one in names)):
            yield Problem(
                document.place(path),
                "no_font",
                Text("应写至少一种字体的名称", "at least one font is named here, and each by a name"),
                Text("写成 [仿宋_GB2312, 仿宋]。", "Write it like [仿宋_GB2312, 仿宋]."),
            )


def _bounds() -> Iterator[tuple[Path, tuple[int, int]]]:
    yield from ((("page", name), SHEET) for name in ("width", "height"))
    yield from ((("page", name), MARGIN) for name in ("top", "bottom", "left", "right"))
    yield ("lines", "pitch"), PITCH
    yield ("lines", "characters"), CHARACTERS
    yield ("lines", "indent"), INDENT
    yield from (((name, "size"), SIZE) for name in TYPES)


def _at(data: Any, path: Path) -> Any:  # noqa: ANN401 - the shape of JSON
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _is_name(value: object) -> bool:
    """Whether this can be the name of a font: lists of them are written with commas."""
    text = "" if value is None else written(value)
    return 0 < len(text.strip()) <= 100 and text.isprintable() and not set(text) & {",", ";", '"'}


def _out_of_bounds(document: Document, path: Path, value: object, least: int, most: int) -> Problem:
    return Problem(
        document.place(path),
        "out_of_bounds",
        Text(
            f"应在 {least} 到 {most} 之间，现为 {written(value)}",
            f"{least} to {most} belongs here; it is {written(value)}",
        ),
        Text("改为此范围内的数。", "Write a number in that range."),
    )


def _cramped(document: Document, style: Style) -> Iterator[Problem]:
    """What leaves no room, though every number by itself can be printed."""
    page = style.page
    for name, room in (("left", page.text_width), ("top", page.text_height)):
        if room < LEAST_TEXT:
            yield Problem(
                document.place(("page", name)),
                "no_room",
                Text(
                    f"白边之间只剩 {room:g} 毫米，至少要 {LEAST_TEXT}",
                    f"the margins leave {room:g} mm; at least {LEAST_TEXT} are needed",
                ),
                Text("减小白边。", "Make the margins smaller."),
            )
    if style.pitch < style.body.size:
        yield Problem(
            document.place(("lines", "pitch")),
            "no_room",
            Text(
                f"行距 {style.pitch:g} 磅小于正文字号 {style.body.size:g} 磅",
                f"lines {style.pitch:g} points apart are closer than the body is high, {style.body.size:g}",
            ),
            Text("加大行距，或减小字号。", "Set the lines farther apart, or the body smaller."),
        )
    if style.tracking < -style.body.size / 5:
        most = int(page.text_width / MILLIMETRES_OF_A_POINT / (style.body.size * 0.8))
        yield Problem(
            document.place(("lines", "characters")),
            "no_room",
            Text(
                f"每行 {style.characters:g} 字排不下，最多 {most} 字",
                f"{style.characters:g} characters do not fit in a line; {most} do",
            ),
            Text("减少每行字数。", "Ask for fewer characters."),
        )
