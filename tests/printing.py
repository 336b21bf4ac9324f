"""The programs of an office, as tests use them: what a word processor makes of a file, and what a PDF says."""

import subprocess
from pathlib import Path

from tools import needed


def opened(document: Path) -> Path:
    """The PDF that LibreOffice makes of a document."""
    folder = document.parent
    command = [
        needed("soffice"),
        f"-env:UserInstallation={(folder / 'office').as_uri()}",  # of its own, so that tests beside this one do not wait
        *("--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return document.with_suffix(".pdf")


def pages(pdf: Path) -> list[str]:
    """The text of each page of a PDF."""
    command = [needed("pdftotext"), "-layout", str(pdf), "-"]
    said = subprocess.run(command, check=True, capture_output=True, timeout=180).stdout.decode()
    return said.split("\f")[:-1]


def fonts(pdf: Path) -> list[list[str]]:
    """The fonts of a PDF, a row of columns each, as `pdffonts` prints them."""
    command = [needed("pdffonts"), str(pdf)]
    lines = subprocess.run(command, check=True, capture_output=True, timeout=180).stdout.decode().splitlines()[2:]
    return [line.split() for line in lines]
