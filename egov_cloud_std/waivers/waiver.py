"""A waiver, and how it stands at a moment."""

from datetime import date, datetime
from typing import Literal

from .. import clock
from ..document import Place
from ..frozen import Frozen

SCHEMA = "egov-waivers/0"
WHOLE = "platform"  # the subject of a control that looks at the platform as a whole

NAMES_A_GAP = ("control", "unit", "subject")
SIGNED = ("reason", "approver", "start", "end")

Standing = Literal["over_broad", "incomplete", "not_begun", "expired", "in_force"]


class Waiver(Frozen):
    """A named person accepts one gap until a date, for a reason. "" or `None` is what the entry lacks."""

    control: str
    unit: str
    subject: str
    reason: str
    approver: str
    start: date | None
    end: date | None
    place: Place
    line: str = ""  # the text of the line where it stands

    def lacking(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Which of these fields the entry does not state."""
        return tuple(name for name in names if not getattr(self, name))

    def standing(self, moment: datetime) -> Standing:
        """How it stands; only one in force covers a gap. Both days are inclusive, and days are those of Shanghai."""
        if self.lacking(NAMES_A_GAP):
            return "over_broad"
        if self.start is None or self.end is None or self.lacking(SIGNED):
            return "incomplete"
        if moment < clock.start_of(self.start):
            return "not_begun"
        return "expired" if clock.is_past(self.end, moment) else "in_force"

    @property
    def covers(self) -> tuple[str, str, str]:
        """The gap that it names: control, unit, and the subject as a finding names it."""
        return self.control, self.unit, "" if self.subject == WHOLE else self.subject

    @property
    def until(self) -> datetime | None:
        """The moment from which it is past."""
        return None if self.end is None else clock.end_of(self.end)


class WaiverFile(Frozen):
    """The waivers of one file."""

    name: str
    digest: str
    waivers: tuple[Waiver, ...]
