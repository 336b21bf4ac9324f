"""Reads what people have signed, and judges it against the clock.

A waiver says that a named person accepts one gap until a date, for a reason. It changes no status and no score; it only
keeps its gap from failing a run. Nothing here knows what is required or what was found.
"""

from .reading import read_waivers, record
from .waiver import Waiver, WaiverFile

__all__ = ["Waiver", "WaiverFile", "read_waivers", "record"]
