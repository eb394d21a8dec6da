"""A CVE record (JSON 5.1.1) from the facts of a case, for its numbering authority to submit.

The record is public by nature. It has no place for TLP and revisions; the policy's word for the severity is a
metric of another kind. Which unaffected versions carry the fix, and what others call the problem, stands in
names that start with `x_`, as the schema allows.
"""

import re
from collections.abc import Iterator
from typing import Any

from desktop.domain.advisories.advisory import AdvisoryFacts, Credit, SsvcFact
from desktop.domain.assessing.severity import read_cvss
from desktop.domain.failures import InvalidDocument
from desktop.domain.scoring.vector import CvssVector, read_vector
from desktop.formats.advisories.bounds import unsayable, versions_of
from desktop.formats.advisories.csaf.package import cwe_name
from desktop.formats.advisories.cve.document import (
    CveCredit,
    CveMetric,
    CveMoment,
    CveReference,
    Cvss,
    FixOf,
    Metadata,
    OtherMetric,
    ProblemDescription,
    ProblemType,
    Provider,
    Published,
    PublishedContainer,
    PublishedRecord,
    Said,
)
from desktop.formats.advisories.cve.versions import endless, listed, spelled
from desktop.formats.advisories.instants import instant
from desktop.formats.advisories.written_json import encode_document

PATCH = "patch"
"""The tag of a reference that leads to a fix."""
LEVEL = "severity"
"""The kind of metric that carries the policy's word."""
SSVC = "ssvc"
ROLES = {
    "reporter": "reporter",
    "finder": "finder",
    "coordinator": "coordinator",
    "vendor": "remediation developer",
    "reviewer": "remediation reviewer",
}
_CVE = re.compile(r"CVE-[0-9]{4}-[0-9]{4,19}")
_ENGLISH = re.compile(r"en([_-].*)?", re.IGNORECASE)
_LONGEST_TITLE, _LONGEST_TEXT = 256, 4096


def cve_file_name(tracking_id: str) -> str:
    """After the case: the id of the record is in it."""
    return f"{re.sub(r'[^A-Za-z0-9-]+', '_', tracking_id)}.cve.json"


def lacks_authority(facts: AdvisoryFacts) -> str:
    """What every record needs, published or rejected: an id, and who assigned it."""
    if not _CVE.fullmatch(facts.text.cve):
        return "A CVE record needs a CVE id, and the case has none."
    if not facts.cna_org:
        return (
            "A CVE record names the numbering authority that assigned the id: "
            "`embargo advisory publisher --org-id UUID --short-name NAME` says who that is."
        )
    return ""


def cve_lacks(facts: AdvisoryFacts) -> str:
    """What keeps these facts from being said in a CVE record, as a sentence; empty for nothing."""
    return next(_lacking(facts), "")


def _lacking(facts: AdvisoryFacts) -> Iterator[str]:
    text = facts.text
    if lacks := lacks_authority(facts):
        yield lacks
    if text.tlp != "CLEAR":
        yield f"A CVE record is public, and this advisory is TLP:{text.tlp}."
    if not any(_references(facts)):
        yield "A CVE record needs a reference: add the address under which the advisory will stand."
    yield from _lacking_words(facts)
    if not any(map(versions_of, facts.products)):
        yield "A CVE record names products with their versions, and the case lists none."
    wrong = [f"A CVE record cannot say it: {sentence}" for sentence in unsayable(facts)]
    yield from wrong or (f"A CVE record cannot say it: {sentence}" for sentence in endless(facts))


def _lacking_words(facts: AdvisoryFacts) -> Iterator[str]:
    text = facts.text
    if not _ENGLISH.fullmatch(facts.language):
        yield "A CVE record is described in English, and this advisory is not."
    if not text.summary.strip():
        yield "A CVE record needs a description: write the advisory's summary."
    if len(text.title.strip()) > _LONGEST_TITLE:
        yield f"The title of a CVE record has {_LONGEST_TITLE} characters at most."
    if max(map(len, (text.summary, text.details, text.remediation, text.workaround))) > _LONGEST_TEXT:
        yield f"A text of a CVE record has {_LONGEST_TEXT:,} characters at most: shorten the advisory's."


