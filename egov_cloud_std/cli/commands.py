"""One function per command: reads what was asked for, calls the rooms, prints, returns the exit code.

What only one command needs is imported when it runs: the check starts before it.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from .. import clock
from ..assess.baseline import Baseline
from ..assess.results import Request, Result
from ..document import LIMITS, Place, Problem, Unreadable
from ..frozen import replace
from ..profiles import EVERY, Control, Profile, known_names, regional_names
from ..run import Settings, check, load_baseline, load_profiles, load_waivers, read_settings
from ..run.checking import NoSuchControl
from ..words import Text, Unclear
from . import exit_codes
from .asked import COMMANDS as NAMES
from .asked import Arguments, Misused, meant
from .output import Progress, say, show_problem, write
from .reporting import beside, may_rank, reports_asked, shown, style_of, target_of, write_reports

if TYPE_CHECKING:
    from ..gradings import Grading
    from ..waivers import WaiverFile


def _check(chosen: Arguments) -> int:
    settings = read_settings(Path.cwd())
    reports = reports_asked(chosen, settings)
    style = style_of(chosen, settings, [form for form, _ in reports])
    may_rank(chosen, [form for form, _ in reports])
    _no_command_meant(chosen.paths)
    result = _result(chosen, settings)
    if not chosen.quiet or any(target is not None for _, target in reports):
        write_reports(result, reports, chosen, style)
    if not result.units and not result.unread and not (result.region and result.region.nodes):
        _nothing_found(chosen)
    coverage = chosen.min_coverage if chosen.min_coverage is not None else settings.min_coverage
    return exit_codes.of_result(result, chosen.fail_on or settings.fail_on or "medium", coverage)


def _result(chosen: Arguments, settings: Settings) -> Result:
    """What is checked comes to, with what was asked for."""
    profiles = _profiles(chosen, settings)
    progress = Progress(chosen.lang, chosen.quiet)
    asked: Asked = {
        "as_of": _as_of(chosen),
        "controls": chosen.control or settings.control,
        "profile_versions": _pins(chosen.profile_version),
        "progress": progress,
        "waivers": load_waivers(chosen.waivers or beside(settings, settings.waivers)),
        "baseline": _baseline(chosen, settings),
        "gradings": _gradings(chosen, settings),
    }
    try:
        if _is_region(chosen.paths):
            from . import regions  # most runs are of single platforms

            result = regions.surveyed(chosen, profiles, asked)
        else:
            _none_looks_at_a_region(profiles)
            _asks_of_no_region(chosen)
            result = check(chosen.paths, profiles, standard_input=_typed() if "-" in chosen.paths else b"", **asked)
    finally:
        progress.close()
    return replace(result, request=_request(chosen, settings))


def _verify(chosen: Arguments) -> int:
    from . import verifying

    return verifying.verify(chosen, lambda asked: shown(_result(asked, Settings()), asked))


def _sign(chosen: Arguments) -> int:
    from . import verifying

    return verifying.sign(chosen)


def _request(chosen: Arguments, settings: Settings) -> Request:
    """What is asked for, by name."""
    return Request(
        tuple(chosen.paths),
        _named(chosen, settings),
        tuple(sorted(_pinned(chosen, settings).items())),
        tuple(chosen.control or settings.control),
        tuple(chosen.waivers or beside(settings, settings.waivers)),
        chosen.baseline or next(iter(beside(settings, filter(None, (settings.baseline,)))), ""),
        tuple(_gradings_named(chosen, settings)),
        chosen.earlier or "",
        chosen.shard or "",
    )


class Asked(TypedDict):
    """What a check of platforms and that of a region are asked alike."""

    as_of: datetime
    controls: Sequence[str]
    profile_versions: dict[str, str]
    progress: Progress
    waivers: "tuple[WaiverFile, ...]"
    baseline: Baseline | None
    gradings: "tuple[Grading, ...]"


def _is_region(paths: Sequence[str]) -> bool:
    """Whether a single folder is named that is checked as a region."""
    if len(paths) != 1 or not Path(paths[0]).is_dir():
        return False
    from ..region.survey import is_region

    return is_region(Path(paths[0]))


def _none_looks_at_a_region(profiles: Sequence[Profile]) -> None:
    for one in profiles:
        if one.scope == "region":
            raise Misused(
                Text(f"检查标准 {one.name} 只用于辖区", f"profile {one.name} looks at a region"),
                Text("指定一个文件夹。", "Name a folder."),
            )


def _asks_of_no_region(chosen: Arguments) -> None:
    """Raises `Misused` for what only a region can be asked: left out in silence, all would be checked, or nothing compared."""
    for name, given in (("--shard", chosen.shard), ("--earlier", chosen.earlier)):
        if given is not None:
            raise Misused(
                Text(f"{name} 只用于辖区", f"{name} is for regions"),
                Text("指定一个含多份描述的文件夹。", "Name one folder that holds several descriptions."),
            )


def _typed() -> bytes:
    """Standard input: as much as is read of any file, and one byte more to tell that there is more."""
    return sys.stdin.buffer.read(LIMITS.bytes + 1)


def _profiles(chosen: Arguments, settings: Settings, otherwise: Sequence[str] = ()) -> tuple[Profile, ...]:
    """The profiles that are asked for."""
    return load_profiles(_named(chosen, settings, otherwise), _pinned(chosen, settings))


def _named(chosen: Arguments, settings: Settings, otherwise: Sequence[str] = ()) -> tuple[str, ...]:
    """The profiles that the command line names, else those of the settings, whose files stand beside the settings."""
    if chosen.profile or not settings.profile:
        return tuple(chosen.profile) or tuple(otherwise)
    shipped = (EVERY, *known_names())
    return tuple(name if name in shipped else beside(settings, (name,))[0] for name in settings.profile)


def _pinned(chosen: Arguments, settings: Settings) -> dict[str, str]:
    """The versions that the command line pins, before those that the settings pin, by the name of the profile."""
    return dict(settings.profile_version) | _pins(chosen.profile_version)


def _pins(given: Sequence[str]) -> dict[str, str]:
    """The versions that the command line pins, by the name of the profile."""
    pins: dict[str, str] = {}
    for one in given:
        name, equals, version = one.partition("=")
        if not name or not equals or not version or pins.setdefault(name, version) != version:
            twice = name in pins and version
            raise Misused(
                Text(
                    f"--profile-version {one} {'与前面的不一致' if twice else '不是 名称=版本'}",
                    f"--profile-version {one} {'contradicts an earlier one' if twice else 'is not NAME=VERSION'}",
                ),
                Text("写成 --profile-version security=0.1.0。", "Write --profile-version security=0.1.0."),
            )
    return pins


def _gradings(chosen: Arguments, settings: Settings) -> "tuple[Grading, ...]":
    """The grading schemes that the command line names, else those of the settings."""
    names = _gradings_named(chosen, settings)
    if not names:
        return ()
    from ..run.grading_files import load_gradings  # most runs ask for none

    return load_gradings(names)


def _gradings_named(chosen: Arguments, settings: Settings) -> tuple[str, ...]:
    if chosen.grading or not settings.grading:
        return tuple(chosen.grading)
    from ..run.grading_files import grading_names

    shipped = (EVERY, *grading_names())
    return tuple(name if name in shipped else beside(settings, (name,))[0] for name in settings.grading)


def _baseline(chosen: Arguments, settings: Settings) -> Baseline | None:
    named = (chosen.baseline,) if chosen.baseline else beside(settings, filter(None, (settings.baseline,)))
    return load_baseline(named[0]) if named else None


def _no_command_meant(paths: Sequence[str]) -> None:
    """A first word that is no file and looks like a command's name is taken for one that was misspelt."""
    first = paths[0]
    if "" in paths:  # an unset variable in a script: `Path("")` is the current folder, which nobody asked for
        raise Misused(
            Text("路径为空", "a path is empty"),
            Text("写出文件或文件夹；当前文件夹写 .。", "Name a file or a folder; the current folder is `.`."),
        )
    if Path(first).exists():
        return
    import difflib  # only a mistake needs it

    near = difflib.get_close_matches(first, NAMES, n=1)
    if near and "." not in first and os.sep not in first:
        raise Misused(
            Text(f"没有名为 {first} 的文件或命令", f"there is no file and no command named {first}"),
            Text(f"是否为 {near[0]}？", f"Did you mean {near[0]}?"),
        )


