"""The typed model of a platform description, one module per area; its usable tree and its published schema.

Reading a description needs no pydantic: the models are for whoever wants typed objects (`Platform.typed`).
"""

from .platform import Platform, describe, record

__all__ = ["Platform", "describe", "record"]
