"""Take a report in: open it, find its case or make one, start its clocks, keep every byte that came.

Arrival is proposed from the topmost Received line (the handler's own server), else from Date (the stranger's
word), else from now; its source is stored, and the handler confirms it.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.events import Channel
from desktop.domain.failures import Unclaimed
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.instants import zone_of
from desktop.domain.parties.answering import by_reporter
from desktop.domain.report import ArrivalSource, OpenedReport, Report, Warning_
from desktop.workflows.correspondence.recognise_sent import SentCopy, recognise_sent
from desktop.workflows.intake.grade_reporter import CLOCK_SKEW
from desktop.workflows.intake.known_messages import case_of_same
from desktop.workflows.intake.named_cases import cases_named, may_join
from desktop.workflows.intake.open_case import open_case, policy_in_force
from desktop.workflows.intake.open_report import open_report
from desktop.workflows.policies.policies_in_use import policies_in_use
from desktop.workflows.ports import Desk, Policies, Progress

MESSAGE_LIMIT = 64 * 1024 * 1024
"""The largest message, in bytes; larger evidence is added to a case as files."""

_MOST_ANSWERED = 10
"""Messages that one message is kept as an answer to; what it answers itself comes first."""
_OLDEST_PLAUSIBLE = timedelta(days=366 * 40)


class Received(msgspec.Struct, frozen=True):
    """What became of a message."""

    case_id: str
    outcome: Literal["opened", "followed-up", "already-there", "sent-copy"]
    report: Report | None = None
    """What the message says; None where the vault holds it already."""
    reopened: bool = False
    """Whether the message opened a closed case again."""
    writer: Untrusted = Untrusted("")
    """Who wrote what joined a case, where that is somebody else than its reporter."""
    fallback: str = ""
    """The policy that a new case was given since none has an address that the report went to."""
    kept_apart_from: tuple[str, ...] = ()
    """Cases that a new one's message names, and whose reporter is somebody else."""
    sent: SentCopy | None = None
    """What went out from here, it seems, and was left alone: `record_sent` takes it in."""

    @property
    def automatic(self) -> bool:
        """Whether it joined its case as what a machine wrote, which answers nothing."""
        return self.outcome == "followed-up" and self.report is not None and self.report.automatic

    @property
    def bounce(self) -> bool:
        """Whether it says that a letter of its case could not be delivered."""
        return self.automatic and self.report is not None and self.report.bounce


def receive_message(
    desk: Desk,
    raw: bytes,
    *,
    policy_id: str = "",
    is_report: bool = False,
    warnings: tuple[Warning_, ...] = (),
    progress: Progress,
) -> Received:
    """Take in a message given as bytes; the vault is changed by one transaction or not at all.

    A copy of what went out from here is not taken in, unless a person says that it `is_report` or names a
    policy for it. `warnings` are what was seen where it came from.
    """
    there = desk.vault.case_of_file(sha256(raw))
    if there is not None:
        return Received(there, "already-there")
    opened = open_with_known_keys(desk, raw, progress)
    there = case_of_same(desk.vault, opened.report)
    if there is not None:
        return Received(there, "already-there")
    sent = None if is_report or policy_id else recognise_sent(desk, opened.report)
    if sent is not None:
        return Received(sent.case_id, "sent-copy", opened.report, sent=sent)
    warned = msgspec.structs.replace(opened.report, warnings=(*opened.report.warnings, *warnings))
    opened = msgspec.structs.replace(opened, report=warned)
    return store_report(desk, opened, policy_id=policy_id, progress=progress)


def store_report(
    desk: Desk,
    opened: OpenedReport,
    *,
    channel: Channel = "mail",
    policy_id: str = "",
    follows: str = "",
    progress: Progress,
) -> Received:
    """Join what was opened to the case that it `follows` or names, or open one, in one transaction."""
    now = desk.tools.now()
    progress.step("Storing the report in the vault")
    named = list(cases_named(desk.vault, opened.report))
    joined = follows or next(
        (case.case_id for case in named if may_join(desk.vault, case, opened.report)), None
    )
    if joined:
        return _follow_up(desk, joined, opened, now)
    received = _open_case(desk, opened, channel, policy_id, now)
    return msgspec.structs.replace(received, kept_apart_from=tuple(case.case_id for case in named))


def open_with_known_keys(desk: Desk, raw: bytes, progress: Progress) -> OpenedReport:
    """Open a message, again with the keys taken in for its sender when a signature waits for one."""
    now = desk.tools.now()
    opened = open_report(raw, desk.tools, at=now, progress=progress)
    if not any(signer.state == "unknown-key" for signer in opened.report.signature.signers):
        return opened
    keys = desk.vault.keys_of(opened.report.reporter.address.raw)
    return open_report(raw, desk.tools, keys, at=now, progress=progress) if keys else opened


