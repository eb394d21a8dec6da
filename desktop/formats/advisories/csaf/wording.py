"""The words in which a CSAF document says what CSAF 2.0 has no field for, and how they are read back."""

import re
from collections.abc import Iterable

from desktop.domain.advisories.advisory import Credit, FixedVersion, Moment, SsvcFact
from desktop.domain.versions.ranges import parse_range
from desktop.formats.advisories.csaf.document import Remediation
from desktop.formats.advisories.instants import instant, read_instant

CVSS3_NOTE = "CVSS 3.1"
CVSS4_NOTE = "CVSS 4.0"
SSVC_NOTE = "SSVC"
TIMELINE_NOTE = "Timeline"
REMEDIATION_NOTE = "Remediation"
WORKAROUND_NOTE = "Workaround"
"""Titles of notes."""
NO_FIX_YET = "No fix is available yet."
NO_FIX_PLANNED = "No fix is planned: this version is supported no more."
NOT_AFFECTED = "This version does not have the problem."

_WITHDRAWN = re.compile(r"The fix in .* was withdrawn; no other is available yet\.")
_UPDATE = re.compile(r"to ([^()]+?)(?: \(branch (.*)\))?\.")
_DID = {
    "reporter": "Reported the problem.",
    "finder": "Found the problem.",
    "coordinator": "Coordinated the disclosure.",
    "vendor": "Took part for a vendor.",
    "reviewer": "Reviewed the fix.",
}
_ROLES = {what: role for role, what in _DID.items()}


def withdrawn_sentence(versions: Iterable[str]) -> str:
    """That what was fixed is so no more."""
    return f"The fix in {' and '.join(versions)} was withdrawn; no other is available yet."


def says_withdrawn(sentence: str) -> bool:
    """Whether it is the sentence above."""
    return _WITHDRAWN.fullmatch(sentence) is not None


def update_sentence(product: str, fix: FixedVersion) -> str:
    """What to do, and for which branch."""
    branch = f" (branch {fix.branch})" if fix.branch else ""
    return f"Update {product} to {fix.version}{branch}."


def read_update(product: str, sentence: str) -> FixedVersion | None:
    """The version and the branch of the sentence above; None for other words."""
    before = f"Update {product} "
    match = _UPDATE.fullmatch(sentence.removeprefix(before)) if sentence.startswith(before) else None
    return FixedVersion(match[1], match[2] or "") if match else None


def _says_update(sentence: str) -> bool:
    """Whether it is such a sentence of whatever product."""
    said = sentence.removeprefix("Update ").removesuffix(".")
    if len(said) != len(sentence) - len("Update .") or " to " not in said:
        return False
    named = said.rpartition(" (branch ")[0] if said.endswith(")") else said
    try:
        return bool(parse_range(named.rpartition(" to ")[2]))
    except ValueError:
        return False


def first_line(remediation: Remediation) -> str:
    """What it says before any advice."""
    return remediation.details.partition("\n")[0]


def advice_in(remediation: Remediation) -> str:
    """The words of a person after our own sentence; all of them where another writer made it."""
    first, _, rest = remediation.details.partition("\n")
    ours = first in (NO_FIX_YET, NO_FIX_PLANNED) or says_withdrawn(first) or _says_update(first)
    return rest if ours else remediation.details


def what_they_did(credit: Credit) -> str:
    """For what somebody is thanked."""
    return _DID[credit.role]


def read_credit(name: str, what: str) -> Credit:
    """Who is thanked; for having found it, where the words are others."""
    return Credit(name, _ROLES.get(what, "finder"))  # type: ignore[arg-type]


def ssvc_lines(decision: SsvcFact) -> str:
    """A decision, one line for each of its parts."""
    return "\n".join(
        (f"Table: {decision.table} {decision.version}", *decision.chosen, f"Outcome: {decision.outcome}")
    )


def read_ssvc(text: str) -> SsvcFact | None:
    """The decision of such lines; None for others."""
    first, *chosen = text.split("\n")
    if not (chosen and first.startswith("Table: ") and chosen[-1].startswith("Outcome: ")):
        return None
    table, _, version = first.removeprefix("Table: ").rpartition(" ")
    return SsvcFact(table, version, tuple(chosen[:-1]), chosen[-1].removeprefix("Outcome: "))


def timeline_lines(timeline: Iterable[Moment]) -> str:
    """A line for each moment."""
    return "\n".join(f"{instant(moment.at)} {' '.join(moment.what.split())}" for moment in timeline)


def read_timeline(text: str) -> tuple[Moment, ...]:
    """The moments of such lines; a line that begins with no instant is left out."""
    found = ((read_instant(at), what) for at, _, what in (line.partition(" ") for line in text.split("\n")))
    return tuple(Moment(at, what) for at, what in found if at is not None)
