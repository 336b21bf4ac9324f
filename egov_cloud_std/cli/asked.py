"""What was asked for, as typed values. Only options need a parser: a call that names nothing but files does without."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..document import Unreadable
from ..run.settings import Settings, read_settings
from ..words import Lang, Text, Unmet

COMMANDS = (
    "check",
    "list",
    "explain",
    "why",
    "schema",
    "init",
    "profile",
    "waiver",
    "ledger",
    "sheet",
    "merge",
    "verify",
    "sign",
    "trend",
    "diff",
    "forecast",
)


class Misused(Unmet):
    """A mistake on the command line: what is the case, and what to do."""


def meant(word: str, known: Iterable[str], otherwise: Text) -> Text:
    """`Did you mean …?` where something known is near; otherwise another remedy."""
    import difflib  # only a mistake needs it

    near = difflib.get_close_matches(word, list(known), n=1)
    return Text(f"是否为 {near[0]}？", f"Did you mean {near[0]}?") if near else otherwise


class Arguments:
    """What was asked for. Those of a check have the values here unless options say otherwise."""

    command: str = "check"
    lang: Lang = "zh"
    paths: Sequence[str] = ()
    profile: Sequence[str] = ()
    profile_version: Sequence[str] = ()
    control: Sequence[str] = ()
    format: Sequence[str] = ()
    output: str | None = None
    as_of: str | None = None
    fail_on: str | None = None
    min_coverage: float | None = None
    all: bool = False
    quiet: bool = False
    waivers: Sequence[str] = ()
    baseline: str | None = None
    grading: Sequence[str] = ()
    jobs: int = 0
    no_cache: bool = False
    shard: str | None = None
    earlier: str | None = None
    style: str | None = None
    ranking: bool = False
    name: str
    path: str
    subject: str | None
    text: str
    draft: str
    level: str
    full: bool
    action: str
    file: list[str]
    effective: bool = False
    target: str
    period: str
    redact: bool = False
    signature: str | None = None
    root: str | None = None
    key: str | None = None
    accept_differences: bool = False
    region: str | None = None


def parse(arguments: Sequence[str], lang: Lang) -> Arguments:
    """Reads the command line: a command's name first, or nothing but paths, which is `check`. Raises `Misused`."""
    found = Arguments()
    found.lang = lang
    if arguments and arguments[0] not in COMMANDS and not any(word[:1] == "-" and word != "-" for word in arguments):
        found.paths = list(arguments)
        return found
    from .arguments import parse_into

    parse_into(found, arguments)
    return found


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
        import locale  # the environment tells nearly always

        named = locale.getlocale()[0] or ""
    plain = named.split(".")[0].lower()
    return "zh" if plain in ("", "c", "posix") or plain.startswith(("zh", "chinese")) else "en"


def _settings_or_none() -> Settings | None:
    try:
        return read_settings(Path.cwd())
    except Unreadable:
        return None  # reported when the settings are used
