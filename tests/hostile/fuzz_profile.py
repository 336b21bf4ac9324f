"""What must hold of whatever is read as a profile, and a fuzzer that looks for a profile of which it does not.

`python -m tests.hostile.fuzz_profile`, see `README.md`. An even first byte: the rest is the text of a profile. An odd
one: the rest says how a profile that holds every kind of check is changed, since few random texts get past YAML.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from egov_cloud_std.document import Limits, Number, Unreadable, read, read_file
from egov_cloud_std.platforms.platform import record
from egov_cloud_std.profiles import Profile, known_names, read_profile, shipped_path

from .fuzz_document import fuzz, hold, lines_of

LIMITS = Limits(bytes=1_000_000, nodes=200_000, scalar=5_000)
PROFILES = sorted(map(shipped_path, known_names()))
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**90, "", " ", ".", "..", "[]", "a[", "a]b", "a..b", "no.such.route", "security.level",
    "6 months", "99.95%", "≤30min", "1m", "(", "a.*b+", "(a+)+$", "\u202e", "\x00", "\ud7ff", "：", [], {}, [[]], [None],
    {"": None}, {"zh": "", "en": ""}, {"list": "architecture.networks"}, {"place": ".plan.date"}, {"at_least": []},
    {"any": []}, {"all": [{}]}, {"not": {"not": {}}}, {"threshold": "x"}, {"present": True}, "x" * 300,
)  # fmt: skip


def once(data: bytes) -> None:
    """Reads bytes as a profile."""
    if data:
        check(data[1:] if data[0] % 2 == 0 else changed(data[1:]))


def check(text: bytes) -> Profile | None:
    """The profile, if there is one. Problems with their places inside the text, and never an exception."""
    try:
        document = read(text, "profile.yaml", limits=LIMITS)
    except Unreadable:
        return None  # `fuzz_document` is about this
    profile, problems = read_profile(document, record())
    assert profile is not None or problems
    lines = lines_of(text)
    for problem in problems:
        assert problem.says.zh
        assert problem.says.en
        assert problem.fix.zh
        assert problem.fix.en
        hold(problem.place, lines, document.line(problem.place.line))
    for control in profile.controls if profile else ():
        hold(control.place, lines)
    return profile


def changed(choices: bytes) -> bytes:
    """A profile of one shipped control, with up to eight of its parts replaced, as the bytes choose."""
    rest = iter(choices)
    heads, controls = shipped()
    head = heads[_next(rest) % len(heads)]
    tree = json.loads(json.dumps({**head, "controls": [controls[_next(rest, 2) % len(controls)]]}))
    for _ in range(1 + _next(rest) % 8):
        places = list(_places(tree))
        at, key = places[_next(rest, 2) % len(places)]
        match _next(rest) % 4:
            case 0:
                at[key] = json.loads(json.dumps(ODD[_next(rest) % len(ODD)]))
            case 1:
                other, of = places[_next(rest, 2) % len(places)]
                at[key] = json.loads(json.dumps(other[of]))
            case 2:
                del at[key]
            case _:
                at[key] = {"any": [at[key]]} if _next(rest) % 2 else [at[key], at[key]]
        if len(json.dumps(tree)) > 20_000:
            break
    return json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")


@lru_cache(maxsize=1)
def shipped() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What the shipped profiles say besides their controls, and all controls, without the witnesses of most."""
    heads, controls = [], []
    for path in PROFILES:
        data = json.loads(json.dumps(read_file(path).data, default=_plain))
        for control in data.pop("controls"):
            control["witnesses"] = control.get("witnesses", [])[:1]
            controls.append(control)
        heads.append(data)
    return heads, controls


def _plain(value: object) -> float:
    assert isinstance(value, Number | Decimal)
    return float(value)


def _next(rest: Iterator[int], count: int = 1) -> int:
    return int.from_bytes(bytes(next(rest, 0) for _ in range(count)), "big")


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every part of a tree, as the collection that holds it and the key in it."""
    for key in tree if isinstance(tree, dict) else range(len(tree)):
        yield tree, key
        if isinstance(tree[key], dict | list):
            yield from _places(tree[key])


if __name__ == "__main__":
    fuzz(once)
