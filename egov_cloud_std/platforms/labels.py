"""What fields and their choices are called in a sheet, for people who never see the words of the YAML.

A field's Chinese says its choices after a colon, in their order: `层级：中央、省、市`. Where it does not, the choice has
its word here.
"""

import re
import unicodedata
from functools import lru_cache

from ..shapes import Field
from ..words import Text

YES, NO = Text("是", "yes"), Text("否", "no")
NONE = Text("无", "none")
YES_WORDS = frozenset({"是", "有", "yes", "y", "true", "on", "√", "✓", "✔"})
NO_WORDS = frozenset({"否", "无", "没有", "no", "n", "false", "off", "×", "✗", "✘"})
NONE_WORDS = frozenset({"无", "没有", "不涉及", "none", "[]"})
_IDLE = re.compile(r"[\W_]+")

CHOICES: dict[str, str] = {
    "acceptance": "验收", "acceptance_and_delivery": "受理交付", "account_change": "账户变更", "acl_change": "访问控制变更",
    "annexes": "附录", "application": "应用", "at_least": "不低于", "at_most": "不高于", "automatic": "自动",
    "basically_conforms": "基本符合", "batch": "定时批量", "carried": "由承载平台提供", "central": "中央",
    "certificate": "证书", "city": "市", "compatibility": "兼容性", "compute": "计算", "conclusion": "结论",
    "configuration": "配置", "conforms": "符合", "contract": "合同", "counted": "计入", "county": "县", "cpu": "处理器",
    "data": "数据", "database": "数据库", "department": "部门", "device": "设备", "differential": "差异",
    "disaster_recovery": "灾备", "does_not_conform": "不符合", "enterprise": "企业", "evaluation": "总体评价",
    "excellent": "优", "failed": "未通过", "fair": "中", "file": "文件", "full": "全量", "function": "功能", "good": "良",
    "government": "政府", "half_year": "半年", "image_change": "镜像变更", "incremental": "增量",
    "information_resources": "信息资源", "infrastructure": "基础设施", "integration": "集成测试",
    "interconnection": "互联互通", "level_change": "级别变化", "line": "线路", "live_query": "实时查询", "log": "日志",
    "major_change": "重大变更", "manual": "手动", "maximum": "最大值", "mean": "平均值", "media": "介质", "memory": "内存",
    "minimum": "最小值", "mobile_law_enforcement": "移动执法", "mobile_office": "移动办公", "month": "月",
    "network": "网络", "none": "无", "not_counted": "不计入", "object": "被测对象", "on_site": "现场", "operation": "运行",
    "operations": "运维", "other": "其他", "overall_assessment": "整体测评", "overview": "项目概述", "own": "自有",
    "p95": "95 百分位", "p99": "99 百分位", "partly_passed": "部分通过", "passed": "通过", "percentile_95": "95 百分位",
    "percentile_99": "99 百分位", "performance": "性能", "physical": "物理隔离", "plan": "方案", "platform": "平台",
    "platform_services": "平台服务", "pool": "资源池", "poor": "差", "province": "省", "public": "公众",
    "public_service": "面向公众的服务", "quarter": "季", "rate": "比率", "real_time": "实时", "record": "记录",
    "rectification_advice": "整改建议", "reliability": "可靠性", "remote": "远程", "rented": "租用", "replication": "复制",
    "risk_analysis": "风险分析", "scan": "扫描", "screenshot": "截图", "security": "安全", "service": "服务",
    "share": "比例", "site": "机房", "snapshot": "快照", "snapshot_delete": "快照删除", "software_support": "软件支撑",
    "storage": "存储", "summary": "首页", "switching": "切换", "system": "系统", "test_report": "测试报告", "total": "总量",
    "township": "乡镇", "unit": "单元测试", "unit_results": "单项结果", "user_acceptance": "用户验收测试",
    "vlan": "VLAN", "vm": "虚拟机", "vm_create": "虚拟机创建", "vm_delete": "虚拟机删除", "vm_restart": "虚拟机重启",
    "vm_stop": "虚拟机停止", "vpc": "VPC", "vpn": "VPN", "vrf": "VRF", "vxlan": "VXLAN", "year": "年",
}  # fmt: skip


@lru_cache(maxsize=4096)
def label(field: Field) -> Text:
    """What a field is called; its choices are in the drop-down."""
    head, colon, rest = field.zh.partition("：")
    return Text(head if colon and _listed(field, rest) else field.zh, field.en)


@lru_cache(maxsize=4096)
def choices(field: Field) -> tuple[tuple[str, Text], ...]:
    """The choices of a field or of the members of a set, each with what it is called."""
    of = field.item or field
    told = _listed(field, field.zh.partition("：")[2] or field.zh)
    english = [one.replace("_", " ") for one in of.choices]
    chinese = told or [CHOICES.get(one, one) for one in of.choices]
    return tuple(zip(of.choices, map(Text, chinese, english), strict=True))


def alike(text: str) -> str:
    """A label without what people write differently: width, case, blanks, punctuation."""
    return _IDLE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _listed(field: Field, rest: str) -> list[str]:
    of = field.item or field
    said = rest.split("、") if rest else []
    return said if of.choices and len(said) == len(of.choices) and len(set(said)) == len(said) else []
