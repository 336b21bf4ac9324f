"""The term base: it says what the fact sheet says and no more, its mistakes are told at their own line, words are found."""

import re
from collections.abc import Iterator

import pytest
import yaml
from command import Command, command
from facts import FOLDER
from repository import ROOT

from egov_cloud_std.document import read, read_file
from egov_cloud_std.profiles import default_names, known_names, shipped_path
from egov_cloud_std.profiles.terms import Term, load_terms, read_terms
from egov_cloud_std.words import MARKS, TERM_STATUSES

SHEET = FOLDER / "terms.md"
TERMS = load_terms()
BY_ID = {term.id: term for term in TERMS}
tell = pytest.fixture(command)

# The file itself.


def test_the_term_base_stands_beside_the_profiles_and_is_none() -> None:
    assert shipped_path("terms").exists()
    assert "terms" not in known_names()
    schemas = {
        path: str(yaml.safe_load(path.read_text("utf-8")).get("schema")) for path in (ROOT / "profiles").rglob("*.yaml")
    }
    profiles = {path for path, schema in schemas.items() if schema.startswith("egov-profile/")}
    assert set(known_names()) == {path.stem for path in profiles}
    assert set(default_names()) == {path.stem for path in profiles if path.parent.name == "profiles"}


def test_every_term_is_read_and_says_how_it_is_known() -> None:
    _, problems = read_terms(read_file(shipped_path("terms")))
    assert problems == ()
    for term in TERMS:
        assert {term.basis, term.zh_basis, term.en_basis, *(one.basis for one in term.sources)} <= set(MARKS)
        assert term.status in TERM_STATUSES
        assert term.zh or term.abbreviation, term.id
        assert term.sources or term.basis == "judgement", term.id
        assert not term.zh or re.search("[一-鿿]", term.zh), term.id
        assert not term.en or re.fullmatch(r"[A-Za-z/ ()-]+", term.en), term.id


def test_a_meaning_is_a_sentence_in_both_languages() -> None:
    for term in TERMS:
        for text in filter(any, (term.meaning, term.note)):
            assert re.search("[一-鿿]", text.zh), term.id
            assert text.zh.endswith("。"), term.id
            assert text.en.endswith("."), term.id


def test_nothing_is_deprecated_for_no_source_deprecates() -> None:
    assert {term.status for term in TERMS} == {"preferred", "equivalent"}


def test_no_term_rests_on_the_terminology_standard_that_was_not_read() -> None:
    assert not any("34078.1" in one.source.number for term in TERMS for one in term.sources)


def test_iso_content_stands_under_no_national_number() -> None:
    general = [term for term in TERMS if re.fullmatch(r"C\d+", term.id)]
    assert len(general) == 32
    for term in general:
        assert term.sources[0].source.name in ("itu_2020", "metering_copy"), term.id


def test_a_word_of_the_seed_article_names_its_facts() -> None:
    assert all(one.facts for term in TERMS for one in term.sources if term.basis == "seed")


# Against the fact sheet.


def rows() -> Iterator[tuple[str, list[str]]]:
    """Every row of every table of the sheet: its id, or the name that rows without one have; and its cells."""
    section, plain = "", 0
    for line in SHEET.read_text("utf-8").splitlines() if SHEET.exists() else ():
        if line.startswith("## "):
            section, plain = line.split()[1].rstrip("."), 0
        if not line.startswith("| ") or line.startswith(("| ---", "| # ", "| zh ")):
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if re.fullmatch(r"[TCLW]\d+", cells[0]):
            yield cells[0], cells[1:]
        else:
            plain += 1
            yield f"terms-{section}-{plain}", cells


ROWS = dict(rows())
needs_sheet = pytest.mark.skipif(not SHEET.exists(), reason="needs the fact sheet")


def of_row(name: str) -> list[Term]:
    """The terms of a row: the one with its id, or those into which it was split."""
    return [term for term in TERMS if re.fullmatch(re.escape(name) + r"(\.\d+)?", term.id)]


def parts(cell: str, number: int) -> list[str]:
    """What a cell says of each of so many terms."""
    plain = re.sub(r" \((expansions|gloss) `recalled`\)", "", cell).replace("†", "")
    found = [plain] if number == 1 else re.split(r" / |[,;:、] ?", plain.replace("I/O", "I\\O"))
    assert len(found) == number, cell
    return [one.strip().replace("I\\O", "I/O") for one in found]


def writings(cell: str) -> set[str]:
    """What is meant by `(平台)操作系统`: with the part in brackets and without it."""
    return {re.sub(r"\((.*?)\)", r"\1", cell), re.sub(r"\(.*?\)", "", cell).strip()}


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z-]+", text.lower())) - {"its", "them"}


@needs_sheet
def test_the_sheet_has_the_rows_that_these_tests_know_of() -> None:
    assert len(ROWS) == 59 + 32 + 14 + 21 + 10


