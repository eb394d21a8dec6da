"""What an advisory claims, whatever its format: read back from its bytes, to prove that all say the same."""

from collections.abc import Callable, Iterable

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, ProductFacts
from desktop.domain.versions.ranges import canonical_range
from desktop.formats.advisories.instants import instant

_VERS = "vers:generic/"
Versions = frozenset[tuple[str, str, str]]
"""Vendor, product, and version or range; a format without vendors leaves them empty."""


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """The facts that a reader of any format could act on; None is what a format has no place for."""

    tracking_id: str | None = None
    cve: str | None = None
    aliases: frozenset[str] | None = None
    title: str | None = None
    affected: Versions | None = None
    """Also those that are called affected and have a fix or none."""
    fixed: Versions | None = None
    unaffected: Versions | None = None
    investigated: Versions | None = None
    cvss: str | None = None
    cvss4: str | None = None
    cwe: str | None = None
    severity: str | None = None
    credit: tuple[str, ...] | None = None
    references: tuple[str, ...] | None = None
    tlp: str | None = None
    initial_release: str | None = None
    current_release: str | None = None
    revision: str | None = None
    holding: bool | None = None


def claims_of(facts: AdvisoryFacts) -> Claims:
    """What the case itself says. Where all is still being looked into, nothing is called affected yet."""
    listed = _versions(facts, lambda product: product.affected)
    return Claims(
        tracking_id=facts.tracking_id,
        cve=facts.text.cve,
        aliases=frozenset(facts.text.aliases),
        title=facts.text.title.strip(),
        affected=frozenset() if facts.under_investigation else listed,
        fixed=_versions(facts, lambda product: product.fixed),
        unaffected=_versions(facts, lambda product: (one.version for one in product.unaffected)),
        investigated=_versions(facts, lambda product: product.investigated)
        | (listed if facts.under_investigation else frozenset()),
        cvss=facts.cvss,
        cvss4=facts.cvss4,
        cwe=facts.cwe,
        severity=facts.severity,
        credit=tuple(credit.name for credit in facts.credits),
        references=facts.text.references,
        tlp=facts.text.tlp,
        initial_release=instant(facts.initial_release),
        current_release=instant(facts.current_release),
        revision=facts.revisions[-1].number,
        holding=facts.holding,
    )


def differences(expected: Claims, found: Claims) -> tuple[str, ...]:
    """The names of the facts of which both speak, and differently."""
    pairs = ((name, getattr(expected, name), getattr(found, name)) for name in Claims.__struct_fields__)
    return tuple(name for name, one, other in pairs if None not in (one, other) and one != other)


def plain_range(written: str) -> str:
    """A range as comparisons, whether it came as `vers` or as people write it.

    Another writer's notation stays as it stands.
    """
    comparisons = written.removeprefix(_VERS).replace("|", ",")
    try:
        return canonical_range(comparisons)
    except ValueError:
        return comparisons


def _versions(facts: AdvisoryFacts, group: Callable[[ProductFacts], Iterable[str]]) -> Versions:
    return frozenset((p.vendor, p.product, plain_range(v)) for p in facts.products for v in group(p))
