"""Adds a waiver to a file of them, in its text: comments, layout, line ends and byte order mark stay as they are.

The text is not understood here. Places where the entry may go are tried one after the other; the first after which
the file reads back as before, with the waiver at its end, is taken.
"""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..document import Document, Problem, Unreadable, read
from ..words import Text
from .reading import read_waivers
from .waiver import SCHEMA

Fields = Mapping[str, str]

_BREAK = re.compile(r"\r\n?|\n")
_WORD = r"[\w（），。、；：《》“”\[\]./\-]"
_PLAIN = re.compile(rf"[^\W\d_]{_WORD}*(?: {_WORD}+)*|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}")
_SAYS_MORE = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def added(raw: bytes | None, name: str, fields: Fields) -> str:
    """The text of a file of waivers with one more; of a file yet to be made where there is no `raw`.

    Raises `Unreadable` where the file cannot be read as it is, or where no place was found.
    """
    is_json = name.lower().endswith(".json")
    if raw is None:
        raw = _empty(is_json).encode()
    document = read(raw, name)
    _usable(document)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _refused(document, Text("文件是 UTF-16 编码", "the file is in UTF-16"))
    text = raw.decode("utf-8-sig")
    for changed in _candidates(text, document, fields, is_json):
        if _reads_back(changed, document, fields):
            return ("\ufeff" if raw.startswith(codecs.BOM_UTF8) else "") + changed
    raise _refused(document, Text("找不到可写入的位置", "no place was found for the entry"))


def _empty(is_json: bool) -> str:
    """A file without waivers."""
    if is_json:
        return json.dumps({"schema": SCHEMA, "waivers": []}) + "\n"
    return f"schema: {SCHEMA}\nwaivers:\n"


def _usable(document: Document) -> None:
    _, problems = read_waivers(document)
    for problem in problems:
        raise Unreadable(problem, document.line(problem.place.line))


def _refused(document: Document, says: Text) -> Unreadable:
    fix = Text("请手工写入此项；文件未改动。", "Write the entry by hand; the file is left as it is.")
    return Unreadable(Problem(document.place(("waivers",), key=True), "not_added", says, fix))


def _reads_back(text: str, before: Document, fields: Fields) -> bool:
    """Whether a text says what the file said, and the new waiver after it."""
    try:
        after = read(text.encode(), before.name)
        _usable(after)
    except (Unreadable, UnicodeEncodeError):
        return False
    assert isinstance(before.data, dict)
    return after.data == {**before.data, "waivers": [*_entries(before), dict(fields)]}


def _entries(document: Document) -> list[Any]:
    data = document.data
    entries = data.get("waivers") if isinstance(data, dict) else None
    return entries if isinstance(entries, list) else []


def _candidates(text: str, document: Document, fields: Fields, is_json: bool) -> Iterator[str]:
    starts = [0, *(found.end() for found in _BREAK.finditer(text)), len(text)]
    end = "\r\n" if "\r\n" in text else "\n"
    entries = _entries(document)
    place = document.place(("waivers", len(entries) - 1) if entries else ("waivers",))
    begins, ends = starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
    line = text[starts[place.line - 1] : begins]
    if not is_json:
        if entries:
            yield from _after_last(text, starts, place.end_line, _indents(line), fields, end)
        elif document.has(("waivers",)):
            key = document.place(("waivers",), key=True)
            yield from _instead(text, starts, key.line, (begins, ends), " " * (key.column + 1), fields, end)
        else:
            yield _inserted(text, len(text), f"waivers:{end}" + _block(fields, "  ", end), end)
    if entries:
        own_line = f",{end}{line}" if line.isspace() else ", "
        yield text[:ends] + own_line + _flow(fields) + text[ends:]
    elif text[begins : begins + 1] == "[":
        yield text[: begins + 1] + _flow(fields) + text[begins + 1 :]


def _after_last(
    text: str, starts: list[int], last_line: int, indents: tuple[str, ...], fields: Fields, end: str
) -> Iterator[str]:
    """Below the last entry; below blank lines after it, which may belong to it; at the end of the file."""
    below = starts[last_line]
    blank = re.compile(r"(?:[ \t]*(?:\r\n?|\n))*").match(text, below)
    for at in dict.fromkeys((below, blank.end() if blank else below, len(text))):
        for indent in indents:
            yield _inserted(text, at, _block(fields, indent, end), end)


def _indents(line: str) -> tuple[str, ...]:
    found = re.match(" *(?=-)", line)
    return tuple(dict.fromkeys((found[0] if found else "  ", "  ", "", "    ")))


def _instead(
    text: str, starts: list[int], key_line: int, value: tuple[int, int], indent: str, fields: Fields, end: str
) -> Iterator[str]:
    """In place of `[]`, `null` or nothing, which stands behind the key."""
    begins, ends = value
    if "#" in text[begins:ends] or _BREAK.search(text[begins:ends]):
        return
    kept = text[:begins].rstrip(" ") if text[begins:ends] and text[begins:ends] != "waivers" else text[:ends]
    without = kept + text[ends:]
    below = starts[key_line] - (len(text) - len(without))
    yield _inserted(without, below, _block(fields, indent, end), end)


def _inserted(text: str, at: int, entry: str, end: str) -> str:
    before = text[:at]
    return before + ("" if not before or before.endswith(("\n", "\r")) else end) + entry + text[at:]


def _block(fields: Fields, indent: str, end: str) -> str:
    lines = [f"{name}: {_scalar(value)}" for name, value in fields.items()]
    return f"{indent}- " + f"{end}{indent}  ".join(lines) + end


def _flow(fields: Fields) -> str:
    return json.dumps(dict(fields), ensure_ascii=False)


def _scalar(value: str) -> str:
    """A text as YAML writes it: plain where that can mean nothing else, otherwise in double quotes."""
    if _PLAIN.fullmatch(value) and value.lower() not in _SAYS_MORE:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in quoted)