def _nothing_found(chosen: Arguments) -> None:
    place = Place(chosen.paths[0], 1, 1, 1, 1)
    says = Text(
        "没有找到平台描述（schema 以 egov-platform/ 开头的文件）",
        "no platform description was found (a file whose schema begins egov-platform/)",
    )
    fix = Text("用 egov-check init 写一份。", "Write one with egov-check init.")
    show_problem(Problem(place, "nothing_found", says, fix), "", chosen.lang)


def _as_of(chosen: Arguments) -> datetime:
    if chosen.as_of is None:
        return clock.now()
    try:
        return clock.parse_moment(chosen.as_of)
    except Unclear as error:
        says = Text(f"--as-of {error.says.zh}", f"--as-of: {error.says.en}")
        fix = Text(
            "写成 2026-06-30 或 2026-06-30T10:00:00+08:00 的样子。",
            "Write it like 2026-06-30 or 2026-06-30T10:00:00+08:00.",
        )
        raise Misused(says, fix) from None


def _list(chosen: Arguments) -> int:
    from . import listing

    if chosen.text and chosen.name != listing.TERMS:
        raise Misused(
            Text(f"没有这样的参数：{chosen.text}", f"unrecognized arguments: {chosen.text}"),
            Text(
                f"查术语用 egov-check list {listing.TERMS} {chosen.text}。",
                f"Look terms up with egov-check list {listing.TERMS} {chosen.text}.",
            ),
        )
    for line in listing.lines(chosen.name, chosen.text, chosen.lang):
        say(line)
    return exit_codes.FINE


