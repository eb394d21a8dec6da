"""Who agreed, and on what that rests: parties that look alike are one, a proof is a message or words."""

import re
from collections.abc import Sequence

from desktop.domain import events as e
from desktop.domain.event import Recorded
from desktop.domain.inert import is_hidden
from desktop.domain.lookalikes import skeleton
from desktop.domain.occurrences import in_force

BOTH = 2
"""So many parties make an agreement."""
_SHORTEST_ID = 8
_READS_AS_ID = re.compile(r"[0-9a-f]{12,64}")


def distinct(parties: Sequence[str]) -> tuple[str, ...]:
    """Each party once, as first written: case, blanks, signs and letters that look alike do not count."""
    found: dict[str, str] = {}
    for party in parties:
        if key := _key(party):
            found.setdefault(key, " ".join(party.split()))
    return tuple(found.values())


def _key(party: str) -> str:
    """What is left of a name at a glance; a name of signs alone is nobody's."""
    seen = "".join(c for c in party if not is_hidden(c)).casefold()
    return "".join(c for c in skeleton(seen) if c.isalnum())


def message_named(evidence: str, history: Sequence[Recorded]) -> Recorded | None:
    """The message of the case, received or sent, whose id the evidence is, or begins with."""
    begun = evidence.strip().lower()
    if len(begun) < _SHORTEST_ID:
        return None
    found = [r for r in in_force(history) if r.id.startswith(begun) and _is_message(r)]
    return found[0] if len(found) == 1 else None


def objection_to(evidence: str, history: Sequence[Recorded]) -> str:
    """What speaks against this evidence, or ""."""
    message = message_named(evidence, history)
    if message is None:
        unknown = _READS_AS_ID.fullmatch(evidence.strip().lower()) is not None
        return (
            "No message of the case has this id: name one that came or was sent, or say it."
            if unknown
            else ""
        )
    automatic = isinstance(message.event, e.FollowUpReceived) and message.event.automatic
    return "A machine wrote this message: it agrees to nothing." if automatic else ""


def _is_message(recorded: Recorded) -> bool:
    return isinstance(recorded.event, e.ReportReceived | e.FollowUpReceived | e.Sent)
