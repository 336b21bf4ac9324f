"""Every row of the fact sheets is cited by a control, or is excused with a reason; never both, never neither."""

from collections import Counter
from collections.abc import Iterator

import pytest
import yaml
from facts import FOLDER, SECTIONS, rows
from repository import ROOT

AREAS = ("terminology", "architecture", "service", "performance", "testing", "security", "governance")
EXCUSES = sorted((ROOT / "tests/data/excused").glob("*.yaml"))

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="needs the fact sheets")


def excused() -> Iterator[tuple[str, str]]:
    """Rows that no control cites, each with its reason."""
    for path in EXCUSES:
        yield from yaml.safe_load(path.read_text("utf-8")).items()


def cited() -> set[str]:
    """Rows and facts that the controls of the areas and of governance cite."""
    found: set[str] = set()
    for area in AREAS:
        profile = yaml.safe_load((ROOT / f"profiles/{area}.yaml").read_text("utf-8"))
        for control in profile["controls"]:
            for source in control["source"]:
                found.update(source.get("rows", ()), source.get("facts", ()))
    return found


def known() -> set[str]:
    """Every row that coverage is held against."""
    return {row.name for file in SECTIONS for row in rows(file)}


def test_every_row_is_cited_or_excused() -> None:
    assert sorted(known() - cited() - {name for name, _ in excused()}) == []


def test_no_row_is_both_cited_and_excused() -> None:
    assert sorted(cited() & {name for name, _ in excused()}) == []


def test_every_excuse_is_of_a_row_that_exists_stands_once_and_has_a_reason() -> None:
    names = [name for name, _ in excused()]
    assert sorted(set(names) - known()) == []
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert [name for name, reason in excused() if len(reason.split()) < 4] == []
