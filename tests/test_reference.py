"""The product and a second evaluator, written from the design alone, come to the same statuses.

The normal run holds a few hundred pairs of control and description against each other. The long campaign is

    PAIRS=100000 python -m pytest -m campaign -s tests/test_reference.py

It prints how many pairs were run; `SEED` chooses where it starts, and a disagreement names its own seed, so that
`PAIRS=1 SEED=<that> python -m pytest -m campaign -s tests/test_reference.py` repeats it alone.
"""

import os
from collections import defaultdict
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference import Verdict, evaluate
from reference import evaluator as reference_evaluator
from reference import questions as reference_questions
from reference.making import MOMENTS, Maker, written
from reference.making import read as read_wording
from reference.rendering import yaml_of

from egov_cloud_std import clock
from egov_cloud_std.assess import assess_platform
from egov_cloud_std.assess.statuses import NAMES
from egov_cloud_std.document import read
from egov_cloud_std.platforms import describe, record
from egov_cloud_std.profiles import read_profile
from egov_cloud_std.wording.facts import supposed

WORDS = {"zh": "甲。", "en": "One."}
SAID = {
    "source": [{"text": "judgement"}],
    "duty": "shall",
    "severity": "high",
    "requires": WORDS,
    "fix": WORDS,
}
QUESTIONS = {
    "present", "equals", "one_of", "at_least", "at_most", "more_than", "less_than", "within", "not_expired", "not_future",
    "count", "share", "covers", "only", "unique_in", "agrees_with", "refers_to", "referred_by", "acyclic_in", "connects",
    "separates", "survives_any_loss", "attested", "wording",
}  # fmt: skip


class Pair(NamedTuple):
    """A control and a description, as texts and as data."""

    control: dict[str, Any]
    thresholds: dict[str, Any]
    description: dict[str, Any]
    as_of: str
    wording: dict[str, Any]

    @property
    def profile_text(self) -> str:
        """The profile that holds the control."""
        source = [{"text": "judgement"}]
        thresholds = {name: one | {"source": source} for name, one in self.thresholds.items()}
        head = {"schema": "egov-profile/0", "profile": "one", "version": "0.1.0", "title": WORDS}
        return yaml_of(head | {"thresholds": thresholds, "controls": [self.control | SAID]})

    def __str__(self) -> str:
        return f"as_of {self.as_of}\nwording {self.wording}\n{yaml_of(self.thresholds)}{yaml_of(self.control)}---\n{yaml_of(self.description)}"


def pair_of(chance: Random) -> Pair:
    """One pair, from a source of chance."""
    maker = Maker(chance, record())
    control = maker.control()
    return Pair(control, maker.thresholds, written(maker), maker.pick(MOMENTS), read_wording(maker))


def concluded(pair: Pair) -> Verdict:
    """What the product makes of it."""
    profile, problems = read_profile(read(pair.profile_text.encode(), "profile.yaml"), record())
    assert not problems, f"{problems}\n{pair}"
    assert profile is not None
    platform = describe(read(yaml_of(pair.description).encode(), "platform.yaml"))
    facts = [supposed(name, says) for name, says in pair.wording.items()]
    (found,) = assess_platform([profile], platform, clock.parse_moment(pair.as_of), facts).conclusions
    subjects = {path: NAMES[code] for path, code in found.paths()}
    silent = "not_assessed" if found.control.unset else "not_stated"
    subjects |= dict.fromkeys(found.missing, silent) | {(*path, "rest"): silent for path, _ in found.unlisted}
    return Verdict(found.status, subjects)


def expected(pair: Pair) -> Verdict:
    """What the second evaluator makes of it, told as the product tells it."""
    moment = clock.parse_moment(pair.as_of)
    found = evaluate(pair.control, pair.description, pair.thresholds, moment, record(), pair.wording)
    # Of a list to which the control does not apply whatever stands in it, the product keeps nothing.
    kept = {path: one for path, one in found.subjects.items() if one != "not_applicable" or _is_thing(path)}
    return Verdict(found.status, kept)


def _is_thing(path: tuple[str | int, ...]) -> bool:
    return not path or isinstance(path[-1], int)


def difference(pair: Pair) -> str:
    """What the two say, where that is not the same; "" where they agree."""
    ours, theirs = concluded(pair), expected(pair)
    if ours == theirs:
        return ""
    apart = {
        path: (ours.subjects.get(path), theirs.subjects.get(path))
        for path in ours.subjects | theirs.subjects
        if ours.subjects.get(path) != theirs.subjects.get(path)
    }
    return f"product {ours.status}, reference {theirs.status}; by subject {apart}\n{pair}"


@settings(max_examples=150, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_both_evaluators_agree(chance: Random) -> None:
    assert difference(pair_of(chance)) == ""


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_both_evaluators_agree_on_seeded_pairs(start: int) -> None:
    for seed in range(start, start + 100):
        assert (seed, difference(pair_of(Random(seed)))) == (seed, "")


def test_the_pairs_answer_every_question_each_way(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: dict[str, set[bool | None]] = defaultdict(set)
    ask = reference_questions.question

    def noted(world: Any, route: str, name: str, wanted: Any) -> bool | None:
        answer = ask(world, route, name, wanted)
        answers[name].add(answer)
        return answer

    monkeypatch.setattr(reference_questions, "question", noted)
    monkeypatch.setattr(reference_evaluator, "question", noted)
    statuses = {status for seed in range(2000) for status in _statuses(pair_of(Random(seed)))}
    assert {name: found for name, found in answers.items() if found != {True, False, None}} == {}
    assert set(answers) == QUESTIONS
    assert statuses == set(NAMES) - {""}


def _statuses(pair: Pair) -> set[str]:
    found = expected(pair)
    return {found.status, *found.subjects.values()}


@pytest.mark.campaign
def test_both_evaluators_agree_for_long() -> None:
    pairs, first = int(os.environ.get("PAIRS", "100000")), int(os.environ.get("SEED", "1000000"))
    apart = []
    for seed in range(first, first + pairs):
        found = difference(pair_of(Random(seed)))
        if found:
            apart.append(seed)
            print(f"SEED={seed}: {found}")
    print(f"{pairs} pairs from seed {first}: {len(apart)} disagreements {apart[:20]}")
    assert not apart
