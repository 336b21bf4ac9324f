"""The options of every command, as a parser for the standard library's argparse."""

import argparse
from collections.abc import Sequence
from functools import partial

from .._version import __version__
from ..reports import formats
from ..run.settings import BARS
from ..words import Lang, Text
from . import following, waiving
from .asked import COMMANDS, Arguments
from .parser import Parser

SCHEMAS = ("platform", "profile", "overlay", "result", "settings", "waivers", "grading", "region", "style")
REPEATED = (
    "profile",
    "profile_version",
    "control",
    "waivers",
    "grading",
    "format",
)  # options that may be given several times
LEVELS = ("province", "city", "county", "township", "department", "central")


def parse_into(found: Arguments, arguments: Sequence[str]) -> None:
    """Reads a command line that has options or names a command. Raises `Misused`."""
    Parser.lang = lang = found.lang
    rest = list(arguments)
    first = 2 if rest[:1] == ["--lang"] else 1 if rest[:1] and rest[0].startswith("--lang=") else 0
    found.command = rest.pop(first) if rest[first:] and rest[first] in COMMANDS else "check"
    for name in REPEATED:
        setattr(found, name, [])  # options add to these
    parser = _parser(found.command, lang)
    if found.command in ("profile", "waiver", "ledger", "sheet"):  # what follows belongs to their actions
        parser.parse_args(rest, namespace=found)
    else:
        parser.parse_intermixed_args(rest, namespace=found)  # options may stand between words
    found.lang = lang


