"""What gpg said of signatures, judged strictly: pure, one signer for each signature, whether good or not.

A signature is good when gpg calls it good and valid, its digest is strong, it signs a document, the key is
neither expired nor revoked in any copy at hand, has a user id that it signed itself, and is not a key that
the person chose never to trust. Undefined trust spoils nothing.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from desktop.domain.inert import Untrusted
from desktop.domain.report import SignatureCheck, Signer, SignerState
from desktop.openpgp.listing import ListedKey, read_instant
from desktop.openpgp.status import UNREADABLE, Status

_RESULTS: dict[str, tuple[SignerState, str]] = {
    "GOODSIG": ("good", "The signature is good."),
    "BADSIG": ("bad", "The signature does not fit the text."),
    "EXPSIG": ("expired-signature", "The signature has expired."),
    "EXPKEYSIG": ("expired-key", "The signing key has expired."),
    "REVKEYSIG": ("revoked-key", "The signing key was revoked."),
    "ERRSIG": ("bad", "The signature could not be checked."),
}
_VALIDATED = frozenset({"GOODSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG"})
_ASIDE = frozenset({
    "KEY_CONSIDERED", "SIG_ID", "VALIDSIG", "NO_PUBKEY", "KEYEXPIRED", "KEYREVOKED", "SIGEXPIRED",
    "NOTATION_NAME", "NOTATION_FLAGS", "NOTATION_DATA", "POLICY_URL", "VERIFICATION_COMPLIANCE_MODE",
    "TRUST_UNDEFINED", "TRUST_NEVER", "TRUST_MARGINAL", "TRUST_FULLY", "TRUST_ULTIMATE",
})  # fmt: skip
SIGNATURE_WORDS = _ASIDE | _RESULTS.keys()
"""All words that may follow NEWSIG."""
_WEAK_DIGESTS = frozenset({"1", "2", "3"})
"""MD5, SHA-1, RIPEMD-160 (RFC 9580 §9.5)."""
_DOCUMENT = frozenset({"00", "01"})
"""Signature types over a document, binary or text (RFC 9580 §5.2.1)."""
_NO_PUBLIC_KEY = "9"
_NEVER = "You chose never to trust this key."


class SeenSignature(msgspec.Struct, frozen=True):
    """One signature as gpg described it; `fingerprint` is the primary key's where gpg knows it."""

    state: SignerState
    reason: str
    fingerprint: str
    validated: bool
    signed_at: datetime | None = None


def read_signatures(lines: Sequence[Status]) -> tuple[SeenSignature, ...]:
    """The signatures among status lines; each NEWSIG begins one."""
    groups: list[list[Status]] = []
    for line in lines:
        if line.word == "NEWSIG":
            groups.append([])
        elif groups and line.word in SIGNATURE_WORDS | {UNREADABLE}:
            groups[-1].append(line)
    return tuple(_read_group(group) for group in groups)


def stopped_at_signature(lines: Sequence[Status]) -> bool:
    """Whether gpg ended at a bad or expired signature, as it does in batch mode, with more to come."""
    seen = read_signatures(lines)
    finished = any(line.word == "END_DECRYPTION" for line in lines)
    return bool(seen) and seen[-1].state in {"bad", "expired-signature"} and not finished


def possible_exit_codes(seen: Sequence[SeenSignature]) -> frozenset[int]:
    """How gpg may end when it could do everything but validate some of these signatures."""
    if not all(signature.validated for signature in seen):
        return frozenset({1, 2})
    expired = any(signature.state == "expired-signature" for signature in seen)
    return frozenset({0, 1}) if expired else frozenset({0})


def judge_signatures(seen: Sequence[SeenSignature], known: Sequence[ListedKey]) -> SignatureCheck:
    """The check of all signatures: good only when every one is; `known` are all copies of their keys."""
    if not seen:
        return SignatureCheck()
    signers = tuple(_judge(signature, known) for signature in seen)
    good = all(signer.state == "good" for signer in signers)
    return SignatureCheck("good" if good else "not-good", signers)


