"""The map of the house says what the rooms say of themselves."""

import ast
import re

from repository import ROOT

PACKAGE = ROOT / "egov_cloud_std"


def rooms() -> dict[str, str]:
    """Every room with the first sentence of its docstring."""
    found = {}
    for path in sorted(PACKAGE.iterdir()):
        file = path / "__init__.py" if path.is_dir() else path
        if file.suffix == ".py" and file.exists() and not path.name.startswith("_"):
            words = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
            found[path.stem] = words.split("\n\n")[0].replace("\n", " ")
    return found


def test_the_map_lists_every_room_in_the_words_of_its_docstring() -> None:
    text = (PACKAGE / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", text, flags=re.MULTILINE))
    assert listed == rooms()


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in PACKAGE.rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []
