"""Opens the files and calls the rooms in order, for the command line and the library alike."""

from .checking import check, check_documents, read_platform
from .excusing import WaiverTrouble, load_baseline, load_waivers
from .loading import ProfileTrouble, load_profiles, root_record
from .settings import Settings, read_settings

__all__ = [
    "ProfileTrouble",
    "Settings",
    "WaiverTrouble",
    "check",
    "check_documents",
    "load_baseline",
    "load_profiles",
    "load_waivers",
    "read_platform",
    "read_settings",
    "root_record",
]
