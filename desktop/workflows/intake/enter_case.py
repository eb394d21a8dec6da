"""Open a case that no file brought: a call, a web form, a colleague."""

from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.decide import CLOCK_SKEW
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.events import Channel
from desktop.domain.failures import Usage
from desktop.domain.inert import Untrusted
from desktop.domain.instants import zone_of
from desktop.domain.report import Report, Reporter, SignatureCheck
from desktop.workflows.intake.open_case import open_case, policy_in_force
from desktop.workflows.ports import Desk


class TypedReport(msgspec.Struct, frozen=True):
    """What the handler typed; an empty name and address mean an anonymous reporter."""

    policy_id: str
    channel: Channel
    title: str
    text: str
    arrived_at: datetime
    reporter_name: str = ""
    reporter_address: str = ""


class Begun(msgspec.Struct, frozen=True):
    """A case that is not in the vault yet: what it pins, its first entries, and what they keep."""

    policy: bytes
    drafts: tuple[Draft, ...]
    blobs: dict[str, bytes]


def enter_case(desk: Desk, typed: TypedReport) -> str:
    """Open the case and return its id; the handler's word counts as a confirmed arrival.

    Raises Usage when the title is missing or the time lies in the future, InvalidPolicy, RefusedByPolicy.
    """
    begun = begin_case(desk, typed)
    return open_case(desk, begun.policy, begun.drafts, begun.blobs)


def begin_case(desk: Desk, typed: TypedReport) -> Begun:
    """What opening the case would record. Raises what `enter_case` raises for what was typed."""
    now = desk.tools.now()
    if not typed.title.strip():
        raise Usage("A case needs a title.", advice="Say in a few words what was reported.")
    if typed.arrived_at.tzinfo is None or typed.arrived_at > now + CLOCK_SKEW:
        raise Usage(
            "The time of arrival lies in the future.", advice="Give the time at which the report came."
        )
    policy = policy_in_force(desk, typed.policy_id, typed.arrived_at)
    parsed = msgspec.json.encode(_as_report(typed))
    received = e.ReportReceived(
        policy_id=typed.policy_id,
        policy_sha256=sha256(policy),
        channel=typed.channel,
        report_kind="plain",
        title=Untrusted(typed.title.strip()),
        reporter_address=Untrusted(typed.reporter_address.strip()),
        reporter_name=Untrusted(typed.reporter_name.strip()),
        grade="claimed",
        arrival_source="typed",
        arrival_zone=zone_of(typed.arrived_at),
        report_sha256=sha256(parsed),
    )
    confirmed = e.ArrivalConfirmed(arrived_at=typed.arrived_at, zone=zone_of(typed.arrived_at))
    drafts = (Draft(received, typed.arrived_at), Draft(confirmed, now))
    return Begun(policy, drafts, {received.report_sha256: parsed})


def _as_report(typed: TypedReport) -> Report:
    return Report(
        kind="plain",
        encryption="not-encrypted",
        signature=SignatureCheck(),
        reporter=Reporter(Untrusted(typed.reporter_address), Untrusted(typed.reporter_name), "claimed"),
        subject=Untrusted(typed.title),
        text=Untrusted(typed.text),
        received=typed.arrived_at,
    )
