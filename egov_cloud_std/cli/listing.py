"""`list` and `explain`: what the profiles say, before anything is checked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..profiles import EVERY, Control, Profile, known_names
from ..profiles.terms import load_terms
from ..reports import _gradings, _terms
from ..reports._explaining import explained, listed
from ..reports._sources import sources
from ..reports._totals import totals
from ..run.grading_files import load_gradings
from ..run.loading import load_crosswalk, load_facts, load_profiles, load_register, names_meant, read_profiles
from ..words import Lang, Text
from .asked import Misused, meant

TERMS = "terms"
SUMMARIES = (
    "sources",
    "totals",
    "gradings",
    TERMS,
)  # what `list` prints besides profiles, under names that no profile has


def lines(name: str, text: str, lang: Lang) -> Iterator[str]:
    """What `list` prints: the controls of one profile, or of all that are shipped; or one of the summaries."""
    match name:
        case "sources":
            yield from sources(load_profiles(known_names()), load_register(), lang)
        case "totals":
            yield from totals(load_profiles(known_names()), lang)
        case "gradings":
            yield from _gradings.listed(load_gradings((EVERY,)), lang)
        case "terms":
            yield from _terms_named(text, lang)
        case _:
            for profile in load_profiles((name,) if name else known_names()):
                yield from listed(profile, lang)


def _terms_named(text: str, lang: Lang) -> Iterator[str]:
    """The term base, or the terms that a text names."""
    terms = load_terms()
    if not text:
        yield from _terms.listed(terms, lang)
        return
    found = _terms.found(terms, text)
    if not found:
        known = dict.fromkeys(word for term in terms for word in (term.id, *term.words))
        every = Text(f"用 egov-check list {TERMS} 列出全部。", f"List them all with egov-check list {TERMS}.")
        says = Text(f"术语库中没有 {text}", f"the term base has no {text}")
        raise Misused(says, meant(text, known, every))
    by_id = {term.id: term for term in terms}
    for term in found:
        yield from _terms.told(term, by_id, lang)


def explanation(
    control: Control, profiles: Sequence[Profile], names: Iterable[str], pins: Mapping[str, str], lang: Lang
) -> Iterator[str]:
    """What `explain` prints. `names` and `pins` are those that gave the `profiles`, of which the control is.

    Its profile is read again for its witnesses, which a check does without.
    """
    own = next(one for one in profiles if one.name == control.profile)
    found = next(one for one in _read_again(own, names, pins).controls if one.id == control.id)
    return explained(found, lang, profiles, load_facts(), load_crosswalk(profiles))


def _read_again(profile: Profile, names: Iterable[str], pins: Mapping[str, str]) -> Profile:
    """The same profile with its witnesses, from the name or file that gave it; what lies under an overlay is another."""

    def same(found: Sequence[Profile]) -> Iterator[Profile]:
        return (one for one in found if (one.name, one.digest) == (profile.name, profile.digest))

    home = next(name for name in names_meant(names) if any(same(read_profiles(name, pins, witnesses=False)[0])))
    return next(same(read_profiles(home, pins)[0]))
