"""Artefacts: whether what stands behind a value is there, and is what it is said to be."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Self

from ...document import Path
from ...frozen import replace
from ...words import Text
from ..conditions import Check, Condition
from ..edits import Edits, stated
from ..kind import Kind, Test, Verdict
from ..reader import Mistake, Reader, of_item
from ..routes import Raw, Route, as_written
from ..world import Item, Subject, World
from .dates import NotExpired

EVIDENCE = "evidence"


class ArtefactHolds(Kind):
    """`artefact_holds: true`, asked of the path of an item of `evidence`: the file is there, has the digest that is
    stated, and is still valid.

    A question opens no file: the world says what was found. Unknown where nobody looked.
    """

    name = "artefact_holds"
    takes = frozenset({"text"})

    in_date: Check  # asked only where the item says until when it is valid
    holds: bool = True
    for_ever: bool = False

    @classmethod
    def read(cls, answer: object, at: Path, route: Route, reader: Reader) -> Self:
        reader.true(answer, at)
        of_item(route, reader.list_route(EVIDENCE, at), reader.subject, at)
        if route.steps != ("path",):
            raise Mistake(
                at,
                "not_the_path",
                Text(f"{route} 不是证据的文件路径", f"{route} is not the path of an artefact"),
                Text("用于 .path。", "Ask it of .path."),
            )
        return cls(Check(reader.route(".valid_until", at), NotExpired(), at))

    def compile(self, route: Route) -> Test:
        get, in_date = route.getter(), self.in_date.compile()

        def test(item: Item, world: World) -> Verdict:
            if get(item, world) is None:
                return None
            if not self.for_ever and in_date(item, world) is False:
                return not self.holds
            found = _found(item, world)
            return None if found is None else (found[0] is None) is self.holds

        return test

    def wanted(self, world: World, subject: Subject) -> Text:
        return Text(
            "文件存在，与所填摘要一致，且在有效期内", "the file to be there, to have the digest stated, and to be valid"
        )

    def seen(self, value: Raw, route: Route, subject: Subject, world: World) -> Text:
        name, found = as_written(value), _found(subject.item, world)
        if value is None:
            return Kind.seen(self, value, route, subject, world)
        if self.in_date.compile()(subject.item, world) is False:
            until = as_written(subject.item.get("valid_until"))
            return Text(f"{name}（有效期至 {until}，已过）", f"{name} (valid until {until}, which is past)")
        if found is None:
            return Text(f"{name}（未查看）", f"{name} (nobody looked)")
        wrong = found[0]
        return Text(name, name) if wrong is None else Text(f"{name}（{wrong.zh}）", f"{name} ({wrong.en})")

    def beside(self, route: Route, subject: Subject, world: World) -> tuple[Path, ...]:
        names = ("digest", "valid_until")
        return tuple((*subject.path, name) for name in names if subject.item.get(name) is not None)

    def asked_inside(
        self, route: Route, subject: Subject, world: World
    ) -> "Iterator[tuple[Condition, Iterable[Item]]]":
        yield self.in_date, (subject.item,)

    def mutants(self) -> Iterator[tuple[str, Kind]]:
        yield "inverted", replace(self, holds=not self.holds)
        yield "valid for ever", replace(self, for_ever=True)

    def flips(self, value: Raw, route: Route, subject: Subject, world: World, to: bool) -> Iterator[Edits]:
        """Only its last valid day is in the description; the file is not."""
        if subject.item.get("valid_until") is not None or not to:
            day = world.today if to else world.today - timedelta(days=1)
            yield (stated(world.root, (*subject.path, "valid_until"), day.isoformat()),)

    def outside(self, value: Raw, subject: Subject, world: World) -> Text | None:
        if value is None:
            return None
        name = as_written(value)
        return Text(
            f"不在本描述之内：把文件放到 {name}，内容与所填摘要一致，再检查一次",
            f"outside this description: put the file at {name}, as its digest says, and check again",
        )


def _found(item: Item, world: World) -> tuple[Text | None] | None:
    """What is wrong with the file of an item, if anything; `None` where nobody looked."""
    name = item.get("id")
    if name is None or as_written(name) not in world.artefacts:
        return None
    return (world.artefacts[as_written(name)],)
