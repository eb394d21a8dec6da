"""Who answers a letter, and which letters came back.

Only what the reporter writes answers what the reporter was asked; others who are named in the case write for
themselves.
"""

from collections.abc import Iterator, Sequence

from desktop.domain import events as e
from desktop.domain.event import Recorded
from desktop.domain.inert import Untrusted


def by_reporter(message: e.FollowUpReceived, reporter: Untrusted) -> bool:
    """Whether the reporter, who has this address, wrote it; a sender that is not told is nobody else."""
    sender = _key(message.reporter_address)
    return not sender or sender == _key(reporter)


def names(message: e.FollowUpReceived, letter: Recorded) -> bool:
    """Whether the message says that it answers this very letter."""
    wanted = name_of_letter(letter)
    return bool(wanted) and any(answered.raw.strip() == wanted for answered in message.answers)


def returned(counting: Sequence[Recorded]) -> frozenset[str]:
    """The letters that could not be delivered, by the ids of their events."""
    letters = [recorded for recorded in counting if isinstance(recorded.event, e.Sent)]
    bounces = (r for r in counting if isinstance(r.event, e.FollowUpReceived) and _bounced(r.event))
    return frozenset(letter.id for bounce in bounces for letter in _about(bounce, letters))


def _about(bounce: Recorded, letters: Sequence[Recorded]) -> Iterator[Recorded]:
    """Those that it names, else the latest before it whose name nobody recorded: it was marked as sent."""
    message = bounce.event
    assert isinstance(message, e.FollowUpReceived)
    if named := [letter for letter in letters if names(message, letter)]:
        yield from named
        return
    nameless = [r for r in letters if not name_of_letter(r) and r.occurred_at <= bounce.occurred_at]
    if nameless:
        yield max(nameless, key=lambda letter: letter.occurred_at)


def _bounced(message: e.FollowUpReceived) -> bool:
    return message.automatic and message.bounce


def name_of_letter(letter: Recorded) -> str:
    """The id of the message that it went out as, or ""."""
    return letter.event.message_id.raw.strip() if isinstance(letter.event, e.Sent) else ""


def _key(address: Untrusted) -> str:
    return address.raw.strip().casefold()
