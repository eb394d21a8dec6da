"""Which cases a message speaks of, and whether it may: anybody can write another's case id."""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from desktop.domain.case import Case
from desktop.domain.case_id import normalise
from desktop.domain.events import Sent
from desktop.domain.failures import NoSuchCase
from desktop.domain.fold import fold
from desktop.domain.parties.people import people_of
from desktop.domain.report import Report
from desktop.formats.mail.addresses import same_address
from desktop.workflows.correspondence.name_draft import cases_of_drafts, kind_of_draft
from desktop.workflows.vault_ports import Vault

_CASE_ID = re.compile(r"\b[A-Za-z0-9]{2,8}-\d{4}-[0-9A-Za-z]{7}\b")
_MOST = 20
"""Cases that one message is asked about; a subject of a thousand ids means none of them."""


def cases_named(vault: Vault, report: Report) -> Iterator[Case]:
    """The cases that a message answers or names.

    It answers a message that the case keeps or one of our drafts, or has the case id in its subject.
    """
    answered = [message_id.raw for message_id in report.in_reply_to]
    found = vault.cases_of_messages(answered)
    in_subject = map(normalise, _CASE_ID.findall(report.subject.raw))
    named = dict.fromkeys(filter(None, (*found, *cases_of_drafts(vault, answered), *in_subject)))
    for case_id in islice(named, _MOST):
        with suppress(NoSuchCase):
            yield fold(vault.history(case_id))


def is_of_reporter(case: Case, report: Report) -> bool:
    """Whether the message comes from the reporter of the case."""
    return same_address(case.reporter_address.raw, report.reporter.address.raw)


def may_join(vault: Vault, case: Case, report: Report) -> bool:
    """Whether the message follows up the case.

    Its reporter wrote it, or a machine about a letter of the case, or somebody named in the case answers us.
    """
    return (
        is_of_reporter(case, report)
        or is_about_letter(vault, case, report)
        or _answers_as_named(vault, case, report)
    )


def is_about_letter(vault: Vault, case: Case, report: Report) -> bool:
    """Whether a machine wrote it about a letter of this case, by a name that only its letters bear."""
    if not report.automatic:
        return False
    sent = {r.event.message_id.raw for r in vault.history(case.case_id) if isinstance(r.event, Sent)}
    named = [message_id.raw for message_id in report.in_reply_to]
    return any(name in sent or kind_of_draft(vault, case.case_id, name) for name in named)


def _answers_as_named(vault: Vault, case: Case, report: Report) -> bool:
    """Only the name that this vault gave to its own letter shows that it is an answer to us."""
    sender = report.reporter.address.raw
    if not any(same_address(person.address.raw, sender) for person in people_of(case)):
        return False
    return case.case_id in cases_of_drafts(vault, [name.raw for name in report.in_reply_to])


def cases_of_others(vault: Vault, report: Report, own: str = "") -> tuple[str, ...]:
    """The cases of other reporters that a message names: it is kept apart from them; `own` is its case."""
    named = cases_named(vault, report)
    return tuple(c.case_id for c in named if c.case_id != own and not is_of_reporter(c, report))
