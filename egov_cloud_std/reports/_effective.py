"""A profile as it is asked, as YAML that can be read again: every value with where it comes from."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..document import LIMITS, Path
from ..document.values import plain
from ..profiles import Profile
from ..profiles.effective import Origin, origin_of
from ..words import Lang, Text
from ._lines import clean

_BARE = re.compile(r"[A-Za-z$\u4e00-\u9fff][A-Za-z0-9_$.\u4e00-\u9fff-]*|[0-9]+(?:\.[0-9]+)+")
_OLD = frozenset({"y", "n", "yes", "no", "on", "off"})  # other programs take these for something else
LEFT_OUT = "witnesses"  # they prove a profile; it does not ask them


def effective(profile: Profile, lang: Lang) -> Iterator[str]:
    """The lines of the profile. Read again, they have the same digest."""
    named = [(profile.name, profile.version), *((one.name, one.version) for one in profile.overlays)]
    chain = " + ".join(f"{name} {version}".rstrip() for name, version in named)
    head = Text(
        f"生效的检查标准：{chain}；每个值后为其出处。见证从略。",
        f"The effective profile: {chain}. After each value: where it comes from. Witnesses are left out.",
    )
    yield clean(f"# {head.in_(lang)}")
    yield f"# {profile.digest}"
    data = profile.document.data
    assert isinstance(data, dict)  # or it would be no profile
    yield from _mapping(profile, data, (), 0)


def _mapping(profile: Profile, data: Mapping[str, Any], path: Path, depth: int) -> Iterator[str]:
    pad = "  " * depth
    for key, value in data.items():
        if key == LEFT_OUT and len(path) == 2 and path[0] == "controls":
            continue
        here = (*path, key)
        match value:
            case dict() if value:
                yield f"{pad}{_text(key)}:"
                yield from _mapping(profile, value, here, depth + 1)
            case list() if value:
                yield f"{pad}{_text(key)}:"
                yield from _sequence(profile, value, here, depth + 1)
            case _:
                yield f"{pad}{_text(key)}: {_scalar(value)}  {_comment(profile, here)}"


def _sequence(profile: Profile, data: list[Any], path: Path, depth: int) -> Iterator[str]:
    pad = "  " * depth
    for index, value in enumerate(data):
        here = (*path, index)
        match value:
            case dict() if value:
                first, *rest = _mapping(profile, value, here, depth + 1)
                yield f"{pad}- {first.lstrip()}"
                yield from rest
            case list() if value:
                yield f"{pad}-"
                yield from _sequence(profile, value, here, depth + 1)
            case _:
                yield f"{pad}- {_scalar(value)}  {_comment(profile, here)}"


def _comment(profile: Profile, path: Path) -> str:
    found: Origin = origin_of(profile.document, profile.name, profile.version, path)
    return clean(f"# {found.profile} {found.version}".rstrip() + f" {found.place.file}:{found.place.line}")


def _scalar(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return _text(value)
        case dict():
            return "{}"
        case list():
            return "[]"
        case _:
            return str(getattr(value, "text", value))


def _text(value: str) -> str:
    """A text that is read as the same text: bare where that is safe, else in quotation marks."""
    if _BARE.fullmatch(value) and value.lower() not in _OLD and plain(value, LIMITS.digits) == value:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(one if one.isprintable() else _escaped(ord(one)) for one in quoted)


def _escaped(code: int) -> str:
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def laid(profile: Profile, lang: Lang) -> Iterator[str]:
    """A profile in a few lines: what it is made of, and what overlays say of it."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    unset = sum(one.value is None for one in profile.thresholds.values())
    yield f"{profile.name} {profile.version}".rstrip() + f"  {profile.title.in_(lang)}"
    yield t(
        f"  {len(profile.controls)} 个检查项，{len(profile.thresholds)} 个指标（未设定 {unset} 个）",
        f"  {len(profile.controls)} controls, {len(profile.thresholds)} thresholds ({unset} unset)",
    )
    yield f"  {profile.digest}"
    for one in profile.overlays:
        yield f"  + {one.name} {one.version}".rstrip() + f"  {one.title.in_(lang)}  {one.file}"
        for what, path, value in _said(profile, one.name):
            place = origin_of(profile.document, "", "", path).place
            yield f"    {what}: {value}  ({place.file}:{place.line})"
        for added in one.adds:
            yield t(f"    新增检查项 {added}", f"    adds {added}")


def _said(profile: Profile, overlay: str) -> Iterator[tuple[str, Path, str]]:
    """What an overlay sets or raises, in the order of the profile."""

    def says(path: Path) -> bool:
        return origin_of(profile.document, "", "", path).profile == overlay

    data: Any = profile.document.data
    for name, entry in (data.get("thresholds") or {}).items():
        path: Path = ("thresholds", name, "value")
        if says(path):
            yield name, path, _scalar(entry["value"])
    for index, entry in enumerate(data["controls"]):
        if says(("controls", index, "id")):
            continue
        for key in ("duty", "severity", "waivable"):
            path = ("controls", index, key)
            if key in entry and says(path):
                yield f"{entry['id']}.{key}", path, _scalar(entry[key])
