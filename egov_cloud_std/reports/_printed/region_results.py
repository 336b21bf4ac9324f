"""What a region came to, area by area."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from ...assess.regional import WHOLE, Regional
from ...assess.results import percent
from ...assess.scores import Score
from ...profiles import Profile
from ...words import STATUSES, Lang, Text
from .._across import counted_cells
from .blocks import Bars, Block, Note, Outline, Paragraph, Table
from .chapters import COLOURS, interval_of, short_status
from .wording import NOTHING

Numbers = Mapping[str, int]  # controls by status


def numbers_of(region: Regional) -> dict[str, Counter[str]]:
    """How many controls of each area came to which status over the region; areas without controls are left out."""
    found: dict[str, Counter[str]] = {}
    for cell in counted_cells(region):
        found.setdefault(cell.control.profile, Counter())[cell.status] += 1
    return found


def title_of_area(name: str, profiles: Mapping[str, Profile]) -> Text:
    """The title of an area."""
    known = profiles.get(name)
    return Text(name, name) if known is None else known.title


def results(region: Regional, profiles: Mapping[str, Profile], outline: Outline, lang: Lang) -> Iterator[Block]:
    """How many controls ended how over the region, the scores, and the same as a picture."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield outline.heading(1, t("分领域结果", "Results by area"))
    found = numbers_of(region)
    if not found:
        yield Paragraph(NOTHING.in_(lang))
        return
    titles = {name: title_of_area(name, profiles).in_(lang) for name in found}
    whole: Counter[str] = sum(found.values(), Counter())
    yield Paragraph(
        t(
            "各检查项在全辖区的结论（检查项数）：",
            "What each control came to over the whole region (numbers of controls): ",
        )
    )
    head = (t("检查标准", "Profile"), t("项数", "Controls"), *(short_status(name, lang) for name in STATUSES))
    rows = [(titles[name], *_row(numbers)) for name, numbers in found.items()]
    rows.append((t("合计", "All"), *_row(whole)))
    yield Table(head, tuple(rows), (18, 10, *(12,) * len(STATUSES)), frozenset(range(1, len(head))))
    shares = [(titles[name], *_shares(region.score(WHOLE, name))) for name in found]
    shares.append((t("合计", "All"), *_shares(region.score(WHOLE, None))))
    names = (
        t("检查标准", "Profile"),
        t("填报率", "Filled in"),
        t("已判定项符合率", "Satisfied among decided"),
        t("得分区间", "Score interval"),
    )
    yield Table(names, tuple(shares), (34, 18, 24, 24), frozenset((1, 2, 3)))
    yield Note(
        t(
            "一个检查项在辖区“符合”，是按其汇总方式达到要求；数字与 JSON 结果中 region 的 cells 和 scores 相同。",
            "A control is satisfied over the region where its roll-up says so. The numbers are those of `cells` and `scores` under `region` in the JSON result.",
        )
    )
    yield _chart(titles, found, lang)


def _row(numbers: Numbers) -> tuple[str, ...]:
    return str(sum(numbers.values())), *(str(numbers.get(name, 0)) for name in STATUSES)


def _shares(score: Score) -> tuple[str, str, str]:
    return percent(score.filled_in), percent(score.satisfied_among_decided), interval_of(score)


def _chart(titles: Mapping[str, str], found: Mapping[str, Numbers], lang: Lang) -> Bars:
    names = tuple(COLOURS)
    rows: list[tuple[str, tuple[Fraction, ...], str]] = []
    for area, counts in found.items():
        numbers = [counts.get(name, 0) for name in names]
        whole = sum(numbers)
        words = (f"{short_status(name, lang)} {number}" for name, number in zip(names, numbers, strict=True))
        said = Text("、", ", ").in_(lang).join(words)
        shares = tuple(Fraction(number, whole) if whole else Fraction(0) for number in numbers)
        rows.append((titles[area], shares, f"{titles[area]}{Text('：', ': ').in_(lang)}{said}"))
    legend = tuple(short_status(name, lang) for name in names)
    return Bars(legend, tuple(COLOURS.values()), frozenset((names.index("not_stated"),)), tuple(rows))
