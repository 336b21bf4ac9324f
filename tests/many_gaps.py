"""A result with any number of gaps, made while they are read: for what must not grow with it."""

from collections.abc import Iterator

from fixed_result import fixed_result

from egov_cloud_std.assess.findings import Finding
from egov_cloud_std.assess.results import Result
from egov_cloud_std.frozen import replace


class ManyGaps:
    """The fixed result with one unit, whose first control has `number` gaps; `made` says how many were asked for."""

    def __init__(self, number: int) -> None:
        self.made = 0
        self._number = number
        fixed = fixed_result()
        (unit, *_) = fixed.units
        self._like = next(one for one in unit.gaps() if one.waiver is None)
        many = replace(unit, _gaps=self._gaps, _everything=lambda: self._gaps(False))
        self.result: Result = replace(fixed, units=(many,), unread=(), compared=None)

    def _gaps(self, questions: bool) -> Iterator[Finding]:
        for number in range(0 if questions else self._number):
            self.made += 1
            subject = f"architecture.networks[n{number}]"
            yield replace(self._like, subject=subject, fingerprint=f"{number:024x}")
