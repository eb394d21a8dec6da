"""Show an advisory before it leaves: its facts, its documents, and what still stands against them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal, get_args

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.advisories.facts import advisory_from, without_release
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
from desktop.domain.versions.lint import contradictions
from desktop.formats.advisories.claims import differences, unsaid
from desktop.formats.advisories.csaf import csaf_file_name, write_csaf
from desktop.formats.advisories.csaf_validation import TestFinding, errors_of, validate_csaf
from desktop.formats.advisories.markdown import markdown_file_name, write_markdown
from desktop.workflows.desk.view_case import pinned_profile
from desktop.workflows.ports import Desk

AdvisoryFormat = Literal["csaf", "markdown"]
FORMATS: tuple[AdvisoryFormat, ...] = get_args(AdvisoryFormat)


class Document(msgspec.Struct, frozen=True):
    """One written form of the advisory, and what speaks against these bytes."""

    format: AdvisoryFormat
    file_name: str
    content: bytes
    findings: tuple[TestFinding, ...] = ()
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


def preview_advisory(
    desk: Desk, case_id: str, formats: Sequence[AdvisoryFormat] = FORMATS
) -> AdvisoryPreview:
    """Read the case and write its advisory in memory; nothing is signed or stored. Raises NoSuchCase."""
    review = review_case(desk, case_id)
    try:
        documents = write_documents(review, formats)
    except InvalidDocument as error:
        return AdvisoryPreview(review.facts, (), (error.message,))
    judged = [clear_document(review, document) for document in documents]
    reasons = [r for outcome in judged if isinstance(outcome, GateRefusal) for r in outcome.reasons]
    remarks = (*_remarks(review.facts, formats), *left_out(review.facts.products, review.case))
    return AdvisoryPreview(review.facts, documents, tuple(dict.fromkeys(reasons)), remarks)


def _remarks(facts: AdvisoryFacts, formats: Sequence[AdvisoryFormat]) -> Iterator[str]:
    if facts.cvss4 and "csaf" in formats:
        yield "CSAF 2.0 has no field for CVSS 4.0: there that vector stands in a note."
    written = f"{facts.text.summary}\n{facts.text.details}\n{facts.text.remediation}"
    for version in (v for product in facts.products for v in product.withdrawn if v in written):
        yield f"The text still speaks of {version}, whose fix was taken back: look at it again."


def review_case(desk: Desk, case_id: str) -> Review:
    """Gather what the gate looks at; raises NoSuchCase."""
    now = desk.tools.now()
    history = desk.vault.history(case_id)
    case = fold(history)
    profile = pinned_profile(desk.vault, case)
    return Review(
        case,
        profile,
        read_hold(profile, history, now),
        now,
        advisory_from(case, profile, now=now),
        vault_asks(desk.vault.vault_history()),
    )


def write_documents(review: Review, formats: Sequence[AdvisoryFormat]) -> tuple[Document, ...]:
    """The advisory in each format, with what is wrong with it; raises InvalidDocument."""
    wrong = belied(review.facts.products, review.case)
    written = (_WRITERS[name](review.facts) for name in formats)
    blank = without_release(review.facts)
    return tuple(
        msgspec.structs.replace(
            one, mistakes=(*one.mistakes, *wrong), approvable=_WRITERS[one.format](blank).content
        )
        for one in written
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


def _csaf(facts: AdvisoryFacts) -> Document:
    content = write_csaf(facts)
    findings = validate_csaf(content, thorough=True)
    errors = errors_of(findings)
    mistakes = [f"CSAF {finding.test}: {finding.message} ({finding.path})" for finding in errors]
    if not errors:
        mistakes += [
            f"The CSAF document says another {name} than the case." for name in differences(facts, content)
        ]
    return Document(
        "csaf",
        csaf_file_name(facts.tracking_id),
        content,
        findings,
        (*mistakes, *contradictions(facts.products)),
    )


def _markdown(facts: AdvisoryFacts) -> Document:
    content = write_markdown(facts)
    mistakes = [
        f"The Markdown document does not say the {name} of the case." for name in unsaid(facts, content)
    ]
    return Document(
        "markdown",
        markdown_file_name(facts.tracking_id),
        content,
        (),
        (*mistakes, *contradictions(facts.products)),
    )


_WRITERS = {"csaf": _csaf, "markdown": _markdown}