def _explain(chosen: Arguments) -> int:
    from . import listing

    settings = read_settings(Path.cwd())
    names, pins = _named(chosen, settings, known_names()), _pinned(chosen, settings)
    profiles = load_profiles(names, pins)
    control = _control(profiles, chosen.name)
    for line in listing.explanation(control, profiles, names, pins, chosen.lang):
        say(line)
    return exit_codes.FINE


def _control(profiles: tuple[Profile, ...], name: str) -> Control:
    known = [control for profile in profiles for control in profile.controls]
    for control in known:
        if control.id == name:
            return control
    raise NoSuchControl(name, [control.id for control in known])


def _why(chosen: Arguments) -> int:
    from ..reports._why import why

    settings = read_settings(Path.cwd())
    profiles = _profiles(chosen, settings, (EVERY,))
    _asked_of_a_platform(profiles, chosen.name)
    standard_input = _typed() if chosen.path == "-" else b""
    result = check(
        [chosen.path],
        profiles,
        as_of=_as_of(chosen),
        controls=(chosen.name,),
        profile_versions=_pins(chosen.profile_version),
        standard_input=standard_input,
        waivers=load_waivers(beside(settings, settings.waivers)),
    )
    for unread in result.unread:
        show_problem(unread.problem, unread.line, chosen.lang)
    for unit in result.units:
        for noted in unit.problems:
            show_problem(Problem(noted.place, noted.code, noted.says, noted.fix), noted.line, chosen.lang)
    said = [line for unit in result.units for line in why(unit, chosen.subject, chosen.lang)]
    if chosen.subject is not None and not said and not result.unread:
        raise _no_subject(chosen.subject, [one.subject for unit in result.units for one in unit.findings()])
    for line in said:
        say(line)
    return exit_codes.UNUSABLE if result.unread or not result.units else exit_codes.FINE


def _asked_of_a_platform(profiles: tuple[Profile, ...], name: str) -> None:
    """Raises `NoSuchControl`, and `Misused` for a control that looks at a region."""
    try:
        _control(profiles, name)
    except NoSuchControl:
        if any(control.id == name for profile in load_profiles(regional_names()) for control in profile.controls):
            raise Misused(
                Text(f"检查项 {name} 只用于辖区", f"control {name} looks at a region"),
                Text("检查整个文件夹：egov-check 文件夹。", "Check the folder: egov-check FOLDER."),
            ) from None
        raise


def _no_subject(subject: str, known: list[str]) -> Misused:
    names = [one for one in dict.fromkeys(known) if one]
    few = "、".join(names[:5]), ", ".join(names[:5])
    whole = Text(
        "此检查项对整个平台作判定，不写检查对象。", "This control is about the whole platform: name no subject."
    )
    known_ones = Text(
        f"可用：{few[0]}{' 等' if len(names) > 5 else ''}", f"There are: {few[1]}{', …' if len(names) > 5 else ''}"
    )
    says = Text(f"没有名为 {subject} 的检查对象", f"there is no subject named {subject}")
    return Misused(says, meant(subject, names, known_ones if names else whole))


