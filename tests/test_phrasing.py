"""The rules of wording themselves: what they find, and what they leave alone."""

import pytest
from phrasing import (
    abbreviations,
    alike,
    duty_remarks,
    duty_words_en,
    duty_words_zh,
    instruction,
    lengths,
    punctuation_en,
    punctuation_zh,
    spaces,
    spaces_zh,
    stops,
    words_en,
    words_zh,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("平台应有冗余。", "应"),
        ("特权命令应予审计。", "应"),
        ("平台不应承载等级更高的系统。", "应"),
        ("服务提供应满足要求。", "应"),
        ("应用系统应当备份。", "应"),
        ("重大影响应及时上报，决策应留痕。", "应"),
        ("账目核对应每月进行。", "应"),
        ("应对重要数据加密。", "应"),
        ("宜每年演练一次。", "宜"),
        ("不宜与其他区域混用。", "宜"),
        ("参与单位可按六种角色命名。", "可"),
        ("租户需提供证明。", "需"),
        ("终端须安装客户端。", "须"),
        ("日志必须留存。", "须"),
    ],
)
def test_verbs_of_duty_are_found(text: str, found: str) -> None:
    assert duty_words_zh(text) == {found}


@pytest.mark.parametrize(
    "text",
    [
        "应用系统相应迁移，供应商及时响应。",
        "应急预案和应答材料齐全，两者对应。",
        "制定应对措施，适应变化，反应迅速。",
        "可用性、可靠性和可追溯性有统计口径。",
        "取得许可，结论认可，数据不可用的时长写明。",
        "时机适宜，事宜办妥，服务便宜。",
        "按需分配，需求明确，无须另行申请，所需材料齐全。",
        "依《应当公开的信息必须公开规定》办理，写明“应”字。",
        "应付金额与应收账款相符，应服务时长写明。",
    ],
)
def test_words_that_merely_contain_the_characters_are_no_duty(text: str) -> None:
    assert duty_words_zh(text) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It shall be kept.", {"shall"}),
        ("Bodies may be named.", {"may"}),
        ("May it be stated?", {"may"}),
        ("It was read on 29 May.", set()),
        ("Since May 2014 it holds; the maydays and shallow ones too.", set()),
        ("The word “should” is quoted.", set()),
    ],
)
def test_modal_verbs_of_english(text: str, found: set[str]) -> None:
    assert duty_words_en(text) == found


@pytest.mark.parametrize(
    ("duty", "zh", "en"),
    [
        ("shall", "日志应留存。", "Logs shall be kept."),
        ("shall", "范围应明确，可为一级或多级。", "The scope shall be definite and may be of several levels."),
        ("should", "宜每年演练。", "A drill should be held every year."),
        ("may", "可按角色命名。", "They may be named by role."),
        ("unread", "应用系统有响应时限。", "Applications have a time to respond."),
        ("question", "两处数字一致。", "Both figures agree."),
    ],
)
def test_a_sentence_with_the_verb_of_its_duty_is_content(duty: str, zh: str, en: str) -> None:
    assert list(duty_remarks(duty, zh, en)) == []


@pytest.mark.parametrize(
    ("duty", "zh", "en", "remark"),
    [
        ("shall", "应用日志留存。", "Logs shall be kept.", "the Chinese does not say 应"),
        ("shall", "日志应留存。", "Logs are kept.", "the English does not say shall"),
        ("should", "应每年演练。", "A drill should be held.", "the Chinese does not say 宜"),
        ("should", "宜每年演练。", "A drill should and shall be held.", "says 应/shall"),
        ("may", "可由应用系统办理。", "It is done.", "the English does not say may"),
        ("unread", "日志应留存。", "Logs are kept.", "says 应"),
        ("unread", "日志留存。", "Logs must be kept.", "says must"),
        ("question", "口径可不同。", "They differ.", "says 可"),
    ],
)
def test_a_sentence_with_another_verb_is_found(duty: str, zh: str, en: str, remark: str) -> None:
    assert remark in " ".join(duty_remarks(duty, zh, en))


@pytest.mark.parametrize(
    "text",
    [
        "备份,演练。",
        "范围:全省",
        "日志(六个月)",
        "完成;归档",
        "可以吗?",
        "完成.",
        "写明 ，再填",
        "一。。二",
        '写明"甲"',
        "（甲",
        "写明「甲」",
    ],
)
def test_half_width_and_stray_punctuation_in_chinese_is_found(text: str) -> None:
    assert list(punctuation_zh(text))


