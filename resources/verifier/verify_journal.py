#!/usr/bin/env python3
"""Check an exported journal of Embargo without Embargo: `python3 verify_journal.py journal.jsonl`.

The first line of the file holds the proofs; every further line is the header of one entry, to the byte:

    [version, writer, sequence, event, occurred, recorded, author, case hash, payload hash, previous, heads]

The SHA-256 of a line is the entry's id, and the next entry of the same writer names it as `previous`. Each
writer's last id, its head, is signed by the ed25519 key of its vault, over this JSON without blanks:

    ["embargo checkpoint 1", vault id, writer, sequence, head]

Signatures need the Python package `cryptography`; without it everything else is checked, and that is said.
What approvals say stands in the first line, with the salt that proves it: SHA-256(salt + text) is the payload
hash of their entry. Their OpenPGP signatures are for gpg to check: --write-approvals DIR writes the files.

Exit codes: 0 it holds, 5 it does not, 7 it holds as far as it was checked, 6 it is no exported journal.
"""

import argparse
import base64
import hashlib
import json
import sys
from pathlib import Path

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None

GENESIS = "0" * 64
FIELDS = 11


def sha256(content):
    """In hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def without_doubles(pairs):
    """An object in which no name stands twice: two readers would read it differently."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def read(content):
    """The proofs, and the lines behind them. Raises ValueError, KeyError, TypeError for anything else."""
    first, *lines = content.split(b"\n")
    told = json.loads(first, object_pairs_hook=without_doubles)
    if not lines or lines.pop() != b"" or told["format"] != "embargo-journal/1":
        raise ValueError("no journal")
    return told, lines


def fields_of(line):
    """The fields of a header, or None for a line that is none."""
    try:
        fields = json.loads(line)
    except ValueError:
        return None
    right = isinstance(fields, list) and len(fields) == FIELDS and isinstance(fields[2], int)
    return fields if right and all(isinstance(fields[at], str) for at in (1, 3, 7, 8, 9)) else None


def wrong_in_chain(writer, lines, head):
    """What does not hold in one writer's entries: their order, their links, and the head that was signed."""
    previous = GENESIS
    for number, line in enumerate(lines, 1):
        fields = fields_of(line)
        if fields is None:
            yield f"entry {number}: it cannot be read"
        elif fields[1] != writer or fields[2] != number or fields[9] != previous:
            yield f"entry {number}: an entry was changed, left out, put in or moved"
        previous = sha256(line)
    if (len(lines), previous) != (head["sequence"], head["head"]):
        yield f"entry {len(lines)}: the entries do not end at the head that was signed"


def is_signed(head):
    """Whether the vault's key signed exactly this head; None where that cannot be checked here."""
    if Ed25519PublicKey is None:
        return None
    facts = ["embargo checkpoint 1", head["vault_id"], head["writer"], head["sequence"], head["head"]]
    message = json.dumps(facts, separators=(",", ":"), ensure_ascii=False).encode()
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(head["public_key"]))
        key.verify(base64.b64decode(head["signature"]), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def wrong_in_heads(proof, written):
    """Which heads are not signed, and whether all of them belong here."""
    heads = proof["heads"]
    for head in heads:
        if is_signed(head) is False:
            yield f"the head of writer {head['writer']} is not signed by the key of its vault"
    own = (proof["vault_id"], proof["public_key"])
    if own not in [(head["vault_id"], head["public_key"]) for head in heads]:
        yield "no head is signed by the vault that the journal is said to come from"
    if len({head["writer"] for head in heads}) != len(heads):
        yield "a writer has two heads"
    if set(written) - {head["writer"] for head in heads}:
        yield "entries belong to a writer without a signed head"


def wrong_in_approvals(approvals, entries):
    """Which approvals do not say what was chained."""
    if len({approval["id"] for approval in approvals}) != len(approvals):
        yield "an approval stands in it twice"
    for approval in approvals:
        fields = fields_of(entries.get(approval["id"], b""))
        said = base64.b64decode(approval["salt"]) + base64.b64decode(approval["payload"])
        if fields is None or fields[3] != "advisory.approved" or fields[8] != sha256(said):
            yield "what an approval says was changed"


def check(content, key="", known=()):
    """Everything that is wrong with the file; an empty list where it holds. Raises as `read` does."""
    told, lines = read(content)
    proof, entries, chains, writer = told["proof"], {}, {}, ""
    for line in lines:
        entries[sha256(line)] = line
        fields = fields_of(line)
        writer = fields[1] if fields else writer
        chains.setdefault(writer, []).append(line)
    wrong = list(wrong_in_heads(proof, chains))
    if len(lines) != told["entries"]:
        wrong.append("the file holds more or fewer entries than it says")
    for head in proof["heads"]:
        wrong += wrong_in_chain(head["writer"], chains.get(head["writer"], []), head)
    for line in lines:
        if not all(other in entries for other in (fields_of(line) or [[]])[-1]):
            wrong.append("an entry follows one that is not here")
    wrong += wrong_in_approvals(told.get("approvals", []), entries)
    if key and key not in (proof["public_key"], sha256(base64.b64decode(proof["public_key"]))):
        wrong.append("it is signed by another key than the one that was named")
    return wrong + [f"it does not hold the head {head[:16]}" for head in known if head not in entries]


def show(content, folder):
    """What it is, and who approved what; with a folder, the files that gpg checks."""
    told, lines = read(content)
    proof, entries = told["proof"], {sha256(line): fields_of(line) for line in lines}
    print(f"{len(lines)} entries; key {proof['public_key']}")
    print(f"fingerprint of the key: {sha256(base64.b64decode(proof['public_key']))}")
    for head in proof["heads"]:
        print(f"head {head['head']}, entry {head['sequence']}")
    for approval in told.get("approvals", []):
        fields, said = entries[approval["id"]], json.loads(base64.b64decode(approval["payload"]))
        by, key = said.get("approver") or fields[6], said.get("fingerprint") or "none"
        print(f"entry {fields[2]}: approved by {by!a}, {fields[4]}, key {key}")
        for document in said["documents"]:
            print(f"  {document['sha256']}  {document['format']}")
        if folder and said.get("signature"):
            Path(folder, f"approval-{fields[2]}").write_text(said["statement"])
            Path(folder, f"approval-{fields[2]}.asc").write_text(said["signature"])


def main(words=None):
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", default="", help="the vault's key or its fingerprint, from its owner")
    parser.add_argument("--head", action="append", default=[], help="a head that you noted earlier")
    parser.add_argument(
        "--write-approvals", metavar="DIR", help="for `gpg --verify approval-N.asc approval-N`"
    )
    given = parser.parse_args(words)
    content = given.file.read_bytes()
    try:
        wrong = check(content, given.key, given.head)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        print("This is no exported journal.")
        return 6
    for line in wrong:
        print(line)
    if wrong:
        print("DOES NOT HOLD")
        return 5
    show(content, given.write_approvals)
    print("Not proved: who made an entry and when, beyond the desk's word and clock; what entries say; that")
    print("the holder of the vault's key did not write anew what came after the newest head held elsewhere.")
    if not given.key:
        print("Not proved: that this is the vault's own key. Compare it with its owner, or name it: --key")
    if not given.head:
        print("Not proved: that nothing was cut off and signed again. Compare a head noted earlier: --head")
    if Ed25519PublicKey is None:
        print("NOT CHECKED: the signatures of the heads; `pip install cryptography`, then run this again.")
        return 7
    print("holds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
