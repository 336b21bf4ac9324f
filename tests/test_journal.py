"""Entries in one file: the last of a name counts, and what is damaged costs itself only."""

import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_cloud_std.region import journal
from egov_cloud_std.region.journal import Journal, line_of, name_of

NAMES = st.sampled_from([f"{number}.yaml" for number in range(6)])
BODIES = st.binary(max_size=40).map(lambda body: body.replace(b"\n", b""))


def add(path: Path, *entries: tuple[str, bytes]) -> None:
    kept = Journal(path)
    with kept.reading():
        pass
    with kept.adding() as write:
        for name, body in entries:
            write(line_of(name_of(name), body))


def found(path: Path, *names: str) -> list[bytes | None]:
    with Journal(path).reading() as read:
        return [read(name_of(name)) for name in names]


@given(st.lists(st.lists(st.tuples(NAMES, BODIES))))
def test_the_last_entry_of_a_name_counts_however_often_it_is_written(runs: list[list[tuple[str, bytes]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept"
        last: dict[str, bytes] = {}
        for entries in runs:
            add(path, *entries)
            last.update(entries)
            assert found(path, *last, "none.yaml") == [*last.values(), None]


@given(st.lists(st.tuples(NAMES, BODIES), min_size=1, unique_by=lambda one: one[0]), st.data())
def test_what_is_damaged_costs_itself_only(entries: list[tuple[str, bytes]], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept"
        add(path, *entries)
        whole = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))
        path.write_bytes(whole)
        answers = found(path, *(name for name, _ in entries))
        wrong = [one for one, (_, body) in zip(answers, entries, strict=True) if one != body]
        assert set(wrong) <= {None}
        assert len(wrong) <= 2  # a line end that is lost joins two


@given(st.lists(st.tuples(NAMES, BODIES), min_size=1, unique_by=lambda one: one[0]), st.data())
def test_what_is_cut_short_does_not_run_into_what_follows(
    entries: list[tuple[str, bytes]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept"
        add(path, *entries)
        whole = path.read_bytes()
        path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
        add(path, ("later.yaml", b"later"))
        assert found(path, "later.yaml") == [b"later"]
        for (_, body), one in zip(entries, found(path, *(name for name, _ in entries)), strict=True):
            assert one in (body, None)


def test_what_is_superseded_does_not_pile_up(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    for run in range(40):
        add(path, *((f"{number}.yaml", f"{run}".encode() * 50) for number in range(10)))
    assert len(path.read_bytes().split(b"\n")) < 40
    assert found(path, "3.yaml") == [b"39" * 50]
    assert [one.name for one in tmp_path.iterdir()] == ["kept"]


def test_all_is_forgotten_where_too_much_has_come_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST", 5)
    path = tmp_path / "kept"
    add(path, *((f"{number}.yaml", b"x") for number in range(6)))
    assert found(path, "3.yaml") == [b"x"]
    add(path, ("new.yaml", b"y"))
    assert found(path, "3.yaml", "new.yaml") == [None, b"y"]


def test_a_place_that_cannot_be_written_to_remembers_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "kept", tmp_path):
        add(path, ("a.yaml", b"x"))
        assert found(path, "a.yaml") == [None]


@pytest.mark.parametrize("fails", ["_scanned", "_read"])
def test_a_disk_that_fails_remembers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    path = tmp_path / "kept"
    add(path, ("a.yaml", b"x"))

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Journal if fails == "_scanned" else journal, fails, refuse)
    assert found(path, "a.yaml") == [None]


def test_it_is_rewritten_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kept"
    for _ in range(3):
        add(path, ("a.yaml", b"x"))

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    before = path.read_bytes()
    add(path, ("b.yaml", b"y"))
    assert path.read_bytes().startswith(before)
    assert found(path, "a.yaml", "b.yaml") == [b"x", b"y"]
    assert [one.name for one in tmp_path.iterdir()] == ["kept"]


def _many(path: Path, name: str) -> None:
    add(path, *((f"{name}{number}", f"{os.getpid()} {number} ".encode() * 500) for number in range(50)))


def test_several_processes_add_at_once(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    with ProcessPoolExecutor(3) as pool:
        for each in [pool.submit(_many, path, name) for name in "abc"]:
            each.result()
    assert None not in found(path, *(f"{name}{number}" for name in "abc" for number in range(50)))
