"""What must hold of whatever bytes are read, and a fuzzer that looks for bytes of which it does not.

`python -m tests.hostile.fuzz_document`, see `README.md`. `test_fuzz.py` replays the corpus without the fuzzer.
"""

import re
import sys
from collections.abc import Callable, Iterator
from itertools import islice

from egov_cloud_std.document import Document, Form, Limits, Path, Place, Unreadable, Value, caret, read, window

LIMITS = Limits(bytes=50_000, depth=12, nodes=3_000, scalar=400, digits=30)
"""Low, so that short inputs reach every cap."""
FORMS: tuple[Form, ...] = ("yaml", "json", "csv")
PATHS = 300  # asked of one document


def once(data: bytes) -> None:
    """Reads the bytes after the first, which chooses the form, and asks for everything that can be asked of a document."""
    if data:
        check(data[1:], FORMS[data[0] % 3])


def check(data: bytes, form: Form) -> Document | None:
    """A document, or `Unreadable` with a place inside the text: nothing else comes of any bytes."""
    try:
        document = read(data, "input", form=form, limits=LIMITS)
    except Unreadable as error:
        assert error.problem.says.zh
        assert error.problem.fix.en
        lines = lines_of(data, "yaml" if error.problem.code == "not_utf8" else form)
        hold(error.problem.place, lines, error.line)
        return None
    lines = lines_of(data, form)
    for path in islice(paths(document.data), PATHS):
        assert document.has(path), path
        for key in (False, True):
            place = document.place(path, key=key)
            hold(place, lines, document.line(place.line))
    hold(document.place(("no such key", 7)), lines)
    return document


def lines_of(data: bytes, form: Form = "yaml") -> list[str]:
    """The lines of the text as an editor shows it; what is no text is replaced."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    else:
        data = data.removeprefix(b"\xef\xbb\xbf")
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = data.decode("gb18030" if form == "csv" else "utf-8", "replace")
    return re.split(r"\r\n?|\n", text)


def hold(place: Place, lines: list[str], line: str = "") -> None:
    """The place lies in the text, it does not end before it starts, and a caret can be drawn under it."""
    assert 1 <= place.line <= place.end_line <= len(lines), place
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1, place
    assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1, place
    assert (place.line, place.column) <= (place.end_line, place.end_column), place
    if line:
        assert line == lines[place.line - 1]
    shown, column, end = window(line, place.column, place.end_column)
    padding, carets = caret(shown, column, end)
    assert len(padding) + len(carets) < 1000


def paths(data: Value, above: Path = ()) -> Iterator[Path]:
    """Every path of a document, aliases gone through."""
    yield above
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths(value, (*above, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from paths(value, (*above, index))


def fuzz(target: Callable[[bytes], None]) -> None:
    """Runs libFuzzer on a target until it finds something or its time is over."""
    import atheris

    atheris.instrument_all()
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz(once)
