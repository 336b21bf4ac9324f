"""`list` and `explain`: what the profiles say, before anything is checked."""

from collections.abc import Iterator, Mapping

from ..profiles import Control, Profile
from ..reports._explaining import explained, listed
from ..reports._sources import sources
from ..reports._totals import totals
from ..run.loading import load_facts, load_profiles, load_register
from ..words import Lang

SUMMARIES = ("sources", "totals")  # what `list` prints besides profiles, under names that no profile has


def lines(name: str, lang: Lang) -> Iterator[str]:
    """What `list` prints: the controls of one profile, or of all that are shipped; or what they rest on."""
    if name == "sources":
        yield from sources(load_profiles(), load_register(), lang)
        return
    if name == "totals":
        yield from totals(load_profiles(), lang)
        return
    for profile in load_profiles((name,) if name else ()):
        yield from listed(profile, lang)


def explanation(control: Control, profiles: Mapping[str, Profile], lang: Lang) -> Iterator[str]:
    """What `explain` prints. The profile of the control is read again for its witnesses, which a check does without."""
    name = next(name for name, profile in profiles.items() if any(one is control for one in profile.controls))
    (again,) = load_profiles((name,), witnesses=True)
    found = next(one for one in again.controls if one.id == control.id)
    return explained(found, lang, profiles.values(), load_facts())