def _parser(command: str, lang: Lang) -> argparse.ArgumentParser:
    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    prog = "egov-check" if command == "check" else f"egov-check {command}"
    parser = Parser(prog=prog, description=_about(command, lang), epilog=_epilog(command, lang))
    _language(parser, lang)
    match command:
        case "check":
            _check(parser, lang)
        case "list":
            words = t(
                "只列此检查标准；sources 列出所依据的和未读的文件，totals 列出各类项数，terms 为术语库，gradings 为计分方案",
                "only this profile; `sources`: the documents behind the controls, and those not read; `totals`: numbers; "
                "`terms`: the term base; `gradings`: the grading schemes",
            )
            parser.add_argument(
                "name", nargs="?", default="", metavar="PROFILE|sources|totals|terms|gradings", help=words
            )
            parser.add_argument(
                "text",
                nargs="?",
                default="",
                metavar="TEXT",
                help=t("术语库中要查的词，中英文均可", "a word to look up in the term base, in either language"),
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
                "name",
                nargs="?",
                default="platform",
                choices=SCHEMAS,
                metavar="KIND",
                help=t("哪一种文件：", "of which kind of file: ") + t("、", ", ").join(SCHEMAS),
            )
            parser.add_argument(
                "--draft",
                choices=("2020-12", "7"),
                default="2020-12",
                help=t("JSON Schema 版本（编辑器用 7）", "draft of JSON Schema (editors want 7)"),
            )
            _output(parser, lang)
        case "init":
            _shape(parser, lang)
            _output(parser, lang)
        case "profile":
            actions = parser.add_subparsers(dest="action", required=True, metavar="check|prove|show")
            checks = t("核对检查标准文件，逐行列出错误", "read profiles and report every mistake at its own line")
            proves = t("以见证和变体证明每个检查项", "prove every control by its witnesses and mutants")
            for name, about, number in (("check", checks, "+"), ("prove", proves, "*")):
                action = actions.add_parser(name, help=about, description=about)
                given = t("检查标准的名称或文件", "a profile by name or file")
                every = "" if number == "+" else t("；默认全部自带标准", "; all shipped ones unless given")
                action.add_argument("file", nargs=number, metavar="NAME|FILE", help=given + every)
                _versions(action, lang)
                _language(action, lang)
            shows = t(
                "显示检查标准或叠加标准：叠加了什么，或生效的全文",
                "show a profile or an overlay: what the overlay says, or the whole that is in effect",
            )
            action = actions.add_parser("show", help=shows, description=shows)
            action.add_argument("file", nargs=1, metavar="NAME|FILE", help=given)
            action.add_argument(
                "name",
                nargs="?",
                default="",
                metavar="PROFILE",
                help=t("叠加了多个标准的，只看此标准", "of an overlay over several profiles, only this one"),
            )
            action.add_argument(
                "--effective",
                action="store_true",
                help=t(
                    "生效的检查标准，YAML，每个值后注明出处",
                    "the profile in effect as YAML, with the origin of every value",
                ),
            )
            _versions(action, lang)
            _language(action, lang)
        case "verify":
            parser.add_argument("path", metavar="RESULT.json", help=t("JSON 结果", "a JSON result"))
            parser.add_argument(
                "--root",
                metavar="FOLDER",
                help=t(
                    "只读取此文件夹内的文件，默认当前文件夹",
                    "read nothing outside this folder; the current one unless given",
                ),
            )
            parser.add_argument("--signature", metavar="FILE", help=t("分离的签名", "its detached signature"))
            parser.add_argument(
                "--key", metavar="PUBLIC.pem", help=t("核对签名的公钥", "the public key to check it with")
            )
        case "sign":
            parser.add_argument("path", metavar="RESULT.json", help=t("JSON 结果", "a JSON result"))
            parser.add_argument(
                "--key", required=True, metavar="PRIVATE.pem", help=t("Ed25519 私钥（PEM）", "an Ed25519 key in PEM")
            )
            _output(parser, lang)
        case "merge":
            parser.add_argument(
                "paths", nargs="+", metavar="RESULT.json", help=t("辖区的 JSON 结果", "JSON results of regions")
            )
            parser.add_argument(
                "--accept-differences",
                action="store_true",
                help=t(
                    "工具版本、时点、检查标准不同的也合并，差异写入报告",
                    "join results of different versions, moments or profiles too; every report says so",
                ),
            )
            parser.add_argument(
                "--region", metavar="region.yaml", help=t("本级的辖区文件", "the region's own file of units")
            )
            _earlier(parser, lang)
            _ranking(parser, lang)
            _profiles(parser, lang)
            _formats(parser, lang)
            _output(parser, lang)
            _bars(parser, lang)
            _everything(parser, lang)
        case "waiver":
            actions = parser.add_subparsers(dest="action", required=True, metavar="add")
            about = waiving.ABOUT.in_(lang)
            action = actions.add_parser("add", help=about, description=about)
            waiving.arguments(action, lang)
            _profiles(action, lang)
            _language(action, lang)
        case "ledger":
            actions = parser.add_subparsers(dest="action", required=True, metavar="update")
            about = following.ABOUT.in_(lang)
            action = actions.add_parser("update", help=about, description=about)
            following.arguments(action, lang)
            _language(action, lang)
        case "sheet":
            actions = parser.add_subparsers(dest="action", required=True, metavar="export|import")
            words = t(
                "供填报的工作簿（.xlsx），或同样内容的 CSV：每个方面一张表，清单各占一张表",
                "a workbook (.xlsx), or CSV of the same, to be filled in: a sheet for each area, a sheet for each list",
            )
            action = actions.add_parser("export", help=words, description=words)
            given = t("填入此描述的内容；默认空白", "fill in what this description states; blank unless given")
            action.add_argument("path", nargs="?", default="", metavar="PATH", help=given)
            _shape(action, lang)
            _output(action, lang)
            _profiles(action, lang)
            _language(action, lang)
            words = t(
                "把填好的工作簿（.xlsx）或 CSV 转为 YAML；看不懂的单元格逐个列出，此时不写出",
                "turn a workbook (.xlsx) or CSV that was filled in into YAML; where a cell cannot be understood, "
                "it is listed, and nothing is written",
            )
            action = actions.add_parser("import", help=words, description=words)
            action.add_argument("target", metavar="FILE", help=t("填好的文件", "the file that was filled in"))
            _output(action, lang)
            _language(action, lang)
        case "trend" | "diff":
            _results(parser, lang, "+" if command == "trend" else 2)
        case "forecast":
            _forecast(parser, lang)
    return parser


def _results(parser: argparse.ArgumentParser, lang: Lang, number: str | int) -> None:
    words = Text(
        "以前写出的 JSON 结果（egov-check 描述或文件夹 --format json=结果.json）",
        "results that were written before (egov-check PATH --format json=r.json)",
    )
    parser.add_argument("paths", nargs=number, metavar="RESULT.json", help=words.in_(lang))
    _text_or_json(parser, lang)


