"""Makes the compact field table of `region.yaml` from its model: `python -m egov_cloud_std.region.generate`."""

from ..platforms.generate import table_of
from ..shapes import dumps
from .expected import FIELDS


def text() -> str:
    """The table, as it stands in `fields.json`."""
    from .model import RegionFile

    return dumps(table_of(RegionFile))


if __name__ == "__main__":
    FIELDS.write_text(text(), encoding="utf-8")
