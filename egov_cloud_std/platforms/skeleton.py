"""A commented skeleton of a description. It reads without input errors, and all but its identity is not stated."""

from collections.abc import Iterator

from ..shapes import Field, Record
from ..words import Lang, Text
from .platform import record as root_record

HEAD = {
    "zh": (
        "# 平台描述。字段留空即“未填报”；确实没有的，列表写 []，其他写 none: true。",
        "# 数量带单位：99.95%、4 小时、500 TB。日期写 2026-06-30。",
        "# 检查：egov-check 本文件",
    ),
    "en": (
        "# A platform description. An empty field is not stated; where there is none, write [] for a list, none: true else.",
        "# Quantities carry units: 99.95%, 4 h, 500 TB. Dates are written 2026-06-30.",
        "# Check it with: egov-check FILE",
    ),
}
LEVEL_IDS = {"province": "province-platform", "city": "city-platform", "county": "county-platform"}


def skeleton(level: str, full: bool, lang: Lang) -> Iterator[str]:
    """The lines of a skeleton for a platform of this level: the fields to fill in first, or every field."""
    yield from HEAD[lang]
    yield "schema: egov-platform/0"
    root = root_record()
    yield f"platform:  # {_said(root.fields['platform'], lang)}"
    yield f"  id: {LEVEL_IDS.get(level, level + '-platform')}  # {_said(_fields(root, 'platform')['id'], lang)}"
    yield f"  level: {level}"
    for name, field in _fields(root, "platform").items():
        if name not in ("id", "level", "none") and (full or field.first):
            yield from _field(field, 1, full, lang)
    for name, field in root.fields.items():
        if name not in ("schema", "platform") and (full or _has_first(field, 0)):
            yield ""
            yield from _field(field, 0, full, lang)


def _fields(root: Record, name: str) -> dict[str, Field]:
    record = root.fields[name].record
    assert record is not None
    return dict(record.fields)


def _said(field: Field, lang: Lang) -> str:
    return Text(field.zh, field.en).in_(lang)


def _field(field: Field, depth: int, full: bool, lang: Lang) -> Iterator[str]:
    pad = "  " * depth
    match field.kind:
        case "record" if field.record is not None and depth < 8:
            inner = [
                one for one in field.record.fields.values() if one.name != "none" and (full or _has_first(one, depth))
            ]
            yield f"{pad}{field.name}:  # {_said(field, lang)}"
            for one in inner:
                yield from _field(one, depth + 1, full, lang)
        case "list" if field.record is not None:
            yield f"{pad}{field.name}:  # {_said(field, lang)}"
            names = [
                one.name
                for one in field.record.fields.values()
                if one.name != "none" and (full or one.first or one.name in ("id", "name"))
            ]
            yield f"{pad}  # - {{{', '.join(f'{name}: ' for name in names[:12])}}}"
        case "set":
            yield f"{pad}{field.name}:  # {_said(field, lang)}  [{_choices(field.item)}]"
        case _:
            hint = _choices(field)
            yield f"{pad}{field.name}:  # {_said(field, lang)}" + (f"  {hint}" if hint else "")


def _choices(field: Field | None) -> str:
    if field is None:
        return ""
    if field.kind == "flag":
        return "true | false"
    return " | ".join(field.choices)


def _has_first(field: Field, depth: int) -> bool:
    """Whether a field belongs to the minimal skeleton, or holds one that does."""
    if field.first:
        return True
    if field.kind != "record" or field.record is None or depth > 6:
        return False
    return any(_has_first(one, depth + 1) for one in field.record.fields.values())
