"""The whole main job on a sample case, act by act, as a handler would do it.

Nothing is simulated: every act passes the rules, every file passes the gate.
"""

from collections.abc import Callable
from pathlib import Path

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.decide import Refusal
from desktop.domain.event import Event
from desktop.domain.failures import RefusedByPolicy
from desktop.domain.fixing.at_once import releases_of
from desktop.domain.fixing.gaps import records_of
from desktop.domain.stages import Stage
from desktop.workflows.correspondence.write_letter import draft_letter, save_letter, seal_letter
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.fixing.record_fixes import read_case
from desktop.workflows.investigation.keep_products import keep_product
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.publication.name_publisher import name_publisher
from desktop.workflows.publication.publish_advisory import Published, publish_advisory

_PRODUCT = e.ProductListed("AumOS", "Scanner", ("2.3", "2.4"), purl="pkg:pypi/aumos-scanner")
_AUTHORITY = ("00000000-0000-4000-8000-000000000000", "sample")
"""Nobody's, as the CVE id with the number 0 is."""
_FIXED_IN = (("2.3", "2.3.6"), ("2.4", "2.4.3"))


def _fix(branch: str, version: str) -> tuple[Event, ...]:
    """The fix of one branch with what proves it."""
    return (
        e.FixOwned("Scanner", "Dana Developer", branch),
        e.FixPrepared("Scanner", version, branch, commit=f"row-level-security-{branch}"),
        e.FixTested(
            "Scanner",
            "The request of the report, once more, and the suite of the export endpoint.",
            "passed",
            branch,
            f"Debian 12, the container of {version}, curl 7.88.1",
        ),
        e.FixReviewed(
            "Scanner", "Rita Reviewer", "approved", branch, "The query runs under the tenant's role."
        ),
    )


_FACTS: dict[Stage, tuple[Event, ...]] = {
    "Confirm": (
        e.ReproductionTried(
            outcome="reproduced",
            steps="The request of the report, with the account of one tenant and no X-Tenant header.",
            environment="Debian 12, the released container with its default settings, curl 7.88.1",
            product="Scanner",
            version="2.4.2",
        ),
        e.AffectedListed(
            vendor="AumOS",
            product="Scanner",
            affected=(">=2.3.0, <2.3.6", ">=2.4.0, <2.4.3"),
            supported_branches=("2.3", "2.4"),
        ),
        e.SeveritySet(
            level="high",
            rationale="Any signed-in user reads the findings of all tenants; nothing can be changed.",
            cvss="CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:N/A:N",
            cwe="CWE-639",
        ),
    ),
    "Audit": (
        e.AuditRecorded(
            searched="All readers of the X-Tenant header, in 2.3 and 2.4",
            result="Seven hits: the export endpoint alone runs without row-level security.",
        ),
    ),
    "Fix": (*(act for branch, version in _FIXED_IN for act in _fix(branch, version)),),
    "Advisory": (
        e.CreditRecorded(choice="named", name="Ada Example", ground="asked for in the report"),
        e.AdvisoryDrafted(
            text=AdvisoryText(
                title="Export endpoint reads across tenants",
                summary="The export endpoint of AumOS Scanner answered with the findings of every tenant "
                "when a request named none. Any signed-in user could read them.",
                remediation="Update to 2.3.6 or 2.4.3.",
                workaround="Block /api/v2/export at the gateway until the update is in place.",
                references=("https://example.org/scanner/2.4.3",),
                cve="CVE-2026-0000",
            )
        ),
    ),
}
_MILESTONES: dict[Stage, tuple[Event, ...]] = {
    "Confirm": (
        e.ReportConfirmed(rationale="Reproduced on 2.4.2 with the steps of the report."),
        e.AssessmentSent(),
    ),
    "Audit": (e.AuditDone(),),
    "Fix": (e.FixReady(), e.FixReleased()),
}
_AFTER: tuple[Event, ...] = (
    e.ReporterNotified(),
    e.AdvisoryPublished(where="release notes of 2.3.6 and 2.4.3"),
    e.CaseClosed(reason="Fixed, published, reporter told and credited."),
)


def rehearse(
    desk: Desk,
    case_id: str,
    *,
    out: Path,
    sign_with: str,
    at_stage: Callable[[Stage], None],
    progress: Progress,
) -> Published:
    """Take the case from its arrival to its end; `at_stage` is called once the facts of each stage are there.

    Raises RefusedByPolicy where a rule refuses, and what publishing raises.
    """
    arrived = view_case(desk, case_id).case.arrived_at
    assert arrived is not None
    keep_product(desk, _PRODUCT)
    name_publisher(desk, *_AUTHORITY)
    at_stage("Intake")
    _record(desk, case_id, (e.ArrivalConfirmed(arrived_at=arrived), e.HandlerAssigned(handler=desk.handler)))
    _acknowledge(desk, case_id, out, progress)
    for stage, facts in _FACTS.items():
        _record(desk, case_id, facts)
        at_stage(stage)
        if stage == "Fix":
            _release(desk, case_id)
        _record(desk, case_id, _MILESTONES.get(stage, ()))
    published = publish_advisory(desk, case_id, out, sign_with=sign_with, progress=progress)
    _record(desk, case_id, _AFTER)
    at_stage("Closed")
    return published


def _acknowledge(desk: Desk, case_id: str, out: Path, progress: Progress) -> None:
    letter = draft_letter(desk, case_id, "acknowledgement")
    cleared = seal_letter(desk, case_id, letter, form="eml", progress=progress)
    save_letter(desk, cleared, out / "acknowledgement.eml")
    _record(desk, case_id, (e.AckSent(message_sha256=cleared.sha256),))


def _release(desk: Desk, case_id: str) -> None:
    """Both branches come out today."""
    case, _, today = read_case(desk, case_id)
    _record(desk, case_id, releases_of(records_of(case), today, out_of_band=False))


def _record(desk: Desk, case_id: str, acts: tuple[Event, ...]) -> None:
    for act in acts:
        outcome = record_act(desk, case_id, act)
        if isinstance(outcome, Refusal):
            raise RefusedByPolicy(outcome.sentence, advice="The sample case no longer fits its policy.")
