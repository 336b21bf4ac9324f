"""Whatever is wrong in a user's file: where, what, and how to put it right, in both languages; never a traceback."""

import json
import os
from pathlib import Path

import pytest
from command import AS_OF, GOOD, HEAD, TINY, Command, command
from repository import ROOT

tell = pytest.fixture(command)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(TINY, "utf-8")
    return tmp_path


# The mistakes that people make first: the text, then where, what and how, in Chinese and in English.
FIRST = {
    "typo in a key": (
        HEAD + "}\nsecurity:\n  protection_levle: 3\n",
        "p.yaml:4:3: ",
        ("此处没有名为“protection_levle”的字段", "是否为 protection_level？"),
        ("there is no field named 'protection_levle' here", "Did you mean protection_level?"),
    ),
    "wrong unit": (
        HEAD + "}\nsecurity:\n  logs: {kept: 90 km}\n",
        "p.yaml:4:16: ",
        ("“km”是距离的单位，此处应为时长", "写成 30 min"),
        ("'km' is a unit of a distance; a duration belongs here", "Write it like 30 min"),
    ),
    "no unit": (
        HEAD + "}\nsecurity:\n  logs: {kept: 90}\n",
        "p.yaml:4:16: ",
        ("“90”缺少单位，应为时长", "写成 30 min"),
        ("'90' lacks a unit; a duration belongs here", "Write it like 30 min"),
    ),
    "wrong choice": (
        HEAD.replace("level: city", "level: citty") + "}\n",
        "p.yaml:2:41: ",
        ("没有“citty”这个取值", "是否为 city？"),
        ("cannot be 'citty'", "Did you mean city?"),
    ),
    "mapping for a list": (
        HEAD + "}\nservice:\n  catalogue: {id: ecs}\n",
        "p.yaml:4:14: ",
        ("catalogue 应为列表", "没有就写 []"),
        ("catalogue is a list", "write [] for none"),
    ),
    "two things of one id": (
        HEAD + "}\nservice:\n  catalogue: [{id: ecs}, {id: ecs}]\n",
        "p.yaml:4:",
        ("ecs", "处理："),
        ("ecs", "fix: "),
    ),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("mistake", FIRST)
def test_first_mistakes_say_where_what_and_how(tell: Command, mistake: str, lang: str) -> None:
    text, where, *said = FIRST[mistake]
    what, how = said[lang == "en"]
    Path("p.yaml").write_text(text, "utf-8")
    ran = tell("p.yaml", "--profile", "tiny.yaml", "--lang", lang)
    first = ran.out.partition("\n\n")[0]
    assert ran.code == 2
    assert first.startswith(where)
    assert what in first
    assert how in first.splitlines()[-1]
    assert "^" in first


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("zh", "p.yaml:3:1: 未填报[catalogue_class_code] service.catalogue 未填报，要求填报此列表（没有则写 []）\n"),
        (
            "en",
            "p.yaml:3:1: not stated[catalogue_class_code] service.catalogue is not stated; "
            "required: the list to be stated ([] where there are none)\n",
        ),
    ],
)
def test_missing_list_says_where_it_belongs_and_how_to_state_that_there_is_none(
    tell: Command, lang: str, says: str
) -> None:
    Path("p.yaml").write_text(HEAD + "}\nservice: {lifecycle: }\n", "utf-8")
    arguments = ("p.yaml", "--control", "catalogue_class_code", "--fail-on", "low", "--lang", lang)
    ran = tell(*arguments, "--format", "line")
    assert (ran.code, ran.out) == (3, says)
    text = tell(*arguments).out
    assert "service.catalogue  → catalogue_class_code" in text
    assert "[]" in text


