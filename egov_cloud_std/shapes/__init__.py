"""What may be written where: a compact field table, and the walk that holds a document against it.

The table is generated from the models; reading a description needs no models and makes no objects of its values.
"""

from .fields import NOTHING, Field, Record, known_by
from .files import NamedFile, attach, named_files
from .holding import hold, hold_items
from .scalars import written
from .table import Table, dumps, load, load_file

__all__ = [
    "NOTHING",
    "Field",
    "NamedFile",
    "Record",
    "Table",
    "attach",
    "dumps",
    "hold",
    "hold_items",
    "known_by",
    "load",
    "load_file",
    "named_files",
    "written",
]
