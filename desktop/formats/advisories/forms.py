"""The formats in which an advisory leaves: for each how it is called, written, and judged afterwards."""

from collections.abc import Callable
from typing import Protocol

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, FormName
from desktop.domain.versions.lint import contradictions
from desktop.formats.advisories.bounds import without_first
from desktop.formats.advisories.claims import Claims, claims_of
from desktop.formats.advisories.comparing import differences
from desktop.formats.advisories.csaf.head import csaf_file_name, vex_file_name
from desktop.formats.advisories.csaf.reading import read_csaf
from desktop.formats.advisories.csaf.validation import validate_csaf
from desktop.formats.advisories.csaf.writing import write_csaf, write_csaf_vex
from desktop.formats.advisories.cve.reading import read_cve
from desktop.formats.advisories.cve.validation import validate_cve
from desktop.formats.advisories.cve.writing import cve_file_name, cve_lacks, write_cve
from desktop.formats.advisories.findings import Finding, errors_of
from desktop.formats.advisories.openvex.reading import read_openvex
from desktop.formats.advisories.openvex.validation import validate_openvex
from desktop.formats.advisories.openvex.writing import openvex_file_name, openvex_lacks, write_openvex
from desktop.formats.advisories.osv.reading import read_osv
from desktop.formats.advisories.osv.validation import validate_osv
from desktop.formats.advisories.osv.writing import osv_file_name, osv_lacks, write_osv
from desktop.formats.advisories.prose.markdown import markdown_file_name, write_markdown
from desktop.formats.advisories.prose.saying import unsaid


class Judgement(msgspec.Struct, frozen=True):
    """What was found in written bytes; with a mistake they do not leave."""

    findings: tuple[Finding, ...] = ()
    mistakes: tuple[str, ...] = ()
    """Errors of the validator, and facts that the document says otherwise than the case, as sentences."""


class Validate(Protocol):
    """A validator: what is wrong with a document; it never raises for its content."""

    def __call__(self, content: bytes, *, thorough: bool = False) -> tuple[Finding, ...]: ...


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


def _judge_csaf(facts: AdvisoryFacts, content: bytes) -> Judgement:
    findings = validate_csaf(content, thorough=True)
    errors = errors_of(findings)
    mistakes = [f"CSAF {finding.test}: {finding.message} ({finding.path})" for finding in errors]
    if not errors:
        unlike = differences(claims_of(facts), read_csaf(content))
        mistakes += [f"The CSAF document says another {name} than the case." for name in unlike]
    return Judgement(findings, (*mistakes, *contradictions(facts.products)))


def _lacks_for_vex(facts: AdvisoryFacts) -> str:
    return "" if facts.products else "A VEX document speaks of products, and none is listed."


def _judge_record(
    facts: AdvisoryFacts, content: bytes, named: str, validate: Validate, read: Callable[[bytes], Claims]
) -> Judgement:
    findings = validate(content, thorough=True)
    errors = errors_of(findings)
    mistakes = [f"{named}: {finding.message} ({finding.path})" for finding in errors]
    if not errors:
        unlike = differences(without_first(claims_of(facts)), without_first(read(content)))
        mistakes += [f"The {named} says another {name} than the case." for name in unlike]
    return Judgement(findings, (*mistakes, *contradictions(facts.products)))


def _judge_cve(facts: AdvisoryFacts, content: bytes) -> Judgement:
    return _judge_record(facts, content, "CVE record", validate_cve, read_cve)


def _judge_osv(facts: AdvisoryFacts, content: bytes) -> Judgement:
    return _judge_record(facts, content, "OSV document", validate_osv, read_osv)


def _judge_openvex(facts: AdvisoryFacts, content: bytes) -> Judgement:
    return _judge_record(facts, content, "OpenVEX document", validate_openvex, read_openvex)


def _judge_markdown(facts: AdvisoryFacts, content: bytes) -> Judgement:
    mistakes = [
        f"The Markdown document does not say the {name} of the case." for name in unsaid(facts, content)
    ]
    return Judgement((), (*mistakes, *contradictions(facts.products)))


_ALL = (
    Form("csaf", csaf_file_name, write_csaf, _judge_csaf),
    Form("csaf-vex", vex_file_name, write_csaf_vex, _judge_csaf, _lacks_for_vex),
    Form("cve", cve_file_name, write_cve, _judge_cve, cve_lacks),
    Form("osv", osv_file_name, write_osv, _judge_osv, osv_lacks),
    Form("openvex", openvex_file_name, write_openvex, _judge_openvex, openvex_lacks),
    Form("markdown", markdown_file_name, write_markdown, _judge_markdown),
)
FORMS: dict[FormName, Form] = {form.name: form for form in _ALL}
"""Every format, in the order in which they are written."""
