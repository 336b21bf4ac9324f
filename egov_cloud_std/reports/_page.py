"""All there is to say of one control, gathered once: `explain` and the pages print it, each in its own way."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from ..assess.results import clause_text, titled
from ..checks import Condition
from ..frozen import Frozen, replace
from ..profiles import Cited, Control, Profile, Witness
from ..profiles.crosswalk import NO_JOINS, Crosswalk, Joined
from ..prove import statuses_given
from ..words import DUTIES, MARKS_IN_FULL, NO_WORDS, NUMBERS_IN_FULL, Text
from ._reads import CLAIMS, cutter
from ._related import Related, Relations
from ._roll_ups import in_a_region
from ._situations import Snippet, situations
from ._snippets import written

Facts = Mapping[str, Text]

_HARM = {
    "high": Text("本项目认为，此项有问题时危害大。", "This project holds the harm of a gap to be high."),
    "medium": Text("本项目认为，此项有问题时危害中等。", "This project holds the harm of a gap to be medium."),
    "low": Text("本项目认为，此项有问题时危害小。", "This project holds the harm of a gap to be low."),
}
_VIEW = Text("这是看法，不出自来源。", "That is a view, from no source.")
_UNSAID = {
    "unread": Text(
        "没有读到来源的用词，要求只作陈述。", "The verb of the source was not read; the requirement is a statement."
    ),
    "question": Text("这是疑点：只提请核实，不计入得分。", "This is something to ask; it is in no score."),
}


class Known(Frozen):
    """One source: the document and the clause, how both are known, the facts that are cited, the address."""

    title: Text
    says: tuple[Text, ...]
    facts: tuple[tuple[str, Text], ...]
    url: str


class Page(Frozen):
    """What is said of one control."""

    control: Control
    avoid: Snippet | None
    prefer: Snippet | None
    shown: Snippet | None  # where nothing can be concluded: a description for which nothing is
    why: tuple[Text, ...]
    known: tuple[Known, ...]
    threshold: Text
    situations: tuple[tuple[Text, str], ...]  # in words, with the status each ends in
    region: tuple[Text, ...]  # what becomes of it in a region; nothing where it looks at a region itself
    limits: tuple[Text, ...]  # who may accept the gap, and what lowers its risk
    related: tuple[Related, ...]
    joined: tuple[tuple[Control, Profile, Joined], ...]  # in other schemes


Part = Literal["where", "when", "expect"]


def decided_by(control: Control) -> Iterator[tuple[Part, Condition]]:
    """The conditions of a control, in the order in which they are asked."""
    if control.where is not None:
        yield "where", control.where
    if control.when is not None:
        yield "when", control.when
    for part in control.expect:
        yield "expect", part


def gathered(
    control: Control, profile: Profile | None, relations: Relations, facts: Facts, crosswalk: Crosswalk = NO_JOINS
) -> Page:
    """The page of a control; `profile` is its own, `facts` are those that may be cited, by id."""
    scope = "platform" if profile is None else profile.scope
    snippets = _snippets(control, scope)
    prefer = _first(snippets, "satisfied")
    avoid = _first(snippets, "not_satisfied") or _first(snippets, "partly_satisfied")
    return Page(
        control,
        _as_shown(avoid),
        _as_shown(prefer),
        _as_shown(None if prefer or avoid else _first(snippets, "not_assessed")),
        tuple(_why(control)),
        tuple(_known(cited, facts) for cited in control.cited),
        _threshold(control, profile),
        tuple(situations(snippets, prefer, avoid)),
        in_a_region(control.side, control.roll_up) if scope == "platform" else (),
        tuple(_limits(control)),
        relations.of(control),
        tuple((*relations.named(one.control), one) for one in crosswalk.of(control.id)),
    )


def _snippets(control: Control, scope: str) -> list[Snippet]:
    """The witnesses cut down to what the control reads; whole, should that change the conclusion."""
    cut_down = cutter(control)
    cut = [(witness, cut_down(witness.given)) for witness in control.witnesses]
    given = zip(cut, statuses_given(control, cut, scope), strict=True)
    return [_snippet(control, scope, witness, one, status) for (witness, one), status in given]


def _snippet(control: Control, scope: str, witness: Witness, cut: Mapping[str, object], status: str) -> Snippet:
    """One of them. An overlay that moves a threshold changes what comes of a witness of the profile below."""
    if status == witness.status:
        return Snippet(cut, witness)
    (whole,) = statuses_given(control, [(witness, witness.given)], scope)
    return Snippet(cut if status == whole else witness.given, replace(witness, status=whole))


def _first(snippets: Iterable[Snippet], status: str) -> Snippet | None:
    """The first with this status; one that rests on what is stated comes before one that rests on a claim."""
    found = [one for one in snippets if one.status == status]
    return next((one for one in found if CLAIMS not in one.given), found[0] if found else None)


def _as_shown(snippet: Snippet | None) -> Snippet | None:
    return None if snippet is None else replace(snippet, yaml=written(snippet.given))


def _why(control: Control) -> Iterator[Text]:
    if control.why != NO_WORDS:
        yield control.why
    harm = _HARM[control.severity]
    yield Text(f"{harm.zh}{_VIEW.zh}", f"{harm.en} {_VIEW.en}")
    said = DUTIES[control.duty]
    if control.duty == "unread" and all(cited.source is None for cited in control.cited):
        return  # there is no source whose verb could have been read
    yield _UNSAID.get(
        control.duty, Text(f"来源的用词是“{said.zh}”。", f"The verb of the source is “{said.en}” ({said.zh}).")
    )


def _known(cited: Cited, facts: Facts) -> Known:
    stated = tuple((name, facts[name]) for name in cited.facts if name in facts)
    if cited.source is None:
        title = Text("本项目的判断", "Our judgement")
        return Known(title, (cited.note if any(cited.note) else MARKS_IN_FULL[cited.text],), stated, "")
    notes = tuple(_ended(note) for note in (cited.source.note, cited.note) if any(note))
    return Known(_titled(cited), (*_how(cited), *notes), stated, cited.source.url)


def _how(cited: Cited) -> Iterator[Text]:
    """How the text and the number of a source are known, in whole sentences."""
    text, number = MARKS_IN_FULL[cited.text], NUMBERS_IN_FULL.get(cited.number)
    if number is None or not cited.clause:
        yield text
    elif number == text:
        yield Text(f"条文和条款号：{text.zh}", f"Text and number: {_small(text.en)}")
    else:
        yield Text(f"条文：{text.zh}", f"Text: {_small(text.en)}")
        yield Text(f"条款号：{number.zh}", f"Number: {_small(number.en)}")
    if cited.code:
        code = NUMBERS_IN_FULL[cited.code_mark]
        yield Text(f"测评单元编号：{code.zh}", f"Code of the test unit: {_small(code.en)}")


def _small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _titled(cited: Cited) -> Text:
    assert cited.source is not None
    number, title = cited.source.number, cited.source.title
    clause = clause_text(cited)
    zh = " ".join(filter(None, (f"{number}{titled(title.zh)}", clause.zh, cited.code)))
    return Text(zh, ", ".join(filter(None, (number, title.en, clause.en, cited.code))))


def _ended(note: Text) -> Text:
    """A note as a sentence."""
    zh = note.zh if note.zh.endswith(("。", "？")) else f"{note.zh}。"
    en = note.en if note.en.endswith((".", "?")) else f"{note.en}."
    return Text(zh, en[0].upper() + en[1:])


def _threshold(control: Control, profile: Profile | None) -> Text:
    """The threshold that the control asks for: its value and what it rests on, or that nobody has set it."""
    if control.unset:
        return Text(
            f"指标 {control.unset} 未设定，设定之前不作判定。",
            f"The threshold {control.unset} is unset; until somebody sets it, nothing is concluded.",
        )
    asked = [getattr(part, "kind", None) for part in control.expect]
    name = next((kind.threshold() for kind in asked if kind is not None and kind.threshold()), "")
    if not name or profile is None:
        return NO_WORDS
    value = profile.thresholds[name].value
    shown = str(getattr(value, "text", value))
    sources = [
        _titled(one) if one.source else Text("本项目的判断", "our judgement") for one in profile.set_by.get(name, ())
    ]
    zh, en = "、".join(one.zh for one in sources), "; ".join(one.en for one in sources)
    space = "" if zh.startswith(("《", "本")) else " "
    return Text(f"指标 {name} 为 {shown}，据{space}{zh}。", f"The threshold {name} is {shown}, from {en}.")


def _limits(control: Control) -> Iterator[Text]:
    if not control.waivable:
        yield Text("此项问题不得作风险接受。", "Nobody may accept this gap.")
    for one in control.lowered_by:
        ended = _ended(one)
        yield Text(f"可降低风险：{ended.zh}", f"What lowers the risk: {_small(ended.en)}")
