"""What an advisory says, taken from its case: nothing is typed twice, nothing of the reporter slips in."""

from datetime import UTC, datetime

import msgspec

from desktop.domain.advisories.advisory import (
    AdvisoryFacts,
    AdvisoryText,
    Credit,
    FixedVersion,
    ProductFacts,
    Revision,
)
from desktop.domain.advisories.changes import FIRST, UPDATED, what_changed
from desktop.domain.assessing.severity_rules import vectors_of
from desktop.domain.case import Case
from desktop.domain.events import AffectedListed, ReportConfirmed
from desktop.domain.fixing.gaps import records_of
from desktop.domain.fixing.records import BranchRecord
from desktop.domain.parties.people import Person, credited
from desktop.domain.policy import Profile
from desktop.domain.stages import is_correcting, is_holding
from desktop.domain.versions.ranges import canonical_range

_BLANK = datetime(1970, 1, 1, tzinfo=UTC)


def advisory_from(case: Case, profile: Profile, *, now: datetime) -> AdvisoryFacts:
    """The facts as they stand at `now`; the same case and instant always give the same facts.

    A holding advisory names nobody: it comes too early for a wish about credit; and no fix that is not out,
    which nobody may have tested. Details and references wait for the full one: they may be words from before
    the glass broke, and tell how the hole is used. One that says that a fix was taken back names no other in
    its place until that one is ready. A case without a drafted advisory gives empty words: the validator and
    the gate then say what is missing.
    """
    at = _to_the_second(now)
    facts = _as_of(case, profile, at, holding=is_holding(case, profile))
    revisions = _revisions(case, at, _summary(case, profile, facts))
    return msgspec.structs.replace(facts, initial_release=revisions[0].date, revisions=revisions)


def without_release(facts: AdvisoryFacts) -> AdvisoryFacts:
    """The same facts without the instant at which they leave: what a person approves before that is known."""
    at = facts.current_release
    return msgspec.structs.replace(
        facts,
        initial_release=_BLANK if facts.initial_release == at else facts.initial_release,
        current_release=_BLANK,
        revisions=tuple(
            msgspec.structs.replace(r, date=_BLANK) if r.date == at else r for r in facts.revisions
        ),
    )


def _as_of(case: Case, profile: Profile, at: datetime, *, holding: bool) -> AdvisoryFacts:
    """What the case says, without what left before."""
    severity, correcting = case.severity, is_correcting(case, profile)
    three, four = vectors_of(severity) if severity else ("", "")
    text = case.advisory or AdvisoryText(title="", summary="")
    return AdvisoryFacts(
        tracking_id=case.case_id,
        publisher=profile.policy.organisation,
        publisher_namespace=profile.policy.namespace,
        contact=next((i.address for i in profile.intake if i.kind == "email"), ""),
        text=msgspec.structs.replace(text, details="", references=()) if holding else text,
        products=tuple(
            _product(case, listed, holding=holding, correcting=correcting) for listed in case.products
        ),
        severity=severity.level if severity else "",
        cvss=three,
        cvss4=four,
        cwe=severity.cwe if severity else "",
        credits=() if holding else tuple(_credit(person) for person in credited(case)),
        initial_release=at,
        current_release=at,
        revisions=(),
        language=profile.policy.language,
        holding=holding,
        under_investigation=holding and not case.has(ReportConfirmed),
    )


def _product(case: Case, listed: AffectedListed, *, holding: bool, correcting: bool) -> ProductFacts:
    of_product = [record for record in case.fixed if record.product == listed.product]
    fixes = [
        record
        for record in of_product
        if not (correcting and record.unmended) and (record.state == "released" or not holding)
    ]
    fixed = tuple(FixedVersion(_spelled(r.version), r.branch.strip()) for r in fixes)
    again = [(_spelled(v), r not in fixes) for r in _unspared(case, listed.product) for v in r.withdrawn]
    again = [(version, alone) for version, alone in again if version not in {fix.version for fix in fixed}]
    affected = (*(_spelled(written) for written in listed.affected), *(version for version, _ in again))
    return ProductFacts(
        vendor=listed.vendor.strip(),
        product=listed.product.strip(),
        affected=tuple(dict.fromkeys(affected)),
        fixes=fixed,
        withdrawn=tuple(dict.fromkeys(version for version, alone in again if alone)),
    )


def _credit(person: Person) -> Credit:
    """Whom the policy's readers meet by the name that they agreed to."""
    return Credit(person.credited, "finder" if person.role == "handler" else person.role)


def _unspared(case: Case, product: str) -> list[BranchRecord]:
    """The branches of a product that are listed and need a fix: a version of theirs may be affected again."""
    return [r for r in records_of(case) if r.product == product and not r.exempted]


def _spelled(written: str) -> str:
    try:
        return canonical_range(written)
    except ValueError:  # a fold is total: what is no version is shown as it is, and refused by the lint
        return written.strip()


def _summary(case: Case, profile: Profile, facts: AdvisoryFacts) -> str:
    """What the revision that would leave now says of itself."""
    if case.exported is None:
        return FIRST
    before = _as_of(case.exported, profile, facts.current_release, holding=case.exports[-1].holding)
    return what_changed(before, facts)


def _revisions(case: Case, now: datetime, summary: str) -> tuple[Revision, ...]:
    """One revision for each earlier publication (files exported at one instant), and one for this one.

    What an earlier one said of itself stays, also where it said less than would be said today.
    """
    left = {_to_the_second(export.at): export.changed or UPDATED for export in case.exports}
    told = {now: summary} | {instant: said for instant, said in left.items() if instant <= now}
    return tuple(
        Revision(str(number), instant, said if number > 1 else FIRST)
        for number, (instant, said) in enumerate(sorted(told.items()), start=1)
    )


def _to_the_second(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)
