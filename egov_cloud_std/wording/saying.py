"""What is said of words that were found, as the end of a sentence about their place."""

from ..checks.readings import Spot
from ..words import Text


def mixed(spot: Spot, other: Spot) -> Text:
    """Two writings of one term, both in use."""
    return Text(
        f"“{spot.words}”与“{other.words}”混用，未声明等同",
        f"“{spot.words}” is mixed with “{other.words}”, and nothing declares them equal",
    )


def not_declared(spot: Spot) -> Text:
    """A name of the platform that is not among the declared ones."""
    return Text(f"“{spot.words}”不是已声明的平台名称", f"“{spot.words}” is no declared name of the platform")


def not_listed(spot: Spot) -> Text:
    """A word for a role that is not among those listed."""
    return Text(f"“{spot.words}”不在角色用词之列", f"“{spot.words}” is not among the words for this role")


def deprecated(spot: Spot, instead: str) -> Text:
    """A term that is out of use."""
    if instead:
        return Text(
            f"“{spot.words}”已不再使用，现用“{instead}”", f"“{spot.words}” is out of use; the term is “{instead}”"
        )
    return Text(f"“{spot.words}”已不再使用", f"“{spot.words}” is out of use")


def expanded_later(spot: Spot) -> Text:
    """An abbreviation that is used before it is expanded."""
    return Text(f"“{spot.words}”在写出全称之前使用", f"“{spot.words}” is used before it is expanded")


def never_expanded(spot: Spot) -> Text:
    """An abbreviation that the document does not expand."""
    return Text(f"“{spot.words}”未写出全称", f"“{spot.words}” is not expanded")
