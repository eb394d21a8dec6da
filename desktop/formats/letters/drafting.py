"""A draft: subject and words of a letter, ready for a person to change."""

import re

import msgspec

from desktop.domain.inert import escape_invisible
from desktop.domain.policy import Profile
from desktop.formats.letters.fields import Situation, fields_of
from desktop.formats.letters.kinds import LetterKind
from desktop.formats.letters.templates import render
from desktop.formats.letters.vocabulary import OwnTemplate

_SUBJECT_LIMIT = 200
"""Characters of a reporter's subject that are carried over."""
_REPLY = re.compile(r"^(?:(?:re|aw|sv|antw)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_GAP = re.compile(r"\n{3,}")


class Letter(msgspec.Struct, frozen=True):
    """A letter as a person edits it; the app never sends it."""

    to: str
    subject: str
    text: str
    kind: LetterKind = "reply"
    answers: str = ""
    """The id of the event that received the message it answers; "" for the latest that a person wrote."""


def draft_text(kind: LetterKind, situation: Situation, own: OwnTemplate = lambda _name: b"") -> str:
    """The words of a draft, a paragraph to a line; nothing is promised beyond the policy.

    `own` gives the user's own templates. Raises InvalidDocument for one that cannot be used.
    """
    words = render(kind, fields_of(kind, situation), own)
    lines = [line.rstrip() for line in words.splitlines()]
    return _GAP.sub("\n\n", "\n".join(lines)).strip("\n") + "\n"


def reply_subject(subject: str, case_id: str) -> str:
    """The reporter's subject as a reply on one line, with the case id in it once."""
    words = " ".join(escape_invisible(subject).split()).replace(f"[{case_id}]", "")
    words = _REPLY.sub("", " ".join(words.split()))[:_SUBJECT_LIMIT].strip() or "Your report"
    return f"Re: {words}" if case_id in words else f"Re: {words} [{case_id}]"


def notice_subject(profile: Profile, case_id: str) -> str:
    """The subject of a letter to others, who shall not read what the reporter wrote into theirs."""
    return f"Security notice from {profile.policy.organisation} [{case_id}]"
