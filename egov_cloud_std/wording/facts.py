"""What was found in the documents. Types only: an assessment takes these and opens nothing."""

from collections.abc import Mapping

from ..checks.readings import Found, Reading, Spot
from ..document import Path
from ..document.places import nowhere
from ..frozen import Frozen
from ..words import Text, same

__all__ = ["NotLooked", "Reading", "supposed"]


class NotLooked(Frozen):
    """Something of a description that nobody could look into, and what is missing for it."""

    path: Path
    says: Text
    fix: Text


def supposed(document: str, says: str | Mapping[str, int | str]) -> Reading:
    """What a witness supposes was found: `unreadable`, or by aspect how many things, or that it is `open`."""
    if isinstance(says, str):
        return Reading(document, wrong=Text("没有这个文件", "there is no such file"))
    one = Found(Spot(nowhere(document), document), same(document))
    return Reading(
        document,
        found={aspect: (one,) * number for aspect, number in says.items() if isinstance(number, int)},
        open={aspect: ("terminology",) for aspect, number in says.items() if not isinstance(number, int)},
    )
