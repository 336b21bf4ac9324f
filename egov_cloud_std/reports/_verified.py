"""A result beside the same made anew: in what they differ, and why, as far as digests tell."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..words import Text

Entry = Mapping[str, Any]
FEW = 10  # places named where conclusions differ


def differences(stored: Entry, anew: Entry) -> Iterator[Text]:
    """What differs between a result as it is stored and as it comes out now; nothing where they are the same.

    Causes first: the version of the tool, profiles, waivers, the baseline, descriptions and the region's file. Where no
    cause explains it, the places of the result are named that differ: somebody changed the result.
    """
    causes = list(_causes(stored, anew))
    yield from causes
    found = [] if causes else list(_places(stored, anew, ""))
    for place in found[:FEW]:
        yield Text(f"结果中 {place} 与重新检查得出的不同", f"{place} in the result is not what comes out now")
    if len(found) > FEW:
        yield Text(f"另有 {len(found) - FEW} 处不同", f"{len(found) - FEW} more places differ")


def _causes(stored: Entry, anew: Entry) -> Iterator[Text]:
    before, now = stored["tool"]["version"], anew["tool"]["version"]
    if before != now:
        yield Text(f"工具版本：当时为 {before}，现为 {now}", f"the version of the tool was {before} and is {now}")
    yield from _digests("检查标准", "profile", _by(stored["profiles"], "name"), _by(anew["profiles"], "name"))
    yield from _digests("风险接受文件", "waiver file", _by(stored["waivers"], "file"), _by(anew["waivers"], "file"))
    yield from _digests("描述", "description", _by(stored["units"], "file"), _by(anew["units"], "file"))
    baselines = ({one["file"]: one["digest"]} if one else {} for one in (stored["baseline"], anew["baseline"]))
    yield from _digests("基线", "baseline", *baselines)
    regions = [one["region"] for one in (stored, anew) if one.get("region") is not None]
    if len(regions) == 2:
        profiles, files = (
            [_by(each["profiles"], "name") for each in regions],
            [{each["file"]: each["digest"]} for each in regions],
        )
        yield from _digests("辖区检查标准", "regional profile", *profiles)
        yield from _digests("辖区文件", "region file", *files)
    unread = [{each["file"] for each in one["unread"]} for one in (stored, anew)]
    for file in sorted(unread[1] - unread[0]):
        yield Text(f"{file} 现在无法读取", f"{file} cannot be read now")


def _by(entries: Any, key: str) -> dict[str, str]:  # noqa: ANN401 - lists of a JSON result
    return {str(one[key]): str(one["digest"]) for one in entries}


def _digests(zh: str, en: str, stored: Mapping[str, str], anew: Mapping[str, str]) -> Iterator[Text]:
    for name in sorted({*stored, *anew}):
        if name not in anew:
            yield Text(f"{zh} {name} 现在没有", f"{en} {name} is not there now")
        elif name not in stored:
            yield Text(f"{zh} {name} 当时没有", f"{en} {name} was not there then")
        elif stored[name] != anew[name]:
            yield Text(f"{zh} {name} 已改动（摘要不同）", f"{en} {name} has changed (another digest)")


def _places(stored: object, anew: object, at: str) -> Iterator[str]:
    """The places at which two pieces of JSON differ."""
    match stored, anew:
        case dict(), dict():
            for key in sorted({*stored, *anew}):
                inner = f"{at}.{key}" if at else str(key)
                if key not in stored or key not in anew:
                    yield inner
                else:
                    yield from _places(stored[key], anew[key], inner)
        case list(), list() if len(stored) == len(anew):
            for index, (one, other) in enumerate(zip(stored, anew, strict=True)):
                yield from _places(one, other, f"{at}[{index}]")
        case _:
            if stored != anew:
                yield at
