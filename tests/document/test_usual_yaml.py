"""The two readers of YAML tell the same: whatever the quick one reads, libyaml reads alike, value by value and place by place."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repository import ROOT

from egov_cloud_std.document import LIMITS, Document, Limits, Value, read, usual_yaml, yaml_form
from egov_cloud_std.document import Path as Steps
from egov_cloud_std.document.usual_lines import Unusual

LOW = Limits(bytes=50_000, depth=5, nodes=300, scalar=60, digits=12)
CASES = [json.loads(line) for line in (ROOT / "tests/data/yaml_suite/cases.jsonl").read_text("utf-8").splitlines()]
OURS = sorted((*ROOT.glob("examples/**/*.yaml"), *ROOT.glob("profiles/**/*.yaml")))
SLIPS = (
    "",
    "\t",
    "\\",
    " #",
    "#",
    ":",
    ": ",
    ",",
    "]",
    "}",
    "[",
    "{",
    '"',
    "'",
    "- ",
    "&a ",
    "*a",
    "!x ",
    "|",
    ">",
    "?",
    " ",
    "\n",
    "\n ",
    "...",
    "---",
    "　",
    "：",
)


def paths(value: Value, path: Steps = ()) -> Iterator[Steps]:
    yield path
    if isinstance(value, dict):
        for key, one in value.items():
            yield from paths(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from paths(one, (*path, index))


def types(value: Value) -> object:
    """The value with what `==` does not tell: `1`, `true` and `1.0`, and how a number was written."""
    if isinstance(value, dict):
        return [(key, types(one)) for key, one in value.items()]
    if isinstance(value, list):
        return [types(one) for one in value]
    return type(value), getattr(value, "text", value)


def same(text: str, limits: Limits = LIMITS) -> bool:
    """Whether the quick reader took the text; then libyaml took it too, and told the same."""
    source = text.encode() if text.endswith("\n") else text.encode() + b"\n"
    found = usual_yaml.build(source, limits)
    if found is None:
        return False
    libyaml = yaml_form.build(source, limits)
    assert types(found[0]) == types(libyaml[0])
    ours, theirs = (Document("x.yaml", source, "yaml", *one, limits) for one in (found, libyaml))
    for path in islice(paths(found[0]), 20_000):
        for key in (False, True):
            assert ours.place(path, key=key) == theirs.place(path, key=key), (path, key)
    return True


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_our_own_files_are_read_alike(path: Path) -> None:
    same(path.read_text("utf-8"))


def test_most_of_our_own_files_are_usual() -> None:
    usual = sum(usual_yaml.build(path.read_bytes(), LIMITS) is not None for path in OURS)
    assert usual > 0.8 * len(OURS), usual


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_public_suite_is_read_alike(case: dict[str, str]) -> None:
    same(case["yaml"].encode("utf-8", "replace").decode())


GOOD = [
    "1",
    "-3",
    "5.10",
    "99.95%",
    "22:30",
    "yes",
    "null",
    "中文 说明",
    "a b",
    "'q'",
    '"q, r"',
    "甲，乙",
    "2026-06-30",
]
WORDS = st.sampled_from(
    GOOD * 24
    + ["1", "-3", "5.10", "1e3", "99.95%", "22:30", "2026-06-30", "yes", "null", "~", "true", "中文 说明", "a b", "http://x/y?z",
     "a: b", "a #b", "a # b", "x:", "-", "- a", "'q'", '"q, r"', '"a: b"', "''", '""', "it's", "甲，乙", "1234567890123", "w" * 70,
     "0x1F", ".5", ".", "...", "<<", "=", "a,b", "`", "@x", "%", "a]b", "a}b", "[", "{a", "!t", "*r", "a\\b", '"\\n"']
)  # fmt: skip
KEYS = st.sampled_from(
    ["a", "b", "c", "名称", "x_y", "1", "no", ".d", "e.f", "g-h"] * 20 + ['"q"', "<<", "k" * 201, "a b", "?", "-"]
)


@st.composite
def flow(draw: st.DrawFn, depth: int = 2) -> str:
    """What stands in brackets, well written or not."""
    keyed = draw(st.booleans())
    parts = []
    for number in range(draw(st.integers(0, 3))):
        inner = draw(flow(depth - 1)) if depth and draw(st.integers(0, 3)) == 0 else draw(WORDS)
        parts.append(f"{draw(KEYS)}{draw(st.sampled_from([number, number, number, '']))}: {inner}" if keyed else inner)
    comma = draw(st.sampled_from([", "] * 8 + [",", ",\n      ", " , ", ",\n", ", # note\n   "]))
    open_, close = "{}" if keyed else "[]"
    gap = draw(st.sampled_from(["", "", "", " ", "\n    "]))
    return open_ + gap + comma.join(parts) + gap + draw(st.sampled_from(["", "", "", ","])) + close


@st.composite
def block(draw: st.DrawFn, column: int = 0, depth: int = 3) -> str:
    """Lines at a column, with what stands below them."""
    dash = draw(st.booleans())
    lines = []
    for number in range(draw(st.integers(1, 3))):
        lines.append(draw(st.sampled_from(["", "", "", "", "\n", "  # note\n", "# note\n"])))
        lead = " " * column + ("- " if dash else "")
        if not dash or draw(st.booleans()):
            lead += f"{draw(KEYS)}{number}" + ":"
        after = draw(st.sampled_from(["", "", "", "", " ", " # note"])) + "\n"
        match draw(st.integers(0, 6 if depth else 3)):
            case 0 | 1 | 2:
                lines.append(f"{lead} {draw(WORDS)}{after}")
            case 3:
                lines.append(f"{lead} {draw(flow())}{after}")
            case 4:
                mark = draw(st.sampled_from(["|", "|-", ">", ">-"] * 3 + ["|+", "|2"]))
                text = draw(st.lists(st.sampled_from(["a", "b c ", "# d", "  e", "", "  "]), max_size=4))
                inner = " " * (column + 2 + 2 * dash)
                lines.append(f"{lead} {mark}{after}" + "".join(f"{inner}{one}\n" for one in text))
            case _:
                below = column + draw(st.sampled_from([2, 2, 2, 2, 2, 2, 4, 4, 0, 1])) + 2 * dash
                lines.append(f"{lead}{after}" + draw(block(below, depth - 1)))
    return "".join(lines)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text as people write it, or nearly so."""
    text = draw(st.sampled_from(["", "", "", "", "---\n", "# note\n---\n", "--- \n", "%YAML 1.2\n---\n"])) + draw(
        block()
    )
    for _ in range(max(0, draw(st.integers(-2, 2)))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(SLIPS)) + text[at + draw(st.integers(0, 2)) :]
    return text