@pytest.mark.parametrize(
    ("lang", "what", "how"),
    [
        ("zh", "security.logs.ketp：模型中没有字段 'ketp'", "  = 处理：是否为 kept？"),
        ("en", "security.logs.ketp: the model has no field 'ketp'", "  = fix: Did you mean kept?"),
    ],
)
@pytest.mark.parametrize("arguments", [["profile", "check", "mine.yaml"], ["p.yaml", "--profile", "mine.yaml"]])
def test_wrong_path_in_a_profile_is_reported_at_its_line(
    tell: Command, arguments: list[str], lang: str, what: str, how: str
) -> None:
    Path("p.yaml").write_text(GOOD, "utf-8")
    text = TINY.replace("expect: {security.logs.kept:", "expect: {security.logs.ketp:")
    Path("mine.yaml").write_text(text, "utf-8")
    line = text[: text.index("ketp")].count("\n") + 1
    ran = tell(*arguments, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == f"mine.yaml:{line}:14: {what}"
    assert ran.err.splitlines()[-1] == how


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("at_least: 3", "at_leest: 3", "at_least"),
        ("at_least: 6 months", "at_least: 6 km", "km"),
        ("severity: high", "severity: highest", "severity"),
        ("id: logs_kept", "id: level_stated", "level_stated"),
        ("  - id: logs_kept\n    source:", "  - id: logs_kept\n    sorce:", "source"),
        ("schema: egov-profile/0", "schema: egov-profile/7", "egov-profile/0"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_profile_mistakes_are_reported_at_their_line(tell: Command, old: str, new: str, says: str, lang: str) -> None:
    text = TINY.replace(old, new)
    Path("mine.yaml").write_text(text, "utf-8")
    line = text[: text.rindex(new.splitlines()[-1])].count("\n") + 1
    ran = tell("profile", "check", "mine.yaml", "--lang", lang)
    assert ran.code == 2
    assert f"mine.yaml:{line}:" in ran.err
    assert says in ran.err


HOSTILE = {
    "GBK bytes": HEAD.encode("gbk") + b"}\n",
    "a tab": b"schema: egov-platform/0\nplatform:\n\tid: mine\n",
    "a full-width colon": "schema: egov-platform/0\nplatform:\n  id: a\n  level： city\n".encode(),
    "a full-width colon alone": "schema: egov-platform/0\nplatform:\n  id： mine\n".encode(),
    "a key twice": b"schema: egov-platform/0\nplatform: {id: a, level: city}\nplatform: {id: b}\n",
    "nothing": b"",
    "only comments": b"# nothing yet\n",
    "a scalar": b"hello\n",
    "a list": b"- 1\n- 2\n",
    "two documents": GOOD.encode() + b"---\n" + GOOD.encode(),
    "a recursive alias": b"schema: egov-platform/0\nplatform: &a {id: mine, level: city, x_me: *a}\n",
    "many aliases": b"a: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(9)),
    "a tag": b"schema: !!python/object/apply:os.system ['true']\n",
    "deep nesting": b"[" * 5000,
    "a NUL": b"schema: egov-platform/0\x00\n",
    "UTF-16": GOOD.encode("utf-16-le"),
    "a long number": b"schema: egov-platform/0\nplatform: {id: a, level: city}\nfigures: [{id: f, value: 1e999999999}]\n",
    "many digits": b"schema: egov-platform/0\nplatform: {id: a, level: city}\nfigures: [{id: f, value: "
    + b"9" * 9000
    + b"}]\n",
    "an odd schema": b"schema: [egov-platform/0]\nplatform: {id: a, level: city}\n",
    "a null key": b"schema: egov-platform/0\n? \n: 1\n? [a]\n: 2\n",
    "a file outside": HEAD.encode() + b"}\narchitecture: {resources: {file: ../../etc/passwd}}\n",
    "itself as a file": HEAD.encode() + b"}\narchitecture: {resources: {file: hostile.yaml}}\n",
    "control characters": HEAD.replace("我的平台", "\\e[31m红")
    .encode()
    .replace(b"name: ", b'name: "')
    .replace(b", level", b'", level')
    + b"}\n",
    "no identity": b"schema: egov-platform/0\n",
    "nonsense everywhere": b"schema: egov-platform/0\nplatform: 1\nterminology: [1]\narchitecture: {zones: {a: 1}, connections: [1, [2]]}\n"
    b"service: x\nperformance: true\ntesting: 2026-01-01\nsecurity: {logs: [], data: 3}\ngovernance: null\nfigures: {}\n"
    b"attestations: [x]\nnot_applicable: [{control: 7}]\n",
}


@pytest.mark.parametrize("form", ["text", "line", "json"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_file_ends_in_a_located_message(tell: Command, kind: str, form: str) -> None:
    Path("hostile.yaml").write_bytes(HOSTILE[kind])
    for lang in ("zh", "en"):
        ran = tell("hostile.yaml", "--profile", "tiny.yaml", "--format", form, "--lang", lang)
        if form == "json":
            result = json.loads(ran.out)
            problems = [*result["unread"], *(one for unit in result["units"] for one in unit["input_problems"])]
            assert all(one["says"][lang] and one["fix"][lang] for one in problems)
        else:
            assert ran.out.startswith("hostile.yaml:") or kind == "nothing" or ran.code == 3
            assert "\x1b" not in ran.out
        assert ran.code == (3 if kind == "control characters" else 2)


HOSTILE_JSON = {
    "a comma too many": b'{"schema": "egov-platform/0", "platform": {"id": "a",}}',
    "half a pair": b'{"schema": "egov-platform/0", "platform": {"id": "a", "level": "city", "name": "\\ud800"}}',
    "NaN": b'{"schema": "egov-platform/0", "platform": {"id": "a", "level": "city"}, "figures": [{"id": "f", "value": NaN}]}',
    "a key twice": b'{"schema": "egov-platform/0", "schema": "egov-platform/0"}',
    "an end too early": b'{"schema": "egov-platform/0"',
    "deep nesting": b'{"a":' * 4000,
}


@pytest.mark.parametrize("kind", HOSTILE_JSON)
def test_hostile_json_ends_in_a_located_message(tell: Command, kind: str) -> None:
    Path("hostile.json").write_bytes(HOSTILE_JSON[kind])
    ran = tell("hostile.json", "--profile", "tiny.yaml", "--lang", "en")
    assert (ran.code, ran.out.startswith("hostile.json:1:")) == (2, True)


def test_gbk_file_says_so(tell: Command) -> None:
    Path("p.yaml").write_bytes(HOSTILE["GBK bytes"])
    assert "p.yaml:2:28: 无法读取：文件是 GBK（GB18030）编码" in tell("p.yaml", "--lang", "zh").out
    assert "Save it as UTF-8" in tell("p.yaml", "--lang", "en").out


def test_tab_says_so(tell: Command) -> None:
    Path("p.yaml").write_bytes(HOSTILE["a tab"])
    assert "改用空格缩进" in tell("p.yaml", "--lang", "zh").out
    assert "p.yaml:3:1: cannot read this file: This line is indented with a tab." in tell("p.yaml", "--lang", "en").out


def test_full_width_colon_says_so(tell: Command) -> None:
    Path("p.yaml").write_bytes(HOSTILE["a full-width colon"])
    assert "：" in tell("p.yaml", "--lang", "en").out
    assert "全角冒号" in tell("p.yaml", "--lang", "zh").out


def test_folder_that_is_named_like_a_file_is_a_folder(tell: Command) -> None:
    Path("dir.yaml").mkdir()
    ran = tell("dir.yaml", "--lang", "en")
    assert (ran.code, "no platform description was found" in ran.err) == (2, True)


@pytest.mark.parametrize("made", ["fifo", "loop", "absent", "a\x00b"])
def test_path_that_is_no_file_ends_in_a_message(tell: Command, made: str) -> None:
    match made:
        case "fifo" if hasattr(os, "mkfifo"):
            os.mkfifo("fifo")
        case "loop":
            Path("loop").symlink_to("loop")
    ran = tell(made, "--profile", "tiny.yaml", "--lang", "en")
    assert (ran.code, "cannot read this file" in ran.out) == (2, True)


def test_description_of_a_classified_system_is_refused(tell: Command) -> None:
    Path("p.yaml").write_text(HEAD + ", classified: true}\n", "utf-8")
    for lang, words in (("zh", "本工具不用于涉密系统"), ("en", "this tool is not for those")):
        ran = tell("p.yaml", "--lang", lang)
        assert (ran.code, ran.out.startswith("p.yaml:2:"), words in ran.out) == (2, True, True)


def test_input_problems_do_not_stop_the_assessment(tell: Command) -> None:
    Path("p.yaml").write_text(GOOD.replace("6 months", "6 km"), "utf-8")
    result = json.loads(tell("p.yaml", "--profile", "tiny.yaml", "--format", "json").out)
    (unit,) = result["units"]
    assert unit["counts"]["controls"]["satisfied"] == 2
    assert [gap["status"] for gap in unit["gaps"]] == ["not_stated"]


def test_shipped_examples_read_without_input_problems(tell: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for unit in json.loads(tell("examples", "--format", "json", *AS_OF).out)["units"]:
        assert unit["input_problems"] == []
