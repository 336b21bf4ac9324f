"""`egov-check`. The version is answered before anything else is imported: that is what makes it start fast."""

import gc
import os
import sys


def main() -> int:
    """The command line; returns the exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ._version import __version__

        print(f"egov-check {__version__}")
        return 0
    collecting = gc.isenabled()
    gc.disable()  # importing makes no garbage
    try:
        from .cli import run
    finally:
        if collecting:
            gc.enable()
    return run(sys.argv[1:])


def script() -> None:
    """The command line as a process of its own: it ends without taking its objects apart, which nobody waits for."""
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever read the output went away
        code = code or 141
    os._exit(code)


if __name__ == "__main__":
    script()
