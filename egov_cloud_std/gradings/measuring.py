"""Measures a number of a scheme for one subject: its span, how it came about, what of it is not stated."""

from collections.abc import Iterator

from ..assess import Assessment, Conclusion
from ..checks import Condition, Route, Subject
from ..checks.routes import Raw, is_none
from ..checks.values import remembered
from ..document import Path
from ..frozen import Frozen
from ..quantities import Quantity, add, exact_text
from ..words import NO_WORDS, Text, same
from .model import Figure, Fixed, Gaps, Measure, Share, Total, Trigger, WeightedMean
from .spans import ZERO, Range, held, hull, inside, point, product, said, scaled
from .standing import (
    NOTHING_YET,
    Standing,
    chosen,
    may_fail,
    mean_of,
    of_control,
    standing_of,
    whole,
)


class NotThere(Exception):
    """What the scheme is about does not exist: the description says so, or nothing of it applies."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.en)
        self.says = says


class Asked:
    """One subject of one assessment, and what was found wanting while its figures were read."""

    def __init__(self, assessment: Assessment, subject: Subject, profiles: tuple[str, ...]) -> None:
        self.assessment = assessment
        self.subject = subject
        self.profiles = profiles
        self.missing: dict[str, None] = {}  # places that are not stated
        self.wrong: list[Text] = []  # stated figures that cannot be
        self.open = 0  # controls of which something is not stated

    def conclusions(self) -> Iterator[Conclusion]:
        """The controls that the scheme counts."""
        return chosen(self.assessment, self.profiles)

    def named(self, route: Route, at: Path | None = None) -> str:
        """A place by identity."""
        base = self.subject.path if at is None else at
        return self.assessment.platform.identity(route.path(base))

    def holds(self, condition: Condition) -> bool | None:
        """Whether a condition holds for the subject; what it lacks is remembered."""
        world = self.assessment.world
        found = world.test(condition)(self.subject.item, world)
        if found is None:
            self.lack(condition, self.subject)
        return found

    def lack(self, condition: Condition, subject: Subject) -> None:
        """Remembers the places on which a condition hangs."""
        from ..checks import deciding  # only where something is missing

        for seen in deciding(condition, subject, self.assessment.world):
            self.missing[self.assessment.platform.identity(seen.check.route.path(subject.path))] = None

    def set_off(self, trigger: Trigger) -> bool | None:
        """Whether a veto or a cap is set off."""
        if trigger.when is not None:
            return self.holds(trigger.when)
        by_id = {one.control.id: one for one in self.assessment.conclusions}
        found: bool | None = False
        for name in trigger.controls:
            one = may_fail(by_id[name], self.assessment) if name in by_id else None
            if one is None:
                self.missing[name] = None
            found = found if one is False else True if True in (one, found) else None
        return found


class Measured(Frozen):
    """A number, and how it came about; `lines` come before it in the working."""

    value: Quantity
    shown: Text
    lines: tuple[tuple[Text, Quantity], ...] = ()


def measure(one: Measure, asked: Asked) -> Measured:
    """A measure of the scheme. Raises `NotThere`."""
    found = _sourced(one, asked)
    value, shown = found.value, found.shown
    if one.times != 1:
        value = scaled(value, one.times)
        factor = exact_text(one.times)
        shown = Text(f"{shown.zh} × {factor}", f"{shown.en} x {factor}")
    if one.ceiling is not None and (value.high is None or value.high > one.ceiling):
        value = held(value, None, one.ceiling)
        most = exact_text(one.ceiling)
        shown = Text(f"{shown.zh}，至多 {most}", f"{shown.en}, at most {most}")
    return Measured(value, shown, found.lines)


def _sourced(one: Measure, asked: Asked) -> Measured:
    match one.source:
        case Fixed(number):
            return Measured(point(number), same(exact_text(number)))
        case Figure(route):
            value = figure(one.source, asked)
            name = asked.named(route)
            return Measured(value, _of(value, name))
        case Total():
            return _total(one.source, asked)
        case WeightedMean():
            return _weighted(one.source, asked)
        case Share():
            return _share(one.source, asked)
        case Gaps():
            return _gaps(one.source, asked)


def _of(value: Quantity, name: str) -> Text:
    words = said(value)
    return Text(f"{words.zh}（{name}）", f"{words.en} ({name})")


def figure(of: Figure, asked: Asked) -> Quantity:
    """A figure of the description; where it is not stated, all that it may be."""
    raw = of.route.getter()(asked.subject.item, asked.assessment.world)
    if is_none(raw):
        name = asked.named(of.route)
        raise NotThere(Text(f"描述声明没有 {name}", f"the description says that there is no {name}"))
    return _number(raw, of.route, asked.named(of.route), of.within, asked)


def _number(raw: Raw, route: Route, name: str, within: Range, asked: Asked) -> Quantity:
    """A stated number inside its range; what is not stated, or outside, may be anything in the range."""
    if raw is None:
        asked.missing[name] = None
        return within.span
    found = remembered(route.field)(raw)
    value = found if isinstance(found, Quantity) else point(int(bool(found)))
    value = Quantity("", value.low, value.high, value.low_open, value.high_open)
    if value.low is None or value.high is None:
        value = held(value, within.low, within.high)
    if not inside(value, within.span):
        range_, is_ = said(within.span), said(value)
        asked.wrong.append(
            Text(f"{name} 为 {is_.zh}，应在 {range_.zh} 之内", f"{name} is {is_.en}; it lies within {range_.en}")
        )
        return within.span
    return value


def _members(of: Total | WeightedMean, asked: Asked) -> tuple[Iterator[tuple[Subject, bool | None]] | None, bool]:
    """The items with whether each counts; `None` where the list is not stated; and whether more exist than are listed."""
    world, subject = asked.assessment.world, asked.subject
    base = of.over.steps if not of.over.relative else (*subject.path, *of.over.steps)
    items = of.over.items(subject.item, world)
    if items is None:
        asked.missing[asked.assessment.platform.identity(base)] = None
        return None, False
    more = of.over.unlisted(subject.item, world) > 0
    if more:
        asked.missing[asked.assessment.platform.identity(base)] = None
    test = None if of.where is None else world.test(of.where)

    def each() -> Iterator[tuple[Subject, bool | None]]:
        for index, item in enumerate(items):
            member = Subject(item, (*base, index))
            kept = True if test is None else test(item, world)
            if kept is None and of.where is not None:
                asked.lack(of.where, member)
            if kept is not False:
                yield member, kept

    return each(), more


FREE = Range(ZERO, None, has_low=True)


def _total(of: Total, asked: Asked) -> Measured:
    name = str(of.over)
    members, more = _members(of, asked)
    if members is None:
        return Measured(of.within.span, _of(of.within.span, name))
    total, parts = point(0), []
    for member, kept in members:
        value = _field(of.value, member, FREE, asked)
        if of.ceiling is not None:
            most = _field(of.ceiling, member, FREE, asked)
            value = _lesser(value, most)
        if kept is None:
            value = hull((value, point(0)))
        total = add(total, value)
        parts.append(value)
    if more:
        total = Quantity("", total.low, of.within.high, total.low_open)
    total = held(total, None, of.within.high) if total.low is None or total.high is None else total
    if not inside(total, of.within.span):
        whole_, is_ = said(of.within.span), said(total)
        asked.wrong.append(
            Text(
                f"{name} 合计 {is_.zh}，应在 {whole_.zh} 之内",
                f"{name} adds up to {is_.en}; it lies within {whole_.en}",
            )
        )
        total = of.within.span
    return Measured(total, Text(*(_summed(parts, name, lang) for lang in (0, 1))))


def _summed(parts: list[Quantity], name: str, lang: int) -> str:
    terms = " + ".join(said(one)[lang] for one in parts) or "0"
    return f"{terms}（{name}）" if lang == 0 else f"{terms} ({name})"


def _field(route: Route, member: Subject, within: Range, asked: Asked) -> Quantity:
    raw = route.getter()(member.item, asked.assessment.world)
    return _number(None if is_none(raw) else raw, route, asked.named(route, member.path), within, asked)


def _lesser(a: Quantity, b: Quantity) -> Quantity:
    """The lesser of two numbers, whichever they are in their spans."""
    low = None if a.low is None or b.low is None else min(a.low, b.low)
    highs = [one for one in (a.high, b.high) if one is not None]
    return Quantity("", low, min(highs, default=None))


def _weighted(of: WeightedMean, asked: Asked) -> Measured:
    members, more = _members(of, asked)
    name = str(of.over)
    if members is None:
        return Measured(of.within.span, _of(of.within.span, name))
    values: list[tuple[Quantity, Quantity]] = []
    lines: list[tuple[Text, Quantity]] = []
    for member, kept in members:
        value = _value(of, member, asked)
        if value is None:
            continue
        weight = _field(of.weight, member, FREE, asked)
        values.append((of.within.span if kept is None else value, weight))
        item, by = asked.assessment.platform.identity(member.path), said(weight)
        lines.append((Text(f"{item} 均值，权重 {by.zh}", f"{item}: its mean, of weight {by.en}"), value))
    weights = [weight.exact for _, weight in values]
    if more or None in weights:
        spans = [value for value, _ in values] + ([of.within.span] if more else [])
        return Measured(hull(spans), Text("加权平均", "weighted mean"), tuple(lines))
    sum_ = sum((one for one in weights if one is not None), ZERO)
    if not sum_:
        raise NotThere(Text(f"{name} 中没有适用的项", f"nothing in {name} applies"))
    total = add(point(0), *(product(value, weight) for value, weight in values))
    terms = " + ".join(f"{_bracketed(value)} × {exact_text(weight.exact or ZERO)}" for value, weight in values)
    shown = f"({terms}) / {exact_text(sum_)}"
    return Measured(scaled(total, 1 / sum_), Text(shown, shown.replace("×", "x").replace("至", "to")), tuple(lines))


def _bracketed(value: Quantity) -> str:
    text = said(value).zh
    return text if value.exact is not None else f"[{text}]"


def _value(of: WeightedMean, member: Subject, asked: Asked) -> Quantity | None:
    """The value of one item: a field of its own, or the mean over a list that it holds."""
    if isinstance(of.value, Route):
        return _field(of.value, member, of.within, asked)
    world, base = asked.assessment.world, (*member.path, *of.value.over.steps)
    inner = of.value.over.items(member.item, world)
    if inner is None or of.value.over.unlisted(member.item, world):
        asked.missing[asked.assessment.platform.identity(base)] = None
        return of.within.span
    values = [_field(of.value.value, Subject(one, (*base, at)), of.within, asked) for at, one in enumerate(inner)]
    return mean_of(values)


# What comes of the self-check.


def _share(of: Share, asked: Asked) -> Measured:
    groups: dict[str, list[tuple[str, Standing]]] = {}
    for one in asked.conclusions():
        key = one.control.profile if of.by_profile else ""
        groups.setdefault(key, []).append((one.control.id, standing_of(one, asked.assessment)))
    lines: list[tuple[Text, Quantity]] = []
    means: list[Quantity] = []
    for name, stands in groups.items():
        found = _mean(of, [stand for _, stand in stands])
        if found is None:
            continue
        means.append(found)
        lines.append((_told(of, name, [stand for _, stand in stands], asked), found))
    value = mean_of(means)
    if value is None:
        raise NotThere(Text("没有适用的检查项", "no control applies"))
    _open(asked)
    if not of.by_profile:
        return Measured(value, lines[0][0])
    number = len(means)
    return Measured(value, Text(f"{number} 类的平均", f"mean over {number} classes"), tuple(lines))


def _mean(of: Share, stands: list[Standing]) -> Quantity | None:
    if of.of == "controls":
        return mean_of(mean for mean in (one.mean(of.counts) for one in stands) if mean is not None)
    return sum(stands, NOTHING_YET).mean(of.counts)


def _told(of: Share, name: str, stands: list[Standing], asked: Asked) -> Text:
    """The numbers behind a share."""
    all_ = sum(stands, NOTHING_YET)
    title = next((one.title for one in asked.assessment.profiles if one.name == name), NO_WORDS)
    lists = sum(one.missing for one in stands)
    controls = sum(one.applicable > 0 or one.missing for one in stands)
    zh = f"{title.zh}：" if name else ""
    en = f"{title.en}: " if name else ""
    zh += f"{controls} 个检查项，检查对象 {all_.applicable} 个：符合 {all_.satisfied}、部分符合 {all_.partly}、"
    zh += f"不符合 {all_.failed}、未填报 {all_.open}" + (f"，另有 {lists} 个检查项的列表未填报" if lists else "")
    en += f"{controls} controls, {all_.applicable} subjects: {all_.satisfied} satisfied, {all_.partly} partly, "
    en += f"{all_.failed} not, {all_.open} not stated" + (
        f"; the lists of {lists} more are not stated" if lists else ""
    )
    return Text(zh, en)


def _gaps(of: Gaps, asked: Asked) -> Measured:
    total, number = point(0), 0
    known = set()
    for one in asked.conclusions():
        control = one.control
        if (of.severities and control.severity not in of.severities) or (of.controls and control.id not in of.controls):
            continue
        known.add(control.id)
        value = of_control(one, asked.assessment, of.counts)
        if value is None:
            continue
        number += 1
        total = add(total, value)
    absent = [name for name in of.controls if name not in known]
    for name in absent:
        asked.missing[name] = None
        total = add(total, whole(of.counts))
    _open(asked)
    words = said(total)
    return Measured(
        total, Text(f"{words.zh}（适用的 {number} 个检查项）", f"{words.en} (of {number} controls that apply)")
    )


def _open(asked: Asked) -> None:
    """What is not stated in a self-check is listed by the report itself; here only that there is some."""
    open_ = sum(1 for one in asked.conclusions() if (stand := standing_of(one, asked.assessment)).open or stand.missing)
    if open_:
        asked.open = open_
