"""The facts that profiles cite exist, read in both languages, and name no person."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from repository import ROOT, own_files

SEEDS = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((ROOT / "seeds").glob("*.yaml"))]
FACTS = [fact for seed in SEEDS for fact in seed["facts"]]
CITING = sorted((ROOT / "profiles").rglob("*.yaml"))  # the profiles and the term base
FACT_SHEET = ROOT / "../shared/facts/seed.md"
RELATIONS = {"eq", "above", "generally_above", "approx_below"}


def cited(node: object) -> Iterator[str]:
    """Every fact id under a `facts` key, however deep."""
    match node:
        case dict():
            for key, value in node.items():
                yield from value if key == "facts" and isinstance(value, list) else cited(value)
        case list():
            for item in node:
                yield from cited(item)


def test_facts_are_numbered_s1_to_s78_without_gap_or_repeat() -> None:
    assert [fact["id"] for fact in FACTS] == [f"S{number}" for number in range(1, 79)]


def test_every_seed_file_says_what_was_read_and_how_well_it_is_known() -> None:
    for seed in SEEDS:
        assert seed["schema"] == "egov-seeds/0"
        assert {"title", "kind", "outlet", "published", "known"} <= seed["source"].keys()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["id"])
def test_fact_reads_in_both_languages(fact: dict[str, Any]) -> None:
    assert fact.keys() <= {"id", "says", "figures", "conflict"}
    for text in (fact["says"], fact.get("conflict", fact["says"])):
        assert text.keys() == {"zh", "en"}
        assert re.search("[一-鿿]", text["zh"])
        assert text["zh"].endswith("。")
        assert re.search("[A-Za-z]", text["en"])
        assert text["en"].endswith(".")
    for figure in fact.get("figures", ()):
        assert {"of", "value", "relation"} <= figure.keys() <= {"of", "body", "level", "value", "relation", "as_of"}
        assert figure["relation"] in RELATIONS


@pytest.mark.parametrize("file", CITING, ids=lambda path: path.stem)
def test_every_fact_that_a_profile_or_the_term_base_cites_exists(file: Path) -> None:
    assert set(cited(yaml.safe_load(file.read_text("utf-8")))) <= {fact["id"] for fact in FACTS}


@pytest.mark.skipif(not FACT_SHEET.exists(), reason="needs the fact sheet, which names the persons")
def test_no_person_of_the_source_is_named_in_the_repository() -> None:
    sheet = FACT_SHEET.read_text("utf-8")
    patterns = (r"\| S2 \|.*reporter (\w+)", r"\| S4 \| (\w+),", r"\| S7 \|.*named: ([\w, ]+)")
    names = [name for pattern in patterns for name in re.findall(r"\w+", re.findall(pattern, sheet)[0])]
    assert len(names) == 10
    for path in own_files():
        text = (ROOT / path).read_bytes()
        assert [name for name in names if name.encode() in text] == [], path
