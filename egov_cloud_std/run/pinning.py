"""The versions at which a description pins profiles. Imported only where one does."""

from collections.abc import Mapping, Sequence

from ..document import Path, Problem, Unreadable
from ..platforms import Platform
from ..profiles import Profile, shipped_names
from ..shapes import written
from ..words import Text
from .checking import Asked, kept
from .loading import NoSuchProfile, NoSuchVersion, ProfileTrouble, held_at, read_profiles

Made = dict[tuple[tuple[str, str], ...], Asked]  # by the pins that matter


def asked_of(
    platform: Platform, asked: Asked, controls: Sequence[str], settled: Mapping[str, str], made: Made
) -> Asked:
    """What a description is held against: the profiles of the run, at the versions that it pins.

    What the command line pins is `settled`; `made` is what was made for other descriptions. Raises `Unreadable` at a
    pin of what is not there: a description is not held against anything else than it names.
    """
    pins = _pins(platform, {one.name for one in asked.every})
    open_ = {name: version for name, version in pins.items() if name not in settled}
    key = tuple(sorted(open_.items()))
    if key not in made:
        every = tuple(_at(platform, one, open_, settled) for one in asked.every)
        same = all(one is other for one, other in zip(every, asked.every, strict=True))
        made[key] = asked if same else Asked.of(every, kept(every, controls))
    return made[key]


def _pins(platform: Platform, in_use: set[str]) -> dict[str, str]:
    stated = platform.data.get("profile_version") or {}
    pins = {name: written(version) for name, version in stated.items() if version is not None}
    for name in pins:
        if name not in in_use and name not in shipped_names():
            error = NoSuchProfile(name)
            raise _refused(platform, ("profile_version", name), "no_such_profile", error.says, error.fix, key=True)
    return pins


def _at(platform: Platform, profile: Profile, pins: Mapping[str, str], settled: Mapping[str, str]) -> Profile:
    """A profile of the run, at the version at which it is pinned."""
    version = pins.get(profile.name)
    if version is None or (profile.pinned and profile.version == version):
        return profile
    at = ("profile_version", profile.name)
    try:
        if profile.shipped or profile.overlays:
            name = profile.name if profile.shipped else profile.overlays[-1].file
            found, troubles = read_profiles(name, {**pins, **settled}, witnesses=False)
        else:
            found, troubles = held_at(profile, pins)
    except NoSuchVersion as error:
        raise _refused(platform, at, "no_such_version", error.says, error.fix) from None
    if troubles and troubles[0][0].code == "no_such_version":
        raise _refused(platform, at, "no_such_version", troubles[0][0].says, troubles[0][0].fix)
    if troubles:
        raise ProfileTrouble(troubles)
    return next(one for one in found if one.name == profile.name)


def _refused(platform: Platform, at: Path, code: str, says: Text, fix: Text, key: bool = False) -> Unreadable:
    place = platform.place(at, key=key)
    return Unreadable(Problem(place, code, says, fix), platform.line(place))
