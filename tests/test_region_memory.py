"""Leaves from memory: the same answers with it and without, and none that does not hold any more."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repository import ROOT

from egov_cloud_std.assess import Assessment, assess_platform
from egov_cloud_std.assess.calendar import horizon_of
from egov_cloud_std.assess.results import Unread
from egov_cloud_std.clock import parse_moment
from egov_cloud_std.document import read
from egov_cloud_std.platforms import describe
from egov_cloud_std.profiles import Profile
from egov_cloud_std.profiles.shipped import AREAS
from egov_cloud_std.region import remembering, survey
from egov_cloud_std.region.journal import line_of
from egov_cloud_std.region.leaf import Leaf
from egov_cloud_std.region.leaf_json import _packed
from egov_cloud_std.region.survey import Surveying, Ways
from egov_cloud_std.run import load_profiles
from egov_cloud_std.run.checking import Checking, read_platform

MOMENT = parse_moment("2026-06-30")
COUNTY = (ROOT / "examples" / "county" / "platform.yaml").read_text(encoding="utf-8")
EVIDENCE = """
evidence:
  - {id: e-1, kind: record, path: proof.txt, date: 2026-06-01, supports: [security.logs.kept]}
"""


@pytest.fixture(scope="module")
def profiles() -> tuple[Profile, ...]:
    return load_profiles()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One county, with a file that stands behind its evidence, and a memory of its own."""
    monkeypatch.setenv("EGOV_CHECK_CACHE", str(tmp_path / "cache"))
    inside = tmp_path / "region"
    inside.mkdir()
    (inside / "county.yaml").write_text(COUNTY + EVIDENCE, encoding="utf-8")
    (inside / "proof.txt").write_text("日志保存 3 个月。\n", encoding="utf-8")
    return inside


