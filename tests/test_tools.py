"""A validator that is not there is seen: skipped here, failed in CI; and `.ci/run` installs what tests ask for."""

import ast
import re
import subprocess

import pytest
from repository import ROOT
from tools import needed

RUN = (ROOT / ".ci/run").read_text("utf-8")


def test_missing_program_skips_here_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-program"):
        needed("no-such-program")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-program"):
        needed("no-such-program")


def test_program_that_is_there_is_found_by_its_path() -> None:
    path = needed("sh")
    assert subprocess.run([path, "-c", "exit 0"], check=False).returncode == 0


def test_ci_installs_every_program_that_tests_need() -> None:
    asked = set()
    for path in (ROOT / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="needed"), args=[ast.Constant(value=str(name))]):
                    asked.add(name)
    (listed,) = re.findall(r"^tools=\((.*)\)$", RUN, re.MULTILINE)
    installed = {one.partition(":")[0] for one in listed.split()}
    assert asked - {"bash", "sh", "no-such-program"} <= installed
    assert "\nexport CI=true\n" in RUN


def test_ci_script_is_a_script_that_shells_can_read() -> None:
    assert subprocess.run([needed("bash"), "-n", ROOT / ".ci/run"], check=False).returncode == 0
