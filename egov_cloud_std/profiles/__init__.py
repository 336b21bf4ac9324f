"""Reads profiles and overlays, holds them against the model, and refuses what is malformed at its own line.

A profile is one area of the standards, or one neighbouring scheme: its sources, its thresholds, its controls.
The term base, which says what words mean and where they were read, is kept beside the profiles (`terms`).
Nothing here looks at a platform.
"""

from .controls import Cited, Control, Profile, Source, Witness
from .reading import read_profile
from .shipped import (
    EVERY,
    default_names,
    is_shipped,
    known_names,
    regional_names,
    shipped_folder,
    shipped_names,
    shipped_path,
    versions_of,
)

__all__ = [
    "EVERY",
    "Cited",
    "Control",
    "Profile",
    "Source",
    "Witness",
    "default_names",
    "is_shipped",
    "known_names",
    "read_profile",
    "regional_names",
    "shipped_folder",
    "shipped_names",
    "shipped_path",
    "versions_of",
]
