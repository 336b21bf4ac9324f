"""Makes controls and descriptions that have something to do with each other, from one source of chance.

The source is a `random.Random`: hypothesis lends one whose choices it can shrink, the campaign seeds its own.
A description is made for the routes that its control asks about, so that most questions have something to bite on.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from egov_cloud_std.shapes import Field, Record

from .places import Plain

LISTS = (
    "architecture.zones",
    "architecture.networks",
    "architecture.systems",
    "architecture.resources",
    "architecture.pools",
    "architecture.actors",
    "architecture.connections",
    "service.catalogue",
    "service.agreements",
    "service.agreements[].metrics",
    "performance.utilisation",
    "performance.utilisation[].bands",
    "performance.reliability.availability",
    "terminology.glossary",
    "figures",
    "terminology.documents",
)
DOCUMENTS = ("terminology", "documents")
WORDING = ("variants_declared", "abbreviations_expanded", "platform_name_kept", "role_words_kept", "deprecated_absent")
SECTIONS = (
    "platform",
    "architecture.redundancy",
    "security.logs",
    "security.data",
    "security.level_assessment",
    "performance.capacity.total",
    "performance.reliability.disaster_recovery",
    "service.operations.delivery",
    "security.mobile.management",
)
NODES = ("architecture.zones", "architecture.sites")
SCALARS = frozenset({"text", "flag", "count", "number", "choice", "quantity", "date", "month"})
ORDERED = frozenset({"count", "number", "quantity", "date", "month"})
WORDS: dict[str, tuple[Plain, ...]] = {
    "ratio": ("99%", "99.9%", "99.90%", "≥99%", "<99.9%", "95%~99%", "100%", "0%"),
    "duration": ("30 min", "0.5 小时", "1 h", "≤30min", "<30 min", "≥1 h", "20~40 min", "0 min", "7 天"),
    "data": ("500 GB", "0.5 TB", "1 TiB", "≥1 TB", "0 GB"),
    "bandwidth": ("1Gbps", "1000 Mbps", "10Gbps", "≤1Gbps"),
    "rate": ("5万次/秒", "20000 IOPS", "≥20000 IOPS"),
    "distance": ("60 km", "60000 m", "≥60 km", "30 km"),
    "money": ("37 万元", "370000 元", "≤1 万元", "0 元"),
    "frequency": ("2.4 GHz", "5 GHz", "2400 MHz"),
    "count": (0, 1, 2, 3, "3", "5万", 50000),
    "number": (0, 1, Decimal("1.50"), "1.5", -2, 3),
    "date": ("2026-06-30", "2026-06-29", "2026年7月1日", "2025-12-30", "2025-12-31", "2026-02-28", "2025-06-30"),
    "month": ("2026-05", "2026-06", "2026年6月"),
    "text": ("a", "b", "c", "3", 3, True, Decimal("1.5"), Decimal("1.50"), "1.5"),
}
PATTERNS = {"[A-Z]{2}": ("CN", "US", "HK"), "[0-9]{6}": ("110000", "330000")}
WRONG: dict[str, tuple[Plain, ...]] = {
    "flag": ("yes", 1),
    "count": (-1, "many", Decimal("1.5")),
    "number": ("3 km", True),
    "quantity": ("10", "很快", 7),
    "date": ("2026-02-30", "soon"),
    "month": ("2026-13", "2026"),
    "choice": ("no_such_choice",),
    "text": ("", {"a": 1}),
}
ATTESTATION = ("control", "who", "when", "basis", "valid_until")
PERIODS = ("6 months", "1 year", "90 天", "P1M", "1 天")
MOMENTS = ("2026-06-30T10:00", "2026-06-29T17:00:00Z", "2026-06-30T00:00", "2026-02-28T23:59", "2024-02-29")


@dataclass
class Maker:
    """Makes one control, and remembers every route it asks about."""

    chance: Random
    root: Record
    routes: set[tuple[str, ...]] = field(default_factory=set)  # from the root, through lists
    thresholds: dict[str, Plain] = field(default_factory=dict)
    subject: tuple[str, ...] | None = None  # the list whose items are the subjects
    plain: bool = False  # no literal with a hole in it

    def maybe(self, share: float) -> bool:
        """True so often."""
        return self.chance.random() < share

    def pick(self, things: Sequence[Plain]) -> Plain:
        """One of these."""
        return things[self.chance.randrange(len(things))]

    def some(self, things: Sequence[Plain], most: int = 3) -> list[Plain]:
        """One or more of these, each once."""
        left = list(things)
        return [left.pop(self.chance.randrange(len(left))) for _ in range(self.chance.randint(1, min(most, len(left))))]

    # Routes

    def record_at(self, steps: Sequence[str]) -> Record:
        """The record at the end of a route, inside lists and sections."""
        record = self.root
        for step in steps:
            inner = record.fields[step].record
            assert inner is not None, steps
            record = inner
        return record

    def fields(self, record: Record, wanted: frozenset[str], depth: int = 2) -> list[tuple[tuple[str, ...], Field]]:
        """Every field of these kinds, in a record and its sections."""
        found: list[tuple[tuple[str, ...], Field]] = []
        for name, one in record.fields.items():
            if name == "none" or name.startswith("x_"):
                continue
            if one.kind in wanted and not (one.pattern and one.pattern not in PATTERNS):
                found.append(((name,), one))
            if one.kind == "record" and one.record is not None and depth:
                found += [((name, *rest), inner) for rest, inner in self.fields(one.record, wanted, depth - 1)]
        return found

    def use(self, scope: tuple[str, ...] | None, steps: tuple[str, ...]) -> str:
        """Notes a route and writes it: from an item of the list `scope`, or from the root."""
        self.routes.add((*(scope or ()), *steps))
        return ".".join(steps) if scope is None else "." + ".".join(steps)

    def field(self, scope: tuple[str, ...] | None, wanted: frozenset[str]) -> tuple[str, Field] | None:
        """A field of one of these kinds: of an item of the list `scope`, or anywhere from the root."""
        if scope is not None:
            found = self.fields(self.record_at(scope), wanted)
            if not found:
                return None
            steps, one = self.pick(found)
            return self.use(scope, steps), one
        section = tuple(self.pick(SECTIONS).split("."))
        found = self.fields(self.record_at(section), wanted)
        if not found:
            return None
        steps, one = self.pick(found)
        return self.use(None, (*section, *steps)), one

    def list_route(self) -> tuple[str, ...]:
        """A list that stands outside other lists."""
        return tuple(self.pick([one for one in LISTS if "[]" not in one]).split("."))

    # Answers

    def literal(self, of: Field) -> Plain:
        """A value of this field, fit to be an answer: one value, without an interval."""
        words = [one for one in values_of(of) if not isinstance(one, str) or not re.match("[≤≥<>]|.*~", one)]
        return self.pick(words)

    def alike(self, scope: tuple[str, ...] | None, of: Field) -> str | None:
        """Another place that holds the same kind of value."""
        where = scope if scope is not None and self.maybe(0.6) else None
        base = where if where is not None else tuple(self.pick(SECTIONS).split("."))
        near = [
            (steps, one)
            for steps, one in self.fields(self.record_at(base), frozenset({of.kind}))
            if (one.dimension, one.bare, one.choices, one.pattern) == (of.dimension, of.bare, of.choices, of.pattern)
            and (one.item is None or of.item is None or one.item.choices == of.item.choices)
        ]
        if not near:
            return None
        steps, _ = self.pick(near)
        return self.use(where, steps if where is not None else (*base, *steps))

    def term(self, scope: tuple[str, ...] | None, of: Field) -> Plain:
        """Something to add: a place, or a field over a list."""
        if self.maybe(0.4):
            place = self.alike(scope, of)
            if place is not None:
                return place
        for _ in range(6):
            steps = self.list_route()
            near = [
                (inner, one)
                for inner, one in self.fields(self.record_at(steps), frozenset({of.kind}))
                if (one.dimension, one.bare) == (of.dimension, of.bare)
            ]
            if near:
                self.routes.add(steps)
                inner, _ = self.pick(near)
                term = {"list": ".".join(steps), "field": self.use(steps, inner)}
                if self.maybe(0.5):
                    term["where"] = self.condition(steps, 0)
                return term
        return None

    def terms(self, scope: tuple[str, ...] | None, of: Field) -> list[Plain]:
        """Several things to add."""
        found = [self.term(scope, of) for _ in range(self.chance.randint(1, 2))]
        return [one for one in found if one is not None]

    def answer(self, scope: tuple[str, ...] | None, of: Field) -> Plain:
        """A literal, a place, or a number that is worked out."""
        if self.maybe(0.2):
            place = self.alike(scope, of)
            if place is not None:
                return {"place": place}
        if of.kind in ("count", "number", "quantity") and self.maybe(0.3):
            plus = self.terms(scope, of)
            minus = self.terms(scope, of) if self.maybe(0.3) else []
            if plus and minus:
                return {"sum_of": {"plus": plus, "minus": minus}}
            if plus:
                return {"sum_of": plus}
        if of.kind == "quantity" and of.dimension == "ratio" and self.maybe(0.4):
            amount = Field("amount", "quantity", dimension="data") if self.maybe(0.4) else Field("amount", "count")
            part, whole = self.term(scope, amount), self.term(scope, amount)
            if part is not None and whole is not None:
                return {"ratio_of": {"part": part, "whole": {"plus": [whole]} if self.maybe(0.3) else whole}}
        if of.kind == "count" and self.maybe(0.2):
            steps = self.list_route()
            self.routes.add(steps)
            counted: dict[str, Plain] = {"list": ".".join(steps)}
            if self.maybe(0.7):
                counted["where"] = self.condition(steps, 0)
            return {"count_of": counted}
        return self.literal(of)

    # Questions

    def asked(self, scope: tuple[str, ...] | None, depth: int) -> tuple[str, dict[str, Plain]]:
        """One place and its questions."""
        at = scope if scope is not None and self.maybe(0.75) else None
        roll = self.chance.random()
        if at is None and roll < 0.08:
            self.routes.update(
                ("attestations", one) for one in ATTESTATION if one in self.record_at(("attestations",)).fields
            )
            return "attestations", {"attested": True}
        if at is None and roll < 0.22:
            return self.ways(depth)
        if at is None and roll < 0.5:
            steps = self.list_route()
            return self.use(None, steps), self.of_list(steps, depth)
        if at == DOCUMENTS and depth and roll >= 0.5:
            return self.use(at, ("path",)), {"wording": self.pick((*WORDING, "readable"))}
        if roll < 0.62:
            found = self.field(at, frozenset({"set"}))
            if found is not None:
                return found[0], self.of_set(scope, found[1], depth)
        if roll < 0.68:
            found = self.field(at, frozenset({"record"}))
            if found is not None:
                inner = self.fields_below(at, found[0])
                if inner:
                    self.use(at, inner)
                return found[0], {"present": True}
        if at is not None and at == self.subject and depth and roll < 0.78:
            return self.of_item(at, depth)
        found = self.field(at, SCALARS)
        if found is None:
            found = self.field(None, SCALARS)
        if found is None:
            return "platform.id", {"present": True}
        return found[0], self.of_scalar(scope, found[1], depth)

    def fields_below(self, scope: tuple[str, ...] | None, route: str) -> tuple[str, ...] | None:
        """A scalar inside the section at this route."""
        steps = tuple(route.removeprefix(".").split("."))
        found = self.fields(self.record_at((*(scope or ()), *steps)), SCALARS)
        return (*steps, *self.pick(found)[0]) if found else None

    def of_scalar(self, scope: tuple[str, ...] | None, of: Field, depth: int) -> dict[str, Plain]:
        """Questions that any scalar takes."""
        kinds = ["present", "equals", "equals"]
        if of.kind != "flag":
            kinds.append("one_of")
        if of.kind in ORDERED:
            kinds += ["order"] * 5
        if of.kind == "date":
            kinds += ["within", "not_expired", "not_future"] * 2
        if of.kind == "text" and depth:
            kinds += ["refers_to"] * (4 if of.refers_to else 1)
        questions: dict[str, Plain] = {}
        for kind in self.some(kinds, 1 if self.maybe(0.8) else 2):
            match kind:
                case "equals":
                    questions["equals"] = self.equal(scope, of)
                case "one_of":
                    questions["one_of"] = [self.literal(of) for _ in range(self.chance.randint(1, 2))]
                case "order":
                    order = self.pick(("at_least", "at_most", "more_than", "less_than"))
                    questions[order] = self.answer(scope, of)
                case "within":
                    questions["within"] = self.pick(PERIODS)
                case "refers_to":
                    questions["refers_to"] = self.targets(of)
                case _:
                    questions[kind] = True
        return questions

    def equal(self, scope: tuple[str, ...] | None, of: Field) -> Plain:
        """What a value equals, perhaps within a tolerance."""
        answer = self.answer(scope, of)
        if isinstance(answer, dict) and "sum_of" in answer and self.maybe(0.5):
            return answer | {"tolerance": self.pick(("1%", "50%"))}
        return answer

    def targets(self, of: Field) -> Plain:
        """The lists that an id may name an item of."""
        known = [tuple(one.split(".")) for one in of.refers_to] or [self.list_route()]
        for one in known:
            self.routes.add((*one, "id"))
        if len(known) == 1 and self.maybe(0.4):
            return {"list": ".".join(known[0]), "where": self.condition(known[0], 0)}
        names = [".".join(one) for one in known]
        return names if len(names) > 1 else names[0]

    def of_set(self, scope: tuple[str, ...] | None, of: Field, depth: int) -> dict[str, Plain]:
        """Questions that a set takes."""
        assert of.item is not None
        kinds = ["present", "count", "covers", "only"] + (["refers_to"] if of.item.kind == "text" and depth else [])
        kind = self.pick(kinds)
        match kind:
            case "present":
                return {"present": True}
            case "count":
                return {"count": self.bounds(3)}
            case "refers_to":
                return {"refers_to": self.targets(of.item)}
            case _:
                place = self.alike(scope, of) if self.maybe(0.3) else None
                if place is not None:
                    return {kind: {"place": place}}
                return {kind: self.some([one for one in values_of(of.item) if one is not True], 2)}

    def bounds(self, most: int) -> dict[str, Plain]:
        """A bound on a count."""
        return {self.pick(("at_least", "at_most", "equals")): self.chance.randint(0, most)}

    def of_list(self, steps: tuple[str, ...], depth: int) -> dict[str, Plain]:
        """Questions that a list takes."""
        kind = self.pick(("present", "count", "count", "share", "covers", "only"))
        where = {"where": self.condition(steps, max(0, depth - 1))} if self.maybe(0.7) else {}
        match kind:
            case "count":
                return {"count": where | self.bounds(4)}
            case "share":
                where = where or {"where": self.condition(steps, 0)}
                bounds = self.some(("at_least", "at_most"), 1)
                return {"share": where | {one: self.pick(("50%", "100%", "0%", "90%")) for one in bounds}}
            case "covers" | "only":
                found = self.fields(self.record_at(steps), frozenset({"text", "choice", "count", "set", "date"}), 1)
                inner, one = self.pick(found)
                values = self.some([value for value in values_of(one.item or one) if value is not True], 2)
                return {kind: where | {"field": self.use(steps, inner), "values": values}}
            case _:
                return {"present": True}

    def of_item(self, scope: tuple[str, ...], depth: int) -> tuple[str, dict[str, Plain]]:
        """Questions about an item among others."""
        name, route = ".".join(scope), scope
        kind = self.pick(("unique_in", "agrees_with", "referred_by", "acyclic_in"))
        if kind == "acyclic_in":
            return self.circular(scope, name)
        if "[]" in name or kind == "referred_by":
            target = self.list_route()
            found = self.fields(self.record_at(target), frozenset({"text", "set"}), 0)
            found = [
                (steps, one) for steps, one in found if one.kind == "text" or (one.item and one.item.kind == "text")
            ]
            naming = [(steps, one) for steps, one in found if (one.refers_to or (one.item and one.item.refers_to))]
            steps, _ = self.pick(naming or found)
            asked: dict[str, Plain] = {"list": ".".join(target), "field": self.use(target, steps)}
            if self.maybe(0.5):
                asked["where"] = self.condition(target, 0)
            return self.use(scope, ("id",)), {"referred_by": asked}
        place, _ = self.field(scope, frozenset({"text", "choice", "count", "number", "quantity", "date"})) or (
            ".id",
            None,
        )
        if kind == "unique_in":
            return place, {"unique_in": ".".join(route)}
        by, _ = self.field(scope, frozenset({"text", "choice", "count", "date", "quantity"})) or (".id", None)
        asked = {"list": ".".join(route), "by": by}
        apart = self.field(scope, frozenset({"choice"}))
        if apart is not None and self.maybe(0.5):
            asked |= {"apart": apart[0], "unstated": self.pick(apart[1].choices)}
        return place, {"agrees_with": asked}

    def circular(self, scope: tuple[str, ...], name: str) -> tuple[str, dict[str, Plain]]:
        """A question about where the references of an item lead."""
        found = [
            (steps, one)
            for steps, one in self.fields(self.record_at(scope), frozenset({"text", "set"}))
            if (one.item or one).kind == "text" and steps != ("id",)
        ]
        leading = [(steps, one) for steps, one in found if name in (one.item or one).refers_to]
        steps, _ = self.pick(leading or found)
        self.routes.add((*scope, "id"))
        if self.maybe(0.5):
            return self.use(scope, steps), {"acyclic_in": name}
        return self.use(scope, steps), {"acyclic_in": {"list": name, "where": self.condition(scope, 0)}}

    def ways(self, depth: int) -> tuple[str, dict[str, Plain]]:
        """Questions about connections."""
        self.routes.update(("architecture", "connections", one) for one in ("start", "end", "one_way"))
        kind = self.pick(("connects", "separates", "survives_any_loss"))
        asked: dict[str, Plain] = {}
        for one in ("from", "to"):
            steps = tuple(self.pick(NODES[:1] * 4 + NODES[1:]).split("."))
            self.routes.add((*steps, "id"))
            asked[one] = {"list": ".".join(steps)}
            if self.maybe(0.9):
                named = {".id": {"one_of": self.some(("a", "b", "c", "d"), 2)}}
                asked[one]["where"] = named if self.maybe(0.8) else self.condition(steps, 0)
        if kind == "separates":
            steps = ("architecture", "connections")
            controlled = {self.use(steps, ("controlled",)): {"equals": True}}
            asked["through"] = controlled if self.maybe(0.5) else self.condition(steps, 0)
        return "architecture.connections", {kind: asked}

    # Conditions and controls

    def condition(self, scope: tuple[str, ...] | None, depth: int) -> dict[str, Plain]:
        """One or two entries side by side."""
        asked: dict[str, Plain] = {}
        for _ in range(1 if self.maybe(0.75) else 2):
            roll = self.chance.random()
            if roll < 0.2:
                key = self.pick(("all_of", "any_of"))
                asked[key] = [self.condition(scope, 0) for _ in range(self.chance.randint(1, 2))]
            elif roll < 0.32:
                asked["not"] = self.condition(scope, 0)
            elif depth:
                place, questions = self.asked(scope, depth - 1)
                asked[place] = questions
            else:
                found = self.field(scope if self.maybe(0.85) else None, SCALARS)
                if found is not None:
                    asked[found[0]] = self.of_scalar(scope, found[1], 0)
        return asked or {"platform.level": {"present": True}}

    def threshold(self, scope: tuple[str, ...] | None) -> dict[str, Plain] | None:
        """A check against a threshold, which is its control's only one."""
        found = self.field(scope, ORDERED)
        if found is None:
            return None
        place, one = found
        within = one.kind == "date" and self.maybe(0.6)
        question = "within" if within else self.pick(("at_least", "at_most"))
        value = None if self.maybe(0.3) else self.pick(PERIODS) if within else self.literal(one)
        self.thresholds["wanted"] = {"value": value, "direction": "at_most" if within else question}
        return {place: {question: "$wanted"}}

    def control(self) -> dict[str, Plain]:
        """A control: perhaps each with where, perhaps when, and what is expected."""
        control: dict[str, Plain] = {"id": "the_control"}
        scope: tuple[str, ...] | None = None
        if self.maybe(0.65):
            name = self.pick(LISTS)
            scope = tuple(name.replace("[]", "").split("."))
            self.routes.add(scope)
            self.subject = scope if "[]" not in name else None
            control["each"] = {"list": name}
            if self.maybe(0.5):
                control["each"]["where"] = self.condition(scope, 1)
        if self.maybe(0.4):
            control["when"] = self.condition(scope, 1)
        expect = self.threshold(scope) if self.maybe(0.12) else None
        if expect is None:
            expect = {}
            for _ in range(self.chance.randint(1, 3)):
                expect |= self.condition(scope, 2)
        control["expect"] = expect
        if self.maybe(0.1):
            control["contradicted_by"] = self.condition(None, 1)
        return control


