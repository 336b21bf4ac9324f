"""A control and its conclusions, in words: what `list` and `explain` say."""

from collections.abc import Iterable, Iterator, Mapping

from ..document.width import display_width
from ..profiles import Control, Profile
from ..profiles.crosswalk import NO_JOINS, Crosswalk
from ..words import DUTIES, SEVERITIES, Lang, Text
from ._page import gathered
from ._related import Relations
from ._sections import Block, Code, Item, Sentence, Table, sections, subtitle


def listed(profile: Profile, lang: Lang) -> Iterator[str]:
    """A profile and its controls, one line each."""
    number = len(profile.controls)
    yield Text(
        f"{profile.name}  {profile.title.zh}（{number} 项：用词、严重程度、要求）",
        f"{profile.name}  {profile.title.en} ({number} controls: duty, severity, requirement)",
    ).in_(lang)
    width = max((len(control.id) for control in profile.controls), default=0)
    for control in profile.controls:
        words = f"{DUTIES[control.duty].in_(lang)}, {SEVERITIES[control.severity].in_(lang)}"
        words = words.replace(", ", "、") if lang == "zh" else words
        yield f"  {control.id.ljust(width)}  {words}  {control.requires.in_(lang)}"


def explained(
    control: Control,
    lang: Lang,
    beside: Iterable[Profile] = (),
    facts: Mapping[str, Text] | None = None,
    crosswalk: Crosswalk = NO_JOINS,
) -> Iterator[str]:
    """What a control requires, right and wrong, why, on what it rests, how it is decided, how to put it right.

    `beside` are the profiles among which related controls are looked for, its own among them; `facts` are the facts
    that controls may cite, by id; `crosswalk` joins the controls of those profiles. Examples are shown where the control was read with its witnesses.
    """
    profiles = tuple(beside)
    own = next((one for one in profiles if one.name == control.profile), None)
    page = gathered(control, own, Relations(profiles), facts or {}, crosswalk)
    yield control.requires.in_(lang)
    yield f"{_bare(subtitle(control, lang))}  ({control.profile})"
    for section in sections(page, lang):
        yield ""
        yield section.title
        for block in section.blocks:
            yield from (f"  {line}".rstrip() for line in _lines(block))
    yield ""
    yield f"{Text('见', 'See').in_(lang)}  {control.place.file}:{control.place.line}"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Sentence(text):
            yield text
        case Code(_, text):
            yield from text.splitlines()
        case Table(_, rows):
            width = max(display_width(status) for _, status in rows)
            for situation, status in rows:
                yield f"{status}{' ' * (width - display_width(status))}  {_bare(situation)}"
        case Item(title, says, url, control):
            yield title if control is None else f"{control.id}  ({control.profile})"
            yield from (f"  {_bare(one)}" for one in (*says, *filter(None, (url,))))


def _bare(text: str) -> str:
    """A text without the marks that make code of it on a page."""
    return text.replace("`", "")
