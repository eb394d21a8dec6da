"""Which content of a case is purged, whether it may be, and the event that says so."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.clocks import read_clocks
from desktop.domain.clocks.words import when
from desktop.domain.embargo.state import read_embargo
from desktop.domain.event import Event, Purged, Recorded
from desktop.domain.event_codec import encode
from desktop.domain.events.retention import Purgeable
from desktop.domain.exchange.conflicts import conflicts_of
from desktop.domain.inert import Untrusted
from desktop.domain.parties.answering import by_reporter
from desktop.domain.policy import Profile
from desktop.domain.retention.forgetting import Redact, forgetting_all
from desktop.domain.retention.redaction import GONE, without_content, without_report


def redaction_of(case: Case, what: Purgeable) -> Redact:
    """What is left of each event of a case by a rule."""
    if what == "reporter":
        return forgetting_all(case)
    if what == "report":
        return lambda recorded: without_report(recorded.event)
    return lambda recorded: _without_content(recorded.event, case)


def purge_of(
    history: Sequence[Recorded],
    redact: Redact,
    what: Purgeable,
    reason: str,
    *,
    fields: tuple[str, ...] = (),
    backups: int = 0,
) -> e.ContentPurged | None:
    """The event that names all whose content goes, with what is left of them; None where nothing would go.

    It takes over what earlier purges left, so that none of them keeps words that this one removes.
    """
    left = {recorded.id: _left(recorded, redact) for recorded in history}
    changed = [r for r in history if left[r.id] != r.event and not isinstance(r.event, Purged)]
    if all(isinstance(recorded.event, e.ContentPurged) for recorded in changed):
        return None
    taken_over = {i for r in history if isinstance(r.event, e.ContentPurged) for i in r.event.remains}
    known = taken_over | {recorded.id for recorded in changed}
    remains = {i: _written(event) for i, event in left.items() if i in known and event is not None}
    return e.ContentPurged(what, reason, tuple(r.id for r in changed), remains, fields, backups)


def objection(
    history: Sequence[Recorded],
    case: Case,
    profiles: Sequence[Profile],
    now: datetime,
    related: Sequence[Case] = (),
) -> str:
    """What speaks against purging anything of this case now, or "".

    `profiles` are its policy and packs; `related` what it is a duplicate of, its own duplicates, and the
    cases that it is linked with.
    """
    found = (
        *_kept_by_itself(case),
        *(f"Handlers decided apart on {c.words}: settle that first." for c in conflicts_of(history)),
        *(said for profile in profiles for said in _kept_by_policy(history, profile, now)),
        *_kept_by_others(related),
    )
    return next(iter(found), "")


def _kept_by_itself(case: Case) -> Iterator[str]:
    if case.open:
        yield "The case is open: only what is closed is purged."
    if case.legal_hold is not None:
        yield f"A legal hold keeps it: {case.legal_hold.reason.strip().rstrip('.')}. Release it first."
    if case.incident.still_open:
        yield "A corrective action of its incident is still to be done."


def _kept_by_others(related: Sequence[Case]) -> Iterator[str]:
    """The same problem is told in them: who works there, or must keep it there, needs what stands here."""
    for other in related:
        if other.legal_hold is not None:
            yield f"A legal hold keeps {other.case_id}, which is of the same: what stands here stays with it."
        if other.open:
            yield f"{other.case_id}, which is of the same, is still open: what stands here is needed there."


def _kept_by_policy(history: Sequence[Recorded], profile: Profile, now: datetime) -> Iterator[str]:
    embargo = read_embargo(profile, history, now)
    if embargo.holds and embargo.until is not None and embargo.until > now:
        yield f"Its embargo holds until {when(embargo.until)}: nothing is purged before that."
    running = next((r for r in read_clocks(profile, history, now) if r.state == "running"), None)
    if running is not None and running.due is not None:
        yield f"A clock still runs, until {when(running.due)}: {running.sentence}"


def _left(recorded: Recorded, redact: Redact) -> Event | None:
    if isinstance(recorded.event, e.ContentPurged):
        return msgspec.structs.replace(recorded.event, remains={})
    return redact(recorded)


def _without_content(event: Event, case: Case) -> Event | None:
    """What others than the reporter wrote stays told apart: it answers nothing that they were asked."""
    left = without_content(event)
    if isinstance(left, e.FollowUpReceived) and not by_reporter(event, case.reporter_address):  # type: ignore[arg-type]
        return msgspec.structs.replace(left, reporter_address=Untrusted(GONE))
    return left


def _written(event: Event) -> str:
    return encode(event).decode("utf-8", "surrogatepass")
