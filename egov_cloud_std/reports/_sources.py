"""The documents behind the controls, and those that were not read: what `list sources` says."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..assess.results import titled
from ..frozen import Frozen
from ..profiles import Control, Profile, Source
from ..profiles.register import READ, Registered
from ..words import Lang, Text
from ._totals import BEST, IN_SHORT


class Resting(Frozen):
    """One document, and the controls that rest on it with how their text is known there."""

    number: str
    title: Text
    controls: dict[str, str]  # id → the best mark of the texts taken from the document


def resting(profiles: Sequence[Profile]) -> tuple[Resting, ...]:
    """Every document that a control cites, the one that most controls rest on first; one document once."""
    found: dict[str, Resting] = {}
    for profile in profiles:
        for control in profile.controls:
            for source, mark in _texts(control):
                name = source.number or source.title.zh
                one = found.setdefault(name, Resting(source.number, source.title, {}))
                known = one.controls.get(control.id, mark)
                one.controls[control.id] = min(known, mark, key=BEST.index)
    return tuple(sorted(found.values(), key=lambda one: (-len(one.controls), one.number or "~", one.title.zh)))


def _texts(control: Control) -> Iterator[tuple[Source, str]]:
    return ((cited.source, cited.text) for cited in control.cited if cited.source is not None)


def unread(register: Iterable[Registered], cited: Iterable[Resting]) -> tuple[Registered, ...]:
    """The registered documents of which nothing was read and that are nobody's source."""
    names = {name for one in cited for name in (one.number, one.title.zh) if name}
    return tuple(one for one in register if not one.is_read and not {one.number, one.title.zh} & names)


def sources(profiles: Sequence[Profile], register: Sequence[Registered], lang: Lang) -> Iterator[str]:
    """The documents that are cited, then those that were read and are not, then those that were not read."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    cited = resting(profiles)
    yield t(
        "引用的文件：多少检查项以其为据，条文如何得知",
        "Documents that are cited: how many controls rest on them, and how their text is known",
    )
    for one in cited:
        marks = Counter(one.controls.values())
        known = t("，", ", ").join(f"{IN_SHORT[mark].in_(lang)} {marks[mark]}" for mark in BEST if marks[mark])
        number = len(one.controls)
        yield f"  {named(one.number, one.title, lang)}"
        yield t(f"    {number} 项：{known}", f"    {number} {'control' if number == 1 else 'controls'}: {known}")
    names = {name for one in cited for name in (one.number, one.title.zh) if name}
    left = [one for one in register if one.is_read and not {one.number, one.title.zh} & names]
    nobodys = unread(register, cited)
    yield from _registered(
        t("读过一部分、没有检查项引用的文件", "Documents of which a part was read, and that no control cites"),
        left,
        lang,
    )
    yield from _registered(
        t(
            "已登记、未读的文件：不是任何检查项的来源",
            "Documents that are registered and were not read: they are nobody's source",
        ),
        nobodys,
        lang,
    )


def _registered(title: str, documents: Sequence[Registered], lang: Lang) -> Iterator[str]:
    if documents:
        yield ""
        yield title
    for one in documents:
        ours = Text("", " (our translation)").in_(lang) if one.translated else ""
        note = Text(one.note.zh, one.note.en[:1].lower() + one.note.en[1:])
        says = (READ[one.read][0], *_days(one), *filter(any, (note,)))
        yield f"  {named(one.number, one.title, lang)}{ours}"
        yield "    " + Text("；", "; ").in_(lang).join(
            text.in_(lang).removesuffix("。").removesuffix(".") for text in says
        )


def _days(one: Registered) -> Iterator[Text]:
    """When it was published and came into force, and how that is known."""
    for day, zh, en in ((one.published, "发布", "published"), (one.in_force, "实施", "in force")):
        if day is not None:
            mark = IN_SHORT[day.mark]
            yield Text(f"{day.day} {zh}（{mark.zh}）", f"{en} {day.day} ({mark.en})")


def named(number: str, title: Text, lang: Lang) -> str:
    """A document by its number and title."""
    return Text(f"{number}{titled(title.zh)}", ", ".join(filter(None, (number, title.en)))).in_(lang)
