"""Holds a government cloud platform against the standards, and says where it falls short, at which line, and why.

    from egov_cloud_std import check, render

    result = check(["platform.yaml"])
    print("".join(render(result, "text", "zh")))

The names below are what this library promises to keep; they are imported when they are first used.
"""

import importlib
from typing import TYPE_CHECKING

from ._version import __version__

if TYPE_CHECKING:
    from .assess import Assessment, Finding, Interval, Observation, Remark, Score, assess_platform
    from .assess.changes import NearestChange, nearest_change
    from .assess.explaining import Explanation, explanations
    from .assess.graded import Graded
    from .assess.regional import Regional
    from .assess.results import Result, UnitResult, Unread
    from .document import Document, Place, Problem, Unreadable, read, read_file
    from .gradings import Grading, grade, read_grading
    from .gradings.schema import grading_schema
    from .platforms import Platform, describe
    from .platforms.schema import platform_schema
    from .platforms.skeleton import skeleton
    from .profiles import Control, Profile, read_profile
    from .profiles.schema import overlay_schema, profile_schema
    from .profiles.terms import Term, load_terms
    from .prove import prove_profile
    from .region.merging import merge
    from .region.survey import survey
    from .reports import formats, render
    from .reports._explaining import explained
    from .reports._lacking import Lacking
    from .reports._schema import result_schema
    from .reports._why import why
    from .run import (
        ProfileTrouble,
        WaiverTrouble,
        check,
        load_baseline,
        load_profiles,
        load_waivers,
        read_platform,
    )
    from .run.grading_files import GradingTrouble, load_gradings
    from .run.style_files import StyleTrouble, load_style
    from .styles import Style
    from .styles.schema import style_schema
    from .waivers import Waiver, WaiverFile
    from .words import Text

_HOMES = {
    "assess": ("Assessment", "Finding", "Interval", "Observation", "Remark", "Score", "assess_platform"),
    "assess.changes": ("NearestChange", "nearest_change"),
    "assess.explaining": ("Explanation", "explanations"),
    "assess.graded": ("Graded",),
    "assess.regional": ("Regional",),
    "assess.results": ("Result", "UnitResult", "Unread"),
    "document": ("Document", "Place", "Problem", "Unreadable", "read", "read_file"),
    "gradings": ("Grading", "grade", "read_grading"),
    "gradings.schema": ("grading_schema",),
    "platforms": ("Platform", "describe"),
    "platforms.schema": ("platform_schema",),
    "platforms.skeleton": ("skeleton",),
    "profiles": ("Control", "Profile", "read_profile"),
    "profiles.schema": ("overlay_schema", "profile_schema"),
    "profiles.terms": ("Term", "load_terms"),
    "prove": ("prove_profile",),
    "region.merging": ("merge",),
    "region.survey": ("survey",),
    "reports": ("formats", "render"),
    "reports._explaining": ("explained",),
    "reports._lacking": ("Lacking",),
    "reports._schema": ("result_schema",),
    "reports._why": ("why",),
    "run": (
        "ProfileTrouble",
        "WaiverTrouble",
        "check",
        "load_baseline",
        "load_profiles",
        "load_waivers",
        "read_platform",
    ),
    "run.grading_files": ("GradingTrouble", "load_gradings"),
    "run.style_files": ("StyleTrouble", "load_style"),
    "styles": ("Style",),
    "styles.schema": ("style_schema",),
    "waivers": ("Waiver", "WaiverFile"),
    "words": ("Text",),
}
_HOME = {name: room for room, names in _HOMES.items() for name in names}

__all__ = [
    "Assessment",
    "Control",
    "Document",
    "Explanation",
    "Finding",
    "Graded",
    "Grading",
    "GradingTrouble",
    "Interval",
    "Lacking",
    "NearestChange",
    "Observation",
    "Place",
    "Platform",
    "Problem",
    "Profile",
    "ProfileTrouble",
    "Regional",
    "Remark",
    "Result",
    "Score",
    "Style",
    "StyleTrouble",
    "Term",
    "Text",
    "UnitResult",
    "Unread",
    "Unreadable",
    "Waiver",
    "WaiverFile",
    "WaiverTrouble",
    "__version__",
    "assess_platform",
    "check",
    "describe",
    "explained",
    "explanations",
    "formats",
    "grade",
    "grading_schema",
    "load_baseline",
    "load_gradings",
    "load_profiles",
    "load_style",
    "load_terms",
    "load_waivers",
    "merge",
    "nearest_change",
    "overlay_schema",
    "platform_schema",
    "profile_schema",
    "prove_profile",
    "read",
    "read_file",
    "read_grading",
    "read_platform",
    "read_profile",
    "render",
    "result_schema",
    "skeleton",
    "style_schema",
    "survey",
    "why",
]


def __getattr__(name: str) -> object:
    room = _HOME.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f".{room}", __name__), name)
    globals()[name] = value
    return value
