"""Arguments in, exit code out: the only room that prints."""

import gc
from collections.abc import Sequence

from ..document import Unreadable, Unusable
from ..words import Unmet
from . import commands, exit_codes
from .asked import language, parse
from .output import complain, let_go, show_problem, to_standard


def run(arguments: Sequence[str]) -> int:
    """The command line. Whatever is wrong in a user's file ends in a message and an exit code, never in a traceback."""
    to_standard()
    lang = language(arguments)
    collecting = gc.isenabled()
    gc.disable()  # a run makes a great many objects and no garbage to speak of; walking them all costs more than the check
    try:
        chosen = parse(arguments, lang)
        return commands.COMMANDS[chosen.command](chosen)
    except Unusable as trouble:
        for problem, line in trouble.problems:
            show_problem(problem, line, lang)
        return exit_codes.UNUSABLE
    except Unreadable as error:
        show_problem(error.problem, error.line, lang)
        return exit_codes.UNUSABLE
    except Unmet as error:
        complain(error.says, error.fix, lang)
        return exit_codes.UNUSABLE
    except SystemExit as done:  # --help and --version
        return int(done.code or exit_codes.FINE)
    except BrokenPipeError:
        let_go()
        return exit_codes.NO_READER
    except KeyboardInterrupt:
        return exit_codes.INTERRUPTED
    finally:
        if collecting:
            gc.enable()
