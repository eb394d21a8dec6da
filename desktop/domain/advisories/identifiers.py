"""How a problem is called by others: ids in any spelling in, in their canonical one out."""

import re
from collections.abc import Iterable

import msgspec

from desktop.domain.advisories.advisory import AdvisoryText

_CVE = re.compile(r"(?:cve)?[\s:_-]*(\d{4})[\s_-]+(\d{4,19})", re.IGNORECASE | re.ASCII)
_GHSA = re.compile(
    r"(?:ghsa)[\s:_-]*((?:[23456789cfghjmpqrvwx]{4}-){2}[23456789cfghjmpqrvwx]{4})", re.IGNORECASE
)
"""The letters are those that the GitHub Advisory Database draws its ids from."""
_OTHER = re.compile(r"[A-Za-z][A-Za-z0-9]*[-:][A-Za-z0-9][A-Za-z0-9.:_/-]*")
_LONGEST = 100


def read_cve(written: str) -> str:
    """The id of a CVE record (CVE JSON 5.1.1, cveId). Raises ValueError with what is wrong."""
    match = _CVE.fullmatch(written.strip())
    if match is None:
        raise ValueError(f"{written.strip()[:_LONGEST]!r} is no CVE id: one looks like CVE-2026-12345")
    return f"CVE-{match[1]}-{match[2]}"


def read_alias(written: str) -> str:
    """An id by which others know the problem. Raises ValueError with what is wrong."""
    text = written.strip()
    if text.lower().startswith("cve"):
        return read_cve(text)
    if match := _GHSA.fullmatch(text):
        return f"GHSA-{match[1].lower()}"
    if text.lower().startswith("ghsa"):
        raise ValueError(f"{text[:_LONGEST]!r} is no GHSA id: one looks like GHSA-23cf-45gh-67jm")
    if len(text) > _LONGEST or not _OTHER.fullmatch(text):
        raise ValueError(f"{text[:_LONGEST]!r} is no id such as GHSA-23cf-45gh-67jm: one word with a hyphen")
    return text


def read_aliases(written: Iterable[str]) -> tuple[str, ...]:
    """Each once; several may stand in one text, parted by commas or blanks. Raises ValueError."""
    words = (word for text in written for word in text.replace(",", " ").split())
    return tuple(dict.fromkeys(map(read_alias, words)))


def spelled(text: AdvisoryText) -> AdvisoryText:
    """The same with its ids in their canonical spelling, none of them twice. Raises ValueError."""
    cve = read_cve(text.cve) if text.cve.strip() else ""
    aliases = tuple(alias for alias in read_aliases(text.aliases) if alias != cve)
    return msgspec.structs.replace(text, cve=cve, aliases=aliases)


def objection(text: AdvisoryText) -> str:
    """What speaks against its ids, as a sentence; empty for nothing."""
    try:
        spelled(text)
    except ValueError as error:
        words = str(error)
        return f"{words[:1].upper()}{words[1:]}."
    return ""
