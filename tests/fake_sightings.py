"""Which addresses and keys a case saw, told message by message."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import msgspec

from desktop.domain.event import Recorded
from desktop.domain.events import KeyTaken
from desktop.domain.fold import fold
from desktop.domain.occurrences import in_force
from desktop.domain.report import Report

_MADE = ("good", "uid-mismatch", "expired-key", "outside-the-signed-part")


def sightings_in(
    history: Sequence[Recorded], blob: Callable[[str], bytes]
) -> Iterator[tuple[str, str, datetime, bool]]:
    """Address, key (or nothing), instant, and whether the key made a signature or was taken in."""
    case = fold(history)
    for message in case.messages:
        yield message.sender.raw, "", message.received_at, False
        if message.report_sha256:
            report = msgspec.json.decode(blob(message.report_sha256), type=Report)
            made = [s.fingerprint for s in report.signature.signers if s.state in _MADE]
            for key in (*made, *report.offered):
                yield message.sender.raw, key, message.received_at, key in made
    for recorded in in_force(history):
        if isinstance(recorded.event, KeyTaken):
            yield case.reporter_address.raw, "", recorded.occurred_at, False
            yield case.reporter_address.raw, recorded.event.fingerprint, recorded.occurred_at, True
