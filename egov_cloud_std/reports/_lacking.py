"""What is said where a format needs a library that is not installed."""

from collections.abc import Iterator
from contextlib import contextmanager

from ..words import Text, Unmet


class Lacking(Unmet):
    """A format cannot be written on this machine: what is missing, and how to get it."""


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Imports what an extra brings. Raises `Lacking` where it is not there."""
    try:
        yield
    except ImportError as error:
        missing = (error.name or "").split(".")[0]
        says = Text(f"此格式需要 {missing}，尚未安装", f"this format needs {missing}, which is not installed")
        command = f"pip install 'egov-cloud-std[{extra}]'"
        raise Lacking(says, Text(f"安装：{command}", f"Install it: {command}")) from None
