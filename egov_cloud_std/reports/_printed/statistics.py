"""Where the figures of a report come from (数据来源与统计口径): files, profiles, the moment, the tool; and what was wrong with the input."""

from collections.abc import Iterator, Sequence

from ...assess.results import ProfileResult, Result
from ...profiles import Profile
from ...words import Lang, Text
from .._lines import clean
from .blocks import Block, Note, Paragraph, Row, Table
from .wording import NOTHING, name_of

COUNTING = (
    Text(
        "检查项按检查标准逐项计数；一个检查项有多个检查对象的，全部符合才计为符合，有的符合有的不符合计为部分符合。",
        "Controls are counted one by one. A control over several subjects is satisfied when all are, and partly satisfied when some hold and some do not.",
    ),
    Text(
        "检查结果按检查项和检查对象计数。问题为不符合和部分符合的检查结果；疑点另列，不计入任何合计。",
        "Findings are counted by control and subject. Problems are those not or partly satisfied; questions stand apart and are in no total.",
    ),
    Text(
        "百分数截去末位以后的小数，不进位。",
        "Percentages are cut and never rounded up.",
    ),
)


def statistics(result: Result, lang: Lang) -> Iterator[Block]:
    """Everything that is needed to make the same figures again."""

    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    yield Paragraph(
        t(
            f"自查时点 {result.as_of.isoformat()}；工具 egov-cloud-std {result.tool}。输入、检查标准、时点和工具版本相同，结果即相同。",
            f"As of {result.as_of.isoformat()}; tool: egov-cloud-std {result.tool}. The same input, profiles, moment and version give the same result.",
        )
    )
    yield from (Paragraph(one.in_(lang)) for one in COUNTING)
    yield Note(t("数据来源：", "Input: "), leads=True)
    rows = [(name_of(one), clean(one.file), one.digest) for one in result.units]
    rows += [(t("风险接受", "waivers"), clean(one.name), one.digest) for one in result.waivers]
    if result.compared is not None:
        baseline = result.compared.baseline
        rows.append((t("基线", "baseline"), clean(baseline.file), baseline.digest))
    if rows:
        yield Table((t("内容", "What"), t("文件", "File"), t("摘要", "Digest")), tuple(rows), (24, 32, 44))
    else:
        yield Paragraph(NOTHING.in_(lang))
    yield Note(t("检查标准：", "Profiles: "), leads=True)
    yield from _profiles(result, lang)
    gradings = dict.fromkeys((one.grading, one.version, one.digest) for unit in result.units for one in unit.gradings)
    if gradings:
        yield Note(t("计分方案（模拟测算）：", "Grading schemes (simulated): "), leads=True)
        yield Table((t("方案", "Scheme"), t("版本", "Version"), t("摘要", "Digest")), tuple(gradings), (34, 12, 54))


def _profiles(result: Result, lang: Lang) -> Iterator[Block]:
    """Every profile at its version, each once: what overlays change is in its digest."""
    used = {(one.name, one.digest): one for unit in result.units for one in unit.profiles}
    rows = tuple((one.title.in_(lang), _version(one, lang), one.digest) for one in used.values())
    if rows:
        yield Table(_profile_head(lang), rows, (24, 32, 44))
    else:
        yield profiles_in_use(result.profiles, lang)


def profiles_in_use(profiles: Sequence[Profile], lang: Lang) -> Table:
    """Profiles with their versions and digests."""
    rows = tuple((one.title.in_(lang), f"{one.name} {one.version}".rstrip(), one.digest) for one in profiles)
    return Table(_profile_head(lang), rows, (24, 32, 44))


def _profile_head(lang: Lang) -> Row:
    head = Text("检查标准", "Profile"), Text("名称与版本", "Name and version"), Text("摘要", "Digest")
    return tuple(one.in_(lang) for one in head)


def _version(one: ProfileResult, lang: Lang) -> str:
    pinned = Text("（已固定版本）", " (pinned)").in_(lang) if one.pinned else ""
    over = "".join(f" + {clean(each.name)} {clean(each.version)}".rstrip() for each in one.overlays)
    return f"{one.name} {one.version}".rstrip() + pinned + over
