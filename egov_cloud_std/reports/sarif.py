"""SARIF 2.1.0, for services and editors that show findings beside the code. It names files and quotes values."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from ..assess.findings import Finding
from ..assess.results import Noted, Result, UnitResult
from ..document import Place
from ..words import SELF_CHECK, Lang, Text, same
from ._across import everyone, profiles_of
from ._addresses import address_of
from ._figures import counts_in_json, score_in_json
from ._json_text import dumps
from ._levels import level, told
from ._lines import besides, clean, rests_on, said_of
from ._sarif_rules import message, rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
PER_RUN = 24_999  # services take fewer than 25,000 results per run
RELATED = 90  # other places of a result; services show 100 at most
LONGEST = 1000  # characters of a value that are quoted
BASE = "%SRCROOT%"
KINDS = {
    "not_satisfied": "fail",
    "partly_satisfied": "fail",
    "not_stated": "open",
    "satisfied": "pass",
    "not_applicable": "notApplicable",
    "not_assessed": "open",
}
WARNING = Text(
    "本文件写有文件路径、检查对象名称，并引用描述中的值。交给外部服务前请先核对。",
    "This file names files and subjects and quotes values of the description. Look at it before a service outside gets it.",
)


class Told:
    """What there is to say of the units that were gone through, beside their findings."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self.artifacts: list[dict[str, Any]] = []
        self.units: list[dict[str, Any]] = []
        self.notifications: list[dict[str, Any]] = []

    def take(self, unit: UnitResult) -> None:
        """Keeps what is said of one unit."""
        self.artifacts.append(_artifact(unit.file, unit.digest))
        self.units.append(_unit(unit))
        self.notifications += (_of_noted(one, "error", self._lang) for one in unit.problems)
        self.notifications += (_of_noted(one, "warning", self._lang) for one in unit.remarks)


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """The result in runs of one file, as many as the number of results asks for; with no result there is one run.

    Units are gone through once, so what concerns them as a whole stands behind their findings, in the last run.
    """
    yield f'{{"$schema":{dumps(SCHEMA)},"version":"2.1.0","runs":['
    told_ = Told(lang)
    findings = chain.from_iterable(_findings_of(result, everything, told_))
    index = {control: number for number, control in enumerate(_controls(result))}
    number, first = 1, next(findings, None)
    while first is not None or number == 1:
        yield ("," if number > 1 else "") + dumps(_head(result, lang, number)).removesuffix("}") + ',"results":['
        run = islice(chain([first] if first is not None else [], findings), PER_RUN)
        for position, one in enumerate(run):
            yield ("," if position else "") + "\n" + dumps(_result(one, index, lang))
        number, first = number + 1, next(findings, None)
        yield "]," + dumps(_tail(result, lang, told_, first is None)).removeprefix("{")
    yield "]}\n"


def _findings_of(result: Result, everything: bool, told_: Told) -> Iterator[Iterable[Finding]]:
    for unit in everyone(result):
        told_.take(unit)
        yield unit.findings() if everything else chain(unit.gaps(), unit.questions())


def _controls(result: Result) -> tuple[str, ...]:
    """The ids of all controls of the run. Of several versions of a profile, each control counts once."""
    return tuple(dict.fromkeys(control.id for profile in profiles_of(result) for control in profile.controls))


def _head(result: Result, lang: Lang, number: int) -> dict[str, Any]:
    """What stands before the results of a run."""
    return {
        "tool": {
            "driver": {
                "name": "egov-check",
                "version": result.tool,
                "semanticVersion": result.tool,
                "language": _language(lang),
                "rules": rules(result, lang),
            }
        },
        "language": _language(lang),
        "automationDetails": {"id": f"egov-check/{number}/"},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {
            BASE: {"description": message(Text("检查命令的当前目录", "where the check was run"), lang)}
        },
    }


def _tail(result: Result, lang: Lang, told_: Told, last: bool) -> dict[str, Any]:
    """What stands behind the results of a run. What concerns the whole is told in the last."""
    return {
        "artifacts": told_.artifacts,
        "invocations": [
            {
                "executionSuccessful": not result.unread,
                "toolExecutionNotifications": _notifications(result, lang, told_) if last else [_warning(lang)],
                "properties": {"asOf": result.as_of.isoformat()},
            }
        ],
        "properties": {
            "notice": SELF_CHECK._asdict(),
            "warning": WARNING._asdict(),
            "units": told_.units if last else [],
        },
    }


def _language(lang: Lang) -> str:
    return "zh-CN" if lang == "zh" else "en"


def _artifact(file: str, digest: str) -> dict[str, Any]:
    kind, _, value = digest.partition(":")
    hashes = {"sha-256": value} if kind == "sha256" else {}
    return {"location": _artifact_location(file), "roles": ["analysisTarget"], "hashes": hashes}