def _forecast(parser: argparse.ArgumentParser, lang: Lang) -> None:
    words = Text("多久，如 90d、90天、3个月", "how far ahead, such as 90d, 90天, '3 months'")
    parser.add_argument("period", metavar="PERIOD", help=words.in_(lang))
    words = Text("平台描述，或辖区（文件夹）", "descriptions, or a region (a folder)")
    parser.add_argument("paths", nargs="+", metavar="PATH", help=words.in_(lang))
    _profiles(parser, lang)
    words = Text("只看此检查项，可重复", "only this control; may be repeated")
    parser.add_argument("--control", action="append", default=[], metavar="CONTROL", help=words.in_(lang))
    _moment(parser, lang)
    words = Text("风险接受文件，可重复；到期的列出", "a file of waivers; may be repeated; those that end are listed")
    parser.add_argument("--waivers", action="append", default=[], metavar="FILE", help=words.in_(lang))
    words = Text("同时检查的进程数，默认按处理器数", "processes at once; as many as there are processors unless given")
    parser.add_argument("--jobs", type=partial(_number, lang=lang), default=0, metavar="N", help=words.in_(lang))
    _text_or_json(parser, lang)


def _text_or_json(parser: argparse.ArgumentParser, lang: Lang) -> None:
    words = Text("输出格式，默认 text", "output format, text unless given")
    parser.add_argument("--format", action="append", default=[], choices=("text", "json"), help=words.in_(lang))
    _output(parser, lang)
    words = Text("全部列出", "list everything")
    parser.add_argument("--all", action="store_true", help=words.in_(lang))


def _language(parser: argparse.ArgumentParser, lang: Lang) -> None:
    words = Text("语言，默认随系统区域设置", "language; the locale's unless given").in_(lang)
    parser.add_argument("--lang", choices=("zh", "en"), default=argparse.SUPPRESS, help=words)


def _check(parser: argparse.ArgumentParser, lang: Lang) -> None:
    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help=t(
            "平台描述、辖区（文件夹），或 - 表示标准输入", "descriptions, regions (folders), or - for standard input"
        ),
    )
    _profiles(parser, lang)
    parser.add_argument(
        "--control",
        action="append",
        default=[],
        metavar="CONTROL",
        help=t("只查此检查项，可重复", "only this control; may be repeated"),
    )
    _formats(parser, lang)
    _output(parser, lang)
    _moment(parser, lang)
    _bars(parser, lang)
    parser.add_argument(
        "--waivers",
        action="append",
        default=[],
        metavar="FILE",
        help=t(
            "风险接受文件，可重复；所接受的问题不影响退出码",
            "a file of waivers; may be repeated; a gap that is waived has no say in the exit code",
        ),
    )
    parser.add_argument(
        "--baseline",
        metavar="RESULT.json",
        help=t(
            "以前一次的 JSON 结果为基线，只有新增的问题影响退出码",
            "a JSON result of an earlier run: only gaps that it does not have have a say in the exit code",
        ),
    )
    parser.add_argument(
        "--grading",
        action="append",
        default=[],
        metavar="NAME|FILE",
        help=t(
            "按此计分方案模拟测算，可重复；all 为全部自带方案（见 egov-check list gradings）",
            "simulate this grading scheme; may be repeated; `all` for every shipped one (egov-check list gradings)",
        ),
    )
    parser.add_argument(
        "--style",
        metavar="FILE",
        help=t(
            "word、pdf、notice 等格式的版式文件，只写与国家公文格式不同之处",
            "the layout of what is printed on paper (word, pdf, notice): what differs from the national form",
        ),
    )
    region = parser.add_argument_group(t("辖区（文件夹）", "a region (a folder)"))
    region.add_argument(
        "--jobs",
        type=partial(_number, lang=lang),
        default=0,
        metavar="N",
        help=t("同时检查的进程数，默认按处理器数", "processes at once; as many as there are processors unless given"),
    )
    region.add_argument(
        "--no-cache",
        action="store_true",
        help=t("不用以前检查的结果，也不留存", "neither use results of earlier runs nor keep any"),
    )
    region.add_argument(
        "--shard",
        metavar="N/M",
        help=t(
            "只检查分成 M 份中的第 N 份，结果用 merge 合并",
            "check only the Nth of M parts; merge joins the results",
        ),
    )
    _earlier(region, lang)
    _ranking(region, lang)
    _everything(parser, lang)
    parser.add_argument(
        "--quiet", action="store_true", help=t("不打印，只给退出码", "print nothing; the exit code tells")
    )
    parser.add_argument(
        "--version", action="version", version=f"egov-check {__version__}", help=t("版本", "the version")
    )


