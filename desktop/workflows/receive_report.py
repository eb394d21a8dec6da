"""Take a report in: open it, find its case or make one, start its clocks, keep every byte that came.

Arrival is proposed from the topmost Received line (the handler's own server), else from Date (the stranger's
word), else from now; its source is stored, and the handler confirms it.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from desktop.domain import events as e
from desktop.domain.case_id import DIGITS, make_case_id
from desktop.domain.digest import sha256
from desktop.domain.events import Draft
from desktop.domain.failures import RefusedByPolicy
from desktop.domain.inert import Untrusted
from desktop.domain.report import ArrivalSource, OpenedReport, Report
from desktop.workflows.open_report import open_report
from desktop.workflows.ports import Desk, Policies, Progress

MESSAGE_LIMIT = 64 * 1024 * 1024
"""The largest message, in bytes; larger evidence is added to a case as files."""

_OLDEST_PLAUSIBLE = timedelta(days=366 * 40)


class Received(msgspec.Struct, frozen=True):
    """What became of a message."""

    case_id: str
    outcome: Literal["opened", "followed-up", "already-there"]
    report: Report


def receive_file(desk: Desk, path: Path, *, policy_id: str = "", progress: Progress) -> Received:
    """Read and take in one message; raises Unreadable, TooLarge and the failures of opening."""
    raw = desk.tools.files.read(path, limit=MESSAGE_LIMIT)
    return receive_message(desk, raw, policy_id=policy_id, progress=progress)


def receive_message(desk: Desk, raw: bytes, *, policy_id: str = "", progress: Progress) -> Received:
    """Take in a message given as bytes; the vault is changed by one transaction or not at all."""
    now = desk.tools.now()
    opened = open_report(raw, desk.tools, at=now, progress=progress)
    there = desk.vault.case_of_file(sha256(opened.sealed))
    if there is not None:
        return Received(there, "already-there", opened.report)
    progress.step("Storing the report in the vault")
    joined = desk.vault.case_of_messages([m.raw for m in opened.report.in_reply_to])
    if joined is not None:
        return _follow_up(desk, joined, opened, now)
    return _open_case(desk, opened, policy_id, now)


def propose_arrival(report: Report, now: datetime) -> tuple[datetime, ArrivalSource]:
    """When the report arrived, and whose word that is; an implausible time is passed over."""
    for instant, source in ((report.received, "received-header"), (report.date, "date-header")):
        if instant is not None and now - _OLDEST_PLAUSIBLE < instant <= now:
            return instant, source  # type: ignore[return-value]  # both words are ArrivalSource
    return now, "import"


def choose_policy(policies: Policies, asked: str, recipients: tuple[Untrusted, ...]) -> str:
    """The policy that was asked for, else the one whose intake address the report was sent to.

    Raises RefusedByPolicy when neither says which: promises are never guessed.
    """
    if asked:
        return asked
    for address in recipients:
        found = policies.for_recipient(address.raw)
        if found is not None:
            return found
    known = ", ".join(policies.ids())
    raise RefusedByPolicy(
        "No policy has the address that this report was sent to.",
        advice=f"Choose the policy that it falls under ({known}).",
    )


def _open_case(desk: Desk, opened: OpenedReport, policy_id: str, now: datetime) -> Received:
    report = opened.report
    tools = desk.tools
    policy_id = choose_policy(tools.policies, policy_id, report.recipients)
    policy_source = tools.policies.source(policy_id)
    arrived_at, arrival_source = propose_arrival(report, now)
    blobs, hashes = _blobs(opened)
    event = e.ReportReceived(
        policy_id=policy_id,
        policy_sha256=sha256(policy_source),
        channel="mail",
        report_kind=report.kind,
        title=report.subject or Untrusted("(no subject)"),
        reporter_address=report.reporter.address,
        reporter_name=report.reporter.name,
        grade=report.reporter.grade,
        arrival_source=arrival_source,
        arrival_zone=arrived_at.strftime("%z") or "+0000",
        message_id=report.message_id,
        **hashes,
    )
    code = tools.policies.profile(policy_id).policy.code
    case_id = make_case_id(code, arrived_at.year, tools.random_digits(DIGITS, 32))
    blobs[event.policy_sha256] = policy_source
    desk.vault.append(case_id, [Draft(event, arrived_at)], author=desk.handler, now=now, blobs=blobs)
    return Received(case_id, "opened", report)


def _follow_up(desk: Desk, case_id: str, opened: OpenedReport, now: datetime) -> Received:
    report = opened.report
    blobs, hashes = _blobs(opened)
    event = e.FollowUpReceived(
        reporter_address=report.reporter.address,
        grade=report.reporter.grade,
        title=report.subject,
        message_id=report.message_id,
        **hashes,
    )
    at, _ = propose_arrival(report, now)
    desk.vault.append(case_id, [Draft(event, at)], author=desk.handler, now=now, blobs=blobs)
    return Received(case_id, "followed-up", report)


def _blobs(opened: OpenedReport) -> tuple[dict[str, bytes], dict[str, object]]:
    """The bytes to keep, by hash, and the fields of the event that name them."""
    parsed = msgspec.json.encode(opened.report)
    kept = [opened.sealed, parsed, *opened.contents.values()]
    hashes: dict[str, object] = {
        "sealed_sha256": sha256(opened.sealed),
        "report_sha256": sha256(parsed),
        "attachments": tuple(a.sha256 for a in opened.report.attachments),
    }
    if opened.plaintext:
        kept.append(opened.plaintext)
        hashes["plaintext_sha256"] = sha256(opened.plaintext)
    return {sha256(content): content for content in kept}, hashes
