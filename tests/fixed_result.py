"""One fixed result, for the tests and the golden files of every format.

    from fixed_result import fixed_result, rendered

    result = fixed_result()           # everything that a report may have to show, always the same
    text = rendered("csv", "zh")      # the bytes of one format in one language

The files are in `tests/data/fixed`: a profile with a control of each duty over a list whose items end in each status, a
description with hostile names (`<script>`, `=cmd()`, quotes, newlines, direction marks, emoji), a second unit that is
nearly silent, a file that cannot be read, waivers (two in force, one expired), a baseline, an attestation, claims that
something does not apply, evidence, a document with its words, and a grading.

Golden files are in `tests/golden/fixed/`: `test_fixed_result.py` compares every format that is text with its own;
`pytest --update` writes them. A new format needs no line there. A format that is bytes (Word, Excel) is read back by
tests of its own.
"""

import contextlib
from functools import cache
from pathlib import Path

from samples import NOW

from egov_cloud_std.assess.results import Result
from egov_cloud_std.reports import render
from egov_cloud_std.run import check, load_baseline, load_profiles, load_waivers
from egov_cloud_std.run.grading_files import load_gradings
from egov_cloud_std.words import Lang

FOLDER = Path(__file__).resolve().parent / "data/fixed"
HOSTILE = "示例 县 #1%.yaml"
FILES = (HOSTILE, "county.yaml", "broken.yaml")


@cache
def fixed_result(*files: str) -> Result:
    """The result of these files of the folder, or of all of them."""
    with contextlib.chdir(FOLDER):
        return check(
            files or FILES,
            load_profiles(["profile.yaml"]),
            as_of=NOW,
            waivers=load_waivers(["waivers.yaml"]),
            baseline=load_baseline("baseline.json"),
            gradings=load_gradings(["grading.yaml"]),
        )


def rendered(form: str, lang: Lang = "zh", everything: bool = False, result: Result | None = None) -> bytes:
    """The bytes of a format: of the fixed result, unless another is given."""
    pieces = render(fixed_result() if result is None else result, form, lang, everything)
    return b"".join(one if isinstance(one, bytes) else one.encode() for one in pieces)
