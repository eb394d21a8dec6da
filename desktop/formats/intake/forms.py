"""What web forms export: keys of any spelling, found by the obvious names."""

import re
from typing import Any

from desktop.domain.inert import Untrusted
from desktop.formats.intake.values import instant_of, paragraphs, words_of
from desktop.formats.intake.written import WrittenReport, split_zone
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
_PUNCTUATION = re.compile(r"[\W_]+")


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
    date, zone_min = split_zone(instant_of(fields[taken["date"]]) if taken["date"] else None)
    return WrittenReport(
        raw=raw,
        title=Untrusted(words["title"]),
        text=Untrusted(paragraphs(("", words["text"]), *others)),
        name=Untrusted(name),
        address=Untrusted(address),
        written_utc=date,
        zone_min=zone_min,
        date_unread=date is None and bool(words["date"]),
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
