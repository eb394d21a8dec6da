"""What the worker does about keys: look at them, take one in, find our own. Knows no Qt."""

from pathlib import Path
from typing import NamedTuple

from desktop.domain.case import Case, Compared
from desktop.domain.fold import fold
from desktop.workflows.correspondence.take_key import (
    KEY_LIMIT,
    KeySource,
    OfferedKey,
    look_at_keys,
    offered_keys,
    why_not,
)
from desktop.workflows.intake.choose_intake_key import intake_key
from desktop.workflows.ports import Desk, KeyInfo


class KeyAtHand(NamedTuple):
    """A key that may be taken in: where it is from, and what speaks against it ("" for nothing)."""

    offer: OfferedKey
    source: KeySource
    why_not: str = ""
    compared: Compared | None = None


def keys_that_came(desk: Desk, case_id: str) -> tuple[KeyAtHand, ...]:
    """The keys of a case: those that came with its messages, then those that were taken in otherwise."""
    case = fold(desk.vault.history(case_id))
    offers: list[tuple[OfferedKey, KeySource]] = [
        (offer, "attachment") for offer in offered_keys(desk, case_id)
    ]
    came = {offer.info.fingerprint for offer, _source in offers}
    for key in case.keys:
        if key.fingerprint not in came:
            content = desk.vault.blob(key.key_sha256)
            infos = [info for info in look_at_keys(desk, content) if info.fingerprint == key.fingerprint]
            offers += [(OfferedKey(info, content, taken=True), key.source) for info in infos]
    return tuple(_at_hand(offer, (offer.info,), source, case) for offer, source in offers)


def keys_in(desk: Desk, case_id: str, keys: bytes | Path) -> tuple[KeyAtHand, ...]:
    """The keys in pasted bytes or in a file; raises Unreadable, TooLarge, and what gpg refuses."""
    pasted = isinstance(keys, bytes)
    content = keys if isinstance(keys, bytes) else desk.tools.files.read(keys, limit=KEY_LIMIT)
    infos = look_at_keys(desk, content)
    case = fold(desk.vault.history(case_id))
    taken = {key.fingerprint for key in case.keys}
    offers = [OfferedKey(info, content, info.fingerprint in taken) for info in infos]
    return tuple(_at_hand(offer, infos, "pasted" if pasted else "file", case) for offer in offers)


def signing_keys(desk: Desk) -> tuple[tuple[KeyInfo, ...], str]:
    """Our own keys that can sign, and which of them is the intake key."""
    keys = desk.tools.openpgp.secret_keys()
    return tuple(key for key in keys if key.can_sign and key.state == "valid"), intake_key(desk)


def _at_hand(offer: OfferedKey, together: tuple[KeyInfo, ...], source: KeySource, case: Case) -> KeyAtHand:
    """A key that is taken in already may be compared whatever became of it since."""
    fingerprint = offer.info.fingerprint
    problem = "" if offer.taken else why_not(together, fingerprint)
    return KeyAtHand(offer, source, problem, case.compared.get(fingerprint))
