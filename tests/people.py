"""People with OpenPGP keys, in throwaway homes, and the mail that they send."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.openpgp import throwaway_home

SUBJECT = "Heap overflow in the frame parser"
BODY = "Hello,\r\na frame of 65,536 bytes overflows the heap.\r\n"
_DATE = "Mon, 05 Jan 2026 09:00:00 +0000"


@dataclass(frozen=True)
class Person:
    """Somebody with a key that needs no passphrase."""

    name: str
    address: str
    home: Path
    fingerprint: str

    @property
    def public(self) -> bytes:
        return run_gpg(self.home, "--armor", "--export", self.fingerprint)

    def encrypt(self, content: bytes, *to: "Person", signed: bool = True) -> bytes:
        """An armoured message, as a mail program would make it."""
        for person in to:
            run_gpg(self.home, "--import", data=person.public)
        arguments = ["--armor", "--trust-model", "always", "--encrypt"]
        arguments += [word for person in to for word in ("--recipient", person.fingerprint)]
        return run_gpg(self.home, *arguments, *(["--sign"] if signed else []), data=content)

    def sign(self, content: bytes, *options: str) -> bytes:
        """An armoured detached signature."""
        return run_gpg(self.home, "--armor", *options, "--detach-sign", data=content)


@contextmanager
def someone(name: str, address: str) -> Iterator[Person]:
    with throwaway_home() as home:
        yield settle(home, name, address)


def settle(home: Path, name: str, address: str, *options: str) -> Person:
    """Make a key in a home, with an ed25519 and a cv25519 half."""
    run_gpg(home, *options, "--quick-generate-key", f"{name} <{address}>", "ed25519", "cert,sign", "2y")
    listed = run_gpg(home, "--with-colons", "--list-secret-keys", address).decode()
    fingerprint = next(line for line in listed.splitlines() if line.startswith("fpr")).split(":")[9]
    run_gpg(home, *options, "--quick-add-key", fingerprint, "cv25519", "encr", "2y")
    return Person(name, address, home, fingerprint)


def run_gpg(home: Path, *arguments: str, data: bytes = b"", check: bool = True) -> bytes:
    """Plain gpg, for what only an attacker or a reporter does."""
    command = ["gpg", "--homedir", str(home), "--batch", "--no-options", "--pinentry-mode", "loopback"]
    command += ["--disable-dirmngr", "--no-auto-key-locate", "--passphrase", "", *arguments]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert done.returncode == 0 or not check, done.stderr.decode()
    return done.stdout


def pgp_mime(sender: Person, recipient: Person, *, signed: bool = True, from_address: str = "") -> bytes:
    """A PGP/MIME mail (RFC 3156 §4, §6.2) with protected headers; `from_address` is claimed instead."""
    shown = from_address or sender.address
    inner = (
        f'Content-Type: text/plain; charset="utf-8"; protected-headers="v1"\r\n'
        f"From: {sender.name} <{shown}>\r\nSubject: {SUBJECT}\r\n\r\n{BODY}"
    )
    sealed = sender.encrypt(inner.encode(), recipient, signed=signed).decode().replace("\n", "\r\n")
    return (
        f"Received: from mail.example.net by mx.example.org; {_DATE}\r\n"
        f"From: {sender.name} <{shown}>\r\nTo: <{recipient.address}>\r\nSubject: ...\r\n"
        f"Date: {_DATE}\r\nMessage-ID: <{sender.fingerprint[:8]}@example.net>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="bound"\r\n\r\n'
        "--bound\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n"
        f"--bound\r\nContent-Type: application/octet-stream\r\n\r\n{sealed}\r\n--bound--\r\n"
    ).encode()
