"""What an advisory claims, whatever its format: read back from its bytes, to prove that all say the same."""

from collections.abc import Callable, Iterable

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, ProductFacts
from desktop.domain.versions.listing import spelled
from desktop.formats.advisories.instants import instant

_VERS = "vers:generic/"
Versions = frozenset[tuple[str, str, str]]
"""Vendor, product, and version or range. A format without vendors leaves them empty; the package URL, without
a version, or the name in it may stand for the product."""
Told = frozenset[tuple[str, str, str, str]]
"""The same, and what is told of that version."""
Names = frozenset[tuple[str, str, str]]
"""Vendor, product, and another name of it."""


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """The facts that a reader of any format could act on; None is what a format has no place for."""

    tracking_id: str | None = None
    cve: str | None = None
    aliases: frozenset[str] | None = None
    title: str | None = None
    summary: str | None = None
    details: str | None = None
    remediation: str | None = None
    workaround: str | None = None
    language: str | None = None
    publisher: str | None = None
    publisher_namespace: str | None = None
    contact: str | None = None
    affected: Versions | None = None
    """Also those that are called affected and have a fix or none."""
    fixed: Versions | None = None
    unaffected: Versions | None = None
    investigated: Versions | None = None
    withdrawn: Versions | None = None
    abandoned: Versions | None = None
    justified: Told | None = None
    """Why which version is not affected."""
    branches: Told | None = None
    """The branch that a fixed version is of."""
    released: Told | None = None
    """When a fixed version came out."""
    fix_references: Told | None = None
    purls: Names | None = None
    cpes: Names | None = None
    cvss: str | None = None
    cvss4: str | None = None
    cwe: str | None = None
    severity: str | None = None
    ssvc: tuple[str, ...] | None = None
    credit: tuple[str, ...] | None = None
    roles: tuple[str, ...] | None = None
    """What those who are credited did, in their order."""
    references: tuple[str, ...] | None = None
    tlp: str | None = None
    timeline: tuple[str, ...] | None = None
    initial_release: str | None = None
    current_release: str | None = None
    revision: str | None = None
    history: tuple[str, ...] | None = None
    """Number, instant and summary of each revision."""
    holding: bool | None = None


def claims_of(facts: AdvisoryFacts) -> Claims:
    """What the case itself says. Where all is still being looked into, nothing is called affected yet."""
    text, listed = facts.text, _versions(facts, lambda product: product.affected)
    return Claims(
        tracking_id=facts.tracking_id,
        cve=text.cve,
        aliases=frozenset(text.aliases),
        title=_words(text.title),
        summary=_words(text.summary),
        details=_words(text.details),
        remediation=_words(text.remediation),
        workaround=_words(text.workaround),
        language=facts.language,
        publisher=facts.publisher,
        publisher_namespace=facts.publisher_namespace,
        contact=facts.contact,
        affected=frozenset() if facts.under_investigation else listed,
        fixed=_versions(facts, lambda product: product.fixed),
        unaffected=_versions(facts, lambda product: (one.version for one in product.unaffected)),
        investigated=_versions(facts, lambda product: product.investigated)
        | (listed if facts.under_investigation else frozenset()),
        withdrawn=_versions(facts, lambda product: product.withdrawn),
        abandoned=_versions(facts, lambda product: product.abandoned),
        justified=_told(facts, lambda p: ((one.version, one.justification) for one in p.unaffected)),
        branches=_told(facts, lambda p: ((fix.version, fix.branch) for fix in p.fixes)),
        released=_told(
            facts, lambda p: ((fix.version, instant(fix.released)) for fix in p.fixes if fix.released)
        ),
        fix_references=_told(facts, lambda p: ((fix.version, fix.reference) for fix in p.fixes)),
        purls=frozenset((p.vendor, p.product, p.purl) for p in facts.products if p.purl),
        cpes=frozenset((p.vendor, p.product, p.cpe) for p in facts.products if p.cpe),
        cvss=facts.cvss,
        cvss4=facts.cvss4,
        cwe=facts.cwe,
        severity=facts.severity,
        ssvc=tuple(" ".join((d.table, d.version, *d.chosen, d.outcome)) for d in facts.ssvc),
        credit=tuple(credit.name for credit in facts.credits),
        roles=tuple(credit.role for credit in facts.credits),
        references=text.references,
        tlp=text.tlp,
        timeline=tuple(f"{instant(moment.at)} {_words(moment.what)}" for moment in facts.timeline),
        initial_release=instant(facts.initial_release),
        current_release=instant(facts.current_release),
        revision=facts.revisions[-1].number if facts.revisions else "",
        history=tuple(f"{r.number} {instant(r.date)} {_words(r.summary)}" for r in facts.revisions),
        holding=facts.holding,
    )


def plain_range(written: str) -> str:
    """A range as comparisons, whether it came as `vers` or as people write it.

    Another writer's notation stays as it stands.
    """
    return spelled(written.replace("|", ",").removeprefix(_VERS) if written.startswith(_VERS) else written)


def _words(text: str) -> str:
    """Without regard to how lines are broken."""
    return " ".join(text.split())


def _versions(facts: AdvisoryFacts, group: Callable[[ProductFacts], Iterable[str]]) -> Versions:
    return frozenset((p.vendor, p.product, plain_range(v)) for p in facts.products for v in group(p))


def _told(facts: AdvisoryFacts, told: Callable[[ProductFacts], Iterable[tuple[str, str]]]) -> Told:
    """Where there is something to tell."""
    return frozenset(
        (p.vendor, p.product, plain_range(version), _words(what))
        for p in facts.products
        for version, what in told(p)
        if what.strip()
    )
