"""Reads YAML, JSON, CSV or workbooks from untrusted hands.

The room's promise: what is read is plain data (dicts, lists, texts, numbers, flags, `None`) that stays what was written;
every value knows its place, from start to end; hostile or damaged input ends in one clear `Unreadable` with its place,
and soon. Nothing in a document is ever run, fetched or followed.
"""

from .files import digest_file, read_bytes, read_file
from .limits import LIMITS, Limits
from .places import Place, Problem, Unreadable, Unusable
from .reading import Document, Form, read
from .values import Number, Path, Value
from .width import caret, display_width, window

__all__ = [
    "LIMITS",
    "Document",
    "Form",
    "Limits",
    "Number",
    "Path",
    "Place",
    "Problem",
    "Unreadable",
    "Unusable",
    "Value",
    "caret",
    "digest_file",
    "display_width",
    "read",
    "read_bytes",
    "read_file",
    "window",
]
