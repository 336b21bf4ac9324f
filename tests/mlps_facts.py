"""The tables of one fact sheet on GB/T 22239-2019, and at which levels a scheme asks its controls."""

from facts import FOLDER
from samples import NOW, platform

from egov_cloud_std.assess import assess_platform
from egov_cloud_std.profiles import Profile

SHEET = FOLDER / "mlps-crypto.md"


def table(section: str, first: str) -> list[dict[str, str]]:
    """The rows of the table of a section whose first column is called so, by the names of its columns."""
    text = SHEET.read_text("utf-8").split(f"\n### {section} ")[-1] if "." in section else _whole(section)
    lines = iter(text.split("\n##")[0].splitlines())
    names = next(_cells(line) for line in lines if line.startswith(f"| {first} |"))
    next(lines)  # the line under the names
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(names, _cells(line), strict=True)))
    return rows


def _whole(section: str) -> str:
    return SHEET.read_text("utf-8").split(f"\n## {section}. ")[-1]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def asked_at(profile: Profile, level: int, mobile: object = None) -> list[str]:
    """The controls of a profile that apply to a platform of a level, or may apply, in their order."""
    security = {"protection_level": level} | ({} if mobile is None else {"mobile": mobile})
    found = assess_platform([profile], platform(security=security), NOW)
    return [one.control.id for one in found.conclusions if one.status != "not_applicable"]
