"""What a profile says, once it has been read: frozen, and with no behaviour of its own."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..checks import Condition, ListRoute
from ..checks.reader import Threshold
from ..document import Document, Path, Place
from ..frozen import Frozen
from ..words import NO_WORDS, Text

if TYPE_CHECKING:
    from .effective import Overlay
    from .extensions import Extension


class Source(Frozen):
    """One document that was read, or a judgement of ours."""

    name: str
    title: Text
    number: str  # "" where it has none, as of the rest
    url: str
    note: Text


class Cited(Frozen):
    """One source of a control: which clause, and how the text and the number are known."""

    source: Source | None
    text: str
    clause: str = ""
    number: str = ""
    code: str = ""  # of a unit in a list of test units
    code_mark: str = ""  # how that code is known
    facts: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    note: Text = NO_WORDS


Supposed = str | Mapping[str, int | str]
"""Of a document: `unreadable`, or how many things were found by aspect, or that the description leaves it `open`."""


class Witness(Frozen):
    """A small description, and the status that its control must give for it."""

    status: str
    given: Mapping[str, object]
    place: Place
    facts: Mapping[str, str] = MappingProxyType({})  # what was found of an artefact, by the id of its evidence
    wording: Mapping[str, Supposed] = MappingProxyType({})  # what was found in a document, by its id


class Open(Frozen):
    """What one check says where nothing is stated: what is there, what is wanted, as an observation repeats it."""

    path: Path
    value: Text
    wanted: Text
    beside: tuple[Path, ...]
    negated: bool
    alternative: bool
    branch: tuple[int, int]


class Silence(Frozen):
    """What a control requires something of, or its condition asks; where a description states none of it, it is unknown."""

    reads: tuple[str, ...]  # places from the root, as routes are written
    each: Path | None  # the list that it ranges over
    opens: tuple[Open, ...] | None  # what it then says; `None` where that has not been worked out
    daily: bool = False  # what it says of those places depends on the day
    when: "Silence | None" = None  # the same of the condition under which it applies


class RollUp(Frozen):
    """How the conclusions of several units on one control become one (`words.ROLL_UPS`)."""

    strategy: str
    quorum: Fraction | int | None = None  # a share of the units that it applies to, or so many of them

    @property
    def units(self) -> str:
        """How many units a quorum wants, as it is written: `80%` of them, or `3`."""
        if not isinstance(self.quorum, Fraction):
            return "" if self.quorum is None else str(self.quorum)
        percent = self.quorum * 100
        return f"{Decimal(percent.numerator) / percent.denominator}%"

    def __str__(self) -> str:
        return f"{self.strategy} {self.units}".rstrip()


SHARE = RollUp("share")


class Control(Frozen):
    """One requirement."""

    id: str
    profile: str
    cited: tuple[Cited, ...]
    duty: str
    severity: str
    requires: Text
    fix: Text
    each: ListRoute | None
    where: Condition | None
    when: Condition | None
    expect: tuple[Condition, ...]  # the top-level checks
    contradicted_by: Condition | None
    waivable: bool
    lowered_by: tuple[Text, ...]
    witnesses: tuple[Witness, ...]
    equivalent: Mapping[str, str]
    unset: str  # the threshold that nobody has set, if the control needs one
    side: str  # whose it is: platform, tenant, shared
    document: Document
    written: Path
    why: Text  # the harm that it guards against, where the profile says it
    roll_up: RollUp = SHARE  # over the units of a region; the profile's, unless it has its own
    silence: Silence | None = None  # worked out beforehand, of a control that comes from memory

    @property
    def place(self) -> Place:
        """Where its id stands in the profile; worked out when somebody asks."""
        return self.document.place((*self.written, "id"))


class Profile(Frozen):
    """One area of the standards, or one neighbouring scheme."""

    name: str
    version: str
    title: Text
    sources: Mapping[str, Source]
    thresholds: Mapping[str, Threshold]
    controls: tuple[Control, ...]
    digest: str
    document: Document
    set_by: Mapping[str, tuple[Cited, ...]] = MappingProxyType({})  # the sources of each threshold
    extensions: "tuple[Extension, ...]" = ()  # of fields `x_…` of a description
    overlays: "tuple[Overlay, ...]" = ()  # laid over it, from the bottom up
    shipped: bool = False  # with this tool, and asked as it is
    scope: str = "platform"  # what it looks at (`words.SCOPES`)
    pinned: bool = False  # held at its version, whatever the tool carries
