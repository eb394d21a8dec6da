"""The words for what was read in a policy's text: values by their keys, and why something is not proposed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.policy.proposing import LeftOut, Proposed
from desktop.ui.policies.editing.field_words import key_words, table_words
from desktop.ui.policies.editing.form_fields import fields_of, table_of

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


def value_line(item: Proposed, corrected: Mapping[str, Any]) -> str:
    """A value in a line: what it is about, and its own words."""
    value = {**item.value, **corrected}
    named = next((str(value[key]) for key in _NAMED_BY if value.get(key)), "")
    table = table_words(item.table)
    return f"{table}: {named}" if named else table


def key_lines(item: Proposed, corrected: Mapping[str, Any]) -> str:
    """Every key of a value with what it would be, a line each; what a person corrected is marked."""
    value = {**item.value, **corrected}
    lines = []
    for field in fields_of(table_of(item.table)):
        if value.get(field.key) in (None, "", (), []):
            continue
        mark = _corrected() if field.key in corrected else ""
        lines.append(f"{key_words(field.key, field.owner)}: {_told(value[field.key])}{mark}")
    shown = {field.key for field in fields_of(table_of(item.table))}
    lines += [
        f"{key}: {_told(fact)}"
        for key, fact in value.items()
        if key not in shown and key != "alternatives" and fact
    ]
    return "\n".join(lines)


def _corrected() -> str:
    return QCoreApplication.translate("ProposalWords", "  (corrected)")


def _told(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_told(fact)}" for key, fact in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_told, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


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
