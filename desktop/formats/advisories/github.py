"""A security advisory as GitHub's API gives it, read as facts; Embargo writes none."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from desktop.domain.advisories.advisory import (
    AdvisoryFacts,
    AdvisoryText,
    Credit,
    FixedVersion,
    ProductFacts,
    Revision,
)
from desktop.formats.advisories.claims import plain_range
from desktop.formats.advisories.instants import read_instant
from desktop.formats.advisories.osv.ecosystems import package_url
from desktop.formats.advisories.typed_json import read_typed

_ECOSYSTEMS = {
    "pip": "PyPI",
    "rust": "crates.io",
    "composer": "Packagist",
    "erlang": "Hex",
    "swift": "SwiftURL",
}
"""What GitHub calls otherwise than OSV."""
_PARTS = re.compile(r"\s*\|\|\s*")
_BLANKS = re.compile(r"(>=|<=|>|<|=)\s+")


class _Part(msgspec.Struct, frozen=True):
    """As much of the API's objects as is understood; null stands for what is not there."""


class _Package(_Part, frozen=True):
    ecosystem: str | None = ""
    name: str | None = ""


class _Affected(_Part, frozen=True):
    package: _Package | None = None
    vulnerable_version_range: str | None = ""
    first_patched_version: str | dict[str, Any] | None = ""
    patched_versions: str | None = ""


class _Cvss(_Part, frozen=True):
    vector_string: str | None = ""


class _Severities(_Part, frozen=True):
    cvss_v3: _Cvss | None = None
    cvss_v4: _Cvss | None = None


class _Weakness(_Part, frozen=True):
    cwe_id: str | None = ""


class _User(_Part, frozen=True):
    login: str | None = ""


class _Credited(_Part, frozen=True):
    user: _User | None = None
    login: str | None = ""


class _Reference(_Part, frozen=True):
    url: str


class _Advisory(_Part, frozen=True):
    ghsa_id: str
    summary: str | None = ""
    description: str | None = ""
    cve_id: str | None = ""
    severity: str | None = ""
    cvss: _Cvss | None = None
    cvss_severities: _Severities | None = None
    cwes: tuple[_Weakness, ...] | None = ()
    cwe_ids: tuple[str, ...] | None = ()
    vulnerabilities: tuple[_Affected, ...] | None = ()
    references: tuple[str | _Reference, ...] | None = ()
    credits: tuple[_Credited, ...] | None = ()
    created_at: str | None = ""
    published_at: str | None = ""
    updated_at: str | None = ""


def facts_in_github(content: bytes) -> AdvisoryFacts:
    """The facts that an advisory of GitHub's names. Raises InvalidDocument."""
    return read_typed(
        content,
        _Advisory,
        _facts,
        called="an advisory of GitHub's",
        advice="Take the JSON of the advisory again, whole and unchanged.",
    )


def _facts(found: _Advisory) -> AdvisoryFacts:
    dated = [
        read_instant(stamp) for stamp in (found.published_at, found.created_at, found.updated_at) if stamp
    ]
    first = next(filter(None, dated), None)
    if first is None:
        raise ValueError("it has no date")
    updated = read_instant(found.updated_at or "") or first
    four, weaknesses = found.cvss_severities, tuple(found.cwes or ())
    return AdvisoryFacts(
        tracking_id=found.ghsa_id,
        publisher="",
        publisher_namespace="",
        contact="",
        text=AdvisoryText(
            title=(found.summary or "").strip(),
            summary=(found.description or "").strip(),
            references=tuple(one if isinstance(one, str) else one.url for one in found.references or ()),
            cve=found.cve_id or "",
            aliases=(found.ghsa_id,),
        ),
        products=tuple(_products(found)),
        severity=found.severity or "",
        cvss=_vector(found.cvss, four.cvss_v3 if four else None, "CVSS:3"),
        cvss4=_vector(found.cvss, four.cvss_v4 if four else None, "CVSS:4"),
        cwe=next(filter(None, (*(w.cwe_id for w in weaknesses), *(found.cwe_ids or ()))), ""),
        credits=tuple(Credit(name) for name in _credited(found)),
        initial_release=first,
        current_release=updated,
        revisions=(Revision("", updated, ""),),
    )


def _vector(plain: _Cvss | None, named: _Cvss | None, kind: str) -> str:
    vectors = (one.vector_string or "" for one in (named, plain) if one is not None)
    return next((vector for vector in vectors if vector.startswith(kind)), "")


def _products(found: _Advisory) -> Iterator[ProductFacts]:
    """One for each package: entries of the same one add up."""
    products: dict[tuple[str, str], ProductFacts] = {}
    for affected in found.vulnerabilities or ():
        package = affected.package or _Package()
        key = (package.ecosystem or "", package.name or "")
        before = products.get(key)
        ranges = tuple(_ranges(affected.vulnerable_version_range or ""))
        fixes = tuple(map(FixedVersion, _patched(affected)))
        ecosystem = _ECOSYSTEMS.get(key[0].lower(), key[0])
        products[key] = ProductFacts(
            vendor="",
            product=key[1],
            affected=tuple(dict.fromkeys((*(before.affected if before else ()), *ranges))),
            fixes=tuple(dict.fromkeys((*(before.fixes if before else ()), *fixes))),
            purl=package_url(ecosystem, key[1]),
        )
    yield from products.values()


def _ranges(written: str) -> Iterator[str]:
    """Ranges with `||` between them, each as comparisons."""
    for part in _PARTS.split(_BLANKS.sub(r"\1", written)):
        if part.strip():
            yield plain_range(part.strip())


def _patched(affected: _Affected) -> Iterator[str]:
    """What is called the first patched version; the older API writes a list of ranges or versions."""
    first = affected.first_patched_version
    identifier = first.get("identifier") if isinstance(first, dict) else first
    listed = [part.strip() for part in (affected.patched_versions or "").split(",")]
    versions = [identifier] if isinstance(identifier, str) and identifier else listed
    yield from (version.lstrip(">=< ") for version in versions if version)


def _credited(found: _Advisory) -> Iterator[str]:
    for one in found.credits or ():
        if name := (one.user.login if one.user else one.login):
            yield name
