"""Turns bytes into text, or says why they are none."""

import codecs
import re

from . import wording
from .places import Lines, Problem, Unreadable, nowhere

_CONTROLS = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
_CHINESE = "[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]"
_SAMPLE = 4096  # bytes that are enough to know Chinese text by


def decode(data: bytes, name: str, *, gbk: bool = False) -> str:
    """The text of UTF-8 or of UTF-16 with its mark, lines ending in LF; with `gbk`, of GB18030 too."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _utf16(data, name)
    else:
        data = data.removeprefix(codecs.BOM_UTF8)
        if 0 in data and _is_utf16(data):
            raise Unreadable(Problem(nowhere(name), "utf16_without_mark", *wording.NO_BOM))
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            if not gbk or not is_gbk(data, error.start):
                raise _not_utf8(data, error.start, name) from None
            text = data.decode("gb18030")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def control(text: str) -> re.Match[str] | None:
    """The first character that no text holds: a control character, half a character, or none at all."""
    return re.search(_CONTROLS, text)  # compiled when it is first asked: few inputs need it


def check_controls(text: str, name: str) -> None:
    """Refuses control characters, half characters and what is no character."""
    if found := control(text):
        place = Lines(name, text).place(*found.span())
        raise Unreadable(Problem(place, "control_character", *wording.CONTROL))


def is_gbk(data: bytes, start: int) -> bool:
    """Whether bytes that are not UTF-8 read as Chinese text in GB18030."""
    try:
        data.decode("gb18030")
        sample = data[start : start + _SAMPLE].decode("gb18030", "ignore")
    except UnicodeDecodeError:
        return False
    foreign = sum(not character.isascii() for character in sample)
    return 2 * len(re.findall(_CHINESE, sample)) > foreign


def _utf16(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        lines = Lines(name, data[: error.start & ~1].decode("utf-16", "ignore"))
        place = lines.place(len(lines.text), len(lines.text))
        raise Unreadable(Problem(place, "not_text", *wording.NOT_TEXT)) from None


def _is_utf16(data: bytes) -> bool:
    """Whether this looks like UTF-16; elsewhere a NUL is a control character like others."""
    # In UTF-16 one half of every ASCII character is a NUL: always the same half, and in any text some.
    sample = data[:_SAMPLE]
    halves = sample[::2].count(0), sample[1::2].count(0)
    return min(halves) == 0 and max(halves) > max(1, len(sample) // 16)


def _not_utf8(data: bytes, start: int, name: str) -> Unreadable:
    lines = Lines(name, data[:start].decode() + "?")
    place = lines.place(len(lines.text) - 1)
    if is_gbk(data, start):
        return Unreadable(Problem(place, "gbk", *wording.GBK))
    return Unreadable(Problem(place, "not_utf8", *wording.NOT_TEXT))
