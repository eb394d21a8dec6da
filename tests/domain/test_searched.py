"""What was written about a case can be searched: no free text of an event is forgotten."""

from datetime import date, datetime
from typing import Literal, get_args, get_origin

import msgspec

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.domain.event_codec import KINDS
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.searched import is_published, searched_in
from tests.histories import RECEIVED, history, january, received

NOT_WORDS = {
    "policy_id", "policy_sha256", "previous_sha256", "text_sha256", "message_sha256", "report_sha256",
    "sealed_sha256", "plaintext_sha256", "key_sha256", "signature_sha256", "sha256", "message_id", "message",
    "event_id", "need", "clock", "condition", "fingerprint", "signer", "zone", "arrival_zone", "vault_id",
    "slot_id", "slot_kind", "new_slot_id", "old_head", "head", "format", "tlp", "file_name", "attachments",
    "person", "search", "revision", "proof", "letter", "poc", "media_type", "known_by", "version",
    "chosen", "level", "uids", "old", "how", "hits_sha256", "patch_sha256", "evidence_sha256", "proposal",
    "planned", "recipients", "purged", "fields", "kept", "over", "beside", "nonce", "to", "statement",
    "signature", "approver", "item", "which", "leak", "leak_id", "document",
}  # fmt: skip
"""Fields of names, hashes and the like: no case is looked for by them, or by a key of its own."""
REMOVED = {"person.removed"}
"""Names that are no longer part of a case are not looked for."""
OF_THE_VAULT = {
    "access.reviewed", "act.refused", "bundle.received", "bundle.sent", "four-eyes.decided",
    "handler.enrolled", "handler.left", "handler.named", "handler.signed-in", "holiday.added",
    "holiday.removed", "journal.checked", "policy.adopted", "policy.published", "product.delisted",
    "product.listed", "provider.extended", "retention.ruled", "review.kept", "role.given",
    "role.withdrawn", "rollback.accepted", "unlock.failed", "vault.made", "vault.salvaged",
    "watchword.dropped", "watchword.kept", "publisher.identified", "print.started",
}  # fmt: skip
"""Events that belong to no case."""


def free_texts(kind: type[Event]) -> list[str]:
    return [
        field.name
        for field in msgspec.structs.fields(kind)
        if field.type in (str, Untrusted, tuple[str, ...]) and field.name not in NOT_WORDS
    ]


def some(kind: object, word: str = "x") -> object:
    """A value of a field's type; where it is text, this word."""
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if get_origin(kind) is tuple:
        return (some(get_args(kind)[0], word),)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        required = (field for field in msgspec.structs.fields(kind) if field.required)
        return kind(**{field.name: some(field.type, word) for field in required})
    values = {
        str: word,
        Untrusted: Untrusted(word),
        datetime: RECEIVED,
        date: RECEIVED.date(),
        bool: True,
        int: 1,
        dict[str, str]: {},
    }
    return values[kind]  # type: ignore[index]


def made(kind: type[Event], field: str, word: str) -> Event:
    """An event that has this word in this field."""
    fields = msgspec.structs.fields(kind)
    others = {other.name: some(other.type) for other in fields if other.required}
    wanted = next(other.type for other in fields if other.name == field)
    return kind(**{**others, field: some(wanted, word)})


WRITTEN = [
    (kind, field)
    for name, kind in sorted(KINDS.items())
    if name not in OF_THE_VAULT | REMOVED
    for field in free_texts(kind)
]


def is_searched(kind: type[Event], field: str) -> bool:
    event = made(kind, field, "needle")
    if isinstance(event, e.ReportReceived):
        happened = [(RECEIVED, event)]
    else:
        happened = [(RECEIVED, received()), (january(12), event)]
    events = history(*happened)
    words = searched_in(fold(events), events).words
    return any("needle" in said for said in words.values())


def test_every_free_text_of_a_case_is_searched() -> None:
    assert len(WRITTEN) > 100
    assert [(kind.kind, field) for kind, field in WRITTEN if not is_searched(kind, field)] == []


def test_a_case_with_a_mere_holding_advisory_is_not_called_published() -> None:
    held = history((RECEIVED, received()), (january(12), e.AdvisoryPublished(holding=True)))
    assert not is_published(fold(held))
    assert is_published(fold([*held, *history((january(20), e.AdvisoryPublished()))]))
