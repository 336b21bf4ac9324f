"""Finds what libyaml would read otherwise than YAML 1.2 has it, without a word.

libyaml follows YAML 1.1 and is lenient. Where the two differ in what a text says, the text is refused: a person and the
program would read different things in it. `tests/hostile/README.md` lists the leniencies that do no harm.
"""

import re
from typing import Any

from . import wording
from .places import Fault

_BREAKS = tuple(character.encode() for character in "\x85\u2028\u2029")
_DIRECTIVE = rb"(?:\A|[\r\n])(?:\xef\xbb\xbf)*(%TAG)"
# Each begins with the byte it looks for: a search for that takes no time.
_SUSPECT = re.compile(rb"\?(?<=[\s{\[,]\?)[^\s]"), re.compile(rb"&[-\w]++[:?]")
_GLUED = r"[^\s,\[\]{}]"


def before_parsing(source: bytes) -> None:
    """Refuses what the parser must not meet; raises `Fault`.

    Line ends that only YAML 1.1 knows, and `%TAG`: no tag of a document's own is taken, and many take long to read.
    """
    for mark in _BREAKS:
        if (at := source.find(mark)) >= 0:
            start = len(source[:at].decode())
            raise Fault("control_character", (start, start + 1), *wording.CONTROL)
    if b"%TAG" in source and (found := re.search(_DIRECTIVE, source)):
        start = len(source[: found.start(1)].decode())
        raise Fault("unknown_tag", (start, start + 4), *wording.unknown_tag("%TAG"))


def after_parsing(source: bytes) -> None:
    """Refuses `?x` in brackets and `&a:x`, which YAML 1.2 takes for a text and a name; raises `Fault`.

    The text has been read before: its nesting is known to be within the limits.
    """
    if not any(one.search(source) for one in _SUSPECT):
        return
    from yaml import cyaml  # most texts are read without it

    text = source.decode()
    parser: Any = vars(cyaml)["CParser"](source)
    while (token := parser.get_token()) is not None:
        match type(token).__name__:
            case "KeyToken" | "AnchorToken":
                start, end = token.start_mark.index, token.end_mark.index
                if end > start and re.match(_GLUED, text[end : end + 1]):
                    raise Fault("ambiguous", (start, end + 1), *wording.AMBIGUOUS)
