"""The formats in which an advisory leaves: for each how it is called, written, and judged afterwards."""

from collections.abc import Callable, Iterator

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, FormName
from desktop.domain.versions.lint import contradictions
from desktop.formats.advisories.bounds import without_first
from desktop.formats.advisories.claims import Claims, claims_of
from desktop.formats.advisories.comparing import differences
from desktop.formats.advisories.csaf.head import csaf_file_name, vex_file_name
from desktop.formats.advisories.csaf.writing import write_csaf, write_csaf_vex
from desktop.formats.advisories.cve.writing import cve_file_name, cve_lacks, write_cve
from desktop.formats.advisories.findings import Finding, errors_of
from desktop.formats.advisories.openvex.writing import openvex_file_name, openvex_lacks, write_openvex
from desktop.formats.advisories.osv.writing import osv_file_name, osv_lacks, write_osv
from desktop.formats.advisories.prose.file_names import ending_in
from desktop.formats.advisories.prose.hypertext import write_html
from desktop.formats.advisories.prose.markdown import write_markdown
from desktop.formats.advisories.prose.plain_text import write_text
from desktop.formats.advisories.prose.release_note import write_release_note
from desktop.formats.advisories.prose.saying import (
    RELEASE_NOTE,
    missing_facts,
    words_of_html,
    words_of_markdown,
    words_of_text,
)
from desktop.formats.advisories.standards import READ_BACK, Standard


class Judgement(msgspec.Struct, frozen=True):
    """What was found in written bytes; with a mistake they do not leave."""

    findings: tuple[Finding, ...] = ()
    mistakes: tuple[str, ...] = ()
    """Errors of the validator, and facts that the document says otherwise than the case, as sentences."""
    claims: Claims | None = None
    """What a valid document for programs says, read back from its bytes."""


class Form(msgspec.Struct, frozen=True):
    """One of them."""

    name: FormName
    file_name: Callable[[str], str]
    """Of a tracking id."""
    write: Callable[[AdvisoryFacts], bytes]
    """Deterministic; raises InvalidDocument for what cannot be written."""
    judge: Callable[[AdvisoryFacts, bytes], Judgement]
    lacks: Callable[[AdvisoryFacts], str] = lambda _facts: ""
    """What the facts lack before they can be said in this format, as a sentence; empty for nothing."""
    words: Callable[[AdvisoryFacts, bytes], str] = lambda _facts, content: content.decode(errors="replace")
    """What somebody reads in the written bytes: the gate looks through these words too."""
    look_over: Callable[[AdvisoryFacts, bytes], Judgement] | None = None
    """The judgement of bytes that `write` has just made of these facts: they are not written again for it."""


def _unlike(called: str, case: Claims, document: Claims) -> Iterator[str]:
    for fact in differences(case, document):
        yield f"The {called} says another {fact.replace('_', ' ')} than the case."


def _lacks_for_vex(facts: AdvisoryFacts) -> str:
    return "" if facts.products else "A VEX document speaks of products, and none is listed."


def _for_programs(
    name: FormName,
    file_name: Callable[[str], str],
    write: Callable[[AdvisoryFacts], bytes],
    lacks: Callable[[AdvisoryFacts], str] = lambda _facts: "",
) -> Form:
    """A form that is read back, by its standard."""
    standard = READ_BACK[name]

    def judge(facts: AdvisoryFacts, content: bytes) -> Judgement:
        findings = standard.validate(content, thorough=True, now=facts.current_release)
        errors = errors_of(findings)
        mistakes = [f"{_broken(standard, one)}: {one.message} ({one.path})" for one in errors]
        claims = standard.read(content) if standard.read is not None and not errors else None
        if claims is not None:
            told = (_as_read(standard, claims_of(facts)), _as_read(standard, claims))
            mistakes += _unlike(standard.called, *told)
        return Judgement(findings, (*mistakes, *contradictions(facts.products)), claims)

    return Form(name, file_name, write, judge, lacks)


def _as_read(standard: Standard, claims: Claims) -> Claims:
    """In all standards but CSAF a range from 0 on is the same as one without a lower end."""
    return claims if standard.name == "csaf" else without_first(claims)


def _broken(standard: Standard, error: Finding) -> str:
    """What is broken: of CSAF the test is named, which the standard numbers."""
    return f"CSAF {error.test}" if standard.name == "csaf" else standard.called


def _for_people(
    name: FormName,
    ending: str,
    write: Callable[[AdvisoryFacts], bytes],
    words_of: Callable[[bytes], str],
    among: frozenset[str] | None = None,
) -> Form:
    """A form in words: it has to say every fact, or those `among` them, and nothing that they do not give."""

    def look_over(facts: AdvisoryFacts, content: bytes) -> Judgement:
        missing = missing_facts(facts, words_of(content), among)
        mistakes = (f"The {name} document does not say the {fact} of the case." for fact in missing)
        return Judgement((), (*mistakes, *contradictions(facts.products)))

    def judge(facts: AdvisoryFacts, content: bytes) -> Judgement:
        judged = look_over(facts, content)
        if judged.mistakes != contradictions(facts.products) or content == write(facts):
            return judged
        return Judgement((), (f"The {name} document says something else than the case.", *judged.mistakes))

    return Form(
        name,
        ending_in(ending),
        write,
        judge,
        words=lambda _facts, content: words_of(content),
        look_over=look_over,
    )


_ALL = (
    _for_programs("csaf", csaf_file_name, write_csaf),
    _for_programs("csaf-vex", vex_file_name, write_csaf_vex, _lacks_for_vex),
    _for_programs("cve", cve_file_name, write_cve, cve_lacks),
    _for_programs("osv", osv_file_name, write_osv, osv_lacks),
    _for_programs("openvex", openvex_file_name, write_openvex, openvex_lacks),
    _for_people("markdown", ".md", write_markdown, words_of_markdown),
    _for_people("text", ".txt", write_text, words_of_text),
    _for_people("html", ".html", write_html, words_of_html),
    _for_people("release-note", "-release-note.md", write_release_note, words_of_markdown, RELEASE_NOTE),
)
FORMS: dict[FormName, Form] = {form.name: form for form in _ALL}
"""Every format that needs nothing but the facts, in the order in which they are written."""
