"""The words for what the domain keeps as codes: grades, states, warnings, events."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.domain.clocks import hangs_on_severity
from desktop.domain.event import Event, name_of
from desktop.domain.events import FollowUpReceived, ReportRejected
from desktop.ui.look.team_words import team_acts


class Chip(NamedTuple):
    """A few words on a pale ground of this tone."""

    words: str
    tone: str


def grade_chip(grade: str) -> Chip:
    """How far the message proves who wrote it."""
    return {
        "signed": Chip(QCoreApplication.translate("Wording", "Signed by the sender"), "good"),
        "encrypted-only": Chip(QCoreApplication.translate("Wording", "Sender not proven"), "warn"),
        "claimed": Chip(QCoreApplication.translate("Wording", "Sender only claimed"), "warn"),
        "ambiguous": Chip(QCoreApplication.translate("Wording", "Sender ambiguous"), "bad"),
    }.get(grade, Chip(grade, "warn"))


def encryption_chip(encryption: str) -> Chip:
    """Whether the message came encrypted."""
    return {
        "decrypted": Chip(QCoreApplication.translate("Wording", "Was encrypted"), "good"),
        "not-encrypted": Chip(QCoreApplication.translate("Wording", "Not encrypted"), "warn"),
        "no-key": Chip(QCoreApplication.translate("Wording", "No key for it"), "bad"),
        "refused": Chip(QCoreApplication.translate("Wording", "Decryption refused"), "bad"),
    }.get(encryption, Chip(encryption, "warn"))


def state_chip(state: str, why: str = "") -> Chip:
    """The state of a clock; `why` tells on what a conditional one hangs, where that is known."""
    if state == "conditional" and why:
        return Chip(hangs_on(why), "muted")
    return {
        "running": Chip(QCoreApplication.translate("Wording", "running"), "accent"),
        "paused": Chip(QCoreApplication.translate("Wording", "paused"), "warn"),
        "met": Chip(QCoreApplication.translate("Wording", "kept"), "good"),
        "late": Chip(QCoreApplication.translate("Wording", "kept late"), "warn"),
        "overdue": Chip(QCoreApplication.translate("Wording", "overdue"), "bad"),
        "held": Chip(QCoreApplication.translate("Wording", "held"), "accent"),
        "ended": Chip(QCoreApplication.translate("Wording", "ended"), "muted"),
        "waiting": Chip(QCoreApplication.translate("Wording", "waiting"), "muted"),
        "conditional": Chip(QCoreApplication.translate("Wording", "may apply"), "muted"),
        "not-applicable": Chip(QCoreApplication.translate("Wording", "does not apply"), "muted"),
        "undated": Chip(QCoreApplication.translate("Wording", "no date"), "warn"),
    }.get(state, Chip(state, "muted"))


def hangs_on(why: str) -> str:
    """What a conditional clock waits for, by the reason that it gives."""
    if hangs_on_severity(why):
        return QCoreApplication.translate("Wording", "depends on severity")
    return QCoreApplication.translate("Wording", "depends on your answer")


def severity_tone(level: str) -> str:
    """The tone of a severity; a policy may use other words, which stay quiet."""
    return {"critical": "bad", "high": "bad", "medium": "warn", "low": "muted"}.get(level, "muted")


def level_words(level: str) -> str:
    """A severity; a policy may use other words, which are its own."""
    return {
        "critical": QCoreApplication.translate("Wording", "Critical"),
        "high": QCoreApplication.translate("Wording", "High"),
        "medium": QCoreApplication.translate("Wording", "Medium"),
        "low": QCoreApplication.translate("Wording", "Low"),
        "none": QCoreApplication.translate("Wording", "None"),
    }.get(level, level.capitalize())


def arrival_words(source: str) -> str:
    """Whose word the time of arrival is."""
    return {
        "received-header": QCoreApplication.translate("Wording", "by the mail server that received it"),
        "date-header": QCoreApplication.translate("Wording", "by the sender's clock"),
        "export": QCoreApplication.translate("Wording", "by the form's own record"),
        "import": QCoreApplication.translate("Wording", "the time of import"),
        "typed": QCoreApplication.translate("Wording", "as typed"),
    }.get(source, source)


def channel_words(channel: str) -> str:
    """How a report came."""
    return {
        "mail": QCoreApplication.translate("Wording", "Mail"),
        "phone": QCoreApplication.translate("Wording", "Phone"),
        "web-form": QCoreApplication.translate("Wording", "Web form"),
        "colleague": QCoreApplication.translate("Wording", "Colleague"),
        "chat": QCoreApplication.translate("Wording", "Chat"),
        "other": QCoreApplication.translate("Wording", "Another way"),
    }.get(channel, channel)


def intake_words(outcome: str) -> str:
    """What became of an item that was dropped."""
    words = {
        "opened": QCoreApplication.translate("Intake", "Case opened"),
        "followed-up": QCoreApplication.translate("Intake", "Added to its case"),
        "already-there": QCoreApplication.translate("Intake", "There already"),
        "sent-copy": QCoreApplication.translate("Intake", "A letter of ours"),
        "refused": QCoreApplication.translate("Intake", "Refused"),
        "skipped": QCoreApplication.translate("Intake", "Passed over"),
    }
    return words.get(outcome, outcome)


def warning_words(code: str) -> str:
    """What a handler should know about a message before believing it."""
    return {
        "partly-encrypted": QCoreApplication.translate("Wording", "Only a part of it was encrypted."),
        "partly-signed": QCoreApplication.translate("Wording", "Only a part of it is signed."),
        "mixed-content": QCoreApplication.translate(
            "Wording", "Text stands beside the encrypted part: it is not from inside."
        ),
        "late-signature": QCoreApplication.translate(
            "Wording", "The signature's date is more than 7 days from the arrival."
        ),
        "ambiguous-sender": QCoreApplication.translate("Wording", "It names more than one sender."),
        "hidden-characters": QCoreApplication.translate(
            "Wording", "It holds invisible characters; they are shown as ⟨U+…⟩."
        ),
        "repaired-mime": QCoreApplication.translate(
            "Wording", "Its MIME structure was broken and has been repaired."
        ),
        "legacy-display": QCoreApplication.translate("Wording", "It repeats its protected headers as text."),
        "layers-peeled": QCoreApplication.translate("Wording", "It was encrypted more than once."),
        "html-only": QCoreApplication.translate("Wording", "It came as HTML only; this is its text."),
        "smime": QCoreApplication.translate("Wording", "It is S/MIME, which Embargo does not open."),
        "links": QCoreApplication.translate("Wording", "It holds links. They cannot be clicked here."),
        "attachment-name-changed": QCoreApplication.translate(
            "Wording", "An attachment had an unsafe name; a safe one is shown."
        ),
        "date-implausible": QCoreApplication.translate("Wording", "Its date is implausible."),
        "zone-assumed": QCoreApplication.translate(
            "Wording", "Its date came without a zone; one was assumed. Check the arrival."
        ),
        "perhaps-cut": QCoreApplication.translate(
            "Wording", "It may have been cut off where the mailbox ends; nothing proves that it is whole."
        ),
        "sandbox-missing": QCoreApplication.translate(
            "Wording", "It was read without bubblewrap: limits only, no isolation."
        ),
    }.get(code, code)


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
        "access.reviewed": QCoreApplication.translate("Acts", "Access reviewed"),
    }
