"""The command line, as typed values."""

import argparse
import locale
import os
from collections.abc import Sequence
from typing import NoReturn

from ..document import Unreadable
from ..reports import formats
from ..run.settings import BARS, Settings, read_settings
from ..words import Lang, Text

SCHEMAS = ("platform", "profile", "result", "settings")
LEVELS = ("province", "city", "county", "township", "department", "central")
COMMANDS = ("list", "explain", "why", "schema", "init", "profile")


class Arguments(argparse.Namespace):
    """What was asked for."""

    command: str
    lang: Lang
    paths: list[str]
    profile: list[str]
    control: list[str]
    format: str
    output: str | None
    as_of: str | None
    fail_on: str
    min_coverage: float | None
    all: bool
    quiet: bool
    name: str
    path: str
    draft: str
    level: str
    full: bool
    action: str
    file: list[str]


class _Parser(argparse.ArgumentParser):
    """Ends with exit code 2, and says how to get help in the reader's language."""

    lang: Lang = "zh"

    def error(self, message: str) -> NoReturn:
        hint = Text("用 --help 查看用法。", "See --help.").in_(self.lang)
        self.exit(2, f"{self.prog}: {message}\n  = {hint}\n")


def language(arguments: Sequence[str]) -> Lang:
    """`--lang`, else the locale: Chinese where the locale is Chinese or says nothing, English otherwise."""
    for index, word in enumerate(arguments):
        if word == "--lang" and index + 1 < len(arguments) and arguments[index + 1] in ("zh", "en"):
            return "zh" if arguments[index + 1] == "zh" else "en"
        if word in ("--lang=zh", "--lang=en"):
            return "zh" if word.endswith("zh") else "en"
    settings = _settings_or_none()
    if settings is not None and settings.lang in ("zh", "en"):
        return "zh" if settings.lang == "zh" else "en"
    named = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    if not named:
        named = locale.getlocale()[0] or ""
    plain = named.split(".")[0].lower()
    return "zh" if plain in ("", "c", "posix") or plain.startswith(("zh", "chinese")) else "en"


def _settings_or_none() -> Settings | None:
    from pathlib import Path

    try:
        return read_settings(Path.cwd())
    except Unreadable:
        return None  # reported when the settings are used


def parse(arguments: Sequence[str], lang: Lang) -> Arguments:
    """Reads the command line. A first word that is a command's name is the command; everything else is paths."""
    _Parser.lang = lang
    command = arguments[0] if arguments and arguments[0] in COMMANDS else "check"
    rest = list(arguments[1:] if command != "check" else arguments)
    found = Arguments(command=command)
    _parser(command, lang).parse_args(rest, namespace=found)
    found.lang = lang
    return found


def _parser(command: str, lang: Lang) -> argparse.ArgumentParser:
    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    prog = "egov-check" if command == "check" else f"egov-check {command}"
    parser = _Parser(
        prog=prog,
        description=_about(command, lang),
        epilog=_epilog(command, lang),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--lang", choices=("zh", "en"), help=t("语言，默认随系统区域设置", "language; the locale's unless given")
    )
    match command:
        case "check":
            _check(parser, lang)
        case "list":
            parser.add_argument(
                "name", nargs="?", default="", metavar="PROFILE", help=t("只列此检查标准", "only this profile")
            )
        case "explain":
            parser.add_argument("name", metavar="CONTROL", help=t("检查项", "a control"))
            _profiles(parser, lang)
        case "why":
            parser.add_argument("name", metavar="CONTROL", help=t("检查项", "a control"))
            parser.add_argument("path", metavar="PATH", help=t("平台描述", "a platform description"))
            parser.add_argument(
                "subject",
                nargs="?",
                default=None,
                metavar="SUBJECT",
                help=t("检查对象，如 architecture.networks[t1]", "one subject, such as architecture.networks[t1]"),
            )
            _profiles(parser, lang)
            _moment(parser, lang)
        case "schema":
            parser.add_argument(
                "name", nargs="?", default="platform", choices=SCHEMAS, help=t("哪一种文件", "of which kind of file")
            )
            parser.add_argument(
                "--draft",
                choices=("2020-12", "7"),
                default="2020-12",
                help=t("JSON Schema 版本（编辑器用 7）", "draft of JSON Schema (editors want 7)"),
            )
            _output(parser, lang)
        case "init":
            parser.add_argument(
                "--level", choices=LEVELS, default="province", help=t("平台层级", "level of the platform")
            )
            parser.add_argument("--full", action="store_true", help=t("列出全部字段", "every field"))
            _output(parser, lang)
        case "profile":
            actions = parser.add_subparsers(dest="action", required=True, metavar="check|prove")
            check = actions.add_parser("check", help=t("检查一份检查标准文件", "check a profile file"))
            check.add_argument("file", nargs="+", metavar="NAME|FILE")
            prove = actions.add_parser(
                "prove", help=t("以见证和变体证明每个检查项", "prove every control by its witnesses and mutants")
            )
            prove.add_argument("file", nargs="*", metavar="NAME|FILE")
    return parser