class Asked:
    """A run over a folder that tells which files it assessed, rather than remembered."""

    def __init__(self, folder: Path, profiles: tuple[Profile, ...], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(survey, "each_of", lambda work, sizes, *_: ((at, work(at)) for at in range(len(sizes))))
        self.folder, self.profiles = folder, profiles
        self.assessed: list[str] = []
        real = Checking.assess

        def watched(checking: Checking, platform: object, *more: object) -> object:
            self.assessed.append(platform.document.name)  # type: ignore[attr-defined]
            return real(checking, platform, *more)  # type: ignore[arg-type]

        monkeypatch.setattr(Checking, "assess", watched)

    def leaf(self, moment: datetime = MOMENT, names: tuple[str, ...] = ()) -> tuple[Leaf, bool]:
        """The leaf of the county, and whether it was remembered."""
        self.assessed.clear()
        surveying = Surveying(self.profiles, names, {}, moment, self.folder)
        ((_, found),) = surveying._answers([self.folder / "county.yaml"], Ways(jobs=1))
        assert isinstance(found, Leaf)
        return found, not self.assessed


def kept() -> Path:
    """The file in which leaves are kept."""
    (journal,) = Path(os.environ["EGOV_CHECK_CACHE"]).glob("units-*.lines")
    return journal


def entry() -> tuple[bytes, bytes]:
    """The only line that is kept: what stands before the entry, and the entry."""
    head, _, body = kept().read_bytes().rpartition(b" {")
    return head + b" ", b"{" + body


@pytest.fixture
def asked(folder: Path, profiles: tuple[Profile, ...], monkeypatch: pytest.MonkeyPatch) -> Asked:
    return Asked(folder, profiles, monkeypatch)


def test_a_remembered_leaf_is_the_leaf(asked: Asked) -> None:
    first, remembered = asked.leaf()
    assert not remembered
    second, remembered = asked.leaf()
    assert remembered
    assert second == first


def test_another_description_in_its_place_is_looked_at(asked: Asked) -> None:
    first, _ = asked.leaf()
    (asked.folder / "county.yaml").write_text(
        (COUNTY + EVIDENCE).replace("kept: 3 个月", "kept: 7 个月"), encoding="utf-8"
    )
    second, remembered = asked.leaf()
    assert not remembered
    assert second.codes != first.codes


@pytest.mark.parametrize("change", ["changed", "gone", "back"])
def test_a_leaf_holds_no_longer_than_the_files_that_the_description_names(asked: Asked, change: str) -> None:
    proof = asked.folder / "proof.txt"
    if change == "back":
        proof.unlink()
    asked.leaf()
    proof.unlink() if change == "gone" else proof.write_text("日志保存 6 个月。\n", encoding="utf-8")
    assert asked.leaf()[1] is False
    assert asked.leaf()[1] is True


def test_a_file_that_nobody_names_changes_nothing(asked: Asked) -> None:
    asked.leaf()
    (asked.folder / "notes.txt").write_text("与平台无关。\n", encoding="utf-8")
    assert asked.leaf()[1] is True


def test_fewer_controls_and_other_profiles_are_remembered_apart(asked: Asked) -> None:
    whole, _ = asked.leaf()
    one, remembered = asked.leaf(names=("logs_kept_six_months",))
    assert not remembered
    assert len(one.codes) == 1
    asked.profiles = asked.profiles[:1]
    fewer, remembered = asked.leaf()
    assert not remembered
    assert len(fewer.codes) < len(whole.codes)


def test_another_version_of_the_tool_remembers_nothing_of_this_one(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked.leaf()
    with monkeypatch.context() as patched:
        patched.setattr(remembering, "__version__", "0.0.0")
        assert asked.leaf()[1] is False
    with monkeypatch.context() as patched:
        patched.setattr(remembering, "_code", lambda: "other code")
        assert asked.leaf()[1] is False
    assert asked.leaf()[1] is True


def test_a_leaf_holds_until_the_calendar_may_change_something(asked: Asked) -> None:
    asked.leaf()
    horizon = datetime.fromisoformat(json.loads(entry()[1])["until"])
    assert horizon > MOMENT
    assert asked.leaf(horizon - timedelta(seconds=1))[1] is True
    assert asked.leaf(horizon)[1] is False
    assert asked.leaf(MOMENT - timedelta(days=1))[1] is False  # a day before is another day


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00\xff", b"0" * 64 + b" " + b"0" * 64 + b" {}", None])
def test_a_damaged_entry_counts_as_absent(asked: Asked, damage: bytes | None) -> None:
    leaf, _ = asked.leaf()
    whole = kept().read_bytes()
    kept().write_bytes(damage if damage is not None else whole.replace(b'"codes":"', b'"codes":"01', 1))
    again, remembered = asked.leaf()
    assert not remembered
    assert again == leaf
    assert kept().read_bytes().endswith(whole)  # and it is made anew
    assert asked.leaf() == (leaf, True)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda found: found.pop("leaf"),
        lambda found: found.update(until="tomorrow"),
        lambda found: found["leaf"].update(places=_packed([1, 2])),
        lambda found: found["leaf"].update(places=_packed([10_000, 1, 1, 1, 1, 0])),
        lambda found: found["leaf"].update(places=_packed([1, 1, 1, 1, 1, 9])),
        lambda found: found["leaf"].update(places=[1, 1, 1, 1, -1, 0]),
        lambda found: found["leaf"].update(claims=_packed([10_000])),
        lambda found: found["leaf"].update(codes="0102"),
        lambda found: found["leaf"].update(codes=found["leaf"]["codes"].replace("01", "09")),
        lambda found: found["leaf"].update(seen=[[]]),
        lambda found: found["leaf"].update(seen_spans=_packed([1, 1, 1, 1])),
        lambda found: found["leaf"].update(seen_spans=_packed([1, 1, 1, 1, 1])),
        lambda found: found["leaf"].update(seen_spans="AAA="),
        lambda found: found["leaf"].update(counts=""),
        lambda found: found["leaf"].update(counts=_packed([1])),
        lambda found: found["leaf"].update(sources=["a.csv"]),
        lambda found: found.update(inputs=[]),
        lambda found: found.update(as_of=7),
    ],
)
def test_an_entry_of_another_shape_counts_as_absent(asked: Asked, spoil: Callable[[dict[str, object]], object]) -> None:
    leaf, _ = asked.leaf()
    head, body = entry()
    found = json.loads(body)
    spoil(found)
    kept().write_bytes(line_of(head[1:65].decode(), json.dumps(found).encode()))
    again, remembered = asked.leaf()
    assert not remembered
    assert again == leaf