def _unit(unit: UnitResult) -> dict[str, Any]:
    return {
        "unit": unit.unit,
        "name": clean(unit.name),
        "file": unit.file,
        "counts": counts_in_json(unit.counts),
        "score": score_in_json(unit.score),
        "profiles": [
            {"name": one.name, "version": one.version, "digest": one.digest, "counts": counts_in_json(one.counts)}
            | {"score": score_in_json(one.score)}
            for one in unit.profiles
        ],
    }


def _warning(lang: Lang) -> dict[str, Any]:
    return {"descriptor": {"id": "quotes_the_description"}, "level": "warning", "message": message(WARNING, lang)}


def _notifications(result: Result, lang: Lang, told_: Told) -> list[dict[str, Any]]:
    """What is in these files, then what could not be read, what is wrong in the input, and what waivers did not do."""
    unread = (one.problem for one in result.unread)
    return [
        _warning(lang),
        *(_notification(one.code, "error", one.place, one.says, one.fix, lang) for one in unread),
        *told_.notifications,
        *(_of_noted(one, "warning", lang) for one in result.notices),
    ]


def _of_noted(one: Noted, level: str, lang: Lang) -> dict[str, Any]:
    return _notification(one.code, level, one.place, one.says, one.fix, lang)


def _notification(code: str, level: str, place: Place, says: Text, fix: Text, lang: Lang) -> dict[str, Any]:
    text = Text(f"{says.zh.rstrip('。')}。{fix.zh}", f"{says.en.rstrip('.')}. {fix.en}")
    return {
        "descriptor": {"id": code},
        "level": level,
        "message": message(text, lang),
        "locations": [{"physicalLocation": _physical(place)}],
    }


def _result(finding: Finding, index: dict[str, int], lang: Lang) -> dict[str, Any]:
    control = finding.control
    asks = control.duty == "question" and finding.status in ("not_satisfied", "partly_satisfied")
    kind = "review" if asks else KINDS[finding.status]
    return {
        "ruleId": control.id,
        "ruleIndex": index[control.id],
        "kind": kind,
        "level": level(finding) if kind == "fail" else "none",  # only what fails has a level
        "message": message(same(told(finding, lang)), lang),
        "locations": [_location(finding)],
        "relatedLocations": list(islice(_related(finding, lang), RELATED)),
        # Our own identity stands where services look for one: it survives lines that move.
        "partialFingerprints": {"egovGap/v1": finding.fingerprint, "primaryLocationLineHash": finding.fingerprint},
        "suppressions": list(_suppressions(finding, lang)),
        "properties": {
            "unit": finding.unit,
            "subject": finding.subject,
            "status": finding.status,
            "duty": control.duty,
            "severity": control.severity,
            "support": finding.support,
        },
    }


def _suppressions(finding: Finding, lang: Lang) -> Iterator[dict[str, Any]]:
    """Who has accepted the gap, and whether the baseline has it. The gap stays in the file."""
    waiver = finding.waiver
    if waiver is not None:
        reason, approver = clean(waiver.reason), clean(waiver.approver)
        said = Text(
            f"风险接受：{reason}（{approver}，{waiver.start} 至 {waiver.end}）",
            f"waived: {reason} ({approver}, {waiver.start} to {waiver.end})",
        )
        yield {
            "kind": "external",
            "status": "accepted",
            "justification": said.in_(lang),
            "location": {"physicalLocation": _physical(waiver.place)},
            "properties": {"by": "waiver", "until": waiver.until.isoformat()},
        }
    if finding.known:
        said = Text("基线已有", "in the baseline")
        yield {
            "kind": "external",
            "status": "accepted",
            "justification": said.in_(lang),
            "properties": {"by": "baseline"},
        }


def _location(finding: Finding) -> dict[str, Any]:
    first = finding.observations[0] if finding.observations else None
    name = first.at if first is not None else finding.subject
    found: dict[str, Any] = {"physicalLocation": _physical(finding.place, finding.line)}
    if name:
        found["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "property"}]
    return found


def _related(finding: Finding, lang: Lang) -> Iterator[dict[str, Any]]:
    """The other places of a gap: what else was asked, what had a part in it, and words in other files."""
    places = [(one.place, clean(one.at)) for one in finding.observations if one.place != finding.place]
    places += [(place, clean(at)) for at, place in besides(finding.observations)]
    places += [(one.spot.place, said_of(one, lang)) for one in rests_on(finding)]
    for number, (place, said) in enumerate(places, 1):
        yield {"id": number, "physicalLocation": _physical(place), "message": message(same(said), lang)}


def _physical(place: Place, line: str = "") -> dict[str, Any]:
    """A place. Of its line no more than the place is quoted: other fields may stand beside it."""
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    value = line[place.column - 1 : place.end_column - 1] if place.line == place.end_line else ""
    if value and len(value) <= LONGEST:
        region["snippet"] = {"text": value}
    return {"artifactLocation": _artifact_location(place.file), "region": region}


def _artifact_location(file: str) -> dict[str, Any]:
    address = address_of(file)
    return {"uri": address} if address.startswith("file:") else {"uri": address, "uriBaseId": BASE}
