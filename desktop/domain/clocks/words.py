"""Plain words for what starts, keeps and ends a promise: people read no event names."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

_SENT = ("is sent", "was sent")
_TOLD = ("is told", "was told")
_ARE_TOLD = ("are told", "were told")
_DONE = ("is done", "was done")
_RECORDED = ("is recorded", "was recorded")

_MOVED = {
    "agreement": "another date was agreed",
    "pause": "time that does not count was added",
    "plan": "the day of publication was moved",
}
_WORDS: dict[str, tuple[str, tuple[str, str]]] = {
    "access.reviewed": ("who can open the vault", ("is reviewed", "was reviewed")),
    "ack.sent": ("the acknowledgement", _SENT),
    "act.refused": ("an act", ("is refused", "was refused")),
    "action.done": ("a corrective action", _DONE),
    "action.dropped": ("a corrective action", ("is dropped", "was dropped")),
    "action.planned": ("a corrective action", ("is planned", "was planned")),
    "advisory.announced": ("the reporter", ("is told of the advisory", "was told of the advisory")),
    "advisory.approved": ("the advisory", ("is approved", "was approved")),
    "advisory.drafted": ("the advisory", ("is drafted", "was drafted")),
    "advisory.exported": ("the advisory", ("is exported", "was exported")),
    "advisory.published": ("the advisory", ("is published", "was published")),
    "advisory.release-refused": ("the advisory", ("is held back", "was held back")),
    "advisory.release-started": ("the advisory", ("is cleared", "was cleared")),
    "advisory.self-released": ("the advisory", ("is released by one alone", "was released by one alone")),
    "affected.listed": ("the affected versions", ("are listed", "were listed")),
    "approval.requested": ("an approval", ("is asked for elsewhere", "was asked for elsewhere")),
    "arrival.confirmed": ("the time of arrival", ("is confirmed", "was confirmed")),
    "assessment.sent": ("the assessment", _SENT),
    "audit.done": ("the search for similar problems", _DONE),
    "audit.recorded": ("a search for similar problems", _RECORDED),
    "attachment.released": ("a file", ("is let out of quarantine", "was let out of quarantine")),
    "authority.notified": ("the authority", _TOLD),
    "backup.done": ("a backup", ("is written and checked", "was written and checked")),
    "branch.released": ("the fix of a branch", ("is released", "was released")),
    "breach.aware": ("a breach of personal data", ("becomes known", "became known")),
    "breach.ruled-out": ("a breach of personal data", ("is ruled out", "was ruled out")),
    "bundle.received": ("a bundle of another handler", ("is taken in", "was taken in")),
    "bundle.sent": ("a case", ("is sent to another handler", "was sent to another handler")),
    "case.closed": ("the case", ("is closed", "was closed")),
    "case.opened": ("the case", ("is opened to everybody", "was opened to everybody")),
    "case.restricted": ("the case", ("is restricted", "was restricted")),
    "case.salvaged": ("the case", ("is salvaged", "was salvaged")),
    "cause.found": ("the root cause", ("is written down", "was written down")),
    "code.searched": ("the code", ("is searched", "was searched")),
    "condition.answered": ("a question of the policy", ("is answered", "was answered")),
    "conflict.settled": ("what was decided apart", ("is settled", "was settled")),
    "content.purged": ("content", ("is purged", "was purged")),
    "credit.asked": ("the question about credit", _SENT),
    "credit.recorded": ("the wish about credit", _RECORDED),
    "csirt.notified": ("the vulnerability", ("is notified to the CSIRT", "was notified to the CSIRT")),
    "csirt.reported": ("the final report to the CSIRT", _SENT),
    "cve.rejection-written": ("the rejection of the CVE id", ("is written", "was written")),
    "csirt.warned": ("the CSIRT", ("is warned", "was warned")),
    "details.disclosed": ("details", ("become public", "became public")),
    "disclosure.agreed": ("a day of publication", ("is agreed", "was agreed")),
    "disclosure.planned": ("the day of publication", ("is planned", "was planned")),
    "disclosure.proposed": ("a day of publication", ("is proposed", "was proposed")),
    "duplicate.denied": ("the likeness to another case", ("is denied", "was denied")),
    "embargo.exited": ("the embargo", ("ends early", "ended early")),
    "embargo.proposed": ("another end of the embargo", ("is proposed", "was proposed")),
    "embargo.refused": ("a proposed end of the embargo", ("is turned down", "was turned down")),
    "event.undone": ("an entry", ("is undone", "was undone")),
    "evidence.added": ("a file", ("is added as evidence", "was added as evidence")),
    "exploit.published": ("an exploit", ("becomes public", "became public")),
    "exploitation.aware": ("active exploitation", ("becomes known", "became known")),
    "fix.exempted": ("a branch", ("is said to need no fix", "was said to need no fix")),
    "fix.owned": ("a fix", ("is given an owner", "was given an owner")),
    "fix.prepared": ("a fix", ("is prepared", "was prepared")),
    "fix.ready": ("the fix", ("is ready", "was ready")),
    "fix.released": ("the fix", ("is released", "was released")),
    "fix.reverted": ("a fix", ("is taken back", "was taken back")),
    "fix.reviewed": ("a fix", ("is reviewed", "was reviewed")),
    "fix.tested": ("a fix", ("is tested", "was tested")),
    "four-eyes.decided": ("whether four eyes are needed", ("is decided", "was decided")),
    "handler.enrolled": ("a handler", ("is enrolled", "was enrolled")),
    "handler.left": ("a handler", ("leaves", "left")),
    "handler.assigned": ("a handler", ("is assigned", "was assigned")),
    "handler.named": ("the handler of this desk", ("is named", "was named")),
    "handler.signed-in": ("a handler", ("signs in", "signed in")),
    "hits.judged": ("hits of a search", ("are judged", "were judged")),
    "holiday.added": ("a holiday", ("is added", "was added")),
    "holiday.removed": ("a holiday", ("is removed", "was removed")),
    "incident.assessed": ("the incident", ("is assessed", "was assessed")),
    "incident.contained": ("the incident", ("is contained", "was contained")),
    "incident.detected": ("an incident", ("is detected", "was detected")),
    "incident.eradicated": ("the cause of the incident", ("is removed", "was removed")),
    "incident.linked": ("another case", ("is linked", "was linked")),
    "incident.opened": ("the case of an incident", ("is opened", "was opened")),
    "incident.recovered": ("normal operation", ("is restored", "was restored")),
    "incident.remediated": ("the incident", ("is remediated", "was remediated")),
    "intake-key.chosen": ("the intake key", ("is chosen", "was chosen")),
    "provider.extended": ("a provider tree", ("is extended", "was extended")),
    "item.labelled": ("an item", ("is labelled as restricted", "was labelled as restricted")),
    "journal.checked": ("the journal", ("is checked", "was checked")),
    "key.confirmed": ("the reporter's key", ("is confirmed", "was confirmed")),
    "key.taken": ("the reporter's key", ("is taken in", "was taken in")),
    "lateness.explained": ("a reason for lateness", _RECORDED),
    "leak.accepted": ("a false alarm of the gate", ("is explained", "was explained")),
    "legal-hold.placed": ("a legal hold", ("is placed", "was placed")),
    "legal-hold.released": ("a legal hold", ("is released", "was released")),
    "need.waived": ("a need", ("is waived", "was waived")),
    "note.added": ("a note", ("is added", "was added")),
    "pack.taken": ("a pack", ("is taken on", "was taken on")),
    "person.named": ("a person", ("is added", "was added")),
    "person.removed": ("a person", ("is removed", "was removed")),
    "person.told": ("a person", _TOLD),
    "policy.adopted": ("the policy", ("is adopted", "was adopted")),
    "policy.announced": ("the reporter", ("is told of the new policy", "was told of the new policy")),
    "publisher.identified": ("the CVE numbering authority", ("is named", "was named")),
    "policy.published": ("the policy", ("is published", "was published")),
    "policy.repinned": ("the case", ("moves to a newer policy", "moved to a newer policy")),
    "privacy.requested": ("the request to go on in private", _SENT),
    "product.delisted": ("a product", ("leaves the catalogue", "left the catalogue")),
    "product.listed": ("a product", ("is listed in the catalogue", "was listed in the catalogue")),
    "profile.adopted": ("the policy", ("is adopted", "was adopted")),
    "question.sent": ("a question to the reporter", _SENT),
    "record.exported": ("the record of the incident", ("is exported", "was exported")),
    "rejection.sent": ("the rejection letter", _SENT),
    "release.cancelled": ("a release", ("is cancelled", "was cancelled")),
    "release.scheduled": ("a release", ("is scheduled", "was scheduled")),
    "remediation.complete": ("the remediation", ("is complete", "was complete")),
    "report.confirmed": ("the problem", ("is confirmed", "was confirmed")),
    "report.followed-up": ("the reporter", ("writes again", "wrote again")),
    "report.received": ("the report", ("arrives", "arrived")),
    "report.regraded": ("the message", ("is read again", "was read again")),
    "report.rejected": ("the report", ("is rejected", "was rejected")),
    "report.withdrawn": ("the report", ("is withdrawn", "was withdrawn")),
    "reporter.joined": ("the reporter of a duplicate", ("joins", "joined")),
    "reporter.notified": ("the reporter", ("is told of the fix", "was told of the fix")),
    "reporter.unreachable": ("the reporter", ("cannot be reached", "could not be reached")),
    "reproduction.tried": ("a try to reproduce the problem", _RECORDED),
    "restore.tested": ("restoring a backup", ("is rehearsed", "was rehearsed")),
    "retention.ruled": ("how long content is kept", ("is decided", "was decided")),
    "review.kept": ("a review without a date", _RECORDED),
    "review.done": ("the review of the incident", _DONE),
    "rollback.accepted": ("an older state of the vault", ("is accepted", "was accepted")),
    "role.given": ("a role", ("is given", "was given")),
    "role.withdrawn": ("a role", ("is withdrawn", "was withdrawn")),
    "scope.judged": ("the scope", ("is judged", "was judged")),
    "severity.set": ("the severity", ("is set", "was set")),
    "silence.accepted": ("going on without an answer", ("is decided", "was decided")),
    "print.started": ("a document", ("is to be printed", "was to be printed")),
    "slot.added": ("a way to open the vault", ("is added", "was added")),
    "slot.drilled": ("a way to open the vault", ("is proved", "was proved")),
    "slot.removed": ("a way to open the vault", ("is removed", "was removed")),
    "slot.rotated": ("a way to open the vault", ("is replaced", "was replaced")),
    "ssvc.decided": ("the SSVC decision", ("is made", "was made")),
    "status.sent": ("a status letter", _SENT),
    "users.notified": ("the users", _ARE_TOLD),
    "variant.found": ("a similar problem", ("is found", "was found")),
    "vault.made": ("the vault", ("is made", "was made")),
    "unlock.failed": ("an attempt to unlock", ("fails", "failed")),
    "vault.rekeyed": ("the key of the vault", ("is replaced", "was replaced")),
    "vault.salvaged": ("the vault", ("is salvaged", "was salvaged")),
    "version.judged": ("a version", ("is judged", "was judged")),
    "versions.traced": ("the versions", ("are traced", "were traced")),
    "watchword.dropped": ("a guarded name", ("is removed", "was removed")),
    "watchword.kept": ("a guarded name", ("is added", "was added")),
    "writer.changed": ("the vault", ("is restored or copied", "was restored or copied")),
}


@lru_cache(maxsize=1024)
def happens(names: tuple[str, ...]) -> str:
    """What is waited for: "the acknowledgement is sent or the fix is released"."""
    return any_of([_clause(name, 0) for name in names])


def happened(name: str) -> str:
    """What was waited for: "the acknowledgement was sent"."""
    return _clause(name, 1)


def moved(by: str) -> str:
    """Why a due instant is another than the one first promised."""
    return _MOVED[by]


def known_events() -> frozenset[str]:
    """Every kind of event that there are words for."""
    return frozenset(_WORDS)


def any_of(words: Sequence[str]) -> str:
    """Words as an English list of choices."""
    *others, last = words or ("nothing",)
    return f"{', '.join(others)} or {last}" if others else last


def when(instant: datetime) -> str:
    """An instant as sentences name it."""
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def both_hours(instant: datetime, zone: tzinfo) -> str:
    """An end of an embargo: the hour on clocks in this zone, which is that of the policy, and in UTC.

    `2026-04-09 18:00 CEST (16:00 UTC)`; UTC alone where local clocks show the same.
    """
    local, utc = instant.astimezone(zone), instant.astimezone(UTC)
    if local.utcoffset() == timedelta(0):
        return when(instant)
    day = "" if local.date() == utc.date() else f"{utc:%Y-%m-%d} "
    return f"{local:%Y-%m-%d %H:%M} {local.tzname()} ({day}{utc:%H:%M} UTC)"


def counted(number: int, thing: str) -> str:
    """How many there are: 1 hit, 2 hits, 3 entries. For nouns that take an s."""
    if number != 1:
        thing = f"{thing[:-1]}ies" if thing.endswith("ry") else f"{thing}s"
    return f"{number} {thing}"


def how_long(span: timedelta) -> str:
    """A span in its two largest units."""
    minutes = int(span.total_seconds() // 60)
    figures = ((minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute"))
    parts = [counted(figure, unit) for figure, unit in figures if figure]
    return " and ".join(parts[:2]) or "less than a minute"


def _clause(name: str, tense: int) -> str:
    subject, verbs = _WORDS.get(name, (f"“{name}”", _RECORDED))
    return f"{subject} {verbs[tense]}"
