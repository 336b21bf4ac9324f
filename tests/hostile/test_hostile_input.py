"""Hostile input ends in a message that says what is wrong and where, soon, and in little memory.

Every input is read by the command line in a process of its own, with bounds on processor time, waiting and memory.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import GOOD, TINY, process

from egov_cloud_std.document import window

from .bounded import NOBODY, Bounded, Ended

LONG = 50_000_000
DEEP = 100_000
HEAD = "schema: egov-platform/0\nplatform: {id: mine, name: 我的平台, level: city}\n"
JSON = '{"schema": "egov-platform/0",\n "platform": {"id": "mine", "name": "我的平台", "level": "city"}%s}\n'
WORDS = {
    "utf16": ("没有字节顺序标记的 UTF-16", "UTF-16 without a byte order mark"),
    "control": ("控制字符", "control character"),
    "deep": ("嵌套超过 100 层", "nested more than 100 deep"),
    "duplicate": ("已在第 3 行写过", "already set on line 3"),
    "digits": ("超过 100 位", "more than 100 digits"),
    "long": ("超过 1,000,000 个字符", "longer than 1,000,000 characters"),
    "nodes": ("展开别名后超过 20,000,000 个值", "more than 20,000,000 values"),
    "cyclic": ("指向包含它自己的内容", "inside what it names"),
    "merge": ("合并的不是映射", "merges something that is not a mapping"),
    "tag": ("不在可用之列", "is not taken here"),
    "second": ("第二个文档", "second document"),
    "bytes": ("不是 UTF-8", "not UTF-8"),
    "gbk": ("GBK", "GBK"),
    "escape": ("转义序列不存在", "escape sequence does not exist"),
    "half": ("半个字符", "half a character"),
    "nan": ("没有 NaN", "no NaN"),
    "empty": ("没有内容", "no content"),
    "file": ("不是普通文件", "no regular file"),
    "outside": ("文件夹之外", "out of the folder"),
    "loop": ("没有尽头", "in a circle"),
    "changed": ("读取过程中被改动", "changed while it was read"),
    "permission": ("没有读取权限", "not permitted"),
    "missing": ("没有这个文件", "no such file"),
    "nothing": ("没有找到平台描述", "no platform description was found"),
    "quote": ("引号直到文件末尾都没有结束", "not closed before the end"),
    "space": ("缺少空格", "No space follows"),
    "key": ("被写成了键", "where a key is expected"),
    "colon": ("没有冒号", "no colon"),
    "large": ("超过 256,000,000 字节", "more than 256,000,000 bytes"),
}
"""What a message says, in both languages."""


@dataclass(frozen=True)
class Case:
    """A file, and the line, the column and the words of its message."""

    name: str
    data: bytes
    line: int
    column: int
    words: str

    def __str__(self) -> str:
        return self.name


def case(name: str, data: str | bytes, at: tuple[int, int], words: str) -> Case:
    return Case(name, data.encode() if isinstance(data, str) else data, *at, words)


def laughs() -> str:
    """Ten aliases of ten aliases of …: a thousand million values in ten lines."""
    lines = ["x_0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"x_{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines)


REFUSED = [
    case("alias_bomb.yaml", HEAD + laughs(), (10, 11), "nodes"),
    case("deep_flow.yaml", HEAD + "x_a: " + "[" * DEEP, (3, 105), "deep"),
    case("deep_flow_mapping.yaml", HEAD + "x_a: " + "{a: " * DEEP, (3, 402), "deep"),
    case("deep_block.yaml", HEAD + "x_a:\n  " + "- " * DEEP, (4, 201), "deep"),
    case("deep_block_mapping.yaml", "".join(" " * n + "a:\n" for n in range(2000)), (101, 101), "deep"),
    case("deep_keys.yaml", HEAD + "x_a:\n  " + "- ? " * 150, (4, 7), "key"),
    case("digits.yaml", HEAD + "x_a: " + "7" * 5000, (3, 6), "digits"),
    case("digits_short_to_write.yaml", HEAD + "x_a: 1e999999999", (3, 6), "digits"),
    case("duplicate.yaml", HEAD + "x_a: 1\nx_b: 2\nx_a: 3\n", (5, 1), "duplicate"),
    case(
        "duplicate_far.yaml",
        HEAD + "x_a: 1\n" + "".join(f"x_{n}: 2\n" for n in range(9999)) + "x_a: 3\n",
        (10003, 1),
        "duplicate",
    ),
    case("python.yaml", HEAD + "x_a: !!python/object/apply:os.system [touch owned]\n", (3, 6), "tag"),
    case("tag.yaml", HEAD + "x_a: !local 1\n", (3, 6), "tag"),
    case("many_tag_handles.yaml", "".join(f"%TAG !a{n}! x\n" for n in range(300_000)) + "---\na: 1\n", (1, 1), "tag"),
    case("two.yaml", HEAD + "---\n" + HEAD, (3, 1), "second"),
    case("cycle.yaml", HEAD + "x_a: &me [1, *me]\n", (3, 14), "cyclic"),
    case("cycle_mapping.yaml", HEAD + "x_a: &me\n  b: {c: *me}\n", (4, 10), "cyclic"),
    case("merge.yaml", HEAD + "x_a: {<<: 7, b: 1}\n", (3, 11), "merge"),
    case("merge_list.yaml", HEAD + "x_b: &b {c: 1}\nx_a: {<<: [*b, text]}\n", (4, 11), "merge"),
    case("nul.yaml", HEAD + "x_a: b\0c\n", (3, 7), "control"),
    case("nul.json", JSON % ',\n "x_a": "b\0c"', (3, 11), "control"),
    case("escape_character.yaml", HEAD + "x_a: \x1b[31mred\n", (3, 6), "control"),
    case("line_separator.yaml", HEAD + "x_a: b\u2028security: {}\n", (3, 7), "control"),
    case("next_line.yaml", HEAD + 'x_a: "b\x85c"\n', (3, 8), "control"),
    case("surrogate_bytes.yaml", HEAD.encode() + b"x_a: \xed\xa0\x80\n", (3, 6), "bytes"),
    case("surrogate.yaml", HEAD + 'x_a: "\\ud800"\n', (3, 9), "escape"),
    case("surrogate.json", JSON % ',\n "x_a": "\\ud800"', (3, 9), "half"),
    case("surrogate_utf16.yaml", b"\xff\xfe" + "a: b".encode("utf-16-le") + b"\x00\xd8\x00\x00", (1, 5), "bytes"),
    case("gbk.yaml", b"# ascii\n" + HEAD.encode("gbk"), (3, 28), "gbk"),
    case("latin.yaml", "x_a: caf\xe9 \xe9".encode("latin-1"), (1, 9), "bytes"),
    case("utf16_without_mark.yaml", HEAD.encode("utf-16-le"), (1, 1), "utf16"),
    case("utf16_big_without_mark.yaml", HEAD.encode("utf-16-be"), (1, 1), "utf16"),
    case("empty.yaml", "", (1, 1), "empty"),
    case("blank.yaml", " \n\t\n", (1, 1), "empty"),
    case("comment.yaml", "# nothing\n", (1, 1), "empty"),
    case("duplicate.json", JSON % ',\n "x_a": {"b": 1,\n "b": 2}', (4, 2), "duplicate"),
    case("escaped_duplicate.json", JSON % ',\n "x_a": {"b": 1,\n "\\u0062": 2}', (4, 2), "duplicate"),
    case("nan.json", JSON % ',\n "x_a": [NaN]', (3, 10), "nan"),
    case("infinity.json", JSON % ',\n "x_a": -Infinity', (3, 9), "nan"),
    case("deep.json", JSON % (',\n "x_a": ' + "[" * 10_000 + "]" * 10_000), (3, 108), "deep"),
    case("deep_objects.json", JSON % (',\n "x_a": ' + '{"a":' * 10_000 + "1" + "}" * 10_000), (3, 504), "deep"),
    case("digits.json", JSON % (',\n "x_a": ' + "7" * 5000), (3, 9), "digits"),
    case("unclosed.yaml", HEAD + 'x_a: "b\n' + "c\n" * 200_000, (3, 6), "quote"),
    case("colons.yaml", HEAD + "x_a: b\n" + "  - - " * 100_000 + "\nx_c", (5, 1), "colon"),
    case("question_mark.yaml", HEAD + "x_a: {?b: 1}\n", (3, 7), "space"),
    case("anchor_name.yaml", HEAD + "x_a: &b:c d\n", (3, 6), "space"),
]
READ = {
    "utf8_mark.yaml": b"\xef\xbb\xbf" + GOOD.encode(),
    "utf16_mark.yaml": b"\xff\xfe" + GOOD.encode("utf-16-le"),
    "utf16_big_mark.yaml": b"\xfe\xff" + GOOD.encode("utf-16-be"),
    "crlf.yaml": GOOD.replace("\n", "\r\n").encode(),
    "cr.yaml": GOOD.replace("\n", "\r").encode(),
    "anchors.yaml": GOOD.encode() + b"x_a: &a {b: 1}\nx_b: {<<: *a, c: *a}\n",
}


@pytest.fixture(scope="module")
def opened() -> Iterator[Path]:
    """A folder that everybody may look into: pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def bounded(opened: Path) -> Iterator[Callable[..., Ended]]:
    """Runs the command on a file with a small profile; no run may end in a traceback or by a signal."""
    (opened / "tiny.yaml").write_text(TINY, "utf-8")
    (opened / "good.yaml").write_text(GOOD, "utf-8")
    always = ("--profile", str(opened / "tiny.yaml"), "--as-of", "2026-06-30")
    server = Bounded(opened, (*always, "--quiet", str(opened / "good.yaml")))

    def call(folder: Path, *arguments: str, **more: object) -> Ended:
        ended = server(*always, *arguments, folder=folder, **more)
        assert ended.code >= 0, f"ended by signal {-ended.code}"
        assert "Traceback" not in ended.said, ended.err
        return ended

    yield call
    server.close()


