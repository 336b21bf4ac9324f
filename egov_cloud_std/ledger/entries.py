"""What the program itself writes in a row of a ledger."""

import hashlib
import re
from collections.abc import Iterable

from ..frozen import Frozen
from ..words import GAPS, LANGS, SEVERITIES, STATUSES, Lang, Text
from .cells import cell_text
from .columns import FOUND, STATES, TWICE

_BATCH = re.compile(rf"(?:{'|'.join(STATES)}) [\dT:.+-]+")


class Entry(Frozen):
    """One gap, as a ledger takes it up."""

    fingerprint: str
    control: str
    profile: str
    asked: int  # how many controls of the profile the run asked
    unit: str
    unit_name: str
    subject: str
    status: str
    severity: str
    requires: Text
    clause: Text
    fix: Text
    seen: tuple[Text, ...]  # what was observed
    evidence: str = ""  # where the workbook lists what it rests on

    def cells(self, number: int, state: str, as_of: str, lang: Lang) -> dict[str, str | int]:
        """The texts of its row, by column."""
        name = self.unit_name or self.unit
        origin = Text(f"自查 {as_of[:10]}", f"self-check {as_of[:10]}").in_(lang)
        said = state_text(state, self.status, lang)
        problem = "\n".join((self.requires.in_(lang), *(one.in_(lang) for one in self.seen)))
        identity: dict[str, str] = {
            "fingerprint": self.fingerprint,
            "profile": f"{self.profile} {self.asked}",
            "unit_id": cell_text(self.unit),
        }
        texts = {
            "state": said,
            "origin": origin,
            "unit": name,
            "control": self.control,
            "clause": self.clause.in_(lang),
            "problem": problem,
            "severity": SEVERITIES[self.severity].in_(lang),
            "evidence": self.evidence,
            "asset": self.subject or Text("整个平台", "the platform").in_(lang),
            "advice": self.fix.in_(lang),
            **identity,
            "seal": seal(identity.values()),
            "batch": f"{state} {as_of}",
            "written": said,
        }
        return {"number": number} | {key: cell_text(text) for key, text in texts.items()}


def state_text(state: str, status: str, lang: Lang) -> str:
    """How an entry stands: of a gap that is there, with its status."""
    told = STATUSES[status].in_(lang) if state in FOUND else ""
    return STATES[state].in_(lang) + told


def is_ours(state: str, written: str, batch: str) -> bool:
    """Whether the program wrote these cells, and nobody since; one that was emptied may be filled again."""
    return state in ("", written) and written in _SAID and _BATCH.fullmatch(batch) is not None


def seal(identity: Iterable[str]) -> str:
    """Over what names a gap: whoever changes it by hand does not change this with it."""
    return hashlib.sha256("\0".join(identity).encode(errors="replace")).hexdigest()[:12]


_SAID = frozenset(
    state_text(state, status, lang) + twice
    for lang in LANGS
    for state in STATES
    for status in GAPS
    for twice in ("", TWICE.in_(lang))
)