def _formats(parser: argparse.ArgumentParser, lang: Lang) -> None:
    words = Text(
        "输出格式，默认 text；可重复，各写入文件：",
        "output format, text unless given; may be repeated, each into a file: ",
    )
    names = Text("、", ", ").in_(lang).join(formats())
    parser.add_argument("--format", action="append", default=[], metavar="NAME[=FILE]", help=words.in_(lang) + names)


def _earlier(parser: argparse._ActionsContainer, lang: Lang) -> None:
    words = Text(
        "上一期的 JSON 结果，供比较数字的增减；html 另列各单位的变化",
        "the JSON result of the period before, to compare figures with; html also shows how far each unit came",
    )
    parser.add_argument("--earlier", metavar="RESULT.json", help=words.in_(lang))


def _ranking(parser: argparse._ActionsContainer, lang: Lang) -> None:
    words = Text(
        "word、pdf 报告附同级单位的排名，默认不排名",
        "rank units of one level in the word and pdf report; there is no ranking unless asked for",
    )
    parser.add_argument("--ranking", action="store_true", help=words.in_(lang))


def _bars(parser: argparse.ArgumentParser, lang: Lang) -> None:
    bar = Text(
        "严重程度达到此线的检查项才影响退出码，默认 medium",
        "the severity from which a control has a say in the exit code; medium unless given",
    )
    parser.add_argument("--fail-on", choices=BARS, help=bar.in_(lang))
    covered = Text(
        "填报率达到此百分数的，未填报不再以 3 退出",
        "the filled-in rate from which what is missing does not exit with 3",
    )
    kind = partial(_percentage, lang=lang)
    parser.add_argument("--min-coverage", type=kind, metavar="PERCENT", help=covered.in_(lang))


def _everything(parser: argparse.ArgumentParser, lang: Lang) -> None:
    words = Text("全部列出，含符合与不适用", "list everything, satisfied and not applicable too")
    parser.add_argument("--all", action="store_true", help=words.in_(lang))
    redact = Text(
        "隐去敏感字段、引用的原文行和输入错误的内容，供交给外部",
        "leave out sensitive fields, quoted lines and what input problems quote: for handing on",
    )
    parser.add_argument("--redact", action="store_true", help=redact.in_(lang))


def _profiles(parser: argparse.ArgumentParser, lang: Lang) -> None:
    words = Text(
        "检查标准的名称或文件，可重复；默认六个领域和治理，all 为全部自带标准",
        "a profile by name or file; may be repeated; the six areas and governance unless given, `all` for every shipped one",
    )
    parser.add_argument("--profile", action="append", default=[], metavar="NAME|FILE", help=words.in_(lang))
    _versions(parser, lang)


def _versions(parser: argparse.ArgumentParser, lang: Lang) -> None:
    words = Text(
        "将检查标准固定在此版本，可重复；未固定的用当前版本",
        "hold a profile at this version; may be repeated; the current one unless pinned",
    )
    parser.add_argument("--profile-version", action="append", default=[], metavar="NAME=VERSION", help=words.in_(lang))


def _moment(parser: argparse.ArgumentParser, lang: Lang) -> None:
    words = Text(
        "以此时点检查，如 2026-06-30；默认现在（北京时间）",
        "assess as of this moment, such as 2026-06-30; now (Asia/Shanghai) unless given",
    )
    parser.add_argument("--as-of", metavar="DATE", help=words.in_(lang))


def _shape(parser: argparse.ArgumentParser, lang: Lang) -> None:
    level, full = Text("平台层级", "level of the platform"), Text("列出全部字段", "every field")
    parser.add_argument("--level", choices=LEVELS, default="province", help=level.in_(lang))
    parser.add_argument("--full", action="store_true", help=full.in_(lang))


