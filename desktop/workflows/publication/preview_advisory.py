"""Show an advisory before it leaves: its facts, its documents, and what still stands against them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, FormName
from desktop.domain.advisories.facts import advisory_from, without_release
from desktop.domain.advisories.publisher import published_by
from desktop.domain.case import Case
from desktop.domain.clocks.hold import Hold, read_hold
from desktop.domain.digest import sha256
from desktop.domain.events import ApprovedDocument
from desktop.domain.failures import InvalidDocument
from desktop.domain.fold import fold
from desktop.domain.leaving.advisories import Candidate
from desktop.domain.leaving.approvals import vault_asks
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal, clear_advisory
from desktop.domain.matrix.advised import belied, left_out
from desktop.domain.policy import Profile
from desktop.formats.advisories.findings import Finding
from desktop.formats.advisories.forms import FORMS, Form
from desktop.workflows.desk.view_case import pinned_profile
from desktop.workflows.ports import Desk


class Document(msgspec.Struct, frozen=True):
    """One written form of the advisory, and what speaks against these bytes."""

    format: FormName
    file_name: str
    content: bytes
    findings: tuple[Finding, ...] = ()
    mistakes: tuple[str, ...] = ()
    """Errors of the validator, and facts that the document says otherwise than the case."""
    approvable: bytes = b""
    """The same document as a person approves it: its instant of release is left blank."""


class AdvisoryPreview(msgspec.Struct, frozen=True):
    """What would leave, and why it may not yet; without refusals it may be published."""

    facts: AdvisoryFacts
    documents: tuple[Document, ...]
    refusals: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    """What a format cannot say as it should; nothing that stands in the way."""


class Review(msgspec.Struct, frozen=True):
    """A case with all that the gate looks at, at one instant."""

    case: Case
    profile: Profile
    hold: Hold
    now: datetime
    facts: AdvisoryFacts
    four_eyes: bool
    """Whether the vault asks for a second person, whatever the policy says."""


def preview_advisory(desk: Desk, case_id: str, formats: Sequence[FormName] = ()) -> AdvisoryPreview:
    """Read the case and write its advisory in memory; nothing is signed or stored. Raises NoSuchCase."""
    review = review_case(desk, case_id)
    try:
        documents = write_documents(review, formats)
    except InvalidDocument as error:
        return AdvisoryPreview(review.facts, (), (error.message,))
    judged = [clear_document(review, document) for document in documents]
    reasons = [r for outcome in judged if isinstance(outcome, GateRefusal) for r in outcome.reasons]
    remarks = (*_remarks(review.facts, documents), *left_out(review.facts.products, review.case))
    return AdvisoryPreview(review.facts, documents, tuple(dict.fromkeys(reasons)), remarks)


def _remarks(facts: AdvisoryFacts, documents: Sequence[Document]) -> Iterator[str]:
    formats = [document.format for document in documents]
    for form in FORMS.values():
        if form.name not in formats and (lacks := form.lacks(facts)):
            yield lacks
    if facts.cvss4 and "csaf" in formats:
        yield "CSAF 2.0 has no field for CVSS 4.0: there that vector stands in a note."
    written = f"{facts.text.summary}\n{facts.text.details}\n{facts.text.remediation}"
    for version in (v for product in facts.products for v in product.withdrawn if v in written):
        yield f"The text still speaks of {version}, whose fix was taken back: look at it again."


def review_case(desk: Desk, case_id: str) -> Review:
    """Gather what the gate looks at; raises NoSuchCase."""
    now = desk.tools.now()
    history, own = desk.vault.history(case_id), desk.vault.vault_history()
    case = fold(history)
    profile = pinned_profile(desk.vault, case)
    return Review(
        case,
        profile,
        read_hold(profile, history, now),
        now,
        published_by(advisory_from(case, profile, now=now), own),
        vault_asks(own),
    )


def write_documents(review: Review, formats: Sequence[FormName] = ()) -> tuple[Document, ...]:
    """The advisory in these formats, or in all that its facts allow, with what is wrong with it.

    Raises InvalidDocument, also for a format that was asked for and lacks a fact.
    """
    for name in formats:
        if lacks := FORMS[name].lacks(review.facts):
            raise InvalidDocument(lacks, advice="Add what is missing, or leave this format out.")
    wanted = formats or [form.name for form in FORMS.values() if not form.lacks(review.facts)]
    wrong, blank = belied(review.facts.products, review.case), without_release(review.facts)
    return tuple(_written(review.facts, FORMS[name], wrong, blank) for name in wanted)


def _written(facts: AdvisoryFacts, form: Form, wrong: Sequence[str], blank: AdvisoryFacts) -> Document:
    content = form.write(facts)
    judged = form.judge(facts, content)
    return Document(
        format=form.name,
        file_name=form.file_name(facts.tracking_id),
        content=content,
        findings=judged.findings,
        mistakes=(*judged.mistakes, *wrong),
        approvable=form.write(blank),
    )


def clear_document(review: Review, document: Document) -> Cleared | GateRefusal:
    """Ask the gate about one document."""
    candidate = Candidate(
        document.content,
        document.file_name,
        document.format,
        review.facts.text.tlp,
        document.mistakes,
        (approved_as(document),),
    )
    return clear_advisory(
        candidate, review.case, review.profile, review.hold, review.now, four_eyes=review.four_eyes
    )


def approved_as(document: Document) -> ApprovedDocument:
    """How an approval names the document: by its bytes, with the instant of the release left blank."""
    return ApprovedDocument(document.format, sha256(document.approvable))