@needs_sheet
@pytest.mark.parametrize("name", ROWS)
def test_a_row_is_there_with_its_chinese_name(name: str) -> None:
    terms, cell = of_row(name), ROWS[name][0]
    assert terms
    if cell.startswith("(") and cell.endswith(")"):  # (abbreviations only)
        assert {term.zh for term in terms} == {""}
        return
    for term, part in zip(terms, parts(cell, len(terms)), strict=True):
        short = {term.zh, f"{term.zh} ({term.abbreviation})"}
        assert part in short or {term.zh, *term.variants} >= writings(part), term.id
        assert {term.zh, *term.variants} <= writings(part) | {term.zh}, term.id


@needs_sheet
@pytest.mark.parametrize("name", ROWS)
def test_a_row_is_there_with_its_english_name(name: str) -> None:
    terms, cell = of_row(name), ROWS[name][1]
    for term, part in zip(terms, parts(cell, len(terms)), strict=True):
        if ROWS[name][0] == "(abbreviations)":
            assert (term.abbreviation, term.en) == (part, "")
        elif len(terms) == 1:
            assert term.en == part
        else:
            assert words(term.en) >= words(part), term.id  # a head that two terms share is written out in both
    assert all(term.translation == "ours" for term in terms if "†" in cell)


@needs_sheet
@pytest.mark.parametrize("name", [name for name in ROWS if name[0] in "TC"])
def test_a_row_is_there_with_its_abbreviation(name: str) -> None:
    terms, cell = of_row(name), ROWS[name][2]
    assert [term.abbreviation for term in terms] == (cell.split(", ") if cell else [""] * len(terms))


@needs_sheet
@pytest.mark.parametrize("name", [name for name in ROWS if name[0] in "LW"])
def test_an_abbreviation_of_a_row_without_a_column_for_it_stands_in_the_row(name: str) -> None:
    assert all(term.abbreviation in " ".join(ROWS[name]) for term in of_row(name))


@needs_sheet
@pytest.mark.parametrize("name", ROWS)
def test_no_mark_is_raised(name: str) -> None:
    """The mark of the row, or of the part of it that is meant; the Chinese names of section 2 have one of their own."""
    cells = ROWS[name]
    if name.startswith("terms-5"):
        assert {term.basis for term in of_row(name)} == {"seed"}
        return
    marked = next(cell for cell in cells[2:] if re.match(r"\(ours\)|(" + "|".join(MARKS) + r")\b", cell))
    marks = re.findall("|".join(MARKS) + r"|\(ours\)", marked)
    for term in of_row(name):
        assert term.basis == {"(ours)": "judgement"}.get(marks[0], marks[0]), term.id
        assert {one.basis for one in term.sources} <= set(marks), term.id
        if name[0] == "C":
            assert term.zh_basis == marks[1], term.id
        if "`recalled`" in " ".join(cells[:2]):
            assert term.en_basis == "recalled", term.id


@needs_sheet
@pytest.mark.parametrize("name", ROWS)
def test_a_name_alone_has_no_meaning(name: str) -> None:
    if re.search(r"name only|expansion only|\bsubject of\b", " ".join(ROWS[name])):
        assert not any(any(term.meaning) for term in of_row(name))


@needs_sheet
def test_words_beside_the_tables_stand_in_the_sheet_too() -> None:
    text = SHEET.read_text("utf-8")
    beside = [term for term in TERMS if not any(term in of_row(name) for name in ROWS)]
    assert [term.id for term in beside] == ["C5-22239"]
    assert all(term.zh in text and term.basis == "derived" for term in beside)


@needs_sheet
def test_no_meaning_is_copied_from_the_sheet() -> None:
    text = SHEET.read_text("utf-8").lower()
    long = [term.meaning.en.rstrip(".").lower() for term in TERMS if len(term.meaning.en.split()) > 8]
    assert [one for one in long if one in text] == []


# Mistakes, at their own line.

GOOD = """\
schema: egov-terms/0
title: {zh: 样例, en: Sample}
sources:
  book: {title: {zh: 某文件, en: A document}}
terms:
  - id: a
    zh: 政务云
    source: [{ref: book, place: "3.1"}]
    basis: secondary
    status: preferred
  - id: b
    zh: 电子政务云
    source: [{ref: book}]
    basis: secondary
    status: equivalent
    equivalent_to: a
"""


def problems(text: str) -> list[tuple[int, str, str]]:
    _, found = read_terms(read(text.encode(), "terms.yaml"))
    return [(one.place.line, one.code, one.fix.en) for one in found]


def test_a_small_term_base_is_read() -> None:
    terms, found = read_terms(read(GOOD.encode(), "terms.yaml"))
    assert found == ()
    assert [(one.id, one.equivalent_to, one.place.line) for one in terms] == [("a", "", 6), ("b", "a", 11)]
    assert (terms[0].sources[0].at.en, terms[0].words) == ("3.1", ("政务云",))