def _schema(chosen: Arguments) -> int:
    import json

    from . import schemas

    text = json.dumps(schemas.schema(chosen.name, chosen.draft), ensure_ascii=False, indent=2) + "\n"
    write([text], Path(chosen.output) if chosen.output else None)
    return exit_codes.FINE


def _init(chosen: Arguments) -> int:
    from ..platforms.skeleton import skeleton

    path = Path(chosen.output) if chosen.output else None
    if path is not None and path.exists():
        place = Place(str(path), 1, 1, 1, 1)
        says = Text("文件已存在，不覆盖", "the file exists and is not written over")
        raise Unreadable(Problem(place, "exists", says, Text("换一个文件名。", "Choose another name.")))
    write(_lines(skeleton(chosen.level, chosen.full, chosen.lang)), path)
    return exit_codes.FINE


def _lines(lines: Iterator[str]) -> Iterator[str]:
    return (line + "\n" for line in lines)


def _profile(chosen: Arguments) -> int:
    from . import profiling

    return profiling.run(chosen, _pins(chosen.profile_version))


def _waiver(chosen: Arguments) -> int:
    from . import waiving

    given: dict[str, str] = vars(chosen)
    control = _control(_profiles(chosen, read_settings(Path.cwd()), (EVERY,)), given["control"].strip())
    waiving.add(chosen.target, control, given, chosen.lang)
    return exit_codes.FINE


def _trend(chosen: Arguments) -> int:
    from . import comparing

    return comparing.trend(chosen, target_of(chosen, chosen.output))


def _diff(chosen: Arguments) -> int:
    from . import comparing

    return comparing.diff(chosen, target_of(chosen, chosen.output))


def _forecast(chosen: Arguments) -> int:
    from . import comparing

    settings = read_settings(Path.cwd())
    _no_command_meant(chosen.paths)
    asked: Asked = {
        "as_of": _as_of(chosen),
        "controls": chosen.control or settings.control,
        "profile_versions": _pins(chosen.profile_version),
        "progress": Progress(chosen.lang, chosen.quiet),
        "waivers": load_waivers(chosen.waivers or beside(settings, settings.waivers)),
        "baseline": None,
        "gradings": (),
    }
    profiles = _profiles(chosen, settings)
    if not _is_region(chosen.paths):
        _none_looks_at_a_region(profiles)
    found = comparing.forecast(chosen, profiles, asked, target_of(chosen, chosen.output))
    if not found.units and not found.unread:
        _nothing_found(chosen)
    return exit_codes.UNUSABLE if found.unread or not found.units else exit_codes.FINE


def _merge(chosen: Arguments) -> int:
    from . import regions

    settings = read_settings(Path.cwd())
    reports = reports_asked(chosen, settings)
    style = style_of(chosen, settings, [form for form, _ in reports])
    may_rank(chosen, [form for form, _ in reports])
    result = regions.merged(chosen, _profiles(chosen, settings))
    write_reports(result, reports, chosen, style)
    coverage = chosen.min_coverage if chosen.min_coverage is not None else settings.min_coverage
    return exit_codes.of_result(result, chosen.fail_on or settings.fail_on or "medium", coverage)


def _ledger(chosen: Arguments) -> int:
    from . import following

    following.update(chosen.target, chosen.path, chosen.output, chosen.lang)
    return exit_codes.FINE


def _sheet(chosen: Arguments) -> int:
    from . import sheets

    return sheets.run(chosen, _profiles(chosen, read_settings(Path.cwd())) if chosen.action == "export" else ())


COMMANDS: dict[str, Callable[[Arguments], int]] = {
    "check": _check,
    "list": _list,
    "explain": _explain,
    "why": _why,
    "schema": _schema,
    "init": _init,
    "profile": _profile,
    "waiver": _waiver,
    "ledger": _ledger,
    "trend": _trend,
    "diff": _diff,
    "forecast": _forecast,
    "merge": _merge,
    "verify": _verify,
    "sign": _sign,
    "sheet": _sheet,
}