def propose_arrival(report: Report, now: datetime) -> tuple[datetime, ArrivalSource]:
    """When the report arrived, and whose word that is; an implausible time gives way to now.

    A stranger's Date never stands in for what our own server wrote; its clock may go ahead of ours a little.
    """
    oldest = now - _OLDEST_PLAUSIBLE
    if report.received is not None:
        if oldest < report.received <= now + CLOCK_SKEW:
            return min(report.received, now.astimezone(report.received.tzinfo)), "received-header"
    elif report.date is not None and oldest < report.date <= now:
        return report.date, "date-header"
    return now, "import"


def choose_policy(
    policies: Policies,
    asked: str,
    recipients: tuple[Untrusted, ...],
    fallback: str,
    adopted: Collection[str] = (),
) -> str:
    """The policy asked for, else the one with the recipient's address, else what the vault falls back to.

    Of several with the address it is the one that was adopted: the others only lie on the shelf. Raises
    Unclaimed when none says which, or two do: promises are never guessed.
    """
    if asked:
        return asked
    found = next(filter(None, (policies.for_recipient(address.raw) for address in recipients)), ())
    if len(found) == 1 or (not found and fallback):
        return found[0] if found else fallback
    if fallback in found:
        return fallback
    in_use = [policy_id for policy_id in found if policy_id in adopted]
    if len(in_use) == 1:
        return in_use[0]
    words = "No policy has" if not found else f"{len(found)} policies have"
    raise Unclaimed(
        f"{words} the address that this report was sent to.",
        advice=f"Choose the policy that it falls under ({', '.join(found or policies.for_reports())}).",
    )


def _open_case(desk: Desk, opened: OpenedReport, channel: Channel, policy_id: str, now: datetime) -> Received:
    report = opened.report
    policies = desk.tools.policies
    in_use = policies_in_use(desk.vault.vault_history())
    named = policy_id or any(policies.for_recipient(address.raw) for address in report.recipients)
    try:
        policy_id = choose_policy(policies, policy_id, report.recipients, in_use.fallback, in_use.adoptions)
    except Unclaimed as unclaimed:
        unclaimed.sender, unclaimed.recipients = report.reporter.address, report.recipients
        unclaimed.adopted = in_use.latest_first
        raise
    arrived_at, arrival_source = propose_arrival(report, now)
    if channel != "mail" and arrival_source == "date-header":
        arrival_source = "export"
    policy = policy_in_force(desk, policy_id, arrived_at)
    kept = _keep(opened)
    event = e.ReportReceived(
        policy_id=policy_id,
        policy_sha256=sha256(policy),
        channel=channel,
        report_kind=report.kind,
        title=report.subject or Untrusted("(no subject)"),
        reporter_address=report.reporter.address,
        reporter_name=report.reporter.name,
        grade=report.reporter.grade,
        arrival_source=arrival_source,
        arrival_zone=zone_of(arrived_at),
        message_id=report.message_id,
        sealed_sha256=kept.sealed_sha256,
        plaintext_sha256=kept.plaintext_sha256,
        report_sha256=kept.report_sha256,
        attachments=kept.attachments,
        known_by=opened.known_by,
    )
    case_id = open_case(desk, policy, [Draft(event, arrived_at)], kept.blobs)
    return Received(case_id, "opened", report, fallback="" if named else policy_id)


def _follow_up(desk: Desk, case_id: str, opened: OpenedReport, now: datetime) -> Received:
    report = opened.report
    kept = _keep(opened)
    event = e.FollowUpReceived(
        reporter_address=report.reporter.address,
        grade=report.reporter.grade,
        title=report.subject,
        message_id=report.message_id,
        sealed_sha256=kept.sealed_sha256,
        plaintext_sha256=kept.plaintext_sha256,
        report_sha256=kept.report_sha256,
        attachments=kept.attachments,
        automatic=report.automatic,
        bounce=report.bounce,
        answers=report.in_reply_to[:_MOST_ANSWERED],
        known_by=opened.known_by,
    )
    case = fold(desk.vault.history(case_id))
    theirs = report.automatic or by_reporter(event, case.reporter_address)
    writer = Untrusted("") if theirs else event.reporter_address
    closed = not report.automatic and not case.open
    proposed, _ = propose_arrival(report, now)
    at = proposed if case.arrived_at is None or proposed >= case.arrived_at else now
    desk.vault.append(case_id, [Draft(event, at)], author=desk.handler, now=now, blobs=kept.blobs)
    return Received(case_id, "followed-up", report, reopened=closed, writer=writer)


class _Kept(msgspec.Struct, frozen=True):
    """The bytes of a message that the vault keeps, and the hashes by which the event names them."""

    blobs: dict[str, bytes]
    sealed_sha256: str
    plaintext_sha256: str
    report_sha256: str
    attachments: tuple[str, ...]


def _keep(opened: OpenedReport) -> _Kept:
    parsed = msgspec.json.encode(opened.report)
    contents = [opened.sealed, parsed, *opened.contents.values()]
    if opened.plaintext:
        contents.append(opened.plaintext)
    return _Kept(
        blobs={sha256(content): content for content in contents},
        sealed_sha256=sha256(opened.sealed),
        plaintext_sha256=sha256(opened.plaintext) if opened.plaintext else "",
        report_sha256=sha256(parsed),
        attachments=tuple(attachment.sha256 for attachment in opened.report.attachments),
    )
