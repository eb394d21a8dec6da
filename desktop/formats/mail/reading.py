"""The door of the mail parser: bytes of one layer in, `Parsed` out.

Pure and deterministic. Raises only Malformed, TooLarge, TooDeep, SeveralMessages and Unsupported.
"""

import re
from typing import Any, get_args

import msgspec

from desktop.domain.inert import Untrusted, is_hidden
from desktop.domain.report import Kind, Warning_
from desktop.formats.mail import limits
from desktop.formats.mail.addresses import read_recipients, read_senders
from desktop.formats.mail.armour import is_message
from desktop.formats.mail.autocrypt import offered_key
from desktop.formats.mail.bounces import MESSAGE_ID, is_bounce, is_machine_report, lost_messages
from desktop.formats.mail.collecting import Collected, File, collect, collect_text
from desktop.formats.mail.dates import read_date, read_received
from desktop.formats.mail.fields import Fields
from desktop.formats.mail.names import safe_name, was_changed
from desktop.formats.mail.parsed import FoundPart, Parsed
from desktop.formats.mail.protection import unwrap
from desktop.formats.mail.recognising import is_entity, recognise
from desktop.formats.mail.tree import read_tree

_LINK_MARKS = ("://", "www.", "mailto:")
MOST_REFERENCES = 100
BOX_LINE = re.compile(rb"From [^\n]*\n")
_ORDER = get_args(Warning_)
_UNNAMED = {"message/rfc822": "message.eml", "text/html": "part.html", "text/plain": "part.txt"}


def read_mail(raw: bytes, *, inner: bool = False) -> Parsed:
    """Read one layer: a file from outside, or (`inner`) what was decrypted or signed.

    The headers of an inner layer are reported only where they are protected ones.
    """
    limits.check_size(raw)
    if inner:
        return _read_entity(raw) if is_entity(raw) else _read_bare(raw)
    box_line = BOX_LINE.match(raw)
    raw = raw[box_line.end() :] if box_line else raw
    return _read_message(raw) if recognise(raw) == "mail" else _read_bare(raw)


def _read_message(raw: bytes) -> Parsed:
    root = read_tree(raw)
    parsed = _finish(collect(root, protected=False), root.fields, {})
    if not is_machine_report(root):
        return parsed
    answers = dict.fromkeys((*map(Untrusted, lost_messages(root)), *parsed.in_reply_to))
    return msgspec.structs.replace(
        parsed, automatic=True, bounce=is_bounce(root), in_reply_to=tuple(answers)[:MOST_REFERENCES]
    )


def _read_entity(raw: bytes) -> Parsed:
    root, protected = unwrap(read_tree(raw))
    found = collect(root, protected=protected)
    headers = root.fields if protected else Fields(all=())
    return _finish(found, headers, {"subject_protected": protected and bool(headers.values("subject"))})


def _read_bare(raw: bytes) -> Parsed:
    """A text, an armoured or a binary OpenPGP message, or a file that somebody encrypted."""
    found = Collected()
    if b"\0" not in raw and not is_message(raw):
        collect_text(raw, found)
    elif is_message(raw):
        found.encrypted.append(raw)
    else:
        found.files.append(File(name="", media_type="application/octet-stream", content=raw))
    return _finish(found, Fields(all=()), {})


def _finish(found: Collected, headers: Fields, extra: dict[str, Any]) -> Parsed:
    senders, ambiguous = read_senders(headers.values("from")) if headers.values("from") else ((), False)
    autocrypt = offered_key(headers.values("autocrypt"), senders[0][1].raw if len(senders) == 1 else "")
    parts, renamed = _parts(found.files)
    parsed = Parsed(
        kind=_kind(found),
        from_addresses=senders,
        ambiguous_sender=ambiguous,
        recipients=read_recipients([*headers.values("to"), *headers.values("cc")]),
        subject=Untrusted(headers.decoded("subject")),
        date=read_date(headers.first("date")),
        received=read_received(headers.values("received")),
        message_id=Untrusted(headers.first("message-id")),
        in_reply_to=_references(headers),
        automatic=_is_automatic(headers),
        text=Untrusted("\n".join(found.texts)),
        parts=parts,
        encrypted=tuple(found.encrypted),
        clearsigned=tuple(found.clearsigned),
        signed=tuple(found.signed),
        keys=(*((autocrypt,) if autocrypt else ()), *found.keys),
        outside_text=_outside(found),
        unsupported="S/MIME" if _smime_only(found) else "",
        **extra,
    )
    warnings = found.warnings | warnings_of(parsed)
    if renamed:
        warnings.add("attachment-name-changed")
    if headers.values("date") and parsed.date is None:
        warnings.add("date-implausible")
    return msgspec.structs.replace(parsed, warnings=tuple(w for w in _ORDER if w in warnings))


def _kind(found: Collected) -> Kind:
    if found.encrypted or found.signed or found.clearsigned:
        return "pgp-mime" if found.mime_sealed else "pgp-inline"
    return "smime" if found.smime else "plain"


def _smime_only(found: Collected) -> bool:
    return found.smime and not (found.texts or found.encrypted or found.signed or found.clearsigned)


def _outside(found: Collected) -> bool:
    """Whether the layer holds more than what is sealed; offered keys do not count."""
    sealed = bool(found.encrypted or found.signed or found.clearsigned)
    files = [file for file in found.files if file.content not in found.keys]
    return sealed and bool(found.texts or files)


def _parts(files: list[File]) -> tuple[tuple[FoundPart, ...], bool]:
    taken: set[str] = set()
    parts: list[FoundPart] = []
    for file in files:
        shown = shown_name(file.name, file.media_type, taken)
        parts.append(
            FoundPart(
                name=Untrusted(file.name), shown_name=shown, media_type=file.media_type, content=file.content
            )
        )
    return tuple(parts), any(was_changed(part.name.raw, part.shown_name) for part in parts)


def shown_name(name: str, media_type: str, taken: set[str]) -> str:
    """What a file of a message is called, none of `taken`, to which it is added."""
    return safe_name(name or _UNNAMED.get(media_type, ""), taken)


def _is_automatic(headers: Fields) -> bool:
    said = headers.first("auto-submitted").strip().casefold()
    return bool(said) and said.partition(";")[0].strip() != "no"


def _references(headers: Fields) -> tuple[Untrusted, ...]:
    written = " ".join([*headers.values("in-reply-to"), *headers.values("references")])
    found = dict.fromkeys(MESSAGE_ID.findall(written))
    return tuple(Untrusted(message_id) for message_id in list(found)[:MOST_REFERENCES])


def warnings_of(parsed: Parsed) -> set[Warning_]:
    """Warnings that can be read off the result."""
    names = [word.raw for pair in parsed.from_addresses for word in pair]
    words = [parsed.text.raw, parsed.subject.raw, *names, *(part.name.raw for part in parsed.parts)]
    found: set[Warning_] = set()
    # a set first: a long text has few different characters
    if any(is_hidden(character) for character in set().union(*words)):
        found.add("hidden-characters")
    lowered = parsed.text.raw.lower()
    if any(mark in lowered for mark in _LINK_MARKS):
        found.add("links")
    if parsed.ambiguous_sender:
        found.add("ambiguous-sender")
    if parsed.kind == "smime":
        found.add("smime")
    return found
