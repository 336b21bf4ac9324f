"""Makes the compact field table of style files from their model: `python -m egov_cloud_std.styles.generate`."""

from ..platforms.generate import table_of
from ..shapes import dumps
from .reading import FIELDS


def text() -> str:
    """The table, as it stands in `fields.json`."""
    from .model import StyleFile

    return dumps(table_of(StyleFile))


if __name__ == "__main__":
    FIELDS.write_text(text(), encoding="utf-8")
