"""Which files hold reports, told by their names and first bytes before anything of them is read."""

import re
from typing import Literal

from desktop.formats.intake.mailbox import is_mailbox

HEAD_BYTES = 1024
"""As much of a file as has to be seen."""
SourceKind = Literal["message", "mailbox", "export"]

_SUFFIX = re.compile(r"[^.](\.[^.]*)$")
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*\{)')
_MESSAGES = frozenset({".eml", ".asc", ".gpg", ".pgp", ".txt"})
_EXPORTS = frozenset({".json", ".csv"})
_NAMED_MAILBOXES = frozenset({".mbox", ".mbx"})
_MAILBOXES = frozenset({"", ".txt"}) | _NAMED_MAILBOXES
"""What mailboxes are called; mail programs call them by the folder's name alone."""


_UNREAD = {
    ".msg": "Embargo does not read Outlook's .msg files. Save the message as .eml.",
    ".emlx": "Embargo does not read Apple Mail's .emlx files. Save the message as its source, or as .eml.",
}


def unread(name: str) -> str:
    """Why a file that holds a message is not read, in sentences; "" for one that is."""
    return _UNREAD.get(_suffix(name), "")


def is_spoilt_mailbox(name: str, head: bytes) -> bool:
    """Whether a file is called a mailbox and is none: as one message it would hide all others in it."""
    return _suffix(name) in _NAMED_MAILBOXES and not is_mailbox(head)


def kind_of(name: str, head: bytes) -> SourceKind:
    """What a file that a person named holds; a message, unless it shows that it is something else."""
    suffix = _suffix(name)
    if suffix in _EXPORTS:
        return "export"
    return "mailbox" if suffix != ".eml" and is_mailbox(head) else "message"


def kind_of_input(head: bytes) -> SourceKind:
    """What comes without a name, by its first bytes; a table of a form cannot be told from a message."""
    if is_mailbox(head):
        return "mailbox"
    return "export" if _JSON.match(head) else "message"


def may_hold_reports(name: str) -> bool:
    """Whether a file in a folder is looked at: the others lie there for reasons of their own."""
    return _suffix(name) in _MESSAGES | _EXPORTS | _MAILBOXES


def holds_reports(name: str, head: bytes) -> bool:
    """Whether it is taken in, now that its first bytes are known."""
    return _suffix(name) in _MESSAGES | _EXPORTS | _NAMED_MAILBOXES or is_mailbox(head)


def _suffix(name: str) -> str:
    found = _SUFFIX.search(name)
    return found[1].lower() if found else ""
