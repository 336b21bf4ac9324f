"""The JSON Schema of `region.yaml`."""

from ..platforms.schema import Draft, Schema, schema_of
from .expected import record


def region_schema(draft: Draft = "2020-12") -> Schema:
    """The schema of a file that names the units of a region, made from its field table."""
    return schema_of(record(), draft, "辖区 / A region")