def values_of(of: Field) -> Sequence[Plain]:
    """Some values of a field, several of them equal, some of them intervals."""
    match of.kind:
        case "flag":
            return (True, False)
        case "choice":
            return of.choices[:3]
        case "quantity":
            return WORDS[of.dimension]
        case "text" if of.pattern:
            return PATTERNS.get(of.pattern, ("?",))
        case "text" if of.name == "id" or of.refers_to:
            return ("a", "b", "c", "d")
        case _:
            return WORDS[of.kind]


def written(maker: Maker) -> dict[str, Plain]:
    """A description of what the control asks about."""
    tree: dict[str, Plain] = {}
    for route in maker.routes:
        node = tree
        for step in route:
            node = node.setdefault(step, {})
    data = _mapping(maker, maker.root, tree)
    data["schema"] = "egov-platform/0"
    facts = data.get("platform")
    data["platform"] = (facts if isinstance(facts, dict) else {}) | {"id": "p"}
    if maker.maybe(0.08):
        reason = {"reason": "a"} if maker.maybe(0.8) else {}
        data["not_applicable"] = [{"control": maker.pick(("the_control", "another"))} | reason]
    return data


def read(maker: Maker) -> dict[str, Plain]:
    """What is supposed to have been found in the documents, of those that somebody looked into."""
    found: dict[str, Plain] = {}
    for name in "abcd" if DOCUMENTS in maker.routes or (*DOCUMENTS, "path") in maker.routes else "":
        if maker.maybe(0.85):
            aspects = {one: maker.pick((0, 1, 2, "open")) for one in maker.some(WORDING, 5)}
            found[name] = "unreadable" if maker.maybe(0.2) else aspects
    return found


