"""The sheets of findings in a workbook: problems, what is not stated, and what problems rest on."""

from collections import Counter
from collections.abc import Iterator

from ..assess.findings import Finding
from ..assess.observing import Observation
from ..assess.regional import Regional
from ..assess.results import Result, UnitResult, sources_text
from ..words import SEVERITIES, STATUSES, SUPPORTS, Lang, Text
from ._across import profiles_of
from ._excel_book import Book, Heading, Sheet, Value
from ._excuses import excused
from ._lines import also, besides, calendar, clean, concluded, fix_of, observed, said_of, where

LINE = 300  # characters of a line that are shown
PROBLEMS = Text("问题", "Problems")
MISSING = Text("未填报", "Not stated")
EVIDENCE = Text("证据", "Evidence")
MOST_UNITS = 300  # units up to which the rows of single units are listed
LEFT_OUT = Text(
    f"单位超过 {MOST_UNITS} 个：“问题”等工作表只列各单位之间的问题，不列单个单位的；单个单位的见 csv、json 格式，或逐个检查。",
    f"There are more than {MOST_UNITS} units: “Problems” and the sheets behind it list what is wrong across units only. "
    "What concerns single units is in the formats csv and json, or check them one by one.",
)

YES, NO, OPEN = Text("是", "yes"), Text("否", "no"), Text("未知", "unknown")

_UNIT = Heading(Text("单位", "Unit"), 12)
_PROFILE = Heading(Text("检查标准", "Profile"), 11)
_CONTROL = Heading(Text("检查项", "Control"), 17)
_SUBJECT = Heading(Text("检查对象", "Subject"), 17)
_SEVERITY = Heading(Text("严重程度", "Severity"), 8, "middle")
_REQUIRES = Heading(Text("要求", "Requirement"), 26)
_PLACE = Heading(Text("位置", "Place"), 19)
_EXCUSED = Heading(Text("风险接受、基线、时效", "Waived, baseline, calendar"), 16)
_EVIDENCE_ID = Heading(Text("证据编号", "Evidence"), 8, "middle")
_NUMBER = Heading(Text("序号", "No."), 5, "middle")


def are_listed(region: Regional) -> bool:
    """Whether the rows of single units find room."""
    return len(region.nodes) <= MOST_UNITS


