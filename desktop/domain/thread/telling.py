"""Events and drafts become the entries of a thread."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.event import Event, Purged, Recorded, name_of
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.occurrences import in_force
from desktop.domain.parties.answering import by_reporter
from desktop.domain.thread.entry import Entry, Party, Unsent
from desktop.domain.thread.standing import standing

_OTHERS: dict[str, Party] = {
    e.UsersNotified.kind: "users",
    e.AuthorityNotified.kind: "authority",
    e.CsirtWarned.kind: "csirt",
    e.CsirtNotified.kind: "csirt",
    e.CsirtReported.kind: "csirt",
}
"""Letters that did not go to the reporter."""
_REPORTER: Party = "reporter"
_LETTERS = frozenset(kind.kind for kind in e.Sent.__subclasses__())
_MESSAGES = frozenset({e.ReportReceived.kind, e.FollowUpReceived.kind})
_LAST = datetime.max.replace(tzinfo=UTC)


def thread_of(history: Sequence[Recorded], unsent: Iterable[Unsent] = ()) -> tuple[Entry, ...]:
    """All entries, the oldest first; what is still being typed stands last."""
    case, counting = fold(history), in_force(history)
    written = [*_written(case, counting), *(_draft(u, case) for u in unsent if not is_served(u, counting))]
    ordered = sorted(written, key=lambda entry: (entry.at is None, entry.at or _LAST))
    return standing(ordered, case, counting)


def _written(case: Case, counting: Sequence[Recorded]) -> Iterator[Entry]:
    read = {message.event_id: message.report_sha256 for message in case.messages}
    for recorded in counting:
        entry = _entry(recorded.event, case)
        if entry is not None:
            yield msgspec.structs.replace(
                entry,
                at=recorded.occurred_at,
                recorded_at=recorded.recorded_at,
                event_id=recorded.id,
                report_sha256=read.get(recorded.id) or entry.report_sha256,
            )


def _entry(event: Event, case: Case) -> Entry | None:
    match event:
        case e.ReportReceived() | e.FollowUpReceived():
            return _message(event, case)
        case e.Sent():
            return _letter(event, case)
        case e.ReporterUnreachable():
            return Entry("note", event.kind, text=event.explanation)
        case e.SilenceAccepted():
            return Entry("note", event.kind, text=event.ground)
        case Purged():
            return _purged(name_of(event))
    return None


def _message(event: e.ReportReceived | e.FollowUpReceived, case: Case) -> Entry:
    automatic, bounce, party = False, False, _REPORTER
    if isinstance(event, e.FollowUpReceived):
        automatic, bounce = event.automatic, event.automatic and event.bounce
        party = "" if automatic else _writer(event, case)
    return Entry(
        direction="in",
        kind=event.kind,
        party=party,
        who=event.reporter_address,
        subject=event.title,
        automatic=automatic,
        bounce=bounce,
        message_sha256=event.sealed_sha256,
        report_sha256=event.report_sha256,
    )


def _writer(event: e.FollowUpReceived, case: Case) -> Party:
    return _REPORTER if by_reporter(event, case.reporter_address) else "other"


def _letter(event: e.Sent, case: Case) -> Entry:
    party = _party(event.kind)
    return Entry(
        direction="out",
        kind=event.kind,
        state="copy-kept" if event.kept else "marked-sent",
        party=party,
        who=case.reporter_address if party == "reporter" else Untrusted(""),
        kept=event.kept,
        message_sha256=event.message_sha256,
        report_sha256=event.report_sha256,
        how=event.how,
    )


def _purged(name: str) -> Entry | None:
    """What was written is gone; that it was written stays."""
    if name in _MESSAGES:
        return Entry("in", name, party="reporter", purged=True)
    if name in _LETTERS:
        return Entry("out", name, state="marked-sent", party=_party(name), purged=True)
    return None


def _draft(letter: Unsent, case: Case) -> Entry:
    party = _party(letter.kind)
    return Entry(
        direction="out",
        kind=letter.kind,
        at=letter.saved_at,
        state="draft" if letter.saved_at is None else "saved",
        party=party,
        who=Untrusted(letter.to) if letter.to or party != "reporter" else case.reporter_address,
        subject=Untrusted(letter.subject),
        how=letter.file_name,
        letter=letter.letter,
        answers=letter.answers,
        message_sha256=letter.message_sha256,
        text=letter.text,
    )


def _party(kind: str) -> Party:
    return _OTHERS.get(kind, "reporter")


def is_served(letter: Unsent, counting: Sequence[Recorded]) -> bool:
    """Whether it was recorded as sent since it was saved."""
    return letter.saved_at is not None and any(
        recorded.recorded_at >= letter.saved_at and _serves(recorded.event, letter)
        for recorded in counting
        if isinstance(recorded.event, e.Sent)
    )


def _serves(sent: e.Sent, letter: Unsent) -> bool:
    """Whether it is the saved letter: by its kind, and a reply of no certain kind by its hash.

    A kept copy was written anew by a mail program, so that its hash tells nothing; nor does one that is not
    known. Then any letter to the reporter is taken for the reply.
    """
    if letter.kind:
        return letter.kind == sent.kind
    if _party(sent.kind) != _REPORTER:
        return False
    told = not sent.kept and bool(sent.message_sha256 and letter.message_sha256)
    return not told or sent.message_sha256 == letter.message_sha256
