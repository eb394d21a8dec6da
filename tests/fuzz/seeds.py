"""What the fuzzers begin with: specimens of the other tests, and mail from outside where it is at hand."""

import base64
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from desktop.domain.event_codec import encode
from desktop.domain.exchange.bundle import Content
from desktop.domain.journal import GENESIS, Header, seal
from desktop.formats.advisories.csaf.writing import write_csaf, write_csaf_vex
from desktop.formats.advisories.cve.writing import write_cve
from desktop.formats.advisories.openvex.writing import write_openvex
from desktop.formats.advisories.osv.writing import write_osv
from desktop.formats.approvals.answer_file import write_answer
from desktop.formats.approvals.request_file import write_request
from desktop.formats.exchange.manifest import write_manifest
from desktop.formats.exchange.parts import Headers, Piece, Said, pack
from desktop.formats.policy import read_profile
from desktop.formats.publishing.security_md import write_security_md
from desktop.formats.shipped import shipped_path
from desktop.openpgp import probe_messages
from desktop.sandbox.child import answer
from desktop.sandbox.frames import Request
from desktop.vault.wire import CUSTODY, VAULT, Call
from tests.formats import test_approvals, test_bundles, test_cve, test_exports, test_mailbox
from tests.formats.advisories import FULL
from tests.formats.archives import HONEST, HOSTILE, tarred, zipped
from tests.formats.policies.sample_policies import SAMPLES
from tests.formats.records import RECORD
from tests.formats.test_mail_hostile import nested
from tests.formats.test_mail_reading import ARMOUR, CLEARSIGNED, mail, multipart
from tests.openpgp import test_verdict
from tests.vault.test_wire import EVENTS

_DATA = Path(os.environ.get("EMBARGO_TEST_DATA", "/nonexistent")) / "mail"
_LONGEST = 16 * 1024
"""Longer specimens slow a fuzzer down more than they teach it."""
_LISTING = (
    b"sec:u:255:22:CC482BD408AF1D68:1704067200:::u:::scESC:::+::ed25519:::0:\n"
    b"fpr:::::::::3D9D72EEAA7D436887E9FDEACC482BD408AF1D68:\ngrp:::::::::0123456789ABCDEF0123:\n"
    b"uid:u::::1704067200::AB::Embargo probe <probe\\x40invalid>::::::::::0:\n"
    b"sig:!::22:CC482BD408AF1D68:1704067200::::Embargo probe:13x:::::10:\n"
    b"ssb:u:255:18:0F6CA6C0BAD31D52:1704067200::::::e:::+::cv25519::\n"
)
_SLOTS = {
    "vault_id": "v",
    "format": 1,
    "slots": [
        {
            "id": "1",
            "kind": "passphrase",
            "label": "Passphrase",
            "made_at": "2026-01-01T00:00:00Z",
            "salt": "AAAA",
            "nonce": "AAAA",
            "sealed": "AAAA",
            "argon2id": {"passes": 4, "memory_kib": 262144, "lanes": 4},
        }
    ],
}


def published() -> Iterator[bytes]:
    """Policies as SECURITY.md."""
    shipped = (path.read_bytes() for path in sorted(shipped_path("policies").glob("*.toml")))
    yield from map(write_security_md, map(read_profile, shipped))


def mails() -> Iterator[bytes]:
    yield mail()
    yield mail("<p>a <a href=https://x.example>b</a>&amp;</p>", kind="text/html")
    yield mail(headers="Autocrypt: addr=rae@example.org; keydata=AAAA\nReferences: <1@x> <2@x>\n")
    yield mail(ARMOUR + "\nand more\n" + CLEARSIGNED)
    yield multipart(
        "Content-Type: text/plain\n\nhello", 'Content-Disposition: attachment; filename="../a"\n\nx'
    )
    yield multipart(
        "Content-Type: application/pgp-encrypted\n\nVersion: 1",
        f"Content-Type: application/octet-stream\n\n{ARMOUR}",
        kind="multipart/encrypted",
    )
    yield multipart(
        "Content-Type: text/plain; protected-headers=v1\nSubject: inner\n\nsigned",
        "Content-Type: application/pgp-signature\n\n-----BEGIN PGP SIGNATURE-----",
        kind="multipart/signed",
    )
    yield nested(5)
    yield from (content for path in sorted(_DATA.rglob("*")) if (content := _specimen(path)))


def armoured() -> Iterator[bytes]:
    yield ARMOUR.encode()
    yield CLEARSIGNED.encode()
    yield from openpgp()
    for content in openpgp():
        yield (
            b"-----BEGIN PGP MESSAGE-----\n\n" + base64.b64encode(content) + b"\n-----END PGP MESSAGE-----\n"
        )


def openpgp() -> Iterator[bytes]:
    probes = (probe_messages.SOUND, probe_messages.UNPROTECTED, probe_messages.DOUBLED)
    yield from map(base64.b64decode, probes)
    yield base64.b64decode(probe_messages.PROBE_KEY)
    yield b"\xca\x03PGP\xd2\xe1\x01\x02\x05\x01\x02\x03\x04\x05"