def refused(bounded: Callable[..., Ended], folder: Path, name: str, words: str, **more: object) -> Ended:
    """The run in Chinese, after it and the one in English have said what is wrong with a whole file."""
    zh, en = (bounded(folder, "--lang", lang, name, **more) for lang in ("zh", "en"))
    assert (zh.code, en.code) == (2, 2)
    assert WORDS[words][0] in zh.said
    assert WORDS[words][1] in en.said
    assert name in zh.said
    assert name in en.said
    return zh


@pytest.mark.parametrize("one", REFUSED, ids=str)
def test_is_refused_at_its_place_in_both_languages(one: Case, bounded: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / one.name).write_bytes(one.data)
    for lang, words in zip(("zh", "en"), WORDS[one.words], strict=True):
        ended = bounded(tmp_path, "--lang", lang, one.name)
        assert ended.code == 2
        head = ended.out.partition("\n")[0]
        place = one.name if (one.line, one.column) == (1, 1) and one.words in ("utf16", "empty") else None
        assert head.startswith(f"{place or f'{one.name}:{one.line}:{one.column}'}: "), head
        assert words in head
        assert len(ended.said) < 5_000
        assert ended.megabytes < 150
    assert not (tmp_path / "owned").exists()


@pytest.mark.parametrize("name", READ)
def test_is_read(name: str, bounded: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(READ[name])
    ended = bounded(tmp_path, name)
    assert (ended.code, ended.err) == (0, "")
    assert "100.0%" in ended.out


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("long.yaml", "x_a: ", "\n"), ("long.json", '{"a": "', '"}'), ("long.csv", 'a\n"', '"')],
)
def test_a_scalar_of_fifty_megabytes_is_refused(
    name: str, before: str, after: str, bounded: Callable[..., Ended], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(before.encode() + b"x" * LONG + after.encode())
    target = name
    if name.endswith("csv"):
        target = "main.yaml"
        (tmp_path / target).write_text(GOOD + f"architecture: {{resources: {{file: {name}}}}}\n", "utf-8")
    ended = bounded(tmp_path, "--lang", "en", target, seconds=30, megabytes=500)
    assert ended.code == 2
    assert WORDS["long"][1] in ended.out
    assert ended.out.startswith(
        {"long.yaml": "long.yaml:1:6: ", "long.json": "long.json:1:7: "}.get(name, "main.yaml:4:34: ")
    )
    assert len(ended.said) < 5_000


def test_a_folder_with_nothing_to_check_is_unusable(bounded: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.yaml").write_text("a: 1", "utf-8")
    (tmp_path / "folder" / "blank.yaml").write_bytes(b"\n" * 500_000)
    (tmp_path / "folder" / "loop.yaml").symlink_to("loop.yaml")
    os.mkfifo(tmp_path / "folder" / "pipe.yaml")
    refused(bounded, tmp_path, "folder", "nothing")


def test_a_pipe_and_devices_are_not_opened(bounded: Callable[..., Ended], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for name in ("pipe.yaml", "/dev/zero", "/dev/null"):
        assert refused(bounded, tmp_path, name, "file").seconds < 5


@pytest.mark.parametrize("option", ["--profile", "--waivers", "--baseline"])
def test_what_stands_beside_a_description_is_opened_as_carefully(
    option: str, bounded: Callable[..., Ended], tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "main.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    (tmp_path / "deep.yaml").write_text("[" * DEEP, "utf-8")
    for name, words in (("pipe.yaml", "file"), ("zero.yaml", "file"), ("deep.yaml", "deep")):
        ended = bounded(tmp_path, "--lang", "en", option, name, "main.yaml")
        assert ended.code == 2
        assert ended.seconds < 5
        assert WORDS[words][1] in ended.said or option == "--baseline", ended.said
        assert name in ended.said


def test_endless_standard_input_is_cut_off(bounded: Callable[..., Ended], tmp_path: Path) -> None:
    ended = bounded(tmp_path, "--lang", "en", "-", typed="/dev/zero", megabytes=1000, seconds=20)
    assert ended.code == 2
    assert WORDS["large"][1] in ended.out


def test_a_file_beyond_the_limit_is_not_read(bounded: Callable[..., Ended], tmp_path: Path) -> None:
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(1 << 40)
    assert refused(bounded, tmp_path, "huge.yaml", "large").megabytes < 100


def test_links_out_of_the_root_and_in_a_circle_are_not_followed(bounded: Callable[..., Ended], tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.yaml").write_text(GOOD.replace("mine", "secret"), "utf-8")
    (root / "link.yaml").symlink_to("../secret.yaml")
    (root / "loop.yaml").symlink_to("pool.yaml")
    (root / "pool.yaml").symlink_to("loop.yaml")
    assert "secret" not in refused(bounded, root, "link.yaml", "outside").out
    refused(bounded, root, "loop.yaml", "loop")
    refused(bounded, root, "no_such.yaml", "missing")


@pytest.mark.parametrize(
    ("inventory", "words"),
    [
        ("../secret.csv", "outside"),
        ("linked.csv", "outside"),
        ("linked/secret.csv", "outside"),
        ("/etc/passwd", "outside"),
        ("/dev/zero", "outside"),
        ("loop.csv", "loop"),
        ("pipe.csv", "file"),
        (".", "file"),
        ("no_such.csv", "missing"),
        ('"a\\0b"', "missing"),
        ("no_such.csv/../../secret.csv", "missing"),
        ("bomb.yaml", "nodes"),
    ],
)
def test_an_inventory_is_read_inside_the_root_only(
    inventory: str, words: str, bounded: Callable[..., Ended], tmp_path: Path
) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.csv").write_text("id,name\nsecret,secret\n", "utf-8")
    (root / "linked.csv").symlink_to("../secret.csv")
    (root / "linked").symlink_to("..")
    (root / "loop.csv").symlink_to("loop.csv")
    os.mkfifo(root / "pipe.csv")
    (root / "bomb.yaml").write_text(laughs(), "utf-8")
    (root / "main.yaml").write_text(GOOD + f"architecture:\n  resources: {{file: {inventory}}}\n", "utf-8")
    for lang, said in zip(("zh", "en"), WORDS[words], strict=True):
        ended = bounded(root, "--lang", lang, "main.yaml")
        assert ended.code == 2
        assert ended.out.startswith("main.yaml:5:21: ")
        assert said in ended.out.partition("\n")[0]
        assert "secret,secret" not in ended.said


@pytest.mark.skipif(os.getuid() != 0, reason="only root can run as somebody else")
def test_a_file_without_permission_is_refused_and_one_beside_it_is_read(
    bounded: Callable[..., Ended], opened: Path
) -> None:
    (opened / "closed.yaml").write_text(GOOD, "utf-8")
    (opened / "closed.yaml").chmod(0)
    refused(bounded, opened, "closed.yaml", "permission", user=NOBODY)
    assert bounded(opened, "good.yaml", user=NOBODY).code == 0


def test_a_file_that_changes_while_it_is_read_is_refused(bounded: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "growing.yaml").write_text(GOOD, "utf-8")
    assert refused(bounded, tmp_path, "growing.yaml", "changed", touched="growing.yaml").seconds < 5


NAUGHTY = """\
schema: egov-platform/0
platform: {id: mine, name: "\\e[31mred\\a‮⁦", level: city, operator: "\\e]0;owned\\a"}
security: {protection_level: 2, logs: {kept: "1 个月\\e[2J‮"}}
"\\e]8;;http://x\\a‏": 1
architecture: {resources: [{id: "r\\e[1A‮"}, {id: "\\r\\n::error::x"}, {id: b, zone: "\\x9b31m"}]}
"""


@pytest.mark.parametrize("form", ["text", "line"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_cannot_steer_the_terminal(form: str, lang: str, bounded: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "naughty.yaml").write_text(NAUGHTY, "utf-8")
    ended = bounded(tmp_path, "--format", form, "--lang", lang, "--all", "naughty.yaml")
    assert ended.code == 2
    printable(ended.said)
    (tmp_path / "na\x1b[31m‮\nughty.yaml").write_text("a: [", "utf-8")
    printable(bounded(tmp_path, "--format", form, "--lang", lang, "na\x1b[31m‮\nughty.yaml").said)


def test_a_profile_cannot_steer_the_terminal(bounded: Callable[..., Ended], tmp_path: Path) -> None:
    evil = "\\e[31m‮\\r"
    profile = TINY.replace("zh: 平台为三级及以上。, en: The", f'zh: "{evil}", en: "{evil} The').replace(
        "level 3 or above.", 'level 3 or above."'
    )
    profile = profile.replace("zh: 重新定级。, en: Have it graded again.", f'zh: "{evil}", en: "{evil}"')
    profile = profile.replace("profile: tiny", "profile: evil").replace("en: Tiny profile", f'en: "{evil}"')
    for name in ("level_stated", "logs_kept", "operator_named"):
        profile = profile.replace(f"id: {name}", f"id: evil_{name}")
    (tmp_path / "evil.yaml").write_text(profile, "utf-8")
    (tmp_path / "main.yaml").write_text(GOOD.replace("level: 3", "level: 2"), "utf-8")
    for lang in ("zh", "en"):
        for form in ("text", "line"):
            printable(bounded(tmp_path, "--profile", "evil.yaml", "--format", form, "--lang", lang, "main.yaml").said)


def printable(said: str) -> None:
    """Nothing in a text moves the cursor, the colour or the direction of writing."""
    assert said
    assert not [one for one in said if one != "\n" and not one.isprintable() and one != "　"]
    assert "::error::" not in [line[:9] for line in said.split("\n")]


def test_output_stays_small_however_long_the_line(bounded: Callable[..., Ended], tmp_path: Path) -> None:
    fields = ", ".join(f'"k{number}": {number}' for number in range(2_000))
    (tmp_path / "wide.json").write_text(JSON.replace("\n", "") % f', "x_long": "{"长" * 900_000}", {fields}', "utf-8")
    for form in ("text", "line", "json"):
        ended = bounded(tmp_path, "--format", form, "wide.json")
        assert ended.code == 2
        assert len(ended.out) < 2_000 * 1_000
        assert ended.megabytes < 150


@pytest.mark.parametrize("column", [1, 2, 150, 2_500, 4_990, 5_000])
def test_a_long_line_is_cut_around_its_place(column: int) -> None:
    line = "".join(chr(0x4E00 + number) for number in range(5_000))
    shown, start, end = window(line, column, column + 3)
    assert len(shown) <= 202
    assert shown[start - 1 : end - 1] == line[column - 1 : column + 2]
    assert shown.startswith("…") == (line[:1] not in shown)
    assert shown.endswith("…") == (line[-1] not in shown)


def problems(folder: Path, number: int, entry: str) -> str:
    """A file with about as many problems as this."""
    lines = (entry % index if "%" in entry else entry for index in range(number))
    (folder / "many.yaml").write_text(GOOD + "architecture:\n  resources:\n" + "\n".join(lines) + "\n", "utf-8")
    return "many.yaml"


@pytest.mark.parametrize("entry", ["    - {id: r%d, nonsense: 1}", "    - {id: same}"], ids=["unknown", "duplicate"])
def test_output_and_memory_grow_no_faster_than_the_problems(
    entry: str, bounded: Callable[..., Ended], tmp_path: Path
) -> None:
    few, many = (bounded(tmp_path, "--format", "line", problems(tmp_path, n, entry)) for n in (2_000, 8_000))
    assert (few.code, many.code) == (2, 2)
    assert len(many.out) < 4.5 * len(few.out)
    assert many.megabytes < 150


@pytest.mark.campaign
@pytest.mark.parametrize("entry", ["    - {id: r%d, nonsense: 1}", "    - {id: same}"], ids=["unknown", "duplicate"])
def test_a_hundred_thousand_problems_are_listed(entry: str, bounded: Callable[..., Ended], tmp_path: Path) -> None:
    ended = bounded(tmp_path, problems(tmp_path, 100_000, entry), seconds=60, megabytes=1000)
    assert ended.code == 2
    assert len(ended.out) < 100_000 * 400
    assert ended.megabytes < 300


def test_the_program_itself_ends_so_too(tmp_path: Path) -> None:
    (tmp_path / "cycle.yaml").write_text("a: &me [*me]\n", "utf-8")
    ended = process("cycle.yaml", "--lang", "en", folder=tmp_path)
    assert ended.returncode == 2
    assert ended.stdout.startswith(b"cycle.yaml:1:9: ")
    assert ended.stderr == b""
