"""`list` and `explain`: what the profiles say, before anything is checked."""

from collections.abc import Iterator, Mapping

from ..profiles import Control, Profile
from ..reports._explaining import explained, listed
from ..run.loading import load_facts, load_profiles
from ..words import Lang


def lines(name: str, lang: Lang) -> Iterator[str]:
    """What `list` prints: the controls of one profile, or of all that are shipped."""
    for profile in load_profiles((name,) if name else ()):
        yield from listed(profile, lang)


def explanation(control: Control, profiles: Mapping[str, Profile], lang: Lang) -> Iterator[str]:
    """What `explain` prints. The profile of the control is read again for its witnesses, which a check does without."""
    name = next(name for name, profile in profiles.items() if any(one is control for one in profile.controls))
    (again,) = load_profiles((name,), witnesses=True)
    found = next(one for one in again.controls if one.id == control.id)
    return explained(found, lang, profiles.values(), load_facts())
