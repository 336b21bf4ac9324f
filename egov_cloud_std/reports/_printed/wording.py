"""The sentences that stand in every printed report, whatever it found."""

from ...assess.results import Result, UnitResult
from ...words import Lang, Text
from .._lines import clean

TITLE = Text("政务云平台自查报告", "Self-check report on a government cloud platform")
REGION_TITLE = Text("政务云平台辖区自查报告", "Self-check report on the government cloud platforms of a region")
NOTHING = Text("不涉及。", "None.")

LEVELS = {
    "central": Text("中央", "central"),
    "province": Text("省级", "province"),
    "city": Text("市级", "city"),
    "county": Text("县级", "county"),
    "township": Text("乡镇级", "township"),
    "department": Text("部门", "department"),
}

# On the cover and in the statement alike.
REPLACES_NOTHING = Text(
    "本报告为自查报告，不替代网络安全等级保护测评（等级测评）和商用密码应用安全性评估（密评）。",
    "This is a self-check. It replaces neither the MLPS assessment (等级测评) nor the assessment of the use of cryptography (密评).",
)

STATEMENT = (
    REPLACES_NOTHING,
    Text(
        "本报告不是任何机构出具的结论，不作为评级、评优、处罚或付款的依据。",
        "It is nobody's verdict, and no ground for grades, awards, penalties or payments.",
    ),
    Text(
        "结论只针对平台描述中填写的内容。除注明有证据的以外，所填内容均为填报单位自述，未经现场核实。",
        "Its conclusions are on what the description states. Unless evidence is named, that is the word of whoever filled it in, and was not verified on site.",
    ),
    Text(
        "未填报不等于符合：没有填写的内容一律不计为符合。",
        "Silence is never a pass: what is not stated is never counted as satisfied.",
    ),
    Text(
        "要求以本工具自己的文字写成，不是标准原文；各项依据如何得知，逐项注明。",
        "Requirements are in this tool's own words, never those of a standard; how each source is known is said beside it.",
    ),
    Text(
        "严重程度是本工具的看法，不出自任何来源。",
        "Severity is this tool's own view, from no source.",
    ),
    Text("本工具不用于涉密信息系统。", "The tool is not for classified systems."),
)

METHOD = (
    Text(
        "填报单位用结构化文件描述平台，本工具逐项与检查标准核对，指出不符合之处、所在行、依据和整改办法。",
        "The platform is described in a structured file. The tool holds it against the profiles, control by control, and says where it falls short, at which line, why, and what to do.",
    ),
    Text(
        "判定只有固定的若干种问法，同样的输入得到同样的结果；凡涉及时间的，都以自查时点为准。",
        "There is a closed set of questions; the same input gives the same result. Whatever depends on time is judged at the moment of the check.",
    ),
)

DEFINITIONS: tuple[tuple[Text, Text], ...] = (
    (Text("符合", "satisfied"), Text("要求全部成立。", "Everything that is required holds.")),
    (Text("部分符合", "partly satisfied"), Text("要求有的成立，有的不成立。", "Some of it holds and some does not.")),
    (Text("不符合", "not satisfied"), Text("没有成立的，且有不成立的。", "Nothing holds, and something is false.")),
    (
        Text("未填报", "not stated"),
        Text(
            "没有不成立的，但有内容未填写，无法判定。",
            "Nothing is false, but something is missing, so it cannot be decided.",
        ),
    ),
    (
        Text("不适用", "not applicable"),
        Text(
            "适用条件不成立，或填报单位主张不适用并写明理由。",
            "A condition is known to be false, or a claim with its reason says so.",
        ),
    ),
    (
        Text("未判定", "not assessed"),
        Text("所需指标值没有设定。", "The control asks for a threshold that nobody has set."),
    ),
    (Text("问题", "problem"), Text("不符合和部分符合的检查结果。", "A finding that is not, or partly, satisfied.")),
    (
        Text("疑点", "question"),
        Text(
            "提请核实的事项，不是问题，不计入得分。",
            "Something to check with whoever filled in the description; in no score.",
        ),
    ),
    (
        Text("填报率", "filled in"),
        Text(
            "适用检查项中已能判定的占比，每个检查项权重相同。",
            "The share of what applies that can be decided; every control weighs the same.",
        ),
    ),
    (
        Text("已判定项符合率", "satisfied among decided"),
        Text("已能判定的内容中符合的占比。", "The share of what is decided that is satisfied."),
    ),
    (
        Text("得分区间", "score interval"),
        Text(
            "下限为已确认符合的占比，上限为未填报内容全部符合时的占比；部分符合不计分。",
            "From what is satisfied to what would be if all that is not stated were; partly satisfied counts nothing.",
        ),
    ),
)


def title_of(result: Result) -> Text:
    """The title of the report: of platforms, or of a region."""
    return TITLE if result.region is None else REGION_TITLE


def name_of(unit: UnitResult) -> str:
    """The name of a platform, else its id, else the file."""
    return clean(unit.name) or clean(unit.unit) or clean(unit.file)


def level_of(level: str, lang: Lang) -> str:
    """A level of government in words; as it was written where it is none that is known."""
    known = LEVELS.get(level)
    return clean(level) if known is None else known.in_(lang)
