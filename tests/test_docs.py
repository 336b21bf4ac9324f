"""What the documentation shows is what happens: its commands are run, its Python is executed, its output is compared."""

import re
import shlex
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from command import GOOD, Command, command
from repository import ROOT

from egov_cloud_std import load_profiles
from egov_cloud_std.cli.arguments import SCHEMAS
from egov_cloud_std.cli.asked import COMMANDS
from egov_cloud_std.cli.exit_codes import FINE, MISSING, PROBLEMS, UNUSABLE
from egov_cloud_std.reports import formats
from egov_cloud_std.words import MARKS, STATUSES

READMES = {"README.md": "en_GB.UTF-8", "README.zh-CN.md": "zh_CN.UTF-8"}
PAGES = READMES | {"examples/README.md": "C.UTF-8"}
tell = pytest.fixture(command)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    kind: str
    text: str

    @property
    def commands(self) -> list[str]:
        return [line[2:] for line in self.text.splitlines() if line.startswith("$ ")]


def blocks(page: str) -> list[Block]:
    found = re.findall(r"^```(\w*)\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [Block(kind, text) for kind, text in found]


def of_kind(kind: str, pages: dict[str, str]) -> list[tuple[str, Block]]:
    return [(page, block) for page in pages for block in blocks(page) if block.kind == kind]


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize(("page", "block"), of_kind("console", PAGES))
def test_shown_output_is_what_the_command_prints(
    tell: Command, monkeypatch: pytest.MonkeyPatch, page: str, block: Block
) -> None:
    """`...` stands for lines that are left out. What is wrong in a file of the user's goes to standard error."""
    monkeypatch.setenv("LC_ALL", PAGES[page])
    first, *shown = block.text.splitlines()
    program, *arguments = shlex.split(first.removeprefix("$ "))
    assert program == "egov-check"
    ran = tell(*arguments)
    printed = ran.out + ran.err
    assert shown
    position = 0
    for part in "\n".join(shown).split("..."):
        if part.strip():
            found = printed.find(part.strip("\n"), position)
            assert found >= 0, part
            position = found + len(part)
    assert first.removeprefix("$ ") == block.commands[0]


@pytest.mark.parametrize(("page", "block"), of_kind("python", PAGES))
def test_python_runs_and_prints_the_report(capsys: pytest.CaptureFixture[str], page: str, block: Block) -> None:
    assert len([line for line in block.text.splitlines() if line]) == 3
    exec(block.text, {})
    assert "figures_agree" in capsys.readouterr().out


@pytest.mark.parametrize("page", READMES)
def test_first_command_installs_and_checks_the_real_example(tell: Command, page: str) -> None:
    first = next(block for block in blocks(page) if block.kind == "bash").text.strip()
    venv, install, last = first.split(" && ")
    assert (venv, install) == ("python3 -m venv .venv", ".venv/bin/pip install -q .")
    program, *arguments = last.split()
    assert program == ".venv/bin/egov-check"
    assert tell(*arguments).code == PROBLEMS


@pytest.mark.parametrize(("page", "block"), of_kind("toml", PAGES))
def test_settings_shown_are_accepted(
    tell: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str, block: Block
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "egov-check.toml").write_text(block.text, "utf-8")
    (tmp_path / "good.yaml").write_text(GOOD, "utf-8")
    ran = tell("good.yaml")
    assert (ran.code, ran.err) != (UNUSABLE, "")
    assert {"README.md": "Governance", "README.zh-CN.md": "管理与统筹"}[page] in ran.out
    assert set(tomllib.loads(block.text)) == {"profile", "fail_on", "min_coverage", "format", "lang"}


@pytest.mark.parametrize("page", READMES)
def test_jobs_to_copy_are_yaml_and_run_the_command(page: str) -> None:
    hook, gitlab, github = (yaml.load(block.text, Loader=yaml.BaseLoader) for _, block in of_kind("yaml", {page: ""}))
    (definition,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["repos"][0]["hooks"] == [{"id": definition["id"]}]
    assert gitlab["egov-check"]["script"][-1].startswith("egov-check ")
    assert gitlab["egov-check"]["allow_failure"]["exit_codes"] == [str(MISSING)]
    assert github["jobs"]["egov-check"]["steps"][-1]["run"].startswith("egov-check ")


def test_readmes_show_the_same_blocks_in_the_same_order() -> None:
    english, chinese = (blocks(page) for page in READMES)
    assert [block.kind for block in english] == [block.kind for block in chinese]
    for one, other in zip(english, chinese, strict=True):
        if one.kind == "console":
            assert [re.sub("--lang en", "--lang zh", line) for line in one.commands] == other.commands
        else:
            assert one.text.replace('"en"', '"zh"') == other.text


def test_readmes_have_the_same_sections_and_tables() -> None:
    def outline(page: str) -> list[str]:
        lines = (ROOT / page).read_text("utf-8").splitlines()
        return [line.split(" ")[0] for line in lines if re.match(r"#+ |\| |- ", line)]

    english, chinese = (outline(page) for page in READMES)
    assert english == chinese


@pytest.mark.parametrize("page", READMES)
def test_readme_names_every_command_format_status_and_exit_code(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for name in (*set(COMMANDS) - {"check", "profile"}, "profile check", "profile prove", "profile show"):
        assert f"| `egov-check {name}" in text
    for name in formats():
        assert f"| `{name}` |" in text
    for name in STATUSES.values():
        assert f"| {name.en.split(' (')[0]} | {name.zh.split('（')[0]} |" in text
    for code in (FINE, PROBLEMS, UNUSABLE, MISSING):
        assert f"\n| {code} | " in text


@pytest.mark.parametrize("page", READMES)
def test_readme_says_what_it_is_not_and_which_texts_were_not_read(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for number in ("34078.1-2017", "33780.1-2017", "34077.1-2017", "33780.2-2017", "33780.6-2017", "34080.1-2017"):
        assert number in text
    for word in ("等级测评", "密评", "自查"):
        assert word in text
    assert re.search("classified|涉密", text)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text("utf-8")):
        assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES)
def test_pages_name_no_path_of_a_machine_and_no_host_but_an_example(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert set(re.findall(r"https?://([^/\s`\"]+)", text)) <= {"git.example.org"}
    assert not re.search(r"(?<![\w.])/(work|home|root|tmp|usr|Users)/", text)


def test_examples_page_has_a_section_for_every_example() -> None:
    text = (ROOT / "examples/README.md").read_text("utf-8")
    named = re.findall(r"^## ([\w-]+):", text, re.MULTILINE)
    assert sorted(named) == sorted(path.name for path in ROOT.glob("examples/*/"))


@pytest.mark.parametrize("page", READMES)
def test_readme_counts_the_controls_of_every_profile_that_is_asked_by_default(tell: Command, page: str) -> None:
    """Its table says what `list totals` says."""
    known_by = tell("list", "totals", "--lang", "en").out.split("\n\n")[0].splitlines()
    counted = {}
    for line in known_by:
        title, *numbers = re.split(" {2,}", line.strip())
        if len(numbers) > 8:
            counted[title] = (numbers[0], numbers[1], numbers[-1])
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| (\d+) \| (\d+) \|", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    assert [(name, *counted[title]) for name, title in ((one.name, one.title.en) for one in load_profiles())] == rows


@pytest.mark.parametrize("page", READMES)
def test_readme_names_every_mark_and_schemes_that_are_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for mark in MARKS.values():
        assert f"| {mark.en} | {mark.zh} |" in text
    named = set(re.findall(r"--profile (\w+)(?![\w/])", text)) - {"all", "terminology"}
    assert named
    assert named <= {path.stem for path in (ROOT / "profiles/schemes").glob("*.yaml")}


@pytest.mark.parametrize("page", READMES)
def test_readme_names_every_schema_and_list(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith("| `egov-check schema"))
    assert all(f"`{name}`" in row for name in SCHEMAS)
    for name in ("sources", "totals", "terms"):
        assert f"| `egov-check list {name}" in text
