"""How much of a document is read before it is refused.

Each cap has an error code of its own: `too_many_bytes`, `too_deep`, `too_many_nodes`, `scalar_too_long`, `too_many_digits`.
"""

from ..frozen import Frozen


class Limits(Frozen):
    """The caps on one document; 100,000 resources fill about a third of each."""

    bytes: int = 256_000_000
    depth: int = 100
    """Mappings and lists inside one another."""
    nodes: int = 20_000_000
    """Values with every alias and merge written out. A key or a scalar counts one, a collection two."""
    scalar: int = 1_000_000
    """Characters of one text, key or number."""
    digits: int = 100
    """Digits of a number, exponent written out: `1e999999999` is short to write and fills the memory of whoever adds one."""


LIMITS = Limits()
ARTEFACT_BYTES = 1 << 32
"""Bytes of one artefact whose digest is worked out: a sparse file is short to make and takes hours to read."""
DOCUMENT_BYTES = 32_000_000
"""Bytes of one document that is read for its wording; most of a Word file are its pictures."""
DOCUMENT_CHARACTERS = 10_000_000
"""Characters of its text: a shelf of books."""
DOCUMENT_LINES = 400_000
"""Lines of its text, or paragraphs."""
