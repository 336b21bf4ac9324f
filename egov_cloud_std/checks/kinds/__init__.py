"""The kinds of question, one family per file. A kind that is laid in this folder is found by itself."""

import importlib

from ...laid import laid_in
from ..kind import Kind


def _found() -> dict[str, type[Kind]]:
    kinds: dict[str, type[Kind]] = {}
    for module in laid_in(__path__):
        for value in vars(importlib.import_module(f"{__name__}.{module}")).values():
            if isinstance(value, type) and Kind in value.__mro__:
                name: str = getattr(value, "name", "")
                if name:
                    kinds[name] = value
    return kinds


KINDS: dict[str, type[Kind]] = _found()
