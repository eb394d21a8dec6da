"""What words on the command line are turned into before a verb sees them."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from desktop.domain.parties.fingerprints import as_written

ALL_OWN = Path()
"""What stands for a file where none is named: all in the user's own folder."""


def text(written: str) -> str:
    """Words that can be stored and shown; bytes of another character set cannot."""
    try:
        written.encode()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError(f"{written!r} is not UTF-8") from error
    return written


def fingerprint(written: str) -> str:
    """That of an OpenPGP key, as it is printed and pasted: with blanks or without."""
    return as_written(text(written))


def instant(written: str) -> datetime:
    """An ISO 8601 time; without a zone it is UTC."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{written!r} is no time such as 2026-01-09T16:00Z") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def moment(written: str) -> datetime:
    """The same for what clocks read to the minute: a day alone would silently mean its midnight in UTC."""
    if is_day(written):
        raise argparse.ArgumentTypeError(
            f"{written} is a day without a time: give the time, such as {written}T10:00Z"
        )
    return instant(written)


def place(written: str) -> int:
    """A place in a file, in bytes from its beginning; 0x10000 is one too."""
    try:
        found = int(written, 0)
    except ValueError:
        found = -1
    if found < 0:
        raise argparse.ArgumentTypeError(f"{written!r} is no number of bytes")
    return found


def is_day(written: str) -> bool:
    """Whether it names a day and no time of it."""
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def day(written: str) -> date:
    """An ISO 8601 day."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{written!r} is no day such as 2026-12-24") from error


class Supposed(NamedTuple):
    """An instant that is only tried out; a day stands for its midnight in UTC."""

    at: datetime
    is_day: bool
    name: str = ""
    """The event that happens then."""


def supposed(written: str) -> Supposed:
    """A time, or a day."""
    return Supposed(instant(written), is_day(written))


def event(written: str) -> Supposed:
    """The name of an event and its instant: `ack.sent=2026-01-12T10:00Z`."""
    name, equals, at = text(written).partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{written!r} is no NAME=TIME such as ack.sent=2026-01-12T10:00Z")
    return supposed(at)._replace(name=name)


def wall_moment(written: str) -> datetime:
    """The same where a zone may be named beside it: without an offset it stays a time on the wall."""
    moment(written)
    return datetime.fromisoformat(written)


def name_case(parser: argparse.ArgumentParser) -> None:
    """The case that an act is about."""
    parser.add_argument("case", type=text, metavar="CASE", help="its id, as `embargo list` shows it")
