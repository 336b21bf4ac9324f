"""Reads how a printed report is laid out (版式): page, fonts and sizes, as an office wants them.

Offices deviate from the national form, so the layout is a file. What a file does not say is as in the national form.
"""

from .reading import default_style, read_style, record
from .style import Fonts, Page, Style

__all__ = ["Fonts", "Page", "Style", "default_style", "read_style", "record"]
