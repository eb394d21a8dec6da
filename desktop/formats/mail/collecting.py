"""The parts of one layer sorted into text, files, and what is sealed by itself."""

import re
from itertools import pairwise

import msgspec

from desktop.domain.report import Warning_
from desktop.formats.mail import limits
from desktop.formats.mail.armour import is_message, split_armour
from desktop.formats.mail.charsets import decode_text
from desktop.formats.mail.hypertext import marks_in, text_of_html
from desktop.formats.mail.parsed import SignedPart
from desktop.formats.mail.protection import is_legacy_display, strip_legacy_lines
from desktop.formats.mail.tree import Entity
from desktop.formats.mail.words import decode_words

_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SMIME_SIGNATURE = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature"})
_LINE_BREAK = re.compile(rb"\r?\n")
_TWO = 2


class File(msgspec.Struct, frozen=True):
    """A part that is no text of the message; `name` is the stranger's."""

    name: str
    media_type: str
    content: bytes


class Collected(msgspec.Struct):
    """What was found so far in one layer."""

    protected: bool = False
    texts: list[str] = []
    files: list[File] = []
    encrypted: list[bytes] = []
    clearsigned: list[bytes] = []
    signed: list[SignedPart] = []
    keys: list[bytes] = []
    warnings: set[Warning_] = set()
    mime_sealed: bool = False
    """Whether what is sealed stands in MIME parts of its own, not in a text."""
    smime: bool = False
    marks: int = 0
    """Pieces of HTML markup that were read."""


def collect(root: Entity, *, protected: bool) -> Collected:
    """Sort the parts of a layer; `protected` says that the root's headers count."""
    into = Collected(protected=protected)
    if protected and root.children and is_legacy_display(root.children[0]):
        into.warnings.add("legacy-display")
        _walk_all(root.children[1:], into)
    else:
        _walk(root, into)
    _lonely_message(into)
    return into


def collect_text(content: bytes, into: Collected, charset: str = "") -> None:
    """Take the armoured blocks out of a text; the rest is read as text, and kept as bytes when it is none."""
    split = split_armour(content)
    into.encrypted += split.encrypted
    into.clearsigned += split.clearsigned
    into.keys += split.keys
    text, fitted = decode_text(split.rest, charset)
    text = text.replace("\r\n", "\n")
    if text.strip():
        into.texts.append(text)
    if not fitted:
        into.files.append(File(name="", media_type="application/octet-stream", content=content))


def _walk(entity: Entity, into: Collected, *, html: bool = True) -> None:
    if entity.media_type == "multipart/signed":
        _walk_signed(entity, into)
    elif entity.media_type.startswith("multipart/"):
        _walk_multipart(entity, into, html=html)
    elif _is_body(entity):
        _take_text(entity, into, html=html)
    else:
        _take_file(entity, into)


def _walk_all(entities: tuple[Entity, ...], into: Collected, *, html: bool = True) -> None:
    for entity in entities:
        _walk(entity, into, html=html)


def _walk_signed(entity: Entity, into: Collected) -> None:
    """Exactly two parts, the second a signature (RFC 3156 §5); anything else counts as unsigned."""
    kinds = [child.media_type for child in entity.children]
    if len(kinds) == _TWO and kinds[1] == "application/pgp-signature":
        content = _LINE_BREAK.sub(b"\r\n", entity.children[0].raw)
        into.signed.append(SignedPart(content=content, signature=entity.children[1].content))
        into.mime_sealed = True
        return
    into.smime = into.smime or bool(_SMIME_SIGNATURE.intersection(kinds))
    _walk_all(entity.children, into)


def _walk_multipart(entity: Entity, into: Collected, *, html: bool) -> None:
    children = entity.children
    at = _version_part(children)
    if at is not None:
        into.encrypted.append(children[at + 1].content)
        into.mime_sealed = True
        if entity.media_type != "multipart/encrypted":
            into.warnings.add("repaired-mime")
        _walk_all(children[:at] + children[at + 2 :], into)
    elif entity.media_type == "multipart/alternative":
        plain = any(_is_body(c) and c.media_type == "text/plain" and c.content.strip() for c in children)
        _walk_all(children, into, html=html and not plain)
    else:
        _walk_all(children, into, html=html)


def _version_part(children: tuple[Entity, ...]) -> int | None:
    """Where the two parts of RFC 3156 §4 stand, also when a gateway changed what is around them."""
    for at, (first, second) in enumerate(pairwise(children)):
        marked = first.media_type == "application/pgp-encrypted" or (
            first.media_type == "application/octet-stream" and first.content.strip() == b"Version: 1"
        )
        if marked and second.media_type in {"application/octet-stream", "application/pgp-encrypted"}:
            return at
    return None


def _is_body(entity: Entity) -> bool:
    if entity.media_type not in {"text/plain", "text/html"}:
        return False
    attached = entity.fields.head("content-disposition") == "attachment"
    return not attached and not _file_name(entity)


def _file_name(entity: Entity) -> str:
    disposition = entity.fields.parameters("content-disposition")
    return decode_words(disposition.get("filename") or entity.parameters.get("name", ""))


def _take_text(entity: Entity, into: Collected, *, html: bool) -> None:
    parameters = entity.parameters
    charset, content = parameters.get("charset", ""), entity.content
    if entity.media_type == "text/html":
        if not html:
            return
        document = decode_text(content, charset)[0]
        into.marks += marks_in(document)
        limits.check_marks(into.marks)
        content = text_of_html(document).encode("utf-8", "replace")
        charset = "utf-8"
        if content.strip():
            into.warnings.add("html-only")
    into_before = len(into.texts)
    collect_text(content, into, charset)
    if into.protected and parameters.get("hp-legacy-display") == "1" and len(into.texts) > into_before:
        stripped = strip_legacy_lines(into.texts[-1])
        if stripped != into.texts[-1]:
            into.texts[-1] = stripped
            into.warnings.add("legacy-display")


def _take_file(entity: Entity, into: Collected) -> None:
    content = entity.content
    if entity.media_type in _SMIME:
        into.smime = True
    if entity.media_type == "application/pgp-keys" or content.lstrip().startswith(
        b"-----BEGIN PGP PUBLIC KEY BLOCK-----"
    ):
        into.keys.append(content)
    into.files.append(File(name=_file_name(entity), media_type=entity.media_type, content=content))


def _lonely_message(into: Collected) -> None:
    """A mail without text that brings one encrypted file is that message, broken by a gateway."""
    if into.texts or into.encrypted or into.clearsigned or into.signed:
        return
    messages = [file for file in into.files if _is_sealed(file)]
    if len(messages) == 1:
        into.files.remove(messages[0])
        into.encrypted.append(messages[0].content)
        into.warnings.add("repaired-mime")
        into.mime_sealed = True


def _is_sealed(file: File) -> bool:
    if file.content.lstrip().startswith(b"-----BEGIN PGP MESSAGE-----"):
        return True
    marked = file.name.lower().endswith((".pgp", ".gpg")) or file.media_type == "application/pgp-encrypted"
    return marked and is_message(file.content)
