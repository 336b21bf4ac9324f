"""The description of a platform: the model, the usable tree, the published schema.

Reading a description needs no pydantic: the models are for whoever wants typed objects (`Platform.typed`).
"""

from .platform import Platform, describe, record
from .schema import platform_schema, schema_of

__all__ = ["Platform", "describe", "platform_schema", "record", "schema_of"]
