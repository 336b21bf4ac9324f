"""JSON's one place for writing: compact, in UTF-8, and without the half characters that no JSON may hold."""

import json
import re

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_HALF = re.compile("[\ud800-\udfff]")
"""What is no text in the name of a file; as elsewhere it is written as its number."""


def dumps(value: object) -> str:
    """A value as JSON that every reader takes, our own among them."""
    text = _ENCODER.encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALF.sub(lambda found: rf"\\u{ord(found[0]):04x}", text)
    return text
