"""What is said about a part of a document that does not have the shape of its record."""

from functools import lru_cache

from ..words import Text
from .fields import Field, Record
from .scalars import Wrong, near, shown


@lru_cache(maxsize=4096)
def unknown_key(record: Record, key: str) -> Wrong:
    """A key that the record does not have."""
    return Wrong(
        "unknown_key",
        Text(f"此处没有名为“{shown(key)}”的字段", f"there is no field named {shown(key)!r} here"),
        near(key, tuple(record.fields)),
    )


def missing(name: str, record: Record) -> Wrong:
    """A field that every such record has."""
    code = "missing_id" if name == "id" else "missing_field"
    return Wrong(
        code,
        Text(f"缺少 {name}（{record.fields[name].zh}）", f"{name} is missing ({record.fields[name].en})"),
        Text(f"补上 {name}。", f"Add {name}."),
    )


def duplicate(name: str, line: int) -> Wrong:
    """An id that an earlier item of the list has."""
    return Wrong(
        "duplicate_id",
        Text(f"标识“{shown(name)}”与第 {line} 行重复", f"the id {shown(name)!r} is already used at line {line}"),
        Text("为两者写不同的 id。", "Give each an id of its own."),
    )


def not_a_mapping(value: object) -> Wrong:
    """Something else stands where fields belong."""
    return Wrong(
        "not_a_mapping",
        Text(
            f"此处应为若干“字段: 值”，现为{_what(value).zh}", f"fields and values belong here; it is {_what(value).en}"
        ),
        Text("写成 字段: 值，一行一个。", "Write `field: value`, one to a line."),
    )


def not_a_list(value: object, of: Field) -> Wrong:
    """Something else stands where a list of things belongs."""
    return Wrong(
        "not_a_list",
        Text(f"{of.name} 应为列表，现为{_what(value).zh}", f"{of.name} is a list; it is {_what(value).en}"),
        Text(
            "每项前写 “- ”；没有就写 []；台账在别的文件里就写 {file: 文件名}。",
            "Begin each entry with `- `; write [] for none, or {file: NAME} where another file holds the list.",
        ),
    )


def not_a_set(value: object, of: Field) -> Wrong:
    """Something else stands where a list of values belongs."""
    hint = Text("写成 [值, 值]。", "Write [value, value].")
    if not isinstance(value, dict):
        hint = Text(f"只有一个值也写成列表：[{shown(value)}]。", f"Write one value as a list, too: [{shown(value)}].")
    return Wrong(
        "not_a_set",
        Text(
            f"{of.name} 应为值的列表，现为{_what(value).zh}", f"{of.name} is a list of values; it is {_what(value).en}"
        ),
        hint,
    )


NONE_AND_MORE = Wrong(
    "none_and_more",
    Text("写了 none: true，又填报了其中的内容", "none: true says that there is none, yet more is stated here"),
    Text("没有就只留 none: true，有就删去 none。", "Keep only none: true where there is none; otherwise take it out."),
)


def _what(value: object) -> Text:
    if isinstance(value, dict):
        return Text("一组字段", "a mapping")
    if isinstance(value, list):
        return Text("列表", "a list")
    if value is None:
        return Text("空", "empty")
    return Text(f"“{shown(value)}”", f"{shown(value)!r}")
