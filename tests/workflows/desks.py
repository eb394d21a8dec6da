"""Desks for workflow tests: a vault, real gpg homes, real files, a clock that stands still."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText, FormName
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report, Reporter, SignatureCheck
from desktop.files.local import LocalFiles
from desktop.files.policies import PolicyShelf
from desktop.openpgp.gpg import Gpg
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.ports import Desk, Parsed, Silent, Tools
from desktop.workflows.publication.publish_advisory import Published, publish_advisory
from desktop.workflows.vault_ports import Vault
from tests.histories import TRIED

NOW = datetime(2026, 3, 2, 10, 30, 15, 250_000, tzinfo=UTC)
CASE = "MUS-2026-0000000"
STEM = CASE.lower()
"""How the files of its advisory begin."""
TWO: tuple[FormName, ...] = ("csaf", "markdown")
"""Formats that any case can be told in."""
REPORTER = "ada@reporter.example"
TEXT = AdvisoryText(
    title="Model loader runs code",
    summary="A crafted model file runs code on the server.",
    details="The loader unpickles what it reads.",
    workaround="Load only models that you made.",
    references=("https://mushinai.com/advisories",),
)


class NoParser:
    """These workflows parse nothing."""

    confined = False

    def parse(self, *_: object, **__: object) -> Parsed:
        raise AssertionError("nothing is parsed here")


def desk_on(vault: Vault, gpg: Gpg, now: datetime = NOW) -> Desk:
    tools = Tools(
        openpgp=gpg,
        parser=NoParser(),
        files=LocalFiles(),
        policies=PolicyShelf(),
        now=lambda: now,
        random_digits=lambda count, _below: [0] * count,
    )
    return Desk(vault, tools, "Grace Handler")


def later(desk: Desk, **step: int) -> Desk:
    now = desk.tools.now() + timedelta(**step)
    return replace(desk, tools=replace(desk.tools, now=lambda: now))


def receive(desk: Desk, *, offers: tuple[bytes, ...] = (), subject: str = "Hole in loader") -> str:
    """A case with one report in the vault, as receiving leaves it."""
    source = desk.tools.policies.source("mushin")
    name, address = Untrusted("Ada Finder"), Untrusted(REPORTER)
    report = Report(
        kind="plain",
        encryption="not-encrypted",
        signature=SignatureCheck(),
        reporter=Reporter(address, name, "claimed"),
        subject=Untrusted(subject),
        text=Untrusted("It is broken."),
        message_id=Untrusted("<two@reporter.example>"),
        in_reply_to=(Untrusted("<one@reporter.example>"),),
        key_offers=tuple(sha256(offer) for offer in offers),
    )
    parsed = msgspec.json.encode(report)
    event = e.ReportReceived(
        policy_id="mushin",
        policy_sha256=sha256(source),
        channel="mail",
        report_kind="plain",
        title=Untrusted(subject),
        reporter_address=address,
        reporter_name=name,
        grade="claimed",
        arrival_source="date-header",
        message_id=report.message_id,
        report_sha256=sha256(parsed),
    )
    blobs = {sha256(b): b for b in (source, parsed, *offers)}
    arrived = desk.tools.now() - timedelta(days=1)
    desk.vault.append(CASE, [Draft(event, arrived)], author="me", now=desk.tools.now(), blobs=blobs)
    return CASE


def tell(desk: Desk, *acts: Event) -> None:
    """Record acts through the rules."""
    for act in acts:
        outcome = record_act(desk, CASE, act)
        assert isinstance(outcome, Recorded), outcome.sentence


def confirm_audit_fix(desk: Desk) -> None:
    tell(
        desk,
        e.HandlerAssigned("Grace Handler"),
        e.AckSent(),
        e.AffectedListed(
            vendor="MushinAI",
            product="Platform",
            affected=(">=1.2, <1.4.1", "1.1.7"),
            supported_branches=("1.4",),
        ),
        e.SeveritySet(
            level="critical",
            rationale="Remote",
            cvss="CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
            cwe="502",
        ),
        TRIED,
        e.ReportConfirmed(),
        e.AuditRecorded(searched="every unpickling", result="no other"),
        e.AuditDone(),
        e.FixPrepared(product="Platform", fixed_in="1.4.1", branch="1.4"),
        e.FixTested("Platform", "the steps of the report", "passed", "1.4"),
        e.FixReviewed("Platform", "Barbara", "approved", "1.4"),
        e.FixReady(),
    )


def ready_to_publish(desk: Desk, text: AdvisoryText = TEXT) -> None:
    """Everything that the gate asks for."""
    confirm_audit_fix(desk)
    tell(
        desk,
        e.CreditRecorded(choice="named", name="Ada Finder", ground="her message of 1 March"),
        e.AdvisoryDrafted(text=text),
        e.DisclosureAgreed(publish_at=desk.tools.now(), parties=("us", "Ada"), evidence="her message"),
    )


def publish(desk: Desk, out: Path, signer: str, formats: Sequence[FormName] = ()) -> Published:
    """The advisory of the case, signed by this key into the folder."""
    return publish_advisory(desk, CASE, out, formats=formats, sign_with=signer, progress=Silent())