@pytest.mark.parametrize(
    "text",
    [
        "再写明 isolated：true。",
        "在 export_approval 中写明；补入 .id。",
        "《办法》（试行），见 5.2。",
        "95.5% 的“甲”，2026-01-05 14:30 起",
    ],
)
def test_good_punctuation_of_chinese_is_left_alone(text: str) -> None:
    assert list(punctuation_zh(text)) == []


@pytest.mark.parametrize(
    "text", ["Backup，drill.", "Scope： all", "Logs （kept）", "State it .", "An open “quote.", "An (open bracket."]
)
def test_full_width_and_stray_punctuation_in_english_is_found(text: str) -> None:
    assert list(punctuation_en(text))


@pytest.mark.parametrize(
    "text", ["The words are 云服务商 and 租户.", "State it as .id, then test.", "Quote “both” ends (twice)."]
)
def test_good_punctuation_of_english_is_left_alone(text: str) -> None:
    assert list(punctuation_en(text)) == []


@pytest.mark.parametrize("text", [" a", "a ", "a  b", "a\tb", "a\nb", "甲\u3000乙"])
def test_spaces_too_many_are_found(text: str) -> None:
    assert list(spaces(text))


@pytest.mark.parametrize("text", ["更新findings_open", "CPU占用", "第5部分", "不同 租户"])
def test_missing_and_wrong_spaces_in_chinese_are_found(text: str) -> None:
    assert list(spaces_zh(text))


@pytest.mark.parametrize(
    "text", ["更新 findings_open，再测", "CPU 占用 80%", "依《第5部分》办理", "不同租户", "isolated：true。"]
)
def test_good_spaces_in_chinese_are_left_alone(text: str) -> None:
    assert list(spaces_zh(text)) == []


def test_digits_stand_close_only_where_that_is_allowed() -> None:
    assert list(spaces_zh("1至3天交付"))
    assert list(spaces_zh("1至3天交付", digits=False)) == []


def test_sentences_end_and_begin_as_sentences_do() -> None:
    assert list(stops("日志留存。", "Logs are kept.")) == []
    assert list(stops("是否留存？", "Are logs kept?")) == []
    assert list(stops("甲。", "protection_level is stated.")) == []
    assert len(list(stops("日志留存", "logs are kept"))) == 3


def test_a_note_is_a_sentence_in_both_languages_or_in_neither() -> None:
    assert list(alike("据二手条文表", "read in a table")) == []
    assert list(alike("据二手条文表。", "Read in a table.")) == []
    assert list(alike("据二手条文表。", "Read in a table"))
    assert list(alike("据二手条文表", "Read in a table."))


def test_words_for_our_nouns_are_kept() -> None:
    for text in ("此控制项不适用。", "存在违规。", "结论为不合规。", "取得豁免。"):
        assert list(words_zh(text)), text
    for text in ("访问控制规则最小化。", "合同条款写明。", "不符合的问题列入《违规处理办法》。"):
        assert list(words_zh(text)) == [], text
    for text in ("A violation is found.", "It is non-compliant.", "This rule requires it.", "Please state it."):
        assert list(words_en(text)), text
    for text in ("National rules let them leave.", "State rule under provider_access.", "A gap is found."):
        assert list(words_en(text)) == [], text


def test_remedies_are_instructions() -> None:
    for zh, en in (
        ("补写日期。", "State the date."),
        ("应急预案补齐。", "Where none exists, write one."),
        ("该系统迁出。", "Assess it."),
    ):
        assert list(instruction(zh, en)) == []
    for zh, en in (
        ("应补写日期。", "State it."),
        ("请补写。", "State it."),
        ("补写。", "The date is stated."),
        ("补写。", "States it."),
        ("补写。", "Write it; it shall be kept."),
    ):
        assert list(instruction(zh, en)), (zh, en)


def test_abbreviations_are_known_or_expanded() -> None:
    for text in (
        "CPU 和 vCPU 占用",
        "写明 RTO、RPO",
        "vCPUs and CPUs",
        "500 TB",
        "GB/T 22239-2019 和 GB/T 22239",
        "采用 XYZ（某某协议）",
        "the Foo Bar Baz (FBB)",
        "State protection_level.",
        "GB/T 的条款",
    ):
        assert list(abbreviations(text)) == [], text
    for text in ("采用 XYZ 协议", "by QZX alone", "QZX/CPU"):
        assert list(abbreviations(text)), text


def test_lengths_are_bounded() -> None:
    assert list(lengths("requires", "平台写明运营单位。", "The operator is named.")) == []
    assert len(list(lengths("requires", "甲" * 200, "a " * 100))) == 2
