"""What other schemes of the same run say of the matter of a control: related evidence, from which nothing is concluded."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..assess.assessment import Assessment
from ..assess.results import Beside, UnitResult
from ..frozen import replace
from ..profiles import Profile
from .loading import load_crosswalk

if TYPE_CHECKING:
    from ..profiles.crosswalk import Crosswalk


class Joining:
    """The crosswalk of one run. Its file is read when a report first asks."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = profiles
        self._crosswalk: Crosswalk | None = None

    def unit(self, unit: UnitResult, assessment: Assessment) -> UnitResult:
        """The result of a unit, able to say how the controls stand that its own are joined to."""
        return replace(unit, _related=self._of(assessment))

    def _of(self, assessment: Assessment) -> Callable[[str], tuple[Beside, ...]]:
        @cache
        def conclusions() -> dict[str, tuple[str, str]]:
            return {one.control.id: (one.control.profile, one.status) for one in assessment.conclusions}

        @cache
        def related(control: str) -> tuple[Beside, ...]:
            there = conclusions()
            return tuple(
                Beside(one.control, there[one.control][0], one.relation, one.strength, there[one.control][1])
                for one in self._joins().of(control)
                if one.control in there
            )

        return related

    def _joins(self) -> "Crosswalk":
        if self._crosswalk is None:
            self._crosswalk = load_crosswalk(self._profiles, whole=False)  # a run may be narrowed to some controls
        return self._crosswalk
