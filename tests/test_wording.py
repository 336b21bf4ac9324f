"""Documents read for their wording: what is found, where, and how it enters an assessment."""

import json
import sys
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
from command import Command, command
from hypothesis import given
from hypothesis import strategies as st
from samples import NOW, platform, problems_of, profile, profile_text
from wordfiles import HEAD, TAIL, packed, paragraph, table, word_file
from wording_gold import Case, Entry, cases, measured

from egov_cloud_std.assess import assess_platform
from egov_cloud_std.assess.findings import Findings
from egov_cloud_std.checks.readings import ASPECTS
from egov_cloud_std.document.places import Lines
from egov_cloud_std.prove import prove_profile
from egov_cloud_std.reports._schema import result_schema
from egov_cloud_std.wording import Reading, markdown, plain, word
from egov_cloud_std.wording.looking import MOST, look
from egov_cloud_std.wording.matching import Matcher
from egov_cloud_std.wording.normal import BARRIER, folded, form, normalised

tell = pytest.fixture(command)
CSP = Entry("csp", "云服务商", variants=("云服务提供者", "云服务提供商"))


# What is found: the gold set.

# Held, not hoped for: what is missed and what is wrong is written in the gold set, and the figures follow from it.
FLOORS = {
    "variants_declared": (0.95, 1.0),
    "abbreviations_expanded": (0.94, 0.96),
    "platform_name_kept": (0.93, 0.93),
    "role_words_kept": (1.0, 1.0),
    "deprecated_absent": (0.94, 1.0),
}


def test_the_gold_set_is_large_and_of_every_kind() -> None:
    every = list(cases())
    assert len(every) >= 270
    assert {one.format for one in every} == {"md", "txt", "docx"}
    assert sum(not one.find for one in every) >= 60  # texts in which there is nothing to find
    assert {thing.kind for one in every for thing in one.find} == set(FLOORS) == set(ASPECTS) - {"readable"}


@pytest.mark.parametrize("case", tuple(cases()), ids=lambda case: case.name)
def test_the_gold_set_names_the_words_that_stand_at_its_places(case: Case) -> None:
    for one in case.find:
        text = case.texts[one.document - 1]
        if case.format == "docx":
            text = "\n".join(cell.strip() for line in text.split("\n") for cell in line.strip("| ").split("|"))
        rest = "\n".join(text.split("\n")[one.line - 1 :])[one.column - 1 :]
        assert rest.replace("\n> ", "").replace("\n", "").replace("*", "").startswith(one.words)


def test_precision_and_recall_hold() -> None:
    figures = measured()
    assert {
        kind: (one.precision >= FLOORS[kind][0], one.recall >= FLOORS[kind][1]) for kind, one in figures.items()
    } == (dict.fromkeys(FLOORS, (True, True)))


