"""Open a report: from the bytes that came to inert text, files, and what is proved of the sender."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from itertools import pairwise
from typing import get_args

import msgspec

from desktop.domain.digest import sha256
from desktop.domain.failures import Failure
from desktop.domain.inert import Untrusted
from desktop.domain.report import (
    Attachment,
    Encryption,
    OpenedReport,
    Report,
    Reporter,
    SignatureCheck,
    Warning_,
)
from desktop.formats.mail.names import safe_name
from desktop.formats.mail.parsed import FoundPart, Parsed
from desktop.formats.media_types import HEAD_BYTES, media_type_of
from desktop.workflows.intake.grade_reporter import grade, hold_against, is_implausible, is_late, join_checks
from desktop.workflows.intake.peel_layers import Peeling, peel_layers
from desktop.workflows.ports import Progress, Tools

_ORDER = get_args(Warning_)
_MOST_KEYS = 16
OUTSIDE_NAME = "outside-the-protected-part.txt"
"""Text that stood beside what was sealed is kept apart, as a file of this name."""


def open_report(
    raw: bytes, tools: Tools, known_keys: Sequence[bytes] = (), *, at: datetime, progress: Progress
) -> OpenedReport:
    """Open a message; `known_keys` are reporters' public keys, `at` the present instant.

    Raises the failures of parser and gpg, SeveralMessages, TooDeep, Unsupported; nothing is written.
    """
    peeling = Peeling()
    peel_layers(raw, tools, known_keys, progress, peeling)
    encryption: Encryption = "decrypted" if peeling.decrypted else "not-encrypted"
    report = describe(peeling, encryption, at=at, confined=tools.parser.confined)
    parts = [part.content for part in _parts(peeling)] + _keys(peeling)
    contents = {sha256(content): content for content in parts}
    report = msgspec.structs.replace(
        report, offered=_fingerprints(tools, [contents[k] for k in report.key_offers])
    )
    return OpenedReport(report=report, sealed=raw, plaintext=peeling.plaintext, contents=contents)


def describe(peeling: Peeling, encryption: Encryption, *, at: datetime, confined: bool) -> Report:
    """The report as far as its layers were opened; without text and files unless all were."""
    outer, inner = peeling.layers[0].parsed, peeling.layers[-1].parsed
    head = _protected(peeling) or outer
    name, address = (head.from_addresses or outer.from_addresses or ((Untrusted(""), Untrusted("")),))[0]
    ambiguous = _is_ambiguous(outer, head)
    senders = list(dict.fromkeys(a.raw for _, a in (*head.from_addresses, *outer.from_addresses)))
    check = _check(peeling, senders)
    opened = peeling.whole and peeling.decrypted
    reporter_grade = grade(check, senders, ambiguous=ambiguous, decrypted=opened)
    date = head.date or outer.date
    warnings = _warnings(peeling)
    late = is_late(check, outer.received or date or at)
    for warning, holds in _judged(late, ambiguous, confined, date, outer.received, at):
        warnings |= {warning} if holds else set()
    return Report(
        kind=outer.kind,
        encryption=encryption,
        signature=check,
        reporter=Reporter(address=address, name=name, grade=reporter_grade),
        subject=head.subject if head.subject_protected else outer.subject,
        text=inner.text if peeling.whole else Untrusted(""),
        subject_protected=head.subject_protected,
        date=date,
        received=outer.received,
        message_id=outer.message_id,
        in_reply_to=outer.in_reply_to,
        automatic=outer.automatic,
        bounce=outer.bounce,
        recipients=outer.recipients,
        attachments=tuple(_attachment(part) for part in _parts(peeling)) if peeling.whole else (),
        warnings=tuple(w for w in _ORDER if w in warnings),
        key_offers=tuple(dict.fromkeys(sha256(key) for key in _keys(peeling))),
    )


def _protected(peeling: Peeling) -> Parsed | None:
    """The innermost layer whose own headers count: nothing stands outside, and the seal held."""
    found: Parsed | None = None
    sealed = False
    for above, layer in pairwise(peeling.layers):
        if above.parsed.outside_text:
            break
        sealed = sealed or layer.encrypted or layer.check.verdict == "good"
        if sealed and (layer.parsed.subject_protected or layer.parsed.from_addresses):
            found = layer.parsed
    return found


def _is_ambiguous(outer: Parsed, head: Parsed) -> bool:
    """Whether one header, or the outer and the protected one together, name more than one sender."""
    named = {address.raw.casefold() for parsed in (outer, head) for _, address in parsed.from_addresses}
    return outer.ambiguous_sender or head.ambiguous_sender or len(named) > 1


def _check(peeling: Peeling, senders: Sequence[str]) -> SignatureCheck:
    """Every signature of every layer; one that something readable stands outside of does not cover all."""
    checks: list[SignatureCheck] = []
    covers_all = True
    for above, layer in pairwise(peeling.layers):
        covers_all = covers_all and not above.parsed.outside_text
        checks.append(hold_against(layer.check, senders, covers_all=covers_all))
    return join_checks(checks)


def _warnings(peeling: Peeling) -> set[Warning_]:
    """What the parser warned of in any layer, and what the layers tell together."""
    found: set[Warning_] = {warning for layer in peeling.layers for warning in layer.parsed.warnings}
    for above, layer in pairwise(peeling.layers):
        if not above.parsed.outside_text:
            continue
        if layer.encrypted:
            found.add("partly-encrypted")
        if layer.check.verdict != "none":
            found.add("partly-signed")
        if above.parsed.kind == "pgp-mime":
            found.add("mixed-content")
    if sum(layer.encrypted for layer in peeling.layers) > 1:
        found.add("layers-peeled")
    return found


def _judged(
    late: bool,
    ambiguous: bool,
    confined: bool,
    date: datetime | None,
    received: datetime | None,
    at: datetime,
) -> tuple[tuple[Warning_, bool], ...]:
    return (
        ("late-signature", late),
        ("ambiguous-sender", ambiguous),
        ("sandbox-missing", not confined),
        ("date-implausible", is_implausible(date, received, at)),
    )


def _parts(peeling: Peeling) -> list[FoundPart]:
    """The files of the innermost layer, then whatever stood outside; every shown name stands once."""
    found = list(peeling.layers[-1].parsed.parts)
    for layer in peeling.layers[:-1]:
        text = layer.parsed.text.raw
        if text.strip():
            outside = FoundPart(
                name=Untrusted(""), shown_name=OUTSIDE_NAME, media_type="text/plain", content=text.encode()
            )
            found.append(outside)
        found += layer.parsed.parts
    taken: set[str] = set()
    return [msgspec.structs.replace(p, shown_name=safe_name(p.shown_name, taken)) for p in found]


def _attachment(part: FoundPart) -> Attachment:
    """What it is, its first bytes say: what the sender calls it is the sender's word."""
    return Attachment(
        name=part.name,
        shown_name=part.shown_name,
        media_type=media_type_of(part.content[:HEAD_BYTES]),
        size=len(part.content),
        sha256=sha256(part.content),
    )


def _fingerprints(tools: Tools, keys: Sequence[bytes]) -> tuple[str, ...]:
    """Of the keys that came along; a stranger's attachment may be anything, and of very many some will do."""
    found: list[str] = []
    for content in keys[:_MOST_KEYS]:
        with suppress(Failure):
            found += [info.fingerprint for info in tools.openpgp.read_keys(content)]
    return tuple(dict.fromkeys(found))[:_MOST_KEYS]


def _keys(peeling: Peeling) -> list[bytes]:
    return [key for layer in peeling.layers for key in layer.parsed.keys]
