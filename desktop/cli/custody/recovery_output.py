"""A new recovery code on its one way to a person."""

from collections.abc import Iterator
from contextlib import contextmanager

from desktop.cli.output import print_text, say
from desktop.domain.failures import WriteFailed
from desktop.formats.qr_code import qr_text

_CODE_LOST = "A recovery code that was not shown is lost: replace its slot with `embargo slots rotate SLOT`."


def print_code(code: str, *, qr: bool) -> None:
    """Print it, once; as a QR code too where that was asked for. Raises WriteFailed."""
    print_text(f"{code}\n\n{qr_text(code)}" if qr else code, must_arrive=True)
    say("Write the recovery code down and keep it away from this machine.")


@contextmanager
def said_lost(done: str, code: str) -> Iterator[None]:
    """Say what was done, and that a code is lost, when it could not be told."""
    try:
        yield
    except WriteFailed as failure:
        advice = _CODE_LOST if code else ""
        raise WriteFailed(failure.message, written=done, advice=advice) from failure
