"""The law of abbreviations: each is expanded where a document first uses it, or in a table of that document.

An abbreviation is one that the description or the term base knows, Chinese ones among them, or a word of two to eight
capitals and digits, or of the shape of `IaaS` and `QoS`. Numbers of standards (`GB/T 22239`), codes (`DC-01`), names of
files, Roman numbers, units behind a figure and headings in capitals are none. One inside a longer known term is none
either, and one that the description declares to be expanded in another document needs no second expansion.

It is expanded by `全称（缩写）` and `缩写（全称）`, with brackets and quotation marks of either width, with or without
以下简称; by `全称，以下简称缩写`; and the same in English. What stands in brackets behind an abbreviation expands it only
if it reads like a name: `VPN（见附件2）` and `SLA（99.9%）` do not.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ..checks.readings import Found
from ..document.places import Span
from . import saying
from .lexicon import Lexicon, Short
from .matching import Match
from .normal import BARRIER, HAN, folded
from .prose import Prose

# A number of a version behind it is not of the word: `TLS1.2`.
_TOKEN = re.compile(r"(?<![A-Za-z0-9_])(?:[A-Z]{2,8}(?=[0-9]{1,2}\.[0-9])|[A-Z][A-Za-z0-9]{1,11}(?![A-Za-z0-9_]))")
_SHAPE = re.compile(
    r"(?=(?:[0-9]*[A-Z]){2})[A-Z0-9]{2,8}|[A-Z]{1,3}[a-z]{1,2}[A-Z]{1,3}|[A-Z]{1,2}[a-z]?[A-Z]v[0-9]|IPv[0-9]"
)
_NAMES = frozenset({"OK", "MySQL"})  # of the shape of an abbreviation, and none
_ROMAN = re.compile(r"[IVX]+")
_STANDARD = re.compile(
    r"(?<![A-Za-z0-9_])(?:(?:GB|GBZ|GM|GA|GW|YD|JR|SJ|HJ|CJJ|DB[0-9]{2}|DB|T|TC|ISO|IEC|ITU|RFC|IEEE)"
    r"(?:/[A-Z]{1,8})*|[A-Z]{1,6}/[TZ])[ -]?[A-Z]?\.?[0-9][0-9A-Za-z.:—-]*"
)
_CODE = re.compile(
    r"(?<![A-Za-z0-9_])[A-Z][A-Za-z]{0,7}-[0-9][0-9A-Za-z-]*|(?<![A-Za-z0-9_])[0-9][0-9A-Za-z]*-[A-Z]+\b"
)
_FILE = re.compile(r"(?<![\w\-/\\])[\w\-/\\]{1,200}\.[A-Za-z][A-Za-z0-9]{0,4}(?![A-Za-z0-9])", re.ASCII)
_UNIT = re.compile(r"[0-9] ?(?:[KMGTPE]i?B|[KMGT]bps|[KMG]Hz|[KM]?VA|[KM]W)(?![A-Za-z0-9])")
_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,}(?: (?:[A-Z]{2,}|AND|OF|A)){2,}(?![A-Za-z0-9])")
_QUOTES = "\"'“”‘’「」『』《》*"  # and Markdown's emphasis
_CALLED = r"(?:(?:以下|下文|下)?(?:统一)?(?:简称|统称|缩写|缩略语|英文缩写|英文简称)(?:为|是|作)?:?|hereinafter(?: referred to as)?|short for)"
_ENGLISH = r"[A-Za-z][A-Za-z0-9&/'\-]*(?:[ ,][A-Za-z0-9&/'\-(]+)*"
_AFTER_CALLED = re.compile(rf"(?:[{HAN})}}{_QUOTES}]|[A-Za-z]),? ?\(?{_CALLED} ?[{_QUOTES}]?$")
_ENDS_IN_NAME = re.compile(rf"(?:[{HAN}]{{2}}|[A-Za-z]{{2}}[)]?|[{HAN}A-Za-z0-9])[{_QUOTES}]*$")
# How a remark begins that is no name, and names that begin likewise.
_NUMERALS = "0-9一二三四五六七八九十两"
_NO_NAME = re.compile(
    "见|详见|参见|如|例如|含|包括|包含|以下|下同|未|仅|限|其中|注:|每|已|由|按|须|或|与|和|及|等|可选|可按|可由"
    "|不(?!间断|可否认|动产)|应(?!用|急|答)|需(?!求)|经(?!营|济|纬)|在(?!线)|非(?!结构|关系|对称|易失)|附[件录表图]"
    f"|[图表][{_NUMERALS}]|第[{_NUMERALS}]+[章节条款项页]|[共约][{_NUMERALS}]"
)
_TRIED = 1_000  # uses of one abbreviation among which its expansion is looked for
_REACH = 160  # characters to a bracket
_NEAR = 32  # characters of 以下简称 and its like
_TABLE = re.compile(r"缩略语|缩写|简称|缩略词|[Aa]bbreviation|[Aa]cronym")
_MEANS = re.compile(r"全称|全名|含义|中文|英文|说明|名称|解释|[Mm]eaning|[Ee]xpansion|[Ff]ull|[Tt]erm")
_ROW = re.compile(
    rf"[ \t>*+\-0-9.)(a-z]{{0,8}}[{_QUOTES}]*(?P<short>[^\s:,|—\-{_QUOTES}]{{2,12}})[{_QUOTES}]*[ \t]*(?::|,|\||——?|-|=|\t| {{1,8}}|(?=[{HAN}]))(?P<means>.*)$"
)


def abbreviations(
    prose: Prose, lexicon: Lexicon, matches: Sequence[Match], document: str
) -> Iterator[tuple[Span, Found]]:
    """Abbreviations that a document uses before, or without, their expansion."""
    text = prose.normal.text
    uses: dict[str, list[Span]] = {}
    for short, span in _uses(text, lexicon, matches):
        uses.setdefault(short, []).append(span)
    tabled = _tabled(prose, set(uses))
    for short, spans in uses.items():
        known = lexicon.shorts.get(short, Short())
        if short in tabled or known.expanded_in not in ("", document):
            continue
        expanded = next((span for span in spans[:_TRIED] if _expands(text, span, known)), None)
        if expanded == spans[0]:
            continue
        at = prose.normal.span(*spans[0])
        spot = prose.spot(at)
        if expanded is None:
            yield at, Found(spot, saying.never_expanded(spot), None, len(spans))
        else:
            other = prose.spot(prose.normal.span(*expanded))
            yield at, Found(spot, saying.expanded_later(spot), other, len(spans))


def _uses(text: str, lexicon: Lexicon, matches: Sequence[Match]) -> Iterator[tuple[str, Span]]:
    """Every use of an abbreviation, from left to right."""
    none = _Stretches(
        span
        for pattern in (_STANDARD, _CODE, _FILE, _UNIT, _CAPITALS)
        for span in (one.span() for one in pattern.finditer(text) if pattern is not _CAPITALS or _is_heading(one[0]))
    )
    longer = _Stretches((one.start, one.end) for one in matches if one.form not in lexicon.shorts)
    known = {(one.start, one.end): one.form for one in matches if one.form in lexicon.shorts}
    for one in _TOKEN.finditer(text):
        word = one[0]
        if word in lexicon.shorts or _ROMAN.fullmatch(word) or word in _NAMES or not _SHAPE.fullmatch(word):
            continue
        known.setdefault(one.span(), word)
    for span, short in sorted(known.items()):
        if not longer.hold(span) and not (short.isascii() and none.hold(span)):
            yield short, span


def _is_heading(capitals: str) -> bool:
    """Whether words in capitals are English words: of abbreviations side by side none is long."""
    return max(map(len, capitals.split())) > 6


class _Stretches:
    """Stretches of a text; tells whether one of them holds another."""

    def __init__(self, spans: Iterator[Span]) -> None:
        self._spans: list[Span] = []
        for start, end in sorted(spans):
            if not self._spans or end > self._spans[-1][1]:
                self._spans.append((start, end))

    def hold(self, span: Span) -> bool:
        index = bisect_right(self._spans, (span[0], sys.maxsize)) - 1
        return index >= 0 and self._spans[index][0] <= span[0] and span[1] <= self._spans[index][1]


def _expands(text: str, span: Span, known: Short) -> bool:
    """Whether an abbreviation is expanded where it stands."""
    start, end = span
    before = text[max(0, start - _REACH) : start]
    after = text[end : end + _REACH]
    return _in_brackets(before, after) or _brackets_behind(after, known) or _is_called(before, after)


def _in_brackets(before: str, after: str) -> bool:
    """`全称（缩写）`, and with 以下简称 or the English words before or behind it."""
    opened, closed = before.rfind("("), after.find(")")
    if opened < 0 or closed < 0:
        return False
    head, left, right = before[:opened], before[opened + 1 :], after[:closed]
    if any(one in left + right for one in (")", "(", "\n\n", "。", BARRIER)):
        return False
    left, right = left.strip(_QUOTES + " \n"), right.strip(_QUOTES + " \n")
    if right and not re.fullmatch(rf"/[A-Za-z0-9]+|[,、;] ?(?:{_ENGLISH}|(?:以下|下)同|[{HAN}]{{2,20}})", right):
        return False
    called = re.search(rf"{_CALLED} ?$", left)
    left = left[: called.start()] if called else left
    parted = called is not None or left.rstrip().endswith((",", ";", "、", ":", "/"))
    left = left.rstrip(",;、: " + _QUOTES)
    if left.endswith("/"):
        left = left.rsplit(",", 1)[0] if "," in left else ""
    named = parted and (_words(left) or bool(re.fullmatch(rf"[{HAN}]{{4,20}}", left)))
    if left and not named:
        return False
    return named or bool(_words(right.lstrip(",、; "))) or bool(_ENDS_IN_NAME.search(head.rstrip()))


def _words(text: str) -> bool:
    """Whether a text is an English name of several words, or of one long one."""
    return bool(re.fullmatch(_ENGLISH, text)) and (" " in text or len(text) > 8)


def _brackets_behind(after: str, known: Short) -> bool:
    """`缩写（全称）`."""
    after = after.lstrip(_QUOTES + " ")
    if not after.startswith("("):
        return False
    closed = after.find(")")
    inside = after[1:closed] if closed > 0 else ""
    if not inside or any(one in inside for one in ("(", "\n\n", "。", BARRIER)):
        return False
    inside = inside.replace("\n", "").strip(_QUOTES + " ")
    inside = re.sub(r"^(?:即|全称(?:为|是)?:?|英文全称(?:为|是)?:?|中文全称(?:为|是)?:?)", "", inside)
    if any(one and one.lower() in inside.lower() for one in known.expansions):
        return True
    parts = [part.strip() for part in re.split("[,;、]", inside) if part.strip()]
    return bool(parts) and all(
        _words(part) or (re.fullmatch(rf"[{HAN}A-Za-z]{{3,24}}", part) and not _NO_NAME.match(part)) for part in parts
    )


def _is_called(before: str, after: str) -> bool:
    """`全称，以下简称缩写`, and `缩写，全称为…`."""
    near = before[-_NEAR:]
    return bool(_AFTER_CALLED.search(near)) or bool(re.match(rf"[{_QUOTES}]*,?的?(?:中文|英文)?全称(?:为|是)", after))


def _tabled(prose: Prose, shorts: set[str]) -> set[str]:
    """The abbreviations that a table, or a section under such a heading, expands."""
    found: set[str] = set()
    for rows in prose.tables:
        heads = [prose.lines.text[slice(*cell)] for cell in rows[0]] if rows else []
        columns = [index for index, head in enumerate(heads) if _TABLE.search(head)]
        if not columns or not any(_MEANS.search(head) for head in heads):
            continue
        for row in rows[1:]:
            cells = [folded(prose.lines.text[slice(*cell)]).strip(" \t*`") for cell in row]
            means = [one for at, one in enumerate(cells) if at != columns[0] and re.search(rf"[{HAN}A-Za-z]{{2}}", one)]
            if len(cells) > columns[0] and means:
                found |= {cells[columns[0]], *(one.strip() for one in re.split("[/、,]", cells[columns[0]]))}
    found |= set(_sections(prose))
    return found & shorts


def _sections(prose: Prose) -> Iterator[str]:
    """Abbreviations that begin a line, with something behind them, under a heading that says so."""
    starts, last = prose.headings, len(prose.lines.starts)
    for index, number in enumerate(starts):
        if not _TABLE.search(prose.lines.line(number)):
            continue
        end = starts[index + 1] if index + 1 < len(starts) else last + 1
        for line in range(number + 1, end):
            one = _ROW.match(folded(prose.lines.line(line)))
            if one and re.search(rf"[{HAN}A-Za-z]{{2}}", one["means"]):
                yield one["short"]