@settings(max_examples=500, deadline=None)
@given(text=texts(), limits=st.sampled_from([LIMITS, LOW]))
def test_whatever_is_read_quickly_is_read_alike(text: str, limits: Limits) -> None:
    same(text, limits)


@pytest.mark.parametrize(
    "text",
    [
        "a: [b\n c]\n",
        "a: [b\n [c]]\n",
        "a: [b,\n...\n ]\n",
        "a: {b: c}}\n",
        "a: {b: c}, d\n",
        "a: [b}\n",
        "- [a], b\n",
        "a: [b # c, d]\n",
        "a: ['b # c', d]\n",
        "a: b\n c: d\n",
        "a: b\n# c\n d\n",
        "- a\n b: c\n",
        "a: |\n\n  b\n",
        "a: |\n b\n  c\n\n\nd: e\n",
        "a: >\n b\n\n c\n",
        "a: >\n  b\n c\n",
        "a:\n- b\n- c: d\n  e:\n  - f\ng:\n",
        "a: b\n...\n",
        "---\n---\na: b\n",
        "# only a note\n",
        "a: \x85b\n",
        "a: \ufeffb\n",
        "a: \x9fb\n",
        "a: b\x00\n",
        "a: b\na: c\n",
        "a: {b: c, b: d}\n",
    ],
)
def test_doubtful_texts_are_read_alike_or_left_to_libyaml(text: str) -> None:
    same(text)


def test_what_is_usual_is_read_quickly() -> None:
    """Lists at the column of their key, comments, quotes, brackets over lines, blocks: none is left to libyaml."""
    assert same(
        "a:\n- b # note\n- c: 'd'\n  e:\n  - {f: [1, 2,\n    3], g: \"h, i\"}\nj: |-\n  k\n   l\nm: >\n  n\n  o\np:\n"
    )


@pytest.mark.parametrize("text", ["- 1\n" * 200_000, "a: [1,\n  " + "1," * 200_000 + "\n  1]\n"])
def test_no_more_is_kept_of_a_text_than_its_limits_allow(text: str) -> None:
    reader = usual_yaml._Reader(text, LOW)
    with pytest.raises(Unusual):
        reader.document()
    assert len(reader.rows.starts) < 40_000
    assert usual_yaml.build(text.encode(), LOW) is None


def test_a_text_is_gone_through_once_however_many_blocks_are_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    lines = usual_yaml._Reader.lines

    def counted(self: usual_yaml._Reader, at: int) -> Iterator[str]:
        calls.append(at)
        return lines(self, at)

    monkeypatch.setattr(usual_yaml._Reader, "lines", counted)
    assert same("".join(f"a{number}: |\n  b\nc{number}: {{d: [e,\n  f]}}\n" for number in range(200)))
    assert calls == [0]


@pytest.mark.campaign
@settings(max_examples=200_000, deadline=None)
@given(text=texts(), limits=st.sampled_from([LIMITS, LOW]))
def test_whatever_is_read_quickly_is_read_alike_at_length(text: str, limits: Limits) -> None:
    same(text, limits)


def test_what_a_process_read_before_changes_nothing() -> None:
    text = (ROOT / "examples/county/platform.yaml").read_bytes()
    first = read(text, "x.yaml")
    usual_yaml.pays(b" " * 2_000_000)
    again = read(text, "x.yaml")
    assert types(first.data) == types(again.data)
    assert [first.place(path) for path in paths(first.data)] == [again.place(path) for path in paths(again.data)]
