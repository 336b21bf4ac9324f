"""How the conclusions of units become one, and what a carried unit takes over, in words."""

from ..profiles.controls import RollUp
from ..words import ROLL_UPS, Text

# What a unit whose platform is carried by another one has of that one, by whose a requirement is.
_CARRIED = {
    "platform": Text(
        "由其他平台承载的单位，承载平台的等级测评报告对其有效的，沿用承载平台的结论，有问题的也沿用；本单位自身的问题仍是问题。",
        "A unit that is carried by another platform takes over the conclusion on that platform, a gap included, where the "
        "level assessment of that platform is valid for the unit; a gap of its own stays.",
    ),
    "tenant": Text(
        "由其他平台承载的单位不沿用承载平台的结论，由本单位自行填报。",
        "A unit that is carried by another platform takes nothing over: it answers for itself.",
    ),
    "shared": Text(
        "由其他平台承载的单位，本单位和承载平台都符合，才算符合。",
        "Of a unit that is carried by another platform, both the unit and that platform must satisfy it.",
    ),
}


def rolled_up(of: RollUp) -> Text:
    """How conclusions become one, a quorum with its number."""
    if of.strategy != "quorum":
        return ROLL_UPS[of.strategy]
    units = of.units
    many = f"{units} of the units" if units.endswith("%") else f"{units} unit{'' if units == '1' else 's'}"
    return Text(f"不少于 {units} {'的' if units.endswith('%') else '个'}单位须符合", f"at least {many} must satisfy it")


def in_a_region(side: str, of: RollUp) -> tuple[Text, Text]:
    """What becomes of a control in a region: for a unit that is carried, and over all units."""
    said = rolled_up(of)
    return _CARRIED[side], Text(f"汇总方式：{said.zh}。", f"Over the units of a region: {said.en}.")
