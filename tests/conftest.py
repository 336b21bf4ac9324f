"""Golden files: `pytest --update` rewrites them; read the difference before it is committed."""

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with a golden file, or with `--update` writes it."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update"):
            path.write_text(text, "utf-8", newline="\n")
        assert path.read_text("utf-8").splitlines() == text.splitlines(), f"{name}: read it, then run pytest --update"

    return compare
