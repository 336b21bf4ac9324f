"""Whole reports of the examples, to be read by people: `pytest --update` rewrites them."""

import json
import re
from collections.abc import Callable

import pytest
from command import AS_OF, Command, command
from repository import ROOT

from egov_cloud_std.words import STATUSES

EXAMPLES = ("provincial-month", "city", "county")
FORMS = [("text", "zh", "zh.txt"), ("text", "en", "en.txt"), ("line", "zh", "line.txt"), ("json", "zh", "json")]
tell = pytest.fixture(command)


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize(("form", "lang", "ending"), FORMS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_report_is_the_one_that_was_read(
    tell: Command, golden: Callable[[str, str], None], name: str, form: str, lang: str, ending: str
) -> None:
    ran = tell(f"examples/{name}/platform.yaml", "--format", form, "--lang", lang, *AS_OF)
    assert (ran.code, ran.err) == (1, "")
    golden(f"{name}.{ending}", ran.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_totals_in_text_are_those_in_json(tell: Command, name: str, lang: str) -> None:
    file = f"examples/{name}/platform.yaml"
    text = tell(file, "--lang", lang, *AS_OF).out.splitlines()
    (unit,) = json.loads(tell(file, "--format", "json", *AS_OF).out)["units"]
    total = next(line for line in text if re.match(r"(合计|all) +\d", line)).split()
    assert total[1:7] == [str(unit["counts"]["controls"][status]) for status in STATUSES]
    for profile in unit["profiles"]:
        counts = [str(number) for number in profile["counts"]["controls"].values()]
        assert any(re.search(r"\s" + r"\s+".join(counts) + r"\s", line) for line in text)


@pytest.mark.parametrize("name", EXAMPLES)
def test_line_has_one_line_per_gap_and_question_of_json(tell: Command, name: str) -> None:
    """And one for every place in a document."""
    file = f"examples/{name}/platform.yaml"
    lines = tell(file, "--format", "line", "--lang", "en", *AS_OF).out.splitlines()
    (unit,) = json.loads(tell(file, "--format", "json", *AS_OF).out)["units"]
    listed = [*unit["gaps"], *unit["questions"]]
    own = [line for line in lines if line.startswith(f"{file}:")]
    assert [re.findall(r"\[(\w+)\]", line)[0] for line in own] == [one["control"] for one in listed]
    in_documents = sum(len(seen["found"]) for one in listed for seen in one["observations"])
    assert len(lines) == len(own) + in_documents
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_gap_has_its_place_in_the_file_and_in_the_profile(tell: Command, name: str) -> None:
    file = f"examples/{name}/platform.yaml"
    (unit,) = json.loads(tell(file, "--format", "json", *AS_OF).out)["units"]
    lines = (ROOT / file).read_text("utf-8").splitlines()
    for gap in unit["gaps"]:
        assert gap["location"]["file"] == file
        assert gap["line"] == lines[gap["location"]["line"] - 1]
        control = gap["control_location"]
        assert gap["control"] in (ROOT / control["file"]).read_text("utf-8").splitlines()[control["line"] - 1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_report_says_that_it_is_a_self_check(tell: Command, lang: str) -> None:
    for name in EXAMPLES:
        said = tell(f"examples/{name}/platform.yaml", "--lang", lang, *AS_OF).out
        assert {"zh": "不替代等级测评和密评", "en": "replaces neither"}[lang] in said
