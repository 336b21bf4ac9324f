"""The formats for machines: their totals are those of JSON, hostile names stay names, and nobody reads more than a gap says."""

import csv
import io
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import pytest
from command import Command, command, process
from defusedxml.ElementTree import fromstring
from fixed_result import FILES, FOLDER, HOSTILE, fixed_result, rendered
from many_gaps import ManyGaps
from read_back import TOTALS, commands, from_json, page, rows
from samples import NOW, profile_text
from tools import needed

from egov_cloud_std.assess.results import Result
from egov_cloud_std.frozen import replace
from egov_cloud_std.reports import render
from egov_cloud_std.reports._markdown import code, escaped
from egov_cloud_std.reports._xml import in_xml, tag
from egov_cloud_std.run import check, load_profiles
from egov_cloud_std.words import LANGS, Lang

tell = pytest.fixture(command)
FORMS = ("csv", "github", "gitlab", "junit", "markdown", "oscal", "prometheus", "sarif")
LISTED = [one for unit in fixed_result().units for one in (*unit.gaps(), *unit.questions())]


def text(form: str, lang: Lang = "en", everything: bool = False, result: Result | None = None) -> str:
    return rendered(form, lang, everything, result).decode()


# Totals.


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", sorted(TOTALS))
def test_totals_are_those_of_json(form: str, lang: Lang) -> None:
    assert TOTALS[form](text(form, lang)) == from_json(text("json"))


@pytest.mark.parametrize("lang", LANGS)
def test_formats_that_list_gaps_list_those_of_json(lang: Lang) -> None:
    fingerprints = [one.fingerprint for one in LISTED]
    table = rows(text("csv", lang))
    named = [list(row.values()) for row in table]
    assert [row[-1] for row in named if row[0] in ("gap", "question", "问题", "疑点")] == fingerprints
    quality = json.loads(text("gitlab", lang))
    controls = {one.control.id for one in LISTED}
    assert [one["fingerprint"] for one in quality if one["check_name"] in controls] == fingerprints
    annotated = [one for one in commands(text("github", lang)) if " " in one[1]["title"]]
    assert len(annotated) == len(fingerprints)


def test_files_that_cannot_be_read_are_no_silence() -> None:
    nothing = replace(fixed_result(), units=(), notices=(), compared=None)
    assert rows(text("csv", result=nothing))[0]["kind"] == "unreadable"
    assert commands(text("github", result=nothing))[0][0] == "error"
    assert json.loads(text("gitlab", result=nothing))[0]["severity"] == "blocker"
    assert 'errors="1"' in text("junit", result=nothing)
    assert "egov_check_unreadable_files 1\n" in text("prometheus", result=nothing)
    assert "broken.yaml" in text("markdown", result=nothing)
    assert "broken.yaml" in text("oscal", result=nothing)


# Hostile names.


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", FORMS)
def test_no_direction_mark_reaches_a_reader(form: str, lang: Lang) -> None:
    for everything in (False, True):
        assert "\u202e" not in text(form, lang, everything)


