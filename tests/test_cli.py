"""The command line: what is read, what is written where, and the exit code."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import AS_OF, BAD, GOOD, MONTH, OPEN, TINY, Command, command, process
from repository import ROOT

from egov_cloud_std._version import __version__
from egov_cloud_std.cli import commands, exit_codes
from egov_cloud_std.cli.output import write

tell = pytest.fixture(command)
TYPO = GOOD.replace("protection_level", "protection_levle")
BROKEN = "schema: egov-platform/0\nplatform: {id: a\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small profile and a description for each outcome."""
    files = {"tiny.yaml": TINY, "good.yaml": GOOD, "bad.yaml": BAD, "open.yaml": OPEN, "typo.yaml": TYPO}
    for name, text in (files | {"broken.yaml": BROKEN}).items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["good"], 0),
        (["bad"], 1),
        (["typo"], 2),
        (["broken"], 2),
        (["open"], 3),
        (["good", "open"], 3),
        (["open", "bad", "good"], 1),
        (["good", "bad", "open", "broken"], 2),
        (["bad", "typo"], 2),
        (["good", "absent"], 2),
    ],
)
def test_exit_code_is_the_first_of_unusable_problems_missing_fine(
    here: Path, tell: Command, names: list[str], code: int
) -> None:
    assert tell(*(f"{name}.yaml" for name in names), "--profile", "tiny.yaml").code == code


@pytest.mark.parametrize(("bar", "code"), [("high", 0), ("medium", 1), ("low", 1), ("never", 0)])
def test_fail_on_says_from_which_severity_problems_count(here: Path, tell: Command, bar: str, code: int) -> None:
    assert tell("bad.yaml", "--profile", "tiny.yaml", "--fail-on", bar).code == code


@pytest.mark.parametrize(("bar", "code"), [("high", 0), ("medium", 3), ("never", 0)])
def test_fail_on_says_from_which_severity_missing_values_count(here: Path, tell: Command, bar: str, code: int) -> None:
    assert tell("open.yaml", "--profile", "tiny.yaml", "--fail-on", bar).code == code


def test_fail_on_never_does_not_hide_unusable_input(here: Path, tell: Command) -> None:
    assert tell("broken.yaml", "--profile", "tiny.yaml", "--fail-on", "never").code == 2


@pytest.mark.parametrize(("percent", "code"), [("66", 0), ("66%", 0), ("67", 3), ("0", 0), ("100", 3)])
def test_min_coverage_says_from_which_filled_in_rate_missing_is_no_failure(
    here: Path, tell: Command, percent: str, code: int
) -> None:
    assert tell("open.yaml", "--profile", "tiny.yaml", "--min-coverage", percent).code == code


def test_min_coverage_never_softens_a_problem(here: Path, tell: Command) -> None:
    assert tell("bad.yaml", "--profile", "tiny.yaml", "--min-coverage", "0").code == 1


