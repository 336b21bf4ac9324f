"""On what the controls rest, in numbers: what `list totals` says."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..profiles import Control, Profile
from ..words import DUTIES, MARKS, SEVERITIES, Lang, Text
from ._columns import aligned

# How well a text is known, the best first: a control is counted once, by the best of its texts.
BEST = ("clause-seen", "outline-seen", "secondary", "derived", "recalled", "conflict", "seed", "judgement")
IN_SHORT: dict[str, Text] = MARKS | {
    "secondary": Text("二手资料", "secondary"),
    "recalled": Text("凭记忆", "recalled"),
    "conflict": Text("互相矛盾", "conflict"),
    "seed": Text("新闻报道", "news"),
    "judgement": Text("本项目判断", "judgement"),
    "clause-seen": Text("已读条文", "clause"),
    "outline-seen": Text("已读目次", "outline"),
}
assert set(BEST) == set(MARKS)


def marks_of(control: Control) -> tuple[str, ...]:
    """How the texts of a control are known, the best first."""
    found = {cited.text for cited in control.cited}
    return tuple(mark for mark in BEST if mark in found)


def totals(profiles: Sequence[Profile], lang: Lang) -> Iterator[str]:
    """How many controls rest on what, by duty and by severity, for each profile and for all."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield t("依据（每项计一次，按其中最可靠的一种）", "Known by (each control once, by the best known of its texts)")
    yield from _counted(profiles, IN_SHORT, lambda control: marks_of(control)[0], lang)
    yield from _mixed(profiles, lang)
    yield ""
    yield t("用词", "Duty")
    yield from _counted(profiles, DUTIES, lambda control: control.duty, lang)
    yield ""
    yield t("严重程度（本项目看法）", "Severity (our view)")
    yield from _counted(profiles, SEVERITIES, lambda control: control.severity, lang)


def _counted(
    profiles: Sequence[Profile], names: Mapping[str, Text], of: Callable[[Control], str], lang: Lang
) -> Iterator[str]:
    """A table with a row per profile and a column per name, and their totals."""
    order = [name for name in (*BEST, *names) if name in names]
    columns = list(dict.fromkeys(order))
    counts = [Counter(of(control) for control in profile.controls) for profile in profiles]
    together: Counter[str] = sum(counts, Counter())
    head = [Text("检查标准", "profile"), Text("项数", "controls"), *(names[name] for name in columns)]
    rows = [[one.in_(lang) for one in head]]
    titles = [profile.title.in_(lang) for profile in profiles]
    for title, found in zip((*titles, Text("合计", "total").in_(lang)), (*counts, together), strict=True):
        rows.append([title, str(found.total()), *(str(found[name]) for name in columns)])
    yield from (f"  {line}" for line in aligned(rows))


def _mixed(profiles: Sequence[Profile], lang: Lang) -> Iterator[str]:
    """The controls whose texts are known in several ways, by the ways."""
    kinds = Counter(marks_of(control) for profile in profiles for control in profile.controls)
    mixed = {marks: number for marks, number in kinds.items() if len(marks) > 1}
    if not mixed:
        return
    number = sum(mixed.values())
    yield Text(
        f"  其中 {number} 项不止一种依据，按最可靠的一种计入上表：",
        f"  Of these, {number} rest on texts known in several ways, and are counted above by the best:",
    ).in_(lang)
    order = sorted(mixed.items(), key=lambda one: (-one[1], [BEST.index(mark) for mark in one[0]]))
    rows = [
        [Text("、", ", ").in_(lang).join(IN_SHORT[mark].in_(lang) for mark in marks), str(count)]
        for marks, count in order
    ]
    yield from (f"    {line}" for line in aligned(rows))
