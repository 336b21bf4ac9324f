"""What keeps known gaps from failing a run: files of waivers, and a baseline."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from ..assess.assessment import Assessment
from ..assess.baseline import Baseline, Compared, read_baseline
from ..assess.findings import Findings, fingerprint_of
from ..assess.results import Noted, UnitResult, unit_result
from ..assess.waiving import covering, unheeded, waivable_of
from ..document import Problem, Unusable, read_file
from ..profiles import Profile
from ..waivers import Waiver, WaiverFile, read_waivers


class WaiverTrouble(Unusable):
    """Waivers that cannot be used, with every problem at its own line."""


def load_waivers(paths: Iterable[Path | str]) -> tuple[WaiverFile, ...]:
    """Files of waivers. Raises `Unreadable`, and `WaiverTrouble` with everything that is wrong in them."""
    files: list[WaiverFile] = []
    troubles: list[tuple[Problem, str]] = []
    for path in paths:
        document = read_file(path)
        found, problems = read_waivers(document)
        files.append(found)
        troubles.extend((one, document.line(one.place.line)) for one in problems)
    if troubles:
        raise WaiverTrouble(troubles)
    return tuple(files)


def load_baseline(path: Path | str) -> Baseline:
    """A result of an earlier run. Raises `Unreadable`."""
    return read_baseline(read_file(path))


class Excusing:
    """One run beside its waivers and its baseline: excuses gaps unit by unit, and afterwards says what came of it."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        chosen: Sequence[Profile],
        waivers: Sequence[WaiverFile],
        baseline: Baseline | None,
        moment: datetime,
    ) -> None:
        """`profiles` are all in use; `chosen` are those, narrowed to the controls that this run looks at."""
        self.profiles = tuple(profiles)
        self.waivers: tuple[Waiver, ...] = tuple(one for file in waivers for one in file.waivers)
        self.baseline = baseline
        self.moment = moment
        self._assessed: frozenset[str] = frozenset()
        self._questions: frozenset[str] = frozenset()
        self._look_at(chosen)
        self._known = frozenset(one.fingerprint for one in baseline.gaps) if baseline is not None else frozenset()
        self._units: set[str] = set()
        self._covered: set[tuple[str, str, str]] = set()
        self._again: set[str] = set()  # fingerprints of the baseline that are gaps in this run too
        self._known_gaps = self._new_gaps = 0

    def _look_at(self, chosen: Iterable[Profile]) -> None:
        controls = [one for profile in chosen for one in profile.controls]
        self._assessed |= {one.id for one in controls}
        self._questions |= {one.id for one in controls if one.duty == "question"}

    def also(self, profiles: Sequence[Profile], chosen: Sequence[Profile]) -> None:
        """Other versions of the profiles, that a description pins."""
        self.profiles += tuple(one for one in profiles if not any(one is other for other in self.profiles))
        self._look_at(chosen)

    def unit(self, assessment: Assessment) -> UnitResult:
        """The result of one unit, its gaps excused."""
        unit = assessment.platform.id
        self._units.add(unit)
        waivers = covering(self.waivers, waivable_of(assessment.profiles), unit, self.moment)
        self._look(assessment, {control for control, _ in waivers})
        return unit_result(assessment, waivers, self._known)

    def _look(self, assessment: Assessment, waived: set[str]) -> None:
        """Keeps which gaps there are, as far as a waiver or the baseline asks."""
        findings, unit = Findings(assessment), assessment.platform.id
        for conclusion in assessment.conclusions:
            control = conclusion.control.id
            counts = self.baseline is not None and control not in self._questions
            if not counts and control not in waived:
                continue
            for subject in findings.subjects(conclusion):
                if control in waived:
                    self._covered.add((control, unit, subject))
                if counts:
                    self._compare(fingerprint_of(control, unit, subject))

    def _compare(self, fingerprint: str) -> None:
        if fingerprint in self._known:
            self._known_gaps += 1
            self._again.add(fingerprint)
        else:
            self._new_gaps += 1

    def notices(self) -> Iterator[Noted]:
        """What there is to say about waivers that cover nothing."""
        units, covered = frozenset(self._units), frozenset(self._covered)
        for one in unheeded(self.waivers, self.profiles, self._assessed, units, covered, self.moment):
            yield Noted(one.waiver.place, one.waiver.line, one.code, one.says, one.fix)

    def compared(self) -> Compared | None:
        """The run beside its baseline. What it did not look at is not called stale."""
        if self.baseline is None:
            return None
        looked_at = self._assessed - self._questions
        stale = tuple(
            one
            for one in self.baseline.gaps
            if one.unit in self._units and one.control in looked_at and one.fingerprint not in self._again
        )
        return Compared(self.baseline, self._known_gaps, self._new_gaps, stale)