def write_cve(facts: AdvisoryFacts) -> bytes:
    """The published record; raises InvalidDocument for what it cannot say."""
    if lacks := cve_lacks(facts):
        raise InvalidDocument(lacks, advice="Add what is missing, or leave this format out.")
    try:
        container = _container(facts)
    except ValueError as error:
        raise InvalidDocument(
            f"The advisory cannot be written: {error}.", advice="Correct the case's products or its severity."
        ) from error
    metadata = Metadata(facts.text.cve, facts.cna_org, "PUBLISHED", facts.cna_name)
    return encode_document(PublishedRecord(cve_metadata=metadata, containers=Published(container)))


def provider(facts: AdvisoryFacts) -> Provider:
    """Who says it."""
    return Provider(facts.cna_org, facts.cna_name, instant(facts.current_release))


def _container(facts: AdvisoryFacts) -> PublishedContainer:
    text, lang = facts.text, facts.language
    return PublishedContainer(
        provider_metadata=provider(facts),
        title=text.title.strip(),
        date_public=instant(facts.initial_release),
        descriptions=_said(lang, text.summary, text.details),
        affected=tuple(listed(facts, product) for product in facts.products if versions_of(product)),
        problem_types=tuple(_weaknesses(facts)),
        references=tuple(_references(facts)),
        metrics=tuple(_metrics(facts)),
        solutions=_said(lang, text.remediation),
        workarounds=_said(lang, text.workaround),
        timeline=tuple(CveMoment(instant(one.at), lang, one.what) for one in facts.timeline),
        credits=tuple(_credit(credit, lang) for credit in facts.credits),
        source={"advisory": facts.tracking_id},
        aliases=text.aliases,
        fixes=tuple(_fixes(facts)),
    )


def _fixes(facts: AdvisoryFacts) -> Iterator[FixOf]:
    for product in facts.products:
        for fix in product.fixes:
            (version,) = spelled((fix.version,))
            released = instant(fix.released) if fix.released else ""
            yield FixOf(product.vendor, product.product, version, fix.branch, released, fix.reference)


def _said(lang: str, *texts: str) -> tuple[Said, ...]:
    return tuple(Said(lang, text.strip()) for text in texts if text.strip())


def _weaknesses(facts: AdvisoryFacts) -> Iterator[ProblemType]:
    if facts.cwe:
        name = cwe_name(facts.cwe)
        words = f"{facts.cwe} {name}" if name else facts.cwe
        yield ProblemType((ProblemDescription("en", words, facts.cwe, "CWE"),))


def _references(facts: AdvisoryFacts) -> Iterator[CveReference]:
    yield from (CveReference(url) for url in facts.text.references)
    fixes = (fix.reference for product in facts.products for fix in product.fixes)
    yield from (CveReference(url, (PATCH,)) for url in dict.fromkeys(filter(None, fixes)))


def _metrics(facts: AdvisoryFacts) -> Iterator[CveMetric]:
    if facts.cvss:
        yield CveMetric(cvss_v3_1=_cvss(read_vector(facts.cvss, "3.1")))
    if facts.cvss4:
        yield CveMetric(cvss_v4_0=_cvss(read_vector(facts.cvss4, "4.0")))
    if facts.severity:
        yield CveMetric(other=OtherMetric(LEVEL, {"text": facts.severity}))
    for one in facts.ssvc:
        yield CveMetric(other=OtherMetric(SSVC, _ssvc(one, facts)))


def _cvss(vector: CvssVector) -> Cvss:
    """A record's score is that of the base metrics (CVSS 4.0 §1.3: CVSS-B), whatever else the vector says."""
    score = read_cvss(vector.base.text)
    return Cvss(vector.version, vector.text, score.score, score.rating.upper())


def _ssvc(one: SsvcFact, facts: AdvisoryFacts) -> dict[str, Any]:
    points = (chosen.partition("=") for chosen in one.chosen)
    return {
        "id": facts.text.cve,
        "options": [{point: value} for point, _, value in points],
        "outcome": one.outcome,
        "role": one.table,
        "timestamp": instant(facts.current_release),
        "version": one.version,
    }


def _credit(credit: Credit, lang: str) -> CveCredit:
    return CveCredit(lang, credit.name, ROLES[credit.role])
