"""Who a message says it is from: read strictly, and called ambiguous where two programs could disagree.

The standard library of Python 3.11 returns another address than mail servers see for some spellings
(CVE-2023-27043). Here anything but `Name <a@b>`, `a@b` and `a@b (comment)` is ambiguous.
"""

import re

from desktop.domain.inert import Untrusted, has_hidden
from desktop.formats.mail.words import decode_words

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>]*>|[,;:]|[^"<>,;:()]+|.', re.DOTALL)
_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_COMMENT_NESTING = 5
ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"=?]+@[^\s@<>()\[\]\\,;:\"=?]+")
EMBEDDED = re.compile(r"[^\s@<>()\[\],;:\"']{1,64}@[^\s@<>()\[\],;:\"']{1,255}")
LONGEST_FROM = 2000
"""Characters of all From fields that are read; what is longer is ambiguous, and slow on purpose."""

Mailbox = tuple[Untrusted, Untrusted]


def read_senders(values: list[str]) -> tuple[tuple[Mailbox, ...], bool]:
    """Name and address of every author in the From fields, and whether they are ambiguous."""
    found: list[Mailbox] = []
    ambiguous, room = len(values) > 1, LONGEST_FROM
    for value in values:
        mailboxes, sure = _read(value[:room])
        found += mailboxes
        ambiguous = ambiguous or not sure or len(value) > room
        room = max(room - len(value), 0)
    return tuple(found), ambiguous or len(found) > 1


def read_recipients(values: list[str]) -> tuple[Untrusted, ...]:
    """Every address in the fields, in order, found generously: nothing is decided by them."""
    return tuple(Untrusted(address) for value in values for address in EMBEDDED.findall(value))


def address_key(address: str) -> str:
    """By what addresses are told apart: the domain in any case, the local part exactly (RFC 5321 §2.4).

    Empty for what is no address.
    """
    local, _, domain = address.strip().rpartition("@")
    return f"{local}@{domain.casefold()}" if local else ""


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are one."""
    return bool(address_key(one)) and address_key(one) == address_key(other)


def address_in(user_id: str) -> str:
    """The address of an OpenPGP user id, `Name <a@b>` or a bare `a@b`; empty when there is none."""
    angled = re.findall(r"<([^<>]*)>", user_id)
    candidate = angled[0] if len(angled) == 1 else user_id.strip()
    return candidate if ADDRESS.fullmatch(candidate) else ""


def _read(value: str) -> tuple[list[Mailbox], bool]:
    """The mailboxes of one field, and whether every one was read without doubt."""
    sure = True
    found: list[Mailbox] = []
    for tokens in _split(_without_comments(value)):
        name, address, well_formed = _mailbox(tokens)
        sure = sure and well_formed
        if name or address:
            found.append((Untrusted(name), Untrusted(address)))
    return found, sure and bool(found)


def _without_comments(value: str) -> str:
    """Remove comments, innermost first; one that is left open stays and makes the field ambiguous."""
    quoted = re.split(r'("(?:[^"\\]|\\.)*")', value)
    for index in range(0, len(quoted), 2):
        for _ in range(_COMMENT_NESTING):
            quoted[index] = _COMMENT.sub(" ", quoted[index])
    return "".join(quoted)


def _split(value: str) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for written in _TOKEN.findall(value):
        if written == ",":
            groups.append([])
        else:
            groups[-1].append(written)
    return groups


def _mailbox(tokens: list[str]) -> tuple[str, str, bool]:
    """Name, address, and whether the tokens are one mailbox that nobody can read differently."""
    written = [token for token in tokens if token.strip()]
    angled = [token for token in written if token.startswith("<") and token.endswith(">")]
    if not angled:
        address = "".join(written).strip()
        return "", address, bool(ADDRESS.fullmatch(address)) and not has_hidden(address)
    address = angled[-1][1:-1].strip()
    names = written[: written.index(angled[-1])]
    name = decode_words(" ".join(_unquote(token) for token in names if token not in angled)).strip()
    well_formed = (
        len(angled) == 1
        and written[-1] == angled[0]
        and bool(ADDRESS.fullmatch(address))
        and not has_hidden(address)
        and all(token.startswith('"') or not set(token) & set('()<>:;"') for token in names)
        and all(same_address(other, address) for other in EMBEDDED.findall(name))
    )
    return name, address, well_formed


def _unquote(token: str) -> str:
    return re.sub(r"\\(.)", r"\1", token[1:-1]) if token.startswith('"') else token.strip()
