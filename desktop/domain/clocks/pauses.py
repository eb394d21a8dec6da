"""Time that does not count, such as while the reporter's answer is awaited."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime

from desktop.domain.clocks.chronicle import Chronicle
from desktop.domain.events import FollowUpReceived, SilenceAccepted
from desktop.domain.policy import Pause


def with_pauses(
    pauses: Sequence[Pause], chronicle: Chronicle, since: datetime, due: datetime, until: datetime
) -> tuple[datetime, bool]:
    """The due instant with the time added that was paused before `until`, and whether that time still runs.

    A pause that begins after the due instant helps no more. While one lasts, the due instant moves with time.
    """
    counted = since
    paused = False
    for begins, ends in _spans(pauses, chronicle):
        first, last = max(begins, counted), min(ends or until, until)
        if first > due or first > until:
            break
        if last > first:
            due, counted = due + (last - first), last
        paused = paused or ends is None or ends > until
    return due, paused


def _spans(pauses: Sequence[Pause], chronicle: Chronicle) -> list[tuple[datetime, datetime | None]]:
    """From each occurrence of the one event to the next of the other, the earliest first."""
    spans = []
    for pause in pauses:
        ends = _ends(pause, chronicle)
        for proof in chronicle.happened.get(pause.since, ()):
            following = bisect_left(ends, proof.at)
            spans.append((proof.at, ends[following] if following < len(ends) else None))
    return sorted(spans, key=lambda span: span[0])


def _ends(pause: Pause, chronicle: Chronicle) -> list[datetime]:
    """Where the reporter's answer is awaited, going on without it is an end too: nothing is awaited then."""
    awaits_answer = pause.until == FollowUpReceived.kind
    names = (pause.until, SilenceAccepted.kind) if awaits_answer else (pause.until,)
    return sorted(proof.at for name in names for proof in chronicle.happened.get(name, ()))
