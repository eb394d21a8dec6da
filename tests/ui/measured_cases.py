"""Cases by the hundred for the page about figures: arrived over two years, answered and fixed by chance."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event
from desktop.domain.inert import Untrusted
from desktop.workflows.ports import Desk

POLICIES = ("aumos", "czm", "mushin", "terragon")
DAY = timedelta(days=1)


def fill(desk: Desk, count: int, now: datetime, policies: tuple[str, ...] = POLICIES, seed: int = 5) -> None:
    """Put so many cases into the vault; the same each time."""
    chance = Random(seed)
    for number in range(count):
        policy = policies[number % len(policies)]
        arrived = now - chance.uniform(1, 700) * DAY
        source = desk.tools.policies.source(policy)
        report = e.ReportReceived(
            policy_id=policy,
            policy_sha256=sha256(source),
            channel="mail",
            report_kind="plain",
            title=Untrusted("Secret hole"),
            reporter_address=Untrusted("ada@reporter.example"),
            reporter_name=Untrusted("Ada Finder"),
            grade="claimed",
            arrival_source="date-header",
        )
        drafts = [Draft(report, arrived)]
        drafts += [Draft(act, at) for at, act in acts(chance, arrived) if at < now]
        case_id = f"TST-2025-{number:07}"
        desk.vault.append(case_id, drafts, author="me", now=now, blobs={sha256(source): source})


def acts(chance: Random, arrived: datetime) -> Iterator[tuple[datetime, Event]]:
    """What was done, in order; some of it is never done."""
    at = arrived + chance.lognormvariate(0, 0.8) * DAY
    if chance.random() < 0.05:
        return
    yield at, e.AckSent()
    at += chance.lognormvariate(1, 0.6) * DAY
    if chance.random() < 0.15:
        reason: e.RejectReason = chance.choice(["spam", "duplicate", "not-a-vulnerability"])
        yield at, e.ReportRejected(reason, "no")
        yield at, e.RejectionSent()
        yield at, e.CaseClosed("rejected")
        return
    yield at, e.SeveritySet(level=chance.choice(["critical", "high", "medium", "low"]), rationale="so")
    yield at, e.AssessmentSent()
    yield at, e.ReportConfirmed()
    at += chance.lognormvariate(2.7, 0.7) * DAY
    yield at, e.FixReleased()
    yield at, e.RemediationComplete()
    at += chance.lognormvariate(2, 0.9) * DAY
    yield at, e.AdvisoryPublished()
    yield at, e.CaseClosed("done")