@pytest.mark.parametrize("percent", ["many", "101", "-1", "nan"])
def test_min_coverage_that_is_no_percentage_says_so(here: Path, tell: Command, percent: str) -> None:
    ran = tell("open.yaml", f"--min-coverage={percent}", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert f"a percentage from 0 to 100 belongs here; it is {percent}" in ran.err


def test_control_narrows_the_run(here: Path, tell: Command) -> None:
    both = tell("bad.yaml", "--profile", "tiny.yaml", "--control", "level_stated", "--control", "operator_named")
    assert (both.code, "logs_kept" in both.out) == (0, False)
    assert tell("bad.yaml", "--profile", "tiny.yaml", "--control", "logs_kept").code == 1


@pytest.mark.parametrize("name", ["links_declared_by_both", "crypto_entrants_authenticated", "logs_kept_six_months"])
def test_a_control_of_another_profile_is_not_said_to_be_unknown(here: Path, tell: Command, name: str) -> None:
    ran = tell("platform.yaml", "--profile", "tiny.yaml", "--control", name, "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert f"no profile in use has the control {name}" in ran.err
    assert f"egov-check explain {name}" in ran.err
    assert tell("explain", name).code == 0


def test_unknown_control_says_which_was_meant(here: Path, tell: Command) -> None:
    ran = tell("bad.yaml", "--profile", "tiny.yaml", "--control", "log_kept", "--lang", "en")
    assert (ran.code, ran.err) == (2, "egov-check: there is no control named log_kept\n  = Did you mean logs_kept?\n")


def test_profile_is_named_or_a_file_and_may_be_repeated(here: Path, tell: Command) -> None:
    ran = tell("good.yaml", "--profile", "tiny.yaml", "--profile", "governance", "--format", "json")
    assert [one["name"] for one in json.loads(ran.out)["profiles"]] == ["tiny", "governance"]


def test_all_shipped_profiles_are_used_unless_some_are_named(here: Path, tell: Command) -> None:
    names = [one["name"] for one in json.loads(tell("good.yaml", "--format", "json").out)["profiles"]]
    assert {"terminology", "architecture", "service", "performance", "testing", "security"} < set(names)


def test_unknown_profile_lists_those_that_there_are(here: Path, tell: Command) -> None:
    ran = tell("good.yaml", "--profile", "securty", "--lang", "en")
    assert ran.code == 2
    assert "no profile named securty" in ran.err
    assert "security" in ran.err


def test_output_writes_what_would_be_printed(here: Path, tell: Command) -> None:
    printed = tell("bad.yaml", "--profile", "tiny.yaml", *AS_OF)
    written = tell("bad.yaml", "--profile", "tiny.yaml", *AS_OF, "--output", "report.txt")
    assert (written.code, written.out) == (printed.code, "")
    assert Path("report.txt").read_text("utf-8") == printed.out


def test_output_is_written_whole_or_not_at_all(here: Path) -> None:
    Path("report.txt").write_text("old", "utf-8")

    def interrupted():  # type: ignore[no-untyped-def]
        yield "half of a report"
        raise KeyboardInterrupt

    before = sorted(here.iterdir())
    with pytest.raises(KeyboardInterrupt):
        write(interrupted(), Path("report.txt"))
    assert Path("report.txt").read_text("utf-8") == "old"
    assert sorted(here.iterdir()) == before


@pytest.mark.parametrize("target", ["absent/report.txt", ".", "good.yaml/report.txt"])
def test_output_that_cannot_be_written_says_so(here: Path, tell: Command, target: str) -> None:
    before = sorted(here.iterdir())
    ran = tell("good.yaml", "--profile", "tiny.yaml", "--output", target, "--lang", "en")
    assert ran.code == 2
    assert ran.err.startswith(f"{target}: cannot be written: ")
    assert sorted(here.iterdir()) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_folder_that_cannot_be_written_to_says_so(here: Path, tell: Command) -> None:
    (here / "shut").mkdir(mode=0o500)
    ran = tell("good.yaml", "--output", "shut/report.txt", "--lang", "en")
    assert (ran.code, "writing is not permitted" in ran.err) == (2, True)


def test_output_never_replaces_what_is_checked(here: Path, tell: Command) -> None:
    ran = tell("good.yaml", "--output", "./good.yaml", "--lang", "en")
    assert (ran.code, "is a file that is to be read" in ran.err) == (2, True)
    assert Path("good.yaml").read_text("utf-8") == GOOD


def test_quiet_prints_nothing_and_keeps_the_exit_code(here: Path, tell: Command) -> None:
    for name, code in (("good", 0), ("bad", 1), ("broken", 2), ("open", 3)):
        ran = tell(f"{name}.yaml", "--profile", "tiny.yaml", "--quiet")
        assert (ran.code, ran.out, ran.err) == (code, "", "")


def test_all_lists_what_is_satisfied(here: Path, tell: Command) -> None:
    listed = tell("good.yaml", "--profile", "tiny.yaml", "--all", "--format", "line", "--lang", "en").out
    assert listed.count(": satisfied[") == 3
    assert tell("good.yaml", "--profile", "tiny.yaml", "--format", "line").out == ""


@pytest.mark.parametrize("written", ["2026-06-30", "2026-06-30T00:00:00+08:00"])
def test_as_of_is_the_moment_of_assessment(here: Path, tell: Command, written: str) -> None:
    ran = tell("good.yaml", "--profile", "tiny.yaml", "--as-of", written, "--format", "json")
    assert json.loads(ran.out)["as_of"] == "2026-06-30T00:00:00+08:00"


def test_as_of_decides_what_is_in_date(tell: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    arguments = ("examples/county/platform.yaml", "--control", "outsourced_work_bound", "--quiet")
    assert tell(*arguments, "--as-of", "2026-03-31").code == 0  # the last day of the contract
    assert tell(*arguments, "--as-of", "2026-04-01").code == 1


@pytest.mark.parametrize("written", ["yesterday", "2026-02-30", "30.06.2026", ""])
def test_as_of_that_is_no_moment_says_how_to_write_one(here: Path, tell: Command, written: str) -> None:
    for lang, words in (("zh", "写成 2026-06-30"), ("en", "Write it like 2026-06-30")):
        ran = tell("good.yaml", "--as-of", written, "--lang", lang)
        assert (ran.code, ran.out, words in ran.err) == (2, "", True)


@pytest.mark.parametrize(
    ("locale", "word"),
    [("zh_CN.UTF-8", "自查"), ("C", "自查"), ("en_GB.UTF-8", "self-check"), ("de_DE.UTF-8", "self-check")],
)
def test_language_follows_the_locale_and_lang_wins(
    here: Path, tell: Command, monkeypatch: pytest.MonkeyPatch, locale: str, word: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    arguments = ("good.yaml", "--profile", "tiny.yaml")
    assert word in tell(*arguments).out
    assert "自查，" in tell(*arguments, "--lang", "zh").out
    assert "self-check as of" in tell(*arguments, "--lang=en").out


def test_hyphen_is_standard_input(here: Path, tell: Command) -> None:
    ran = tell("-", "--profile", "tiny.yaml", "--format", "line", typed=BAD.encode())
    assert (ran.code, ran.out.startswith("-:3:")) == (1, True)


def test_folder_reads_descriptions_and_counts_the_other_files(here: Path, tell: Command) -> None:
    inner = here / "units" / "one"
    inner.mkdir(parents=True)
    (inner / "a.yaml").write_text(GOOD, "utf-8")
    (inner / "b.json").write_text('{"schema": "egov-platform/0", "platform": {"id": "b", "level": "city"}}', "utf-8")
    (inner / "notes.txt").write_text("schema: egov-platform/0", "utf-8")
    (inner / "tiny.yaml").write_text(TINY, "utf-8")
    result = json.loads(tell("units", "--profile", "tiny.yaml", "--format", "json").out)
    assert sorted(unit["file"] for unit in result["units"]) == ["units/one/a.yaml", "units/one/b.json"]
    assert result["passed_over"] == 2
    assert "files: 2 checked, 0 unreadable, 2 not platform descriptions" in tell("units", "--lang", "en").out


def test_folder_without_descriptions_is_not_a_success(here: Path, tell: Command) -> None:
    (here / "empty").mkdir()
    for lang, words in (("zh", "没有找到平台描述"), ("en", "no platform description was found")):
        ran = tell("empty", "--lang", lang)
        assert (ran.code, words in ran.err) == (2, True)


def test_broken_file_costs_itself_only(here: Path, tell: Command) -> None:
    result = json.loads(tell("broken.yaml", "bad.yaml", "--profile", "tiny.yaml", "--format", "json").out)
    assert [one["file"] for one in result["unread"]] == ["broken.yaml"]
    assert [unit["unit"] for unit in result["units"]] == ["mine"]


@pytest.mark.parametrize("file", ["egov-check.toml", "pyproject.toml"])
def test_settings_of_a_folder_stand_in_for_options_and_options_win(here: Path, tell: Command, file: str) -> None:
    table = "[tool.egov-check]\n" if file == "pyproject.toml" else ""
    lines = 'profile = ["tiny.yaml"]\nformat = "line"\nlang = "en"\nfail_on = "high"\n'
    (here / file).write_text(table + lines, "utf-8")
    ran = tell("bad.yaml")
    assert (ran.code, ": not satisfied[logs_kept]" in ran.out, ran.out.count("\n")) == (0, True, 1)
    assert tell("bad.yaml", "--fail-on", "medium").code == 1
    assert "不符合[logs_kept]" in tell("bad.yaml", "--lang", "zh").out


def test_settings_hold_in_folders_below_and_name_profiles_from_their_own(
    here: Path, tell: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "egov-check.toml").write_text('profile = "tiny.yaml"\nlang = "en"\n', "utf-8")
    (here / "below").mkdir()
    monkeypatch.chdir(here / "below")
    assert "Tiny profile" in tell("../good.yaml").out
    assert "Keep them longer." in tell("explain", "logs_kept").out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('formt = "json"', "Did you mean format?"),
        ('format = "jsn"', "Did you mean json?"),
        ('fail_on = "all"', "the setting fail_on cannot be 'all'"),
        ("min_coverage = 120", "the setting min_coverage cannot be 120"),
        ("profile = [", "the settings cannot be read"),
    ],
)
def test_wrong_setting_names_the_file_and_the_remedy(here: Path, tell: Command, text: str, says: str) -> None:
    (here / "egov-check.toml").write_text(text, "utf-8")
    ran = tell("good.yaml", "--lang", "en")
    assert (ran.code, "egov-check.toml" in ran.err, says in ran.err) == (2, True, True)


def test_several_formats_are_written_in_one_run(here: Path, tell: Command) -> None:
    tell("good.yaml", "--format", "text", "--format", "json=r.json", "--lang", "en")
    assert json.loads((here / "r.json").read_text("utf-8"))["units"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["good.yaml", "--formt", "json"], "Did you mean --format?"),
        (["good.yaml", "--format", "xml"], "there is no format named xml"),
        (["lst"], "Did you mean list?"),
        ([""], "a path is empty"),
        (["good.yaml", "--format", "json=r", "--format", "text=r"], "several formats would go to the same place"),
        ([], "the following arguments are required: PATH"),
        (["--nonsense"], "See --help."),
    ],
)
def test_mistake_on_the_command_line_says_what_to_do(
    here: Path, tell: Command, arguments: list[str], says: str
) -> None:
    ran = tell(*arguments, "--lang", "en")
    assert (ran.code, ran.out, says in ran.err) == (2, "", True)
    chinese = tell(*arguments, "--lang", "zh")
    assert (chinese.code, "argument" in chinese.err) == (2, False)


