"""Writes the page of every control from the profiles: `python -m egov_cloud_std.cli.pages`.

The pages of controls that are there no longer are taken away.
"""

from pathlib import Path

from ..profiles import known_names, shipped_folder
from ..reports._pages import pages
from ..run.loading import load_crosswalk, load_facts, load_profiles

FOLDER = shipped_folder() / "pages"


def written(folder: Path) -> dict[Path, str]:
    """Every page that belongs in a folder, by its path."""
    profiles = load_profiles(known_names(), witnesses=True)
    return {folder / name: text for name, text in pages(profiles, load_facts(), load_crosswalk(profiles))}


def write_pages(folder: Path) -> None:
    """Makes a folder hold the pages of the shipped profiles, and no other page."""
    texts = written(folder)
    for path in sorted(folder.rglob("*.md")):
        if path not in texts:
            path.unlink()
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_pages(FOLDER)
