"""The words of an advisory in the one text that OSV has for them, and out of it again.

OSV calls `details` CommonMark: what comes after the summary stands under headings.
"""

import re

from desktop.domain.advisories.advisory import AdvisoryText

_HEADINGS = {"details": "## Details", "remediation": "## Remediation", "workaround": "## Workaround"}
_NAMES = {heading: name for name, heading in _HEADINGS.items()}
_HEADING = re.compile(f"^({'|'.join(_NAMES)})$", re.MULTILINE)


def join_details(text: AdvisoryText) -> str:
    """Summary, details, remediation and workaround."""
    told = {name: getattr(text, name).strip() for name in _HEADINGS}
    below = (f"{_HEADINGS[name]}\n\n{words}" for name, words in told.items() if words)
    parts = [text.summary.strip(), *below]
    return "\n\n".join(part for part in parts if part)


def split_details(details: str, *, ours: bool) -> dict[str, str]:
    """The same by its names; the text of somebody else is a summary and what follows its first paragraph."""
    first, *rest = _HEADING.split(details)
    if not ours:
        summary, _, more = details.partition("\n\n")
        return {"summary": summary.strip(), "details": more.strip()}
    found = {_NAMES[heading]: words.strip() for heading, words in zip(rest[::2], rest[1::2], strict=True)}
    return {"summary": first.strip(), **found}
