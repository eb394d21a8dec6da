"""The words for what was read in a policy's text: values by their keys, and why something is not proposed."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication

from desktop.domain.policy import Clock, Disclosure, Term
from desktop.domain.policy.adoption import read_as
from desktop.domain.policy.differences import Difference
from desktop.domain.policy.proposing import LeftOut, Open, Proposal, Proposed
from desktop.ui.look.act_words import event_words
from desktop.ui.policies.editing.field_words import choice_words, key_words, table_words
from desktop.ui.policies.editing.form_fields import FormField, Table, fields_of, table_of
from desktop.ui.policies.policy_words import any_of, duration_words, span_words
from desktop.ui.policies.term_words import term_words

_DURATIONS = frozenset({"within", "every", "outer", "after", "at_least", "at_most", "longest"})
_UNTOLD = frozenset({"id", "alternatives", "lines", "quotes", "source_sha256"})
"""Keys that tell whoever decides about a value nothing; readings are asked for by themselves."""

_NAMED_BY = (
    "sentence",
    "address",
    "text",
    "as_written",
    "channel",
    "question",
    "promise",
    "organisation",
    "cadence",
)


def value_line(item: Proposed, corrected: Mapping[str, Any], clocks: Sequence[Clock]) -> str:
    """A value in a line: what it is about, and its own words."""
    value = {**item.value, **corrected}
    named = next((str(value[key]) for key in _NAMED_BY if value.get(key)), "")
    if not named:
        said = (_told(field, value[field.key], clocks) for field in _told_fields(item, value))
        named = next(said, "")
    table = table_words(item.table)
    return f"{table}: {named}" if named else table


def key_lines(item: Proposed, corrected: Mapping[str, Any], clocks: Sequence[Clock]) -> str:
    """Every key of a value with what it would be, a line each; what a person corrected is marked."""
    value = {**item.value, **corrected}
    lines = []
    for field in _told_fields(item, value):
        mark = _corrected() if field.key in corrected else ""
        said = _told(field, value[field.key], clocks)
        lines.append(f"{key_words(field.key, field.owner)}: {said}{mark}")
    return "\n".join(lines)


def change_lines(one: Difference) -> list[str]:
    """What a promise of two versions said and would say, a line for each key that changed."""
    if one.before is None or one.after is None:
        return []
    was, now = one.before.value, one.after.value
    changed = {key for key, _was, _now in one.keys}
    words = QCoreApplication.translate("PolicyDifference", "{key}: {was} → {now}")
    return [
        words.format(
            key=key_words(field.key, field.owner),
            was=_told(field, was[field.key], ()) if was.get(field.key) else "-",
            now=_told(field, now[field.key], ()) if now.get(field.key) else "-",
        )
        for field in fields_of(table_of(one.table))
        if field.key in changed
    ]


def reading_words(question: Open, reading: str, proposal: Proposal) -> str:
    """What would hold under one of the readings that a question offers."""
    item = next((item for item in proposal.items if item.id == question.id), None)
    value = item.item() if item is not None else None
    if isinstance(value, Clock):
        return span_words(read_as(value, reading))
    if isinstance(value, Disclosure):
        hold = next((other.hold for other in value.alternatives if other.id == reading), value.hold)
        words = QCoreApplication.translate("ProposalWords", "Details are held until: {when}")
        return words.format(when=term_words(hold, clocks_of(proposal))) if hold is not None else ""
    return ""


def clocks_of(proposal: Proposal) -> list[Clock]:
    """The clocks that are proposed, as the schema has them."""
    found = (item.item() for item in proposal.proposed("clocks"))
    return [clock for clock in found if isinstance(clock, Clock)]


def _told_fields(item: Proposed, value: Mapping[str, Any]) -> list[FormField]:
    given = (field for field in fields_of(table_of(item.table)) if field.key not in _UNTOLD)
    return [field for field in given if value.get(field.key) not in (None, "", (), [])]


def _corrected() -> str:
    return QCoreApplication.translate("ProposalWords", "  (corrected)")


def _told(field: FormField, value: Any, clocks: Sequence[Clock]) -> str:
    """A value in words: durations, events and expressions are no codes for whoever decides about them."""
    if field.kind == "term":
        return term_words(msgspec.convert(value, Term), clocks)
    if field.kind == "choice":
        return choice_words(field.key, str(value).lower() if isinstance(value, bool) else str(value))
    if field.inner is not None:
        rows = value if isinstance(value, list | tuple) else [value]
        return "; ".join(_row(field.inner, row, clocks) for row in rows)
    if field.key in ("starts", "stops"):
        return any_of(tuple(value))
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    in_words = duration_words if field.key in _DURATIONS else event_words if field.names == "event" else str
    return in_words(value)


def _row(table: Table, row: Mapping[str, Any], clocks: Sequence[Clock]) -> str:
    return ", ".join(
        f"{key_words(field.key, field.owner)}: {_told(field, row[field.key], clocks)}"
        for field in fields_of(table)
        if field.key not in _UNTOLD and row.get(field.key)
    )


def reason_words(left: LeftOut) -> str:
    """Why it is not proposed, in a word or two."""
    translate = QCoreApplication.translate
    return {
        "placeholder": translate("ProposalWords", "Placeholder"),
        "template": translate("ProposalWords", "Unfilled template"),
        "comment": translate("ProposalWords", "Comment in the text"),
        "code": translate("ProposalWords", "Code"),
        "example": translate("ProposalWords", "Example"),
        "image": translate("ProposalWords", "Picture"),
        "other-organisation": translate("ProposalWords", "Another organisation"),
        "reporters-right": translate("ProposalWords", "A right of reporters"),
        "reporters-duty": translate("ProposalWords", "A duty of reporters"),
        "no-promise": translate("ProposalWords", "No promise"),
        "unclear": translate("ProposalWords", "Unclear"),
        "elsewhere": translate("ProposalWords", "Says it elsewhere"),
        "past-date": translate("ProposalWords", "A date that is past"),
        "too-long": translate("ProposalWords", "Too long"),
    }.get(left.reason, left.reason)
