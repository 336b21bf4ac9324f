"""A commented skeleton of a description. It reads without input errors, and all but its identity is not stated."""

from collections.abc import Iterator

from ..shapes import Field, Record
from ..words import NO_WORDS, Lang, Text, same
from .platform import record as root_record

HEAD = {
    "zh": (
        "# 平台描述。字段留空即“未填报”；确实没有的，列表写 []，一组字段写 none: true。",
        "# 数量带单位：99.95%、4 小时、500 TB。日期写 2026-06-30。",
        "# 列表照注释中的样子逐项写，去掉行首的 #；id 自拟，同一列表内不重复。",
        "# 检查：egov-check 本文件",
    ),
    "en": (
        "# A platform description. An empty field is not stated. Where there is none, write [] for a list, and none: true",
        "# for a group of fields. Quantities carry units: 99.95%, 4 h, 500 TB. Dates are written 2026-06-30.",
        "# Entries of a list look like the comment under it, without the #; ids are yours to choose, each once in its list.",
        "# Check it with: egov-check FILE",
    ),
}
HINT = Text("；写法：", "; write: ")
LIKE = {  # what a value of a kind or a dimension looks like
    "date": same("2026-06-30"),
    "month": same("2026-06"),
    "ratio": same("99.95%"),
    "duration": Text("6 个月、4 小时", "6 months, 4 h"),
    "data": same("500 TB"),
    "bandwidth": same("10 Gbps"),
    "distance": same("60 km"),
    "money": Text("120 万元", "1200000 yuan"),
    "rate": Text("5万次/秒", "50000/s"),
}
COUNTRY = "[A-Z]{2}"
CARRIED = ("city", "county", "township", "department")  # levels whose platforms another one may carry
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
        asked = full or field.first or (name == "carried_by" and level in CARRIED)
        if name not in ("id", "level", "none") and asked:
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
            fields = [one for one in field.record.fields.values() if one.name != "none"]
            inner = [one for one in fields if full or _has_first(one, depth)] or [
                one
                for one in fields
                if one.record is not None and any(part.first for part in one.record.fields.values())
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
            many = f"[{_choices(field.item)}]" if _choices(field.item) else _members(field.item).in_(lang)
            yield f"{pad}{field.name}:  # {_said(field, lang)}{HINT.in_(lang)}{many}"
        case _:
            hint = _choices(field) or LIKE.get(field.dimension or field.kind, NO_WORDS).in_(lang)
            yield f"{pad}{field.name}:  # {_said(field, lang)}" + (f"{HINT.in_(lang)}{hint}" if hint else "")


def _members(field: Field | None) -> Text:
    """What a set of texts looks like."""
    return same("[CN]") if field is not None and field.pattern == COUNTRY else Text("[甲, 乙]", "[one, another]")


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
