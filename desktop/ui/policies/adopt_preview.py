"""What a policy would promise under the answers at hand: due instants for a sample report that came now."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

import msgspec

from desktop.domain import events as e
from desktop.domain.clocks import read_clocks
from desktop.domain.clocks.hold import Hold, read_hold
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.event import Event, Recorded
from desktop.domain.inert import Untrusted
from desktop.domain.policy import Adoption, Profile
from desktop.domain.policy.adoption import as_adopted
from desktop.formats.policies.calendar_rules import calendar_flaws
from desktop.formats.policies.mistakes import Flaw

ANSWERED_AFTER = timedelta(days=1)
CONFIRMED_AFTER = timedelta(days=3)


class PreviewLine(NamedTuple):
    """One promise, when it would be due, or why there is no date."""

    sentence: str
    due: datetime | None
    why: str


class Preview(NamedTuple):
    """What would hold; `flaws` say which answers cannot be used, and then nothing else is known."""

    flaws: tuple[Flaw, ...] = ()
    lines: tuple[PreviewLine, ...] = ()
    hold: Hold | None = None
    zone: tzinfo = UTC
    """The time zone that the policy counts in."""


def preview_adoption(profile: Profile, adoption: Adoption, now: datetime) -> Preview:
    """Read the clocks for a report that came now, was answered a day later and confirmed two days after."""
    adopted = msgspec.structs.replace(profile, adopted=adoption)
    flaws = tuple(calendar_flaws(adopted))
    if flaws:
        return Preview(flaws)
    held = as_adopted(adopted)
    story, later = _sample(held, now), now + CONFIRMED_AFTER
    readings = [r for r in read_clocks(held, story, later) if r.track == "report" and r.force != "rule"]
    lines = tuple(PreviewLine(r.sentence, r.due, r.why) for r in readings)
    return Preview((), lines, read_hold(held, story, later), zone_named(held.calendar.timezone))


def _sample(profile: Profile, now: datetime) -> Sequence[Recorded]:
    received = e.ReportReceived(
        policy_id=profile.policy.id,
        policy_sha256="",
        channel="mail",
        report_kind="plain",
        title=Untrusted(""),
        reporter_address=Untrusted(""),
        reporter_name=Untrusted(""),
        grade="claimed",
        arrival_source="typed",
    )
    happened: tuple[tuple[Event, datetime], ...] = (
        (received, now),
        (e.AckSent(), now + ANSWERED_AFTER),
        (e.ReportConfirmed(), now + CONFIRMED_AFTER),
    )
    return [
        Recorded(f"{number:064x}", "sample", "sample", number, at, at, "", event)
        for number, (event, at) in enumerate(happened, start=1)
    ]