def _output(parser: argparse.ArgumentParser, lang: Lang) -> None:
    parser.add_argument("--output", metavar="FILE", help=Text("写入文件", "write to a file").in_(lang))


def _number(text: str, lang: Lang) -> int:
    if text.isascii() and text.isdecimal() and 0 < int(text) <= 512:
        return int(text)
    said = Text(f"应为 1 到 512 的整数，现为 {text}", f"a whole number from 1 to 512 belongs here; it is {text}")
    raise argparse.ArgumentTypeError(said.in_(lang))


def _percentage(text: str, lang: Lang) -> float:
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        number = -1
    if not 0 <= number <= 100:
        said = Text(f"应为 0 到 100 的百分数，现为 {text}", f"a percentage from 0 to 100 belongs here; it is {text}")
        raise argparse.ArgumentTypeError(said.in_(lang))
    return number


ABOUT = {
    "check": Text(
        "对照标准检查政务云平台描述，指出不符合之处、所在行、依据与整改办法。",
        "Holds descriptions of government cloud platforms against the standards: where they fall short, at which line, why, and what to do.",
    ),
    "list": Text(
        "列出检查标准与检查项；或所依据的文件、各类项数、术语库、计分方案。",
        "Lists the profiles and their controls; or the documents behind them, their numbers, the term base, the gradings.",
    ),
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
    "verify": Text(
        "离线重新得出一份结果，逐项核对，指出不同之处；可一并核对签名。",
        "Makes a result anew, offline, and says what differs; checks its signature too, where there is one.",
    ),
    "sign": Text("为结果文件写分离的 Ed25519 签名。", "Writes the detached Ed25519 signature of a result."),
    "merge": Text(
        "把各市作出的结果，或分份检查的结果，合并为辖区的结果。",
        "Joins results that each city made, or shards of one run, into the result of the region.",
    ),
    "waiver": Text("风险接受文件的工具。", "Tools for files of waivers."),
    "ledger": Text("整改台账的工具。", "Tools for rectification ledgers."),
    "sheet": Text("供填报的 Excel 工作簿和 CSV。", "Workbooks and CSV files to be filled in."),
    "trend": Text(
        "对比先后几次的结果，逐个单位列出变化；检查标准、工具或单位不同之处予以标明，不作比较。",
        "Several results beside one another, unit by unit; where profiles, the tool or the units differ it says so and compares nothing.",
    ),
    "diff": Text(
        "说明两次结果之间什么变了，并按原因分开：描述、检查标准、风险接受或基线、日期、工具；各部分之和即全部变化。",
        "What changed between two results, parted by cause: description, profile, waiver or baseline, calendar, tool; the parts add up to the whole.",
    ),
    "forecast": Text(
        "预告此后一段时间内，内容不作改动、仅因日期推移而改变的结论。",
        "What will change within a period by the calendar alone, though nobody changes a description.",
    ),
}


def _about(command: str, lang: Lang) -> str:
    return ABOUT[command].in_(lang)


def _epilog(command: str, lang: Lang) -> str:
    if command != "check":
        return ""
    return Text(
        "其他命令：list、explain、why、schema、init、profile check、profile prove、profile show、waiver add、\n"
        "ledger update、sheet export、sheet import、merge、verify、sign、trend、diff、forecast（各有 --help）。\n"
        "退出码（只看严重程度达到 --fail-on 的检查项）：0 没有问题，也没有未填报；1 有问题；\n"
        "2 输入、检查标准、风险接受、基线或参数不可用；3 没有发现问题，但有未填报。",
        "Other commands: list, explain, why, schema, init, profile check, profile prove, profile show,\n"
        "waiver add, ledger update, sheet export, sheet import, merge, verify, sign, trend, diff, forecast (each has\n"
        "--help).\n"
        "Exit codes, for controls at or above the bar of --fail-on: 0 nothing wrong and nothing missing; 1 problems;\n"
        "2 the input, a profile, a waiver file, the baseline or the command line is unusable; 3 nothing wrong was found,\n"
        "but something is not stated.",
    ).in_(lang)
