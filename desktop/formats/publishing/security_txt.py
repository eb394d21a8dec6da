"""security.txt (RFC 9116): written from a policy, read strictly, and judged section by section.

A file is at most 32 KiB of lines `Name: value`, comments and blank lines, perhaps within a cleartext
signature. What is read is text from outside: nothing here trusts it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from desktop.domain.inert import has_hidden
from desktop.formats.advisories.findings import Finding

SIZE_LIMIT = 32 * 1024
"""The longest file that is read, in bytes; the RFC recommends a limit without naming one (§5.4)."""
LONGEST = timedelta(days=365)
"""How far away `Expires` should lie at most (§2.5.5)."""
ONCE = frozenset({"expires", "preferred-languages"})
NAMES = ("Contact", "Expires", "Encryption", "Acknowledgments", "Preferred-Languages", "Canonical", "Policy")
"""The fields of §2.5 that a policy can fill, in the order in which they are written; and `Hiring`."""
_URIS = frozenset({"acknowledgments", "canonical", "contact", "encryption", "hiring", "policy"})
_KNOWN = _URIS | ONCE
_FIELD = re.compile(r"([!-9;-~]{1,60}):[ \t]+(\S(?:.*\S)?)[ \t]*")
"""A name (RFC 5322 §3.6.8), a colon, a blank, a value (RFC 9116 §4)."""
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*|\*")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)")
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"


class Field(msgspec.Struct, frozen=True):
    """A line of the file that says something; the line counts from 1."""

    name: str
    value: str
    line: int = 0


class SecurityTxt(msgspec.Struct, frozen=True):
    """What a file says; nothing of it is checked, `validate_security_txt` does."""

    fields: tuple[Field, ...]
    signed: bool = False
    """Whether it stands within a cleartext signature, good or bad."""
    strange: tuple[int, ...] = ()
    """Lines that are no field, no comment and not blank."""

    def values(self, name: str) -> tuple[str, ...]:
        """What a field says, in order; names are compared without case (§2)."""
        return tuple(field.value for field in self.fields if field.name.lower() == name.lower())

    @property
    def expires(self) -> datetime | None:
        """When it stops to hold, if one readable instant says so."""
        told = self.values("Expires")
        return read_instant(told[0]) if len(told) == 1 else None


def write_security_txt(fields: Sequence[Field]) -> bytes:
    """The file, its lines ended by line feeds, as §2.2 allows.

    Raises ValueError for what is no such line.
    """
    lines = [f"{field.name}: {field.value}" for field in fields]
    for line in lines:
        if not _FIELD.fullmatch(line) or has_hidden(line) or "\n" in line:
            raise ValueError("a field would be no line of its own")
    return ("\n".join(lines) + "\n").encode()


def read_security_txt(content: bytes) -> SecurityTxt:
    """The fields of a file, whatever else stands in it; never raises."""
    text = content[:SIZE_LIMIT].decode("utf-8", "replace")
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    signed = _SIGNED in lines
    fields, strange = [], []
    for number, line in _unsigned(lines) if signed else enumerate(lines, start=1):
        if (found := _FIELD.fullmatch(line)) is not None:
            fields.append(Field(found[1], found[2], number))
        elif line.strip() and not line.startswith("#"):
            strange.append(number)
    return SecurityTxt(tuple(fields), signed, tuple(strange))


def validate_security_txt(
    content: bytes, *, thorough: bool = False, now: datetime | None = None
) -> tuple[Finding, ...]:
    """Every place where a file breaks RFC 9116, by the section that says so; paths are `/line/N`.

    Whether it has expired is asked only with `now`; `thorough` also tells of what is merely recommended.
    """
    found = list(_of_bytes(content))
    said = read_security_txt(content)
    found += [
        _error("4", f"/line/{line}", "The line is neither a field, a comment nor blank.")
        for line in said.strange
    ]
    found += [*_of_counts(said), *(finding for field in said.fields for finding in _of_field(field))]
    found += _of_expiry(said, now)
    return tuple((*found, *_recommended(said)) if thorough else found)


def read_instant(written: str) -> datetime | None:
    """An instant as RFC 3339 writes it, in UTC; None for anything else."""
    if not _INSTANT.fullmatch(written):
        return None
    try:
        return datetime.fromisoformat(written.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _unsigned(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines that a cleartext signature covers, their dashes unescaped (RFC 9580 §7.2)."""
    start = lines.index(_SIGNED) + 1
    while start < len(lines) and lines[start]:  # the headers of the armour
        start += 1
    for number in range(start, len(lines)):
        if lines[number] == _SIGNATURE:
            return
        yield number + 1, lines[number].removeprefix("- ")


