"""Exact quantities with units: `99.95%`, `4 小时`, `≤30min`, `5万次/秒`.

A quantity is an interval of exact fractions in the base unit of its dimension; a plain value is an interval of one
point. A comparison is decided only if it is decided for all of the interval. Nothing here is rounded.
"""

from ..words import Unclear
from .amounts import Quantity, add, at_least, at_most, equals, less_than, more_than, ratio, subtract, times
from .reading import parse, parse_count, parse_number
from .showing import exact_text, exact_words, show
from .units import DIMENSIONS, EXAMPLES

__all__ = [
    "DIMENSIONS",
    "EXAMPLES",
    "Quantity",
    "Unclear",
    "add",
    "at_least",
    "at_most",
    "equals",
    "exact_text",
    "exact_words",
    "less_than",
    "more_than",
    "parse",
    "parse_count",
    "parse_number",
    "ratio",
    "show",
    "subtract",
    "times",
]
