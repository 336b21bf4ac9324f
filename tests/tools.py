"""Programs that tests ask and pip does not install: absent, they skip a test here and fail it in CI."""

import os
import shutil
from typing import NoReturn

import pytest


def needed(program: str) -> str:
    """The path of a program: `promtool = needed("promtool")`.

    Where it is not there, the test is skipped, visibly; with `CI` in the environment it fails, because a check that nobody
    runs is no check. `.ci/run` installs the Debian packages that hold them.
    """
    found = shutil.which(program)
    return found if found is not None else _absent(program)


def _absent(program: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"CI is set and {program} is not there: .ci/run installs what the tests ask")
    pytest.skip(f"needs {program}")
