"""The rectification ledger (整改台账): its columns, and how what people wrote in it comes to stand beside a new result.

A ledger is a sheet of a workbook. The report `excel` writes one; offices fill it in, sort it, add columns and sheets.
`updated` changes a few cells of that sheet in its text and appends rows; every other byte stays. It opens no file.
"""

from .updating import Updated, updated

__all__ = ["Updated", "updated"]
