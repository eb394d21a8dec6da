"""Tell a copy of what we sent from what was sent to us, and say which letter it is.

Anybody can write our address into a From line. Only the name that this desk gave to its own draft settles
which letter it is without asking; everything else is a guess that a person confirms.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

import msgspec

from desktop.domain.case import Case
from desktop.domain.case_id import normalise
from desktop.domain.event import Recorded
from desktop.domain.failures import NoSuchCase
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report
from desktop.formats.letters.kinds import AUDIENCES, LetterKind
from desktop.formats.letters.message_ids import case_in
from desktop.formats.mail.addresses import same_address
from desktop.workflows.correspondence.name_draft import kind_of_draft
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import Vault


class SentCopy(msgspec.Struct, frozen=True):
    """A message that seems to have gone out about a case; `kind` is None when only a person knows."""

    case_id: str
    kind: LetterKind | None
    sender: Untrusted
    recipients: tuple[Untrusted, ...]
    subject: Untrusted
    sent_at: datetime | None
    doubts: tuple[str, ...] = ()
    """What speaks against it, in sentences."""

    @property
    def certain(self) -> bool:
        """Whether nothing has to be asked."""
        return self.kind is not None and not self.doubts


def recognise_sent(desk: Desk, report: Report) -> SentCopy | None:
    """The case that the message went out about; None for what its reporter or strangers sent."""
    for case_id in _named_cases(desk.vault, report):
        with suppress(NoSuchCase):
            history = desk.vault.history(case_id)
            copy = describe_copy(desk, report, history)
            if _is_ours(desk, copy, fold(history), report):
                return copy
    return None


def describe_copy(
    desk: Desk, report: Report, history: list[Recorded], kind: LetterKind | None = None
) -> SentCopy:
    """What the message shows as a letter of this case; `kind` is a person's word, else the draft's name."""
    case = fold(history)
    ours = kind_of_draft(desk.vault, case.case_id, report.message_id.raw)
    copy = SentCopy(
        case_id=case.case_id,
        kind=kind or ours,
        sender=report.reporter.address,
        recipients=report.recipients,
        subject=report.subject,
        sent_at=report.date,
    )
    return msgspec.structs.replace(copy, doubts=tuple(_doubts(desk, copy, case, report)))


def _named_cases(vault: Vault, report: Report) -> Iterator[str]:
    """Cases that the message names: by the name of our draft, by what it answers, by its subject."""
    named = normalise(case_in(report.message_id.raw))
    answered = vault.cases_of_messages([message_id.raw for message_id in report.in_reply_to])
    words = report.subject.raw.replace("[", " ").replace("]", " ").split()
    yield from dict.fromkeys(filter(None, (named, *answered, *map(normalise, words))))


def _is_ours(desk: Desk, copy: SentCopy, case: Case, report: Report) -> bool:
    """Whether it comes from our address, or goes from somebody else to the reporter.

    What a mail server brought from somebody else was sent to us, whoever reads it too; unless it bears the
    name of our own draft, as a copy that a handler sent to themselves does.
    """
    if same_address(copy.sender.raw, case.reporter_address.raw):
        return False
    if desk.tools.policies.for_recipient(copy.sender.raw):
        return True
    return _reaches(copy, case) and (report.received is None or copy.kind is not None)


def _reaches(copy: SentCopy, case: Case) -> bool:
    return any(same_address(to.raw, case.reporter_address.raw) for to in copy.recipients)


def _doubts(desk: Desk, copy: SentCopy, case: Case, report: Report) -> Iterator[str]:
    if same_address(copy.sender.raw, case.reporter_address.raw):
        yield "It comes from the reporter."
    elif not desk.tools.policies.for_recipient(copy.sender.raw):
        yield "It does not come from an address of the policy."
    if copy.kind not in AUDIENCES and not _reaches(copy, case):
        yield "It does not go to the reporter."
    if report.automatic:
        yield "A machine sent it: only a person's answer counts (MUS-1d)."
    if report.received is not None:
        yield "It came through a mail server, as what others send does."
