"""Verdicts on what gpg made: a signature or an encrypted message is used only when gpg said all of it."""

from collections import Counter
from collections.abc import Sequence

from desktop.domain.failures import Cancelled, Failure, GpgRefused, KeyMissing
from desktop.openpgp.envelope import read_envelope
from desktop.openpgp.listing import ListedKey
from desktop.openpgp.status import Status, find, words
from desktop.openpgp.verdict import not_unlocked

_STRONG_DIGESTS = frozenset({"8", "9", "10", "12", "14"})
"""SHA-256, -384, -512, SHA3-256, -512 (RFC 9580 §9.5)."""


def judge_signed(lines: Sequence[Status], exit_code: int) -> None:
    """Return when exactly one signature with a strong digest was made; raises the failure otherwise."""
    created = find(lines, "SIG_CREATED")
    if exit_code != 0 or len(created) != 1:
        raise _explain(lines, "GnuPG did not make the signature.")
    if created[0].argument(2) not in _STRONG_DIGESTS:
        raise GpgRefused("The key signs only with a broken digest.", advice="Use another key to sign.")


def judge_encrypted(
    lines: Sequence[Status], exit_code: int, message: bytes, keys: Sequence[ListedKey], *, signed: bool
) -> None:
    """Return when the message is encrypted to these keys and no other; raises the failure otherwise."""
    if signed:
        judge_signed(lines, exit_code)
    count = Counter(words(lines))
    if exit_code != 0 or count["BEGIN_ENCRYPTION"] != 1 or count["END_ENCRYPTION"] != 1:
        raise _explain(lines, "GnuPG did not encrypt the message.")
    recipients = read_envelope(message, aead=True).recipients
    fitting = all(any(r in key.key_ids for r in recipients) for key in keys)
    if len(recipients) != len({key.fingerprint for key in keys}) or not fitting:
        raise GpgRefused("GnuPG encrypted to other keys than those that were chosen.")


def _explain(lines: Sequence[Status], otherwise: str) -> Failure | Cancelled:
    if failure := not_unlocked(lines):
        return failure
    if find(lines, "INV_SGNR") or find(lines, "INV_RECP"):
        return KeyMissing("GnuPG cannot use one of the keys.", advice="Choose or ask for another key.")
    return GpgRefused(otherwise)
