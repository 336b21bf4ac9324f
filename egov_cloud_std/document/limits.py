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
WORKBOOK_BYTES = 64_000_000
"""Bytes of one workbook (.xlsx), packed: 100,000 rows of a ledger fill about 15 MB."""
WORKBOOK_PARTS = 4_000
"""Files packed into it."""
WORKBOOK_UNPACKED = 400_000_000
"""Bytes of all of them unpacked."""
WORKBOOK_RATIO = 200
"""How often the packed size one of them may unpack to: sheets of alike rows come to about 60."""
WORKBOOK_FREE = 4_000_000
"""Bytes of one that may be packed as tightly as they like."""
WORKBOOK_TAGS = 24_000_000
"""Tags in all of them; a cell with a value has four."""
WORKBOOK_RANGE = 2_000_000
"""Cells that its merged ranges and links cover, for a reader may make an object of each."""
