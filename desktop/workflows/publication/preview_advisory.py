"""Show an advisory before it leaves: its facts, its documents, and what still stands against them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, FormName
from desktop.domain.advisories.facts import advisory_exported, advisory_from, without_release
from desktop.domain.advisories.fields import FactField, Flaw
from desktop.domain.advisories.lint import flaws_in
from desktop.domain.advisories.publisher import published_by
from desktop.domain.advisories.unsaid import unsaid
from desktop.domain.case import Case
from desktop.domain.clocks.hold import Hold, read_hold
from desktop.domain.digest import sha256
from desktop.domain.event import Event, Recorded
from desktop.domain.events import ApprovedDocument, ProductListed
from desktop.domain.failures import InvalidDocument
from desktop.domain.fold import fold
from desktop.domain.leaving.advisories import Candidate
from desktop.domain.leaving.approvals import vault_asks
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal, clear_advisory
from desktop.domain.leaving.labels import without_labelled
from desktop.domain.leaving.leaks.guarded import Guarded
from desktop.domain.leaving.leaks.known import known_in
from desktop.domain.matrix.advised import belied, left_out
from desktop.domain.policy import Profile
from desktop.domain.versions.catalogue import catalogue
from desktop.domain.versions.lint import contradictions
from desktop.formats.advisories.csaf.package import cwe_name
from desktop.formats.advisories.findings import Finding, errors_of
from desktop.formats.advisories.forms import Form
from desktop.formats.advisories.places import field_at
from desktop.workflows.approving.count_approvals import judge_approvals
from desktop.workflows.desk.view_case import pinned_profile
from desktop.workflows.ports import Desk
from desktop.workflows.publication.compare_advisories import disagreements
from desktop.workflows.publication.compare_revisions import Changes, changes_since
from desktop.workflows.publication.forms_at_hand import FormsAtHand, form_of, forms_at_hand
from desktop.workflows.publication.gather_guarded import guard_advisory
from desktop.workflows.publication.suppose import suppose
from desktop.workflows.publication.tell_leaks import FoundLeak, fields_of, leaks_of, reasons_of


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
    rejects: bool = False
    """Whether it says that an id is not to be used."""
    words: str = ""
    """What somebody reads in it."""

    @property
    def approved_sha256(self) -> str:
        """By what an approval, or the acceptance of a leak, names the document."""
        return sha256(self.approvable)


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


class Review(msgspec.Struct, frozen=True):
    """A case with all that the gate looks at, at one instant."""

    case: Case
    profile: Profile
    hold: Hold
    now: datetime
    facts: AdvisoryFacts
    four_eyes: bool
    """Whether the vault asks for a second person, whatever the policy says."""
    forms: FormsAtHand
    guard: Callable[[Iterable[str]], Guarded]
    """What texts that leave must not tell."""
    listed_then: tuple[ProductListed, ...] = ()
    """The catalogue of products as it was at the last export."""
    flaws: tuple[Flaw, ...] = ()
    """What is wrong with the facts in any format."""
    refused: tuple[Flaw, ...] = ()
    """What speaks against recording what is only typed."""


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
    guarded = guarded_by(review, documents)
    judged = [clear_document(review, document, guarded) for document in documents]
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


def review_case(desk: Desk, case_id: str, typed: Sequence[Event] = ()) -> Review:
    """Gather what the gate looks at, as if what is `typed` were recorded; raises NoSuchCase."""
    now = desk.tools.now()
    history: Sequence[Recorded] = desk.vault.history(case_id)
    profile = pinned_profile(desk.vault, fold(history))
    history, refused = suppose(history, typed, profile, author=desk.handler, now=now)
    case, of_vault = fold(history), desk.vault.vault_history()
    listed, then = catalogue(of_vault), catalogue(_until_export(of_vault, case))
    drafted = advisory_from(case, profile, now=now, catalogue=listed, catalogue_then=then)
    facts = without_labelled(published_by(drafted, of_vault), case)
    return Review(
        case,
        profile,
        read_hold(profile, history, now),
        now,
        facts,
        vault_asks(of_vault),
        forms_at_hand(desk.tools.draw_advisory),
        partial(guard_advisory, desk, case),
        then,
        flaws_in(facts, lambda cwe: cwe_name(cwe) is not None),
        refused,
    )


def _until_export(of_vault: Sequence[Recorded], case: Case) -> Sequence[Recorded]:
    """What the vault knew when the advisory was last exported."""
    if not case.exports:
        return of_vault
    return [recorded for recorded in of_vault if recorded.recorded_at <= case.exports[-1].at]


def write_documents(review: Review, formats: Sequence[FormName] = ()) -> tuple[Document, ...]:
    """The advisory in these formats, or in all that its facts allow, with what is wrong with it.

    Raises InvalidDocument, also for a format that was asked for and lacks a fact.
    """
    asked = [form_of(review.forms, name, review.facts) for name in formats]
    wanted = asked or [form for form in review.forms.values() if not form.lacks(review.facts)]
    flaws = (flaw.sentence for flaw in review.flaws if flaw.is_mistake)
    wrong, blank = (*belied(review.facts.products, review.case), *flaws), without_release(review.facts)
    return tuple(_written(review.facts, form, wrong, blank) for form in wanted)


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
        words=form.words(facts, content),
    )


def guarded_by(review: Review, documents: Sequence[Document]) -> Guarded:
    """What none of these documents may tell."""
    texts = (document.content.decode(errors="replace") for document in documents)
    return review.guard([*texts, *(document.words for document in documents)])


def clear_document(review: Review, document: Document, guarded: Guarded) -> Cleared | GateRefusal:
    """Ask the gate about one document."""
    candidate = Candidate(
        document.content,
        document.file_name,
        document.format,
        review.facts.text.tlp,
        document.mistakes,
        (approved_as(document),),
        document.words,
        known_in(review.facts, review.profile),
        document.rejects,
    )
    return clear_advisory(
        candidate,
        review.case,
        review.profile,
        review.hold,
        review.now,
        four_eyes=review.four_eyes,
        guarded=guarded,
    )


def judge_documents(desk: Desk, review: Review, documents: Sequence[Document]) -> Review:
    """The review with a doubt beside each approval of these documents that does not count."""
    case = judge_approvals(desk, review.case, review.profile, as_named(documents))
    return msgspec.structs.replace(review, case=case)


def as_named(documents: Sequence[Document]) -> tuple[ApprovedDocument, ...]:
    """Documents as approvals name them."""
    return tuple(map(approved_as, documents))


def approved_as(document: Document) -> ApprovedDocument:
    """How an approval names the document: by its bytes, with the instant of the release left blank."""
    return ApprovedDocument(document.format, document.approved_sha256)
