"""What OpenPGP proves of a message, in words: whom the signature names, what it is worth, what was sealed."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.inert import Untrusted
from desktop.domain.parties.fingerprints import tail
from desktop.domain.report import Report, Signer
from desktop.ui.look.instants import absolute


def openpgp_line(report: Report) -> Untrusted:
    """A sentence or more; the user ids of keys in it are a stranger's words."""
    signed = [_signed(signer) for signer in report.signature.signers]
    unsigned = QCoreApplication.translate("OpenPgp", "Not signed.")
    return Untrusted(" ".join((_sealed(report), *(signed or [unsigned]))))


def _sealed(report: Report) -> str:
    if "layers-peeled" in report.warnings:
        return QCoreApplication.translate(
            "OpenPgp", "Encrypted to us several times over; all layers are off."
        )
    if "partly-encrypted" in report.warnings:
        return QCoreApplication.translate("OpenPgp", "Encrypted to us in part; the rest came readable.")
    return {
        "decrypted": QCoreApplication.translate("OpenPgp", "Encrypted to us."),
        "not-encrypted": QCoreApplication.translate("OpenPgp", "Not encrypted: others could read it."),
        "no-key": QCoreApplication.translate("OpenPgp", "Encrypted, and not to a key that is here."),
        "refused": QCoreApplication.translate("OpenPgp", "Encrypted in a way that is not trusted."),
    }[report.encryption]


def _signed(signer: Signer) -> str:
    words = QCoreApplication.translate("OpenPgp", "Signed by {who}, key {key}: {verdict}.")
    dated = QCoreApplication.translate("OpenPgp", "Signed by {who}, key {key}, on {when}: {verdict}.")
    who = signer.uids[0].line if signer.uids else QCoreApplication.translate("OpenPgp", "somebody unnamed")
    named = {"who": who, "key": tail(signer.fingerprint), "verdict": _verdicts()[signer.state]}
    if signer.signed_at is not None:
        return dated.format(when=absolute(signer.signed_at), **named)
    return words.format(**named)


def _verdicts() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "good": translate("OpenPgp", "good, and the key is the sender's"),
        "bad": translate("OpenPgp", "bad, the words were changed or are not theirs"),
        "expired-signature": translate("OpenPgp", "the signature has expired"),
        "expired-key": translate("OpenPgp", "the key has expired"),
        "revoked-key": translate("OpenPgp", "the key was revoked"),
        "unknown-key": translate("OpenPgp", "the key is not here, so nothing is proven"),
        "weak-digest": translate("OpenPgp", "made in a way that can be forged"),
        "uid-mismatch": translate("OpenPgp", "the key names somebody else than the sender"),
        "never-trusted": translate("OpenPgp", "the key is marked as never to be trusted"),
        "outside-the-signed-part": translate("OpenPgp", "it does not cover all of the words"),
    }