def things(
    folder: Path, text: str | bytes, *, name: str = "d.md", terms: tuple[Entry, ...] = (CSP,), **section: Any
) -> Reading:
    """What is found in one document."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    of = platform(terminology={"documents": [{"id": "d", "path": name}], **section})
    (reading,) = look(of, folder, folder, terms)
    assert isinstance(reading, Reading)
    return reading


def told(reading: Reading, aspect: str = "variants_declared") -> list[tuple[str, int, int]]:
    return [(one.spot.words, one.spot.place.line, one.spot.place.column) for one in reading.found.get(aspect, ())]


def test_a_finding_says_what_it_differs_from_and_how_often(tmp_path: Path) -> None:
    (one,) = things(tmp_path, "云服务商。\n云服务提供者，云服务提供者。").found["variants_declared"]
    assert (one.times, one.spot.line) == (2, "云服务提供者，云服务提供者。")
    assert one.other is not None
    assert (one.other.words, str(one.other.place)) == ("云服务商", f"{tmp_path / 'd.md'}:1:1")
    assert one.says.zh == "“云服务提供者”与“云服务商”混用，未声明等同"
    assert one.says.en == "“云服务提供者” is mixed with “云服务商”, and nothing declares them equal"


def test_another_document_is_named_where_the_writing_differs_from_it(tmp_path: Path) -> None:
    for name, text in (("a.md", "云服务商"), ("b.md", "由云服务提供者负责")):
        (tmp_path / name).write_text(text, "utf-8")
    of = platform(terminology={"documents": [{"id": "b", "path": "b.md"}, {"id": "a", "path": "a.md"}]})
    first, second = (one for one in look(of, tmp_path, tmp_path, [CSP]) if isinstance(one, Reading))
    assert (first.holds("variants_declared"), second.holds("variants_declared")) == (None, False)  # no glossary
    (one,) = second.found["variants_declared"]
    assert one.other is not None
    assert str(one.other.place) == f"{tmp_path / 'b.md'}:1:2"


@pytest.mark.parametrize(
    ("glossary", "mixed"),
    [
        ([], True),
        ([{"id": "a", "term": "云服务商"}], True),
        ([{"id": "a", "term": "云服务商", "status": "preferred"}], False),
        ([{"id": "a", "term": "云服务提供者", "status": "equivalent"}], True),
        (
            [
                {"id": "a", "term": "云服务提供者", "equivalent_to": "b"},
                {"id": "b", "term": "云服务商"},
            ],
            False,
        ),
        ([{"id": "a", "term": "云服务提供者", "equivalent_to": "b"}, {"id": "b", "term": "云服务提供商"}], True),
    ],
)
def test_only_the_glossary_of_the_description_settles_a_group(tmp_path: Path, glossary: list[Any], mixed: bool) -> None:
    reading = things(tmp_path, "云服务商，云服务提供者。", glossary=glossary)
    assert bool(reading.found.get("variants_declared")) is mixed


def test_what_nothing_was_stated_for_is_open_and_what_was_found_is_not(tmp_path: Path) -> None:
    reading = things(tmp_path, "云服务商，云服务提供者。")
    verdicts = {aspect: reading.holds(aspect) for aspect in ASPECTS}
    assert verdicts == dict.fromkeys(ASPECTS) | {"readable": True, "variants_declared": False}
    stated = {"glossary": [], "abbreviations": [], "role_words": [], "platform_name": {"preferred": "市政务云"}}
    assert {things(tmp_path, "市政务云。", **stated).holds(aspect) for aspect in ASPECTS} == {True}


def test_a_term_whose_status_is_not_stated_leaves_open_whether_it_is_out_of_use(tmp_path: Path) -> None:
    glossary = [{"id": "a", "term": "党政专网"}]
    assert things(tmp_path, "经党政专网接入。", glossary=glossary).open["deprecated_absent"][-2:] == (0, "status")
    assert things(tmp_path, "经外网接入。", glossary=glossary).holds("deprecated_absent") is True


@pytest.mark.parametrize(("basis", "is_found"), [("clause-seen", True), ("judgement", False), ("", False)])
def test_the_term_base_puts_a_term_out_of_use_only_with_a_source(tmp_path: Path, basis: str, is_found: bool) -> None:
    old = Entry("old", "灾备机房", status="deprecated", equivalent_to="new", basis=basis)
    reading = things(tmp_path, "灾备机房。", terms=(old, Entry("new", "灾备中心")), glossary=[])
    assert [one.says.en for one in reading.found.get("deprecated_absent", ())] == (
        ["“灾备机房” is out of use; the term is “灾备中心”"] if is_found else []
    )


def test_an_abbreviation_and_the_english_are_no_other_writing_of_a_term(tmp_path: Path) -> None:
    machine = Entry("vm", "虚拟机", "virtual machine", "VM", ("VM", "virtual machine", "云主机"))
    text = "虚拟机（virtual machine，VM）按月计费，云主机按小时计费。"
    assert told(things(tmp_path, text, terms=(machine,))) == [("云主机", 1, 29)]


def test_a_document_that_is_left_open_says_what_is_missing(tmp_path: Path) -> None:
    reading = things(tmp_path, "经党政专网接入。", glossary=[{"id": "net", "term": "党政专网"}])
    of = platform(terminology={"documents": [{"id": "d", "path": "d.md"}], "glossary": [{"id": "net"}]})
    asked = profile("each: {list: terminology.documents}\nexpect: {.path: {wording: deprecated_absent}}")
    (one,) = Findings(assess_platform([asked], of, NOW, [reading])).all()
    assert one.observations[0].missing == "terminology.glossary[net].status"
    assert (
        one.observations[0].value.en
        == "d.md (terminology.glossary[net].status is not stated, so nothing to compare with)"
    )


def test_what_is_declared_is_named_at_its_place_in_the_description(tmp_path: Path) -> None:
    (one,) = things(tmp_path, "江州云。", platform_name={"preferred": "市政务云", "in_use": ["江州云"]}).found[
        "platform_name_kept"
    ]
    assert one.other is not None
    assert (one.other.words, one.other.place.file) == ("市政务云", "platform.json")


def test_of_very_many_things_the_first_are_told_and_the_others_counted(tmp_path: Path) -> None:
    letters = "ABCDEFGHJKLMNPQRSTUWYZ"
    text = "。".join(x + y + z for x in letters for y in letters for z in letters[:2])
    reading = things(tmp_path, text)
    assert len(reading.found["abbreviations_expanded"]) == MOST
    assert reading.number("abbreviations_expanded") == len(letters) ** 2 * 2


# Positions: what is laid aside moves nothing.

PIECES = ("云服务商", "云服务提供者", "雲服務提供商", "ＩａａＳ", "IaaS", "RAPID", "API", " ", "\n", "\n\n", "，", "。", "`", "``",
          "```\n", "~~~\n", "<!--", "-->", "[", "](", ")", "**", "*", "> ", "| ", "- ", "# ", "https://a.cn/云", "\u200b", "\u3000", "服务", "\v",
          "\\", "<b>", "@", "a", "1", "（", "）", "簡稱", "𠮷")  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
WORDS = tuple(map(form, ("云服务", "云服务商", "云服务提供者", "云服务提供商", "服务", "IaaS", "API", "简称", "a1")))


@given(TEXTS)
def test_normalising_keeps_where_every_character_came_from(text: str) -> None:
    prose = markdown.prose(Lines("d.md", text))
    normal = prose.normal
    origins = [normal.origin(index) for index in range(len(normal.text))]
    assert origins == sorted(set(origins))
    plain_text = folded(text)
    assert len(plain_text) == len(text)
    for one, origin in zip(normal.text, origins, strict=True):
        assert one == plain_text[origin] or one == BARRIER or (one == " " and plain_text[origin] in " \t\xa0\n\v")


@given(TEXTS)
def test_a_match_stands_at_exactly_its_characters(text: str) -> None:
    prose = markdown.prose(Lines("d.md", text))
    for one in Matcher(WORDS).find(prose.normal):
        start, end = prose.normal.span(one.start, one.end)
        spot = prose.spot((start, end))
        assert form(text[start] + text[end - 1]) == form(one.form[0] + one.form[-1])
        assert normalised(text[start:end], emphasis=True).text == one.form
        lines = text.replace("\r", "").split("\n")
        assert lines[spot.place.line - 1][spot.place.column - 1 :].startswith(text[start:end].split("\n")[0])


@given(TEXTS)
def test_code_may_say_anything_and_moves_no_column(text: str) -> None:
    prose = markdown.prose(Lines("d.md", text))
    hidden = [one for one in prose.hidden if one[0] < one[1]]
    other = list(text)
    for start, end in hidden:
        for at in range(start, end):
            other[at] = BARRIER
    there = normalised("".join(other), [*prose.hidden, *prose._ends()], emphasis=True)
    matcher = Matcher(WORDS)
    assert [there.span(one.start, one.end) for one in matcher.find(there)] == [
        prose.normal.span(one.start, one.end) for one in matcher.find(prose.normal)
    ]


@given(
    st.lists(st.sampled_from("ab云c服1 _"), max_size=12).map("".join),
    st.sets(st.text("ab云服1", min_size=1, max_size=3)),
)
def test_the_leftmost_longest_writing_stands_and_no_ascii_word_is_parted(text: str, words: set[str]) -> None:
    normal = normalised(text)
    inside = set("abcdefghijklmnopqrstuvwxyz0123456789_")
    shown, at, wanted = normal.text, 0, []

    def parted(index: int) -> bool:
        return 0 < index < len(shown) and shown[index - 1] in inside and shown[index] in inside

    while at < len(shown):
        here = [one for one in words if shown.startswith(one, at) and not parted(at) and not parted(at + len(one))]
        if here:
            wanted.append((max(here, key=len), at))
            at += len(wanted[-1][0])
        else:
            at += 1
    assert [(one.form, one.start) for one in Matcher(words).find(normal)] == wanted


def test_abbreviations_one_under_the_other_are_no_heading(tmp_path: Path) -> None:
    aspect = "abbreviations_expanded"
    assert told(things(tmp_path, "VPN\nAPI\nSDN\n"), aspect) == [("VPN", 1, 1), ("API", 2, 1), ("SDN", 3, 1)]
    assert told(things(tmp_path, "TERMS OF REFERENCE\n"), aspect) == []


def test_text_between_two_paragraphs_is_never_one_word() -> None:
    assert "云服务商" not in plain.prose(Lines("d", "云服\n\n务商")).normal.text
    assert "云服务商" not in plain.prose(Lines("d", "云服\n　　务商")).normal.text
    assert "云服务商" in plain.prose(Lines("d", "云服\n  务商")).normal.text
    assert "云服务商" not in word.prose(word_file("云服\n务商"), "d.docx").normal.text


def test_traditional_characters_are_read_one_for_one() -> None:
    assert form("電子政務雲平臺測試標準") == "电子政务云平台测试标准"
    assert form("ＧＢ／Ｔ　") == "GB/T"
    assert form("⾏政") == "行政"  # a radical, as some programs copy it
    assert form("著作乾坤") == "著作乾坤"  # in simplified use themselves


# Files.


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("d.md", "云服务商，云服务提供者".encode()),
        ("d.MD", "\ufeff云服务商，云服务提供者".encode()),
        ("d.txt", "云服务商，云服务提供者".encode("gb18030")),
        ("d.txt", "云服务商，云服务提供者".encode("utf-16")),
        ("d.markdown", "云服务商，云服务提供者\r\n".encode()),
        ("d.docx", word_file("云服务商，云服务提供者")),
    ],
)
def test_every_encoding_and_format_comes_to_the_same(tmp_path: Path, name: str, data: bytes) -> None:
    assert told(things(tmp_path, data, name=name)) == [("云服务提供者", 1, 6)]


def test_a_word_file_counts_paragraphs_in_tables_and_boxes_too(tmp_path: Path) -> None:
    box = f"<w:p><w:r><w:t>外</w:t><w:txbxContent>{paragraph('云服务提供者')}</w:txbxContent></w:r></w:p>"
    change = "<w:p><w:del><w:r><w:t>云服务提供商</w:t></w:r></w:del><w:ins><w:r><w:t>云</w:t><w:br/><w:t>服务提供商</w:t></w:r></w:ins></w:p>"
    body = paragraph("云服务商") + table([["甲", "乙"], ["丙", "云服务提供者"]]) + box + change
    fallback = '<mc:Fallback xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    body += f"{fallback}{paragraph('云服务提供者')}</mc:Fallback>"
    reading = things(tmp_path, packed(HEAD + body + TAIL), name="d.docx")
    assert told(reading) == [("云服务提供者", 5, 1), ("云服务提供商", 8, 1)]
    (first, _) = reading.found["variants_declared"]
    assert first.times == 2
    assert first.spot.where == ("第 5 段第 1 字", "paragraph 5, character 1")


BOMB = "<!DOCTYPE w [<!ENTITY a '云云云云云云'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>"
HOSTILE = {
    "no archive": b"PK\x03\x04 and no more",
    "cut off": word_file("云服务商" * 200)[:-40],
    "damaged": bytes(byte ^ (0x55 if index % 97 == 60 else 0) for index, byte in enumerate(word_file("云" * 5000))),
    "empty": b"",
    "no main part": packed("x").replace(b"word/document.xml", b"word/documemt.xml"),
    "no xml": packed("云服务商"),
    "unclosed xml": packed(HEAD + paragraph("云服务商")),
    "entity bomb": packed(BOMB + HEAD.split("?>")[1] + "<w:p><w:r><w:t>&c;</w:t></w:r></w:p>" + TAIL),
    "external entity": packed(
        "<!DOCTYPE w SYSTEM 'file:///etc/passwd'>" + HEAD.split("?>")[1] + paragraph("云服务商") + TAIL
    ),
    "zip bomb": packed(HEAD + paragraph("云" * 3_000_000) + TAIL),
    "deep": packed(HEAD + "<w:sdt>" * 100_000 + "</w:sdt>" * 100_000 + TAIL),
    "too many paragraphs": packed(HEAD + "<w:p/>" * 400_001 + TAIL),
    "too many members": packed(HEAD + TAIL, {f"m{number}": b"" for number in range(5_000)}),
    "old format": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_word_file_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    reading = things(tmp_path, HOSTILE[name], name="d.docx")
    assert reading.wrong is not None
    assert "Word" in reading.wrong.zh
    assert "Word" in reading.wrong.en
    assert {reading.holds(aspect) for aspect in ASPECTS} == {False, None}


def test_what_else_a_word_file_holds_is_never_looked_at(tmp_path: Path) -> None:
    members = {
        "word/vbaProject.bin": b"\0" * 1000,
        "word/_rels/document.xml.rels": b"<!DOCTYPE x SYSTEM 'http://127.0.0.1/'><Relationships/>",
        "../../escape.xml": b"x",
        "word/header1.xml": b"not even XML",
    }
    link = '<w:p><w:hyperlink r:id="r1" xmlns:r="r"><w:r><w:instrText>云服务提供商</w:instrText><w:t>云服务提供者</w:t></w:r></w:hyperlink></w:p>'
    reading = things(tmp_path, packed(HEAD + paragraph("云服务商") + link + TAIL, members), name="d.docx")
    assert told(reading) == [("云服务提供者", 2, 1)]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["d.docx"]


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_word_file_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    data = bytearray(word_file("云服务商，云服务提供者。\n| 甲 | 乙 |"))
    for _ in range(random.randint(1, 6)):
        data[random.randrange(len(data))] = random.randrange(256)
    things(tmp_path, bytes(data), name="d.docx")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("d.md", "云\0服务商".encode(), "control character"),
        ("d.txt", b"\xff\xfe\xff\xff\x81" * 50, "control character"),
        ("d.txt", b"\x80\x81\xfe\xff" * 50, "UTF-8"),
        ("d.pdf", b"%PDF-1.7", "only Markdown, plain text and Word"),
        ("d.md", b"\n" * 400_001, "more than 10,000,000 characters or 400,000 lines"),
        ("d.txt", b"a" * 10_000_001, "more than 10,000,000 characters or 400,000 lines"),
        ("d.doc", b"\xd0\xcf\x11\xe0", "only Markdown, plain text and Word"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    reading = things(tmp_path, data, name=name)
    assert reading.wrong is not None
    assert says in reading.wrong.en


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("none.md", "no such file"),
        ("../outside.md", "leads out of the folder"),
        ("link.md", "leads out of the folder"),
        ("folder.md", "no regular file"),
        ("huge.md", "more than 32,000,000 bytes"),
        ("huge.docx", "more than 32,000,000 bytes"),
        ("none.pdf", "no such file"),
    ],
)
def test_a_document_is_opened_as_safely_as_a_description(tmp_path: Path, path: str, says: str) -> None:
    root = tmp_path / "root"
    (root / "folder.md").mkdir(parents=True)
    (tmp_path / "outside.md").write_text("云服务提供者", "utf-8")
    (root / "link.md").symlink_to("../outside.md")
    for name in ("huge.md", "huge.docx"):
        with (root / name).open("wb") as file:
            file.truncate(50_000_000)
    of = platform(terminology={"documents": [{"id": "d", "path": path}]})
    (reading,) = look(of, root, root, [CSP])
    assert isinstance(reading, Reading)
    assert reading.wrong is not None
    assert says in reading.wrong.en


@pytest.mark.parametrize(
    "text",
    ["`" * 300_000, "`a``b" * 60_000, "[](" * 100_000, "<" * 300_000, "<a" * 150_000, "<!--" * 80_000, "> " * 150_000,
     "| -" * 100_000, " " * 300_000 + "|", "*" * 300_000, "a" * 300_000, "A/" * 150_000, "(" * 300_000, "A(" * 100_000,
     "云 " * 100_000, "\n" * 190_000, "```\n" * 80_000, "~~~\n" * 80_000, "www." * 80_000, "a@" * 150_000, "https://" * 40_000,
     "(简称" * 60_000, "1-" * 150_000, "AB-1" * 70_000, "AB " * 100_000, "[a]: b\n" * 40_000, "- " * 150_000, "云\n" * 100_000],
    ids=lambda text: text[:6].encode("unicode_escape").decode(),
)  # fmt: skip
@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_hostile_text_is_read_soon(tmp_path: Path, text: str, suffix: str) -> None:
    from time import process_time

    start = process_time()
    things(tmp_path, text + "\n# 缩略语\n" + text, name=f"d.{suffix}", terms=(CSP, Entry("x", "云", abbreviation="AB")))
    assert process_time() - start < 8


def test_an_item_without_id_or_path_is_nobodys(tmp_path: Path) -> None:
    of = platform(terminology={"documents": [{"id": "d"}]})
    assert look(of, tmp_path, tmp_path, [CSP]) == look(platform(), tmp_path, tmp_path, [CSP]) == ()


# The question.


def test_a_witness_says_what_was_found_and_the_others_follow_it() -> None:
    text = """
    id: worded
    each: {list: terminology.documents}
    expect: {.path: {wording: variants_declared}}
    witnesses:
      - {status: satisfied, given: {terminology: {documents: [{id: d, path: d.md}]}}, wording: {d: {}}}
      - {status: satisfied, but: {terminology: {documents: [{id: d, issuer: a}]}}}
      - {status: satisfied, but: {}, wording: {d: {abbreviations_expanded: 1, variants_declared: 0}}}
      - {status: not_satisfied, but: {}, wording: {d: {variants_declared: 2}}}
      - {status: not_stated, but: {}, wording: {d: {variants_declared: open}}}
      - {status: not_stated, but: {}, wording: {d: unreadable}}
      - {status: not_stated, but: {}, wording: {}}
      - {status: not_stated, given: {terminology: {documents: [{id: d, path: d.md}]}}}
    """
    (proof,) = prove_profile(profile(text))
    assert [one.says.en for one in proof.failures] == []
    assert proof.mutants == 1 + len(ASPECTS) - 1


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        ("3", "mapping_expected"),
        ("{d: read}", "not_a_choice"),
        ("{d: [1]}", "not_a_choice"),
        ("{d: {readable: 1}}", "unknown_key"),
        ("{d: {variant_declared: 1}}", "unknown_key"),
        ("{d: {variants_declared: -1}}", "not_a_choice"),
        ("{d: {variants_declared: true}}", "not_a_choice"),
        ("{d: {variants_declared: some}}", "not_a_choice"),
    ],
)
def test_a_witness_may_not_suppose_anything_else(wording: str, code: str) -> None:
    text = f"id: held\nexpect: {{platform.owner: {{present: true}}}}\nwitnesses: [{{status: satisfied, given: {{}}, wording: {wording}}}]"
    assert [one.code for one in problems_of(profile_text(text))] == [code]


def test_an_observation_names_the_first_places_and_counts_the_others(tmp_path: Path) -> None:
    text = "\n".join(("云服务商", "VPN", "API", "SDN", "云服务提供者", "KVM"))
    reading = things(tmp_path, text)
    of = platform(terminology={"documents": [{"id": "d", "path": "d.md"}]})
    asked = profile("each: {list: terminology.documents}\nexpect: {.path: {wording: abbreviations_expanded}}")
    (one,) = Findings(assess_platform([asked], of, NOW, [reading])).all()
    (seen,) = one.observations
    assert seen.value.en == (
        "d.md (line 2, column 1: “VPN” is not expanded; line 3, column 1: “API” is not expanded; "
        "line 4, column 1: “SDN” is not expanded; 4 in all)"
    )
    assert "第 2 行第 1 列“VPN”未写出全称" in seen.value.zh
    assert len(seen.found) == 4


# In a run.

DESCRIPTION = """\
schema: egov-platform/0
platform: {id: mine}
terminology:
  glossary:
    - {id: csp, term: 云服务商, variants: [云服务提供者]}
  documents:
    - {id: plan, path: docs/plan.md}
    - {id: deal, path: docs/deal.docx}
