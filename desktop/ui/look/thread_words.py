"""The words for what was written about a case, and for where each of it stands."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.inert import Untrusted
from desktop.domain.thread import Entry
from desktop.formats.letters.kinds import LETTER_KINDS
from desktop.ui.look.act_words import automatic_words, event_words
from desktop.ui.look.instants import absolute, short
from desktop.ui.look.letter_words import letter_words
from desktop.ui.look.wording import Chip

_LONGEST = 300
"""Characters of a subject that are shown; a stranger's may be millions."""


def standing_chip(entry: Entry) -> Chip | None:
    """Where it stands; nothing is said of notes."""
    translate = QCoreApplication.translate
    if entry.automatic:
        return Chip(translate("Thread", "automatic"), "warn" if entry.bounce else "muted")
    return {
        "draft": Chip(translate("Thread", "draft"), "warn"),
        "saved": Chip(translate("Thread", "saved, not sent yet"), "warn"),
        "marked-sent": Chip(translate("Thread", "marked as sent"), "muted"),
        "copy-kept": Chip(translate("Thread", "sent, copy kept"), "muted"),
        "answered": Chip(translate("Thread", "answered"), "good"),
        "waiting": Chip(translate("Thread", "waits for an answer"), "accent"),
    }.get(entry.state)


def parties(entry: Entry) -> str:
    """From whom, or to whom; the address is a stranger's, on one line."""
    who = entry.who.line
    if entry.direction == "note":
        return QCoreApplication.translate("Thread", "Noted")
    if entry.direction == "in":
        return QCoreApplication.translate("Thread", "From {who}").format(who=who or _anonymous())
    others = {
        "users": QCoreApplication.translate("Thread", "users"),
        "authority": QCoreApplication.translate("Thread", "the authority"),
        "csirt": QCoreApplication.translate("Thread", "the CSIRT"),
    }
    named = who or others.get(entry.party, _anonymous())
    return QCoreApplication.translate("Thread", "To {who}").format(who=named)


def what(entry: Entry) -> str:
    """What kind of message, letter or note it is."""
    if entry.automatic:
        return automatic_words(bounce=entry.bounce)
    kind = next((kind for kind in LETTER_KINDS if kind == entry.letter), None)
    return letter_words(kind) if kind is not None else event_words(entry.kind)


def titled(entry: Entry, subject: str = "") -> str:
    """Its subject, behind what kind of letter or automatic reply it is; a person's message needs no kind."""
    subject = subject or Untrusted(entry.subject.raw[:_LONGEST]).line
    if not subject:
        return what(entry)
    by_person = entry.direction == "in" and not entry.automatic
    return subject if by_person else f"{what(entry)} · {subject}"


def written_at(entry: Entry) -> str:
    """When, for a list; a draft that is being typed has no time yet."""
    if entry.at is None:
        return ""
    if entry.recorded_later:
        words = QCoreApplication.translate("Thread", "{when}, recorded later")
        return words.format(when=short(entry.at))
    return short(entry.at)


def told_when(entry: Entry) -> str:
    """When, in full, and when that was written down where it was later."""
    if entry.at is None:
        return QCoreApplication.translate("Thread", "Still being written")
    if entry.recorded_later and entry.recorded_at is not None:
        words = QCoreApplication.translate("Thread", "{when}; recorded later, {later}")
        return words.format(when=absolute(entry.at), later=absolute(entry.recorded_at))
    return absolute(entry.at)


def _anonymous() -> str:
    return QCoreApplication.translate("Thread", "the reporter")
