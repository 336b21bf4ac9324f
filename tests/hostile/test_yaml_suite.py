"""The public YAML test suite: of every case the same data are read as it says, or the case is refused for a listed reason.

`README.md` beside this file explains the reasons. A case that moves from one group to another fails.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from repository import ROOT

from egov_cloud_std.document import Unreadable, read

CASES = [json.loads(line) for line in (ROOT / "tests/data/yaml_suite/cases.jsonl").read_text("utf-8").splitlines()]

REFUSED = {
    "no_document": "8G76 98YD AVM7 HWV9 QT73",
    "several_documents": "35KP 6XDY 6ZKB 7Z25 9DXL 9KAX JHB9 KSS4 L383 M7A3 PUW8 RZT7 U9NS UT92 W4TN",
    "tag": "2XXW 565N 5TYM 6CK3 6WLZ 7FWL 9WXW C4HZ CC74 CUP7 J7PZ M5C3 P76L U3C3 UGM3 Z67P Z9M4",
    "alias_as_key": "26DV E76Z",
    "collection_as_key": "4FJ6 6BFJ 6PBE 9MMW KK5P LX3P M2N8/00 M2N8/01 M5DY Q9WF RZP5 SBG9 V9D5 X38W XW4D",
    "empty_key": "2JQS 4ABK 6M2F CFD4 FRK4 NHX8 NKF9 S3PD SM9W/01 UKK6/00",
    "tab": "6BCT 6CA3 96NN/00 96NN/01 A2M4 DK95/00 DK95/03 DK95/04 Q5MG R4YG Y79Y/01 Y79Y/10",
    "colon_in_brackets": "4MUZ/00 4MUZ/01 4MUZ/02 58MP 5MUD 5T43 9SA2 DBG4 HM87/00 K3WX NJ66 VJP3/01",
    "no_space": "652Z HM87/01 Y2GN",
    "anchor_name": "2SXE 8XYN W5VH",
    "directive": "2LFX 6LVF BEC7 MUS6/05 MUS6/06",
    "text_at_margin": "DK3J FP8R",
}
"""Valid YAML that is not taken, by reason."""

CODES = {
    "no_document": ("empty_file", "syntax"),
    "several_documents": ("second_document", "syntax"),
    "tag": ("unknown_tag",),
    "alias_as_key": ("alias_key",),
    "collection_as_key": ("collection_key",),
    "tab": ("tab_indentation", "syntax"),
    "no_space": ("ambiguous",),
}
"""What the message is about; `syntax` where the reason does not stand here: libyaml goes no further."""

LENIENT = {
    "margin": "9C9N QB6E",
    "comment_without_space": "9JBA CVW2 SU5Z X4QW MUS6/00",
    "dash_in_brackets": "G5U8 YJV2",
    "tab_before_text": "DK95/01 Y79Y/03",
    "blank_lines_before_a_comment": "S98Z",
}
"""Malformed YAML that libyaml reads all the same, as anybody would."""

WITHOUT_JSON: dict[str, Any] = {
    "2G84/03": "",
    "DFF7": {"explicit": "entry", "implicit": "entry", "": None},
    "FH7J": ["", {"": "a", "b": ""}, {"": None}],
    "JEF9/02": ["\n"],
    "MUS6/03": None,
    "MUS6/04": None,
    "PW8X": [None, "a", {"": "a", "b": None}, {"": None}, {"": None}, {"": None}],
    "UKK6/02": "",
}
"""What the suite's event trees say where no JSON is given; a key that says nothing is the empty text."""

REASON = {case: reason for reason, cases in REFUSED.items() for case in cases.split()}
TOLERATED = {case for cases in LENIENT.values() for case in cases.split()}


def outcome(case: dict[str, Any]) -> tuple[str, Any]:
    """`read` and the data, or the code of the refusal, and its place as `line:column`."""
    try:
        return "read", read(case["yaml"].encode(), "case.yaml").data
    except Unreadable as error:
        place, text = error.problem.place, case["yaml"].split("\n")
        assert 1 <= place.line <= len(text)
        assert 1 <= place.column <= len(text[place.line - 1]) + 1
        return error.problem.code, str(place)


def marked(data: Any) -> Any:
    """The data, kinds told apart: Python holds `True` and 1 for the same."""
    if isinstance(data, dict):
        return {key: marked(value) for key, value in data.items()}
    if isinstance(data, list):
        return [marked(value) for value in data]
    return "number" if isinstance(data, int | Decimal) and not isinstance(data, bool) else type(data).__name__, data


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_reads_what_the_suite_says_or_refuses_for_a_listed_reason(case: dict[str, Any]) -> None:
    found, data = outcome(case)
    if case.get("error"):
        assert (found == "read") == (case["id"] in TOLERATED), data
    elif reason := REASON.get(case["id"]):
        assert found in CODES.get(reason, ("syntax",)), (reason, found, data)
    else:
        assert found == "read", (found, data)
        said = json.loads(case["json"], parse_float=Decimal) if "json" in case else WITHOUT_JSON[case["id"]]
        assert marked(data) == marked(said)


def test_the_groups_are_as_large_as_they_are_said_to_be() -> None:
    valid = [case["id"] for case in CASES if not case.get("error")]
    assert len(CASES) == 402
    assert len(valid) == 308
    assert len(REASON) == sum(len(cases.split()) for cases in REFUSED.values()) == 101
    assert set(REASON) <= set(valid)
    assert TOLERATED.isdisjoint(valid)
    assert {case["id"] for case in CASES if not case.get("error") and "json" not in case} - set(REASON) == set(
        WITHOUT_JSON
    )


def test_every_reason_is_explained() -> None:
    readme = (Path(__file__).parent / "README.md").read_text("utf-8")
    for reason, cases in (REFUSED | LENIENT).items():
        assert f"| `{reason}` | {len(cases.split())} |" in readme, reason