def test_without_a_folder_to_write_to_everything_works(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    leaf, _ = asked.leaf()
    for place in ("", "/dev/null/none"):
        monkeypatch.setenv("EGOV_CHECK_CACHE", place)
        assert asked.leaf() == (leaf, False)
        assert asked.leaf() == (leaf, False)


def test_what_was_asked_longest_ago_is_forgotten(asked: Asked) -> None:
    cache = Path(os.environ["EGOV_CHECK_CACHE"])
    cache.mkdir(exist_ok=True)
    for age in range(12):
        journal = cache / f"units-{age:040x}.lines"
        journal.touch()
        os.utime(journal, (1_700_000_000 - age, 1_700_000_000 - age))
    mine = cache / "units-of-mine.lines"
    mine.touch()
    asked.leaf()
    old = sorted(one.name for one in cache.glob("units-0000*"))
    assert old == [f"units-{age:040x}.lines" for age in range(remembering.KEPT - 1)]
    assert mine.is_file()
    assert asked.leaf()[1] is True


def _read_by(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> tuple[Unread, int]:
    """Why the county cannot be read, and how often that was looked for."""
    looked: list[Path] = []
    real = survey.read_platform

    def watched(file: Path, root: Path) -> object:
        looked.append(file)
        return real(file, root)

    monkeypatch.setattr(survey, "read_platform", watched)
    surveying = Surveying(asked.profiles, (), {}, MOMENT, asked.folder)
    leaves, unread = surveying.leaves([asked.folder / "county.yaml"], Ways(jobs=1), None)
    monkeypatch.setattr(survey, "read_platform", real)
    assert leaves == []
    return unread[0], len(looked)


@pytest.mark.parametrize("broken", ["x_note: [未写完\n", "x_note: 一\nx_note: 二\n", "\tx: 1\n", "x: &a [*a]\n"])
def test_why_a_text_cannot_be_read_is_remembered_until_it_is_mended(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    (asked.folder / "county.yaml").write_text(COUNTY + broken, encoding="utf-8")
    first, looked = _read_by(asked, monkeypatch)
    assert looked == 1
    assert (first, 0) == _read_by(asked, monkeypatch)
    (asked.folder / "county.yaml").write_text(COUNTY, encoding="utf-8")
    assert asked.leaf()[1] is False


def test_a_file_that_cannot_be_opened_is_looked_at_again(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    (asked.folder / "county.yaml").unlink()
    (asked.folder / "county.yaml").symlink_to(ROOT / "examples" / "county" / "platform.yaml")
    for _ in range(2):
        unread, looked = _read_by(asked, monkeypatch)
        assert (unread.problem.code, looked) == ("outside_root", 1)
    assert kept().read_bytes() == b""


TWO = """
import sys
from pathlib import Path
from egov_cloud_std.clock import parse_moment
from egov_cloud_std.region.survey import survey
region = survey(Path(sys.argv[1]), as_of=parse_moment("2026-06-30")).region
print([(one.unit, one.submission, one.place.line) for one in region.nodes], region.score("", None))
"""


def test_two_processes_may_remember_at_once(folder: Path) -> None:
    """Both answer alike, whoever comes first, and what they leave behind serves a third."""
    text = (folder / "county.yaml").read_text(encoding="utf-8")
    (folder / "other.yaml").write_text(text.replace("example-county", "other-county"), encoding="utf-8")
    command = [sys.executable, "-c", TWO, str(folder)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) for _ in range(3)]
    outputs = {one.communicate()[0] for one in running}
    assert len(outputs) == 1
    assert b"received" in next(iter(outputs))
    assert subprocess.run(command, stdout=subprocess.PIPE, cwd=ROOT, check=True).stdout in outputs
    cache = Path(os.environ["EGOV_CHECK_CACHE"])
    names = {line[:64] for line in kept().read_bytes().split(b"\n") if line}
    assert len(names) == 2
    assert [one.name for one in cache.rglob("*") if one.suffix not in (".json", ".lines")] == []


def statuses(assessment: Assessment) -> list[tuple[str, str]]:
    return [(one.control.id, one.status) for one in assessment.conclusions]


def steps(
    profiles: tuple[Profile, ...], assess: Callable[[datetime], Assessment], start: datetime
) -> Iterator[datetime]:
    """Walks from horizon to horizon; at each step, nothing may have changed a second before."""
    moment: datetime | None = start
    while moment is not None:
        yield moment
        now = assess(moment)
        horizon = horizon_of(now)
        if horizon is not None:
            assert moment < horizon
        last = horizon - timedelta(seconds=1) if horizon is not None else moment + timedelta(days=3650)
        assert statuses(assess(last)) == statuses(now), horizon
        moment = horizon


@pytest.mark.parametrize("name", ["county", "city", "provincial-month"])
def test_nothing_changes_before_the_horizon_of_an_example(profiles: tuple[Profile, ...], name: str) -> None:
    folder = ROOT / "examples" / name
    platform = read_platform(folder / "platform.yaml")
    checking = Surveying(profiles, (), {}, MOMENT, folder)._checking

    def assess(moment: datetime) -> Assessment:
        checking.moment = moment
        return checking.assess(platform, folder, folder)[1]

    walked = [moment for _, moment in zip(range(12), steps(profiles, assess, MOMENT), strict=False)]
    for early, late in pairwise(walked):
        half = early + (late - early) / 2
        assert statuses(assess(half)) == statuses(assess(early))


DAYS = st.dates(min_value=datetime(2025, 1, 1).date(), max_value=datetime(2027, 12, 31).date())
DATED = """\
schema: egov-platform/0
platform: {{id: p, level: city, period: {month}, in_service_since: {a}}}
architecture:
  resources:
    - {{id: r-1, kind: vm, state: running, expires: {b}, last_used: {c}}}
    - {{id: r-2, kind: vm, state: running, expires: {d}}}
service:
  agreements:
    - {{id: ag, provider: x, signed: {a}, valid_until: {c}, services: []}}
testing:
  level_assessment: {{last_date: {d}, findings_open: 0}}
  rectifications:
    - {{id: z, state: rectifying, due: {b}}}
security:
  protection_level: 3
  level_assessment: {{level: 3, valid_until: {e}, verdict: good}}
  logs: {{kept: 6 个月, oldest_record: {a}}}
  crypto: {{key_materials: [{{id: k, kind: certificate, algorithm: SM2, valid_until: {d}}}]}}
  vulnerabilities: {{last_scan: {e}}}
not_applicable:
  - {{control: tenant_networks_isolated, reason: 无租户}}
"""


@settings(max_examples=25, deadline=None)
@given(days=st.tuples(DAYS, DAYS, DAYS, DAYS, DAYS), start=DAYS, hours=st.integers(0, 23))
def test_nothing_changes_before_the_horizon(
    profiles: tuple[Profile, ...], days: tuple[object, ...], start: object, hours: int
) -> None:
    a, b, c, d, e = days
    text = DATED.format(a=a, b=b, c=c, d=d, e=e, month=str(e)[:7])
    platform = describe(read(text.encode(), "p.yaml"))
    moment = parse_moment(str(start)) - timedelta(hours=hours)

    def assess(at: datetime) -> Assessment:
        return assess_platform(profiles, platform, at)

    for _ in zip(range(3), steps(profiles, assess, moment), strict=False):
        pass


def test_what_can_be_read_has_a_say_too(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever installs the extra that reads documents is not answered as before."""

    asked.leaf()
    assert asked.leaf()[1] is True
    there = remembering.is_installed()
    monkeypatch.setattr(remembering, "is_installed", lambda: not there)
    remembering._code.cache_clear()
    try:
        assert asked.leaf()[1] is False
    finally:
        monkeypatch.undo()
        remembering._code.cache_clear()


def test_a_unit_that_has_none_of_a_section_is_remembered_as_any_other(asked: Asked) -> None:
    """No list is there to be looked through for days."""
    sections = "".join(f"{name}: {{none: true}}\n" for name in (*AREAS, "governance"))
    (asked.folder / "county.yaml").write_text(
        f"schema: egov-platform/0\nplatform: {{id: a, name: 甲, level: county}}\n{sections}", encoding="utf-8"
    )
    first, remembered = asked.leaf()
    assert not remembered
    assert asked.leaf() == (first, True)


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
def test_a_file_whose_name_is_in_another_encoding_is_remembered_like_any_other(
    folder: Path, profiles: tuple[Profile, ...]
) -> None:
    """Archives from elsewhere hold names in GBK."""
    named = os.fsdecode("县.yaml".encode("gbk"))
    (folder / "county.yaml").rename(folder / named)
    (folder / f"broken-{named}").write_text(COUNTY + "x_note: [未写完\n", encoding="utf-8")
    files = sorted(folder.glob("*.yaml"))
    runs = [Surveying(profiles, (), {}, MOMENT, folder).leaves(files, Ways(jobs=2), None) for _ in range(2)]
    (leaves, unread), again = runs
    assert ([Path(one.file).name for one in leaves], [one.problem.code for one in unread]) == ([named], ["syntax"])
    assert again == (leaves, unread)
