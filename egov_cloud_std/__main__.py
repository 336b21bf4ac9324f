"""`egov-check`. The version is answered before anything else is imported: that is what makes it start fast."""

import sys


def main() -> int:
    """The command line; returns the exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ._version import __version__

        print(f"egov-check {__version__}")
        return 0
    from .cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
