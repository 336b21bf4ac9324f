"""One function per command: reads what was asked for, calls the rooms, prints, returns the exit code."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from .. import clock
from .._version import __version__
from ..document import Place, Problem, Unreadable
from ..platforms.skeleton import skeleton
from ..profiles import Control, Profile, shipped_names
from ..reports import render
from ..reports._explaining import explained, listed, why
from ..run import check, load_profiles, read_settings
from ..run.checking import NoSuchControl
from ..run.loading import read_profile_file
from ..words import Lang, Text, Unclear
from . import exit_codes
from .arguments import Arguments
from .output import Progress, say, show_problem, write


def _check(chosen: Arguments) -> int:
    if getattr(chosen, "version", False):
        say(f"egov-check {__version__}")
        return exit_codes.FINE
    settings = read_settings(Path.cwd())
    profiles = load_profiles(chosen.profile or settings.profile)
    progress = Progress(chosen.lang, chosen.quiet)
    try:
        result = check(
            chosen.paths,
            profiles,
            as_of=_as_of(chosen),
            controls=chosen.control or settings.control,
            standard_input=sys.stdin.buffer.read() if "-" in chosen.paths else b"",
            progress=progress,
        )
    finally:
        progress.close()
    form = chosen.format or settings.format or "text"
    if not chosen.quiet or chosen.output:
        write(render(result, form, chosen.lang, chosen.all), Path(chosen.output) if chosen.output else None)
    if not result.units and not result.unread:
        _nothing_found(chosen)
    coverage = chosen.min_coverage if chosen.min_coverage is not None else settings.min_coverage
    return exit_codes.of_result(result, chosen.fail_on or settings.fail_on or "medium", coverage)


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
        raise Unreadable(Problem(Place("--as-of", 1, 1, 1, 1), "as_of", error.says, error.fix)) from None


def _list(chosen: Arguments) -> int:
    for profile in load_profiles((chosen.name,) if chosen.name else ()):
        for line in listed(profile, chosen.lang):
            say(line)
    return exit_codes.FINE


def _explain(chosen: Arguments) -> int:
    profiles = load_profiles(chosen.profile)
    for line in explained(_control(profiles, chosen.name), chosen.lang):
        say(line)
    return exit_codes.FINE


def _control(profiles: tuple[Profile, ...], name: str) -> Control:
    known = [control for profile in profiles for control in profile.controls]
    for control in known:
        if control.id == name:
            return control
    raise NoSuchControl(name, [control.id for control in known])


def _why(chosen: Arguments) -> int:
    profiles = load_profiles(chosen.profile)
    _control(profiles, chosen.name)
    result = check([chosen.path], profiles, as_of=_as_of(chosen), controls=(chosen.name,))
    for unread in result.unread:
        show_problem(unread.problem, unread.line, chosen.lang)
    subject = getattr(chosen, "subject", None)
    for unit in result.units:
        for line in why(unit, subject, chosen.lang):
            say(line)
    return exit_codes.UNUSABLE if result.unread else exit_codes.FINE


def _schema(chosen: Arguments) -> int:
    import json

    from . import schemas

    text = json.dumps(schemas.schema(chosen.name, chosen.draft), ensure_ascii=False, indent=2) + "\n"
    write([text], Path(chosen.output) if chosen.output else None)
    return exit_codes.FINE


def _init(chosen: Arguments) -> int:
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
    names = chosen.file or list(shipped_names())
    return max(
        _proved(name, chosen.lang) if chosen.action == "prove" else _checked(name, chosen.lang) for name in names
    )


def _readable(name: str, lang: Lang) -> Profile | None:
    """A profile without problems; what is wrong with another is printed."""
    profile, problems = read_profile_file(name)
    for problem, line in problems:
        show_problem(problem, line, lang)
    return None if problems else profile


def _checked(name: str, lang: Lang) -> int:
    profile = _readable(name, lang)
    if profile is None:
        return exit_codes.UNUSABLE
    number = len(profile.controls)
    say(
        Text(
            f"{name}：{profile.title.zh}，{number} 个检查项，可用",
            f"{name}: {profile.title.en}, {number} controls, fit for use",
        ).in_(lang)
    )
    return exit_codes.FINE


def _proved(name: str, lang: Lang) -> int:
    """Proves one profile: what no witness shows is printed at its place."""
    from ..prove import prove_profile

    profile = _readable(name, lang)
    if profile is None:
        return exit_codes.UNUSABLE
    proofs = tuple(prove_profile(profile))
    for proof in proofs:
        for failure in proof.failures:
            line = profile.document.line(failure.place.line)
            show_problem(Problem(failure.place, failure.control, failure.says, failure.fix), line, lang)
    witnesses = sum(proof.witnesses for proof in proofs)
    mutants = sum(proof.mutants for proof in proofs)
    equivalent = sum(proof.equivalent for proof in proofs)
    failed = sum(len(proof.failures) for proof in proofs)
    say(
        Text(
            f"{name}：{len(proofs)} 个检查项，{witnesses} 个见证，{mutants} 个变体（声明等价 {equivalent}），未证明 {failed} 处",
            f"{name}: {len(proofs)} controls, {witnesses} witnesses, {mutants} mutants "
            f"({equivalent} declared equivalent), {failed} not proved",
        ).in_(lang)
    )
    return exit_codes.PROBLEMS if failed else exit_codes.FINE


COMMANDS: dict[str, Callable[[Arguments], int]] = {
    "check": _check,
    "list": _list,
    "explain": _explain,
    "why": _why,
    "schema": _schema,
    "init": _init,
    "profile": _profile,
}
