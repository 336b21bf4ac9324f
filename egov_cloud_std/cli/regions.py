"""Regions: `egov-check FOLDER`."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..assess.results import Result
from ..document import read_file
from ..profiles import Profile
from ..region.survey import Shard, Ways, survey
from ..words import Text
from .asked import Arguments, Misused

if TYPE_CHECKING:
    from ..region.recorded import Recorded
    from .commands import Asked


def surveyed(chosen: Arguments, profiles: Sequence[Profile], asked: "Asked") -> Result:
    """The result of the region in the folder that is named."""
    figures, earlier = _earlier(chosen.earlier)
    result = survey(
        Path(chosen.paths[0]),
        profiles,
        earlier=figures,
        shard=_shard(chosen.shard),
        ways=Ways(jobs=chosen.jobs, remember=not chosen.no_cache),
        **asked,
    )
    return _with_trend(result, earlier, chosen)


def merged(chosen: Arguments, profiles: Sequence[Profile]) -> Result:
    """The results that are named, as one. Raises `Misused` where they do not belong together."""
    from ..region.expected import read_region
    from ..region.merging import Differing, merge
    from ..region.survey import load_regional

    across = () if any(one.scope == "region" for one in profiles) else load_regional()
    figures, earlier = _earlier(chosen.earlier)
    try:
        result = merge(
            chosen.paths,
            (*profiles, *across),
            region=None if chosen.region is None else read_region(Path(chosen.region)),
            earlier=figures,
            accept=chosen.accept_differences,
        )
    except Differing as error:
        zh, en = ("；".join(one.zh for one in error.differences), "; ".join(one.en for one in error.differences))
        raise Misused(
            Text(f"这些结果不能直接合并：{zh}", f"these results do not belong together: {en}"),
            Text(
                "按同一标准和时点重新检查；确需合并的加 --accept-differences，差异会写进报告。",
                "Check again by the same profiles and moment; or accept it with --accept-differences, and every report says so.",
            ),
        ) from None
    return _with_trend(result, earlier, chosen)


def _with_trend(result: Result, earlier: "Recorded | None", chosen: Arguments) -> Result:
    """The result with its trend since the one that `--earlier` names."""
    if earlier is None:
        return result
    from ..region.trending import beside  # most runs compare with nothing

    return beside(result, earlier, chosen.shard or "")


def _shard(text: str | None) -> Shard | None:
    if text is None:
        return None
    found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise Misused(
            Text(f"--shard {text} 不是 第几份/共几份", f"--shard {text} is not N/M"),
            Text("写成 --shard 3/16。", "Write --shard 3/16."),
        )
    return Shard(int(found[1]), int(found[2]))


def _earlier(path: str | None) -> "tuple[Sequence[dict[str, object]], Recorded | None]":
    """The figures of the result that `--earlier` names, and what it says of its units; before anything is checked."""
    if path is None:
        return (), None
    from ..region.earlier import earlier_figures  # most runs compare with nothing
    from ..region.recorded import recorded

    document = read_file(Path(path))
    return earlier_figures(document), recorded(document)
