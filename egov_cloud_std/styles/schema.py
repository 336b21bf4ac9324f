"""The JSON Schema of a style file."""

from ..platforms.schema import Draft, Schema, schema_of
from .reading import record


def style_schema(draft: Draft = "2020-12") -> Schema:
    """The schema of a style file, made from its field table."""
    return schema_of(record(), draft, "版式 / Style")
