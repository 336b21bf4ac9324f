"""Rules of wording that a machine can hold texts against: duty, punctuation, spaces, words, abbreviations, form.

Each rule yields what is wrong as a sentence; nothing means that it is content. What stands in quotation marks or is the
title of a document is a mention, not a use: rules about words leave it out.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml
from repository import ROOT

from egov_cloud_std.quantities.units import UNITS

HAN = "一-鿿"
MENTION = re.compile(r"《[^》]*》|“[^”]*”|〈[^〉]*〉|`[^`]*`|\"[^\"]*\"")

# A character before 应 with which it is a word (响应), unless the one before makes another word of it (影响应).
BEFORE_YING = {
    "响": "影",
    "对": "核针面比校",
    "供": "提",
    "效": "有绩生失无",
    "回": "收退召",
    "反": "违",
    "相": "互",
    "适": "",
    "感": "",
    "呼": "",
    "顺": "",
}
AFTER_YING = (
    "用",
    "急",
    "答",
    "付",
    "届",
    "邀",
    "聘",
    "激",
    "变",
    "有尽有",
    "服务时长",
    "收账",
    "收款",
    "对措施",
    "对预案",
    "对方案",
    "对能力",
    "对机制",
    "对策略",
    "对突发",
)
# Words with 可, 宜, 需 and 须 that say no duty.
WORDS_WITH: dict[str, list[str]] = yaml.safe_load((ROOT / "tests/data/words_of_no_duty.yaml").read_text("utf-8"))
SIGNS = {"shall": ("应", "shall"), "should": ("宜", "should"), "may": ("可", "may")}
NEVER_BESIDE = {"shall": ("should",), "should": ("shall",), "may": ("shall", "should")}
MONTH = re.compile(r"(?:\b[0-9]{1,2} May\b|\bMay (?:[0-9]|of\b))")

# What our ten nouns replace, in the sense of the noun; words of other sense (命名规则, 合同条款, access policy) stay.
FORBIDDEN_ZH = {
    "控制项": "检查项",
    "检查规则": "检查项",
    "本规则": "检查项",
    "本条款": "检查项",
    "规则集": "检查标准",
    "策略集": "检查标准",
    "基线标准": "检查标准",
    "违规项": "问题",
    "违规": "问题",
    "不合规": "不符合",
    "合规项": "检查项",
    "不达标项": "问题",
    "差距项": "问题",
    "豁免": "风险接受",
    "例外审批": "风险接受",
    "部分满足": "部分符合",
    "不满足项": "问题",
}
FORBIDDEN_EN = {
    r"violat\w+": "gap",
    r"(?:non-?)?complian\w+": "satisfied, or not satisfied",
    r"(?:this|the) (?:rule|policy) (?:requires|asks|checks)": "control",
    r"ruleset|rule set|policy set": "profile",
    r"exempt\w*": "waiver",
    r"remediat\w+": "put right",
    r"please": "(an instruction needs none)",
}
NO_INSTRUCTION_ZH = ("应", "该", "请", "须", "必须", "需", "可", "宜", "建议", "要求", "务必")
NO_VERBS = re.compile(
    r"the|an?|this|that|these|those|it|they|there|you|we|please|shall|must|should|may|all|every|each|no|its|their|any|some"
)
LENGTHS = {
    "requires": ((8, 120), (4, 60)),
    "fix": ((8, 170), (4, 70)),
    "note": ((3, 120), (2, 60)),
}  # characters, words


def used(text: str) -> str:
    """A text without what it only mentions."""
    return MENTION.sub("□", text)


def duty_words_zh(text: str) -> set[str]:
    """The verbs of duty in a Chinese sentence: 应, 宜, 可, 需, 须; words that merely contain the characters are none."""
    plain = used(text)
    found = {sign for sign, words in WORDS_WITH.items() if sign in re.sub("|".join(words), "", plain)}
    if any(_is_duty(plain, at.start()) for at in re.finditer("应", plain)):
        found.add("应")
    return found


def _is_duty(text: str, at: int) -> bool:
    """Whether 应 at this place is the verb."""
    before, after = text[:at], text[at + 1 :]
    if after.startswith(("当", "予")):
        return True
    is_word = before[-1:] in BEFORE_YING and before[-2:-1] not in tuple(BEFORE_YING[before[-1]])
    return not is_word and not after.startswith(AFTER_YING)


def duty_words_en(text: str) -> set[str]:
    """The modal verbs in an English sentence; May the month is none."""
    return set(re.findall(r"\b(shall|should|must|may|ought)\b", MONTH.sub("", used(text)).lower()))


def duty_remarks(duty: str, zh: str, en: str) -> Iterator[str]:
    """A requirement has the verb that was read, in both languages, and no other; none where none was read."""
    chinese, english = duty_words_zh(zh), duty_words_en(en)
    if duty not in SIGNS:
        yield from (f"says {word}, and the duty is {duty}" for word in sorted(chinese | english))
        return
    sign, verb = SIGNS[duty]
    if sign not in chinese:
        yield f"the duty is {duty}, and the Chinese does not say {sign}"
    if verb not in english:
        yield f"the duty is {duty}, and the English does not say {verb}"
    for other in NEVER_BESIDE[duty]:
        if SIGNS[other][0] in chinese or SIGNS[other][1] in english:
            yield f"the duty is {duty}, and the sentence says {'/'.join(SIGNS[other])}"


def punctuation_zh(text: str) -> Iterator[str]:
    """Punctuation between Chinese characters is full-width, stands close, and quotation marks are “ and ”."""
    for found in re.finditer(rf"[{HAN}”》）][,:;?!()]|[,;?!()][{HAN}“《（]", text):
        yield f"half-width punctuation at {found[0]!r}"
    for found in re.finditer(rf"[{HAN}]\.(?![a-z_])", text):
        yield f"a half-width full stop at {found[0]!r}"
    for found in re.finditer(r" [，。：；？！、）》”]|[，。：；？！、（《“] ", text):
        yield f"a space beside Chinese punctuation at {found[0]!r}"
    if re.search(r"[，。：；、][，。：；、]", text):
        yield "two punctuation marks in a row"
    yield from _quotes(text, "\"'「」『』")
    yield from _brackets(text, (("（", "）"), ("《", "》"), ("“", "”")))


def punctuation_en(text: str) -> Iterator[str]:
    """English has no full-width punctuation, and one kind of quotation mark."""
    for found in re.finditer(r"[，。：；？！、（）「」【】]", text):
        yield f"full-width punctuation at {found[0]!r}"
    if re.search(r" [,.;:?!](?: |$)", text):
        yield "a space before punctuation"
    if re.search("[“”]", text):
        yield from _quotes(text, '"')
    yield from _brackets(text, (("(", ")"), ("“", "”")))


def _quotes(text: str, others: str) -> Iterator[str]:
    yield from (f"the quotation mark {one}" for one in others if one in text)


def _brackets(text: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from (
        f"{opens} and {closes} do not pair" for opens, closes in pairs if text.count(opens) != text.count(closes)
    )


def spaces(text: str) -> Iterator[str]:
    """No space at the ends, none doubled, no tab, no line break."""
    if text != text.strip() or re.search(r"  |[\t\n\r\u00a0\u3000]", text):
        yield "a space too many"


def spaces_zh(text: str, digits: bool = True) -> Iterator[str]:
    """One space between Chinese and Latin letters or digits; none between Chinese characters, but before an example."""
    latin = "A-Za-z0-9" if digits else "A-Za-z"
    for found in re.finditer(rf"[{HAN}][{latin}]|[{latin}][{HAN}]", used(text)):
        yield f"no space between Chinese and Latin at {found[0]!r}"
    for found in re.finditer(rf"(?!如)[{HAN}] [{HAN}]", used(text)):
        yield f"a space between Chinese characters at {found[0]!r}"


def stops(zh: str, en: str) -> Iterator[str]:
    """A Chinese sentence ends with 。 and an English one with a full stop; it begins with a capital or with Chinese."""
    if not zh.endswith(("。", "？")):
        yield "the Chinese does not end with 。"
    if not en.endswith((".", "?")):
        yield "the English does not end with a full stop"
    if re.match("[a-z]", en) and not re.match(r"[a-z]+[_.A-Z]", en):
        yield "the English does not begin with a capital"


def alike(zh: str, en: str) -> Iterator[str]:
    """A note is a sentence in both languages, or a few words without a full stop in both."""
    if zh.endswith(("。", "？")) or en.endswith((".", "?")):
        yield from stops(zh, en)


def words_zh(text: str) -> Iterator[str]:
    """The Chinese words are those that offices use, and one per thing."""
    plain = used(text)
    for word, better in FORBIDDEN_ZH.items():
        if word in plain:
            yield f"says {word}; the word is {better}"


def words_en(text: str) -> Iterator[str]:
    """No synonym of our nouns."""
    plain = used(text).lower()
    for pattern, better in FORBIDDEN_EN.items():
        found = re.search(rf"\b(?:{pattern})\b", plain)
        if found:
            yield f"says {found[0]}; the word is {better}"


def instruction(zh: str, en: str) -> Iterator[str]:
    """A remedy is an instruction: it tells what to do, not what ought to be."""
    if zh.startswith(NO_INSTRUCTION_ZH) and not zh.startswith(("该", "应急", "应用", "需求", "可用", "可靠")):
        yield f"the Chinese begins with {zh[:2]}"
    first = re.split(r"[^A-Za-z'-]", en)[0].lower()
    third_person = first.endswith("s") and not first.endswith(("ss", "us", "focus", "bias"))
    past = first.endswith("ed") and first not in ("embed", "feed", "speed")
    if NO_VERBS.fullmatch(first) or third_person or past:
        yield f"the English begins with {first}, which is no imperative"
    yield from (f"the English says {word}" for word in sorted(duty_words_en(en) & {"shall", "should", "must", "ought"}))


def lengths(kind: str, zh: str, en: str) -> Iterator[str]:
    """Long enough to say something, short enough to be read."""
    (low, high), (few, many) = LENGTHS[kind]
    if not low <= len(zh) <= high:
        yield f"the Chinese has {len(zh)} characters; {low} to {high} are read"
    if not few <= len(en.split()) <= many:
        yield f"the English has {len(en.split())} words; {few} to {many} are read"


@cache
def known_abbreviations() -> frozenset[str]:
    """Those that are listed with their expansion, the units of measure, and those that the terms declare."""
    listed = yaml.safe_load((ROOT / "tests/data/abbreviations.yaml").read_text("utf-8"))
    return (
        frozenset(listed)
        | {name for unit in UNITS for name in unit.names}
        | frozenset(_declared(ROOT / "profiles/terms.yaml"))
    )


def _declared(path: Path) -> Iterator[str]:
    """Every abbreviation that a file of terms declares, however it nests them."""

    def walk(node: object) -> Iterator[str]:
        match node:
            case dict():
                for key, value in node.items():
                    if key in ("abbreviation", "abbreviations", "abbr", "short"):
                        yield from [value] if isinstance(value, str) else value if isinstance(value, list) else ()
                    yield from walk(value)
            case list():
                for one in node:
                    yield from walk(one)

    return walk(yaml.safe_load(path.read_text("utf-8"))) if path.exists() else iter(())


def abbreviations(text: str) -> Iterator[str]:
    """Every Latin abbreviation is known, or is expanded where it stands."""
    plain = re.sub(
        r"\b(?:GB|GB/T|YD/T|DB[0-9]{2}(?:/T)?|GM/T|GW|ISO|IEC|ISO/IEC|NIST SP|RFC) ?[0-9][0-9.\-—]*", "", used(text)
    )
    for word in re.findall(r"(?<![\w.])[A-Za-z]*[A-Z][A-Za-z]*[A-Z0-9/]+[A-Za-z0-9]*(?![\w.]*_)", plain):
        bare = (
            word.rstrip("/").removesuffix("s")
            if word.rstrip("s").isupper() or word.endswith("CPUs")
            else word.rstrip("/")
        )
        expanded = re.search(rf"(?:{re.escape(bare)}s? ?[（(])|(?:[（(][^）)]*{re.escape(bare)})", plain)
        parts = bare.split("/") if bare not in known_abbreviations() else [bare]
        if not expanded and any(len(part) > 1 and part not in known_abbreviations() for part in parts):
            yield f"{bare} is not expanded"
