"""Measures a number of a scheme for one subject: its span, how it came about, what of it is not stated."""

from collections.abc import Iterator, Sequence

from ..assess import Assessment, Conclusion
from ..checks import Condition, ListRoute, Route, Subject, deciding
from ..checks.routes import Raw, is_none, shown
from ..checks.values import remembered
from ..document import Path
from ..frozen import Frozen
from ..quantities import Quantity, add, exact_text, exact_words
from ..words import Text, same
from .model import Figure, Fixed, Gaps, Measure, Share, Total, Trigger, WeightedMean
from .spans import ZERO, Range, held, hull, inside, meet, point, scaled
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

    def listed(self, over: ListRoute) -> str:
        """A list by identity."""
        base = self.subject.path if over.relative else ()
        return self.assessment.platform.identity((*base, *over.steps))

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

    def told(self, trigger: Trigger) -> Text:
        """What set a veto or a cap off, or did not."""
        if trigger.when is None:
            return Text("、".join(trigger.controls), ", ".join(trigger.controls))
        seen = deciding(trigger.when, self.subject, self.assessment.world)
        read = {
            self.named(one.check.route): shown(one.check.route.getter()(one.subject.item, self.assessment.world))
            for one in seen
        }
        return Text(
            "，".join(f"{name} {value.zh}" for name, value in read.items()),
            ", ".join(f"{name} {value.en}" for name, value in read.items()),
        )


class Measured(Frozen):
    """A number, and how it came about; `lines` come before it in the working."""

    value: Quantity
    shown: Text  # as a term of the working
    at: str = ""  # the place that it was read from
    lines: tuple[tuple[Text, Quantity], ...] = ()


def term(span: Quantity) -> Text:
    """A span inside a term: what is not one number stands in brackets."""
    words = exact_words(span)
    return words if span.exact is not None else Text(f"[{words.zh}]", f"[{words.en}]")


def joined(terms: Sequence[Text], sign: str) -> Text:
    """Terms with a sign between them, in brackets where there are several; nothing adds up to 0."""
    if not terms:
        return same("0")
    whole_ = Text(sign.join(one.zh for one in terms), sign.join(one.en for one in terms))
    return whole_ if len(terms) == 1 else Text(f"({whole_.zh})", f"({whole_.en})")


def measure(one: Measure, asked: Asked) -> Measured:
    """A measure of the scheme. Raises `NotThere`."""
    found = _origin(one, asked)
    value, shown = found.value, found.shown
    if one.times != 1:
        value = scaled(value, one.times)
        shown = Text(f"{shown.zh} × {exact_text(one.times)}", f"{shown.en} × {exact_text(one.times)}")
    if one.ceiling is not None and (value.high is None or value.high > one.ceiling):
        value = held(value, None, one.ceiling)
        most = exact_text(one.ceiling)
        shown = Text(f"({shown.zh}，至多 {most})", f"({shown.en}, at most {most})")
    return Measured(value, shown, found.at, found.lines)


def _origin(one: Measure, asked: Asked) -> Measured:
    match one.source:
        case Fixed(number):
            return Measured(point(number), same(exact_text(number)))
        case Figure(route):
            value = figure(one.source, asked)
            return Measured(value, term(value), asked.named(route))
        case Total():
            return _total(one.source, asked)
        case WeightedMean():
            return _weighted(one.source, asked)
        case Share():
            return _share(one.source, asked)
        case Gaps():
            return _gaps(one.source, asked)


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
        range_, is_ = exact_words(within.span), exact_words(value)
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
    name = asked.listed(of.over)
    members, more = _members(of, asked)
    if members is None:
        return Measured(of.within.span, term(of.within.span), name)
    parts: list[Quantity] = []
    for member, kept in members:
        value = _field(of.value, member, FREE, asked)
        if of.ceiling is not None:
            value = _lesser(value, _field(of.ceiling, member, FREE, asked))
        parts.append(value if kept else hull((value, point(0))))
    total, terms = add(point(0), *parts), [term(one) for one in parts]
    if more:
        total = Quantity("", total.low, None, total.low_open)
        terms.append(Text("未列出的", "what is not listed"))
    possible = meet(total, of.within.span)
    if possible is None:
        whole_, is_ = exact_words(of.within.span), exact_words(total)
        asked.wrong.append(
            Text(
                f"{name} 合计 {is_.zh}，应在 {whole_.zh} 之内",
                f"{name} adds up to {is_.en}; it lies within {whole_.en}",
            )
        )
    return Measured(possible or of.within.span, joined(terms, " + "), name)


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
    name = asked.listed(of.over)
    if members is None:
        return Measured(of.within.span, term(of.within.span), name)
    values: list[tuple[Quantity, Quantity]] = []
    lines: list[tuple[Text, Quantity]] = []
    for member, kept in members:
        value, shown = _value(of, member, asked)
        if value is None:
            continue
        weight = _field(of.weight, member, FREE, asked)
        values.append((value if kept else of.within.span, weight))
        item, by = asked.assessment.platform.identity(member.path), exact_words(weight)
        lines.append((Text(f"{item}，权重 {by.zh}：{shown.zh}", f"{item}, weight {by.en}: {shown.en}"), value))
    weights = [weight.exact for _, weight in values]
    if more or None in weights:
        spans = [value for value, _ in values] + ([of.within.span] if more else [])
        return Measured(hull(spans), Text("加权平均", "weighted mean"), name, tuple(lines))
    sum_ = sum((one for one in weights if one is not None), ZERO)
    if not sum_:
        raise NotThere(Text(f"{name} 中没有适用的项", f"nothing in {name} applies"))
    total = add(point(0), *(scaled(value, weight.exact or ZERO) for value, weight in values))
    terms = [
        Text(f"{term(value).zh} × {term(weight).zh}", f"{term(value).en} × {term(weight).en}")
        for value, weight in values
    ]
    top, below = joined(terms, " + "), joined([term(weight) for _, weight in values], " + ")
    shown = Text(f"{top.zh} / {below.zh}", f"{top.en} / {below.en}")
    return Measured(scaled(total, 1 / sum_), shown, name, tuple(lines))


