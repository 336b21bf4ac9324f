"""The product and a second evaluator, written from the design alone, come to the same statuses.

The normal run holds a few hundred pairs of control and description against each other. The long campaign is

    PAIRS=100000 python -m pytest -m campaign -s tests/test_reference.py

It prints how many pairs were run; `SEED` chooses where it starts, and a disagreement names its own seed, so that
`PAIRS=1 SEED=<that> python -m pytest -m campaign -s tests/test_reference.py` repeats it alone.
"""

from collections import Counter
from random import Random
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference import Verdict, evaluate
from reference.making import MOMENTS, Maker, written
from reference.rendering import yaml_of

from egov_cloud_std import clock
from egov_cloud_std.assess import assess_platform
from egov_cloud_std.assess.statuses import NAMES
from egov_cloud_std.document import read
from egov_cloud_std.platforms import describe, record
from egov_cloud_std.profiles import read_profile

WORDS = {"zh": "甲。", "en": "One."}
SAID = {
    "source": [{"text": "judgement"}],
    "duty": "shall",
    "severity": "high",
    "requires": WORDS,
    "fix": WORDS,
}


class Pair(NamedTuple):
    """A control and a description, as texts and as data."""

    control: dict[str, Any]
    thresholds: dict[str, Any]
    description: dict[str, Any]
    as_of: str

    @property
    def profile_text(self) -> str:
        """The profile that holds the control."""
        source = [{"text": "judgement"}]
        thresholds = {name: one | {"source": source} for name, one in self.thresholds.items()}
        head = {"schema": "egov-profile/0", "profile": "one", "version": "0.1.0", "title": WORDS}
        return yaml_of(head | {"thresholds": thresholds, "controls": [self.control | SAID]})

    def __str__(self) -> str:
        return f"as_of {self.as_of}\n{yaml_of(self.thresholds)}{yaml_of(self.control)}---\n{yaml_of(self.description)}"


def pair_of(chance: Random) -> Pair:
    """One pair, from a source of chance."""
    maker = Maker(chance, record())
    control = maker.control()
    return Pair(control, maker.thresholds, written(maker), maker.pick(MOMENTS))


def concluded(pair: Pair) -> Verdict | None:
    """What the product makes of it; `None` when it refuses the control."""
    profile, problems = read_profile(read(pair.profile_text.encode(), "profile.yaml"), record())
    if profile is None or not profile.controls:
        REFUSED[" ".join(one.code for one in problems)] += 1
        return None
    platform = describe(read(yaml_of(pair.description).encode(), "platform.yaml"))
    (found,) = assess_platform([profile], platform, clock.parse_moment(pair.as_of)).conclusions
    subjects = {path: NAMES[code] for path, code in found.paths()}
    silent = "not_assessed" if found.control.unset else "not_stated"
    subjects |= dict.fromkeys(found.missing, silent) | {(*path, "rest"): silent for path, _ in found.unlisted}
    return Verdict(found.status, subjects)


REFUSED: Counter[str] = Counter()


def expected(pair: Pair) -> Verdict:
    """What the second evaluator makes of it, told as the product tells it."""
    found = evaluate(pair.control, pair.description, pair.thresholds, clock.parse_moment(pair.as_of), record())
    # Of a list to which the control does not apply whatever stands in it, the product keeps nothing.
    kept = {path: one for path, one in found.subjects.items() if one != "not_applicable" or _is_thing(path)}
    return Verdict(found.status, kept)


def _is_thing(path: tuple[str | int, ...]) -> bool:
    return not path or isinstance(path[-1], int)


def difference(pair: Pair) -> str:
    """What the two say, where that is not the same; "" where they agree or the control is refused."""
    ours = concluded(pair)
    if ours is None:
        return ""
    theirs = expected(pair)
    if ours.status == theirs.status and ours.subjects == theirs.subjects:
        return ""
    apart = {
        path: (ours.subjects.get(path), theirs.subjects.get(path))
        for path in ours.subjects | theirs.subjects
        if ours.subjects.get(path) != theirs.subjects.get(path)
    }
    return f"product {ours.status}, reference {theirs.status}; by subject {apart}\n{pair}"


@settings(max_examples=300, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_both_evaluators_agree(chance: Random) -> None:
    assert difference(pair_of(chance)) == ""
