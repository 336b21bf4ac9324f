"""Reads the pieces of a grading file: numbers, ranges, measures, steps, triggers. Every mistake has its own line."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from .. import quantities
from ..checks import Condition, Reader, Route, read_condition
from ..checks.reader import Mistake
from ..checks.routes import as_written
from ..clock import parse_day
from ..document import Path
from ..profiles.collecting import Collector
from ..quantities import Quantity
from ..words import SEVERITIES, Text, Unclear
from .model import (
    Action,
    Add,
    Bonus,
    Cut,
    Deduct,
    Factor,
    Figure,
    Fixed,
    Gaps,
    Limit,
    Mean,
    Measure,
    Origin,
    Payment,
    Rescale,
    Share,
    Start,
    Step,
    Total,
    Trigger,
    WeightedMean,
)
from .spans import Range
from .standing import COUNTED

MEASURES = ("number", "figure", "total", "weighted_mean", "share", "gaps")
ACTIONS = ("start", "add", "deduct", "bonus", "rescale", "limit")
NUMBERS = ("count", "number", "quantity", "flag")  # kinds of field that hold a number
OVER = {"controls": None, "subjects": None}
BOUNDS = ("from", "to", "includes")


class Entries:
    """Reads entries against the model; `reader` knows the subject where there is one."""

    def __init__(self, collector: Collector, reader: Reader) -> None:
        self.collector = collector
        self.reader = reader

    # Values.

    def number(self, value: object, at: Path) -> Fraction:
        """An exact number: `90`, `0.5`, `4/3`, `30%`."""
        try:
            return _number(value)
        except Unclear as error:
            raise Mistake(at, "number_expected", error.says, error.fix) from None

    def day(self, value: object, at: Path) -> date:
        """A day."""
        try:
            return parse_day(as_written(value))
        except Unclear as error:
            raise Mistake(at, "day_expected", error.says, error.fix) from None

    def range(self, entry: Mapping[str, object], at: Path) -> Range:
        """A stretch of the scale, whose bounds are explicit."""
        low, high = (self.number(entry[key], (*at, key)) if key in entry else None for key in ("from", "to"))
        named = entry.get("includes", [])
        here = (*at, "includes")
        if not isinstance(named, list) or any(one not in ("from", "to") or one not in entry for one in named):
            raise Mistake(
                here,
                "bounds_expected",
                Text("includes 列出包含在内的界：from、to", "includes lists the bounds that belong to it: from, to"),
                Text(
                    "写 [from]、[to]、[from, to] 或 []，只写给出的界。",
                    "Write [from], [to], [from, to] or [], of bounds that are given.",
                ),
            )
        if low is not None and high is not None and (low > high or (low == high and len(named) < 2)):
            raise Mistake(
                at,
                "empty_range",
                Text("此段内没有任何分数", "no score lies in this stretch"),
                Text("核对 from、to 和 includes。", "Correct from, to and includes."),
            )
        return Range(low, high, "from" in named, "to" in named)

    def within(self, entry: Mapping[str, object], at: Path) -> Range:
        """What a number may be: `[0, 100]`; an end that is null is unbounded."""
        if "between" not in entry:
            return Range(Fraction(0), None, has_low=True)
        here = (*at, "between")
        ends = self.reader.sequence(entry["between"], here)
        if len(ends) != 2:
            raise _two_ends(here)
        low, high = (None if end is None else self.number(end, (*here, index)) for index, end in enumerate(ends))
        if low is not None and high is not None and low > high:
            raise _two_ends(here)
        return Range(low, high, has_low=True, has_high=True)

    def condition(self, value: object, at: Path, reader: Reader | None = None) -> Condition:
        """A condition, in the language of controls. Its mistakes are this entry's."""
        using = reader or self.reader
        before = len(using.mistakes)
        found = read_condition(value, at, using)
        if len(using.mistakes) > before:
            first = using.mistakes[before]
            del using.mistakes[before:]
            raise first
        return found

    def route(self, value: object, at: Path, reader: Reader | None = None) -> Route:
        """A place that holds a number."""
        found = (reader or self.reader).route(value, at)
        if found.field.kind not in NUMBERS:
            raise Mistake(
                at,
                "number_place_expected",
                Text(f"{found} 不是数（{found.field.kind}）", f"{found} holds no number ({found.field.kind})"),
                Text(
                    "写一个数、计数、比率、金额或是非字段的位置。",
                    "Name a number, a count, a ratio, an amount or a flag.",
                ),
            )
        return found

    # Measures.

    def measure(self, value: object, at: Path, more: tuple[str, ...] = ()) -> Measure:
        """A number, so many times, under a ceiling. `more` keys are the caller's."""
        reader = self.reader
        key = reader.one_key(value, at, MEASURES)
        own = ("between",) if key == "figure" else ()
        entry = reader.mapping(value, at, (key, *own, "times", "ceiling", *more))
        here = (*at, key)
        return Measure(
            self._origin(key, entry, here, at),
            self.number(entry["times"], (*at, "times")) if "times" in entry else Fraction(1),
            self.number(entry["ceiling"], (*at, "ceiling")) if "ceiling" in entry else None,
        )

    def _origin(self, key: str, entry: Mapping[str, object], here: Path, at: Path) -> Origin:
        match key:
            case "number":
                return Fixed(self.number(entry[key], here))
            case "figure":
                return Figure(self.route(entry[key], here), self.within(entry, at))
            case "total":
                return self._total(entry[key], here)
            case "weighted_mean":
                return self._weighted(entry[key], here)
            case "share":
                return self._share(entry[key], here)
            case _:
                return self._gaps(entry[key], here)

    def _total(self, value: object, at: Path) -> Total:
        entry = self.reader.mapping(value, at, ("list", "field", "ceiling", "where", "between"), ("list", "field"))
        over = self.reader.list_route(entry["list"], (*at, "list"))
        inner = self.reader.within(over.record)
        return Total(
            over,
            self.condition(entry["where"], (*at, "where"), inner) if "where" in entry else None,
            self.route(entry["field"], (*at, "field"), inner),
            self.route(entry["ceiling"], (*at, "ceiling"), inner) if "ceiling" in entry else None,
            self.within(entry, at),
        )

    def _weighted(self, value: object, at: Path) -> WeightedMean:
        keys = ("list", "weight", "value", "where", "between")
        entry = self.reader.mapping(value, at, keys, ("list", "weight", "value", "between"))
        over = self.reader.list_route(entry["list"], (*at, "list"))
        inner = self.reader.within(over.record)
        return WeightedMean(
            over,
            self.condition(entry["where"], (*at, "where"), inner) if "where" in entry else None,
            self.route(entry["weight"], (*at, "weight"), inner),
            self._value(entry["value"], (*at, "value"), inner),
            self.within(entry, at),
        )

    def _value(self, value: object, at: Path, inner: Reader) -> Route | Mean:
        if not isinstance(value, dict):
            return self.route(value, at, inner)
        entry = inner.mapping(value, at, ("mean",), ("mean",))
        here = (*at, "mean")
        mean = inner.mapping(entry["mean"], here, ("list", "field"), ("list", "field"))
        over = inner.list_route(mean["list"], (*here, "list"))
        return Mean(over, self.route(mean["field"], (*here, "field"), inner.within(over.record)))

    def _share(self, value: object, at: Path) -> Share:
        entry = self.reader.mapping(value, at, ("of", "counts", "by"), ("of", "counts"))
        of = self.collector.among(entry["of"], (*at, "of"), OVER, "统计单位", "unit that is counted")
        if "by" in entry:
            self.collector.among(entry["by"], (*at, "by"), {"profile": None}, "分类", "class")
        return Share(of, self.counts(entry["counts"], (*at, "counts")), "by" in entry)

    def _gaps(self, value: object, at: Path) -> Gaps:
        entry = self.reader.mapping(value, at, ("counts", "severities", "controls"), ("counts",))
        severities = self.names(entry, "severities", at)
        for index, one in enumerate(severities):
            self.collector.among(one, (*at, "severities", index), SEVERITIES, "严重程度", "severity")
        return Gaps(self.counts(entry["counts"], (*at, "counts")), severities, self.names(entry, "controls", at))

    def counts(self, value: object, at: Path) -> Mapping[str, Quantity]:
        """What each status counts; `[0, 1]` where the source does not say."""
        entry = self.reader.mapping(value, at, COUNTED, COUNTED)
        found: dict[str, Quantity] = {}
        for name in COUNTED:
            here, one = (*at, name), entry[name]
            ends = one if isinstance(one, list) else [one, one]
            if len(ends) != 2:
                raise _two_ends(here)
            low, high = (self.number(end, here) for end in ends)
            if low > high:
                raise _two_ends(here)
            found[name] = Quantity("", low, high)
        return found

    def names(self, entry: Mapping[str, object], key: str, at: Path) -> tuple[str, ...]:
        """A list of names; none where the key is not there."""
        if key not in entry:
            return ()
        here = (*at, key)
        return tuple(
            self.reader.text(one, (*here, index)) for index, one in enumerate(self.reader.sequence(entry[key], here))
        )

    # Steps.

    def step(self, value: object, at: Path) -> Step:
        """One step of the score."""
        key = self.reader.one_key(value, at, ACTIONS)
        entry = self.reader.mapping(value, at, ("says", key), ("says",))
        return Step(self.collector.words(entry["says"], (*at, "says")), self._action(key, entry[key], (*at, key)))

    def _action(self, key: str, value: object, at: Path) -> Action:
        match key:
            case "start":
                return Start(self.measure(value, at))
            case "add":
                return Add(self.measure(value, at))
            case "deduct":
                return Deduct(self.measure(value, at))
            case "bonus":
                return self._bonus(value, at)
            case "rescale":
                return self._rescale(value, at)
            case _:
                entry = self.reader.mapping(value, at, ("at_least", "at_most"))
                low, high = (self._if_there(entry, name, at) for name in ("at_least", "at_most"))
                return Limit(low, high)

    def _if_there(self, entry: Mapping[str, object], key: str, at: Path) -> Fraction | None:
        return self.number(entry[key], (*at, key)) if key in entry else None

    def _bonus(self, value: object, at: Path) -> Bonus:
        measure = self.measure(value, at, ("only_above", "at_most"))
        assert isinstance(value, dict)  # or no measure had been read
        return Bonus(measure, self._if_there(value, "only_above", at), self._if_there(value, "at_most", at))

    def _rescale(self, value: object, at: Path) -> Rescale:
        keys = ("when", "dropped", "factor")
        entry = self.reader.mapping(value, at, (*keys, "points"), keys)
        factor = self.number(entry["factor"], (*at, "factor"))
        if factor <= 0:
            raise _positive((*at, "factor"))
        return Rescale(
            self.condition(entry["when"], (*at, "when")),
            self.measure(entry["points"], (*at, "points")) if "points" in entry else None,
            self.number(entry["dropped"], (*at, "dropped")),
            factor,
        )

    # Verdicts and money.

    def trigger(self, entry: Mapping[str, object], at: Path) -> Trigger:
        """What sets a veto or a cap off."""
        key = self.reader.one_key(entry, at, ("when", "controls"))
        says = self.collector.words(entry["says"], (*at, "says"))
        if key == "when":
            return Trigger(says, self.condition(entry["when"], (*at, "when")), ())
        return Trigger(says, None, self.names(entry, "controls", at))

    def payment(self, value: object, at: Path) -> Payment:
        """What is cut or paid."""
        key = self.reader.one_key(value, at, ("cut", "pay"))
        entry = self.reader.mapping(value, at, ("says", "amount", key), ("says", "amount"))
        amount = self.reader.route(entry["amount"], (*at, "amount"))
        if amount.field.dimension != "money":
            raise Mistake(
                (*at, "amount"),
                "amount_expected",
                Text(f"{amount} 不是金额", f"{amount} is no amount of money"),
                Text("写一个金额字段的位置。", "Name a place that holds an amount."),
            )
        here = (*at, key)
        entries = list(enumerate(self.reader.sequence(entry[key], here)))
        figure = Figure(amount, Range(Fraction(0), None, has_low=True))
        says = self.collector.words(entry["says"], (*at, "says"))
        if key == "cut":
            return Payment(says, figure, tuple(self._cut(one, (*here, index)) for index, one in entries), ())
        return Payment(says, figure, (), tuple(self._factor(one, (*here, index)) for index, one in entries))

    def _cut(self, value: object, at: Path) -> Cut:
        key = self.reader.one_key(value, at, ("share", "shortfall"))
        entry = self.reader.mapping(value, at, (*BOUNDS, key), ("includes",))
        range_ = self.range(entry, at)
        if key == "share":
            return Cut(range_, self.number(entry["share"], (*at, "share")), Fraction(0), Fraction(1))
        here = (*at, "shortfall")
        short = self.reader.mapping(entry["shortfall"], here, ("below", "over"), ("below", "over"))
        over = self.number(short["over"], (*here, "over"))
        if over <= 0:
            raise _positive((*here, "over"))
        return Cut(range_, None, self.number(short["below"], (*here, "below")), over)

    def _factor(self, value: object, at: Path) -> Factor:
        entry = self.reader.mapping(value, at, ("says", "of"), ("says", "of"))
        return Factor(self.collector.words(entry["says"], (*at, "says")), self.measure(entry["of"], (*at, "of")))


def _number(value: object) -> Fraction:
    if isinstance(value, str) and value.count("/") == 1:
        part, whole = value.split("/")
        below = quantities.parse_number(whole.strip())
        if below:
            return quantities.parse_number(part.strip()) / below
    if isinstance(value, str) and value.endswith("%"):
        found = quantities.parse(value, "ratio").exact
        if found is not None:
            return found
    return quantities.parse_number(value)


def _two_ends(at: Path) -> Mistake:
    return Mistake(
        at,
        "two_ends_expected",
        Text("此处应为由小到大的两个数", "two numbers belong here, the smaller first"),
        Text("写成 [0, 100] 的样子。", "Write it like [0, 100]."),
    )


def _positive(at: Path) -> Mistake:
    return Mistake(
        at,
        "positive_expected",
        Text("此处应为正数", "a positive number belongs here"),
        Text("写一个正数。", "Write one."),
    )
