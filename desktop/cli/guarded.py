"""The last line of defence of a command: whatever went wrong, a sentence and an exit code."""

import logging
from collections.abc import Callable

from desktop.cli.output import say, say_failure
from desktop.domain.failures import Cancelled, Exit, Failure

_log = logging.getLogger(__name__)


def guarded(run: Callable[[], int]) -> int:
    """What it returns, else the exit code of what went wrong; no traceback is shown."""
    try:
        return run()
    except (Cancelled, KeyboardInterrupt):
        return Exit.CANCELLED
    except Failure as failure:
        say_failure(failure)
        return failure.exit
    except Exception as error:  # noqa: BLE001 - the last line of defence: a bug is named, its content is not
        _log.critical("bug: %s", type(error).__name__)
        say(f"embargo: This is a bug ({type(error).__name__}). The vault holds what was acknowledged before.")
        return Exit.BUG
