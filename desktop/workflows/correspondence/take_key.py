"""Take in a reporter's public key after its fingerprint was shown; it is kept in the vault alone."""

from contextlib import suppress
from typing import Literal

import msgspec

from desktop.domain.decide import Refusal
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Recorded
from desktop.domain.events import KeyTaken
from desktop.domain.failures import Failure, FileLost, TooLarge
from desktop.domain.fold import fold
from desktop.domain.parties.fingerprints import as_written
from desktop.formats.mail.addresses import address_in, same_address
from desktop.workflows.desk.view_case import read_messages
from desktop.workflows.intake.regrade_report import regrade_reports
from desktop.workflows.ports import Desk, KeyInfo, Silent

KeySource = Literal["attachment", "autocrypt", "pasted", "file"]

KEY_LIMIT = 1024 * 1024
"""The largest file of keys, in bytes; a key with hundreds of signatures is smaller."""


class OfferedKey(msgspec.Struct, frozen=True):
    """A key that came with a message of the case; `content` is what `take_key` wants."""

    info: KeyInfo
    content: bytes
    taken: bool


def look_at_keys(desk: Desk, keys: bytes) -> tuple[KeyInfo, ...]:
    """What public keys stand in these bytes; nothing is imported. Raises TooLarge, and what gpg refuses."""
    if len(keys) > KEY_LIMIT:
        raise TooLarge("These are more bytes than any key has.", advice="Give a file with one public key.")
    return desk.tools.openpgp.read_keys(keys)


def offered_keys(desk: Desk, case_id: str) -> tuple[OfferedKey, ...]:
    """The keys that came with the messages of a case, each once.

    What gpg cannot read is left out, and what was lost before the vault was salvaged.
    """
    case = fold(desk.vault.history(case_id))
    taken = {key.fingerprint for key in case.keys}
    offers = [o for _message, report in read_messages(desk.vault, case) for o in report.key_offers]
    found: dict[str, OfferedKey] = {}
    for offer in dict.fromkeys(offers):
        with suppress(FileLost):
            content = desk.vault.blob(offer)
            for info in _readable(desk, content):
                found.setdefault(info.fingerprint, OfferedKey(info, content, info.fingerprint in taken))
    return tuple(found.values())


def take_key(
    desk: Desk, case_id: str, fingerprint: str, keys: bytes, source: KeySource
) -> Recorded | Refusal:
    """Keep the key with the case, or say why not; signatures that waited for it are checked again.

    Raises what reading the key and opening the messages raises.
    """
    wanted = as_written(fingerprint)
    infos = look_at_keys(desk, keys)
    reason = why_not(infos, wanted)
    if reason:
        return Refusal(KeyTaken.kind, reason)
    digest = sha256(keys)
    act = KeyTaken(fingerprint=wanted, uids=infos[0].uids, source=source, key_sha256=digest)
    now = desk.tools.now()
    revision = len(desk.vault.history(case_id))
    recorded = desk.vault.append(
        case_id, [Draft(act, now)], author=desk.handler, now=now, blobs={digest: keys}, revision=revision
    )
    _check_waiting_signatures(desk, case_id)
    return recorded[0]


def _check_waiting_signatures(desk: Desk, case_id: str) -> None:
    try:
        regrade_reports(desk, case_id, Silent())
    except Failure as failure:
        failure.written = "The key was taken in; the messages keep the grade that they had."
        raise


def why_not(infos: tuple[KeyInfo, ...], wanted: str) -> str:
    """What speaks against taking in the only one of these keys as the one that was shown; "" for nothing.

    What makes a key useless is said before its fingerprint is asked for: nobody compares one in vain.
    """
    useless = why_useless(infos)
    if useless or infos[0].fingerprint == wanted:
        return useless
    return "The key has another fingerprint than the one that was shown."


def why_useless(infos: tuple[KeyInfo, ...]) -> str:
    """What speaks against taking in a key from here whatever its fingerprint is; "" for nothing."""
    if len(infos) != 1:
        return f"There are {len(infos)} keys in it: take in one key at a time."
    (info,) = infos
    if info.secret:
        return "This is a secret key. Tell the reporter to revoke it: it was shown to others."
    if info.state != "valid":
        expired = f" since {info.expires:%Y-%m-%d}" if info.state == "expired" and info.expires else ""
        return f"The key is {info.state}{expired}: ask the reporter for a valid one."
    if not (info.can_encrypt or info.can_sign):
        return "The key can neither encrypt nor sign."
    return ""


def names_reporter(desk: Desk, case_id: str, info: KeyInfo) -> bool:
    """Whether a user id of the key has the reporter's address, as far as they gave one."""
    reporter = fold(desk.vault.history(case_id)).reporter_address.raw
    return not reporter or any(same_address(address_in(uid.raw), reporter) for uid in info.uids)


def _readable(desk: Desk, content: bytes) -> tuple[KeyInfo, ...]:
    try:
        return look_at_keys(desk, content)
    except Failure:  # a stranger's attachment may be anything; nothing is lost by not offering it
        return ()
