"""Writes plain data as YAML, in blocks, as a person would."""

import json
import re

from .places import Plain

_PLAIN = re.compile(r"[a-z][a-z_]*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def yaml_of(data: Plain, indent: int = 0) -> str:
    """A text that reads back as this data."""
    blank = "  " * indent
    if isinstance(data, dict) and data:
        return "".join(f"{blank}{_scalar(key)}:{_below(value, indent)}" for key, value in data.items())
    if isinstance(data, list) and data:
        return "".join(f"{blank}-{_below(value, indent)}" for value in data)
    return f"{blank}{_scalar(data)}\n"


def _below(value: Plain, indent: int) -> str:
    if isinstance(value, dict | list) and value:
        return "\n" + yaml_of(value, indent + 1)
    return f" {_scalar(value)}\n"


def _scalar(value: Plain) -> str:
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and value not in _WORDS
        return value if plain else json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    return (
        {True: "true", False: "false", None: "null"}[value]
        if value is None or value is True or value is False
        else str(value)
    )
