"""Wording: what a document that the description names says, and in which words."""

from collections.abc import Iterator
from typing import Self

from ...document import Path
from ...frozen import replace
from ...words import Text, same
from ..edits import Edits, at
from ..kind import Kind, Test, Verdict
from ..reader import Mistake, Reader, of_item, unknown
from ..readings import ASPECTS, Found, Reading
from ..routes import Raw, Route, as_written
from ..world import Item, Subject, World

DOCUMENTS = "terminology.documents"
FEW = 3  # places that are named in words; the others are counted


class Wording(Kind):
    """`wording: variants_declared`, asked of the path of an item of `terminology.documents`.

    A question opens no file: the world says what was found. Unknown where nobody looked or the file could not be read;
    only `readable` is then false.
    """

    name = "wording"
    takes = frozenset({"text"})

    aspect: str
    holds: bool = True

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        aspect = reader.text(answer, at)
        if aspect not in ASPECTS:
            raise Mistake(at, "no_such_aspect", *unknown("用语要求", "aspect", aspect, tuple(ASPECTS)))
        of_item(route, reader.list_route(DOCUMENTS, at), reader.subject, at)
        if route.steps != ("path",):
            raise Mistake(
                at,
                "not_the_path",
                Text(f"{route} 不是文件路径", f"{route} is not the path of a document"),
                Text("用于 .path。", "Ask it of .path."),
            )
        return cls(aspect)

    def compile(self, route: Route) -> Test:
        get = route.getter()

        def test(item: Item, world: World) -> Verdict:
            reading = _reading(item, world)
            if reading is None or get(item, world) is None:
                return None
            verdict = reading.holds(self.aspect)
            return None if verdict is None else verdict is self.holds

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        return ASPECTS[self.aspect]

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        name, reading = as_written(value), _reading(subject.item, world)
        if value is None:
            return Kind.seen(self, value, route, subject, world)
        if reading is None:
            return Text(f"{name}（未查看）", f"{name} (nobody looked)")
        if reading.wrong is not None:
            return Text(f"{name}（{reading.wrong.zh}）", f"{name} ({reading.wrong.en})")
        found = reading.found.get(self.aspect, ())
        if not found and self.aspect in reading.open:
            missing = _named(reading.open[self.aspect], world)
            return Text(
                f"{name}（{missing} 未填报，无从比对）", f"{name} ({missing} is not stated, so nothing to compare with)"
            )
        if not found:
            return same(name)
        number = reading.number(self.aspect)
        zh = "；".join(f"{one.spot.where.zh}{one.says.zh}" for one in found[:FEW])
        en = "; ".join(f"{one.spot.where.en}: {one.says.en}" for one in found[:FEW])
        rest = Text(f"；共 {number} 项", f"; {number} in all") if number > FEW else Text("", "")
        return Text(f"{name}（{zh}{rest.zh}）", f"{name} ({en}{rest.en})")

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        reading = _reading(subject.item, world)
        missing = None if reading is None else reading.open.get(self.aspect)
        return () if missing is None else (missing,)

    def found(self, subject: Subject, world: World) -> tuple[Found, ...]:
        reading = _reading(subject.item, world)
        return () if reading is None else reading.found.get(self.aspect, ())

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", replace(self, holds=not self.holds)
        for other in ASPECTS:
            if other != self.aspect:
                yield f"{other} instead", replace(self, aspect=other)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        """What a document says is not in the description."""
        return iter(())

    def outside(self, value: Raw, subject: Subject, world: World) -> Text | None:
        reading = _reading(subject.item, world)
        if value is None:
            do = Text("写明文件路径", "state the path of the document")
        elif reading is None:
            do = Text(f"使 {as_written(value)} 可供查看", f"let {as_written(value)} be looked at")
        elif reading.wrong is not None:
            do = Text(f"在 {as_written(value)} 放置可读的文件", f"put a file that can be read at {as_written(value)}")
        elif self.aspect in reading.open and not reading.found.get(self.aspect):
            missing = _named(reading.open[self.aspect], world)
            do = Text(f"填报 {missing}", f"state {missing}")
        else:
            number = reading.number(self.aspect)
            do = Text(
                f"修改 {as_written(value)} 中所列的 {number} 项",
                f"correct what is found in {as_written(value)} ({number} in all)",
            )
        return Text(f"不在本描述之内：{do.zh}，再检查一次", f"outside this description: {do.en}, and check again")


def _reading(item: Item, world: World) -> Reading | None:
    """What was found in the document of an item; `None` where nobody looked."""
    name = item.get("id")
    return None if name is None else world.readings.get(as_written(name))


def _named(path: Path, world: World) -> str:
    """A place that is not stated, named by identity."""
    text = ""
    for depth, step in enumerate(path):
        if isinstance(step, int):
            item = at(world.root, path[: depth + 1])
            name = item.get("id") if isinstance(item, dict) else None
            text += f"[#{step + 1}]" if name is None else f"[{as_written(name)}]"
        else:
            text += f".{step}" if text else step
    return text
