"""Take in a report that was written into a form, or as an advisory, and came out of an export."""

from desktop.domain.digest import sha256
from desktop.domain.events import Channel
from desktop.domain.failures import Malformed
from desktop.domain.inert import Untrusted, has_hidden
from desktop.domain.report import OpenedReport, Report, Reporter, SignatureCheck, Warning_
from desktop.formats.intake.written import Form, WrittenReport
from desktop.workflows.grade_reporter import is_implausible
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.receive_report import Received, store_report

_CHANNELS: dict[Form, Channel] = {"web-form": "web-form", "github": "web-form", "csaf": "other"}
_LINK_MARKS = ("://", "www.")


def receive_written(
    desk: Desk, written: WrittenReport, *, policy_id: str = "", progress: Progress
) -> Received:
    """Take in one report; one transaction or nothing. Whoever wrote it is only claimed.

    Raises Malformed for what is no report, RefusedByPolicy when nobody says which policy it falls under.
    """
    there = desk.vault.case_of_file(sha256(written.raw))
    if there is not None:
        return Received(there, "already-there")
    if written.flaw:
        raise Malformed(
            f"This entry is no report. {written.flaw}", advice="Export it again, or enter the case by hand."
        )
    opened = OpenedReport(_as_report(desk, written), sealed=written.raw, plaintext=b"", contents={})
    channel = _CHANNELS[written.form]
    return store_report(desk, opened, channel=channel, policy_id=policy_id, progress=progress)


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
        ("sandbox-missing", not desk.tools.parser.confined),
    )
    return tuple(warning for warning, holds in found if holds)
