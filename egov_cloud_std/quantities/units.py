"""The units of every dimension. Adding a unit is one line in `UNITS`.

GB is 10⁹ bytes and GiB 2³⁰; a bandwidth counts bits; a duration's month is 30 days and its year 365 days
(ages and expiries are counted on the calendar instead, by `clock`).
"""

from collections.abc import Mapping
from fractions import Fraction

from ..frozen import Frozen
from ..words import Text

DIMENSIONS: dict[str, Text] = {
    "ratio": Text("比率", "a ratio"),
    "duration": Text("时长", "a duration"),
    "data": Text("数据量", "an amount of data"),
    "bandwidth": Text("带宽", "a bandwidth"),
    "rate": Text("速率（每秒次数）", "a rate (times per second)"),
    "distance": Text("距离", "a distance"),
    "money": Text("金额（人民币）", "a sum of money (CNY)"),
    "frequency": Text("频率", "a frequency"),
}

EXAMPLES: dict[str, tuple[str, ...]] = {
    "ratio": ("99.95%", "5‰"),
    "duration": ("30 min", "4 小时", "200 ms"),
    "data": ("500 GB", "2 TiB"),
    "bandwidth": ("10 Gbps", "100 Mbps"),
    "rate": ("20000 IOPS", "5万次/秒"),
    "distance": ("60 km", "500 米"),
    "money": ("37 万元", "120000 元"),
    "frequency": ("2.4 GHz", "50 Hz"),
}

SIGNED = frozenset({"ratio", "money"})  # what may be negative: a change, a balance


class Unit(Frozen):
    """One unit: how many base units it is, how it is shown, how it may be written."""

    dimension: str
    factor: Fraction
    zh: str  # how it is shown after a number; "" when it is only read
    en: str
    names: tuple[str, ...]


def _unit(dimension: str, factor: int | str, names: str, zh: str = "", en: str = "") -> Unit:
    return Unit(dimension, Fraction(factor), zh, en, tuple(names.split("|")))


_DAY = 86400

UNITS: tuple[Unit, ...] = (
    _unit("ratio", "1/100", "%|percent", "%", "%"),
    _unit("ratio", "1/1000", "‰|permille"),
    _unit("duration", "1/1000000", "us|μs|微秒|microsecond|microseconds", " 微秒", " us"),
    _unit("duration", "1/1000", "ms|毫秒|millisecond|milliseconds", " 毫秒", " ms"),
    _unit("duration", 1, "s|秒|秒钟|sec|second|seconds", " 秒", " s"),
    _unit("duration", 60, "min|分钟|分|mins|minute|minutes", " 分钟", " min"),
    _unit("duration", 3600, "h|小时|时|个小时|hr|hrs|hour|hours", " 小时", " h"),
    _unit("duration", _DAY, "d|天|日|day|days", " 天", " d"),
    _unit("duration", 7 * _DAY, "周|星期|week|weeks"),
    _unit("duration", 30 * _DAY, "个月|month|months"),
    _unit("duration", 365 * _DAY, "年|year|years"),
    _unit("data", 1, "B|字节|byte|bytes", " B", " B"),
    _unit("data", 10**3, "KB|kB", " KB", " KB"),
    _unit("data", 10**6, "MB", " MB", " MB"),
    _unit("data", 10**9, "GB", " GB", " GB"),
    _unit("data", 10**12, "TB", " TB", " TB"),
    _unit("data", 10**15, "PB", " PB", " PB"),
    _unit("data", 10**18, "EB", " EB", " EB"),
    _unit("data", 2**10, "KiB|Ki", " KiB", " KiB"),
    _unit("data", 2**20, "MiB|Mi", " MiB", " MiB"),
    _unit("data", 2**30, "GiB|Gi", " GiB", " GiB"),
    _unit("data", 2**40, "TiB|Ti", " TiB", " TiB"),
    _unit("data", 2**50, "PiB|Pi", " PiB", " PiB"),
    _unit("data", 2**60, "EiB|Ei", " EiB", " EiB"),
    _unit("bandwidth", 1, "bps|b/s|bit/s", " bps", " bps"),
    _unit("bandwidth", 10**3, "Kbps|kbps|Kb/s|kb/s|Kbit/s|kbit/s", " Kbps", " Kbps"),
    _unit("bandwidth", 10**6, "Mbps|mbps|Mb/s|Mbit/s", " Mbps", " Mbps"),
    _unit("bandwidth", 10**9, "Gbps|gbps|Gb/s|Gbit/s", " Gbps", " Gbps"),
    _unit("bandwidth", 10**12, "Tbps|tbps|Tb/s|Tbit/s", " Tbps", " Tbps"),
    _unit("bandwidth", 8 * 10**6, "MB/s"),
    _unit("bandwidth", 8 * 10**9, "GB/s"),
    _unit("rate", 1, "次/秒|/s|/秒|次/s|个/秒|条/秒|笔/秒|tps|qps|rps|iops|req/s|requests/s", " 次/秒", " /s"),
    _unit("rate", "1/60", "次/分钟|次/分|/min|/分钟|次/min", " 次/分钟", " /min"),
    _unit("rate", "1/3600", "次/小时|/h|/小时|次/h", " 次/小时", " /h"),
    _unit("rate", "1/86400", "次/天|次/日|/d|/天|/日|次/d"),
    _unit("distance", 1, "m|米|metre|metres|meter|meters", " 米", " m"),
    _unit("distance", 1000, "km|公里|千米|kilometre|kilometres|kilometer|kilometers", " 公里", " km"),
    _unit("money", 1, "元|人民币|yuan|CNY|RMB", " 元", " CNY"),
    _unit("frequency", 1, "Hz|赫兹|赫", " Hz", " Hz"),
    _unit("frequency", 10**3, "kHz|千赫", " kHz", " kHz"),
    _unit("frequency", 10**6, "MHz|兆赫", " MHz", " MHz"),
    _unit("frequency", 10**9, "GHz|吉赫", " GHz", " GHz"),
)

MULTIPLIERS: dict[str, int] = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}

# Where the case of a letter changes the meaning (Mb and MB), a unit is only read as listed.
_EXACT_CASE = frozenset({"data", "bandwidth", "frequency"})


def _tables() -> dict[str, dict[str, Unit]]:
    tables: dict[str, dict[str, Unit]] = {dimension: {} for dimension in DIMENSIONS}
    for unit in UNITS:
        for name in unit.names:
            key = name if unit.dimension in _EXACT_CASE else name.lower()
            tables[unit.dimension][key] = unit
    return tables


_BY_NAME: Mapping[str, Mapping[str, Unit]] = _tables()


def find(dimension: str, name: str) -> Unit | None:
    """The unit of this dimension that is written so."""
    return _BY_NAME[dimension].get(name if dimension in _EXACT_CASE else name.lower())


def dimensions_of(name: str) -> tuple[str, ...]:
    """Every dimension that has a unit written so."""
    return tuple(dimension for dimension in DIMENSIONS if find(dimension, name) is not None)


def near(dimension: str, name: str) -> str:
    """The unit that was meant where only the case of letters differs; "" when there is none."""
    same = [one for one in _BY_NAME[dimension] if one.lower() == name.lower()]
    return same[0] if len(same) == 1 else ""