def exports() -> Iterator[bytes]:
    for document in (test_exports.FORM, test_exports.GITHUB, test_exports.OSV, test_exports.CSAF):
        yield json.dumps(document).encode()
    yield json.dumps({"reports": [test_exports.FORM, 7]}).encode()
    yield b'name;message\nAda;"It ""breaks"""\nBob;x\n'
    yield "\ufeffmessage\tdate\nIt breaks\t2026-01-05\n".encode("utf-16")


def records() -> Iterator[bytes]:
    yield write_cve(test_cve.PUBLIC)
    yield write_osv(RECORD)
    yield write_openvex(RECORD)
    yield from exports()
    yield from advisories()


def advisories() -> Iterator[bytes]:
    yield from (write_csaf(FULL), write_csaf_vex(FULL))
    yield json.dumps(test_exports.CSAF).encode()


def mailboxes() -> Iterator[bytes]:
    yield test_mailbox.mailbox(test_mailbox.ONE, test_mailbox.TWO)
    yield b"From - Mon Jan 05 09:00:00 2026\n" + multipart("\n\nx") + b"\n"


def archives() -> Iterator[bytes]:
    yield zipped(HONEST)
    yield tarred(HONEST)
    yield from (content for content in HOSTILE.values() if len(content) < _LONGEST)


def policies() -> Iterator[bytes]:
    yield b'schema = 1\nkind = "policy"\n[policy]\nid = "x"\norganisation = "X"\n'
    yield from (path.read_bytes() for path in sorted(shipped_path("policies").glob("*.toml")))


def policy_texts() -> Iterator[bytes]:
    yield from published()
    yield from (sample.text.encode() for sample in SAMPLES)


def templates() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted(shipped_path("letters").glob("*.j2")))


def statuses() -> Iterator[bytes]:
    signed = test_verdict.with_signatures(test_verdict.SIGNED, test_verdict.UNKNOWN)
    for said in (test_verdict.SOUND, test_verdict.SED_ONE, signed, test_verdict.SIGNED):
        yield b"".join(b"[GNUPG:] " + line.encode() + b"\n" for line in said.splitlines())


def listings() -> Iterator[bytes]:
    yield _LISTING


def slots() -> Iterator[bytes]:
    yield json.dumps(_SLOTS).encode()


def events() -> Iterator[bytes]:
    """Whatever kind they are taken for."""
    yield b'\0{"text": "a note", "at": "2026-01-01T00:00:00Z"}'
    yield from (bytes([place]) + encode(event) for place, event in enumerate(EVENTS))


def headers() -> Iterator[bytes]:
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    yield seal(Header(1, "w", 1, "note.added", noon, noon, "a", "0" * 64, "0" * 64, GENESIS, ("0" * 64,)))


def bundles() -> Iterator[bytes]:
    yield write_manifest(test_bundles.MANIFEST)
    content = Content(test_bundles.HASH, b"s" * 16, b"{}", b"p" * 16)
    yield from pack([Headers(test_bundles.WRITER, tuple(headers())), Said(content)])
    yield from pack([Piece(test_bundles.HASH, 0, b"content")])
    yield test_bundles.armoured(b"aGVsbG8=") * 2


def approval_requests() -> Iterator[bytes]:
    yield write_request(test_approvals.REQUEST)


def approval_answers() -> Iterator[bytes]:
    content = write_answer(test_approvals.ANSWER)
    yield content
    yield base64.b64decode(b"".join(content.split(b"\n")[3:-2]))
    yield test_approvals.ANSWER.statement.encode()


def journal_files() -> Iterator[bytes]:
    for header in headers():
        yield b"{}\n" + header + b"\n"
        yield b'{"format":"embargo-journal/1","exported_at":"2026-01-01T00:00:00Z","entries":1,"proof":{}}\n'


def frames() -> Iterator[bytes]:
    calls = (
        ("vault.blob", VAULT["blob"].pack(("ab",), {})),
        ("vault.keep_draft", VAULT["keep_draft"].pack(("a", b"b"), {})),
        ("vault.history", VAULT["history"].pack(("AUMOS-2026-ABCDEF0",), {})),
        ("custody.slots", CUSTODY["slots"].pack(("/x",), {})),
    )
    for name, arguments in calls:
        body = msgspec.msgpack.encode(Call(name, msgspec.Raw(arguments)))
        yield len(body).to_bytes(8, "big") + body


def answers() -> Iterator[bytes]:
    for request in (
        Request(multipart("\n\nx", "Content-Type: a/b\n\ny")),
        Request(ARMOUR.encode(), "inner"),
        Request(b'[{"message": "x", "date": "2026-01-05T09:00:00+01:00"}]', "export"),
        Request(zipped(HONEST), "archive"),
        Request(zipped(HONEST), "contents"),
        Request(b""),
    ):
        yield msgspec.msgpack.encode(answer(msgspec.msgpack.encode(request)))


def words(*written: str) -> Iterator[bytes]:
    """Texts that a person types."""
    yield from (text.encode() for text in written)


def _specimen(path: Path) -> bytes:
    content = path.read_bytes() if path.is_file() else b""
    return content if len(content) < _LONGEST else b""
