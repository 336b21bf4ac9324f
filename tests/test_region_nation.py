"""A generated region against its truth: every cell is worked out a second time, from what each unit came to by itself.

The second way is written here from the words of the design, and shares no code with the first: effective statuses by side,
roll-up by strategy, all by plain counting over one list of units.
"""

import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from itertools import chain
from pathlib import Path

import pytest
from repository import ROOT

from egov_cloud_std.assess.assessment import Assessment
from egov_cloud_std.assess.regional import Regional
from egov_cloud_std.assess.results import Result
from egov_cloud_std.clock import parse_moment
from egov_cloud_std.frozen import replace
from egov_cloud_std.profiles import Control, Profile
from egov_cloud_std.profiles.controls import RollUp
from egov_cloud_std.region.survey import Surveying, Ways, survey
from egov_cloud_std.run import check, load_profiles
from egov_cloud_std.run.checking import Asked, Checking, read_platform

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
from nation import AS_OF, Nation, plan, write
from nation_unit import DEFECTS, text_of

Bounds = tuple[Fraction, Fraction]
Cells = dict[tuple[str, str], tuple[str, object, tuple[tuple[str, int], ...]]]
MOMENT: datetime = parse_moment(AS_OF)
WAYS = (
    RollUp("share"),
    RollUp("worst"),
    RollUp("all"),
    RollUp("weighted"),
    RollUp("quorum", 3),
    RollUp("quorum", Fraction(4, 5)),
)
SIDES = ("platform", "tenant", "shared")
GAPS_THAT_FAIL = ("not_satisfied", "partly_satisfied")


class World:
    """The region in a folder, surveyed once, with everything that tests ask of it."""

    def __init__(self, nation: Nation, folder: Path, profiles: tuple[Profile, ...]) -> None:
        self.nation, self.folder, self.profiles = nation, folder, profiles
        self.result = self.survey(folder, 2)
        self.controls = tuple(control for profile in profiles for control in profile.controls)

    def survey(self, folder: Path, jobs: int) -> Result:
        return survey(folder, self.profiles, as_of=MOMENT, earlier=self.nation.earlier, ways=Ways(jobs))

    @property
    def region(self) -> Regional:
        assert self.result.region is not None
        return self.result.region

    @cached_property
    def cells(self) -> Cells:
        """Every cell as it is before anything is changed."""
        return cells(self.region, self)


