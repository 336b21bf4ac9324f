"""What formats that are made of lines say about gaps that fail no run: waivers, and a baseline."""

from collections.abc import Iterator

from ..assess.baseline import Compared
from ..assess.findings import Finding
from ..words import Lang, Text
from ._lines import clean, where

FEW = 15  # stale entries shown


def excused(finding: Finding, lang: Lang) -> Iterator[str]:
    """Who has accepted a gap, and whether it was known before."""
    waiver = finding.waiver
    if waiver is not None:
        reason, approver = clean(waiver.reason), clean(waiver.approver)
        yield Text(
            f"风险接受：{reason}（{approver}，{waiver.start} 至 {waiver.end}，{where(waiver.place)}）",
            f"waived: {reason} ({approver}, {waiver.start} to {waiver.end}, {where(waiver.place)})",
        ).in_(lang)
    if finding.known:
        yield Text("基线：已知问题，不影响退出码", "baseline: known before; it has no say in the exit code").in_(lang)


def briefly(finding: Finding, lang: Lang) -> str:
    """The same behind a line."""
    if finding.waiver is not None:
        return Text(f"（风险接受至 {finding.waiver.end}）", f" (waived until {finding.waiver.end})").in_(lang)
    return Text("（基线已有）", " (in the baseline)").in_(lang) if finding.known else ""


def beside_baseline(compared: Compared, lang: Lang, everything: bool) -> Iterator[str]:
    """How a run differs from its baseline."""
    baseline, number = compared.baseline, len(compared.stale)
    yield Text(
        f"基线 {clean(baseline.file)}（时点 {clean(baseline.as_of)}）：已知问题 {compared.known} 项不影响退出码，"
        f"新增 {compared.new} 项，已消除 {number} 项",
        f"baseline {clean(baseline.file)} (as of {clean(baseline.as_of)}): {compared.known} known gaps passed over, "
        f"{compared.new} new, {number} stale",
    ).in_(lang)
    shown = compared.stale if everything else compared.stale[:FEW]
    for one in shown:
        subject = clean(one.subject) or Text("整个平台", "the platform").in_(lang)
        yield Text(
            f"  已消除 {clean(one.control)}：{clean(one.unit)}，{subject}",
            f"  stale {clean(one.control)}: {clean(one.unit)}, {subject}",
        ).in_(lang)
    if number > len(shown):
        more = number - len(shown)
        yield Text(f"  … 另有 {more} 项（--all 全部列出）", f"  … {more} more (--all lists them)").in_(lang)
    if number:
        yield Text("  重新生成基线即可去掉已消除的条目。", "  Make the baseline again to drop what is stale.").in_(lang)
    yield ""
