"""What must not slip out with a text: the reporter's identity, other cases, characters that nobody sees.

A text is searched as it stands and with the escapes of JSON, Markdown and HTML taken away, so that no
notation hides a name.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

from desktop.domain.advisory_facts import credited_name
from desktop.domain.case import Case
from desktop.domain.case_id import normalise
from desktop.domain.inert import is_hidden
from desktop.domain.policy import Profile

_SHORTEST_NAME = 3
_CASE_ID = re.compile(
    r"(?<![0-9A-Za-z])(?!CVE-)[A-Z0-9]{2,8}-\d{4}-[0-9A-Z]{7}(?![0-9A-Za-z])", re.IGNORECASE
)
_USER_ID = re.compile(r"\s*([^<>]*?)\s*<([^<>\s]+)>\s*")
_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\u([0-9a-fA-F]{4})")
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")


def reporter_traces(text: str, case: Case, profile: Profile) -> tuple[str, ...]:
    """Names and addresses of the reporter that the text holds without a recorded ground to name them."""
    own = {i.address.casefold() for i in profile.intake} | {profile.policy.organisation.casefold()}
    credited = _folded(credited_name(case))
    readings = _readings(text)
    return tuple(
        identity
        for identity in dict.fromkeys(_identities(case))
        if identity.casefold() not in own
        and not _stands_in(identity, (credited, credited_name(case)))
        and _stands_in(identity, readings)
    )


def foreign_case_ids(text: str, own: str) -> tuple[str, ...]:
    """Ids of other cases; one is only taken for an id when its check digit holds."""
    found = (match[0].upper() for reading in _readings(text) for match in _CASE_ID.finditer(reading))
    return tuple(dict.fromkeys(i for i in found if normalise(i) not in (None, normalise(own) or own)))


def hidden_characters(text: str) -> tuple[str, ...]:
    """Code points that no reader sees, such as U+202E, also where JSON escapes them."""
    escaped = {chr(int(match[1], 16)) for match in _ESCAPED.finditer(text)}
    found = {c for c in set(text.replace("\r\n", "\n")) | escaped if is_hidden(c)}
    return tuple(f"U+{ord(c):04X}" for c in sorted(found))


def _identities(case: Case) -> Iterator[str]:
    yield from _usable(case.reporter_name.raw, case.reporter_address.raw)
    for key in case.keys:
        for user_id in key.uids:
            match = _USER_ID.fullmatch(user_id.raw)
            yield from _usable(match[1], match[2]) if match else _usable(user_id.raw)


def _usable(*written: str) -> Iterator[str]:
    squeezed = (" ".join(word.split()) for word in written)
    yield from (word for word in squeezed if len(word) >= _SHORTEST_NAME)


def _readings(text: str) -> tuple[str, ...]:
    """The text as it stands and without escapes, each in its own case and without regard to it."""
    bare = html.unescape(_BACKSLASH.sub(r"\1", _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)))
    plain = dict.fromkeys(" ".join(reading.split()) for reading in (text, bare))
    return (*plain, *(_folded(reading) for reading in plain))


def _stands_in(identity: str, readings: tuple[str, ...]) -> bool:
    """Whether the words stand there as whole words, in either order and whatever stands between them.

    A single word counts only as it is written: Mark is a name, "mark" is not.
    """
    words = [identity] if "@" in identity else identity.split()
    wanted = words if len(words) == 1 and "@" not in identity else [_folded(word) for word in words]
    orders = (wanted, wanted[::-1])
    patterns = [r"[\W_]+".join(re.escape(word) for word in order) for order in orders]
    return any(re.search(rf"(?<!\w){p}(?!\w)", reading) for p in patterns for reading in readings)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(text.split())).casefold()