def _mapping(maker: Maker, record: Record, tree: Mapping[str, Plain]) -> dict[str, Plain]:
    data: dict[str, Plain] = {}
    for name in sorted(tree):
        one = record.fields[name]
        value = _value(maker, one, tree[name])
        if value is not None or maker.maybe(0.3):
            data[name] = value
        for other in record.fields.values():
            if other.total_of == name and maker.maybe(0.2):
                length = len(value) if isinstance(value, list) else 0
                data[other.name] = maker.pick((length, length + 1, length + 2, max(0, length - 1), "many"))
    return data


def _value(maker: Maker, of: Field, tree: Mapping[str, Plain]) -> Plain:
    roll = maker.chance.random()
    match of.kind:
        case "record":
            assert of.record is not None
            if roll < 0.06:
                return None
            if roll < 0.14 and "none" in of.record.fields:
                return {"none": True}
            return "wrong" if roll < 0.15 else _mapping(maker, of.record, tree)
        case "list":
            return _list(maker, of, tree, roll)
        case "set":
            assert of.item is not None
            if roll < 0.1:
                return None
            if roll < 0.2:
                return maker.pick(([], {"none": True}, "wrong"))
            members = [maker.pick(values_of(of.item)) for _ in range(maker.chance.randint(1, 3))]
            return [None if maker.maybe(0.04) else one for one in members]
        case _:
            if roll < (0.03 if of.name in ("start", "end", "controlled") else 0.13):
                return None
            return maker.pick(WRONG[of.kind]) if roll < 0.15 else maker.pick(values_of(of))


def _list(maker: Maker, of: Field, tree: Mapping[str, Plain], roll: float) -> Plain:
    assert of.record is not None
    if roll < 0.07:
        return None
    if roll < 0.15:
        return maker.pick(([], {"none": True}, "wrong"))
    items: list[Plain] = []
    joined = ("architecture", "connections", "start") in maker.routes
    least, most = {"connections": (2, 7), "zones": (3, 4), "sites": (3, 4)}.get(of.name, (1, 4)) if joined else (1, 4)
    for index in range(maker.chance.randint(least, most)):
        item = _mapping(maker, of.record, tree)
        if of.record.identified:
            item["id"] = maker.pick("abcd") if maker.maybe(0.02) else None if maker.maybe(0.02) else "abcdefg"[index]
        if "control" in tree:
            item["control"] = "the_control" if maker.maybe(0.8) else maker.pick(("other", None))
        items.append(item if maker.maybe(0.99) else None)
    return items
