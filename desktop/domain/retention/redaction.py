"""What is left of an event once its content is purged: instants, choices and references, no words.

Whatever text a field holds is content unless it is listed here: a new kind of event loses its words so.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import msgspec

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.event import Event, Opaque, Purged
from desktop.domain.inert import Untrusted

GONE = "[purged]"
"""Stands where words stood that may not be empty."""

_FIELDS: dict[type[Event], tuple[str, ...]] = {
    e.ReportReceived: ("policy_id", "policy_sha256", "arrival_zone"),
    e.ReportRegraded: ("message",),
    e.IncidentOpened: ("policy_id", "policy_sha256"),
    e.ArrivalConfirmed: ("zone",),
    e.HandlerAssigned: ("handler",),
    e.SeveritySet: ("level",),
    e.SsvcDecided: ("table", "version", "outcome"),
    e.ReportRejected: ("of",),
    e.DuplicateDenied: ("other",),
    e.IncidentLinked: ("other",),
    e.ReporterJoined: ("from_case",),
    e.ConditionAnswered: ("policy_id", "condition"),
    e.PackTaken: ("policy_id", "policy_sha256"),
    e.PolicyRepinned: ("policy_sha256", "previous_sha256"),
    e.LatenessExplained: ("clock", "policy_id"),
    e.DisclosureAgreed: ("clock", "policy_id"),
    e.EmbargoRefused: ("proposal",),
    e.SilenceAccepted: ("letter",),
    e.EventUndone: ("event_id",),
    e.NeedWaived: ("need",),
    e.ActionDone: ("planned",),
    e.ActionDropped: ("planned",),
    e.HitsJudged: ("search",),
    e.VariantFound: ("search",),
    e.CreditRecorded: ("proof",),
    e.CveRejectionWritten: ("replaced_by",),
    e.ReleaseStarted: ("format", "file_name", "sha256", "tlp"),
    e.AdvisoryExported: ("format", "file_name", "sha256", "signature_sha256", "signer"),
    e.RecordExported: ("file_name", "sha256"),
    e.LegalHoldPlaced: ("reason",),
    e.LegalHoldReleased: ("reason",),
    e.ContentPurged: ("reason", "purged", "fields"),
    e.CaseRestricted: ("names",),
    e.AdvisoryApproved: ("documents", "fingerprint", "statement", "signature", "key_sha256", "approver"),
    e.ApprovalRequested: ("documents", "nonce", "to", "sha256"),
    e.SelfReleased: ("documents",),
    e.ItemLabelled: ("item", "which"),
    e.LeakAccepted: ("leak_id", "leak", "document"),
    e.ReleaseRefused: ("documents",),
}
"""Fields of text that clocks, references between entries, and proofs of what left rest on."""
_EMPTY = frozenset({"reporter_address", "reporter_name", "message_id", "fingerprint"})
"""By these a case would be found beside others, so that not even a mark stands there."""
_FROM_OUTSIDE: tuple[type[Event], ...] = (
    e.ReportReceived,
    e.FollowUpReceived,
    e.ReportRegraded,
    e.EvidenceAdded,
    e.ReproductionTried,
    e.Sent,
)
_THEIR_NAME = frozenset({"reporter_address", "reporter_name"})


def without_content(event: Event) -> Event | None:
    """The event with its facts alone; None for one of which nothing can be told."""
    return None if isinstance(event, Opaque | Purged) else _stripped(event, kept_fields(event))


def without_report(event: Event) -> Event | None:
    """The event without what came from outside and the letters about it; who wrote is still told."""
    if not isinstance(event, _FROM_OUTSIDE):
        return event
    return _stripped(event, kept_fields(event) | _THEIR_NAME)


def stripped_of(event: Event, names: AbstractSet[str]) -> Event:
    """The event with these fields emptied."""
    return _stripped(event, frozenset(event.__struct_fields__) - names)


def kept_fields(event: Event) -> frozenset[str]:
    """The fields of text that hold no content."""
    return frozenset(_FIELDS.get(type(event), ()))


def _stripped(event: Event, kept: AbstractSet[str]) -> Event:
    fields = [field for field in msgspec.structs.fields(event) if field.name not in kept]
    changed = {field.name: _emptied(field, getattr(event, field.name)) for field in fields}
    if isinstance(event, e.Sent) and "message_sha256" in changed:
        changed["kept"] = False
    return msgspec.structs.replace(event, **changed)


def _emptied(field: msgspec.structs.FieldInfo, value: Any) -> Any:
    """Nothing, or a mark where something has to stand; what is no text stays."""
    is_mark = field.required and field.name not in _EMPTY and not field.name.endswith("sha256")
    if field.name == "parties":  # how many they were tells an agreement from one party's word
        return tuple(f"party {number}" for number, _ in enumerate(dict.fromkeys(map(e.name_key, value)), 1))
    if isinstance(value, Untrusted):
        return Untrusted(GONE if is_mark else "")
    if isinstance(value, AdvisoryText):
        return AdvisoryText(GONE, GONE, tlp=value.tlp)
    if field.type is str:
        return GONE if is_mark or (value and field.name in ("how", "person")) else ""
    if isinstance(value, tuple) and not all(isinstance(item, int) for item in value):
        return ()
    return {} if isinstance(value, Mapping) else value