def test_word_check_may_be_written(here: Path, tell: Command) -> None:
    assert tell("check", "bad.yaml", "--profile", "tiny.yaml").code == 1


@pytest.mark.parametrize("arguments", [["--version"], ["--version", "--lang", "en"], ["good.yaml", "--version"]])
def test_version_needs_no_path(here: Path, tell: Command, arguments: list[str]) -> None:
    assert tell(*arguments).out == f"egov-check {__version__}\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["", *commands.COMMANDS, "profile check", "profile prove"])
def test_every_command_has_help_in_both_languages(tell: Command, name: str, lang: str) -> None:
    ran = tell(*name.split(), "--help", "--lang", lang)
    assert ran.code == 0
    assert ran.out.startswith({"zh": "用法：egov-check", "en": "usage: egov-check"}[lang])
    assert "show this help message" not in ran.out


def test_progress_is_silent_when_piped(here: Path, tell: Command) -> None:
    (here / "many").mkdir()
    for number in range(30):
        (here / "many" / f"{number}.yaml").write_text(GOOD.replace("id: mine", f"id: unit-{number}", 1), "utf-8")
    assert tell("many", "--profile", "tiny.yaml", "--quiet").err == ""


def test_progress_on_a_terminal_is_one_line_that_goes_away(
    here: Path, tell: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "many").mkdir()
    for number in range(30):
        (here / "many" / f"{number}.yaml").write_text(GOOD.replace("id: mine", f"id: unit-{number}", 1), "utf-8")
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda self: True)
    said = tell("many", "--profile", "tiny.yaml", "--lang", "en").err
    assert "\n" not in said
    assert "checking 30/30" in said
    assert said.endswith("\r\x1b[K")
    assert tell("good.yaml", "--profile", "tiny.yaml").err == ""


