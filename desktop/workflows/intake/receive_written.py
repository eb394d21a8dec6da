"""Take in a report that was written into a form, or as an advisory, and came out of an export."""

from zoneinfo import ZoneInfo

import msgspec

from desktop.domain.digest import sha256
from desktop.domain.events import Channel
from desktop.domain.failures import Malformed
from desktop.domain.inert import Untrusted, has_hidden
from desktop.domain.report import OpenedReport, Report, Reporter, SignatureCheck, Warning_
from desktop.formats.intake.written import Form, WrittenReport, split_zone
from desktop.formats.policy import read_profile
from desktop.workflows.intake.grade_reporter import is_implausible
from desktop.workflows.intake.receive_report import Received, store_report
from desktop.workflows.policies.policies_in_use import policies_in_use, source_at
from desktop.workflows.ports import Desk, Progress

_CHANNELS: dict[Form, Channel] = {"web-form": "web-form", "github": "web-form", "csaf": "other"}
_LINK_MARKS = ("://", "www.")


def receive_written(
    desk: Desk, written: WrittenReport, *, policy_id: str = "", progress: Progress
) -> Received:
    """Take in one report; one transaction or nothing. Whoever wrote it is only claimed.

    An entry that says what one before it said is that one, however it was exported and whatever its form
    noted beside it since; one of the same id and reporter that says something else follows that up. Raises
    Malformed for what is no report, RefusedByPolicy when nobody says which policy it falls under.
    """
    there = _holder(desk, sha256(written.raw), written.content_key)
    if there:
        return Received(there, "already-there")
    if written.flaw:
        raise Malformed(
            f"This entry is no report. {written.flaw}", advice="Export it again, or enter the case by hand."
        )
    opened = OpenedReport(
        _as_report(desk, _in_zone(desk, written, policy_id)),
        sealed=written.raw,
        plaintext=b"",
        contents={},
        known_by=tuple(filter(None, (written.content_key, written.entry_key))),
    )
    return store_report(
        desk,
        opened,
        channel=_CHANNELS[written.form],
        policy_id=policy_id,
        follows=_holder(desk, written.entry_key),
        progress=progress,
    )


def _holder(desk: Desk, *digests: str) -> str:
    return next(filter(None, map(desk.vault.case_of_file, filter(None, digests))), "")


def _in_zone(desk: Desk, written: WrittenReport, policy_id: str) -> WrittenReport:
    """With the date in the zone of the policy, if it has one, else of this machine, where it names none."""
    if not written.zoneless or written.written_utc is None:
        return written
    local = written.written_utc.replace(tzinfo=None)
    policy_id = policy_id or policies_in_use(desk.vault.vault_history()).fallback
    calendar = read_profile(source_at(desk, policy_id, desk.tools.now())).calendar if policy_id else None
    stated = calendar is not None and "timezone" not in calendar.assumed
    try:
        instant = (
            local.replace(tzinfo=ZoneInfo(calendar.timezone)) if calendar and stated else local.astimezone()
        )
        utc, zone_min = split_zone(instant)
    except (OverflowError, ValueError):
        return written
    return msgspec.structs.replace(written, written_utc=utc, zone_min=zone_min)


def _as_report(desk: Desk, written: WrittenReport) -> Report:
    """As mail would have brought it; a text without a title is called by its first words."""
    title = written.title or Untrusted(written.text.line[:80])
    return Report(
        kind="plain",
        encryption="not-encrypted",
        signature=SignatureCheck(),
        reporter=Reporter(written.address, written.name, "claimed"),
        subject=title,
        text=written.text,
        date=written.date,
        warnings=_warnings(desk, written),
    )


def _warnings(desk: Desk, written: WrittenReport) -> tuple[Warning_, ...]:
    words = (written.title.raw, written.text.raw, written.name.raw, written.address.raw)
    doubtful = written.date_unread or is_implausible(written.date, None, desk.tools.now())
    found: tuple[tuple[Warning_, bool], ...] = (
        ("hidden-characters", any(map(has_hidden, words))),
        ("links", any(mark in written.text.raw.lower() for mark in _LINK_MARKS)),
        ("date-implausible", doubtful),
        ("zone-assumed", written.zoneless),
        ("sandbox-missing", not desk.tools.parser.confined),
    )
    return tuple(warning for warning, holds in found if holds)
