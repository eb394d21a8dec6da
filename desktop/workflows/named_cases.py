"""Which cases a message speaks of, and whether it may: anybody can write another's case id."""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from desktop.domain.case import Case, fold
from desktop.domain.case_id import normalise
from desktop.domain.failures import NoSuchCase
from desktop.domain.people import people_of
from desktop.domain.report import Report
from desktop.formats.mail.addresses import same_address
from desktop.workflows.name_draft import cases_of_drafts
from desktop.workflows.vault_ports import Vault

_CASE_ID = re.compile(r"\b[A-Za-z0-9]{2,8}-\d{4}-[0-9A-Za-z]{7}\b")
_MOST = 20
"""Cases that one message is asked about; a subject of a thousand ids means none of them."""


def cases_named(vault: Vault, report: Report) -> Iterator[Case]:
    """The cases that a message answers or names.

    It answers a message that the case keeps or one of our drafts, or has the case id in its subject.
    """
    answered = [message_id.raw for message_id in report.in_reply_to]
    found = vault.case_of_messages(answered)
    in_subject = map(normalise, _CASE_ID.findall(report.subject.raw))
    named = dict.fromkeys(filter(None, (found, *cases_of_drafts(vault, answered), *in_subject)))
    for case_id in islice(named, _MOST):
        with suppress(NoSuchCase):
            yield fold(vault.history(case_id))


def is_of_reporter(case: Case, report: Report) -> bool:
    """Whether the message comes from the reporter of the case."""
    return same_address(case.reporter_address.raw, report.reporter.address.raw)


def may_join(vault: Vault, case: Case, report: Report) -> bool:
    """Whether the message follows up the case: its reporter wrote it, or somebody named in it answers us.

    Only the name that this vault gave to its own letter shows that it is an answer to us.
    """
    if is_of_reporter(case, report):
        return True
    sender = report.reporter.address.raw
    if not any(same_address(person.address.raw, sender) for person in people_of(case)):
        return False
    return case.case_id in cases_of_drafts(vault, [name.raw for name in report.in_reply_to])


def cases_of_others(vault: Vault, report: Report, own: str = "") -> tuple[str, ...]:
    """The cases of other reporters that a message names: it is kept apart from them; `own` is its case."""
    named = cases_named(vault, report)
    return tuple(c.case_id for c in named if c.case_id != own and not is_of_reporter(c, report))
