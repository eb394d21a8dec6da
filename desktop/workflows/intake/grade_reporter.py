"""How far a message proves who wrote it: signatures held against the sender, times against the arrival."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from desktop.domain.report import Grade, SignatureCheck, Signer
from desktop.formats.mail.addresses import address_in, same_address

LATE = timedelta(days=7)
"""A signature made longer before or after the arrival may be one that is replayed."""
CLOCK_SKEW = timedelta(hours=1)
DATE_AFTER_ARRIVAL = timedelta(days=1)
_FIRST_MAIL = datetime(1990, 1, 1, tzinfo=UTC)
_PARTIAL = "The signature is good, but covers only a part of the message."


def hold_against(check: SignatureCheck, senders: Sequence[str], *, covers_all: bool) -> SignatureCheck:
    """The check again, where a good signature counts only for the sender it names and the whole message.

    Without a sender there is nothing to contradict. All senders must be the signer's own.
    """
    signers = tuple(_hold(signer, senders, covers_all=covers_all) for signer in check.signers)
    good = check.verdict == "good" and all(signer.state == "good" for signer in signers)
    if check.verdict == "none":
        return check
    return SignatureCheck(verdict="good" if good else "not-good", signers=signers)


def join_checks(checks: Sequence[SignatureCheck]) -> SignatureCheck:
    """The checks of several layers as one: every signer is listed, a bad one spoils the verdict."""
    made = [check for check in checks if check.verdict != "none"]
    if not made:
        return SignatureCheck()
    good = all(check.verdict == "good" for check in made)
    signers = tuple(signer for check in made for signer in check.signers)
    return SignatureCheck(verdict="good" if good and signers else "not-good", signers=signers)


def grade(check: SignatureCheck, senders: Sequence[str], *, ambiguous: bool, decrypted: bool) -> Grade:
    """What the handler may believe of the sender; `check` was held against the senders."""
    if ambiguous:
        return "ambiguous"
    if check.verdict == "good" and senders:
        return "signed"
    return "encrypted-only" if decrypted else "claimed"


def is_late(check: SignatureCheck, arrived: datetime) -> bool:
    """Whether a signature was made more than `LATE` before or after the arrival."""
    return any(s.signed_at is not None and abs(s.signed_at - arrived) > LATE for s in check.signers)


def is_implausible(date: datetime | None, received: datetime | None, at: datetime) -> bool:
    """Whether the times cannot all be true: in the future, before mail was common, sent after arrival."""
    if received is not None and not _FIRST_MAIL <= received <= at + CLOCK_SKEW:
        return True
    if date is None:
        return False
    arrived = received or at
    return date < _FIRST_MAIL or date > at + CLOCK_SKEW or date > arrived + DATE_AFTER_ARRIVAL


def _hold(signer: Signer, senders: Sequence[str], *, covers_all: bool) -> Signer:
    if signer.state != "good":
        return signer
    owned = [address_in(uid.raw) for uid in signer.uids]
    strangers = [sender for sender in senders if not any(same_address(own, sender) for own in owned)]
    if strangers:
        keys = ", ".join(uid.line for uid in signer.uids) or "nobody"
        reason = f"The key belongs to {keys}; the message says it is from {', '.join(senders)}."
        return msgspec.structs.replace(signer, state="uid-mismatch", reason=reason)
    if not covers_all:
        return msgspec.structs.replace(signer, state="outside-the-signed-part", reason=_PARTIAL)
    return signer
