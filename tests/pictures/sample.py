"""The desk that is photographed: invented cases in a vault in memory, with a clock that stands still."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report, Reporter, SignatureCheck, Signer
from desktop.files.local import LocalFiles
from desktop.files.policies import PolicyShelf
from desktop.formats.sample_mail import sample_text
from desktop.formats.shipped import shipped
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.ports import Desk, KeyInfo, Tools
from tests.fakes import InMemoryVault
from tests.ui.measured_cases import fill

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
"""A Monday morning."""
DAY = timedelta(days=1)
FINGERPRINT = "5D0C37A1E2B94F6688C1A0D3F7E2541B9C6A80EF"
FIRST = "AUM-2026-0417730"
"""The case that has come furthest, and is read on most pictures."""


class Present:
    """A clock that is set."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


class OneKey:
    """A keyring with a single key of the team; nothing is opened or signed on a picture."""

    def secret_keys(self) -> tuple[KeyInfo, ...]:
        uid = Untrusted("Sample intake <security@aumos.io>")
        return (KeyInfo(FINGERPRINT, (uid,), True, True, True),)

    def read_keys(self, _keys: bytes) -> tuple[KeyInfo, ...]:
        return ()

    def close(self) -> None:
        """Nothing is held."""


class NoParser:
    """Nothing is parsed on a picture."""

    confined = True


def sample_desk(policies: Path) -> Desk:
    """Nine cases of five policies, in every stage."""
    present = Present()
    desk = _empty(present, policies)
    _first(desk, present)
    for case_id, policy, days, title, name, acts in _OTHERS:
        report = _report(title, name, "It runs what it is given.", signed=False)
        _open(desk, present, case_id, policy, NOW - days * DAY, report)
        _live(desk, present, case_id, acts)
    present.now = NOW
    return desk


def measured_desk(policies: Path) -> Desk:
    """Two years of cases, for the page of figures."""
    desk = _empty(Present(), policies)
    fill(desk, 90, NOW)
    return desk


def _empty(present: Present, policies: Path) -> Desk:
    digits = iter(range(10_000))
    tools = Tools(
        openpgp=OneKey(),
        parser=NoParser(),
        files=LocalFiles(),
        policies=PolicyShelf(policies),
        now=present,
        random_digits=lambda count, below: [next(digits) % below for _ in range(count)],
    )
    return Desk(InMemoryVault(present), tools, "Robin Keeper")


def _report(title: str, name: str, text: str, *, signed: bool) -> Report:
    address = Untrusted(f"{name.split(maxsplit=1)[0].lower()}@research.example")
    uid = Untrusted(f"{name} <{address.raw}>")
    signer = Signer(FINGERPRINT[::-1], (uid,), "good", "The key is one that was taken in.", NOW - 20 * DAY)
    return Report(
        kind="pgp-mime" if signed else "plain",
        encryption="decrypted" if signed else "not-encrypted",
        signature=SignatureCheck("good", (signer,)) if signed else SignatureCheck(),
        reporter=Reporter(address, Untrusted(name), "signed" if signed else "claimed"),
        subject=Untrusted(title),
        text=Untrusted(text),
        message_id=Untrusted(f"<{sha256(title.encode())[:12]}@research.example>"),
        warnings=() if signed else ("hidden-characters",),
    )


def _open(
    desk: Desk,
    present: Present,
    case_id: str,
    policy: str,
    at: datetime,
    report: Report,
) -> None:
    source = desk.tools.policies.source(policy)
    parsed = msgspec.json.encode(report)
    event = e.ReportReceived(
        policy_id=policy,
        policy_sha256=sha256(source),
        channel="mail",
        report_kind=report.kind,
        title=report.subject,
        reporter_address=report.reporter.address,
        reporter_name=report.reporter.name,
        grade=report.reporter.grade,
        arrival_source="received-header",
        message_id=report.message_id,
        report_sha256=sha256(parsed),
    )
    present.now = at + timedelta(minutes=20)
    blobs = {sha256(b): b for b in (source, parsed)}
    desk.vault.append(case_id, [Draft(event, at)], author=desk.handler, now=present.now, blobs=blobs)


def _live(desk: Desk, present: Present, case_id: str, acts: Sequence[tuple[float, Event]]) -> None:
    """Let acts happen so many days before the present."""
    for days, act in acts:
        present.now = NOW - days * DAY
        outcome = record_act(desk, case_id, act)
        assert isinstance(outcome, Recorded), f"{case_id}: {outcome.sentence}"