class FindingSheets:
    """Takes the gaps and questions of a result one after the other, and lists each where it belongs."""

    def __init__(self, book: Book, result: Result) -> None:
        self.book, self.result = book, result
        self.titles = {one.name: one.title for one in profiles_of(result)}
        self.problems = self._problems()
        self.missing = self._missing()
        self.counts: Counter[tuple[str, str]] = Counter()  # findings by control and status
        self.evidence = self._evidence()
        self._ids = 0

    def _sheet(self, name: Text, note: Text, *headings: Heading) -> Sheet:
        as_of = f"{self.result.as_of:%Y-%m-%d %H:%M}"
        title = Text(f"{name.zh}（时点 {as_of}）", f"{name.en} (as of {as_of})")
        if self.result.region is not None and not are_listed(self.result.region):
            note = Text(LEFT_OUT.zh + note.zh, f"{LEFT_OUT.en} {note.en}")
        return self.book.sheet(name, title, note, headings, fixed=1)

    def _problems(self) -> Sheet:
        note = Text(
            "不符合、部分符合的各项；疑点请核实，不计入得分。",
            "What is not or only partly satisfied. Questions are to be checked; they are in no score.",
        )
        sheet = self._sheet(
            PROBLEMS, note, _NUMBER, Heading(Text("结论", "Conclusion"), 10, "middle"), _SEVERITY, _UNIT, _PROFILE, _CONTROL,
            _SUBJECT, _REQUIRES, Heading(Text("现状与要求", "What is, and what is required"), 30), _PLACE,
            Heading(Text("依据", "Source"), 22), Heading(Text("整改", "Fix"), 26),
            Heading(Text("凭据", "Support"), 8, "middle"), _EVIDENCE_ID, _EXCUSED,
        )  # fmt: skip
        sheet.paint_known(2, 1)
        return sheet

    def _missing(self) -> Sheet:
        note = Text(
            "填报后才能判定；确实没有的写 [] 或 none: true。未填报不等于符合。",
            "State these, so that they can be decided; where there is none, write [] or none: true. Silence is never a pass.",
        )
        sheet = self._sheet(
            MISSING, note, _NUMBER, _SEVERITY, _UNIT, _PROFILE, _CONTROL, _SUBJECT,
            Heading(Text("先填何处", "What to state first"), 26), Heading(Text("何处未填，要求什么", "What is not stated, and what is asked"), 34),
            _REQUIRES, _PLACE, _EXCUSED,
        )  # fmt: skip
        sheet.paint_known(1, -1)
        return sheet

    def _evidence(self) -> Sheet:
        note = Text(
            "各项结论所依据的填报内容：在何文件何行，凭据如何。编号与“问题”“整改台账”所列一致。",
            "What conclusions rest on: in which file, at which line, on what support. The numbers are those of the problems and the ledger.",
        )
        return self._sheet(
            EVIDENCE, note, _EVIDENCE_ID, _UNIT, _CONTROL, _SUBJECT, Heading(Text("填报位置", "Stated at"), 24),
            Heading(Text("所见", "What is there"), 26), Heading(Text("要求", "Required"), 24),
            Heading(Text("成立", "Holds"), 8, "middle"), Heading(Text("凭据", "Support"), 10, "middle"),
            Heading(Text("文件与行", "File and line"), 20), Heading(Text("原文", "Text of the line"), 30), Heading(Text("另处", "Beside"), 22),
        )  # fmt: skip

    def take(self, finding: Finding, unit: UnitResult) -> str:
        """Lists one finding; gives the number of its evidence where it has some."""
        if finding.control.duty != "question":
            self.counts[finding.control.id, finding.status] += 1
        if finding.status == "not_stated":
            self.missing.add(self._missing_row(finding, unit))
            return ""
        number = self._rests_on(finding, unit)
        self.problems.add(self._problem_row(finding, unit, number))
        return number

    def behind(self, finding: Finding, unit: UnitResult) -> None:
        """Lists what a finding that is no gap rests on, where that is more than what was declared."""
        self.counts[finding.control.id, finding.status] += 1
        if any(one.support != "declared" or one.found for one in finding.observations):
            self._rests_on(finding, unit)

    def _names(self, finding: Finding, unit: UnitResult) -> tuple[str, Text, str, str | Text]:
        title = self.titles.get(finding.control.profile, Text(finding.control.profile, finding.control.profile))
        subject = clean(finding.subject) or Text("整个平台", "the platform")
        return clean(unit.name or unit.unit or unit.file), title, finding.control.id, subject

    def _problem_row(self, finding: Finding, unit: UnitResult, number: str) -> list[Value]:
        lang, control = self.book.lang, finding.control
        return [
            self.problems.count + 1,
            concluded(finding),
            SEVERITIES[control.severity],
            *self._names(finding, unit),
            control.requires,
            "\n".join(_seen(finding, lang)),
            where(finding.place),
            sources_text(control),
            fix_of(finding),
            SUPPORTS[finding.support],
            number,
            "\n".join((*excused(finding, lang), *calendar(finding, lang))),
        ]

    def _missing_row(self, finding: Finding, unit: UnitResult) -> list[Value]:
        lang, control = self.book.lang, finding.control
        first = dict.fromkeys(clean(one.missing or one.at) for one in finding.observations)
        return [
            self.missing.count + 1,
            SEVERITIES[control.severity],
            *self._names(finding, unit),
            "\n".join(first),
            "\n".join(_seen(finding, lang)),
            control.requires,
            where(finding.place),
            "\n".join((*excused(finding, lang), *calendar(finding, lang))),
        ]

    def _rests_on(self, finding: Finding, unit: UnitResult) -> str:
        self._ids += 1
        number = f"E{self._ids}"
        name, _, control, subject = self._names(finding, unit)
        for one in finding.observations:
            holds = {True: YES, False: NO, None: OPEN}[one.holds]
            beside = "\n".join(f"{where(place)} {clean(at)}" for at, place in besides((one,)))
            self.evidence.add(
                [
                    number, name, control, subject, clean(one.at), _both(one.value), _wanted(one), holds,
                    SUPPORTS[one.support], where(one.place), clean(one.line[:LINE]).strip(), beside,
                ]
            )  # fmt: skip
            for found in one.found:
                spot, said = found.spot, said_of(found, self.book.lang)
                self.evidence.add(
                    [
                        number, name, control, subject, clean(one.at), said, None, None, None, where(spot.place),
                        clean(spot.line[:LINE]).strip(), None,
                    ]
                )  # fmt: skip
        return number


def _seen(finding: Finding, lang: Lang) -> Iterator[str]:
    for one in finding.observations:
        seen, at = observed(finding, one, lang), clean(one.at)
        said = seen if seen.startswith(at) else f"{at} {seen}"
        elsewhere = one.place != finding.place and one.contradicts
        yield (also(one).in_(lang) if elsewhere else "") + said


def _both(text: Text) -> Text:
    return Text(clean(text.zh), clean(text.en))


def _wanted(one: Observation) -> Text:
    text = _both(one.wanted)
    return Text(f"不应：{text.zh}", f"ruled out: {text.en}") if one.negated else text


STATUS_NAMES = {key: Text(text.zh.split("（")[0], text.en.split(" (")[0]) for key, text in STATUSES.items()}
