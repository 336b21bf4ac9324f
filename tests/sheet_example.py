"""Fills in the workbook of the example as an office does: `python tests/sheet_example.py` writes it anew."""

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from repository import ROOT
from sheets import changed, table, value_cell

EXAMPLE = ROOT / "examples/sheet/county.xlsx"

# An invented county. Dates as Excel keeps them, choices as the drop-down lists say them, percentages as numbers.
ANSWERS: dict[str, Any] = {
    "platform.id": "sheet-county",
    "platform.name": "示例县政务云平台",
    "platform.division_code": "000000",
    "platform.owner": "示例县数据局",
    "platform.operator": "示例县信息中心",
    "platform.period": datetime(2026, 6, 1),
    "platform.filled_in_by": "张某某",
    "platform.reviewed_by": "李某某",
    "platform.carried_by": "example-city",
    "platform.classified": "否",
    "terminology.platform_name.preferred": "示例县政务云平台",
    "terminology.platform_name.declared": "示例县政务云平台；县政务云",
    "architecture.carrier.inherited": "机房；网络；计算",
    "security.protection_level": 2,
    "testing.level_assessment.last_date": datetime(2025, 9, 12),
}
TABLES: dict[str, list[dict[str, Any]]] = {
    "architecture.zones[]": [
        {"id": "internet", "kind": "互联网"},
        {"id": "access", "kind": "接入"},
        {"id": "production", "kind": "生产"},
    ],
    "architecture.connections[]": [
        {"id": "in", "start": "internet", "end": "access", "controlled": "是"},
        {"id": "on", "start": "access", "end": "production", "controlled": "否"},
    ],
    "performance.reliability.availability[]": [{"id": "platform", "value": 0.9995}],
    "testing.rectifications[]": [
        {"id": "r1", "origin": "等级测评", "state": "整改中", "due": datetime(2026, 5, 31)},
        {"id": "r2", "origin": "检查", "state": "已销号", "due": datetime(2026, 8, 31)},
    ],
}


def blank() -> bytes:
    """What `egov-check sheet export --level county` writes."""
    from egov_cloud_std.cli.sheets import reasons_of
    from egov_cloud_std.platforms.sheet_pages import pages
    from egov_cloud_std.reports._sheet import workbook
    from egov_cloud_std.run import load_profiles

    return b"".join(workbook(pages("county", False, "zh", reasons_of(load_profiles(()))), "zh", "w.xlsx"))


def filled() -> bytes:
    """The same with the answers."""

    def fill(book: Any) -> None:
        for key, answer in ANSWERS.items():
            value_cell(book, key).value = answer
        for key, things in TABLES.items():
            sheet = table(book, key)
            columns = {cell.value: cell.column for cell in sheet[3]}
            for row, thing in enumerate(things, 5):
                for name, answer in thing.items():
                    cell = sheet.cell(row, columns[name])
                    cell.value = answer
                    if isinstance(answer, float):
                        cell.number_format = "0.00%"

    return changed(blank(), fill)


def cells(data: bytes) -> Iterator[tuple[str, str, object]]:
    """Every cell that says something."""
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate, cell.value) for cell in row if cell.value is not None)


if __name__ == "__main__":
    Path(EXAMPLE).write_bytes(filled())