def _first(desk: Desk, present: Present) -> None:
    text = sample_text(shipped("demo", "tenant-isolation.txt")).decode()
    title = "Cross-tenant read through the export endpoint"
    first = _report(title, "Ada Example", text, signed=True)
    _open(desk, present, FIRST, "aumos", NOW - 20 * DAY, first)
    _live(desk, present, FIRST, _ACTS)
    report = _report("Re: " + title, "Ada Example", "Yes, 2.4.2 is affected too.\n\nAda", signed=True)
    parsed = msgspec.json.encode(report)
    answer = e.FollowUpReceived(
        report.reporter.address, "signed", report.subject, report.message_id, report_sha256=sha256(parsed)
    )
    present.now = NOW - 2 * DAY
    draft = Draft(answer, NOW - 3 * DAY)
    blobs = {sha256(parsed): parsed}
    desk.vault.append(FIRST, [draft], author=desk.handler, now=present.now, blobs=blobs)


def _affected(product: str, *ranges: str) -> Event:
    return e.AffectedListed(
        vendor="AumOS", product=product, affected=ranges, supported_branches=("2.3", "2.4")
    )


_TRIED = e.ReproductionTried(outcome="reproduced", steps="as the report says", environment="Debian 12, 2.4.2")
_ACTS = (
    (19.8, e.ArrivalConfirmed(NOW - 20 * DAY)),
    (19.5, e.HandlerAssigned("Robin Keeper")),
    (19, e.AckSent()),
    (17, _affected("Scanner", ">=2.3.0, <2.4.3")),
    (
        16,
        e.SeveritySet(
            level="high",
            rationale="Any signed-in user reads the findings of every tenant.",
            cvss="CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:N/A:N",
            cwe="639",
        ),
    ),
    (15, _TRIED),
    (15, e.ReportConfirmed()),
    (14, e.AssessmentSent()),
    (12, e.AuditRecorded(searched="every query that is built by hand", result="two more, fixed with it")),
    (11, e.AuditDone()),
    (6, e.FixPrepared(product="Scanner", fixed_in="2.4.3", branch="2.4")),
    (5, e.FixTested("Scanner", "the steps of the report", "passed", "2.4")),
    (
        4,
        e.AdvisoryDrafted(
            AdvisoryText(
                title="Cross-tenant read through the export endpoint",
                summary="A signed-in user could read the findings of other tenants.",
                details="The export endpoint took the tenant from a header.",
                workaround="Switch the export endpoint off.",
            )
        ),
    ),
)
_OTHERS: tuple[tuple[str, str, float, str, str, tuple[tuple[float, Event], ...]], ...] = (
    ("M87-2026-0288104", "m87", 4, "Session fixation in the single sign-on bridge", "Sam Prober", ()),
    (
        "CZM-2026-0951137",
        "czm",
        6,
        "Path traversal in the archive importer writes outside of its folder, also as another user",
        "Lin Okafor",
        ((5, e.HandlerAssigned("Robin Keeper")), (5, e.AckSent())),
    ),
    ("MUS-2026-0330418", "mushin", 1.2, "Model loader runs code from a crafted file", "Rae Winter", ()),
    (
        "TER-2026-0770215",
        "terragon",
        9,
        "Signing oracle in the ledger's debug endpoint",
        "Noor Haddad",
        (
            (8.5, e.HandlerAssigned("Kim Brandt")),
            (8, e.AckSent()),
            (7, e.SeveritySet(level="critical", rationale="Keys can be used by anybody.")),
        ),
    ),
    (
        "AUM-2026-0662093",
        "aumos",
        12,
        "Reflected markup on the status page",
        "Ola Berg",
        (
            (11.5, e.HandlerAssigned("Robin Keeper")),
            (11, e.AckSent()),
            (10, e.SeveritySet(level="low", rationale="Nothing of worth can be reached.")),
            (10, _affected("Status page", "<1.9")),
            (9, _TRIED),
            (9, e.ReportConfirmed()),
        ),
    ),
    (
        "AUM-2026-0120457",
        "aumos",
        8,
        "Scanner report: missing header",
        "scan-bot",
        (
            (7, e.HandlerAssigned("Robin Keeper")),
            (7, e.ReportRejected("not-a-vulnerability", "The header changes nothing here.")),
        ),
    ),
)
