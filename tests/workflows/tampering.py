"""What somebody might do to an exported journal, as they would with a text editor and a key of their own."""

import base64
import json
import random
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.domain.digest import sha256

Told = dict[str, Any]
Tamper = Callable[[random.Random, Told, list[bytes]], None]
"""Changes the first line and the entries in place."""


def taken_apart(content: bytes) -> tuple[Told, list[bytes]]:
    first, *lines, _ = content.split(b"\n")
    return json.loads(first), lines


def put_together(told: Told, lines: list[bytes]) -> bytes:
    return b"\n".join((json.dumps(told, separators=(",", ":")).encode(), *lines, b""))


def _changed(chance: random.Random, _told: Told, lines: list[bytes]) -> None:
    at = chance.randrange(len(lines))
    fields = json.loads(lines[at])
    which = chance.choice((2, 3, 4, 5, 6, 7, 8, 9))
    digits = sha256(str(chance.random()).encode())
    fields[which] = chance.choice((fields[which] + 1, 0, -1)) if which == 2 else digits
    lines[at] = json.dumps(fields, separators=(",", ":")).encode()


def _flipped(chance: random.Random, _told: Told, lines: list[bytes]) -> None:
    at = chance.randrange(len(lines))
    line = bytearray(lines[at])
    line[chance.randrange(len(line))] ^= 1 << chance.randrange(7)
    lines[at] = bytes(line)


def _deleted(chance: random.Random, told: Told, lines: list[bytes]) -> None:
    del lines[chance.randrange(len(lines))]
    told["entries"] -= chance.randrange(2)


def _inserted(chance: random.Random, told: Told, lines: list[bytes]) -> None:
    at = chance.randrange(len(lines))
    fields = json.loads(lines[at])
    fields[3] = chance.choice(("report.received", "advisory.approved", "backup.done"))
    fields[6] = "Mallory"
    lines.insert(at, json.dumps(fields, separators=(",", ":")).encode())
    told["entries"] += chance.randrange(2)


def _doubled(chance: random.Random, _told: Told, lines: list[bytes]) -> None:
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))


def _moved(chance: random.Random, _told: Told, lines: list[bytes]) -> None:
    start, to = chance.sample(range(len(lines)), 2)
    lines.insert(to, lines.pop(start))


def _cut(chance: random.Random, told: Told, lines: list[bytes]) -> None:
    """The tail goes; the head is moved back to match, its signature cannot be."""
    del lines[chance.randrange(1, len(lines)) :]
    told["entries"] = len(lines)
    if chance.randrange(2):
        told["proof"]["heads"][0] |= {"sequence": len(lines), "head": sha256(lines[-1])}


def _rewritten(chance: random.Random, told: Told, lines: list[bytes]) -> None:
    """Every hash fits again from the changed entry on; only the signature is the old one."""
    at = chance.randrange(len(lines))
    _chain_again(lines, at, "Mallory")
    told["proof"]["heads"][0]["head"] = sha256(lines[-1])


def _replaced_key(chance: random.Random, told: Told, lines: list[bytes]) -> None:
    """A whole journal, rewritten and signed with a key of one's own: only the named key tells it."""
    _chain_again(lines, chance.randrange(len(lines)), "Mallory")
    sign_again(told, lines, everywhere=True)


def _foreign_key(_chance: random.Random, told: Told, lines: list[bytes]) -> None:
    """The head is signed by a key of one's own, and the vault's stands where it stood."""
    sign_again(told, lines, everywhere=False)


def _other_approval(chance: random.Random, told: Told, _lines: list[bytes]) -> None:
    approval = chance.choice(told["approvals"])
    said = json.loads(base64.b64decode(approval["payload"]))
    said["documents"][0]["sha256"] = sha256(str(chance.random()).encode())
    if chance.randrange(2):
        said["fingerprint"] = "A" * 40
    approval["payload"] = base64.b64encode(json.dumps(said).encode()).decode()


def _borrowed_approval(chance: random.Random, told: Told, lines: list[bytes]) -> None:
    """An approval is hung on an entry that is none, or stands twice."""
    approval = chance.choice(told["approvals"])
    told["approvals"].append(
        approval | {"id": sha256(chance.choice(lines[:3]))} if chance.randrange(2) else approval
    )


TAMPERINGS: dict[str, Tamper] = {
    "changed": _changed,
    "flipped": _flipped,
    "deleted": _deleted,
    "inserted": _inserted,
    "doubled": _doubled,
    "moved": _moved,
    "cut": _cut,
    "rewritten": _rewritten,
    "replaced key": _replaced_key,
    "foreign key": _foreign_key,
    "another approval": _other_approval,
    "borrowed approval": _borrowed_approval,
}


def _chain_again(lines: list[bytes], at: int, author: str) -> None:
    fields = json.loads(lines[at])
    fields[6] = author
    lines[at] = json.dumps(fields, separators=(",", ":")).encode()
    for number in range(at + 1, len(lines)):
        fields = json.loads(lines[number])
        fields[9] = sha256(lines[number - 1])
        lines[number] = json.dumps(fields, separators=(",", ":")).encode()


def sign_again(told: Told, lines: list[bytes], *, everywhere: bool) -> None:
    """Sign the first head with a key of one's own, and say `everywhere` that it is the vault's."""
    key = Ed25519PrivateKey.from_private_bytes(b"m" * 32)
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    head = told["proof"]["heads"][0] | {"sequence": len(lines), "head": sha256(lines[-1])}
    facts = ["embargo checkpoint 1", head["vault_id"], head["writer"], head["sequence"], head["head"]]
    message = json.dumps(facts, separators=(",", ":")).encode()
    head["signature"] = base64.b64encode(key.sign(message)).decode()
    if everywhere:
        head["public_key"] = told["proof"]["public_key"] = public
        wanted = {a["id"] for a in told["approvals"]} & {sha256(line) for line in lines}
        told["approvals"] = [a for a in told["approvals"] if a["id"] in wanted]
    told["proof"]["heads"][0] = head
