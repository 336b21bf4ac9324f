"""Regions: `egov-check FOLDER`."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..assess.results import Result
from ..profiles import Profile
from ..region.survey import Shard, Ways, survey
from ..words import Text
from .asked import Arguments, Misused

if TYPE_CHECKING:
    from .commands import Asked


def surveyed(chosen: Arguments, profiles: Sequence[Profile], asked: "Asked") -> Result:
    """The result of the region in the folder that is named."""
    return survey(
        Path(chosen.paths[0]),
        profiles,
        earlier=_earlier(chosen.earlier),
        shard=_shard(chosen.shard),
        ways=Ways(jobs=chosen.jobs, remember=not chosen.no_cache),
        **asked,
    )


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


def _earlier(path: str | None) -> Sequence[dict[str, object]]:
    if path is None:
        return ()
    from ..region.earlier import earlier_figures  # most runs compare with nothing

    return earlier_figures(Path(path))
