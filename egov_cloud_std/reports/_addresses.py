"""Files as the addresses that services and programs want: relative and percent-encoded, or with their scheme."""

import re
import sys
from urllib.parse import quote

_DRIVE = re.compile(r"[A-Za-z]:/")


def path_of(file: str) -> str:
    """A path with forward slashes, as it was given."""
    return file.replace("\\", "/") if sys.platform == "win32" else file


def address_of(file: str) -> str:
    """A relative reference (RFC 3986) to a file that was named by a relative path, else a `file:` address.

    Bytes of a name that are no text are encoded as they are.
    """
    path = path_of(file)
    encoded = quote(path, safe="/", errors="surrogateescape")
    if sys.platform == "win32" and _DRIVE.match(path):
        return f"file:///{path[:2]}{quote(path[2:], safe='/')}"
    return f"file://{encoded}" if path.startswith("/") else encoded