def _check(parser: argparse.ArgumentParser, lang: Lang) -> None:
    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help=t("平台描述、文件夹，或 - 表示标准输入", "descriptions, folders, or - for standard input"),
    )
    _profiles(parser, lang)
    parser.add_argument(
        "--control",
        action="append",
        default=[],
        metavar="CONTROL",
        help=t("只查此检查项，可重复", "only this control; may be repeated"),
    )
    parser.add_argument(
        "--format", choices=formats(), help=t("输出格式，默认 text", "output format; text unless given")
    )
    _output(parser, lang)
    _moment(parser, lang)
    parser.add_argument(
        "--fail-on",
        choices=BARS,
        help=t(
            "严重程度达到此线即以 1 退出，默认 medium", "the severity from which the run fails; medium unless given"
        ),
    )
    parser.add_argument(
        "--min-coverage",
        type=_percentage,
        metavar="PERCENT",
        help=t(
            "填报率达到此值时，未填报不再以 3 退出",
            "the filled-in rate from which what is missing does not exit with 3",
        ),
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help=t("全部列出，含符合与不适用", "list everything, satisfied and not applicable too"),
    )
    parser.add_argument(
        "--quiet", action="store_true", help=t("不打印，只给退出码", "print nothing; the exit code tells")
    )
    parser.add_argument("--version", action="store_true", help=t("版本", "the version"))


def _profiles(parser: argparse.ArgumentParser, lang: Lang) -> None:
    words = Text(
        "检查标准的名称或文件，可重复；默认全部自带标准",
        "a profile by name or file; may be repeated; all shipped ones unless given",
    )
    parser.add_argument("--profile", action="append", default=[], metavar="NAME|FILE", help=words.in_(lang))


def _moment(parser: argparse.ArgumentParser, lang: Lang) -> None:
    words = Text("以此时点检查，默认现在（北京时间）", "assess as of this moment; now (Asia/Shanghai) unless given")
    parser.add_argument("--as-of", metavar="DATE", help=words.in_(lang))


def _output(parser: argparse.ArgumentParser, lang: Lang) -> None:
    parser.add_argument("--output", metavar="FILE", help=Text("写入文件", "write to a file").in_(lang))


def _percentage(text: str) -> float:
    number = float(text.removesuffix("%"))
    if not 0 <= number <= 100:
        raise argparse.ArgumentTypeError("0–100")
    return number


ABOUT = {
    "check": Text(
        "对照标准检查政务云平台描述，指出不符合之处、所在行、依据与整改办法。",
        "Holds descriptions of government cloud platforms against the standards: where they fall short, at which line, why, and what to do.",
    ),
    "list": Text("列出检查标准与检查项。", "Lists the profiles and their controls."),
    "explain": Text(
        "说明一个检查项：要求、依据、判定、整改。",
        "Explains a control: what it requires, on what it rests, how it is decided, how to put it right.",
    ),
    "why": Text(
        "说明一个检查项对一份描述为何得出此结论。", "Says why a control came to its conclusion on a description."
    ),
    "schema": Text("打印文件格式的 JSON Schema。", "Prints the JSON Schema of a kind of file."),
    "init": Text("打印一份带注释的描述骨架。", "Prints a commented skeleton of a description."),
    "profile": Text("检查标准文件的工具。", "Tools for profile files."),
}


def _about(command: str, lang: Lang) -> str:
    return ABOUT[command].in_(lang)


def _epilog(command: str, lang: Lang) -> str:
    if command != "check":
        return ""
    return Text(
        "其他命令：list、explain、why、schema、init、profile（各有 --help）。\n"
        "退出码：0 达线范围内无问题且无缺项；1 有问题；2 输入或检查标准不可用；3 未发现问题，但有未填报。",
        "Other commands: list, explain, why, schema, init, profile (each has --help).\n"
        "Exit codes: 0 nothing wrong and nothing missing at or above the bar; 1 problems; 2 input or profile unusable;\n"
        "3 nothing wrong was found, but something is not stated.",
    ).in_(lang)