def _value(of: WeightedMean, member: Subject, asked: Asked) -> tuple[Quantity | None, Text]:
    """The value of one item: a field of its own, or the mean over a list that it holds."""
    if isinstance(of.value, Route):
        value = _field(of.value, member, of.within, asked)
        return value, term(value)
    world, base = asked.assessment.world, (*member.path, *of.value.over.steps)
    inner = of.value.over.items(member.item, world)
    if inner is None or of.value.over.unlisted(member.item, world):
        asked.missing[asked.assessment.platform.identity(base)] = None
        return of.within.span, term(of.within.span)
    values = [_field(of.value.value, Subject(one, (*base, at)), of.within, asked) for at, one in enumerate(inner)]
    shown = joined([term(one) for one in values], " + ")
    return mean_of(values), Text(f"{shown.zh} / {len(values)}", f"{shown.en} / {len(values)}")


# What comes of the self-check.


def _share(of: Share, asked: Asked) -> Measured:
    groups: dict[str, list[Standing]] = {}
    counted: set[str] = set()  # profiles
    for one in asked.conclusions():
        stands = standing_of(one, asked.assessment)
        if stands.applicable or stands.missing:
            counted.add(one.control.profile)
            groups.setdefault(one.control.profile if of.by_profile else "", []).append(stands)
    if not groups:
        raise NotThere(Text("没有适用的检查项", "no control applies"))
    lines: list[tuple[Text, Quantity]] = []
    titles = {one.name: one.title for one in asked.assessment.profiles}
    for name, group in groups.items():
        found, how = _mean(of, group)
        told, of_which = (
            _counted(group),
            [titles[name]] if name else [one for key, one in titles.items() if key in counted],
        )
        zh, en = "、".join(one.zh for one in of_which), ", ".join(one.en for one in of_which)
        lines.append((Text(f"{zh}：{told.zh}；{how.zh}", f"{en}: {told.en}; {how.en}"), found))
    asked.open = sum(one.open > 0 or one.missing for group in groups.values() for one in group)
    if len(lines) == 1:
        return Measured(lines[0][1], term(lines[0][1]), "", tuple(lines))
    means = [mean for _, mean in lines]
    terms = joined([term(one) for one in means], " + ")
    shown = Text(f"{terms.zh} / {len(means)}", f"{terms.en} / {len(means)}")
    return Measured(mean_of(means) or point(0), shown, "", tuple(lines))


def _mean(of: Share, stands: list[Standing]) -> tuple[Quantity, Text]:
    """The mean of a group that is not empty, and how it came about."""
    if of.of == "controls":
        means = [mean for one in stands if (mean := one.mean(of.counts)) is not None]
        sum_ = term(add(point(0), *means))
        shown = Text(
            f"各检查项均值之和 {sum_.zh} / {len(means)}", f"sum of the means of controls {sum_.en} / {len(means)}"
        )
        return mean_of(means) or point(0), shown
    all_ = sum(stands, NOTHING_YET)
    found = all_.mean(of.counts) or point(0)
    if all_.missing:
        return found, Text("检查对象数不明", "the number of subjects is not known")
    sum_ = term(all_.total(of.counts))
    return found, Text(f"{sum_.zh} / {all_.applicable}", f"{sum_.en} / {all_.applicable}")


def _counted(stands: list[Standing]) -> Text:
    """The numbers behind a mean."""
    all_ = sum(stands, NOTHING_YET)
    lists = sum(one.missing for one in stands)
    zh = f"{len(stands)} 个检查项、{all_.applicable} 个检查对象，符合 {all_.satisfied}、部分符合 {all_.partly}、"
    zh += f"不符合 {all_.failed}、未填报 {all_.open}" + (f"，另有 {lists} 个检查项的列表未填报" if lists else "")
    en = f"controls {len(stands)}, subjects {all_.applicable}, satisfied {all_.satisfied}, partly {all_.partly}, "
    en += f"not {all_.failed}, not stated {all_.open}" + (f", lists not stated {lists}" if lists else "")
    return Text(zh, en)


def _gaps(of: Gaps, asked: Asked) -> Measured:
    total, number, known = point(0), 0, set()
    for one in asked.conclusions():
        control = one.control
        if (of.severities and control.severity not in of.severities) or (of.controls and control.id not in of.controls):
            continue
        known.add(control.id)
        value = of_control(one, asked.assessment, of.counts)
        if value is not None:
            number += 1
            total = add(total, value)
            asked.open += value.exact is None
    for name in of.controls:
        if name not in known:
            asked.missing[name] = None
            total = add(total, whole(of.counts))
    said = Text(f"适用的检查项 {number} 个，计", f"{number} controls apply; they count")
    return Measured(total, term(total), "", ((said, total),))
