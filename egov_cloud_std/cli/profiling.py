"""The commands for whoever writes profiles and overlays: check them, prove them, show what is in effect."""

from collections.abc import Mapping

from ..document import Problem
from ..frozen import replace
from ..profiles import Profile, known_names
from ..run.loading import read_profiles
from ..words import Lang, Text
from . import exit_codes
from .asked import Arguments, Misused, meant
from .output import say, show_problem


def run(chosen: Arguments, pins: Mapping[str, str]) -> int:
    """`profile check`, `profile prove` and `profile show`. `pins` say at which versions."""
    match chosen.action:
        case "show":
            return _shown(chosen, pins)
        case "prove":
            return max(_proved(name, chosen.lang, pins) for name in chosen.file or known_names())
        case _:
            return max(_checked(name, chosen.lang, pins) for name in chosen.file)


def _readable(name: str, lang: Lang, pins: Mapping[str, str]) -> tuple[Profile, ...]:
    """The profiles of one name or file, where nothing is wrong with it; what is wrong is printed."""
    profiles, problems = read_profiles(name, pins)
    for problem, line in problems:
        show_problem(problem, line, lang)
    return () if problems else profiles


def _shown(chosen: Arguments, pins: Mapping[str, str]) -> int:
    """A profile as it is asked, with overlays: in a few lines, or as YAML with the origin of every value."""
    from ..reports._effective import effective, laid

    (name,) = chosen.file
    profiles = _readable(name, chosen.lang, pins)
    if not profiles:
        return exit_codes.UNUSABLE
    if chosen.name:
        known = [one.name for one in profiles]
        if chosen.name not in known:
            says = Text(f"{name} 中没有检查标准 {chosen.name}", f"{name} has no profile named {chosen.name}")
            raise Misused(
                says, meant(chosen.name, known, Text("可用：" + "、".join(known), "There are: " + ", ".join(known)))
            )
        profiles = tuple(one for one in profiles if one.name == chosen.name)
    for index, one in enumerate(profiles):
        if chosen.effective and index:
            say("---")
        for line in effective(one, chosen.lang) if chosen.effective else laid(one, chosen.lang):
            say(line)
    return exit_codes.FINE


def _checked(name: str, lang: Lang, pins: Mapping[str, str]) -> int:
    profiles = _readable(name, lang, pins)
    for profile in profiles:
        number = len(profile.controls)
        over = " + ".join(("", *(one.name for one in profile.overlays)))
        say(
            Text(
                f"{name}：{profile.title.zh}{over}，{number} 个检查项，可用",
                f"{name}: {profile.title.en}{over}, {number} controls, fit for use",
            ).in_(lang)
        )
    return exit_codes.FINE if profiles else exit_codes.UNUSABLE


def _own(profile: Profile) -> Profile:
    """A profile with the controls that its topmost overlay adds; all of it without one. The rest is proved elsewhere."""
    if not profile.overlays:
        return profile
    return replace(profile, controls=tuple(one for one in profile.controls if one.id in profile.overlays[-1].adds))


def _proved(name: str, lang: Lang, pins: Mapping[str, str]) -> int:
    """Proves profiles: what no witness shows is printed at its place. Of an overlay, the controls that it adds."""
    from ..prove import prove_profile

    profiles = _readable(name, lang, pins)
    proofs = []
    for profile in profiles:
        for proof in prove_profile(_own(profile)):
            proofs.append(proof)
            for failure in proof.failures:
                line = profile.document.line_at(failure.place)
                show_problem(Problem(failure.place, failure.control, failure.says, failure.fix), line, lang)
    if not profiles:
        return exit_codes.UNUSABLE
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