"""
ASKED = ("p.yaml", "--control", "document_terms_uniform", "--as-of", "2026-06-30")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/plan.md").write_text("# 方案\n\n由云服务商建设，云服务提供者运维。\n", "utf-8")
    (tmp_path / "docs/deal.docx").write_bytes(word_file("合同\n由云服务提供者运维。"))
    (tmp_path / "p.yaml").write_text(DESCRIPTION, "utf-8")
    return tmp_path


def test_the_text_format_shows_every_place_in_the_documents(here: Path, tell: Command) -> None:
    ran = tell(*ASKED, "--lang", "zh", "--fail-on", "low")
    assert ran.code == 1
    assert "p.yaml:7:24: 不符合[document_terms_uniform]" in ran.out
    assert "docs/plan.md:3:9: “云服务提供者”与“云服务商”混用，未声明等同（另一处：docs/plan.md:3:2）" in ran.out
    assert "3 | 由云服务商建设，云服务提供者运维。\n  |                 ^^^^^^^^^^^^\n" in ran.out
    assert "docs/deal.docx:2:2: “云服务提供者”与“云服务商”混用" in ran.out
    english = tell(*ASKED, "--lang", "en").out
    assert "docs/deal.docx (paragraph 2, character 2: “云服务提供者” is mixed with “云服务商”" in english
    assert "(the other place: docs/plan.md:3:2)" in english


def test_the_line_format_has_a_line_for_every_place(here: Path, tell: Command) -> None:
    lines = tell(*ASKED, "--lang", "en", "--format", "line").out.splitlines()
    starts = [line.partition(" not satisfied[document_terms_uniform] ")[0] for line in lines]
    assert starts == ["p.yaml:7:24:", "docs/plan.md:3:9:", "p.yaml:8:24:", "docs/deal.docx:2:2:"]


def test_the_json_format_has_every_place_and_follows_its_schema(here: Path, tell: Command) -> None:
    result = json.loads(tell(*ASKED, "--format", "json").out)
    jsonschema.validate(result, result_schema())
    plan, deal = result["units"][0]["gaps"]
    (place,) = plan["observations"][0]["found"]
    assert place["location"] == {"file": "docs/plan.md", "line": 3, "column": 9, "end_line": 3, "end_column": 15}
    assert (place["words"], place["line"], place["times"]) == ("云服务提供者", "由云服务商建设，云服务提供者运维。", 1)
    assert place["other"]["location"]["column"] == 2
    assert deal["observations"][0]["found"][0]["says"]["en"].startswith("“云服务提供者” is mixed")
    assert plan["location"]["file"] == "p.yaml"


def test_why_shows_the_places_and_what_to_do(here: Path, tell: Command) -> None:
    ran = tell("why", "document_terms_uniform", "p.yaml", "--lang", "en")
    assert "docs/plan.md:3:9: “云服务提供者” is mixed with “云服务商”" in ran.out
    assert "outside this description: correct what is found in docs/plan.md (1 in all), and check again" in ran.out


def test_declaring_the_writings_settles_it(here: Path, tell: Command) -> None:
    (here / "p.yaml").write_text(DESCRIPTION.replace("variants:", "status: preferred, variants:"), "utf-8")
    assert tell(*ASKED, "--fail-on", "low").code == 0


def test_a_document_that_cannot_be_read_is_a_gap_and_leaves_the_rest_not_stated(here: Path, tell: Command) -> None:
    (here / "docs/plan.md").unlink()
    ran = tell("p.yaml", "--control", "documents_for_terms_readable", "--lang", "en")
    assert ran.code == 1
    assert "docs/plan.md (there is no such file)" in ran.out
    lines = tell(*ASKED, "--lang", "en", "--format", "line").out.splitlines()
    assert [line.partition("[")[0] for line in lines] == ["p.yaml:7:24: not stated"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("missing", ["ahocorasick_rs", "defusedxml"])
def test_without_the_extra_nothing_is_stated_and_the_run_says_what_to_install(
    here: Path, tell: Command, monkeypatch: pytest.MonkeyPatch, missing: str, lang: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    ran = tell(*ASKED, "--lang", lang)
    assert "pip install ahocorasick-rs defusedxml" in ran.out
    assert "egov-cloud-std[" not in ran.out  # nobody has published it: the name would be a stranger's
    assert "p.yaml:7:5: " in ran.out
    units = json.loads(tell("p.yaml", "--format", "json").out)["units"]
    assert [one["code"] for one in units[0]["remarks"]] == ["not_looked"]
    worded = [one for one in units[0]["gaps"] if one["control"].startswith("document_")]
    assert {one["status"] for one in worded} == {"not_stated"}
    assert {one["subject"] for one in worded} == {"terminology.documents[plan]", "terminology.documents[deal]"}


def test_the_documents_of_a_classified_platform_are_not_opened(
    here: Path, tell: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "p.yaml").write_text(DESCRIPTION.replace("{id: mine}", "{id: mine, classified: true}"), "utf-8")
    monkeypatch.setattr("egov_cloud_std.wording.looking.look", None)
    assert tell("p.yaml").code == 2


def test_a_description_that_names_no_document_needs_none_of_this(
    here: Path, tell: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "p.yaml").write_text(DESCRIPTION.partition("  documents:")[0], "utf-8")
    monkeypatch.setattr("egov_cloud_std.wording.looking.look", None)
    assert tell("p.yaml").code in (1, 3)
