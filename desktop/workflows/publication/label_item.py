"""Label something of a case as restricted, by the number under which a person sees it; and lift the label."""

import msgspec

from desktop.domain.case import Case
from desktop.domain.decide import Refusal
from desktop.domain.event import Event
from desktop.domain.events import EventUndone, ItemLabelled, LabelledItem
from desktop.domain.failures import RefusedByPolicy, Usage
from desktop.domain.fold import fold
from desktop.domain.leaving.labels import digest_of, paragraphs
from desktop.domain.occurrences import in_force
from desktop.workflows.attachments.find_attachment import find_attachment
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.ports import Desk


class Label(msgspec.Struct, frozen=True):
    """A label that is in force."""

    number: int
    """From 1 on, in the order in which they were put on."""
    item: LabelledItem
    which: str
    reason: str
    event_id: str


def labels_of(desk: Desk, case_id: str) -> tuple[Label, ...]:
    """Those of a case. Raises NoSuchCase."""
    found = [r for r in in_force(desk.vault.history(case_id)) if isinstance(r.event, ItemLabelled)]
    return tuple(
        Label(number, r.event.item, r.event.which, r.event.reason, r.id)
        for number, r in enumerate(found, 1)
        if isinstance(r.event, ItemLabelled)
    )


def label_item(desk: Desk, case_id: str, item: LabelledItem, named: str, reason: str) -> None:
    """Label it; `named` is a number from 1 on, or of a file the beginning of its hash.

    Raises NoSuchCase, Usage where the case has no such thing, RefusedByPolicy.
    """
    _act(desk, case_id, ItemLabelled(item, reason.strip(), _which(desk, case_id, item, named)))


def lift_label(desk: Desk, case_id: str, number: int) -> Label:
    """Take a label off; that it was there stays in the journal. Raises NoSuchCase, Usage, RefusedByPolicy."""
    label = next((one for one in labels_of(desk, case_id) if one.number == number), None)
    if label is None:
        raise Usage("The case has no such label.", advice=f"`embargo label list {case_id}` shows them.")
    _act(desk, case_id, EventUndone(label.event_id))
    return label


def _which(desk: Desk, case_id: str, item: LabelledItem, named: str) -> str:
    if item == "case":
        return ""
    if item == "file":
        return find_attachment(desk, case_id, named).sha256
    case = fold(desk.vault.history(case_id))
    listed = _listed(case, item)
    if not (named.isdecimal() and 1 <= int(named) <= len(listed)):
        raise Usage(f"The case has {len(listed)} of these: name one by its number.")
    return listed[int(named) - 1]


def _listed(case: Case, item: LabelledItem) -> tuple[str, ...]:
    if item == "message":
        return tuple(message.event_id for message in case.messages)
    texts = case.notes if item == "note" else paragraphs(case.advisory) if case.advisory else ()
    return tuple(map(digest_of, texts))


def _act(desk: Desk, case_id: str, event: Event) -> None:
    outcome = record_act(desk, case_id, event)
    if isinstance(outcome, Refusal):
        raise RefusedByPolicy(outcome.sentence)
