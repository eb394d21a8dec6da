"""The facts of a CSAF 2.0 document, ours or another writer's: an advisory that is there already, taken in."""

from collections.abc import Iterable

from desktop.domain.advisories.advisory import AdvisoryFacts, AdvisoryText, Credit, Revision, Tlp
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.csaf import wording as w
from desktop.formats.advisories.csaf.document import Document, Head, Note, Vulnerability, decode_document
from desktop.formats.advisories.csaf.head import TLP_LABELS, case_of
from desktop.formats.advisories.csaf.products_in import Found, products_in
from desktop.formats.advisories.instants import to_the_second

_TLP: dict[str, Tlp] = {label: tlp for tlp, label in TLP_LABELS.items()} | {"CLEAR": "CLEAR"}
_UNTOLD: Tlp = "AMBER"
"""Of a document that does not say who may read it: the careful guess."""
_WORKAROUNDS = ("workaround", "mitigation")


def facts_in_csaf(content: bytes) -> AdvisoryFacts:
    """What the document says; from them the same bytes are written again when Embargo wrote it.

    Raises InvalidDocument for what cannot be read, and for a document of several vulnerabilities.
    """
    document = decode_document(content)
    try:
        return _facts_in(document, products_in(document))
    except OverflowError as error:
        raise InvalidDocument("The CSAF document has a date beyond the calendar.") from error


def _facts_in(document: Document, found: Found) -> AdvisoryFacts:
    head, problem = document.document, document.vulnerability
    notes = {note.title: note.text for note in problem.notes if note.category == "other"}
    return AdvisoryFacts(
        tracking_id=case_of(head.tracking.id, head.category),
        publisher=head.publisher.name,
        publisher_namespace=head.publisher.namespace,
        contact=head.publisher.contact_details,
        text=_text_in(head, problem),
        products=found.products,
        severity=head.aggregate_severity.text,
        cvss=_vector_in(problem) or _first_word(notes.get(w.CVSS3_NOTE, "")),
        cwe=problem.cwe.id if problem.cwe else "",
        credits=_credits_in(head, problem),
        initial_release=to_the_second(head.tracking.initial_release_date),
        current_release=to_the_second(head.tracking.current_release_date),
        revisions=_revisions_in(head),
        language=head.lang,
        cvss4=_first_word(notes.get(w.CVSS4_NOTE, "")),
        holding=head.tracking.status != "final",
        under_investigation=found.all_open,
        ssvc=tuple(filter(None, (w.read_ssvc(n.text) for n in problem.notes if n.title == w.SSVC_NOTE))),
        timeline=w.read_timeline(notes.get(w.TIMELINE_NOTE, "")),
    )


def _text_in(head: Head, problem: Vulnerability) -> AdvisoryText:
    helps = [r for r in problem.remediations if r.category not in _WORKAROUNDS]
    around = [r.details for r in problem.remediations if r.category in _WORKAROUNDS]
    notes = (*head.notes, *problem.notes)
    return AdvisoryText(
        title=head.title,
        summary=_said(head.notes, "summary") or _said(problem.notes, "description", "summary"),
        details=_said(problem.notes, "details"),
        remediation=_joined((*map(w.advice_in, helps), *_titled(notes, w.REMEDIATION_NOTE))),
        workaround=_joined((*around, *_titled(notes, w.WORKAROUND_NOTE))),
        references=_addresses_in(head, problem),
        tlp=_tlp_in(head),
        cve=problem.cve,
        aliases=_aliases_in(head, problem),
    )


def _addresses_in(head: Head, problem: Vulnerability) -> tuple[str, ...]:
    told = tuple(reference.url for reference in head.references)
    more = dict.fromkeys(reference.url for reference in problem.references)
    return (*told, *(url for url in more if url not in told))


def _aliases_in(head: Head, problem: Vulnerability) -> tuple[str, ...]:
    """The ids beside the one that the document itself has, which comes first."""
    ids = tuple(one.text for one in problem.ids)
    return ids[1:] if ids[:1] == (case_of(head.tracking.id, head.category),) else ids


def _said(notes: Iterable[Note], *categories: str) -> str:
    """The notes of the first of these categories that has any."""
    texts = (_joined(note.text for note in notes if note.category == category) for category in categories)
    return next(filter(None, texts), "")


def _titled(notes: Iterable[Note], title: str) -> tuple[str, ...]:
    return tuple(note.text for note in notes if (note.category, note.title) == ("other", title))


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(dict.fromkeys(text for text in texts if text))


def _tlp_in(head: Head) -> Tlp:
    told = head.distribution.tlp.label or head.distribution.text.removeprefix("TLP:")
    return _TLP.get(told, _UNTOLD)


def _vector_in(problem: Vulnerability) -> str:
    return next((one.cvss_v3.vectorString for one in problem.scores if one.cvss_v3), "")


def _first_word(text: str) -> str:
    return text.partition(" ")[0]


def _credits_in(head: Head, problem: Vulnerability) -> tuple[Credit, ...]:
    """Whoever is thanked, people before their organisations."""
    return tuple(
        w.read_credit(name, thanks.summary)
        for thanks in (*problem.acknowledgments, *head.acknowledgments)
        for name in (thanks.names or (thanks.organization,))
        if name
    )


def _revisions_in(head: Head) -> tuple[Revision, ...]:
    """The history, the revision that the document has at its end."""
    tracking = head.tracking
    told = [Revision(one.number, to_the_second(one.date), one.summary) for one in tracking.revision_history]
    told.sort(key=lambda one: (one.date, one.number == tracking.version))
    if told and told[-1].number != tracking.version:
        told.append(Revision(tracking.version, to_the_second(tracking.current_release_date), ""))
    return tuple(told)
