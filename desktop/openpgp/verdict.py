"""The strict verdict on a decryption: a pure function of what gpg said, how it ended and how much it gave.

A message passes only when gpg's words make one permitted shape, each with permitted arguments. Everything
else is refused; what stands in the way only decides which sentence the person reads. gpg's own exit code is
necessary and never enough: it gives out tampered, doubled and unprotected messages with good words around
them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from desktop.domain.failures import (
    Cancelled,
    Failure,
    GpgRefused,
    Locked,
    Malformed,
    NoKey,
    NotIntegrityProtected,
    SeveralMessages,
    SymmetricOnly,
    Tampered,
    TooDeep,
)
from desktop.openpgp.signatures import SIGNATURE_WORDS, possible_exit_codes, read_signatures
from desktop.openpgp.status import Status, find, words

_ASIDE = (
    "ENC_TO",
    "KEY_CONSIDERED",
    "NO_SECKEY",
    "PINENTRY_LAUNCHED",
    "INQUIRE_MAXLEN",
    "CARDCTRL",
    "OTHER_KEY",
)
_SHAPE = re.compile(
    rf"(?:(?:{'|'.join(_ASIDE)}) )*"
    r"DECRYPTION_KEY "
    rf"(?:(?:{'|'.join(_ASIDE)}) )*"
    r"BEGIN_DECRYPTION (?:DECRYPTION_COMPLIANCE_MODE )?DECRYPTION_INFO (?:DECRYPTION_COMPLIANCE_MODE )?"
    r"PLAINTEXT (?:PLAINTEXT_LENGTH )?"
    rf"(?P<signatures>(?:NEWSIG (?:(?:{'|'.join(sorted(SIGNATURE_WORDS))}) )*)*)"
    r"DECRYPTION_OKAY GOODMDC END_DECRYPTION "
)
_SPOKEN_OF_SIGNATURES = SIGNATURE_WORDS | {"NEWSIG", "FAILURE"}
"""gpg adds FAILURE when it stops at a bad signature; its exit code then says so too."""
_AGAIN = "Ask for it again; it may have been cut or changed on its way."
SYMMETRIC_WORD = "NEED_PASSPHRASE_SYM"
"""gpg is about to ask for the passphrase of a message (not of a key), which a stranger chose."""
_BINARY = frozenset({"62", "6D"})
"""Literal formats b and m, which gpg passes on octet for octet; of text it drops carriage returns."""
_WRONG_PASSPHRASE_CODES = frozenset({11, 31, 177})
"""Bad, invalid, none given."""
_CANCELLED_CODES = frozenset({99, 198})
_NO_PINENTRY_CODES = frozenset({67, 85, 86})
_SPOILT_CODES = frozenset({4, 7, 10, 12, 14, 18, 30, 65, 79, 89, 152, 155})
"""What a key says of a session key that was not made for it, or was changed: a wrong checksum, algorithm,
number or padding. RSA and the curves differ, and so do versions of GnuPG."""
_PINENTRY, _CARD = 5, 6
"""Sources of errors (libgpg-error): the program that asks for a passphrase, the smartcard's daemon."""


def judge_decryption(lines: Sequence[Status], exit_code: int, plaintext_length: int) -> None:
    """Return when the plaintext may be released; `plaintext_length` is in bytes.

    Raises NoKey, Locked, Cancelled, Tampered, NotIntegrityProtected, SeveralMessages, TooDeep, Malformed or
    GpgRefused.
    """
    shape = _SHAPE.fullmatch("".join(f"{_spoken(line)} " for line in lines))
    if shape is None:
        raise explain(lines)
    if not _protected(lines):
        raise NotIntegrityProtected("The encryption carries no protection against tampering.")
    signatures = read_signatures(lines)
    if exit_code not in possible_exit_codes(signatures):
        raise explain(lines)
    _require_whole(lines, plaintext_length)


def _spoken(line: Status) -> str:
    """The word of a line; another secret key that did not open is no error while one does."""
    failed = line.word == "ERROR" and line.argument(0) == "pkdecrypt_failed"
    return "OTHER_KEY" if failed else line.word


def judge_verification(lines: Sequence[Status], exit_code: int) -> None:
    """Return when gpg spoke of signatures alone and ended as they let it; raises Malformed, GpgRefused."""
    _judge_signatures_only(words(lines), lines, exit_code)


def judge_clearsigned(lines: Sequence[Status], exit_code: int) -> None:
    """The same for a cleartext signature, where one text comes before the signatures."""
    spoken = words(lines)
    if spoken[:1] != ("PLAINTEXT",) or spoken.count("PLAINTEXT_LENGTH") > 1:
        raise Malformed("The signed text is damaged.", advice=_AGAIN)
    rest = tuple(word for word in spoken[1:] if word != "PLAINTEXT_LENGTH")
    _judge_signatures_only(rest, lines, exit_code)


