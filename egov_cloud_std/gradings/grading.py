"""Simulates one scheme on one assessment: one result per subject."""

from collections.abc import Iterable, Iterator

from ..assess import Assessment
from ..assess.graded import Graded, Line
from ..checks import Subject
from ..checks.routes import as_written, is_none
from ..clock import parse_day
from ..frozen import replace
from ..quantities import Quantity, exact_words
from ..words import NO_WORDS, Text, same
from .measuring import Asked, NotThere
from .model import Grading, Veto
from .paying import paid
from .scoring import scored
from .spans import hull, point
from .verdicts import band_line, by_score, capped, unsettled, vetoed, words_of


def grade(gradings: Iterable[Grading], assessment: Assessment, *, narrowed: bool = False) -> tuple[Graded, ...]:
    """What each scheme comes to, subject by subject. Of a run `narrowed` to some controls, no scheme counts controls."""
    return tuple(one for grading in gradings for one in _graded(grading, assessment, narrowed))


def _graded(grading: Grading, assessment: Assessment, narrowed: bool) -> Iterator[Graded]:
    if narrowed and grading.asks_controls:
        why = Text(
            "本次只查部分检查项，不足以测算", "this run looks at some controls only, which is not enough to go by"
        )
        yield replace(_blank(grading, ""), reasons=(why,))
        return
    if grading.each is None:
        yield _of_subject(grading, assessment, Subject(assessment.world.root), True)
        return
    world, subjects = assessment.world, 0
    test = None if grading.where is None else world.test(grading.where)
    for base, items, more in grading.each.walk(world):
        name = assessment.platform.identity(base)
        if items is None or more:
            subjects += 1
            reason = Text(f"未填报 {name}", f"not stated: {name}")
            yield replace(_blank(grading, name), outcome="undecided", reasons=(reason,), missing=(name,))
        for index, item in enumerate(items or ()):
            kept = True if test is None else test(item, world)
            if kept is not False:
                subjects += 1
                yield _of_subject(grading, assessment, Subject(item, (*base, index)), kept)
    if not subjects:
        reason = Text(f"{grading.each} 中没有属于本方案的项", f"nothing in {grading.each} is of this scheme")
        yield replace(_blank(grading, ""), outcome="not_applicable", reasons=(reason,))


def _blank(grading: Grading, subject: str) -> Graded:
    return Graded(
        grading.name,
        grading.version,
        grading.digest,
        grading.title,
        grading.holds.says,
        grading.cited,
        subject,
        "undecided",
        "",
        NO_WORDS,
        (),
        None,
        None,
        NO_WORDS,
        (),
        (),
        (),
        grading.leaves_out,
    )


def _of_subject(grading: Grading, assessment: Assessment, subject: Subject, kept: bool | None) -> Graded:
    asked = Asked(assessment, subject, grading.profiles)
    blank = _blank(grading, assessment.platform.identity(subject.path))
    if kept is None and grading.where is not None:
        asked.lack(grading.where, subject)
        why = Text("未填报，不能判断是否属于本方案", "what would tell whether it is of this scheme is not stated")
        return replace(blank, reasons=(why,), missing=tuple(asked.missing))
    reasons = list(_not_in_run(grading, assessment))
    if reasons:
        return replace(blank, reasons=tuple(reasons))
    try:
        reasons.extend(_in_force(grading, asked))
        found = _worked(grading, asked, blank, reasons)
    except NotThere as absent:
        return replace(blank, outcome="not_applicable", reasons=(absent.says,))
    return replace(found, missing=tuple(asked.missing))


def _not_in_run(grading: Grading, assessment: Assessment) -> Iterator[Text]:
    """Profiles whose controls the scheme counts, and that were not asked."""
    asked = {profile.name for profile in assessment.profiles}
    for name in grading.profiles:
        if name not in asked:
            yield Text(
                f"本次未按检查标准 {name} 检查（--profile {name}）",
                f"this run did not ask profile {name} (--profile {name})",
            )


