"""A file that somebody else prepared is opened with care."""

import errno
import os
from pathlib import Path

import pytest

from egov_cloud_std.document import Limits, Unreadable, read_file


def refused(path: Path, root: Path | None = None, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        read_file(path, root=root, limits=limits or Limits())
    problem = caught.value.problem
    assert (problem.place.file, problem.place.line, problem.place.column) == (str(path), 1, 1)
    assert problem.says.zh.endswith("。")
    assert problem.fix.en.endswith(".")
    return problem.code


@pytest.fixture
def platform(tmp_path: Path) -> Path:
    path = tmp_path / "in/platform.yaml"
    path.parent.mkdir()
    path.write_text("a: 1\n", "utf-8")
    return path


def test_a_regular_file_is_read_under_the_name_it_was_given(platform: Path) -> None:
    document = read_file(platform)
    assert document.data == {"a": 1}
    assert document.name == document.place(("a",)).file == str(platform)
    assert read_file(str(platform), root=str(platform.parent)).data == {"a": 1}


def test_folders_pipes_and_devices_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path, tmp_path / "pipe.yaml", Path(os.devnull), Path("/dev/zero")):
        assert refused(path) == "not_a_file"


def test_missing_and_empty_files_are_told_apart(tmp_path: Path, platform: Path) -> None:
    assert refused(tmp_path / "nope.yaml") == "missing_file"
    assert refused(platform / "x.yaml") == "missing_file"
    assert refused(tmp_path / "a\0b.yaml") == "missing_file"
    (tmp_path / "empty.yaml").touch()
    assert refused(tmp_path / "empty.yaml") == "empty_file"


def test_too_long_a_name_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / ("x" * 300)) == "unreadable_file"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EACCES, "no_permission"), (errno.EPERM, "no_permission"), (errno.EIO, "unreadable_file")],
)
def test_what_the_system_refuses_is_refused(
    platform: Path, number: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, "refused")

    monkeypatch.setattr(os, "open", refuse)
    assert refused(platform) == code


def test_large_files_are_refused_before_they_are_read(platform: Path) -> None:
    os.truncate(platform, 10**12)
    assert refused(platform) == "too_many_bytes"


def test_links_are_followed_within_the_root_and_not_out_of_it(tmp_path: Path, platform: Path) -> None:
    root = platform.parent
    (tmp_path / "secret.yaml").write_text("s: 1\n", "utf-8")
    (root / "inside.yaml").symlink_to("platform.yaml")
    (root / "outside.yaml").symlink_to("../secret.yaml")
    (root / "up").symlink_to("..")
    assert read_file(root / "inside.yaml", root=root).data == {"a": 1}
    for path in (root / "outside.yaml", root / "up/secret.yaml", root / "../secret.yaml", tmp_path / "secret.yaml"):
        assert refused(path, root) == "outside_root"
    assert read_file(root / "outside.yaml").data == {"s": 1}


@pytest.mark.parametrize("written", ["", ".", "./", "{}", "{}/", "{}/.", "{}/up/{name}", "../{name}", "linked", "/"])
def test_a_root_is_what_it_leads_to_however_it_is_written(
    tmp_path: Path, platform: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    root = platform.parent
    (root / "up").symlink_to("..")
    (root / "linked").symlink_to(".")
    beside = tmp_path / f"{root.name}-beside.yaml"
    beside.write_text("b: 1\n", encoding="utf-8")
    monkeypatch.chdir(root)
    named = written.format(str(root), name=root.name)
    assert read_file(platform, root=named).data == {"a": 1}
    if written == "/":
        assert read_file(beside, root=named).data == {"b": 1}
    else:
        with pytest.raises(Unreadable) as caught:
            read_file(beside, root=named)
        assert caught.value.problem.code == "outside_root"


def test_links_that_run_in_a_circle_or_into_nothing_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    (tmp_path / "c.yaml").symlink_to("nope.yaml")
    assert refused(tmp_path / "a.yaml") == "link_loop"
    assert refused(tmp_path / "c.yaml") == "missing_file"


@pytest.mark.parametrize("text", ["a: 1\nb: 2\n", "a: 2\n", ""])
def test_a_file_that_changes_while_it_is_read_is_refused(
    platform: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = os.read

    def meanwhile(opened: int, size: int) -> bytes:
        data = reading(opened, size)
        platform.write_text(text, "utf-8")
        os.utime(platform, ns=(1, 1))
        return data

    monkeypatch.setattr(os, "read", meanwhile)
    assert refused(platform) == "changed_while_read"


def test_a_file_that_is_swapped_while_it_is_read_is_refused(platform: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = os.read

    def meanwhile(opened: int, size: int) -> bytes:
        other = platform.with_name("other.yaml")
        other.write_text("b: 1\n", "utf-8")
        other.replace(platform)
        return reading(opened, size)

    monkeypatch.setattr(os, "read", meanwhile)
    assert refused(platform) == "changed_while_read"