def test_table_is_utf8_with_a_mark_and_holds_no_formula() -> None:
    assert rendered("csv")[:3] == b"\xef\xbb\xbf"
    unit = fixed_result().units[0]
    hostile = ("=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＠a", "'=1", 'a"b,c\nd')
    like = next(iter(unit.gaps()))
    found = [replace(like, subject=name) for name in hostile]
    one = replace(fixed_result(), units=(replace(unit, name="=cmd()", _gaps=lambda q: iter(() if q else found)),))
    cells = [cell for row in csv.reader(io.StringIO(text("csv", result=one), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@＝＋－＠")]
    subjects = [row["subject"] for row in rows(text("csv", result=one)) if row["kind"] == "gap"]
    assert subjects[0] == "'=1+1"
    assert subjects[-1] == 'a"b,c\nd'
    width = {len(row) for row in csv.reader(io.StringIO(text("csv").removeprefix("\ufeff"), newline=""))}
    assert len(width) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_page_holds_no_element_link_or_attribute_of_anybody_else(lang: Lang) -> None:
    for everything in (False, True):
        found = page(text("markdown", lang, everything))
        ours = [
            "h1",
            "h2",
            "h3",
            "p",
            "blockquote",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "ul",
            "li",
            "strong",
            "code",
            "details",
            "summary",
        ]
        assert set(found.elements) <= set(ours)
        assert set(found.attributes) <= {"align=left", "align=right"}
        for name in ("<script>alert(1)</script>", "=cmd()"):
            assert f"architecture.networks[{name}]" in found.text


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "![a](https://evil.example/x.png)",
        "https://evil.example",
        "WWW.evil.example",
        "# title",
        "1. one",
        "- item",
        "+ item",
        "a | b",
        "`a` ``b`` ```",
        "**a** __b__ ~~c~~",
        "a\\",
        "&lt;b&gt; &#60;",
        "$$x$$",
        "<!-- a",
        "a\n\n# b",
        "```\na",
        "=",
        "-",
        "",
    ],
)
def test_text_in_a_page_reads_as_it_was_written(hostile: str) -> None:
    shown = hostile.replace("\n", "�")
    for written, inside in ((escaped(hostile), {"p"}), (code(hostile), {"p", "code"})):
        found = page(written + "\n")
        assert set(found.elements) <= inside
        assert found.text.strip() in (shown.strip(), "—" if not hostile else shown.strip())
    cells = page(f"| a | b |\n| - | - |\n| {escaped(hostile)} | x |\n").tables[0]
    assert [cell.strip() for cell in cells[1]] == [shown.strip(), "x"]


def test_commands_are_only_ours_and_name_the_file() -> None:
    unit = fixed_result().units[0]
    like = next(iter(unit.gaps()))
    evil = replace(like, subject="x\n::set-output name=a::b\r\n::stop-commands::c,d:e%0A::error::f")
    one = replace(fixed_result(), units=(replace(unit, _gaps=lambda q: iter(() if q else (evil,))),), notices=())
    found = commands(text("github", result=one))
    assert {name for name, _, _ in found} == {"error"}
    assert found[-1][1]["file"] == HOSTILE
    assert "set-output" in found[-1][2]


def test_gravest_annotations_come_first() -> None:
    order = [name for name, where, _ in commands(text("github")) if " " in where["title"]]
    assert order == sorted(order, key=("error", "warning", "notice").index)
    assert set(order) == {"error", "warning", "notice"}


def test_columns_are_given_for_places_in_one_line_only() -> None:
    for _, where, _ in commands(text("github")):
        assert ("col" in where) is (where["line"] == where["endLine"])


@pytest.mark.parametrize("hostile", ["a<b>&\"'", "a\x00\x1b\ufffe\ud800b", "]]>", "\ue000𐀀é"])
def test_xml_takes_any_text(hostile: str) -> None:
    read = fromstring(f"{tag('a', {'name': hostile})}{in_xml(hostile)}</a>")
    assert read.attrib["name"] == read.text
    assert str(read.text).replace("�", "") == "".join(one for one in hostile if one not in "\x00\x1b\ufffe\ud800")


def test_a_file_name_that_is_no_text_breaks_no_report(tell: Command, tmp_path: Path) -> None:
    bad = tmp_path / "bad\udcff.yaml"
    bad.write_text("schema: egov-platform/0\nplatform: {id: a}\n", "utf-8")
    for form in (*FORMS, "json", "text", "line"):
        out = tmp_path / f"out.{form}"
        tell(bad, "--format", form, "--output", out, "--control", "logs_kept_six_months")
        assert out.read_text("utf-8")


# Each format by somebody else's rules.


# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
CODE_QUALITY: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize("lang", LANGS)
def test_code_quality_report_is_as_gitlab_documents_it(lang: Lang) -> None:
    found = json.loads(text("gitlab", lang))
    jsonschema.Draft202012Validator(CODE_QUALITY).validate(found)
    fingerprints = [one["fingerprint"] for one in found]
    assert len(set(fingerprints)) == len(fingerprints)
    assert {one["location"]["path"] for one in found} == {*FILES, "waivers.yaml"}


@pytest.mark.parametrize("lang", LANGS)
def test_suites_count_their_cases(lang: Lang) -> None:
    found = junitparser.JUnitXml.fromstring(rendered("junit", lang))
    for suite in found:
        kinds = [case.result[0] if case.result else None for case in suite]
        counted = [sum(isinstance(one, kind) for one in kinds) for kind in _KINDS]
        assert [suite.tests, suite.failures, suite.errors, suite.skipped] == [len(kinds), *counted]
        assert suite.timestamp == "2026-06-30T12:00:00"


_KINDS = (junitparser.Failure, junitparser.Error, junitparser.Skipped)


def test_case_passes_only_where_the_control_is_satisfied() -> None:
    """What is not stated is an error, what is excused is skipped, what is asked fails nothing."""
    suites = {one.name: one for one in junitparser.JUnitXml.fromstring(rendered("junit", "en"))}
    cases = [*suites["hostile fixed"], *suites["hostile fixed questions"]]
    hostile = {case.name.split()[0]: case.result for case in cases}
    assert [name for name, result in hostile.items() if not result] == ["judged_by_a_person"]
    assert isinstance(hostile["networks_shall"][0], junitparser.Failure)
    assert isinstance(hostile["logs_kept"][0], junitparser.Skipped)
    assert "waived" in hostile["logs_kept"][0].message
    assert isinstance(hostile["networks_asked"][0], junitparser.Skipped)
    silent = [case.result[0] for case in suites["county fixed"]]
    assert sum(isinstance(one, junitparser.Error) for one in silent) == 11
    assert all(silent)
    assert "county fixed questions" in suites
    assert [bool(case.result) for case in suites["egov-check input"]] == [True, True, False]


@pytest.mark.parametrize("lang", LANGS)
def test_metrics_are_as_prometheus_wants_them(lang: Lang) -> None:
    promtool = needed("promtool")
    given = rendered("prometheus", lang)
    ran = subprocess.run([promtool, "check", "metrics"], input=given, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, b"")


def test_metrics_stand_once_for_a_file_that_was_checked_twice() -> None:
    twice = replace(fixed_result(), units=fixed_result().units * 2)
    lines = [line.rpartition(" ")[0] for line in text("prometheus", result=twice).splitlines()]
    assert len(set(lines)) == len(lines)


def test_scores_in_metrics_are_those_of_the_result() -> None:
    lines = text("prometheus").splitlines()
    for unit in fixed_result().units:
        assert unit.score.interval is not None
        label = f'unit="{unit.unit}",file="{unit.file}"'
        assert f"egov_check_unit_score_low{{{label}}} {float(unit.score.interval.low)!r}" in lines
        assert f"egov_check_unit_score_high{{{label}}} {float(unit.score.interval.high)!r}" in lines


# No more than the gap says, and no more than fits.


SECRET = "SECRET-OF-THE-SCAN"


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_beside_a_gap_stays_there(form: str, tmp_path: Path) -> None:
    """A field that is sensitive, in the same line and section as a gap that does not ask about it."""
    (tmp_path / "profile.yaml").write_text(
        profile_text("id: scanned\nexpect: {security.vulnerabilities.patched_after_test: {equals: true}}"),
        "utf-8",
    )
    (tmp_path / "p.yaml").write_text(
        "schema: egov-platform/0\nplatform: {id: a}\n"
        f"security: {{vulnerabilities: {{report: {SECRET}, found: 31415, patched_after_test: false}}}}\n",
        "utf-8",
    )
    result = check([tmp_path / "p.yaml"], load_profiles([str(tmp_path / "profile.yaml")]), as_of=NOW)
    assert [one.status for one in result.units[0].gaps()] == ["not_satisfied"]
    for lang in LANGS:
        for everything in (False, True):
            written = text(form, lang, everything, result)
            assert "scanned" in written or form == "prometheus"
            assert SECRET not in written
            assert "31415" not in written


def test_summary_of_thirty_thousand_gaps_fits_where_summaries_go() -> None:
    many = ManyGaps(30_000)
    whole = "".join(map(str, render(many.result, "markdown", "zh")))
    assert len(whole.encode()) < 100_000
    assert "另有 29995 项" in whole


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"prometheus"}))
def test_of_many_gaps_none_is_left_out(form: str) -> None:
    many = ManyGaps(3_000)
    whole = "".join(map(str, render(many.result, form, "en", everything=True)))
    assert set(re.findall(r"networks(?:\\)?\[(n\d+)", whole)) == {f"n{number}" for number in range(3_000)}


def test_bytes_are_the_same_whatever_the_hash_seed(tmp_path: Path) -> None:
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        asked = [f"--format={form}={folder / form}" for form in FORMS]
        where = ["--profile", "profile.yaml", "--waivers", "waivers.yaml", "--as-of", "2026-06-30"]
        ran = process(HOSTILE, *where, *asked, folder=FOLDER, PYTHONHASHSEED=seed)
        assert (ran.returncode, ran.stderr.count(b"Traceback")) == (2, 0)  # the description has unusable values
        written.append({form: (folder / form).read_bytes() for form in FORMS})
    assert written[0] == written[1]
