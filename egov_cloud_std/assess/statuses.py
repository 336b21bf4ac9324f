"""The table of conclusions (design section 6), as one function per subject and one per control."""

from collections.abc import Callable, Sequence

from ..checks import World
from ..checks.conditions import Test
from ..checks.world import Item
from ..profiles import Control

# One byte per subject.
NO_SUBJECT, SATISFIED, NOT_SATISFIED, PARTLY, NOT_STATED, NOT_APPLICABLE, NOT_ASSESSED = range(7)
ASSESSED = range(SATISFIED, NOT_ASSESSED + 1)
NAMES = (
    "",
    "satisfied",
    "not_satisfied",
    "partly_satisfied",
    "not_stated",
    "not_applicable",
    "not_assessed",
)
CODES = {name: code for code, name in enumerate(NAMES) if name}

Judge = Callable[[Item, World], int]


def judge_of(control: Control) -> Judge:
    """The status of one control for one subject, as one closure.

    A condition that is known to be false outweighs all else; then an unset threshold; then a condition that is not
    known. `where` unknown makes the item a subject that is not stated there.
    """
    often = control.each is not None
    where = None if control.where is None else control.where.compile()
    when = None if control.when is None else control.when.compile(often)
    expect = _expected([part.compile(often) for part in control.expect])
    unset = bool(control.unset)
    if where is None and when is None:
        return expect if not unset else lambda item, world: NOT_ASSESSED

    def judge(item: Item, world: World) -> int:
        kept = True if where is None else where(item, world)
        if kept is False:
            return NO_SUBJECT
        applies = True if when is None else when(item, world)
        if applies is False:
            return NOT_APPLICABLE
        if unset:
            return NOT_ASSESSED
        if kept is None or applies is None:
            return NOT_STATED
        return expect(item, world)

    return judge


def _expected(tests: Sequence[Test]) -> Judge:
    if len(tests) == 1:
        only = tests[0]

        def one(item: Item, world: World) -> int:
            holds = only(item, world)
            return SATISFIED if holds is True else NOT_STATED if holds is None else NOT_SATISFIED

        return one

    def several(item: Item, world: World) -> int:
        some_hold = some_fail = some_unknown = False
        for test in tests:
            holds = test(item, world)
            if holds is True:
                some_hold = True
            elif holds is False:
                some_fail = True
            else:
                some_unknown = True
        if some_fail:
            return PARTLY if some_hold else NOT_SATISFIED
        return NOT_STATED if some_unknown else SATISFIED

    return several


def of_control(codes: Sequence[int] | bytes, unlisted: int) -> int:
    """The status of a control over its subjects; `unlisted` subjects are promised by a total and not stated."""
    present = set(codes)
    holds, fails = SATISFIED in present, bool({NOT_SATISFIED, PARTLY} & present)
    if fails:
        return PARTLY if holds or PARTLY in present else NOT_SATISFIED
    if NOT_STATED in present or (unlisted and NOT_ASSESSED not in present):
        return NOT_STATED
    for code in (NOT_ASSESSED, SATISFIED):
        if code in present:
            return code
    return NOT_APPLICABLE
