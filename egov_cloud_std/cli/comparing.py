"""Over time: what lapses ahead (`forecast`), how results move (`trend`), what changed between two (`diff`)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .. import clock
from ..profiles import Profile
from ..words import Text, Unclear
from . import exit_codes
from .asked import Arguments, Misused
from .output import write

if TYPE_CHECKING:
    from ..region.forecasting import Forecast
    from .commands import Asked


def forecast(chosen: Arguments, profiles: Sequence[Profile], asked: "Asked", target: Path | None) -> "Forecast":
    """`egov-check forecast PERIOD PATH…`."""
    from ..region.forecasting import forecast as ahead
    from ..region.survey import Ways
    from ..reports import _forecast as words

    try:
        period = clock.parse_period(chosen.period)
    except Unclear as error:
        raise Misused(error.says, error.fix) from None
    progress = asked["progress"]
    try:
        found = ahead(
            chosen.paths,
            period,
            profiles,
            as_of=asked["as_of"],
            controls=asked["controls"],
            profile_versions=asked["profile_versions"],
            waivers=asked["waivers"],
            progress=progress,
            ways=Ways(jobs=chosen.jobs),
        )
    finally:
        progress.close()
    write(_form(chosen, words.as_text(found, chosen.lang, chosen.all), words.as_json(found)), target)
    return found


def _form(chosen: Arguments, text: Iterator[str], data: Iterator[str]) -> Iterator[str]:
    """What is printed, in the form that was asked for last."""
    return data if chosen.format and chosen.format[-1] == "json" else text


def trend(chosen: Arguments, target: Path | None) -> int:
    """`egov-check trend OLD… NEW`."""
    from ..region.recorded import read_recorded
    from ..region.trending import trend as through
    from ..reports import _trend as words

    if len(chosen.paths) < 2:
        raise Misused(
            Text("只写了一个结果", "there is only one result"),
            Text("写出两个以上结果文件。", "Name two results or more."),
        )
    found = through([read_recorded(path) for path in chosen.paths])
    write(_form(chosen, words.as_text(found, chosen.lang, chosen.all), words.as_json(found)), target)
    return exit_codes.FINE


def diff(chosen: Arguments, target: Path | None) -> int:
    """`egov-check diff OLD NEW`."""
    from ..region.differing import compare
    from ..region.recorded import read_recorded
    from ..reports import _diff as words

    old, new = (read_recorded(path) for path in chosen.paths)
    found = compare(old, new)
    write(_form(chosen, words.as_text(found, chosen.lang, chosen.all), words.as_json(found)), target)
    return exit_codes.FINE