def _judge_signatures_only(spoken: Sequence[str], lines: Sequence[Status], exit_code: int) -> None:
    signatures = read_signatures(lines)
    if spoken[:1] != ("NEWSIG",) or not _SPOKEN_OF_SIGNATURES.issuperset(spoken):
        raise Malformed("The signature is damaged.", advice=_AGAIN)
    if exit_code not in possible_exit_codes(signatures):
        raise GpgRefused("GnuPG did not end as its words about the signature say.")


def explain(lines: Sequence[Status]) -> Failure | Cancelled:
    """Which failure describes a refused message best; never whether it is refused."""
    count = Counter(words(lines))
    if count["BADMDC"]:
        return Tampered("The message was changed after it was encrypted.")
    if count[SYMMETRIC_WORD]:
        return SymmetricOnly("Inside, the message is encrypted with a passphrase, not to a key.")
    if not count["DECRYPTION_INFO"]:
        return _without_key(lines)
    if not _protected(lines):
        return NotIntegrityProtected("The encryption carries no protection against tampering.")
    return _misbuilt(count, lines)


def _misbuilt(count: Counter[str], lines: Sequence[Status]) -> Failure:
    clashing = any(line.argument(0) == "proc_pkt.plaintext" for line in find(lines, "ERROR"))
    if count["BEGIN_DECRYPTION"] > 1 or count["PLAINTEXT"] > 1 or (count["PLAINTEXT"] and clashing):
        return SeveralMessages("The message holds several messages, one in or behind another.")
    if count["UNEXPECTED"]:
        return TooDeep("The message is wrapped in too many layers.")
    if count["DECRYPTION_FAILED"]:
        return Tampered("The message does not decrypt to what its sender encrypted.")
    if not count["PLAINTEXT"]:
        return Malformed("The message holds nothing that can be read.", advice=_AGAIN)
    return GpgRefused("GnuPG did not end with the success that a message must have.")


def _without_key(lines: Sequence[Status]) -> Failure | Cancelled:
    if failure := not_unlocked(lines):
        return failure
    errors = [read_error(line) for line in find(lines, "ERROR")]
    # Before the keys that are not here: those of other recipients never are.
    if errors and all(error.code in _SPOILT_CODES and error.source != _CARD for error in errors):
        return Tampered("The part of the message that is for your key was changed, or not made for this key.")
    missing = [line.argument(0) for line in find(lines, "NO_SECKEY")]
    if missing:
        return NoKey(f"None of the secret keys that open this message is here ({', '.join(missing[:8])}).")
    if errors:
        return GpgRefused(
            "GnuPG could not use the secret key.",
            advice="If it is on a smartcard, insert the card and try again.",
        )
    return Malformed("The OpenPGP data is damaged.", advice=_AGAIN)


def not_unlocked(lines: Sequence[Status]) -> Locked | Cancelled | None:
    """Why a secret key stayed locked: asking was cancelled, answered wrong, or not possible; else None."""
    said = [*find(lines, "ERROR"), *find(lines, "FAILURE")]
    errors = [read_error(line) for line in said]
    codes = {error.code for error in errors}
    if codes & _CANCELLED_CODES:
        return Cancelled()
    if codes & _WRONG_PASSPHRASE_CODES:
        return Locked(
            "The passphrase of the OpenPGP key is wrong.", advice="Try again with another passphrase."
        )
    if any(line.argument(0) == "set_pinentry_mode" for line in said):
        return Locked(
            "gpg-agent takes no passphrase from another program.",
            advice="Take `no-allow-loopback-pinentry` out of gpg-agent.conf, or let the agent ask by itself.",
        )
    if codes & _NO_PINENTRY_CODES or any(error.source == _PINENTRY for error in errors):
        return Locked(
            "The secret key has a passphrase, and GnuPG could not ask for it.",
            advice="Check the pinentry of gpg-agent (`pinentry-program` in gpg-agent.conf), "
            "or give the passphrase with --key-passphrase-fd.",
        )
    return None


class GpgError(NamedTuple):
    """A number of libgpg-error taken apart; zeros when there is none."""

    source: int
    """Which part failed."""
    code: int


def read_error(line: Status) -> GpgError:
    """The error that a line of status ends with: the source stands from bit 24 on, the code below bit 16."""
    number = line.argument(1).split("_", 1)[0]
    if not (number.isascii() and number.isdigit()):
        return GpgError(0, 0)
    return GpgError(int(number) >> 24 & 0x7F, int(number) & 0xFFFF)


def _protected(lines: Sequence[Status]) -> bool:
    """Whether every decryption names an MDC or AEAD method (DECRYPTION_INFO mdc cipher [aead])."""
    return all(
        line.argument(0) in {"1", "2"} or line.argument(2) in {"1", "2", "3"}
        for line in find(lines, "DECRYPTION_INFO")
    )


def _require_whole(lines: Sequence[Status], length: int) -> None:
    stated = find(lines, "PLAINTEXT_LENGTH")
    if not stated:
        return
    number = stated[0].argument(0)
    if not (number.isascii() and number.isdigit()):
        raise GpgRefused("GnuPG did not say how long the message is.")
    exact = find(lines, "PLAINTEXT")[0].argument(0) in _BINARY
    if (exact and length != int(number)) or length > int(number):
        raise Tampered("The message is not as long as its sender said.")
