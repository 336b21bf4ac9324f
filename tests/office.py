"""LibreOffice, as an office program that opens what this project writes."""

import subprocess
from pathlib import Path

from tools import needed


def converted(file: Path, form: str, folder: Path) -> list[Path]:
    """What LibreOffice makes of a file, in a folder of its own; skips the test where it is not installed."""
    folder.mkdir()
    home = folder.parent / f"{folder.name}-profile"
    command = [needed("localc"), f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", form]
    ran = subprocess.run([*command, "--outdir", str(folder), str(file)], capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stderr
    return sorted(folder.iterdir())
