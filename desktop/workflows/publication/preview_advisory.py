"""Show an advisory before it leaves: its facts, its documents, and what still stands against them."""

from collections.abc import Iterator, Sequence

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, FormName
from desktop.domain.advisories.facts import advisory_exported
from desktop.domain.advisories.fields import FactField
from desktop.domain.advisories.unsaid import unsaid
from desktop.domain.event import Event
from desktop.domain.failures import InvalidDocument
from desktop.domain.matrix.advised import belied, left_out
from desktop.domain.versions.lint import contradictions
from desktop.formats.advisories.findings import errors_of
from desktop.formats.advisories.places import field_at
from desktop.workflows.desk.view_case import pinned_profile
from desktop.workflows.ports import Desk
from desktop.workflows.publication.clear_documents import clear_documents, judge_documents
from desktop.workflows.publication.compare_advisories import disagreements
from desktop.workflows.publication.compare_revisions import Changes, changes_since
from desktop.workflows.publication.review_case import Review, review_case
from desktop.workflows.publication.tell_leaks import FoundLeak, fields_of, leaks_of, reasons_of
from desktop.workflows.publication.write_documents import Document, write_documents


class AdvisoryPreview(msgspec.Struct, frozen=True):
    """What would leave, and why it may not yet; without refusals it may be published."""

    facts: AdvisoryFacts
    documents: tuple[Document, ...]
    refusals: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    """What a format cannot say as it should; nothing that stands in the way."""
    fields: dict[str, FactField] = {}
    """For a refusal or remark, the field in which it is put right, where there is one."""
    changes: tuple[Changes, ...] = ()
    """Against the last exported revision, by format."""
    leaks: tuple[FoundLeak, ...] = ()
    """Those of the refusals that stand in a line of a document."""


def preview_advisory(
    desk: Desk, case_id: str, formats: Sequence[FormName] = (), *, typed: Sequence[Event] = ()
) -> AdvisoryPreview:
    """Read the case and write its advisory in memory; nothing is signed or stored. Raises NoSuchCase.

    `typed` is what a person is about to record: it counts here as if they had.
    """
    review = review_case(desk, case_id, typed)
    documents, reasons = _what_can_be_written(review, formats)
    unlike = _disagreeing(review.facts, documents)
    review = judge_documents(desk, review, documents)
    judged = clear_documents(review, documents)
    leaks = tuple(leaks_of(documents, judged))
    reasons += reasons_of(judged)
    flaws = (*review.refused, *review.flaws, *unsaid(review.facts, review.case))
    doubts = (flaw.sentence for flaw in flaws if not flaw.is_mistake)
    left = left_out(review.facts.products, review.case)
    return AdvisoryPreview(
        review.facts,
        documents,
        tuple(dict.fromkeys((*(flaw.sentence for flaw in review.refused), *reasons, *unlike))),
        tuple(dict.fromkeys((*_remarks(review, documents, formats), *left, *doubts))),
        _fields(review, documents, reasons)
        | fields_of(reasons, leaks, review.facts.text)
        | dict.fromkeys(left, "products")
        | {flaw.sentence: flaw.field for flaw in flaws},
        tuple(_changes(desk, review, documents)),
        leaks,
    )


def _what_can_be_written(
    review: Review, formats: Sequence[FormName]
) -> tuple[tuple[Document, ...], list[str]]:
    """The documents, and why some of the formats have none."""
    documents: list[Document] = []
    reasons = []
    for name in formats or [form.name for form in review.forms.values() if not form.lacks(review.facts)]:
        try:
            documents += write_documents(review, (name,))
        except InvalidDocument as error:
            reasons.append(error.message)
    return tuple(documents), reasons


def _disagreeing(facts: AdvisoryFacts, documents: Sequence[Document]) -> tuple[str, ...]:
    try:
        return disagreements(facts, documents)
    except InvalidDocument as error:
        return (error.message,)


def _fields(review: Review, documents: Sequence[Document], reasons: Sequence[str]) -> dict[str, FactField]:
    """Where what is said of the documents is put right."""
    about_tlp = f"TLP:{review.facts.text.tlp} "
    found: dict[str, FactField] = {r: "tlp" for r in reasons if r.startswith(about_tlp)}
    for document in documents:
        for finding in errors_of(document.findings):
            field = field_at(document.format, finding.path)
            said = (m for m in document.mistakes if finding.message in m and f"({finding.path})" in m)
            found |= dict.fromkeys(said, field) if field is not None else {}
    found |= dict.fromkeys(contradictions(review.facts.products), "products")
    return found | dict.fromkeys(belied(review.facts.products, review.case), "fixes")


def _changes(desk: Desk, review: Review, documents: Sequence[Document]) -> Iterator[Changes]:
    """Against what left last, by the policy and the catalogue of then."""
    then = review.case.exported
    profile = pinned_profile(desk.vault, then) if then is not None else review.profile
    before = advisory_exported(review.case, profile, review.listed_then)
    if before is None:
        return
    left = {export.format: export.sha256 for export in review.case.exports}
    for document in documents:
        form = review.forms[document.format]
        changes = changes_since(before, review.facts, form, left.get(form.name, ""))
        if changes is not None:
            yield changes


def _remarks(review: Review, documents: Sequence[Document], asked: Sequence[FormName]) -> Iterator[str]:
    """Of what nobody asked for nothing is said."""
    facts, written = review.facts, [document.format for document in documents]
    for form in () if asked else review.forms.values():
        if lacks := form.lacks(facts):
            yield lacks
    if facts.text.tlp == "RED":
        yield "TLP:RED is for the recipients that are named and nobody else: hand it over encrypted to them."
    if facts.text.tlp == "AMBER+STRICT" and "csaf" in written:
        yield "CSAF 2.0 has no label AMBER+STRICT: there it is AMBER, and the text beside it says the rest."
    if facts.cvss4 and "csaf" in written:
        yield "CSAF 2.0 has no field for CVSS 4.0: there that vector stands in a note."
    told = f"{facts.text.summary}\n{facts.text.details}\n{facts.text.remediation}"
    for version in (v for product in facts.products for v in product.withdrawn if v in told):
        yield f"The text still speaks of {version}, whose fix was taken back: look at it again."
