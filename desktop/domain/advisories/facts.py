"""What an advisory says, taken from its case: nothing is typed twice, nothing of the reporter slips in."""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, AdvisoryText, Credit, Moment, Revision, SsvcFact
from desktop.domain.advisories.changes import FIRST, UPDATED, what_changed
from desktop.domain.advisories.moments import PUBLISHED, moments_of, to_the_second, with_publication
from desktop.domain.advisories.products import Restraint, product_facts
from desktop.domain.assessing.severity_rules import vectors_of
from desktop.domain.case import Case
from desktop.domain.events import ProductListed, ReportConfirmed
from desktop.domain.parties.people import Person, credited
from desktop.domain.policy import Profile
from desktop.domain.stages import is_correcting, is_holding

_OF_THE_DESK = ("triage", "publish")
"""SSVC tables by which a coordinator decides what to do with a report: they tell nothing of the problem."""
_BLANK = datetime(1970, 1, 1, tzinfo=UTC)


def advisory_from(
    case: Case,
    profile: Profile,
    *,
    now: datetime,
    catalogue: Sequence[ProductListed] = (),
    catalogue_then: Sequence[ProductListed] | None = None,
) -> AdvisoryFacts:
    """The facts as they stand at `now`; the same case, catalogue and instant always give the same facts.

    `catalogue` are the products of the vault, `catalogue_then` those of the last export, where they differ.

    A holding advisory names nobody: it comes too early for a wish about credit; and no fix that is not out,
    which nobody may have tested. Details and references wait for the full one: they may be words from before
    the glass broke, and tell how the hole is used; so do the timeline and decisions that weigh its use. One
    that says that a fix was taken back names no other in its place until that one is ready. A case without a
    drafted advisory gives empty words: the validator and the gate then say what is missing.
    """
    at = to_the_second(now)
    facts = _as_of(case, profile, at, catalogue, holding=is_holding(case, profile))
    then = catalogue if catalogue_then is None else catalogue_then
    revisions = _revisions(case, at, _summary(case, profile, facts, then))
    return msgspec.structs.replace(
        facts,
        initial_release=revisions[0].date,
        revisions=revisions,
        timeline=with_publication(facts.timeline, revisions[0].date),
    )


def advisory_exported(
    case: Case, profile: Profile, catalogue: Sequence[ProductListed] = ()
) -> AdvisoryFacts | None:
    """The facts that left last, by the policy and the catalogue of then; None where none did."""
    if case.exported is None or not case.exported.exports:
        return None
    left_at = case.exported.exports[-1].at
    return advisory_from(case.exported, profile, now=left_at, catalogue=catalogue)


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
        timeline=tuple(Moment(_BLANK, m.what) if m == Moment(at, PUBLISHED) else m for m in facts.timeline),
    )


def _as_of(
    case: Case, profile: Profile, at: datetime, catalogue: Sequence[ProductListed], *, holding: bool
) -> AdvisoryFacts:
    """What the case says, without what left before."""
    severity, restraint = case.severity, Restraint(holding, is_correcting(case, profile))
    three, four = vectors_of(severity) if severity else ("", "")
    text = case.advisory or AdvisoryText(title="", summary="")
    products = tuple(
        product_facts(case, listed, profile, restraint, catalogue, at) for listed in case.products
    )
    return AdvisoryFacts(
        tracking_id=case.case_id,
        publisher=profile.policy.organisation,
        publisher_namespace=profile.policy.namespace,
        contact=next((i.address for i in profile.intake if i.kind == "email"), ""),
        text=msgspec.structs.replace(text, details="", references=()) if holding else text,
        products=products,
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
        ssvc=() if holding else _decisions(case),
        timeline=() if holding else moments_of(case, products, at),
    )


def _decisions(case: Case) -> tuple[SsvcFact, ...]:
    return tuple(
        SsvcFact(decided.table, decided.version, decided.chosen, decided.outcome)
        for decided in case.decisions
        if decided.table not in _OF_THE_DESK and decided.outcome
    )


def _credit(person: Person) -> Credit:
    """Whom the policy's readers meet by the name that they agreed to."""
    return Credit(person.credited, "finder" if person.role == "handler" else person.role)


def _summary(case: Case, profile: Profile, facts: AdvisoryFacts, catalogue: Sequence[ProductListed]) -> str:
    """What the revision that would leave now says of itself."""
    if case.exported is None:
        return FIRST
    at, held = facts.current_release, case.exports[-1].holding
    return what_changed(_as_of(case.exported, profile, at, catalogue, holding=held), facts)


def _revisions(case: Case, now: datetime, summary: str) -> tuple[Revision, ...]:
    """One revision for each earlier publication (files exported at one instant), and one for this one.

    What an earlier one said of itself stays, also where it said less than would be said today.
    """
    left = {to_the_second(export.at): export.changed or UPDATED for export in case.exports}
    told = {now: summary} | {instant: said for instant, said in left.items() if instant <= now}
    return tuple(
        Revision(str(number), instant, said if number > 1 else FIRST)
        for number, (instant, said) in enumerate(sorted(told.items()), start=1)
    )
