"""The words a reader may see, Chinese beside English.

Every phrase leaves this project as a `Text`: both languages, chosen only where it is printed.
A phrase that belongs to one check kind or one message stands beside the code that says it;
the fixed vocabulary (statuses, duties, severities, marks of provenance) stands here.
"""

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


class Text(NamedTuple):
    """One phrase in both languages."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        """The phrase in one language."""
        return self.zh if lang == "zh" else self.en


NO_WORDS = Text("", "")
NOT_STATED = Text("未填报", "not stated")
# What is asked of presence, as the end of the sentence 'required …' / '要求…'.
STATED = Text("填写（有此项）", "to be stated")
NONE_STATED = Text("写明没有此项", "to be stated that there is none")


def same(word: str) -> Text:
    """A phrase that reads the same in both languages: a name, a path, a number."""
    return Text(word, word)


# Statuses (conclusions on one control for one subject), in the order reports list them.
STATUSES: dict[str, Text] = {
    "not_satisfied": Text("不符合", "not satisfied"),
    "partly_satisfied": Text("部分符合", "partly satisfied"),
    "not_stated": Text("未填报", "not stated"),
    "satisfied": Text("符合", "satisfied"),
    "not_applicable": Text("不适用", "not applicable"),
    "not_assessed": Text("未判定（指标值未设定）", "not assessed (threshold unset)"),
}
GAPS = ("not_satisfied", "partly_satisfied", "not_stated")

# The verb that was read in the source; `unread` when none was, `question` when the control only asks.
DUTIES: dict[str, Text] = {
    "shall": Text("应", "shall"),
    "should": Text("宜", "should"),
    "may": Text("可", "may"),
    "unread": Text("未见", "unread"),
    "question": Text("疑点", "question"),
}

# Our own view of the harm, highest first.
SEVERITIES: dict[str, Text] = {
    "high": Text("高", "high"),
    "medium": Text("中", "medium"),
    "low": Text("低", "low"),
}

# Whose a requirement is: of the platform and its operator, of the tenant, or of both.
SIDES: dict[str, Text] = {
    "platform": Text("平台方", "platform"),
    "tenant": Text("使用方", "tenant"),
    "shared": Text("平台方和使用方", "platform and tenant"),
}

# What a profile looks at: one platform, or the platforms of a region beside each other.
SCOPES: dict[str, Text] = {
    "platform": Text("单个平台", "one platform"),
    "region": Text("整个辖区", "a region"),
}

# How a unit of a region was sent in.
SUBMISSIONS: dict[str, Text] = {
    "received": Text("已报送", "received"),
    "unreadable": Text("无法读取", "unreadable"),
    "twice": Text("重复报送", "sent twice"),
    "not_sent": Text("未报送", "not sent"),
}

# The levels of government, highest first.
LEVELS: dict[str, Text] = {
    "central": Text("中央", "central"),
    "province": Text("省", "province"),
    "city": Text("市", "city"),
    "county": Text("县", "county"),
    "township": Text("乡镇", "township"),
    "department": Text("部门", "department"),
}

# How the conclusions of several units on one control become one.
ROLL_UPS: dict[str, Text] = {
    "all": Text("各单位均须符合", "every unit must satisfy it"),
    "worst": Text("取最差单位", "the worst unit decides"),
    "share": Text("符合单位的占比", "the share of units that satisfy it"),
    "weighted": Text("符合单位按权重计的占比", "the share of units that satisfy it, by weight"),
    "quorum": Text("达到规定数量的单位符合", "so many units must satisfy it"),
}

# How the text or the number of a source is known.
MARKS: dict[str, Text] = {
    "clause-seen": Text("已读条文", "clause read"),
    "outline-seen": Text("已读目次", "outline read"),
    "secondary": Text("据二手资料", "secondary source"),
    "derived": Text("推得", "derived"),
    "recalled": Text("凭记忆，未核", "recalled, unverified"),
    "conflict": Text("来源互相矛盾", "sources disagree"),
    "seed": Text("据新闻报道", "news report"),
    "judgement": Text("本项目判断", "our judgement"),
}

# How a term is used.
TERM_STATUSES: dict[str, Text] = {
    "preferred": Text("首选", "preferred"),
    "equivalent": Text("等同", "equivalent"),
    "deprecated": Text("停用", "deprecated"),
}

# What a control of another scheme is to the one that somebody looks at, and how strongly: both are judgements of ours.
RELATIONS: dict[str, Text] = {
    "same_fact": Text("问同一事实", "asks for the same fact"),
    "narrower": Text("只问本项的一部分", "asks for a part of this"),
    "wider": Text("含本项所问，另有所问", "asks for this and more"),
    "related": Text("事项相关，所问不同", "asks something else of the same matter"),
}
STRENGTHS: dict[str, Text] = {
    "strong": Text("强对应", "strong"),
    "partial": Text("部分对应", "partial"),
    "weak": Text("弱对应", "weak"),
}

# What stands behind a value.
SUPPORTS: dict[str, Text] = {
    "declared": Text("自述", "declared"),
    "documented": Text("有证据", "documented"),
    "measured": Text("已实测", "measured"),
}

# The marks in whole sentences, for readers who do not know them: of a text, and of a number.
MARKS_IN_FULL: dict[str, Text] = {
    "clause-seen": Text("读过条文。", "The clause itself was read."),
    "outline-seen": Text(
        "只读过目次、范围或前言，未读条文。", "Only the contents, the scope or the foreword was read, not the clause."
    ),
    "secondary": Text("据二手资料，未读原文。", "Read in a secondary source; the original was not read."),
    "derived": Text("未见印出，系推得。", "Not printed in what was read; derived."),
    "recalled": Text("凭记忆，未核对。", "From memory; not checked."),
    "conflict": Text("来源互相矛盾。", "The sources disagree."),
    "seed": Text("据新闻报道所载事实。", "A fact that a news report states."),
    "judgement": Text("本项目的判断，不出自任何来源。", "This project's own judgement, from no source."),
}

NUMBERS_IN_FULL: dict[str, Text] = MARKS_IN_FULL | {
    "clause-seen": Text("照所读条文印出的编号。", "As it is printed in the clause that was read."),
    "outline-seen": Text("照所读目次等印出的编号。", "As it is printed in what was read."),
}

# What a grading scheme of others is worked out as.
SIMULATION = Text("模拟测算", "simulation")
SIMULATED = Text(
    "模拟测算：按所读到的方案推算，不是任何机构出具的结论。",
    "A simulation: worked out by the scheme as it was read. It is nobody's verdict.",
)

SELF_CHECK = Text(
    "本结果为自查，不替代等级测评和密评。",
    "This is a self-check. It replaces neither 等级测评 (MLPS assessment) nor 密评 (cryptography assessment).",
)


class Unclear(Exception):
    """A written value that cannot be read: what is wrong with it, and how to put it right."""

    def __init__(self, says: Text, fix: Text) -> None:
        super().__init__(says.en)
        self.says = says
        self.fix = fix


class Unmet(Exception):
    """What was asked for cannot be had: what is the case, and what to do."""

    def __init__(self, says: Text, fix: Text) -> None:
        super().__init__(says.en)
        self.says = says
        self.fix = fix
