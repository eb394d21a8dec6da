"""Host names: read from what was typed, found in a report's text, held against a policy's globs.

A name is compared in its ASCII form, so that both spellings of an international name are one (RFC 3492). A
name that could be taken for another never matches by itself: it is doubtful, and a person looks.
"""

import re
import unicodedata
from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import islice
from typing import Literal

import msgspec

from desktop.domain.inert import Untrusted, is_hidden
from desktop.domain.lookalikes import skeleton

Match = Literal["yes", "no", "ask"]

MOST_HOSTS = 100
"""Names that are taken from one text, and how much of it is read (in characters)."""
_MOST_CHARACTERS, _MOST_CANDIDATES, _LONGEST_TOKEN = 200_000, 1_000, 2_000
_LONGEST_NAME, _LONGEST_LABEL, _FEWEST_LABELS = 253, 63, 2
_TOKEN = re.compile(r"[^\s<>\"'`(){}*\u201c\u201d\u2018\u2019\u00ab\u00bb]+")
_BETWEEN_NAMES = re.compile(r"[=,;|&]+")
_AUTHORITY_ENDS = re.compile(r"[/?#]")
_ADDRESS_ENDS = re.compile(r"\d+|0x[0-9a-f]*")
_DEFANGED = (("[.]", "."), ("[dot]", "."), ("[:]", ":"))
"""How people who report problems keep names from being clicked."""
_FULL_STOPS = str.maketrans("\u3002\uff0e\uff61", "...")
_DEVIATIONS = frozenset("\u00df\u03c2")
"""Letters that the older and the newer rules for names read differently (UTS 46 §4)."""
_ONE_WRITING = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO")
_COMMON_ENDING = re.compile(
    r"com|org|net|edu|gov|mil|int|info|biz|dev|app|cloud|example|test|xn--.*|[a-z]{2}"
)
_FILE_ENDING = re.compile(r"c[cs]|go|hs|i[ds]|js|kt|m[dl]|p[lmsy]|r[bs]|s[ho]|ts|vb")


class Host(msgspec.Struct, frozen=True):
    """A host name; `ascii` is its form on the wire, `doubt` why it may not be what it looks like."""

    ascii: str
    name: Untrusted
    doubt: str = ""
    is_address: bool = False


def read_host(written: str) -> Host | None:
    """The host of a name, name with port, or URL; None when there is none in it. Total."""
    start = written.strip()[:_LONGEST_TOKEN]
    rest = start.partition("//")[2] if "://" in start or start.startswith("//") else start
    authority = _AUTHORITY_ENDS.split(rest, maxsplit=1)[0]
    before, backslash, _ = authority.partition("\\")
    name = before.rpartition("@")[2]
    if name.startswith("["):
        address = f"[{name[1:].partition(']')[0]}]"
        return Host(address, Untrusted(address), is_address=True)
    name = name.partition(":")[0][: 2 * _LONGEST_NAME]
    return _host_of(name, "a backslash parts its address" if backslash else "")


def find_hosts(text: str) -> tuple[Host, ...]:
    """The hosts that a text names, in its order, each once; at most `MOST_HOSTS`. Total, in linear time.

    Whatever stands in a URL counts; a name without one counts when it ends as names do and files do not.
    """
    text = text[:_MOST_CHARACTERS]
    for defanged, plain in _DEFANGED:
        text = text.replace(defanged, plain)
    found: dict[str, Host] = {}
    for candidate in islice(_candidates(text), _MOST_CANDIDATES):
        host = read_host(candidate)
        if host is not None and len(found) < MOST_HOSTS:
            found.setdefault(host.ascii, host)
    return tuple(found.values())


def match_host(host: Host, glob: str) -> Match:
    """Whether a glob means this host: `*.` in front is any depth, another `*` a part of one label."""
    if host.is_address:
        return "no"
    wanted = _normal(glob)
    if _fits(host.ascii, ".".join(map(_ascii_of, wanted.split(".")))):
        return "ask" if host.doubt else "yes"
    return "ask" if _fits(skeleton(host.name.raw), skeleton(wanted)) else "no"


def _candidates(text: str) -> Iterator[str]:
    """URLs, and what may be a bare name: never a mail address, a file or a dotted piece of code."""
    for token in dict.fromkeys(match[0][:_LONGEST_TOKEN] for match in _TOKEN.finditer(text)):
        if "://" in token:
            yield token.strip(".,:!?[]")
            continue
        for part in _BETWEEN_NAMES.split(token):
            head = _AUTHORITY_ENDS.split(part.strip(".:!?[]/"), maxsplit=1)[0]
            ending = head.partition(":")[0].rpartition(".")[2].lower()
            looks_so = _COMMON_ENDING.fullmatch(ending) and not _FILE_ENDING.fullmatch(ending)
            if "@" not in head and "\\" not in head and (looks_so or not ending.isascii()):
                yield head


def _host_of(written: str, doubt: str) -> Host | None:
    name = _normal(written)
    labels = [_unicode_of(label) for label in name.split(".")]
    encoded = ".".join(map(_ascii_of, labels))
    if len(labels) < _FEWEST_LABELS or len(encoded) > _LONGEST_NAME or not all(map(_is_label, labels)):
        return None
    shown = Untrusted(".".join(labels))
    if _ADDRESS_ENDS.fullmatch(labels[-1]):
        return Host(encoded, shown, is_address=True)
    if not written.isascii() or "xn--" in name:
        doubt = doubt or _doubt_of(written, labels)
    return Host(encoded, shown, doubt)


def _doubt_of(written: str, labels: list[str]) -> str:
    letters = [character for label in labels for character in label]
    if any(map(is_hidden, written)):
        return "it holds invisible characters"
    if unicodedata.normalize("NFKC", written).lower() != written.lower() or _DEVIATIONS & set(letters):
        return "it holds characters that programs replace by others"
    if any(label.startswith("xn--") for label in labels):
        return "its coded form cannot be read"
    if any(len(_scripts_of(label)) > 1 for label in labels):
        return "it mixes letters of several scripts"
    return ""


def _scripts_of(label: str) -> set[str]:
    names = (unicodedata.name(c, "?").split()[0] for c in label if c.isalpha())
    return {"CJK" if name in _ONE_WRITING else name for name in names}


def _normal(written: str) -> str:
    """Small letters, one kind of full stop, no root dot, nothing invisible."""
    visible = "".join(c for c in written if not is_hidden(c))
    return unicodedata.normalize("NFKC", visible).lower().translate(_FULL_STOPS).strip(".")


def _is_label(label: str) -> bool:
    encoded = _ascii_of(label)
    return 0 < len(encoded) <= _LONGEST_LABEL and all(
        c in "-_" or c.isalnum() or unicodedata.category(c).startswith("M") for c in label
    )


def _unicode_of(label: str) -> str:
    """An `xn--` label decoded, where that gives a label which codes back to it."""
    if not label.startswith("xn--") or len(label) > _LONGEST_LABEL:
        return label
    try:
        decoded = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label
    return decoded if _ascii_of(_normal(decoded)) == label and not decoded.isascii() else label


def _ascii_of(label: str) -> str:
    if label.isascii() or len(label) > _LONGEST_LABEL:
        return label
    return "xn--" + label.encode("punycode").decode("ascii")


def _fits(name: str, glob: str) -> bool:
    own, wanted = name.split("."), glob.split(".")
    if wanted[0] == "*":
        if len(own) < len(wanted):
            return False
        own, wanted = own[len(own) - len(wanted) + 1 :], wanted[1:]
    return len(own) == len(wanted) and all(map(fnmatchcase, own, wanted))