def mixed(profiles: tuple[Profile, ...]) -> tuple[Profile, ...]:
    """The shipped profiles, their controls with every side and every way to roll up in turn."""
    number, found = 0, []
    for profile in profiles:
        controls = []
        for control in profile.controls:
            controls.append(replace(control, side=SIDES[number % 3], roll_up=WAYS[number // 3 % len(WAYS)]))
            number += 1
        found.append(replace(profile, controls=tuple(controls)))
    return tuple(found)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """1 province, 21 cities, 180 counties."""
    root = tmp_path_factory.mktemp("nation")
    nation = plan(1, 21, 180, seed=3, sizes=(10_000, 16_000))
    write(nation, root / "region")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("EGOV_CHECK_CACHE", str(root / "cache"))
        yield World(nation, root / "region", mixed(load_profiles()))


# What every unit came to by itself, from its own description alone.


class Alone:
    """One unit by itself: of every control its status, its interval, and whether it is claimed not to apply."""

    def __init__(self, assessment: Assessment) -> None:
        self.claimed = {one.control.id for one in assessment.conclusions if one.claim is not None}
        self.status: dict[str, str] = {}
        self.bounds: dict[str, Bounds | None] = {}
        for one in assessment.conclusions:
            missing = bool(one.missing) and not one.control.unset and one.claim is None
            self.status[one.control.id], self.bounds[one.control.id] = _over_subjects(one.counts(), missing)


def _over_subjects(counts: Mapping[str, int], missing: bool) -> tuple[str, Bounds | None]:
    """One control over its subjects, as the design has it (sections 6 and 7); `missing`: a list of them is not stated."""
    holds, fails, partly, open_ = (
        counts.get(one, 0) for one in ("satisfied", "not_satisfied", "partly_satisfied", "not_stated")
    )
    if fails or partly:
        status = "partly_satisfied" if holds or partly else "not_satisfied"
    elif open_:
        status = "not_stated"
    else:
        status = next((one for one in ("not_assessed", "satisfied") if counts.get(one)), "not_applicable")
    if missing:
        return status, (Fraction(0), Fraction(1))
    of = holds + fails + partly + open_
    return status, (Fraction(holds, of), Fraction(holds + open_, of)) if of else None


@pytest.fixture(scope="module")
def alone(world: World) -> dict[str, Alone]:
    """What each received unit came to, assessed by itself."""
    checking = Checking(Asked.of(world.profiles, world.profiles), (), {}, MOMENT)
    found = {}
    for unit in world.nation.units:
        if unit.submission == "received":
            file = world.folder / unit.code[:2] / f"{unit.id}.yaml"
            found[unit.id] = Alone(checking.assess(read_platform(file), file.parent, file.parent)[1])
    return found


# What it comes to with what it takes over, and what units come to together.


def is_carried(world: World, unit: str) -> bool:
    return any(one.id == unit and one.carrier for one in world.nation.units)


def effective(world: World, alone: Mapping[str, Alone], unit: str, control: Control) -> tuple[str, Bounds | None, str]:
    """The status of one control for one unit, its interval, and the unit whose description decided it."""
    if unit not in alone:
        unset = bool(control.unset)
        return ("not_assessed", None, unit) if unset else ("not_stated", (Fraction(0), Fraction(1)), unit)
    name = control.id
    own, bounds = alone[unit].status[name], alone[unit].bounds[name]
    carrier = world.nation.truth.inherits.get(unit)
    claimed = name in alone[unit].claimed and own == "not_applicable"
    if carrier is None and claimed and control.side != "tenant" and is_carried(world, unit):
        return "not_stated", (Fraction(0), Fraction(1)), unit  # a claim that there is nobody to look up at
    shares = control.side == "shared" and is_carried(world, unit)
    if control.side == "tenant" or (own == "not_applicable" and not claimed) or (carrier is None and not shares):
        return own, bounds, unit
    if carrier is None:
        above, above_bounds, origin = "not_stated", (Fraction(0), Fraction(1)), unit
    else:
        above, above_bounds, origin = effective(world, alone, carrier, control)
    if above == "not_applicable":
        # Nobody answers for what is claimed to be the platform's.
        return ("not_stated", (Fraction(0), Fraction(1)), unit) if claimed else (own, bounds, unit)
    if claimed:
        return above, above_bounds, origin
    if control.side == "platform":
        if own not in GAPS_THAT_FAIL:
            return above, above_bounds, origin
        if above not in GAPS_THAT_FAIL:
            return own, bounds, unit
    both = {own, above}
    if both & {*GAPS_THAT_FAIL}:
        open_or_failed = {"not_satisfied", "not_stated", "not_assessed"}
        status = "not_satisfied" if both <= open_or_failed else "partly_satisfied"
    else:
        status = next(one for one in ("not_stated", "not_assessed", "satisfied") if one in both)
    if bounds is None or above_bounds is None:
        return status, above_bounds, unit
    return status, (min(bounds[0], above_bounds[0]), min(bounds[1], above_bounds[1])), unit


def together(how: RollUp, parts: list[tuple[Bounds, Fraction]]) -> Bounds | None:
    """What units come to together, by the strategy of the control."""
    if not parts:
        return None
    if how.strategy == "worst":
        return min(low for (low, _), _ in parts), min(high for (_, high), _ in parts)
    if how.strategy in ("all", "quorum"):
        share = how.quorum if how.strategy == "quorum" else Fraction(1)
        needed = share if isinstance(share, int) else (share or 0) * len(parts)
        certain = sum(1 for (low, _), _ in parts if low == 1)
        possible = sum(1 for (_, high), _ in parts if high == 1)
        return Fraction(int(certain >= needed)), Fraction(int(possible >= needed))
    weights = [weight if how.strategy == "weighted" else Fraction(1) for _, weight in parts]
    if not sum(weights):
        return None
    lows = sum((low * of for ((low, _), _), of in zip(parts, weights, strict=True)), Fraction(0))
    highs = sum((high * of for ((_, high), _), of in zip(parts, weights, strict=True)), Fraction(0))
    return lows / sum(weights), highs / sum(weights)


def with_all_below(nation: Nation) -> dict[str, list[str]]:
    """Every unit with those that stand below it, the whole region under the empty name."""
    above = {one.id: one.above for one in nation.units}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for unit in above:
        at = unit
        while at:
            found[at].append(unit)
            at = above[at]
        found[""].append(unit)
    return found


def test_every_cell_is_what_plain_counting_comes_to(world: World, alone: dict[str, Alone]) -> None:
    weights = {one.id: Fraction(one.weight or 1) if one.expected else Fraction(1) for one in world.nation.units}
    whole = {
        (unit.id, control.id): effective(world, alone, unit.id, control)
        for unit in world.nation.units
        for control in world.controls
    }
    wrong = []
    for unit, units in with_all_below(world.nation).items():
        for control in world.controls:
            cell = world.region.cell(unit, control.id)
            entries = [whole[one, control.id] for one in units]
            parts = [
                (entry[1], weights[one]) for one, entry in zip(units, entries, strict=True) if entry[1] is not None
            ]
            expected = together(control.roll_up, parts)
            stated = None if cell.interval is None else (cell.interval.low, cell.interval.high)
            if stated != expected or dict(cell.units) != Counter(entry[0] for entry in entries):
                wrong.append((unit, control.id, stated, expected, dict(cell.units)))
    assert wrong == []


def test_a_score_is_the_mean_of_its_cells(world: World) -> None:
    for unit in ("", "u110000", world.nation.units[5].id, world.nation.units[-1].id):
        cells = [world.region.cell(unit, one.id).interval for one in world.controls if one.duty != "question"]
        counted = [one for one in cells if one is not None]
        score = world.region.score(unit, None)
        assert score.controls == len(counted)
        assert score.interval is not None
        assert score.interval.low == sum((one.low for one in counted), Fraction(0)) / len(counted)
        assert score.interval.high == sum((one.high for one in counted), Fraction(0)) / len(counted)


def test_every_part_names_who_decided_it_and_a_line_that_is_there(world: World, alone: dict[str, Alone]) -> None:
    lines: dict[str, list[str]] = {}
    inherited = failing = 0
    for control in world.controls:
        for part in world.region.parts("", control.id):
            status, bounds, origin = effective(world, alone, part.unit, control)
            stated = None if part.interval is None else (part.interval.low, part.interval.high)
            assert (part.status, stated, part.origin) == (status, bounds, origin), (part.unit, control.id)
            inherited += part.origin != part.unit
            place = part.place
            if place.file not in lines:
                lines[place.file] = Path(place.file).read_text(encoding="utf-8").split("\n")
            text = lines[place.file][place.line - 1]
            assert 1 <= place.column <= len(text) + 1
            if status in GAPS_THAT_FAIL and part.origin in alone and alone[origin].status[control.id] in GAPS_THAT_FAIL:
                failing += 1
                assert Path(place.file).stem == origin
                assert place.line > 1, (part.unit, control.id)
    assert inherited > 1000
    assert failing > 500


def test_a_failure_stands_where_the_unit_itself_has_it(world: World) -> None:
    unit = next(one for one in world.nation.units if one.failures and one.submission == "received")
    (result,) = check([world.folder / unit.code[:2] / f"{unit.id}.yaml"], world.profiles, as_of=MOMENT).units
    first = {}
    for gap in chain(result.gaps(), result.questions()):
        if gap.status in GAPS_THAT_FAIL:
            first.setdefault(gap.control.id, gap.place)
    assert first
    for control, place in first.items():
        (part, *_) = world.region.parts(unit.id, control)
        if part.origin == unit.id:
            assert part.place == place


def test_the_tree_is_as_it_was_planned(world: World) -> None:
    truth = world.nation.truth
    assert {one.unit: one.submission for one in world.region.nodes} == truth.submissions
    assert {one.unit: one.under for one in world.region.nodes} == truth.under
    assert {one.unit: one.inherits_from for one in world.region.nodes if one.inherits_from} == truth.inherits
    assert len(truth.inherits) > 60
    assert {one: len(units) for one, units in world.region.submitted().items()} == Counter(truth.submissions.values())
    assert {one.unit for one in world.region.nodes if one.not_inherited} == {
        one.id for one in world.nation.units if one.carrier and one.id not in truth.inherits
    }


@pytest.mark.parametrize("control", DEFECTS)
def test_what_was_planted_in_units_is_found_and_nothing_else(
    world: World, alone: dict[str, Alone], control: str
) -> None:
    found = {unit for unit, one in alone.items() if one.status[control] in GAPS_THAT_FAIL}
    assert found == world.nation.truth.failures[control]
    own = {part.unit for part in world.region.parts("", control) if part.own_status in GAPS_THAT_FAIL}
    assert own == found


def test_what_does_not_fit_together_is_found_and_nothing_else(world: World) -> None:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in chain(world.region.gaps(), world.region.questions()):
        if one.status != "not_stated":
            found[one.control.id].add(one.subject.partition("[")[2].partition("]")[0].partition("/")[0])
            file = Path(one.place.file)
            assert file.read_text(encoding="utf-8").split("\n")[one.place.line - 1] == one.line
    planted = {name: units for name, units in world.nation.truth.anomalies.items() if units}
    assert dict(found) == planted
    assert len(planted) >= 9


def test_the_number_of_processes_changes_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EGOV_CHECK_CACHE", "")
    files = sorted((world.folder / "11").glob("*.yaml"))[::4]
    surveying = Surveying(world.profiles, (), {}, MOMENT, world.folder)
    one, two, five = (surveying.leaves(files, Ways(jobs, False), None) for jobs in (1, 2, 5))
    assert one == two == five


# One unit changes: the cells of those above it and of those that take over from it change, and no others.


def cells(region: Regional, world: World) -> Cells:
    return {
        (unit, control.id): (cell.status, cell.interval, tuple(sorted(cell.units.items())))
        for unit in ("", *(one.unit for one in region.nodes))
        for control in world.controls
        for cell in (region.cell(unit, control.id),)
    }


def hanging_on(world: World, unit: str) -> set[str]:
    """Those whose cells may hang on a unit: itself, who takes over from it, and all above these."""
    above = {one.id: one.above for one in world.nation.units}
    inherits = world.nation.truth.inherits
    found, more = set(), {unit}
    while more:
        found |= more
        more = {one for one, carrier in inherits.items() if carrier in found} - found
    for one in [*found]:
        at = one
        while at:
            found.add(at)
            at = above[at]
    return found | {""}


def _deleted(file: Path, text: str) -> None:
    file.unlink()


def _duplicated(file: Path, text: str) -> None:
    file.with_name(f"{file.stem}-副本.yaml").write_text(text, encoding="utf-8")


def _corrupted(file: Path, text: str) -> None:
    file.write_text(text + "x_note: [未写完\n", encoding="utf-8")


def _worsened(file: Path, text: str) -> None:
    changed = text.replace("isolated: true", "isolated: false")
    assert changed != text
    file.write_text(changed, encoding="utf-8")


@pytest.mark.parametrize("how", [_deleted, _duplicated, _corrupted, _worsened])
@pytest.mark.parametrize("which", ["a county", "a city that carries"])
def test_a_change_of_one_unit_changes_the_cells_that_hang_on_it_and_no_others(
    world: World, tmp_path: Path, how: object, which: str
) -> None:
    truth = world.nation.truth
    carriers = {*truth.inherits.values()}
    unit = next(
        one
        for one in world.nation.units
        if one.submission == "received"
        and one.expected
        and "tenant_networks_isolated" not in one.failures
        and (one.level == "city" and one.id in carriers if which != "a county" else one.level == "county")
    )
    # The same folder, so that the leaves of the others are remembered; what was there is put back.
    file = world.folder / unit.code[:2] / f"{unit.id}.yaml"
    kept = tmp_path / "kept.yaml"
    shutil.copy2(file, kept)
    before = world.cells
    try:
        how(file, text_of(unit))  # type: ignore[operator]
        result = world.survey(world.folder, 1)
        assert result.region is not None
        after = cells(result.region, world)
    finally:
        file.with_name(f"{unit.id}-副本.yaml").unlink(missing_ok=True)
        shutil.copy2(kept, file)
    changed = {unit for (unit, control), cell in after.items() if cell != before[unit, control]}
    assert {*before} == {*after}
    assert changed
    assert changed <= hanging_on(world, unit.id)
    assert unit.id in changed
    assert "" in changed
    if how is _worsened:
        assert {control for (_, control), cell in after.items() if cell != before[_, control]} == {
            "tenant_networks_isolated"
        }
    else:
        takers = {one for one, carrier in truth.inherits.items() if carrier == unit.id}
        assert takers <= changed


def test_a_carrier_that_sends_nothing_is_taken_over_from_by_nobody(world: World, alone: dict[str, Alone]) -> None:
    for node in world.region.nodes:
        if node.inherits_from:
            assert node.inherits_from in alone
            assert node.inherits_from == node.carried_by
