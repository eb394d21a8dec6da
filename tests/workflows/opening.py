"""Messages as gpg and mail programs make them, for the tests of opening reports."""

import subprocess
from pathlib import Path

from desktop.workflows.ports import Tools


class Home:
    """A throwaway gpg home with keys that need no passphrase."""

    def __init__(self, path: Path):
        self.path = path

    def gpg(self, *arguments, stdin=b"", **options):
        line = [
            "gpg",
            "--homedir",
            str(self.path),
            "--batch",
            "--no-tty",
            "--quiet",
            "--trust-model",
            "always",
        ]
        done = subprocess.run([*line, *arguments], input=stdin, capture_output=True, check=True, **options)
        return done.stdout

    def make_key(self, user_id):
        self.gpg(
            "--pinentry-mode",
            "loopback",
            "--passphrase",
            "",
            "--quick-gen-key",
            user_id,
            "ed25519",
            "cert,sign",
        )
        fingerprint = self.fingerprint(user_id)
        self.gpg(
            "--pinentry-mode",
            "loopback",
            "--passphrase",
            "",
            "--quick-add-key",
            fingerprint,
            "cv25519",
            "encr",
        )
        return fingerprint

    def fingerprint(self, user_id):
        listing = self.gpg("--with-colons", "--list-keys", f"={user_id}").decode()
        return next(line.split(":")[9] for line in listing.splitlines() if line.startswith("fpr"))

    def encrypt(self, content, *, to, sign=(), options=()):
        signers = [part for key in sign for part in ("--local-user", key)]
        recipients = ["--recipient", to]
        return self.gpg(
            *options,
            *signers,
            *recipients,
            "--armor",
            *(["--sign"] if sign else []),
            "--encrypt",
            stdin=content,
        )

    def sign(self, content, key, *options):
        return self.gpg(*options, "--local-user", key, "--armor", "--detach-sign", stdin=content)

    def clearsign(self, content, key):
        return self.gpg("--local-user", key, "--clearsign", stdin=content)

    def end(self):
        subprocess.run(["gpgconf", "--homedir", str(self.path), "--kill", "all"], check=True)


def tools_of(openpgp, parser):
    """The tools that opening a report uses; the others are not there."""
    return Tools(openpgp, parser, None, None, None, None)


def mail(body, *, sender="Rae <rae@example.org>", kind="text/plain; charset=utf-8", headers=""):
    head = f"From: {sender}\nTo: sec@vendor.example\nSubject: Outer\n{headers}MIME-Version: 1.0\n"
    return f"{head}Content-Type: {kind}\n\n".encode() + body


def pgp_mime(armour, **options):
    body = b"--e\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n\n--e\n"
    body += b"Content-Type: application/octet-stream\n\n" + armour + b"\n--e--\n"
    return mail(body, kind='multipart/encrypted; protocol="application/pgp-encrypted"; boundary=e', **options)


def signed_entity(home, entity, key, *options):
    """A multipart/signed entity around another, without outer headers."""
    signature = home.sign(entity.replace(b"\n", b"\r\n"), key, *options)
    head = b'Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=s\n\n'
    return (
        head
        + b"--s\n"
        + entity
        + b"\n--s\nContent-Type: application/pgp-signature\n\n"
        + signature
        + b"\n--s--\n"
    )


def signed_mail(home, entity, key, *options, sender="Rae <rae@example.org>", headers=""):
    head = f"From: {sender}\nSubject: Outer\n{headers}MIME-Version: 1.0\n"
    return head.encode() + signed_entity(home, entity, key, *options)
