"""The words of a holding advisory, from what the case knows: nothing of the reporter or of the proof.

It goes out while facts are missing: it says what is known, and that more follows. A person may change it.
"""

from datetime import datetime

from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.case import Case
from desktop.domain.clocks.words import when
from desktop.domain.embargo.breaking import Known
from desktop.domain.events import ReportConfirmed
from desktop.domain.fixing.gaps import unfixed
from desktop.domain.policy import Profile


def holding_text(case: Case, profile: Profile, known: Known, now: datetime) -> AdvisoryText:
    """A draft of what was known at `now`."""
    what = _products(case, profile)
    return AdvisoryText(
        title=f"{what}: security vulnerability, holding advisory",
        summary=" ".join(
            (*_happened(known, what), *_assessed(case), f"This says what was known on {when(now)}.")
        ),
        remediation=_remediation(case),
    )


def _products(case: Case, profile: Profile) -> str:
    names = tuple(dict.fromkeys(listed.product.strip() for listed in case.products))
    if not names:
        return profile.policy.product or profile.policy.organisation
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _happened(known: Known, what: str) -> list[str]:
    said = []
    if known.public:
        said.append(f"Details of a security vulnerability in {what} have become public.")
    if known.exploit:
        said.append(f"An exploit for a security vulnerability in {what} has become public.")
    if known.attack:
        said.append(f"Attacks that use a security vulnerability in {what} have been seen.")
    return said


def _assessed(case: Case) -> list[str]:
    said = []
    if not case.has(ReportConfirmed):
        said.append("We are investigating it, and which versions are affected.")
    if case.severity is not None:
        said.append(f"We rate its severity as {case.severity.level}.")
    return said


def _remediation(case: Case) -> str:
    """A fix that nobody tested and declared ready is not promised to be on its way."""
    ready = all(record.state in ("ready", "released") for record in case.fixed)
    if case.fixed and ready and not unfixed(case):
        return "A fix is being released; this advisory will be updated."
    return "A fix is being prepared; this advisory will be updated."
