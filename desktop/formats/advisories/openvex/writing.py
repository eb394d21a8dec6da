"""An OpenVEX 0.2.0 document from the facts of a case: a statement for each thing known of a product.

A version is named by a package URL: the generic one of vendor and product as its id, the catalogue's beside.
"""

import re
from collections.abc import Iterable, Iterator
from typing import get_args

from desktop.domain.advisories.advisory import AdvisoryFacts, FixedVersion, ProductFacts
from desktop.domain.failures import InvalidDocument
from desktop.domain.versions.ranges import overlap, parse_range
from desktop.formats.advisories.bounds import versions_of
from desktop.formats.advisories.instants import instant
from desktop.formats.advisories.openvex.document import (
    Identifiers,
    Justification,
    Product,
    Statement,
    Status,
    VexDocument,
    Vulnerability,
    encode_openvex,
)
from desktop.formats.advisories.package_url import generic, quoted, read_package_url

CONTEXT = "https://openvex.dev/ns/v0.2.0"
_NOT_IN_A_NAME = re.compile(r"[^+\-a-z0-9]+")
_UNESCAPED = re.compile(r"[^A-Za-z0-9._\-]")
_VERSION_OF_CPE = 5
_NO_REASON = "It does not have the problem."
_NO_FIX = "No fix is available yet."
_NO_MORE = "Its branch is supported no more: no fix will be made."


def openvex_file_name(tracking_id: str) -> str:
    """In lower case, everything unusual as one underscore."""
    return _NOT_IN_A_NAME.sub("_", tracking_id.lower()) + ".openvex.json"


def openvex_lacks(facts: AdvisoryFacts) -> str:
    """What keeps these facts from being said in OpenVEX, as a sentence; empty for nothing."""
    if not any(map(versions_of, facts.products)):
        return "OpenVEX makes statements on versions, and the case lists none."
    return next(_wrong(facts.products), "")


def _wrong(products: Iterable[ProductFacts]) -> Iterator[str]:
    for product in products:
        try:
            ranges = {written: parse_range(written) for written in versions_of(product)}
            if product.purl:
                read_package_url(product.purl)
        except ValueError as error:
            yield f"{product.product}: {error}."
            continue
        for written in (written for written, one in ranges.items() if overlap(one) is False):
            yield f"{product.product}: the range {written} contains no version."


def write_openvex(facts: AdvisoryFacts) -> bytes:
    """The document; raises InvalidDocument for what the format cannot say."""
    if lacks := openvex_lacks(facts):
        raise InvalidDocument(lacks, advice="Leave this format out, or correct the case's products.")
    problem = _problem(facts)
    statements = (one for product in facts.products for one in _statements(facts, product, problem))
    return encode_openvex(
        VexDocument(
            context=CONTEXT,
            id=f"{facts.publisher_namespace.rstrip('/')}/vex/{quoted(facts.tracking_id)}",
            author=facts.publisher,
            timestamp=instant(facts.initial_release),
            last_updated=instant(facts.current_release),
            version=int(facts.revisions[-1].number),
            tooling="Embargo",
            statements=tuple(statements),
        )
    )


def _problem(facts: AdvisoryFacts) -> Vulnerability:
    name = facts.text.cve or facts.tracking_id
    others = dict.fromkeys((facts.tracking_id, *facts.text.aliases))
    return Vulnerability(
        name=name,
        description=facts.text.title.strip(),
        aliases=tuple(other for other in others if other != name),
    )


def _statements(facts: AdvisoryFacts, product: ProductFacts, problem: Vulnerability) -> Iterator[Statement]:
    def say(status: Status, versions: Iterable[str], **words: str) -> Iterator[Statement]:
        if named := tuple(_product(product, version) for version in versions):
            said = {name: text for name, text in words.items() if text}
            yield Statement(problem, status, products=named, supplier=product.vendor, **said)  # type: ignore[arg-type]

    if facts.under_investigation:
        yield from say("under_investigation", product.affected)
    else:
        for action, versions in _helped(facts, product).items():
            yield from say("affected", versions, action_statement=action)
    notes = "\n".join(filter(None, map(_note, product.fixes)))
    yield from say("fixed", product.fixed, status_notes=notes)
    for reason in dict.fromkeys(one.justification for one in product.unaffected):
        known = "justification" if reason in get_args(Justification) else "impact_statement"
        versions = [one.version for one in product.unaffected if one.justification == reason]
        yield from say("not_affected", versions, **{known: reason or _NO_REASON})
    yield from say("under_investigation", product.investigated)


def _helped(facts: AdvisoryFacts, product: ProductFacts) -> dict[str, list[str]]:
    """The affected versions by what their users can do."""
    helped: dict[str, list[str]] = {}
    fixed = (f"{fix.version} (branch {fix.branch})" if fix.branch else fix.version for fix in product.fixes)
    update = " or ".join(fixed)
    usual = f"Update {product.product} to {update}." if update else _NO_FIX
    for version in product.affected:
        first = usual
        if version in product.withdrawn:
            first = f"The fix in {version} was withdrawn; no other is available yet."
        elif version in product.abandoned:
            first = _NO_MORE
        words = (first, facts.text.remediation.strip(), facts.text.workaround.strip())
        helped.setdefault("\n".join(filter(None, words)), []).append(version)
    return helped


def _note(fix: FixedVersion) -> str:
    told = [f"branch {fix.branch}"] if fix.branch else []
    told += [f"out since {instant(fix.released)}"] if fix.released else []
    told += [fix.reference] if fix.reference else []
    return f"{fix.version}: {', '.join(told)}" if told else ""


def _product(product: ProductFacts, version: str) -> Product:
    own = str(generic(product.vendor, product.product).of(version))
    names: dict[str, str] = {}
    if product.purl:
        names["purl"] = str(read_package_url(product.purl).of(version))
    if cpe := _cpe_of(product.cpe, version):
        names["cpe23"] = cpe
    return Product(id=own, identifiers=Identifiers(**names)) if names else Product(id=own)


def _cpe_of(cpe: str, version: str) -> str:
    """The CPE 2.3 of one version; empty where the catalogue's is another one, or cannot name just this."""
    parts = re.split(r"(?<!\\):", cpe)
    exact = parse_range(version)
    if not exact.is_exact or not cpe.startswith("cpe:2.3:") or parts[_VERSION_OF_CPE] != "*":
        return ""
    parts[_VERSION_OF_CPE] = _UNESCAPED.sub(r"\\\g<0>", exact.versions[0])
    return ":".join(parts)
