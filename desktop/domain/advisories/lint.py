"""What is wrong with the facts of an advisory that no schema of a format sees.

A mistake stands against leaving; where a person may well be right, it is a remark. Of versions that
contradict each other tells `domain/versions/lint.py`, of a name without a ground the gate.
"""

import re
from collections.abc import Callable, Iterator

from desktop.domain.advisories.advisory import AdvisoryFacts, ProductFacts
from desktop.domain.advisories.fields import Flaw, WordField
from desktop.domain.advisories.identifiers import read_aliases, read_cve
from desktop.domain.advisories.moments import REPORTED
from desktop.domain.assessing.severity_rules import disagreements
from desktop.domain.clocks.words import when
from desktop.domain.inert import escape_invisible, is_hidden
from desktop.domain.links import is_address
from desktop.domain.scoring.score import scores_of
from desktop.domain.scoring.vector import read_vector
from desktop.domain.versions.fixes import beside, outside

_SCORE = re.compile(
    r"\bCVSS(?:[\s:]*v?\s*(?P<version>3\.1|4\.0)(?![\d/.]))?+(?:\s+base)?(?:\s+score)?(?:\s+of|\s+is)?[\s:=(]*"
    r"(?P<score>10(?:\.0)?|\d\.\d)(?![\d/]|\.\d)",
    re.IGNORECASE,
)
"""A score as people write it: CVSS 9.8, CVSS 3.1 base score of 9.8."""
_PROSE: tuple[WordField, ...] = ("title", "summary", "details", "remediation", "workaround")


def flaws_in(facts: AdvisoryFacts, is_weakness: Callable[[str], bool]) -> tuple[Flaw, ...]:
    """Every one; `is_weakness` knows the catalogue of weaknesses."""
    return tuple(flaw for rule in _RULES for flaw in rule(facts)) + tuple(_weakness(facts, is_weakness))


def _weakness(facts: AdvisoryFacts, is_weakness: Callable[[str], bool]) -> Iterator[Flaw]:
    if facts.cwe and not is_weakness(facts.cwe):
        yield Flaw("severity", f"{facts.cwe} is no weakness of the catalogue (CWE 4.20).")


def _ids(facts: AdvisoryFacts) -> Iterator[Flaw]:
    try:
        if facts.text.cve:
            read_cve(facts.text.cve)
    except ValueError as error:
        yield Flaw("cve", _sentence(error))
    try:
        read_aliases(facts.text.aliases)
    except ValueError as error:
        yield Flaw("aliases", _sentence(error))


def _sentence(error: ValueError) -> str:
    words = str(error)
    return f"{words[:1].upper()}{words[1:]}."


def _references(facts: AdvisoryFacts) -> Iterator[Flaw]:
    for reference in facts.text.references:
        if not is_address(reference):
            shown = escape_invisible(reference)
            yield Flaw("references", f"{shown} is no address on the web: references begin with https://.")
    for product in facts.products:
        for fix in product.fixes:
            if fix.reference and not is_address(fix.reference):
                yield Flaw("fixes", f"{product.product}: {fix.reference} is no address on the web.")


def _severity(facts: AdvisoryFacts) -> Iterator[Flaw]:
    for sentence in disagreements(facts.severity, (facts.cvss, facts.cvss4)):
        yield Flaw("severity", sentence, is_mistake=False)
    scores = {version: _scores(vector) for version, vector in (("3.1", facts.cvss), ("4.0", facts.cvss4))}
    for field in _PROSE:
        for found in _SCORE.finditer(getattr(facts.text, field)):
            version, written = found["version"], float(found["score"])
            known = scores[version] if version else scores["3.1"] | scores["4.0"]
            if known and written not in known:
                own = " or ".join(f"{score:.1f}" for score in sorted(known))
                yield Flaw(field, f"CVSS {written:.1f} stands in the {field}, and the vector gives {own}.")


def _scores(vector: str) -> frozenset[float]:
    try:
        return frozenset(score.score for score in scores_of(read_vector(vector))) if vector else frozenset()
    except ValueError:  # what is no vector is refused where it is written
        return frozenset()


def _dates(facts: AdvisoryFacts) -> Iterator[Flaw]:
    reported = next((moment.at for moment in facts.timeline if moment.what == REPORTED), None)
    named = [(f"“{moment.what}”", moment.at) for moment in facts.timeline]
    named += [
        (f"The release of {f.version}", f.released) for p in facts.products for f in p.fixes if f.released
    ]
    named += [(f"Revision {revision.number}", revision.date) for revision in facts.revisions]
    for what, at in dict.fromkeys(named):
        if reported is not None and at < reported:
            yield Flaw("dates", f"{what} lies before the report, which arrived on {when(reported)}.")
        if at > facts.current_release:
            yield Flaw("dates", f"{what} lies after the release of the advisory itself.")
    dates = [revision.date for revision in facts.revisions]
    if dates != sorted(dates) or (dates and dates[0] != facts.initial_release):
        yield Flaw("dates", "The dates of the revisions are not in their order.")


def _nuls(facts: AdvisoryFacts) -> Iterator[Flaw]:
    for field in _PROSE:
        if "\0" in getattr(facts.text, field):
            yield Flaw(
                field, f"The character U+0000 stands in the {field}: many programs cut a text off at it."
            )


def _products(facts: AdvisoryFacts) -> Iterator[Flaw]:
    for product in facts.products:
        for name in _names(product):
            if any(is_hidden(character) or character in "\n\t" for character in name):
                shown = escape_invisible(name).replace("\n", "⟨U+000A⟩").replace("\t", "⟨U+0009⟩")
                yield Flaw("products", f"The name {shown} holds characters that nobody sees.")
        for sentence in beside(product):
            yield Flaw("fixes", sentence)
        for sentence in outside(product):
            yield Flaw("fixes", sentence, is_mistake=False)


def _names(product: ProductFacts) -> tuple[str, ...]:
    fixes = (word for fix in product.fixes for word in (fix.version, fix.branch))
    versions = (*product.affected, *product.investigated, *(one.version for one in product.unaffected))
    written = (product.vendor, product.product, *versions, *fixes, product.purl, product.cpe)
    return tuple(dict.fromkeys(written))


_RULES: tuple[Callable[[AdvisoryFacts], Iterator[Flaw]], ...] = (
    _ids,
    _references,
    _severity,
    _dates,
    _nuls,
    _products,
)
