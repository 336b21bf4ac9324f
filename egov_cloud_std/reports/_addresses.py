"""Files as the addresses that services and programs want: relative and percent-encoded, or with their scheme."""

from pathlib import PurePath
from urllib.parse import quote


def path_of(file: str) -> str:
    """A path with forward slashes, as it was given."""
    return PurePath(file).as_posix()


def address_of(file: str) -> str:
    """A relative reference (RFC 3986) to a file that was named by a relative path, else a `file:` address.

    Bytes of a name that are no text are encoded as they are.
    """
    path = PurePath(file)
    encoded = quote(path.as_posix(), safe="/", errors="surrogateescape")
    return f"file://{'' if encoded.startswith('/') else '/'}{encoded}" if path.is_absolute() else encoded