def _in_force(grading: Grading, asked: Asked) -> Iterator[Text]:
    """Why it is not known that the scheme holds. Raises `NotThere` where it does not."""
    holds = grading.holds
    if holds.route is None:
        return
    raw = holds.route.getter()(asked.subject.item, asked.assessment.world)
    name = asked.named(holds.route)
    if raw is None:
        asked.missing[name] = None
        yield Text(
            f"未填报 {name}，不能判断是否适用本方案",
            f"{name} is not stated, so that it is not known whether the scheme holds",
        )
        return
    if is_none(raw):
        raise NotThere(Text(f"描述声明没有 {name}", f"the description says that there is no {name}"))
    day = parse_day(as_written(raw))
    if (holds.start is not None and day < holds.start) or (holds.before is not None and day >= holds.before):
        raise NotThere(
            Text(
                f"{name} 为 {day}，不在本方案的适用范围内",
                f"{name} is {day}, for which the scheme does not hold",
            )
        )


def _worked(grading: Grading, asked: Asked, blank: Graded, reasons: list[Text]) -> Graded:
    veto, doubtful = vetoed(grading.vetoes, asked)
    if veto is not None:
        return _vetoed(grading, veto, blank, reasons, asked)
    score, working = scored(grading.steps, asked)
    lines = [*(Line(_may(one.trigger.says)) for one in doubtful), *working]
    payment = None
    if grading.payment is not None:
        payment, more = paid(grading.payment, score, asked)
        lines.extend(more)
    verdicts: set[str] = set()
    if grading.bands and score is not None:
        verdicts, told = _verdicts(grading, asked, score, reasons)
        lines.extend(told)
    for one in doubtful:
        verdicts.add(one.verdict)
        if one.score is not None and score is not None:
            score = hull((score, point(one.score)))
    reasons.extend(asked.wrong)
    words = words_of(grading, verdicts)
    if len(verdicts) > 1 and not any(one.range.span == score for one in grading.undecided):
        listed = "、".join(one.zh for one in words), ", ".join(one.en for one in words)
        span = same("—") if score is None else exact_words(score)
        reasons.append(
            Text(f"得分 {span.zh}，可能为：{listed[0]}", f"the score is {span.en}; it may be any of: {listed[1]}")
        )
    exact = all(one is None or one.exact is not None for one in (score, payment))
    if not grading.bands and not exact:
        words_ = exact_words(payment or score or point(0))
        reasons.append(Text(f"测算结果为区间：{words_.zh}", f"the result is an interval: {words_.en}"))
    if asked.open and reasons:
        reasons.append(
            Text(
                f"自查中有 {asked.open} 个检查项未填全", f"{asked.open} controls of the self-check are not fully stated"
            )
        )
    return replace(
        blank,
        outcome="undecided" if reasons else "graded" if grading.bands else "measured",
        verdict="" if reasons or not verdicts else next(iter(verdicts)),
        says=NO_WORDS if reasons or not verdicts else words[0],
        possible=words,
        score=score,
        payment=payment,
        payment_says=NO_WORDS if grading.payment is None else grading.payment.says,
        working=tuple(lines),
        reasons=tuple(reasons),
    )


def _verdicts(grading: Grading, asked: Asked, score: Quantity, reasons: list[Text]) -> tuple[set[str], list[Line]]:
    """The verdicts left open, and the lines that tell of it."""
    found, touched = by_score(grading, score)
    open_, told = capped(grading, found, asked)
    if len(open_) > 1:
        reasons.extend(one.why for one in touched)
    why = unsettled(grading.unsettled, open_, asked)
    if why is not None:
        reasons.append(why)
    return open_, [band_line(grading, score), *told]


def _may(says: Text) -> Text:
    return Text(f"{says.zh}：未填报", f"{says.en}: not stated")


def _vetoed(grading: Grading, veto: Veto, blank: Graded, reasons: list[Text], asked: Asked) -> Graded:
    """A veto decides, and nothing is scored."""
    words = words_of(grading, {veto.verdict})
    says, read = veto.trigger.says, asked.told(veto.trigger)
    lines = [Line(Text(f"{says.zh}：有（{read.zh}），不再计分", f"{says.en}: yes ({read.en}); nothing is scored"))]
    score = None if veto.score is None else point(veto.score)
    if score is not None:
        lines.append(Line(Text("按规定记分", "the score that is recorded"), score))
    return replace(
        blank,
        outcome="undecided" if reasons else "graded",
        verdict="" if reasons else veto.verdict,
        says=NO_WORDS if reasons else words[0],
        possible=words,
        score=score,
        working=tuple(lines),
        reasons=tuple(reasons),
    )
