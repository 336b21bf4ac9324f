"""Settings of a folder: `egov-check.toml`, or `[tool.egov-check]` in `pyproject.toml`.

A setting has the name of its command-line option with underscores; the command line wins.
"""

from pathlib import Path

from ..document import Place, Problem, Unreadable
from ..frozen import Frozen
from ..words import Text

_MARK = b"egov-check"  # without it a project sets nothing, and need not be parsed
BARS = ("high", "medium", "low", "never")


class Settings(Frozen):
    """What a folder sets; `None` where it sets nothing."""

    profile: tuple[str, ...] = ()
    profile_version: tuple[tuple[str, str], ...] = ()  # name and version
    control: tuple[str, ...] = ()
    format: str | None = None
    lang: str | None = None
    fail_on: str | None = None
    min_coverage: float | None = None
    waivers: tuple[str, ...] = ()
    baseline: str | None = None
    grading: tuple[str, ...] = ()
    style: str | None = None
    file: str = ""


def read_settings(folder: Path) -> Settings:
    """The settings of this folder or the nearest one above that has some. Raises `Unreadable`."""
    for place in (folder, *folder.parents):
        own, project = place / "egov-check.toml", place / "pyproject.toml"
        if own.is_file():
            return _settings(own, _parsed(own, _read(own)))
        if project.is_file() and _MARK in (data := _read(project)):
            tool = _parsed(project, data).get("tool", {})
            if isinstance(tool, dict) and "egov-check" in tool:
                return _settings(project, tool["egov-check"])
    return Settings()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from None


def _parsed(path: Path, data: bytes) -> dict[str, object]:
    import tomllib  # most folders set nothing

    try:
        return tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> Unreadable:
    return _wrong(
        path,
        f"无法读取设置：{error}",
        f"the settings cannot be read: {error}",
        "按 TOML 格式改正。",
        "Put the TOML right.",
    )


def _settings(path: Path, data: object) -> Settings:
    known = [name for name in Settings.__match_args__ if name != "file"]
    if not isinstance(data, dict):
        raise _wrong(
            path,
            "egov-check 的设置应为表",
            "the settings of egov-check are a table",
            "写成 [tool.egov-check]。",
            "Write [tool.egov-check].",
        )
    values: dict[str, object] = {"file": str(path)}
    for key, value in data.items():
        if key not in known:
            import difflib  # only a misspelt setting needs it

            near = difflib.get_close_matches(str(key), known, n=1)
            hint = (
                (f"是否为 {near[0]}？", f"Did you mean {near[0]}?")
                if near
                else ("可用：" + "、".join(known), "Known: " + ", ".join(known))
            )
            raise _wrong(path, f"没有名为 {key} 的设置", f"there is no setting named {key}", *hint)
        values[key] = _value(path, key, value)
    return Settings(**values)  # type: ignore[arg-type]


def _value(path: Path, key: str, value: object) -> object:
    match key, value:
        case (("profile" | "control" | "waivers" | "grading"), str()):
            return (value,)
        case (("profile" | "control" | "waivers" | "grading"), list()) if all(isinstance(one, str) for one in value):
            return tuple(value)
        case "profile_version", dict() if all(isinstance(one, str) for one in value.values()):
            return tuple((str(name), str(version)) for name, version in value.items())
        case "fail_on", str() if value in BARS:
            return value
        case "lang", ("zh" | "en"):
            return value
        case (("format" | "baseline" | "style"), str()):
            return value
        case "min_coverage", int() | float() if not isinstance(value, bool) and 0 <= value <= 100:
            return float(value)
    raise _wrong(
        path,
        f"设置 {key} 的值 {value!r} 不可用",
        f"the setting {key} cannot be {value!r}",
        f"参见 egov-check --help 中的 --{key.replace('_', '-')}。",
        f"See --{key.replace('_', '-')} in egov-check --help.",
    )


def _wrong(path: Path, zh: str, en: str, fix_zh: str, fix_en: str) -> Unreadable:
    return Unreadable(Problem(Place(str(path), 1, 1, 1, 1), "settings", Text(zh, en), Text(fix_zh, fix_en)))


def settings_schema(draft: str = "2020-12") -> dict[str, object]:
    """The JSON Schema of the settings."""
    dialects = {
        "2020-12": "https://json-schema.org/draft/2020-12/schema",
        "7": "http://json-schema.org/draft-07/schema#",
    }
    names = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    return {
        "$schema": dialects[draft],
        "title": "egov-check 设置 / Settings of egov-check",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "profile": names,
            "profile_version": {"type": "object", "additionalProperties": {"type": "string"}},
            "control": names,
            "format": {"type": "string"},
            "lang": {"enum": ["zh", "en"]},
            "fail_on": {"enum": list(BARS)},
            "min_coverage": {"type": "number", "minimum": 0, "maximum": 100},
            "waivers": names,
            "baseline": {"type": "string"},
            "grading": names,
            "style": {"type": "string"},
        },
    }
