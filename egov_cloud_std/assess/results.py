"""Results: what reports are made of.

Plain frozen values in both languages, complete in themselves: whoever prints one opens no file and decides nothing.
Gaps are made one after the other while they are read, so a result with a million gaps costs the memory of one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from ..document import Place, Problem
from ..frozen import Frozen, by_identity
from ..profiles import Cited, Control, Profile
from ..waivers import Waiver, WaiverFile
from ..words import MARKS, NO_WORDS, SEVERITIES, STATUSES, Text, same
from .assessment import Assessment, Conclusion
from .baseline import Compared
from .findings import Finding, Findings
from .graded import Graded
from .scores import Score, Tally, score_of
from .statuses import CODES, NAMES

if TYPE_CHECKING:
    from ..profiles.effective import Overlay
    from .explaining import Explanation
    from .regional import Regional
    from .trends import Trend


class Counts(Frozen):
    """How many controls, and how many findings, ended in each status; and gaps of controls by severity."""

    controls: dict[str, int]
    findings: dict[str, int]
    gaps_by_severity: dict[str, dict[str, int]]  # severity → status → number of controls


class ProfileResult(Frozen):
    """What one profile came to."""

    name: str
    title: Text
    version: str
    digest: str
    controls: int
    counts: Counts
    score: Score
    overlays: "tuple[Overlay, ...]" = ()  # laid over it, from the bottom up
    pinned: bool = False


class Noted(Frozen):
    """A remark with its place."""

    place: Place
    line: str
    code: str
    says: Text
    fix: Text


class Beside(Frozen):
    """A control of another scheme that a crosswalk joins to one, as it stands in the same run: related evidence only."""

    control: str
    profile: str
    relation: str  # what it is to that one: same_fact, narrower, wider, related
    strength: str  # our judgement, as the relation is
    status: str  # over all its subjects


class Counted(Frozen):
    """One control over all its subjects: the working of a score."""

    control: Control
    status: str
    subjects: dict[str, int]  # how many ended in which status; only those that occur
    tally: Tally | None  # what the score counts of it; `None` of a question, which is in no score


class UnitResult(Frozen):
    """One platform, assessed."""

    unit: str
    name: str
    level: str
    file: str
    digest: str
    problems: tuple[Noted, ...]
    remarks: tuple[Noted, ...]
    profiles: tuple[ProfileResult, ...]
    counts: Counts
    score: Score
    _gaps: Callable[[bool], Iterator[Finding]]  # of questions, or of all other controls
    _everything: Callable[[], Iterator[Finding]]
    _explained: "Callable[[str | None, int, Container[str]], Iterator[Explanation]]"
    gradings: tuple[Graded, ...] = ()  # what grading schemes come to (模拟测算), of those that were asked for
    _related: Callable[[str], tuple[Beside, ...]] | None = None  # where the run has more than one scheme
    _working: Callable[[], Iterator[Counted]] | None = None
    _claims: Callable[[], Iterator[Finding]] | None = None

    def gaps(self) -> Iterator[Finding]:
        """The gaps that count, control by control."""
        return self._gaps(False)

    def questions(self) -> Iterator[Finding]:
        """What there is to ask (疑点): the gaps of controls whose duty is `question`, where something is stated."""
        return (one for one in self._gaps(True) if one.status != "not_stated")

    def findings(self) -> Iterator[Finding]:
        """Everything, satisfied and not applicable too."""
        return self._everything()

    def controls(self) -> Iterator[tuple[Control, str]]:
        """Every control that was asked, with its status over all its subjects; questions too."""
        return ((one.control, one.status) for one in self.working())

    def working(self) -> Iterator[Counted]:
        """How every control stands over its subjects, in the order of the profiles."""
        return iter(()) if self._working is None else self._working()

    def claims(self) -> Iterator[Finding]:
        """What is claimed not to apply, with a reason: not applicable, or a gap where something stated contradicts it."""
        return iter(()) if self._claims is None else self._claims()

    def explanations(
        self, subject: str | None = None, few: int = 3, statuses: Container[str] = STATUSES
    ) -> "Iterator[Explanation]":
        """Findings with the nearest change that would flip each: of one subject, or the first few of each of `statuses`."""
        return self._explained(subject, few, statuses)

    def related(self, control: str) -> tuple[Beside, ...]:
        """The controls of other schemes in this run that a control is joined to; nothing is concluded from them."""
        return () if self._related is None else self._related(control)


class Unread(Frozen):
    """A file that could not be assessed, and why."""

    file: str
    problem: Problem
    line: str


class Request(Frozen):
    """What was asked for, by name, so that it can be asked again: `egov-check verify` does."""

    paths: tuple[str, ...]
    profiles: tuple[str, ...] = ()  # as named; those of every run where none was named
    profile_versions: tuple[tuple[str, str], ...] = ()
    controls: tuple[str, ...] = ()
    waivers: tuple[str, ...] = ()
    baseline: str = ""
    gradings: tuple[str, ...] = ()
    earlier: str = ""
    shard: str = ""
    redacted: bool = False


class Result(Frozen):
    """One run: the units that were assessed and the files that could not be."""

    tool: str
    as_of: datetime
    profiles: tuple[Profile, ...]
    units: Sequence[UnitResult]  # of a region each is made when it is asked for
    unread: tuple[Unread, ...] = ()
    passed_over: int = 0  # files in a folder that are no platform descriptions
    waivers: tuple[WaiverFile, ...] = ()
    notices: tuple[Noted, ...] = ()  # on waivers that cover nothing
    compared: Compared | None = None  # with a baseline
    graded: bool = False  # whether grading schemes were asked for
    request: Request | None = None  # where the command line asked
    region: "Regional | None" = None  # how the units belong together, where a region was checked
    trend: "Callable[[], Trend] | None" = None  # of a region since an earlier result, where one was named


def unit_result(
    assessment: Assessment,
    waivers: Mapping[tuple[str, str], Waiver] | None = None,
    known: frozenset[str] = frozenset(),
) -> UnitResult:
    """The result of one assessment; `waivers` in force, by control and subject, and the fingerprints `known` excuse gaps."""
    platform, counted = assessment.platform, assessment.counted()
    by_profile: dict[str, list[Conclusion]] = defaultdict(list)
    for one in counted:
        by_profile[one.control.profile].append(one)

    def noted(place: Place, code: str, says: Text, fix: Text) -> Noted:
        return Noted(place, platform.line(place), code, says, fix)

    return UnitResult(
        platform.id,
        platform.name,
        platform.level,
        platform.document.name,
        platform.document.digest,
        tuple(noted(one.place, one.code, one.says, one.fix) for one in platform.problems),
        tuple(noted(platform.place(one.path), one.code, one.says, one.fix) for one in assessment.remarks),
        tuple(_profile_result(profile, by_profile[profile.name]) for profile in assessment.profiles),
        counts_of(counted),
        score_of(one.tally() for one in counted),
        lambda questions: Findings(assessment, waivers, known).gaps(questions),
        lambda: Findings(assessment, waivers, known).all(),
        lambda *asked: _explained(Findings(assessment, waivers, known), *asked),
        _working=lambda: map(_counted, assessment.conclusions),
        _claims=lambda: Findings(assessment, waivers, known).claims(),
    )


def _counted(one: Conclusion) -> Counted:
    asks = one.control.duty == "question"
    return Counted(one.control, one.status, one.counts(), None if asks else one.tally())


def _explained(findings: Findings, subject: str | None, few: int, statuses: Container[str]) -> "Iterator[Explanation]":
    from .explaining import explanations  # looked for on demand only

    return explanations(findings.assessment, subject, few, findings, statuses)


def _profile_result(profile: Profile, mine: Sequence[Conclusion]) -> ProfileResult:
    return ProfileResult(
        profile.name,
        profile.title,
        profile.version,
        profile.digest,
        len(mine),
        counts_of(mine),
        score_of(one.tally() for one in mine),
        profile.overlays,
        profile.pinned,
    )


def counts_of(conclusions: Iterable[Conclusion]) -> Counts:
    """Counts by status, and by severity."""
    every = tuple(conclusions)
    controls = Counter((one.control.severity, one.code) for one in every)
    findings = tuple(map(sum, zip(*(one.numbers() for one in every), strict=True))) or (0,) * len(NAMES)
    codes = [(name, CODES[name]) for name in STATUSES]
    by_severity = {severity: {name: controls[severity, code] for name, code in codes} for severity in SEVERITIES}
    return Counts(
        {name: sum(found[name] for found in by_severity.values()) for name in STATUSES},
        {name: findings[code] for name, code in codes},
        by_severity,
    )


def percent(share: Fraction | None, digits: int = 1) -> str:
    """A share as a percentage, cut and never rounded up: what is not whole does not look whole."""
    if share is None:
        return "—"
    scale = 10**digits
    whole, rest = divmod(int(share * 100 * scale), scale)
    return f"{whole}.{rest:0{digits}d}%"


_STANDARD = r"[A-Z]+\d*(/[A-Z])? [\d.]+-\d{4}"  # GB/T 34079.1-2021; not the number of an official letter

# The marks as Chinese says them of a text, and of a number, where the mark alone reads badly behind that word.
TEXTS_ZH = {"clause-seen": "条文已读", "outline-seen": "只读到目次", "seed": "据新闻报道"}
NUMBERS_ZH = {"clause-seen": "见于条文", "outline-seen": "见于目次"}


def cited_text(cited: Cited) -> Text:
    """A source as a reader sees it: the document, the clause, and how both are known."""
    mark = MARKS[cited.text]
    if cited.source is None:
        return mark
    name = cited.source.number
    clause = clause_text(cited)
    zh = (name or titled(cited.source.title.zh), clause.zh, cited.code, "、".join(cited.facts))
    en = (name or cited.source.title.en, clause.en, cited.code, ", ".join(cited.facts))
    known = [Text(TEXTS_ZH.get(cited.text) or f"条文{mark.zh}", f"text: {mark.en}")]
    if cited.number and cited.number != cited.text:
        number = MARKS[cited.number]
        known.append(Text(f"编号{NUMBERS_ZH.get(cited.number, number.zh)}", f"number: {number.en}"))
    if cited.code and cited.code_mark != (cited.number or cited.text):
        code = MARKS[cited.code_mark]
        known.append(Text(f"测评单元编号{NUMBERS_ZH.get(cited.code_mark, code.zh)}", f"code: {code.en}"))
    if "conflict" in (cited.text, cited.number, cited.code_mark):
        known.append(Text(cited.note.zh.rstrip("。"), cited.note.en.rstrip(".")))  # shown, not decided in silence
    said = [one for one in known if one != NO_WORDS]
    return Text(
        f"{' '.join(filter(None, zh))}（{'，'.join(one.zh for one in said)}）",
        f"{' '.join(filter(None, en))} ({'; '.join(one.en for one in said)})",
    )


def clause_text(cited: Cited) -> Text:
    """A clause as a reader sees it: a whole chapter of a standard is called one."""
    is_standard = cited.source is not None and re.match(_STANDARD, cited.source.number)
    if is_standard and cited.clause.isdecimal():
        return Text(f"第{cited.clause}章", f"clause {cited.clause}")
    return same(cited.clause)


def titled(title: str) -> str:
    """A title in Chinese quotation marks; those inside it become single."""
    return "《" + title.replace("《", "〈").replace("》", "〉") + "》"


@by_identity
def sources_text(control: Control) -> Text:
    """All sources of a control."""
    texts = [cited_text(one) for one in control.cited]
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))
