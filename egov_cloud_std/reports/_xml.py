"""XML's one place for escaping: no text ends its element or its attribute, and no character is one that XML forbids."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def in_xml(text: str) -> str:
    """A text between tags."""
    return escape(_FORBIDDEN.sub("�", text))


def tag(element: str, attributes: Mapping[str, str | int], *, closed: bool = False) -> str:
    """An opening tag with its attributes, or with `closed` a whole element without content."""
    inside = "".join(f" {key}={quoteattr(_FORBIDDEN.sub('�', str(value)))}" for key, value in attributes.items())
    return f"<{element}{inside}{'/' if closed else ''}>"
