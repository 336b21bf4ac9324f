"""The rooms stand in one order, and each keeps its promise about files, clocks and the terminal."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import ROOT

PACKAGE = ROOT / "egov_cloud_std"
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
FILE_MODULES = {"glob", "mmap", "os", "pathlib", "shutil", "socket", "subprocess", "tempfile"}
FILE_CALLS = {"open", "read_bytes", "read_file", "read_text", "write_bytes", "write_text"}
CLOCK_CALLS = {"now", "today", "utcnow", "localtime", "gmtime"}


def room(module: Path) -> str:
    return module.parts[0].removesuffix(".py")


def tree(module: Path) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text("utf-8"))


def imported(module: Path) -> Iterator[str]:
    """Every name that a module imports, in full: `os.path`, `egov_cloud_std.document.read`."""
    package = ("egov_cloud_std", *module.parts[:-1])
    for node in ast.walk(tree(module)):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=source, names=names, level=level):
                above = package[: len(package) - level + 1] if level else ()
                start = ".".join((*above, *filter(None, [source])))
                yield from (f"{start}.{name.name}" for name in names)


def called(module: Path) -> set[str]:
    """Every call as written, `datetime.now` of `datetime.now(zone)`."""
    return {ast.unparse(node.func) for node in ast.walk(tree(module)) if isinstance(node, ast.Call)}


def last_words(calls: set[str]) -> set[str]:
    return {call.rpartition(".")[2] for call in calls}


def modules_of(*rooms: str) -> list[Path]:
    return [module for module in MODULES if room(module) in rooms]


def test_rooms_import_in_one_direction() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True, no_logo=True))",
    ]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("module", modules_of("checks", "assess", "reports"), ids=str)
def test_pure_rooms_open_no_file(module: Path) -> None:
    assert {name.split(".")[0] for name in imported(module)} & FILE_MODULES == set()
    assert last_words(called(module)) & FILE_CALLS == set()


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) != "clock"], ids=str)
def test_only_the_clock_room_reads_the_time_of_day(module: Path) -> None:
    foreign = {call for call in called(module) if "." in call and not call.startswith("clock.")}
    assert last_words(foreign) & CLOCK_CALLS == set()


@pytest.mark.parametrize("module", modules_of("checks", "assess", "reports"), ids=str)
def test_pure_rooms_read_no_clock(module: Path) -> None:
    assert last_words(called(module)) & CLOCK_CALLS == set()
    assert "time" not in {name.split(".")[0] for name in imported(module)}


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) not in ("cli", "__main__")], ids=str)
def test_only_the_command_line_prints(module: Path) -> None:
    assert "print" not in called(module)
    streams = [node for node in ast.walk(tree(module)) if isinstance(node, ast.Attribute)]
    assert [node.lineno for node in streams if node.attr in ("stdout", "stderr")] == []


@pytest.mark.parametrize("room_", ["evidence", "wording"])
@pytest.mark.parametrize("module", modules_of("assess"), ids=str)
def test_conclusions_take_facts_and_no_reader(module: Path, room_: str) -> None:
    taken = [name for name in imported(module) if name.startswith(f"egov_cloud_std.{room_}.")]
    assert [name for name in taken if not name.startswith(f"egov_cloud_std.{room_}.facts.")] == []


@pytest.mark.parametrize("module", modules_of("reports"), ids=str)
def test_a_report_format_imports_no_other_format(module: Path) -> None:
    """What formats share stands in modules whose names begin with an underscore."""
    if module.name == "__init__.py" or module.stem.startswith("_"):
        return
    siblings = {other.stem for other in modules_of("reports") if not other.stem.startswith("_")}
    start = "egov_cloud_std.reports."
    taken = {name.removeprefix(start).split(".")[0] for name in imported(module) if name.startswith(start)}
    assert taken & siblings == set()
