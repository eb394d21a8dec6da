"""Package URLs with a version and without one (purl specification: type/name@version?qualifiers#subpath)."""

import re

_QUALIFIED = re.compile(r"[?#]")
_UNSAFE = re.compile(r"[^A-Za-z0-9.\-_~:]")
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


def with_version(purl: str, version: str) -> str:
    """The package URL of a version of this package."""
    name, _, rest = _split(purl)
    return f"{name}@{_UNSAFE.sub(_escaped, version)}{rest}"


def without_version(purl: str) -> tuple[str, str]:
    """The package, and the version that the package URL names; empty for none."""
    name, version, rest = _split(purl)
    return name + rest, _ESCAPES.sub(_unescaped, version)


def _split(purl: str) -> tuple[str, str, str]:
    """Name, version and the rest; an @ before the last slash, as of a scope, parts no version."""
    qualified = _QUALIFIED.search(purl)
    end = qualified.start() if qualified else len(purl)
    at = purl.rfind("@", purl.rfind("/", 0, end) + 1, end)
    return (purl[:end], "", purl[end:]) if at < 0 else (purl[:at], purl[at + 1 : end], purl[end:])


def _escaped(character: re.Match[str]) -> str:
    """As UTF-8 in percents (RFC 3986 §2.1)."""
    return "".join(f"%{byte:02X}" for byte in character[0].encode("utf-8", "replace"))


def _unescaped(escapes: re.Match[str]) -> str:
    return bytes.fromhex(escapes[0].replace("%", "")).decode("utf-8", "replace")
