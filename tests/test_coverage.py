"""Every row of the fact sheets is cited by a control, or is excused with a reason; never both, never neither."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

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


def asked_of(entry: dict[str, Any]) -> str:
    """To what a control applies, and what must hold of it."""
    return repr([entry.get(key) for key in ("each", "when", "expect")])


def test_no_two_controls_of_the_areas_ask_the_same_of_the_same() -> None:
    by_question: dict[str, list[str]] = {}
    for area in AREAS:
        for entry in yaml.safe_load((ROOT / f"profiles/{area}.yaml").read_text("utf-8"))["controls"]:
            by_question.setdefault(asked_of(entry), []).append(entry["id"])
    assert [names for names in by_question.values() if len(names) > 1] == []


def test_what_users_look_for_first_is_there() -> None:
    text = (FOLDER.parent / "first-controls.md").read_text("utf-8")
    wanted = re.findall(r"^\| (?:\w+ )?\| `(\w+)` \|", text, re.MULTILINE)
    assert len(wanted) == 60
    ids = {
        entry["id"]
        for area in AREAS
        for entry in yaml.safe_load((ROOT / f"profiles/{area}.yaml").read_text("utf-8"))["controls"]
    }
    assert sorted(set(wanted) - ids) == []
