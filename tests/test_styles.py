"""A style changes what it says of the national form, and nothing that cannot be printed gets through."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from command import Command, command
from repository import ROOT

from egov_cloud_std.document import Problem, read
from egov_cloud_std.frozen import replace
from egov_cloud_std.styles import Style, default_style, generate, read_style
from egov_cloud_std.styles.reading import FIELDS, NATIONAL

HEAD = "schema: egov-style/0\n"
tell = pytest.fixture(command)


def styled(text: str) -> Style:
    style, problems = read_style(read((HEAD + text).encode(), "style.yaml"))
    assert style is not None, problems
    return style


def problems(text: str) -> Sequence[Problem]:
    style, found = read_style(read((HEAD + text).encode(), "style.yaml"))
    assert style is None
    return found


def test_national_form_holds_22_lines_of_28_characters() -> None:
    style = default_style()
    assert (style.page.text_width, style.page.text_height) == (156, 225)
    assert style.lines == 22
    room = style.page.text_width / 25.4 * 72
    assert 28 * (style.body.size + style.tracking) == pytest.approx(room)


def test_every_kind_of_text_has_fonts_that_come_without_windows() -> None:
    style = default_style()
    for kind in (style.title, *style.headings, style.body, style.table, style.table_head, style.page_number.fonts):
        assert any(name.startswith("Noto S") for name in kind.names)


def test_file_changes_what_it_says_and_nothing_else() -> None:
    found = styled("page: {bottom: 27}\npage_number: {side: centre}\n")
    national = default_style()
    assert found.page == replace(national.page, bottom=27.0)
    assert found.page_number == replace(national.page_number, side="centre")
    assert found.headings == national.headings


def test_body_is_never_loosened() -> None:
    assert styled("lines: {characters: 20}\n").tracking == 0


def test_other_margins_do_not_squeeze_the_body() -> None:
    assert styled("page: {left: 40, right: 40}\n").tracking == 0


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("page: {letf: 28}\n", "unknown_key", 2),
        ("lines:\n  pitch: 2000\n", "out_of_bounds", 3),
        ("body: {size: 十六}\n", "unclear_number", 2),
        ("body:\n  fonts: []\n", "no_font", 3),
        ('body: {fonts: ["a,b"]}\n', "no_font", 2),
        ("table: {head_fill: red}\n", "pattern_mismatch", 2),
        ("page:\n  right: 20\n  left: 150\n", "no_room", 4),
        ("page: {top: 150, bottom: 140}\n", "no_room", 2),
        ("lines: {pitch: 12}\n", "no_room", 2),
        ("lines: {characters: 60}\n", "no_room", 2),
    ],
)
def test_mistake_is_told_at_its_line(text: str, code: str, line: int) -> None:
    (found,) = problems(text)
    assert (found.code, found.place.line) == (code, line)


def test_other_kind_of_file_is_refused_for_that_alone() -> None:
    style, found = read_style(read(b"schema: egov-platform/0\nplatform: {id: p}\n", "p.yaml"))
    assert style is None
    assert [one.place.line for one in found] == [1]


def test_field_table_is_that_of_the_model() -> None:
    assert FIELDS.read_text("utf-8") == generate.text()


def test_own_file_of_the_national_form_says_everything() -> None:
    """So that what another file leaves out is always there."""
    written = yaml.safe_load(NATIONAL.read_text("utf-8"))
    assert styled(yaml.safe_dump({name: one for name, one in written.items() if name != "schema"})) == default_style()


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_style_that_the_readme_shows_can_be_used(page: str) -> None:
    (shown,) = re.findall(r"```\nschema: egov-style/0\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    assert styled(shown).page.bottom == 27


def test_every_mistake_is_printed(tell: Command, tmp_path: Path) -> None:
    file = tmp_path / "style.yaml"
    file.write_text(HEAD + "page: {letf: 28}\nbody: {fonts: []}\n", "utf-8")
    ran = tell("examples/county/platform.yaml", "--format", f"word={tmp_path / 'a.docx'}", "--style", file)
    assert ran.code == 2
    assert f"{file}:2:8" in ran.err
    assert f"{file}:3:15" in ran.err
    assert not (tmp_path / "a.docx").exists()


def test_style_without_a_printed_format_is_refused(tell: Command, tmp_path: Path) -> None:
    ran = tell("examples/county/platform.yaml", "--style", tmp_path / "none.yaml", "--lang", "en")
    assert ran.code == 2
    assert "--format word=FILE" in ran.err


def test_style_that_is_read_is_not_written_over(tell: Command, tmp_path: Path) -> None:
    file = tmp_path / "style.yaml"
    file.write_text(HEAD, "utf-8")
    ran = tell("examples/county/platform.yaml", "--format", f"word={file}", "--style", file)
    assert (ran.code, file.read_text("utf-8")) == (2, HEAD)
