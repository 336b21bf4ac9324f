"""The gold set: texts with all that there is to find in them. `python tests/wording_gold.py` prints precision and recall.

Something counts as found only with its kind, its words, its line and its column; whatever else is found is wrong.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from repository import ROOT
from samples import platform
from wordfiles import word_file

from egov_cloud_std.wording.facts import Reading
from egov_cloud_std.wording.looking import look

FOLDER = ROOT / "tests" / "data" / "wording"


@dataclass(frozen=True)
class Entry:
    """A term, as the project's term base has them."""

    id: str
    zh: str
    en: str = ""
    abbreviation: str = ""
    variants: tuple[str, ...] = ()
    status: str = ""
    equivalent_to: str = ""
    basis: str = ""


class Thing(NamedTuple):
    """One thing to find."""

    kind: str
    document: int
    words: str
    line: int
    column: int


@dataclass(frozen=True)
class Case:
    """Texts that are read together, and what there is to find in them."""

    name: str
    format: str
    texts: tuple[str, ...]
    find: frozenset[Thing]
    known: dict[str, Any] = field(repr=False)


def cases() -> Iterator[Case]:
    """Every case of the gold set."""
    for path in sorted(FOLDER.glob("*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        for number, one in enumerate(data["cases"], 1):
            find = (Thing(**{"document": 1, **each}) for each in one["find"])
            texts = tuple(one["texts"]) if "texts" in one else (one["text"],)
            yield Case(f"{path.stem}-{number}", one["format"], texts, frozenset(find), data["known"])


def read(case: Case, folder: Path) -> tuple[Reading, ...]:
    """What is found in the texts of a case."""
    documents = []
    for number, text in enumerate(case.texts, 1):
        path = folder / f"d{number}.{case.format}"
        path.write_bytes(word_file(text) if case.format == "docx" else text.encode())
        documents.append({"id": f"d{number}", "path": path.name})
    terms = [Entry(**one) for one in case.known.get("terms", ())]
    of = platform(terminology={**case.known["terminology"], "documents": documents})
    readings = [one for one in look(of, folder, folder, terms) if isinstance(one, Reading)]
    assert [one.wrong for one in readings] == [None] * len(case.texts)
    return tuple(readings)


def found(case: Case) -> frozenset[Thing]:
    """The same, as things."""
    with tempfile.TemporaryDirectory() as folder:
        readings = read(case, Path(folder))
    return frozenset(
        Thing(kind, number, one.spot.words, one.spot.place.line, one.spot.place.column)
        for number, reading in enumerate(readings, 1)
        for kind, several in reading.found.items()
        for one in several
    )


@dataclass
class Figures:
    """How many things of one kind were right, wrong, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def measured(show: bool = False) -> dict[str, Figures]:
    """The figures of every kind, over all cases."""
    figures: dict[str, Figures] = defaultdict(Figures)
    for case in cases():
        seen = found(case)
        for one in sorted(seen | case.find):
            figure = figures[one.kind]
            figure.right += one in seen and one in case.find
            figure.wrong += one not in case.find
            figure.missed += one not in seen
            if show and (one in seen) != (one in case.find):
                print(f"{case.name} {'missed' if one in case.find else 'wrong'}: {one}\n    {case.texts}")
    return dict(figures)


if __name__ == "__main__":
    every = measured(show=True)
    print(f"{len(list(cases()))} cases")
    for kind, one in sorted(every.items()):
        print(
            f"{kind:24} precision {one.precision:.3f}  recall {one.recall:.3f}  ({one.right} right, {one.wrong} wrong, {one.missed} missed)"
        )
