"""What is said of a control, as headed sections: the same for the terminal and for the pages."""

from collections.abc import Iterator

from ..frozen import Frozen
from ..profiles import Control
from ..words import DUTIES, MARKS, NO_WORDS, RELATIONS, SEVERITIES, SIDES, STATUSES, STRENGTHS, Lang, Text
from ._conditions import conditions
from ._page import Page
from ._situations import Snippet


class Sentence(Frozen):
    """A sentence that stands alone."""

    text: str


class Code(Frozen):
    """Lines that are printed as they are."""

    kind: str
    text: str


class Table(Frozen):
    """Rows of two cells under a head."""

    head: tuple[str, str]
    rows: tuple[tuple[str, str], ...]


class Item(Frozen):
    """An entry of a list: a document, or a control, and what is said of it."""

    title: str
    says: tuple[str, ...] = ()
    url: str = ""
    control: Control | None = None


Block = Sentence | Code | Table | Item


class Section(Frozen):
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


def subtitle(control: Control, lang: Lang) -> str:
    """The id of a control, its duty, its severity, and whose it is."""
    duty, severity, side = DUTIES[control.duty], SEVERITIES[control.severity], SIDES[control.side]
    return Text(
        f"`{control.id}`；用词：{duty.zh}；严重程度：{severity.zh}；责任方：{side.zh}",
        f"`{control.id}`; duty: {duty.en}; severity: {severity.en}; whose it is: {side.en}",
    ).in_(lang)


def sections(page: Page, lang: Lang) -> Iterator[Section]:
    """The sections of a page, in the order in which a reader asks. One of which there is nothing to say is left out."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield from _shown(page, lang)
    yield Section(t("为何", "Why"), tuple(Sentence(one.in_(lang)) for one in page.why))
    yield Section(t("依据与已知程度", "How it is known"), tuple(_known(page, lang)))
    yield Section(t("如何判定", "How it is decided"), tuple(_decided(page, lang)))
    if page.region:
        yield Section(t("在辖区中", "In a region"), tuple(Sentence(one.in_(lang)) for one in page.region))
    fixes = (page.control.fix, *page.limits)
    yield Section(t("如何整改", "How to put it right"), tuple(Sentence(one.in_(lang)) for one in fixes))
    if page.related:
        yield Section(t("相关检查项", "Related"), tuple(_related(page, lang)))
    if page.joined:
        yield Section(t("其他标准中的对应", "In other schemes"), tuple(_joined(page, lang)))


def _shown(page: Page, lang: Lang) -> Iterator[Section]:
    shown = ((page.avoid, "反例", "Avoid"), (page.prefer, "正例", "Prefer"), (page.shown, "示例", "Example"))
    for snippet, zh, en in shown:
        if snippet is not None:
            yield Section(Text(zh, en).in_(lang), tuple(_snippet(snippet, lang)))


def _snippet(snippet: Snippet, lang: Lang) -> Iterator[Block]:
    status = STATUSES[snippet.status]
    yield Sentence(Text(f"结论：{status.zh}。", f"Conclusion: {status.en}.").in_(lang))
    yield Code("yaml", snippet.yaml)
    told = [one.in_(lang) for one in snippet.supposed()]
    if told:
        yield Sentence(
            Text(f"设所指文件的情况为：{'；'.join(told)}。", f"Supposing of the files: {'; '.join(told)}.").in_(lang)
        )


def _known(page: Page, lang: Lang) -> Iterator[Block]:
    for known in page.known:
        facts = [f"{name}{Text('：', ': ').in_(lang)}{says.in_(lang)}" for name, says in known.facts]
        yield Item(known.title.in_(lang), (*(one.in_(lang) for one in known.says), *facts), known.url)


def _decided(page: Page, lang: Lang) -> Iterator[Block]:
    yield Code("text", "".join(f"{line}\n" for line in conditions(page.control, lang)))
    if any(page.threshold):
        yield Sentence(page.threshold.in_(lang))
    if page.situations:
        head = Text("情形", "situation").in_(lang), Text("结论", "conclusion").in_(lang)
        yield Table(head, tuple((said.in_(lang), STATUSES[status].in_(lang)) for said, status in page.situations))


def _related(page: Page, lang: Lang) -> Iterator[Block]:
    for related in page.related:
        says = []
        if related.places:
            places = Text("、", ", ").in_(lang).join(f"`{one}`" for one in related.places)
            says.append(Text(f"同看 {places}", f"looks at {places} too").in_(lang))
        if related.sources:
            sources = Text("；", "; ").in_(lang).join(one.in_(lang) for one in related.sources)
            says.append(Text(f"同据 {sources}", f"rests on {sources} too").in_(lang))
        yield Item(related.control.requires.in_(lang), tuple(says), "", related.control)


def _joined(page: Page, lang: Lang) -> Iterator[Block]:
    yield Sentence(
        Text(
            "是否对应、何种关系、对应强弱均为本项目判断，只作相关参考，不据此得出任何结论。",
            "What corresponds, how and how strongly is our judgement: related evidence, from which nothing is concluded.",
        ).in_(lang)
    )
    for control, profile, joined in page.joined:
        relation, strength, ours = RELATIONS[joined.relation], STRENGTHS[joined.strength], MARKS["judgement"]
        says = Text(
            f"{profile.title.zh}：{relation.zh}；{strength.zh}（{ours.zh}）",
            f"{profile.title.en}: {relation.en}; strength: {strength.en} ({ours.en})",
        )
        notes = (joined.note.in_(lang),) if joined.note != NO_WORDS else ()
        yield Item(control.requires.in_(lang), (says.in_(lang), *notes), "", control)
