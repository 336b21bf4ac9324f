"""Results as the `json` format writes them, made up for tests that compare them."""

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from egov_cloud_std.document import read
from egov_cloud_std.region.recorded import Recorded, recorded
from egov_cloud_std.words import SEVERITIES, STATUSES

MOMENTS = ("2026-01-31T00:00:00+08:00", "2026-06-30T00:00:00+08:00", "2026-12-31T00:00:00+08:00")
CONTROLS = {"c1": "p", "c2": "p", "c3": "q", "c4": "q"}
PLACE = {"file": "x.yaml", "line": 3, "column": 5, "end_line": 3, "end_column": 9}


def share(number: int) -> str:
    return f"{number}/10"


def score(low: int, high: int) -> dict[str, Any]:
    """A score of ten controls."""
    filled = 10 - (high - low)
    among = None if not filled else f"{low}/{filled}"
    return {
        "controls": 10,
        "filled_in": share(filled),
        "satisfied_among_decided": among,
        "interval": [share(low), share(high)],
    }


def counts(gaps: int = 0) -> dict[str, Any]:
    """Counts of a unit with so many gaps of each severity."""
    none = dict.fromkeys(STATUSES, 0)
    by_severity = {severity: none | {"not_satisfied": gaps} for severity in SEVERITIES}
    return {"controls": none, "findings": none, "controls_by_severity": by_severity}


def finding(control: str, subject: str = "", status: str = "not_satisfied", **more: Any) -> dict[str, Any]:
    """One finding that is listed."""
    return {
        "control": control,
        "profile": CONTROLS.get(control, "p"),
        "subject": subject,
        "status": status,
        "severity": "high",
        "duty": "shall",
        "requires": {"zh": "要求。", "en": "A requirement."},
        "location": PLACE,
        "waiver": None,
        "known": False,
        "changes_at": None,
        **more,
    }


def asked(name: str, version: str = "1", controls: int = 2) -> dict[str, Any]:
    """A profile that a result names."""
    return {"name": name, "version": version, "digest": f"sha256:{name}{version}", "controls": controls}


def unit(
    name: str,
    *gaps: dict[str, Any],
    digest: str = "sha256:d",
    version: str = "1",
    low: int = 4,
    high: int = 6,
    everything: tuple[dict[str, Any], ...] | None = None,
) -> dict[str, Any]:
    """One unit of a result."""
    profiles = [
        {"name": one, "version": version, "digest": f"sha256:{one}{version}", "counts": counts(), "score": score(0, 10)}
        for one in ("p", "q")
    ]
    found: dict[str, Any] = {
        **dict.fromkeys(("unit", "name"), name),
        "file": f"{name}.yaml",
        "digest": digest,
        "counts": counts(len(gaps)),
        "score": score(low, high),
        "profiles": profiles,
        "gaps": list(gaps),
        "questions": [],
    }
    return found if everything is None else found | {"findings": list(everything)}


def result(
    *units: dict[str, Any],
    as_of: str = MOMENTS[0],
    tool: str = "0.1.0",
    version: str = "1",
    controls: tuple[str, ...] | None = (),
    **more: Any,
) -> dict[str, Any]:
    """A result of single platforms."""
    return {
        "schema": "egov-result/0",
        "tool": {"name": "egov-cloud-std", "version": tool},
        "as_of": as_of,
        "request": None if controls is None else {"controls": list(controls), "shard": ""},
        "profiles": [asked("p", version), asked("q", version)],
        "unread": [],
        "units": list(units),
        **more,
    }


def node(name: str, under: str = "", submission: str = "received", low: int = 4, high: int = 6) -> dict[str, Any]:
    """One unit in the tree of a region."""
    return {"unit": name, "name": name, "under": under, "submission": submission, "scores": {"all": score(low, high)}}


def leaf(of: dict[str, Any], **controls: str) -> dict[str, Any]:
    """What is kept of one unit of a region: its controls with their statuses."""
    by_status: dict[str, list[str]] = {}
    for name, status in controls.items():
        by_status.setdefault(status, []).append(name)
    return {"unit": of["unit"], "digest": of["digest"], "controls": by_status}


def region(*nodes: dict[str, Any], leaves: tuple[dict[str, Any], ...] = (), **more: Any) -> dict[str, Any]:
    """The region of a result."""
    return {
        **dict.fromkeys(("id", "name"), "north"),
        "digest": "sha256:r",
        "weighed_by": "",
        "profiles": [asked("across")],
        "scores": {"all": score(3, 7)},
        "nodes": list(nodes),
        "cells": [{"control": name, "profile": profile} for name, profile in CONTROLS.items()],
        "gaps": [],
        "questions": [],
        "leaves": list(leaves),
        **more,
    }


def taken(data: Any, name: str = "r.json") -> Recorded:
    """A result, read."""
    return recorded(read(json.dumps(data).encode(), name))


def written(path: Path, data: Any) -> Path:
    """A result in a file."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    return path


_FINDINGS = st.lists(
    st.builds(
        finding,
        st.sampled_from([*CONTROLS]),
        st.sampled_from(["", "s[1]", "s[2]"]),
        st.sampled_from(["not_satisfied", "partly_satisfied", "not_stated", "satisfied", "not_applicable"]),
        duty=st.sampled_from(["shall", "question"]),
        known=st.booleans(),
        waiver=st.none() | st.just({"end": "2026-08-31"}),
        changes_at=st.none() | st.sampled_from(MOMENTS),
    ),
    max_size=6,
)


@st.composite
def results(draw: st.DrawFn) -> dict[str, Any]:
    """Results of all kinds."""
    units = []
    for name in draw(st.lists(st.sampled_from("aab"), max_size=3)):
        listed = draw(_FINDINGS)
        gaps = [one for one in listed if one["status"] in ("not_satisfied", "partly_satisfied", "not_stated")]
        whole = tuple(listed) if draw(st.booleans()) else None
        digest, version = draw(st.sampled_from(["sha256:d", "sha256:e"])), draw(st.sampled_from("12"))
        units.append(unit(name, *gaps, digest=digest, version=version, everything=whole))
    more: dict[str, Any] = {}
    if draw(st.booleans()):
        units = [one for index, one in enumerate(units) if one["unit"] not in [each["unit"] for each in units[:index]]]
        status = st.sampled_from([*STATUSES])
        leaves = tuple(leaf(one, **{name: draw(status) for name in CONTROLS}) for one in units if draw(st.booleans()))
        across = [one | {"profile": "across"} for one in draw(_FINDINGS) if one["status"] == "not_satisfied"]
        more["region"] = region(*(node(one["unit"]) for one in units), leaves=leaves, gaps=across)
    return result(
        *units,
        as_of=draw(st.sampled_from(MOMENTS)),
        tool=draw(st.sampled_from(["0.1.0", "0.2.0"])),
        controls=draw(st.sampled_from([None, (), ("c1", "c3")])),
        **more,
    )
