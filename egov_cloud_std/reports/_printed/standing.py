"""The parts that stand alike in every report: the statement, and who signs."""

from collections.abc import Iterator

from ...words import Lang, Text
from .blocks import Block, Paragraph, Signature, Title
from .wording import STATEMENT


def statement(lang: Lang) -> Iterator[Block]:
    """What the report is, and what it is not."""
    yield Title(Text("声　　明", "Statement").in_(lang))
    for number, one in enumerate(STATEMENT, 1):
        yield Paragraph(f"{number}. {one.in_(lang)}")


def signature(lang: Lang) -> Signature:
    """The end of the report, above the annexes."""
    return Signature(
        Text("以上为自查结果，特此报告。", "This is what the self-check found.").in_(lang),
        (
            Text("（单位盖章）", "(seal)").in_(lang),
            Text("　　　　年　　月　　日", "Date: ____________________").in_(lang),
        ),
    )