def _read_group(group: Sequence[Status]) -> SeenSignature:
    count = Counter(line.word for line in group)
    results = [line for line in group if line.word in _RESULTS]
    if len(results) != 1 or count[UNREADABLE]:
        return SeenSignature("bad", "GnuPG contradicted itself about the signature.", "", validated=False)
    result = results[0]
    if result.word not in _VALIDATED:
        considered = {line.argument(0) for line in group if line.word == "KEY_CONSIDERED"}
        return _not_validated(result, considered.pop() if len(considered) == 1 else "")
    valid = [line for line in group if line.word == "VALIDSIG"]
    if len(valid) != 1 or not valid[0].argument(0).endswith(result.argument(0) or "?"):
        return SeenSignature("bad", "GnuPG contradicted itself about the signature.", "", validated=False)
    return _validated(result, valid[0], never=bool(count["TRUST_NEVER"]))


def _not_validated(result: Status, considered: str) -> SeenSignature:
    """ERRSIG keyid pkalgo hashalgo class time rc [fpr]; BADSIG keyid uid."""
    state, reason = _RESULTS[result.word]
    fingerprint = considered or result.argument(0)
    if result.word == "ERRSIG":
        fingerprint = result.argument(6).strip("-") or fingerprint
        if result.argument(5) == _NO_PUBLIC_KEY:
            state, reason = "unknown-key", "The signing key is not known here."
        elif result.argument(2) in _WEAK_DIGESTS:
            state, reason = "weak-digest", "The signature uses a broken digest."
    return SeenSignature(state, reason, fingerprint, validated=False)


def _validated(result: Status, valid: Status, *, never: bool) -> SeenSignature:
    """VALIDSIG fpr date time expires version reserved pkalgo hashalgo class primary-fpr."""
    state, reason = _RESULTS[result.word]
    if state == "good" and valid.argument(7) in _WEAK_DIGESTS:
        state, reason = "weak-digest", "The signature uses a broken digest (SHA-1 or older)."
    elif state == "good" and valid.argument(8) not in _DOCUMENT:
        state, reason = "bad", "The signature was not made over a document."
    elif state == "good" and never:
        state, reason = "never-trusted", _NEVER
    return SeenSignature(
        state,
        reason,
        valid.argument(9) or valid.argument(0),
        validated=True,
        signed_at=read_instant(valid.argument(2)),
    )


def _judge(signature: SeenSignature, known: Sequence[ListedKey]) -> Signer:
    # the primary key alone: anybody can hang another's key below their own, and its names would be theirs
    copies = [key for key in known if key.fingerprint == signature.fingerprint]
    uids = tuple(dict.fromkeys(uid for key in copies for uid in key.uids))
    state, reason = signature.state, signature.reason
    if state == "good":
        state, reason = _judge_key(copies, state, reason)
    return Signer(signature.fingerprint, tuple(map(Untrusted, uids)), state, reason, signature.signed_at)


def _judge_key(copies: Sequence[ListedKey], state: SignerState, reason: str) -> tuple[SignerState, str]:
    if not copies:
        return "unknown-key", "The signing key is not known here."
    for spoilt, found in _SPOILT_KEYS:
        if any(spoilt(key) for key in copies):
            return found
    if not any(key.uids for key in copies):
        return "uid-mismatch", "The key has no user id that it signed itself."
    return state, reason


_SPOILT_KEYS: tuple[tuple[Callable[[ListedKey], bool], tuple[SignerState, str]], ...] = (
    (lambda key: key.validity == "r", ("revoked-key", "The signing key was revoked.")),
    (lambda key: "n" in {key.owner_trust, key.validity}, ("never-trusted", _NEVER)),
    (lambda key: key.validity == "d" or "D" in key.capabilities, ("never-trusted", "You disabled this key.")),
)
"""In any copy at hand: a revocation that reached one keyring counts for all."""