def test_interrupt_ends_with_the_code_of_shells(here: Path, tell: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "check", interrupt)
    assert tell("good.yaml", "--output", "report.txt").code == exit_codes.INTERRUPTED == 130
    assert not Path("report.txt").exists()


def test_process_exits_with_the_code_and_speaks_utf8_whatever_the_locale() -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    ran = process(MONTH, *AS_OF, **plain)
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert "本结果为自查" in ran.stdout.decode("utf-8")


def test_reader_that_goes_away_makes_no_error() -> None:
    command = [sys.executable, "-m", "egov_cloud_std", MONTH, "--all", "--format", "json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert (running.wait(), running.stderr.read()) == (exit_codes.NO_READER, b"")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def _hear() -> None:
    """Hears an interrupt, even where the tests run in the background of a shell, which makes its children deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_leaves_no_partial_file(tmp_path: Path) -> None:
    """Standard input stays open, so the run is under way whenever the signal comes."""
    command = [sys.executable, "-m", "egov_cloud_std", "-", "--output", "report.json", "--format", "json"]
    variables = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=variables,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_hear,
    ) as running:
        assert running.stdin is not None
        assert running.stderr is not None
        running.stdin.write(GOOD.encode())
        running.stdin.flush()
        _until_it_waits(running)
        running.send_signal(signal.SIGINT)
        assert (running.wait(timeout=20), running.stderr.read()) == (130, b"")
    assert list(tmp_path.iterdir()) == []


def _until_it_waits(running: "subprocess.Popen[bytes]") -> None:
    """Waits until the process has read what was typed: then everything is imported and it waits for more."""
    import fcntl
    import termios

    assert running.stdin is not None
    waiting = bytearray(4)
    for _ in range(400):
        fcntl.ioctl(running.stdin.fileno(), termios.FIONREAD, waiting)
        if int.from_bytes(waiting, sys.byteorder) == 0:
            return
        time.sleep(0.02)


CLAIMS = "not_applicable:\n  - {control: logs_kept, reason: 无}\n  - {control: tenants_under_agreement, reason: 无}\n"


@pytest.mark.parametrize("more", [(), ("--control", "level_stated")])
def test_a_claim_of_a_shipped_control_that_the_run_does_not_ask_is_no_mistake(
    here: Path, tell: Command, more: tuple[str, ...]
) -> None:
    (here / "claims.yaml").write_text(GOOD + CLAIMS, "utf-8")
    ran = tell("claims.yaml", "--profile", "tiny.yaml", "--lang", "en", *more)
    assert "tenants_under_agreement" not in ran.out
    (here / "claims.yaml").write_text(GOOD + CLAIMS.replace("under_agreement", "under_oath"), "utf-8")
    ran = tell("claims.yaml", "--profile", "tiny.yaml", "--lang", "en", *more)
    assert "the claim names control tenants_under_oath, which is in none of the profiles" in ran.out


def test_the_items_of_a_list_that_are_not_stated_are_counted_once_each(here: Path, tell: Command) -> None:
    (here / "zones.yaml").write_text(GOOD + "architecture: {zones: [{id: a}, {id: b, kind: tenant}]}\n", "utf-8")
    ran = tell("zones.yaml", "--lang", "en", "--all", "--as-of", "2026-06-30")
    line = next(one for one in ran.out.splitlines() if "architecture.zones[…].kind " in one)
    assert len(line.split("→")[1].split(",")) > 1
    assert line.endswith(" (1 item)")


def test_a_refusal_is_called_one_and_a_path_of_standard_input_starts_here(here: Path, tell: Command) -> None:
    secret = GOOD.replace("level: city", "level: city, classified: true")
    assert "-:2:59: 拒绝检查：描述声明其为涉密系统" in tell("-", "--lang", "zh", typed=secret.encode()).out
    assert ": refused: the description declares" in tell("-", "--lang", "en", typed=secret.encode()).out
    listed = GOOD + "architecture: {resources: {file: absent.csv}}\n"
    (here / "listed.yaml").write_text(listed, "utf-8")
    hint = "Paths that standard input names start at the current folder."
    assert hint in tell("-", "--lang", "en", typed=listed.encode()).out
    assert hint not in tell("listed.yaml", "--lang", "en").out
