"""What happened, in a few words: of every kind of event, and of some by what they hold."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.event import Event, name_of
from desktop.domain.events import FollowUpReceived, ReportRejected
from desktop.ui.look.team_words import team_acts


def act_words(event: Event) -> str:
    """What happened, in a few words, for the undo bar and the timeline."""
    if isinstance(event, FollowUpReceived) and event.automatic:
        return automatic_words(bounce=event.bounce)
    if isinstance(event, ReportRejected) and event.of:
        words = QCoreApplication.translate("Acts", "Report rejected as a duplicate of {case}")
        return words.format(case=event.of)
    return event_words(name_of(event))


def automatic_words(*, bounce: bool) -> str:
    """What a machine wrote."""
    if bounce:
        return QCoreApplication.translate("Acts", "A letter came back undelivered")
    return QCoreApplication.translate("Acts", "Automatic reply received")


def event_words(name: str) -> str:
    """A kind of event in a few words, as policies name it for their clocks."""
    return (_acts() | _promise_acts() | team_acts()).get(name, name)


def _acts() -> dict[str, str]:
    return {
        "report.received": QCoreApplication.translate("Acts", "Report received"),
        "report.followed-up": QCoreApplication.translate("Acts", "Another message received"),
        "report.regraded": QCoreApplication.translate("Acts", "Signature checked again"),
        "arrival.confirmed": QCoreApplication.translate("Acts", "Time of arrival confirmed"),
        "handler.assigned": QCoreApplication.translate("Acts", "Handler assigned"),
        "key.taken": QCoreApplication.translate("Acts", "Key taken in"),
        "key.confirmed": QCoreApplication.translate("Acts", "Fingerprint confirmed"),
        "ack.sent": QCoreApplication.translate("Acts", "Acknowledgement sent"),
        "assessment.sent": QCoreApplication.translate("Acts", "Assessment sent"),
        "question.sent": QCoreApplication.translate("Acts", "Question sent"),
        "rejection.sent": QCoreApplication.translate("Acts", "Rejection sent"),
        "status.sent": QCoreApplication.translate("Acts", "Status sent"),
        "reporter.notified": QCoreApplication.translate("Acts", "Reporter told of the fix"),
        "note.added": QCoreApplication.translate("Acts", "Note added"),
        "reproduction.tried": QCoreApplication.translate("Acts", "Reproduction tried"),
        "attachment.released": QCoreApplication.translate("Acts", "File let out of quarantine"),
        "evidence.added": QCoreApplication.translate("Acts", "Evidence added"),
        "affected.listed": QCoreApplication.translate("Acts", "Affected versions listed"),
        "severity.set": QCoreApplication.translate("Acts", "Severity set"),
        "ssvc.decided": QCoreApplication.translate("Acts", "Decided with SSVC"),
        "report.confirmed": QCoreApplication.translate("Acts", "Problem confirmed"),
        "report.rejected": QCoreApplication.translate("Acts", "Report rejected"),
        "code.searched": QCoreApplication.translate("Acts", "Code searched"),
        "hits.judged": QCoreApplication.translate("Acts", "Hits judged"),
        "variant.found": QCoreApplication.translate("Acts", "Similar problem found"),
        "versions.traced": QCoreApplication.translate("Acts", "Versions traced in a clone"),
        "version.judged": QCoreApplication.translate("Acts", "Version judged"),
        "audit.recorded": QCoreApplication.translate("Acts", "Audit recorded"),
        "audit.done": QCoreApplication.translate("Acts", "Audit done"),
        **_fix_acts(),
        "credit.recorded": QCoreApplication.translate("Acts", "Credit recorded"),
        "person.named": QCoreApplication.translate("Acts", "Person added"),
        "content.purged": QCoreApplication.translate("Acts", "Content purged"),
        "legal-hold.placed": QCoreApplication.translate("Acts", "Legal hold placed"),
        "legal-hold.released": QCoreApplication.translate("Acts", "Legal hold released"),
        "person.removed": QCoreApplication.translate("Acts", "Person removed"),
        "duplicate.denied": QCoreApplication.translate("Acts", "Judged not to be a duplicate"),
        "reporter.joined": QCoreApplication.translate("Acts", "Reporter of a duplicate joined"),
        "disclosure.agreed": QCoreApplication.translate("Acts", "Disclosure agreed"),
        "advisory.drafted": QCoreApplication.translate("Acts", "Advisory written"),
        "advisory.release-started": QCoreApplication.translate("Acts", "Release started"),
        "advisory.exported": QCoreApplication.translate("Acts", "Advisory exported"),
        "advisory.published": QCoreApplication.translate("Acts", "Advisory published"),
        "case.closed": QCoreApplication.translate("Acts", "Case closed"),
        "need.waived": QCoreApplication.translate("Acts", "Need set aside"),
        "event.undone": QCoreApplication.translate("Acts", "Undone"),
        "conflict.settled": QCoreApplication.translate("Acts", "Conflict settled"),
        "bundle.sent": QCoreApplication.translate("Acts", "Sent to another handler"),
        "bundle.received": QCoreApplication.translate("Acts", "Received from another handler"),
    }


def _fix_acts() -> dict[str, str]:
    return {
        "fix.owned": QCoreApplication.translate("Acts", "Fix given an owner"),
        "fix.prepared": QCoreApplication.translate("Acts", "Fix prepared"),
        "fix.tested": QCoreApplication.translate("Acts", "Fix tested"),
        "fix.reviewed": QCoreApplication.translate("Acts", "Fix reviewed"),
        "fix.ready": QCoreApplication.translate("Acts", "Fixes ready"),
        "branch.released": QCoreApplication.translate("Acts", "Fix of a branch released"),
        "fix.released": QCoreApplication.translate("Acts", "Fixes released"),
        "fix.reverted": QCoreApplication.translate("Acts", "Fix taken back"),
        "fix.exempted": QCoreApplication.translate("Acts", "Branch needs no fix"),
        "remediation.complete": QCoreApplication.translate("Acts", "Remediation complete"),
    }


def _promise_acts() -> dict[str, str]:
    """Incidents, notices, laws, and what the vault itself owes."""
    return {
        "reporter.unreachable": QCoreApplication.translate("Acts", "Reporter cannot be reached"),
        "silence.accepted": QCoreApplication.translate("Acts", "Going on without an answer"),
        "report.withdrawn": QCoreApplication.translate("Acts", "Report withdrawn"),
        "scope.judged": QCoreApplication.translate("Acts", "Scope judged"),
        "credit.asked": QCoreApplication.translate("Acts", "Reporter asked about credit"),
        "disclosure.proposed": QCoreApplication.translate("Acts", "Date of disclosure proposed"),
        "details.disclosed": QCoreApplication.translate("Acts", "Details became public"),
        "embargo.proposed": QCoreApplication.translate("Acts", "Another end of the embargo proposed"),
        "embargo.refused": QCoreApplication.translate("Acts", "Proposed end of the embargo turned down"),
        "embargo.exited": QCoreApplication.translate("Acts", "Embargo ended early"),
        "exploit.published": QCoreApplication.translate("Acts", "Exploit became public"),
        "person.told": QCoreApplication.translate("Acts", "Told by hand"),
        "disclosure.planned": QCoreApplication.translate("Acts", "Disclosure planned"),
        "advisory.announced": QCoreApplication.translate("Acts", "Reporter told of the advisory"),
        "policy.announced": QCoreApplication.translate("Acts", "Reporter told of the new policy"),
        "privacy.requested": QCoreApplication.translate("Acts", "Asked to go on in private"),
        "users.notified": QCoreApplication.translate("Acts", "Users notified"),
        "authority.notified": QCoreApplication.translate("Acts", "Authority notified"),
        "csirt.warned": QCoreApplication.translate("Acts", "CSIRT warned early"),
        "csirt.notified": QCoreApplication.translate("Acts", "CSIRT notified"),
        "csirt.reported": QCoreApplication.translate("Acts", "Final report to the CSIRT"),
        "breach.aware": QCoreApplication.translate("Acts", "Breach became known"),
        "exploitation.aware": QCoreApplication.translate("Acts", "Exploitation became known"),
        "breach.ruled-out": QCoreApplication.translate("Acts", "No personal data affected"),
        "incident.opened": QCoreApplication.translate("Acts", "Case opened for an incident"),
        "incident.linked": QCoreApplication.translate("Acts", "Another case linked"),
        "cause.found": QCoreApplication.translate("Acts", "Root cause written down"),
        "action.planned": QCoreApplication.translate("Acts", "Corrective action planned"),
        "action.done": QCoreApplication.translate("Acts", "Corrective action done"),
        "action.dropped": QCoreApplication.translate("Acts", "Corrective action dropped"),
        "record.exported": QCoreApplication.translate("Acts", "Record of the incident exported"),
        "incident.detected": QCoreApplication.translate("Acts", "Incident detected"),
        "incident.contained": QCoreApplication.translate("Acts", "Incident contained"),
        "incident.assessed": QCoreApplication.translate("Acts", "Incident assessed"),
        "incident.eradicated": QCoreApplication.translate("Acts", "Cause eradicated"),
        "incident.remediated": QCoreApplication.translate("Acts", "Incident remediated"),
        "incident.recovered": QCoreApplication.translate("Acts", "Recovered"),
        "review.done": QCoreApplication.translate("Acts", "Incident reviewed"),
        "condition.answered": QCoreApplication.translate("Acts", "Question answered"),
        "pack.taken": QCoreApplication.translate("Acts", "Regulation taken on"),
        "policy.published": QCoreApplication.translate("Acts", "Policy published"),
        "policy.repinned": QCoreApplication.translate("Acts", "Moved to a newer policy"),
        "lateness.explained": QCoreApplication.translate("Acts", "Lateness explained"),
        "product.listed": QCoreApplication.translate("Acts", "Product listed"),
        "product.delisted": QCoreApplication.translate("Acts", "Product taken off the list"),
        "vault.made": QCoreApplication.translate("Acts", "Vault made"),
        "backup.done": QCoreApplication.translate("Acts", "Backup done"),
        "restore.tested": QCoreApplication.translate("Acts", "Restore tested"),
        "rollback.accepted": QCoreApplication.translate("Acts", "Older state accepted"),
        "vault.salvaged": QCoreApplication.translate("Acts", "Vault salvaged"),
        "case.salvaged": QCoreApplication.translate("Acts", "Salvaged from a damaged vault"),
        "slot.drilled": QCoreApplication.translate("Acts", "Recovery code proved"),
        "review.kept": QCoreApplication.translate("Acts", "Review without a date done"),
        "print.started": QCoreApplication.translate("Acts", "Was to be printed"),
        "access.reviewed": QCoreApplication.translate("Acts", "Access reviewed"),
    }
