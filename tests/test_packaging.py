"""What is built holds what belongs in it and nothing else; the README's commands are the ones that run."""

import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from repository import ROOT, own_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
TEST_COMMAND = (ROOT / ".ci/run").read_text("utf-8").splitlines()[-1]
PLANTED = (".env", "egov_cloud_std/.env", "profiles/.env", "seeds/secret.yaml", "tests/.env")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel and an sdist, built from a copy in which ignored files lie about."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("out")
    for path in own_files():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, copy / path)
    with (copy / ".gitignore").open("a", encoding="utf-8") as ignored:
        ignored.write("\n.env\nsecret.yaml\n")
    for name in PLANTED:
        (copy / name).write_text("TOKEN=planted\n", "utf-8")
    command = [sys.executable, "-m", "build", "--sdist", "--wheel", "--no-isolation", "--outdir", str(out), str(copy)]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    return out


def test_wheel_holds_the_package_its_profiles_and_its_seeds_and_no_page(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    homes = {
        "egov_cloud_std": "egov_cloud_std",
        "profiles": "egov_cloud_std/_profiles",
        "seeds": "egov_cloud_std/_seeds",
    }
    own = [path for path in own_files() if path.parts[0] in homes and path.parts[:2] != ("profiles", "pages")]
    assert names == {f"{homes[path.parts[0]]}/{path.relative_to(path.parts[0]).as_posix()}" for path in own}


def test_wheel_carries_its_licence(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        licence = next(name for name in wheel.namelist() if name.endswith("/licenses/LICENSE"))
        assert wheel.read(licence) == (ROOT / "LICENSE").read_bytes()


def test_sdist_holds_every_file_of_the_repository_and_no_ignored_one(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert names == {path.as_posix() for path in own_files()} | {"PKG-INFO"}


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_prints_the_command_that_ci_runs(readme: str) -> None:
    assert TEST_COMMAND in (ROOT / readme).read_text("utf-8").splitlines()


def test_test_command_sets_up_all_it_needs() -> None:
    assert TEST_COMMAND.split(" && ") == [
        "python3 -m venv .venv",
        ".venv/bin/pip install -q -U pip",
        ".venv/bin/pip install -q -e . --group dev",
        ".venv/bin/python -m pytest",
    ]
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def test_changelog_opens_with_the_version_of_the_package() -> None:
    version = re.findall(r'__version__ = "(.+)"', (ROOT / "egov_cloud_std/_version.py").read_text("utf-8"))[0]
    entries = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert next(entry for entry in entries if entry != "Unreleased") == version


def test_pre_commit_hook_runs_the_installed_command_on_platform_descriptions() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"] in PROJECT["scripts"]
    taken = {
        name
        for name in ("platform.yaml", "a/platform-b.yml", "myplatform.yaml", "a.yaml")
        if re.search(hook["files"], name)
    }
    assert taken == {"platform.yaml", "a/platform-b.yml"}
