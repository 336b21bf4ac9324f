"""What a profile says, once it has been read: frozen, and with no behaviour of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..checks import Condition, ListRoute
from ..checks.reader import Threshold
from ..document import Document, Path, Place
from ..words import NO_WORDS, Text


@dataclass(frozen=True, slots=True)
class Source:
    """One document that was read, or a judgement of ours."""

    name: str
    title: Text
    number: str = ""
    url: str = ""
    note: Text = NO_WORDS


@dataclass(frozen=True, slots=True)
class Cited:
    """One source of a control: which clause, and how the text and the number are known."""

    source: Source | None
    text: str
    clause: str = ""
    number: str = ""
    facts: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    note: Text = NO_WORDS


Supposed = str | Mapping[str, int | str]
"""Of a document: `unreadable`, or how many things were found by aspect, or that the description leaves it `open`."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A small description, and the status that its control must give for it."""

    status: str
    given: Mapping[str, object]
    place: Place
    facts: Mapping[str, str] = field(default_factory=dict)  # what was found of an artefact, by the id of its evidence
    wording: Mapping[str, Supposed] = field(default_factory=dict)  # what was found in a document, by its id


@dataclass(frozen=True, slots=True)
class Control:
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
    document: Document
    written: Path

    @property
    def place(self) -> Place:
        """Where its id stands in the profile; worked out when somebody asks."""
        return self.document.place((*self.written, "id"))


@dataclass(frozen=True, slots=True)
class Profile:
    """One area of the standards, or one neighbouring scheme."""

    name: str
    version: str
    title: Text
    sources: Mapping[str, Source]
    thresholds: Mapping[str, Threshold]
    controls: tuple[Control, ...]
    digest: str
    document: Document
