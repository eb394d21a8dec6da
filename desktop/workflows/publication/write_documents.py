"""Write an advisory in its formats, in memory, each with what its validator says of it."""

from collections.abc import Sequence

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, FormName
from desktop.domain.advisories.facts import without_release
from desktop.domain.digest import sha256
from desktop.domain.matrix.advised import belied
from desktop.formats.advisories.claims import Claims
from desktop.formats.advisories.findings import Finding
from desktop.formats.advisories.forms import Form
from desktop.workflows.publication.forms_at_hand import form_of
from desktop.workflows.publication.review_case import Review


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
    claims: Claims | None = None
    """What was read back in these bytes, of a valid document for programs."""

    @property
    def approved_sha256(self) -> str:
        """By what an approval, or the acceptance of a leak, names the document."""
        return sha256(self.approvable)


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
    judged = (form.look_over or form.judge)(facts, content)
    return Document(
        format=form.name,
        file_name=form.file_name(facts.tracking_id),
        content=content,
        findings=judged.findings,
        mistakes=(*judged.mistakes, *wrong),
        approvable=form.write(blank),
        words=form.words(facts, content),
        claims=judged.claims,
    )
