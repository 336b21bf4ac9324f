"""The JSON Schema of a file of waivers."""

from ..platforms.schema import Draft, Schema, schema_of
from .reading import record


def waivers_schema(draft: Draft = "2020-12") -> Schema:
    """The schema of a file of waivers, made from its field table."""
    return schema_of(record(), draft, "风险接受 / Waivers")
