"""ROLIE feeds (RFC 8322) in JSON, as CSAF 2.0 §7.1.15 has them: one for each TLP label."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from desktop.domain.failures import InvalidDocument
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.advisories.instants import instant
from desktop.formats.advisories.strict_json import NotStrict, decode_strict
from desktop.formats.advisories.written_json import encode_document
from desktop.formats.provider.listed import Listed
from desktop.formats.provider.places import Label, feed_name, label_folder

_SCHEMA = "https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json"
_SCHEME = "urn:ietf:params:rolie:category:information-type"


def write_feed(label: Label, listed: Iterable[Listed], base_url: str) -> bytes:
    """The feed of these documents, the newest first. Raises InvalidDocument for U+0000 in a title."""
    entries = sorted(listed, key=lambda one: (one.current_release, one.file_name), reverse=True)
    folder = f"{base_url}/{label_folder(label)}"
    feed = {
        "id": f"csaf-feed-tlp-{label.lower()}",
        "title": f"CSAF feed (TLP:{label})",
        "link": [{"rel": "self", "href": f"{folder}/{feed_name(label)}"}],
        "category": [{"scheme": _SCHEME, "term": "csaf"}],
        "updated": instant(entries[0].current_release),
        "entry": [_entry(one, f"{folder}/{one.in_folder}") for one in entries],
    }
    return encode_document({"feed": feed})


def _entry(one: Listed, url: str) -> dict[str, Any]:
    return {
        "id": one.tracking_id,
        "title": one.title,
        "link": [
            {"rel": "self", "href": url},
            {"rel": "hash", "href": f"{url}.sha256"},
            {"rel": "hash", "href": f"{url}.sha512"},
            {"rel": "signature", "href": f"{url}.asc"},
        ],
        "published": instant(one.initial_release),
        "updated": instant(one.current_release),
        **({"summary": {"content": one.summary}} if one.summary else {}),
        "content": {"type": "application/json", "src": url},
        "format": {"schema": _SCHEMA, "version": "2.0"},
    }


class _Content(msgspec.Struct, frozen=True):
    src: str


class _Entry(msgspec.Struct, frozen=True):
    id: str
    updated: datetime
    content: _Content


class _Feed(msgspec.Struct, frozen=True):
    id: str
    updated: datetime
    entry: tuple[_Entry, ...]


class _File(msgspec.Struct, frozen=True):
    feed: _Feed


class FeedEntry(msgspec.Struct, frozen=True):
    """What a feed says of one document."""

    tracking_id: str
    url: str
    updated: datetime


def read_feed(content: bytes) -> tuple[FeedEntry, ...]:
    """The entries of a feed. Raises InvalidDocument."""
    try:
        feed = msgspec.convert(decode_strict(content), _File).feed
    except (NotStrict, *UNDECODABLE) as error:
        raise InvalidDocument("This is no ROLIE feed.") from error
    return tuple(FeedEntry(entry.id, entry.content.src, entry.updated) for entry in feed.entry)
