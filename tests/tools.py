"""Programs that tests call where they are installed."""

import os
import shutil

import pytest


def needed(program: str) -> str:
    """Where a program is. Without it the test is skipped; in CI, where it must be, the test fails."""
    found = shutil.which(program)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{program} is not installed")
        pytest.skip(f"needs {program}")
    return found
