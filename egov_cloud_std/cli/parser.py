"""An argument parser that speaks the reader's language, and knows what was probably meant."""

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from ..words import Lang, Text
from .asked import Misused, meant

# What argparse says, and the same in Chinese. Its English is left as it is.
_SAYINGS = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"没有这样的参数：\1"),
    (r"argument (.+?): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.+?): expected at least one argument", r"\1 至少要写一个"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1 没有 \2 这个取值，可用：\3"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 后面不写值，现写了 \2"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)
HELP = Text("用 --help 查看用法。", "See --help.")
USAGE = Text("用法：", "usage: ")


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help whose own words are in the reader's language."""

    lang: Lang = "zh"

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """As argparse does it, under another title."""
        title = USAGE.in_(self.lang) if prefix is None else prefix
        super().add_usage(usage, actions, groups, title)


class Parser(argparse.ArgumentParser):
    """Ends with `Misused`, and titles its help in the reader's language."""

    lang: Lang = "zh"

    def __init__(self, **given: object) -> None:
        formatter = type("_Formatter", (Formatter,), {"lang": self.lang})
        settled = {"formatter_class": formatter, "allow_abbrev": False, "add_help": False} | given
        super().__init__(**settled)  # type: ignore[arg-type]
        self._positionals.title = Text("参数", "arguments").in_(self.lang)
        self._optionals.title = Text("选项", "options").in_(self.lang)
        self.add_argument("-h", "--help", action="help", help=Text("显示用法", "show this help").in_(self.lang))

    def parse_known_intermixed_args(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as argparse types it
        """As argparse does it, which takes the title of a usage to be as long as the English one."""
        self.usage = self.format_usage().removeprefix(USAGE.in_(self.lang))
        return super().parse_known_intermixed_args(*given, **named)

    def error(self, message: str) -> NoReturn:
        chinese = message
        for english, words in _SAYINGS:
            if re.fullmatch(english, message, re.DOTALL):
                chinese = re.sub(english, words, message, count=1, flags=re.DOTALL)
                break
        raise Misused(Text(chinese, message), self._hint(message))

    def _hint(self, message: str) -> Text:
        unknown = re.fullmatch(r"unrecognized arguments: (-\S+).*", message, re.DOTALL)
        options = [name for name in self._option_string_actions if name.startswith("--")]
        return HELP if unknown is None else meant(unknown[1].split("=")[0], options, HELP)
