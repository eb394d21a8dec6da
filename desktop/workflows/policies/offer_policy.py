"""A newer version of a case's policy: what would move in the case. Nothing moves by itself."""

from collections.abc import Iterator, Sequence

import msgspec

from desktop.domain.clocks import Reading, dates_of, read_clocks, with_dates
from desktop.domain.clocks.hold import Hold, read_hold
from desktop.domain.decide import Refusal
from desktop.domain.digest import sha256
from desktop.domain.event import Recorded
from desktop.domain.events import PolicyRepinned
from desktop.domain.failures import InvalidPolicy
from desktop.domain.fold import fold
from desktop.domain.policy import Profile
from desktop.domain.policy.adoption import without_adoption
from desktop.formats.policy import read_pinned, read_profile
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.policies.adopt_policy import adopted_source
from desktop.workflows.ports import Desk


class Moved(msgspec.Struct, frozen=True):
    """One clock under the two versions; None where a version does not have it."""

    clock: str
    sentence: str
    old: Reading | None
    new: Reading | None


class Offer(msgspec.Struct, frozen=True):
    """The two versions, and what the newer one would change in this case now."""

    case_id: str
    revision: int
    """How many events of the case the comparison saw."""
    policy_id: str
    old_sha256: str
    source: bytes
    """The newer version, whole."""
    old_updated: str
    new_updated: str
    moved: tuple[Moved, ...]
    hold_before: Hold
    hold_after: Hold
    zone: str = "UTC"
    """The zone of the newer version, in whose hours the holds are told."""


def offered(desk: Desk, case_id: str) -> Offer | None:
    """The version in force for new cases, when it differs from the one that the case is held to.

    What a person decided when adopting counts, comments and dates of adoption do not; a version that cannot
    be used is not offered. Raises NoSuchCase, and InvalidPolicy when the pinned version cannot be read.
    """
    history = desk.vault.history(case_id)
    try:
        source = adopted_source(desk, fold(history).policy_id)
    except InvalidPolicy:
        return None
    return compared(desk, case_id, history, source)


def compared(desk: Desk, case_id: str, history: Sequence[Recorded], source: bytes) -> Offer | None:
    """What this version would change in the case now; nothing where it is none, or promises the same.

    Raises InvalidPolicy when the pinned version cannot be read.
    """
    case = fold(history)
    old = read_pinned(desk.vault.blob(case.policy_sha256))
    try:
        new = read_profile(source, case.policy_id)
    except InvalidPolicy:
        return None
    if without_adoption(old) == without_adoption(new):
        return None
    dates, now = dates_of(desk.vault.vault_history(), case.policy_id), desk.tools.now()
    old, new = with_dates(old, dates), with_dates(new, dates)
    return Offer(
        case_id=case_id,
        revision=case.revision,
        policy_id=case.policy_id,
        old_sha256=case.policy_sha256,
        source=source,
        old_updated=_day_of(old),
        new_updated=_day_of(new),
        moved=tuple(_moved(read_clocks(old, history, now), read_clocks(new, history, now))),
        hold_before=read_hold(old, history, now),
        hold_after=read_hold(new, history, now),
        zone=new.calendar.timezone,
    )


def accept_offer(desk: Desk, case_id: str, offer: Offer, reason: str) -> Recorded | Refusal:
    """Hold the case to the version that was offered, whatever is in force by now.

    Raises CaseChanged when the case has moved on since the offer was made, and NoSuchCase.
    """
    event = PolicyRepinned(
        policy_sha256=sha256(offer.source), previous_sha256=offer.old_sha256, reason=reason
    )
    blobs = {sha256(offer.source): offer.source}
    return record_act(desk, case_id, event, blobs=blobs, seen=offer.revision)


def _day_of(profile: Profile) -> str:
    return profile.policy.updated or profile.policy.effective


def _moved(old: tuple[Reading, ...], new: tuple[Reading, ...]) -> Iterator[Moved]:
    before, after = {r.clock: r for r in old}, {r.clock: r for r in new}
    for clock in dict.fromkeys((*after, *before)):
        was, will_be = before.get(clock), after.get(clock)
        shown = will_be or was
        if shown is not None and _what_counts(was) != _what_counts(will_be):
            yield Moved(clock, shown.sentence, was, will_be)


def _what_counts(reading: Reading | None) -> tuple[object, ...] | None:
    return None if reading is None else (reading.state, reading.due)
