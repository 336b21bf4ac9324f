"""What a ledger has in its columns, in which words, and what people choose from."""

from ..frozen import Frozen
from ..words import Text

SHEET = Text("整改台账", "Rectification ledger")


class Column(Frozen):
    """One column of a ledger."""

    key: str
    title: Text
    width: int  # in digits
    kind: str = "ours"  # "ours"; of what people fill in "typed", "date", "choice"; "hidden"
    choices: tuple[Text, ...] = ()


PROGRESS = (
    Text("立行立改", "at once"),
    Text("限期整改", "by a deadline"),
    Text("整改中", "in progress"),
    Text("已完成待复核", "done, to be verified"),
    Text("复核通过（销号）", "verified and closed"),
    Text("整改延期", "extended"),
)
CLOSED = PROGRESS[4]
VERDICTS = (Text("通过", "passed"), Text("不通过", "not passed"))
YES_NO = (Text("是", "yes"), Text("否", "no"))

COLUMNS = (
    Column("number", Text("编号", "No."), 5),
    Column("state", Text("本次核查", "This check"), 12),
    Column("origin", Text("来源", "Found in"), 11),
    Column("unit", Text("单位", "Unit"), 11),
    Column("control", Text("检查项", "Control"), 13),
    Column("clause", Text("标准条款", "Clause"), 16),
    Column("problem", Text("问题描述", "Problem"), 36),
    Column("severity", Text("风险等级", "Severity"), 8),
    Column("evidence", Text("证据编号", "Evidence"), 9),
    Column("asset", Text("关联资产/系统", "Asset or system"), 14),
    Column("advice", Text("整改建议", "Advice"), 28),
    Column("grave", Text("重大隐患", "Grave"), 6, "choice", YES_NO),
    Column("body", Text("责任单位", "Responsible body"), 11, "typed"),
    Column("leader", Text("责任领导", "Leader in charge"), 9, "typed"),
    Column("owner", Text("责任人", "Owner"), 8, "typed"),
    Column("measure", Text("整改措施", "Measure"), 22, "typed"),
    Column("deadline", Text("整改时限", "Deadline"), 11, "date"),
    Column("money", Text("整改资金", "Money"), 9, "typed"),
    Column("progress", Text("状态", "Status"), 11, "choice", PROGRESS),
    Column("done", Text("完成时间", "Done on"), 11, "date"),
    Column("unfinished", Text("未完成原因", "Why not done"), 13, "typed"),
    Column("verifier", Text("复核人/验收人", "Verified by"), 9, "typed"),
    Column("verified", Text("复核时间", "Verified on"), 11, "date"),
    Column("verdict", Text("复核结论", "Verdict"), 8, "choice", VERDICTS),
    Column("closed", Text("销号时间", "Closed on"), 11, "date"),
    Column("notes", Text("备注", "Notes"), 14, "typed"),
    Column("fingerprint", Text("指纹", "Fingerprint"), 26, "hidden"),
    Column("profile", Text("检查标准标识", "Profile id"), 12, "hidden"),
    Column("unit_id", Text("单位标识", "Unit id"), 12, "hidden"),
    Column("seal", Text("校验", "Seal"), 12, "hidden"),
    Column("batch", Text("批次", "Batch"), 20, "hidden"),
    Column("written", Text("上次所写", "Last written"), 20, "hidden"),
)
BY_KEY = {one.key: one for one in COLUMNS}

STATES = {
    "first": Text("", ""),
    "new": Text("新增：", "new: "),
    "still": Text("仍存在：", "still there: "),
    "back": Text("重新出现：", "back again: "),
    "gone": Text("本次已不再发现，待复核", "no longer found, to be verified"),
    "settled": Text("本次未再发现，已销号", "not found again, closed"),
    "edited": Text("指纹被改动，未核对", "fingerprint edited, not compared"),
}
"""How an entry stands beside the newest result; the status of the gap follows where there is one."""
IN_LEDGER = ("not_satisfied", "partly_satisfied")
"""What a ledger takes up: what is wrong. What is not stated is not put right but filled in."""
FOUND = ("first", "new", "still", "back")
TWICE = Text("（行有重复）", " (row copied)")
NOTE = Text(
    "浅黄色表头由人填写，灰色表头由程序写。勿删右侧隐藏列：下次用 egov-check ledger update 据以接续。",
    "Yellow headings are for you to fill in, grey ones for the program. Keep the hidden columns at the right: "
    "egov-check ledger update goes by them.",
)


def heading(day: str, first: bool) -> Text:
    """What the head of a ledger says: of which result it speaks, and how it is kept."""
    if first:
        said = Text(f"按 {day} 的自查结果编制。", f"Made from the self-check as of {day}. ")
    else:
        said = Text(
            f"已按 {day} 的自查结果更新；其他工作表仍是编制时的结果。",
            f"Brought up to the self-check as of {day}; the other sheets are as they were when it was made. ",
        )
    return Text(said.zh + NOTE.zh, said.en + NOTE.en)
