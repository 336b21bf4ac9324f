"""Reads profiles, holds them against the model, and refuses what is malformed at its own line.

A profile is one area of the standards, or one neighbouring scheme: its sources, its thresholds, its controls.
The term base, which says what words mean and where they were read, is kept beside the profiles.
Nothing here looks at a platform.
"""

from .controls import Cited, Control, Profile, Source, Witness
from .reading import read_profile
from .shipped import shipped_names, shipped_path
from .terms import Origin, Term, load_terms, read_terms

__all__ = [
    "Cited",
    "Control",
    "Origin",
    "Profile",
    "Source",
    "Term",
    "Witness",
    "load_terms",
    "read_profile",
    "read_terms",
    "shipped_names",
    "shipped_path",
]
