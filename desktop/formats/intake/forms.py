"""What web forms export: keys of any spelling, found by the obvious names."""

import re
from typing import Any

from desktop.domain.inert import Untrusted
from desktop.formats.intake.values import instant_of, paragraphs, words_of
from desktop.formats.intake.written import WrittenReport, key_of, split_zone
from desktop.formats.mail.addresses import address_in

NO_WORDS = "It has neither a title nor a description."
_NAMES: dict[str, tuple[str, ...]] = {
    "name": ("name", "yourname", "fullname", "reportername", "reporter", "finder", "researcher", "from"),
    "address": ("email", "emailaddress", "youremail", "reporteremail", "mail", "contactemail", "contact"),
    "title": ("title", "subject", "summary", "headline", "topic"),
    "text": (
        "description", "message", "details", "text", "body", "report", "content", "yourmessage", "comment",
        "comments",
    ),
    "date": (
        "date", "submittedat", "submitted", "submissiondate", "createdat", "created", "timestamp", "datetime",
        "receivedat", "received", "time",
    ),
}  # fmt: skip
_IDS = ("id", "submissionid", "entryid", "responseid", "reportid", "uuid")
"""What the id of a submission is called; it stays in the text as well."""
_NOTED_LATER = frozenset(
    ("status", "state", "read", "isread", "seen", "readat", "starred", "assignee", "assignedto", "updated",
     "updatedat", "modified", "modifiedat", "lastmodified", "updatedon", "modifiedon")
)  # fmt: skip
"""Columns in which a form notes what its owner did: by them an entry is not another one."""
_PUNCTUATION = re.compile(r"[\W_]+")


def is_submission(value: Any) -> bool:
    """Whether it is one submission: it names a text, and who wrote it or when."""
    if not isinstance(value, dict) or not names_text(list(value)):
        return False
    return any(_plain(key) in {*_NAMES["address"], *_NAMES["date"], *_IDS} for key in value)


def has_words(fields: dict[str, Any]) -> bool:
    """Whether it says something itself, beside a title."""
    return any(_plain(key) in _NAMES["text"] and words_of(value) for key, value in fields.items())


def names_text(keys: list[str]) -> bool:
    """Whether any of the keys stands for a title or a description."""
    plain = {_plain(key) for key in keys}
    return bool(plain & {*_NAMES["title"], *_NAMES["text"]})


def read_form(fields: dict[str, Any], raw: bytes) -> WrittenReport:
    """One submission; keys that nobody knows follow the text under their own names, so that none is lost."""
    by_name = {_plain(key): key for key in reversed(fields)}
    taken = {wanted: _first(names, by_name, fields) for wanted, names in _NAMES.items()}
    words = {wanted: words_of(fields[key]) if key else "" for wanted, key in taken.items()}
    name, address = _sender(words["name"], words["address"])
    used = {key for wanted, key in taken.items() if wanted != "address" or address}
    others = [(key, words_of(value)) for key, value in fields.items() if key not in used]
    instant = instant_of(fields[taken["date"]]) if taken["date"] else None
    date, zone_min = split_zone(instant)
    said = paragraphs(("", words["text"]), *(o for o in others if _plain(o[0]) not in _NOTED_LATER))
    own_id = _first(_IDS, by_name, fields)
    return WrittenReport(
        raw=raw,
        title=Untrusted(words["title"]),
        text=Untrusted(paragraphs(("", words["text"]), *others)),
        name=Untrusted(name),
        address=Untrusted(address),
        written_utc=date,
        zone_min=zone_min,
        date_unread=date is None and bool(words["date"]),
        zoneless=instant is not None and instant.tzinfo is None,
        content_key=key_of("web-form", words["title"], said, name, address, words["date"]),
        # without an address, entries of one number may be anybody's
        entry_key=key_of("web-form", words_of(fields[own_id]), address, words["title"])
        if own_id and address
        else "",
        flaw="" if words["title"] or words["text"] else NO_WORDS,
    )


def _first(names: tuple[str, ...], by_name: dict[str, str], fields: dict[str, Any]) -> str:
    """The key that the first of these names is written as, where it holds anything."""
    keys = [by_name[name] for name in names if name in by_name]
    return next((key for key in keys if words_of(fields[key])), "")


def _sender(name: str, address: str) -> tuple[str, str]:
    """Name and address; a name that is `Ada <ada@example.net>` is both, a contact that is no address none."""
    found = address_in(address)
    if found or not name:
        return name, found
    within = address_in(name)
    return name.partition("<")[0].strip() if within else name, within


def _plain(key: str) -> str:
    return _PUNCTUATION.sub("", key).casefold()
