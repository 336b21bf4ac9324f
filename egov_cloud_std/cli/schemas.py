"""The published JSON Schemas, by the kind of file."""

from typing import Any, Literal, cast

from ..gradings.schema import grading_schema
from ..platforms.schema import platform_schema
from ..profiles.schema import overlay_schema, profile_schema
from ..region.schema import region_schema
from ..reports._schema import result_schema
from ..run.settings import settings_schema
from ..styles.schema import style_schema
from ..waivers.schema import waivers_schema

Draft = Literal["2020-12", "7"]


def schema(name: str, draft: str) -> dict[str, Any]:
    """The JSON Schema of platform, profile, overlay, grading, result, region, settings, style or waiver files."""
    which = cast(Draft, draft)
    match name:
        case "profile":
            return profile_schema(which)
        case "overlay":
            return overlay_schema(which)
        case "grading":
            return grading_schema(which)
        case "result":
            return result_schema(which)
        case "style":
            return style_schema(which)
        case "waivers":
            return waivers_schema(which)
        case "region":
            return region_schema(which)
        case "settings":
            return settings_schema(which)
        case _:
            return platform_schema(which)