TWICE = """\
    status: preferred
  - id: a
    zh: 云平台
    source: [{ref: book}]
    basis: secondary
    status: preferred
"""
MISTAKES: dict[str, tuple[str, str, int, str]] = {
    "unknown key": ("    zh: 政务云\n", "    zh: 政务云\n    meening: {zh: 甲。, en: A.}\n", 8, "unknown_key"),
    "missing key": ("    status: preferred\n", "", 6, "missing_key"),
    "unknown basis": (
        "basis: secondary\n    status: preferred",
        "basis: second\n    status: preferred",
        9,
        "not_a_choice",
    ),
    "unknown status": ("status: preferred", "status: prefered", 10, "not_a_choice"),
    "unknown source": ("{ref: book, place", "{ref: bok, place", 8, "not_a_choice"),
    "no source": ('    source: [{ref: book, place: "3.1"}]\n', "", 6, "term_without_source"),
    "no name": ("    zh: 政务云\n", "", 6, "nameless_term"),
    "duplicate id": ("    status: equivalent\n    equivalent_to: a\n", TWICE, 16, "duplicate_term"),
    "unknown equivalent": ("equivalent_to: a", "equivalent_to: aa", 16, "no_such_term"),
    "equivalent to none": ("    equivalent_to: a\n", "", 15, "status_contradicted"),
    "preferred and equivalent": (
        "status: preferred",
        "status: preferred\n    equivalent_to: b",
        10,
        "status_contradicted",
    ),
    "equivalent to itself": ("equivalent_to: a", "equivalent_to: b", 16, "not_preferred"),
    "deprecated without a source": ("status: equivalent", "status: deprecated", 15, "deprecation_without_source"),
    "source of a deprecation that is none": (
        "status: preferred",
        "status: preferred\n    deprecated_by: {ref: book}",
        10,
        "deprecation_without_source",
    ),
    "one word twice": (
        "    status: equivalent\n    equivalent_to: a\n",
        "    status: preferred\n    variants: [政务云]\n",
        11,
        "duplicate_term",
    ),
    "another format": ("egov-terms/0", "egov-terms/9", 1, "schema"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_own_line(name: str) -> None:
    before, after, line, code = MISTAKES[name]
    assert before in GOOD
    assert [(at, what) for at, what, _ in problems(GOOD.replace(before, after, 1))] == [(line, code)]


def test_what_was_probably_meant_is_named() -> None:
    assert problems(GOOD.replace("    zh: 政务云\n", "    zhh: 政务云\n", 1))[0][2] == "Did you mean zh?"
    assert problems(GOOD.replace("equivalent_to: a", "equivalent_to: aa"))[0][2] == "Did you mean a?"


def test_a_deprecated_term_names_its_source() -> None:
    text = GOOD.replace("status: equivalent", "status: deprecated\n    deprecated_by: {ref: book, place: 前言}")
    terms, found = read_terms(read(text.encode(), "terms.yaml"))
    assert found == ()
    assert terms[1].deprecated_by is not None
    assert terms[1].deprecated_by.at.zh == "前言"


@pytest.mark.parametrize(
    "text", ["[]", "schema: egov-terms/0", "terms: {}", "a", GOOD.split("terms:")[0] + "terms: [a]"]
)
def test_what_is_no_term_base_ends_in_problems(text: str) -> None:
    assert problems(text)


# The command.


def test_the_command_lists_every_term(tell: Command) -> None:
    printed = tell("list", "terms", "--lang", "zh").out
    assert f"术语库（{len(TERMS)} 条" in printed
    assert [line.split()[0] for line in printed.splitlines()[1:]] == [term.id for term in TERMS]


def test_a_word_is_looked_up_in_either_language_and_those_it_names_in_full_come_first(tell: Command) -> None:
    for word in ("信息资源", "Information Resource", "t2"):
        first, meaning, source, *_ = tell("list", "terms", word, "--lang", "zh").out.splitlines()
        assert first.startswith("T2  信息资源")
        assert meaning.startswith("  含义  ")
        assert source == "  依据  GB/T 33780.5-2021 3.1.1（已读条文）"
    assert "Source  GB/T 33780.5-2021, 3.1.1 (clause read)" in tell("list", "terms", "T2", "--lang", "en").out


def test_what_is_not_known_is_said(tell: Command) -> None:
    assert "(only the name was read, not the meaning)" in tell("list", "terms", "service manager", "--lang", "en").out
    assert "中文名凭记忆，未核" in tell("list", "terms", "混合云", "--lang", "zh").out
    assert "等同：C5 云服务提供者" in tell("list", "terms", "云服务商", "--lang", "zh").out
    assert "English name: our translation" in tell("list", "terms", "T29", "--lang", "en").out


def test_a_word_that_is_not_there_is_met_with_what_was_meant(tell: Command) -> None:
    ran = tell("list", "terms", "tennant", "--lang", "en")
    assert (ran.code, "Did you mean tenant?" in ran.err) == (2, True)
    assert "egov-check list terms" in tell("list", "terms", "zzzz", "--lang", "en").err


def test_a_word_beside_a_profile_is_refused(tell: Command) -> None:
    ran = tell("list", "security", "云计算", "--lang", "zh")
    assert (ran.code, "egov-check list terms 云计算" in ran.err) == (2, True)
