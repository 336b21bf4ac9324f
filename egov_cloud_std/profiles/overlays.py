"""Lays an overlay over profiles: thresholds are set in their direction, duty and severity are raised, controls are added.

An overlay never edits what a control asks. Whatever would loosen is refused at its line, with the value that stands
below and its place. What comes of it is one profile for each that the overlay extends, under the same name: it takes
that one's place in a run.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from ..checks.reader import Mistake, unknown
from ..document import Document, Path, Place, Problem
from ..frozen import replace
from ..platforms.regional import record as region_record
from ..shapes import Record
from ..words import DUTIES, SEVERITIES, Text
from .collecting import Collector
from .control_entries import CONTROL_KEYS, read_cited
from .controls import Control, Profile, Source
from .effective import Layer, Overlay
from .laying import Data, Piece, Said, asks, data_of, laid_over
from .loosening import LADDER, MODALS, WEIGHTS, as_strict, asks_of, show, value_for, value_in
from .reading import SCHEMA, read_profile, read_sources

OVERLAY_KEYS = (
    "schema",
    "profile",
    "version",
    "title",
    "extends",
    "sources",
    "thresholds",
    "raise",
    "controls",
    "extensions",
)
NEEDED = ("schema", "profile", "title", "extends")
SET = ("value", "source", "note", "direction")  # of a threshold
RAISED = ("duty", "severity", "waivable", "requires", "source")  # of a control
OWNER = "profile"  # of an added control: which profile it goes to, where the overlay extends several


def lay_over(
    document: Document,
    below: Sequence[Profile],
    root: Record,
    schemas: Mapping[Path, Document],
    *,
    witnesses: bool = False,
) -> tuple[tuple[Profile, ...], tuple[Problem, ...]]:
    """The profiles that come of an overlay, one for each `below`, and what is wrong with it.

    `schemas` are the files that its extensions name, by the place of the name.
    """
    collector = Collector(document, root, witnesses)
    if any(one.scope == "region" for one in below):
        collector.look_at(region_record())
    laying = collector.tried(lambda: _Laying(collector, below, schemas), None)
    if laying is None:
        return (), tuple(collector.problems)
    laying.read()
    profiles: list[Profile] = []
    problems = list(collector.problems)
    for one in below:
        found, more = read_profile(laid_over(laying.said, one), root, witnesses=witnesses)
        problems.extend(more)
        if found is not None:
            overlay = laying.overlay(one.name)
            profiles.append(replace(found, overlays=(*one.overlays, overlay), pinned=one.pinned))
    once = {(one.place, one.code): one for one in problems}.values()
    return tuple(profiles), tuple(sorted(once, key=lambda one: (one.place.file, one.place.line, one.place.column)))


class _Laying:
    """One overlay over its profiles."""

    def __init__(self, collector: Collector, below: Sequence[Profile], schemas: Mapping[Path, Document]) -> None:
        reader = collector.reader
        self.collector = collector
        self.below = below
        self.schemas = schemas
        data = reader.mapping(collector.document.data, (), OVERLAY_KEYS, NEEDED)
        self.data = data
        if self.data["schema"] != SCHEMA:
            raise Mistake(
                ("schema",),
                "schema",
                Text(f"schema 不是 {SCHEMA}", f"schema is not {SCHEMA}"),
                Text(f"写 schema: {SCHEMA}。", f"Write schema: {SCHEMA}."),
            )
        self.name = reader.text(self.data["profile"], ("profile",))
        self.title = collector.words(self.data["title"], ("title",))
        self.version = show(self.data["version"]) if self.data.get("version") is not None else ""
        if self.name in {name for one in below for name in (one.name, *(other.name for other in one.overlays))}:
            raise Mistake(
                ("profile",),
                "name_taken",
                Text(f"{self.name} 是所叠加的标准的名称", f"{self.name} is the name of what this extends"),
                Text("为叠加标准起一个自己的名称。", "Give the overlay a name of its own."),
            )
        sources = data.get("sources")
        self.own: dict[str, Source] = {}  # its sources
        layer = Layer(self.name, self.version, collector.document)
        self.said = Said(layer, sources if isinstance(sources, dict) else {}, [], [], [], [], [])

    def read(self) -> None:
        """Everything that the overlay says; mistakes go to the collector."""
        self.own = dict(read_sources(self.collector, self.data))
        for name, value, at in self.collector.named(self.data, "sources"):
            self.collector.tried(partial(self._source, name, value, at), None)
        for name, value, at in self.collector.named(self.data, "thresholds"):
            self.collector.tried(partial(self._threshold, name, value, at), None)
        for name, value, at in self.collector.named(self.data, "raise"):
            self.collector.tried(partial(self._raise, name, value, at), None)
        self.collector.tried(self._controls, None)
        self.collector.tried(self._extensions, None)
        for piece in self.said.new_thresholds:
            if not any(asks(one.entry, piece.name) for one in self.said.controls):
                self.collector.add(
                    Mistake(
                        piece.at,
                        "threshold_not_asked",
                        Text(f"没有检查项用到指标 {piece.name}", f"no control of this overlay asks for {piece.name}"),
                        Text(
                            "删去，或在所增的检查项中使用。", "Take it out, or ask for it in a control that is added."
                        ),
                        on_key=True,
                    )
                )

    def overlay(self, profile: str) -> Overlay:
        """What is kept of the overlay with the profile that comes of it."""
        adds = tuple(one.name for one in self.said.controls if one.profile == profile)
        document = self.collector.document
        return Overlay(self.name, self.version, self.title, document.name, document.digest, adds)

    # What it says.

    def _source(self, name: str, value: object, at: Path) -> None:
        for one in self.below:
            data = data_of(one).get("sources")
            if isinstance(data, dict) and name in data and data[name] != value:
                place = one.document.place(("sources", name))
                raise Mistake(
                    at,
                    "source_changed",
                    Text(
                        f"来源 {name} 已在 {_spot(place)}，内容不同",
                        f"source {name} stands at {_spot(place)}, and differs",
                    ),
                    Text("删去此项，或换一个键。", "Take it out, or choose another key."),
                    on_key=True,
                )

    def _threshold(self, name: str, value: object, at: Path) -> None:
        entry = self.collector.reader.mapping(value, at, SET, ("value",))
        homes = [one for one in self.below if name in one.thresholds]
        if len(homes) > 1:
            names = [one.name for one in homes]
            raise Mistake(
                at,
                "several_profiles",
                Text(
                    f"指标 {name} 在多个标准中：{'、'.join(names)}",
                    f"threshold {name} is in several: {', '.join(names)}",
                ),
                Text("为其中一个另写一份叠加标准。", "Write an overlay of its own for one of them."),
                on_key=True,
            )
        if not homes:
            if "direction" not in entry:
                known = tuple(threshold for one in self.below for threshold in one.thresholds)
                raise Mistake(at, "no_such_threshold", *unknown("指标", "threshold", name, known), on_key=True)
            known_sources = {key: one for below in self.below for key, one in below.sources.items()} | self.own
            if "source" in entry:
                tuple(read_cited(self.collector, entry["source"], (*at, "source"), known_sources))
            self.said.new_thresholds.append(Piece("", name, entry, at))
            return
        self._set(homes[0], name, entry, at)
        self.said.thresholds.append(Piece(homes[0].name, name, entry, at))

    def _set(self, below: Profile, name: str, entry: Data, at: Path) -> None:
        """A threshold may be set, and moved in its direction; nothing else."""
        old = below.thresholds[name]
        here, value = (*at, "value"), entry["value"]
        place = below.document.place(("thresholds", name, "value"))
        if entry.get("direction", old.direction) != old.direction:
            place = below.document.place(("thresholds", name, "direction"))
            raise Mistake(
                (*at, "direction"),
                "loosened",
                Text(
                    f"指标 {name} 的方向是 {old.direction}（{_spot(place)}），不能改",
                    f"the direction of {name} is {old.direction} ({_spot(place)}) and stays",
                ),
                Text("删去 direction。", "Take direction out."),
            )
        if value is None:
            if old.value is None:
                raise Mistake(
                    here,
                    "scalar_expected",
                    Text(f"没有为指标 {name} 写值", f"no value is written for {name}"),
                    Text("写一个值，或删去此项。", "Write one, or take the entry out."),
                )
            raise Mistake(
                here,
                "loosened",
                Text(
                    f"指标 {name} 现为 {show(old.value)}（{_spot(place)}），不能取消",
                    f"{name} is {show(old.value)} ({_spot(place)}) and cannot be taken away",
                ),
                Text("写一个不更宽的值，或删去此项。", "Write a value that is no looser, or take the entry out."),
            )
        if "source" not in entry:
            raise Mistake(
                at,
                "threshold_without_source",
                Text(f"指标 {name} 有值而没有来源", f"threshold {name} has a value and no source"),
                Text("写明 source：由哪份文件规定。", "State its source: which document sets it."),
            )
        tuple(read_cited(self.collector, entry["source"], (*at, "source"), {**below.sources, **self.own}))
        self._compare(below, name, value, here, place)

    def _compare(self, below: Profile, name: str, value: object, here: Path, place: Place) -> None:
        old, verdicts = below.thresholds[name], []
        for check in asks_of(below, name):
            new, standing = value_for(check, value, here, self.collector.reader), value_in(check)
            verdicts.append(True if standing is None else as_strict(new, standing, old.direction))
        if old.value is None or show(value) == show(old.value) or (verdicts and all(verdicts)):
            return
        way = {"at_least": ("低于", "below"), "more_than": ("低于", "below"), "equals": ("不同于", "other than")}
        zh, en = way.get(old.direction, ("高于", "above"))
        if False in verdicts:
            says = Text(
                f"放宽了指标 {name}：{show(value)} {zh}现有的 {show(old.value)}（{_spot(place)}）",
                f"this loosens {name}: {show(value)} is {en} {show(old.value)} ({_spot(place)})",
            )
        else:
            says = Text(
                f"看不出 {show(value)} 不比现有的 {show(old.value)}（{_spot(place)}）更宽",
                f"it cannot be told that {show(value)} is no looser than {show(old.value)} ({_spot(place)})",
            )
        fix = Text(
            f"写不比 {show(old.value)} 更宽的值，单位相同，或删去此项。",
            f"Write a value that is no looser than {show(old.value)}, in the same unit, or take the entry out.",
        )
        raise Mistake(here, "loosened", says, fix)

    def _raise(self, name: str, value: object, at: Path) -> None:
        found = [(one, control) for one in self.below for control in one.controls if control.id == name]
        if not found:
            known = tuple(control.id for one in self.below for control in one.controls)
            raise Mistake(at, "no_such_control", *unknown("检查项", "control", name, known), on_key=True)
        below, control = found[0]
        if isinstance(value, dict):
            for key in value:
                if key in CONTROL_KEYS and key not in RAISED:
                    raise _fixed(control, key, (*at, key))
        entry = self.collector.reader.mapping(value, at, RAISED)
        if not {"duty", "severity", "waivable"} & set(entry):
            raise Mistake(
                at,
                "raises_nothing",
                Text("没有写明提高什么", "nothing is raised here"),
                Text("写明 duty、severity 或 waivable: false。", "State duty, severity or waivable: false."),
                on_key=True,
            )
        before = len(self.collector.problems)
        if "severity" in entry:
            self.collector.tried(partial(self._severity, control, entry["severity"], (*at, "severity")), None)
        if "waivable" in entry:
            self.collector.tried(partial(self._waivable, control, entry["waivable"], (*at, "waivable")), None)
        if "duty" in entry:
            self.collector.tried(partial(self._duty, control, entry, at), None)
        elif "requires" in entry:
            raise _sentence_stays((*at, "requires"))
        if len(self.collector.problems) == before:
            self.said.raised.append(Piece(below.name, name, entry, at))

    def _severity(self, control: Control, value: object, at: Path) -> None:
        new = self.collector.among(value, at, SEVERITIES, "严重程度", "severity")
        if WEIGHTS.index(new) < WEIGHTS.index(control.severity):
            raise _lowered(control, "severity", control.severity, new, at)

    def _waivable(self, control: Control, value: object, at: Path) -> None:
        if not isinstance(value, bool):
            raise Mistake(
                at,
                "flag_expected",
                Text("waivable 只有 true 或 false", "waivable is true or false"),
                Text("写 false。", "Write false."),
            )
        if value and not control.waivable:
            raise _lowered(control, "waivable", "false", "true", at)

    def _duty(self, control: Control, entry: Data, at: Path) -> None:
        here = (*at, "duty")
        new = self.collector.among(entry["duty"], here, DUTIES, "用词", "duty")
        if new == control.duty:
            if "requires" in entry:
                raise _sentence_stays((*at, "requires"))
            return
        if "question" in (new, control.duty):
            place = control.document.place((*control.written, "duty"))
            raise Mistake(
                here,
                "question_stays",
                Text(
                    f"{control.id} 现为 {control.duty}（{_spot(place)}），疑点与要求不能互换",
                    f"{control.id} is {control.duty} ({_spot(place)}); a question and a requirement are not exchanged",
                ),
                Text("另写一个检查项。", "Write a control of your own."),
            )
        if LADDER.index(new) < LADDER.index(control.duty):
            raise _lowered(control, "duty", control.duty, new, here)
        cited = entry.get("source")
        if not isinstance(cited, list) or not any(isinstance(one, dict) and "ref" in one for one in cited):
            raise Mistake(
                here,
                "duty_without_source",
                Text(f"没有写明哪份文件要求“{DUTIES[new].zh}”", f"it is not said which document says “{new}”"),
                Text("在 source 中写明该文件（ref）。", "Name the document in source, with its ref."),
            )
        zh, en = MODALS[new]
        said = self.collector.words(entry["requires"], (*at, "requires")) if "requires" in entry else None
        if said is None or zh not in said.zh or en not in said.en.split():
            raise Mistake(
                (*at, "requires") if said is not None else here,
                "sentence_without_verb",
                Text(f"要求中没有“{zh}”", f"the sentence does not say “{en}”"),
                Text(
                    f"在 requires 中用“{zh}”和 {en} 写出要求，判定条件不变。",
                    f"Write the requirement in requires, with {zh} and {en}; what is asked stays.",
                ),
            )

    def _controls(self) -> None:
        if "controls" not in self.data:
            return
        names = [one.name for one in self.below]
        reader = self.collector.reader
        for index, value in enumerate(reader.sequence(self.data["controls"], ("controls",))):
            at = ("controls", index)
            self.collector.tried(partial(self._control, value, at, names), None)

    def _control(self, value: object, at: Path, names: Sequence[str]) -> None:
        reader = self.collector.reader
        entry = reader.mapping(value, at, (OWNER, *CONTROL_KEYS), ("id",))
        name = reader.text(entry["id"], (*at, "id"))
        for control in (control for one in self.below for control in one.controls):
            if control.id == name:
                raise Mistake(
                    (*at, "id"),
                    "control_changed",
                    Text(
                        f"检查项 {name} 已在 {_spot(control.place)}，叠加标准不改其内容",
                        f"control {name} stands at {_spot(control.place)}; an overlay does not change what it asks",
                    ),
                    Text(
                        "要提高用词或严重程度，写入 raise；要另有要求，换一个标识。",
                        "Raise its duty or severity under raise; for another requirement choose another id.",
                    ),
                )
        owner = entry.get(OWNER, names[0] if len(names) == 1 else None)
        if owner is None:
            raise Mistake(
                at,
                "missing_key",
                Text(
                    f"没有写明检查项归入哪个标准（{OWNER}）",
                    f"it is not said to which profile the control goes ({OWNER})",
                ),
                Text(f"写 {OWNER}，可用：{'、'.join(names)}", f"Write {OWNER}: one of {', '.join(names)}."),
            )
        owner = self.collector.among(owner, (*at, OWNER), dict.fromkeys(names), "检查标准", "profile")
        own = {key: one for key, one in entry.items() if key != OWNER}
        self.said.controls.append(Piece(owner, name, own, at))

    def _extensions(self) -> None:
        if "extensions" not in self.data:
            return
        for index, one in enumerate(self.collector.reader.sequence(self.data["extensions"], ("extensions",))):
            at = ("extensions", index)
            file = self.schemas.get((*at, "schema"))
            if file is None:
                self.said.extensions.append((one, at, self.said.layer, (*at, "schema")))
            else:
                assert isinstance(one, dict)  # or it would name no file
                layer = Layer(self.name, self.version, file)
                self.said.extensions.append((one | {"schema": file.data}, at, layer, ()))


def _fixed(control: Control, key: str, at: Path) -> Mistake:
    place = control.document.place((*control.written, key), key=True)
    return Mistake(
        at,
        "control_changed",
        Text(
            f"叠加标准不改 {key}：{control.id} 的内容见 {_spot(place)}",
            f"an overlay does not change {key}: what {control.id} says stands at {_spot(place)}",
        ),
        Text(
            "可提高的只有 duty、severity 和 waivable；要另有要求，另写一个检查项。",
            "Only duty, severity and waivable can be raised; for another requirement write a control of your own.",
        ),
        on_key=True,
    )


def _sentence_stays(at: Path) -> Mistake:
    return Mistake(
        at,
        "sentence_without_duty",
        Text("只有提高 duty 时才改写要求", "the sentence is written anew only where the duty is raised"),
        Text("删去 requires，或提高 duty。", "Take requires out, or raise duty."),
        on_key=True,
    )


def _lowered(control: Control, key: str, old: str, new: str, at: Path) -> Mistake:
    place = control.document.place((*control.written, key))
    return Mistake(
        at,
        "loosened",
        Text(
            f"放宽了 {control.id} 的 {key}：现为 {old}（{_spot(place)}），不能改为 {new}",
            f"this loosens {key} of {control.id}: it is {old} ({_spot(place)}) and cannot become {new}",
        ),
        Text("写更严的值，或删去此项。", "Write something stricter, or take this out."),
    )


def _spot(place: Place) -> str:
    return f"{place.file}:{place.line}"
