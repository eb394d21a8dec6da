"""Package URLs (purl, ECMA-427): a catalogue's one taken apart, and one for each version or range."""

import re

import msgspec

from desktop.domain.versions.order import GENERIC
from desktop.domain.versions.ranges import parse_range, to_vers

_SHAPE = re.compile(r"pkg:/*([A-Za-z][A-Za-z0-9.+-]*)/([^?#]+)(\?[^#]*)?(#.*)?")
_QUALIFIED = re.compile(r"[?#]")
_VERSIONED = re.compile(r"(?<!/)@")
"""What parts a version off; the @ of a scope, as npm has it, begins a name."""
_PLAIN = re.compile(r"[A-Za-z0-9._~:-]")
_ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")


def quoted(text: str) -> str:
    """Percent-encoded as package URLs have it (RFC 3986 §2.1, with the colon left as it is)."""
    return "".join(chr(b) if _PLAIN.match(chr(b)) else f"%{b:02X}" for b in text.encode(errors="replace"))


def unquoted(text: str) -> str:
    """What was percent-encoded; bytes that are no UTF-8 become replacement characters."""
    encoded = text.encode(errors="replace")
    return _ESCAPED.sub(lambda escaped: bytes.fromhex(escaped[1].decode()), encoded).decode(errors="replace")


def with_version(purl: str, version: str) -> str:
    """The package URL of a version of this package."""
    package, _, rest = _parted(purl)
    return f"{package}@{quoted(version)}{rest}"


def without_version(purl: str) -> tuple[str, str]:
    """The package as it is spelled, and the version that the package URL names; empty for none."""
    package, version, rest = _parted(purl)
    return package + rest, unquoted(version)


def _parted(purl: str) -> tuple[str, str, str]:
    """Package, version, and the qualifiers and subpath."""
    qualified = _QUALIFIED.search(purl)
    end = qualified.start() if qualified else len(purl)
    at = _VERSIONED.search(purl, 0, end)
    return (purl[: at.start()], purl[at.end() : end], purl[end:]) if at else (purl[:end], "", purl[end:])


class PackageUrl(msgspec.Struct, frozen=True):
    """What a package URL names; `version` is a version or a range, as people write it."""

    type: str
    namespace: tuple[str, ...]
    name: str
    version: str = ""
    qualifiers: tuple[str, ...] = ()
    subpath: str = ""
    written: str = ""
    """Type and path as they were spelled, where that is to stay."""

    def __str__(self) -> str:
        path = "/".join(quoted(part) for part in (*self.namespace, self.name))
        package = self.written or f"pkg:{self.type}/{path}"
        version, qualifiers = "", self.qualifiers
        if self.version and self._names_a_version:
            version = f"@{quoted(parse_range(self.version).versions[0])}"
        elif self.version:
            qualifiers = (*qualifiers, f"vers={quoted(to_vers(self.version))}")
        asked = f"?{'&'.join(qualifiers)}" if qualifiers else ""
        return f"{package}{version}{asked}{self.subpath}"

    @property
    def _names_a_version(self) -> bool:
        """A type says how its versions are ordered, but for the generic one: there the scheme must stand."""
        parsed = parse_range(self.version)
        return parsed.is_exact and (parsed.scheme == GENERIC or self.type != "generic")

    def of(self, version: str) -> "PackageUrl":
        """The same package in a version or range."""
        return msgspec.structs.replace(self, version=version)


def read_package_url(written: str) -> PackageUrl:
    """The parts of a package URL. Raises ValueError for what is none."""
    package, version = without_version(written.strip())
    match = _SHAPE.fullmatch(package)
    parts = [part for part in match[2].split("/") if part] if match else []
    if match is None or not parts or parts[-1].startswith("@"):
        raise ValueError(f"{written[:80]!r} is no package URL such as pkg:pypi/name")
    *namespace, name = map(unquoted, parts)
    qualifiers = tuple(part for part in (match[3] or "")[1:].split("&") if part)
    ranges = [unquoted(q.removeprefix("vers=")) for q in qualifiers if q.startswith("vers=")]
    return PackageUrl(
        match[1].lower(),
        tuple(namespace),
        name,
        ranges[0] if ranges else version,
        tuple(q for q in qualifiers if not q.startswith("vers=")),
        match[4] or "",
        package[: match.end(2)],
    )


def generic(vendor: str, product: str) -> PackageUrl:
    """The package URL of a product that no registry knows: its vendor is the namespace."""
    return PackageUrl("generic", (vendor,) if vendor else (), product)
