"""What an advisory says, taken from its case: nothing is typed twice, nothing of the reporter slips in."""

from datetime import UTC, datetime

import msgspec

from desktop.domain.advisories.advisory import (
    AdvisoryFacts,
    AdvisoryText,
    FixedVersion,
    ProductFacts,
    Revision,
)
from desktop.domain.assessing.severity_rules import vectors_of
from desktop.domain.case import Case
from desktop.domain.events import AffectedListed, ReportConfirmed
from desktop.domain.parties.people import credited
from desktop.domain.policy import Profile
from desktop.domain.stages import is_holding
from desktop.domain.versions.ranges import canonical_range


def advisory_from(case: Case, profile: Profile, *, now: datetime) -> AdvisoryFacts:
    """The facts as they stand at `now`; the same case and instant always give the same facts.

    A holding advisory names nobody: it comes too early for a wish about credit; and no fix that is not out,
    which nobody may have tested. Details and references wait for the full one: they may be words from before
    the glass broke, and tell how the hole is used.
    A case without a drafted advisory gives empty words: the validator and the gate then say what is missing.
    """
    revisions = _revisions(case, _to_the_second(now))
    severity, holding = case.severity, is_holding(case, profile)
    three, four = vectors_of(severity) if severity else ("", "")
    text = case.advisory or AdvisoryText(title="", summary="")
    return AdvisoryFacts(
        tracking_id=case.case_id,
        publisher=profile.policy.organisation,
        publisher_namespace=profile.policy.namespace,
        contact=next((i.address for i in profile.intake if i.kind == "email"), ""),
        text=msgspec.structs.replace(text, details="", references=()) if holding else text,
        products=tuple(_product(case, listed, holding=holding) for listed in case.products),
        severity=severity.level if severity else "",
        cvss=three,
        cvss4=four,
        cwe=severity.cwe if severity else "",
        credits=() if holding else tuple(person.credited for person in credited(case)),
        initial_release=revisions[0].date,
        current_release=revisions[-1].date,
        revisions=revisions,
        language=profile.policy.language,
        holding=holding,
        under_investigation=holding and not case.has(ReportConfirmed),
    )


def _product(case: Case, listed: AffectedListed, *, holding: bool) -> ProductFacts:
    of_product = [record for record in case.fixed if record.product == listed.product]
    fixes = [record for record in of_product if record.state == "released" or not holding]
    return ProductFacts(
        vendor=listed.vendor.strip(),
        product=listed.product.strip(),
        affected=tuple(dict.fromkeys(_spelled(written) for written in listed.affected)),
        fixes=tuple(FixedVersion(_spelled(r.version), r.branch.strip()) for r in fixes),
    )


def _spelled(written: str) -> str:
    try:
        return canonical_range(written)
    except ValueError:  # a fold is total: what is no version is shown as it is, and refused by the lint
        return written.strip()


def _revisions(case: Case, now: datetime) -> tuple[Revision, ...]:
    """One revision for each earlier publication (files exported at one instant), and one for this one."""
    earlier = sorted({_to_the_second(export.at) for export in case.exports} - {now})
    instants = [*(instant for instant in earlier if instant < now), now]
    words = ["Initial publication."] + ["Updated."] * (len(instants) - 1)
    return tuple(
        Revision(str(number), instant, summary)
        for number, (instant, summary) in enumerate(zip(instants, words, strict=True), start=1)
    )


def _to_the_second(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)