def _of_bytes(content: bytes) -> Iterator[Finding]:
    if len(content) > SIZE_LIMIT:
        yield _error("5.4", "", f"The file is longer than {SIZE_LIMIT // 1024} KiB; the rest was not read.")
    try:
        content.decode()
    except UnicodeDecodeError:
        yield _error("3", "", "The file is not encoded in UTF-8.")
    if content.startswith(b"\xef\xbb\xbf"):
        yield _error("4", "/line/1", "The file starts with a byte order mark.")
    if not content.endswith(b"\n"):
        yield _error("2.2", "", "The last line does not end with a line break.")
    for number, line in enumerate(content[:SIZE_LIMIT].decode("utf-8", "replace").split("\n"), start=1):
        if has_hidden(line.removesuffix("\r").replace("\t", " ")):
            yield _error("4", f"/line/{number}", "Characters stand in the line that no reader sees.")


def _of_counts(said: SecurityTxt) -> Iterator[Finding]:
    if not said.values("Contact"):
        yield _error("2.5.3", "", "Contact is missing: nobody can report anything.")
    if not said.values("Expires"):
        yield _error("2.5.5", "", "Expires is missing.")
    for name in ("Expires", "Preferred-Languages"):
        if len(said.values(name)) > 1:
            section = "2.5.5" if name == "Expires" else "2.5.8"
            yield _error(section, "", f"{name} stands there more than once.")


_SECTIONS = {
    "acknowledgments": "2.5.1",
    "canonical": "2.5.2",
    "contact": "2.5.3",
    "encryption": "2.5.4",
    "expires": "2.5.5",
    "hiring": "2.5.6",
    "policy": "2.5.7",
    "preferred-languages": "2.5.8",
}


def _of_field(field: Field) -> Iterator[Finding]:
    name, path = field.name.lower(), f"/line/{field.line}"
    section = _SECTIONS.get(name, "2.4")
    if name in _URIS:
        if not _URI.fullmatch(field.value):
            yield _error(section, path, f"{field.name} is no URI, such as https:, mailto: or tel:.")
        elif field.value.lower().startswith("http:"):
            yield _error(section, path, f"{field.name} is a web address without https.")
    if name == "expires" and read_instant(field.value) is None:
        yield _error(section, path, "Expires is no instant such as 2026-12-31T23:00:00Z.")
    if name == "preferred-languages" and not all(
        _LANGUAGE.fullmatch(tag.strip()) for tag in field.value.split(",")
    ):
        yield _error(section, path, "Preferred-Languages lists something that is no language tag.")
    if name not in _KNOWN:
        yield Finding("2.4", "info", path, "The field is none that RFC 9116 defines; readers pass over it.")


def _of_expiry(said: SecurityTxt, now: datetime | None) -> Iterator[Finding]:
    if now is None or said.expires is None:
        return
    if said.expires <= now:
        yield _error("2.5.5", "", "The file has expired: it must not be used any more.")
    elif said.expires - now > LONGEST:
        yield Finding("2.5.5", "warning", "", "Expires lies more than a year ahead.")


def _recommended(said: SecurityTxt) -> Iterator[Finding]:
    if not said.signed:
        yield Finding("2.3", "info", "", "The file is not signed.")
    elif not said.values("Canonical"):
        yield Finding(
            "2.3", "warning", "", "A signed file should say where it belongs: Canonical is missing."
        )
    if not said.values("Preferred-Languages"):
        yield Finding("2.5.8", "info", "", "No language is named: reports may come in any.")


def _error(section: str, path: str, message: str) -> Finding:
    return Finding(section, "error", path, message)
