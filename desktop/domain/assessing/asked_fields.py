"""What a policy asks reporters to include, looked for in what they wrote.

A field counts as missing only where nothing in the text speaks of it: to ask a reporter again for what they
sent is worse than to leave a gap to the handler's own eyes. No report is ever refused for what it lacks.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

import msgspec

from desktop.domain.policy.intake import AskedField

LONGEST = 200_000
"""Characters that are looked through; nobody describes a problem in more."""
_ENOUGH_WORDS = 12
"""So many words describe something; fewer are a greeting."""
_CHASED = ("required", "asked")
"""Needs of which the reporter is reminded; the others may rightly be left out."""
_FILE = (
    r"(?<![\w.-])[\w.-]{1,80}/[\w./-]{0,200}\.\w{1,5}\b"
    r"|\w\.(?:c|h|cc|cpp|cs|go|java|js|kt|php|py|rb|rs|swift|ts)\b"
)
_VERSION = r"\bv(?:ersion|\d)|\b\d+\.\d+|\breleases?\b|\bbuild\b"
_COMMIT = r"\bcommit|\bbranch|\btag\b|\b[0-9a-f]{7,40}\b|https?://|\bmain\b|\bmaster\b"
_SHOWN = r"\bpoc\b|proof.of.concept|exploit|payload|\bscripts?\b|```|\bcurl\b|^\s*\$ "
_FILES = r"screenshot|\blogs?\b|attach|\bvideo\b|recording|trace"
_TRACES = {
    "step": rf"\bsteps?\b|reproduc|how to|trigger|^\s*\d+[.)] |\bwhen (?:i|you|an?|the)\b|{_SHOWN}",
    "impact": r"impact|attacker|allows?\b|could|leads?\b|consequence|severity|critical|results? in|steal"
    r"|execut|leak|privilege|denial|\bdos\b|\brce\b|take.?over|\bloss\b|cvss|bypass"
    r"|runs? (?:any |arbitrary )?code",
    "poc": _SHOWN,
    "evidence": rf"{_FILES}|{_SHOWN}",
    "component": rf"component|module|package|librar|service|server|endpoint|function|class\b|\bapi\b|affect"
    rf"|product|parser|loader|https?://|{_FILE}",
    "affected": rf"affect|{_VERSION}",
    "version": _VERSION,
    "config": r"config|setting|default|environment|\bflags?\b|option|linux|windows|macos|ubuntu|debian|docker"
    r"|install|deploy|enabled|disabled",
    "type": r"\btype\b|injection|\bxss\b|csrf|ssrf|overflow|travers|use.after.free|\brce\b|deseriali|unpickl"
    r"|bypass|\brace\b|disclos|denial|\bdos\b|cwe-\d|leak|escalat|execut|spoof|forg|redirect|fixation",
    "source-path": _FILE,
    "source-location": rf"{_COMMIT}|{_VERSION}",
    "fix": r"\bfix|patch|recommend|mitigat|suggest|should|workaround",
    "contact": r"@|\bphone\b|signal|reach me|contact",
    "channel": r"\bpgp\b|\bgpg\b|signal|encrypt|\bkey\b",
}
"""What speaks of a field, by what stands in its id."""
_PROBLEM = re.compile(
    rf"{_SHOWN}|{_FILE}|\bv?\d+\.\d+|{_TRACES['type']}|reproduc|vulnerab|attacker|\bcve-\d|\bcrash|\bbug\b"
    r"|\bissue|\bflaw|\bhole\b|\bproblem|weakness|\bi found\b",
    re.MULTILINE,
)
_QUOTE = re.compile(r"^\s*>")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s*\S.{0,80}|\**[^\W\d][^:\n]{0,60}\**\s*:\**)\s*$")
_WORD = re.compile(r"\w{2,}")


class AskedFor(msgspec.Struct, frozen=True):
    """A field that a policy asks for, and whether anything speaks of it."""

    field: AskedField
    found: bool


def look_for(fields: tuple[AskedField, ...], text: str, *, has_files: bool = False) -> tuple[AskedFor, ...]:
    """Each field, looked for in the words of a reporter; `has_files` says that files came with them."""
    said = "\n".join(own_lines(text[:LONGEST])).casefold()
    return tuple(AskedFor(field, _is_found(field, said, has_files=has_files)) for field in fields)


def not_found(
    fields: tuple[AskedField, ...], text: str, *, has_files: bool = False
) -> tuple[AskedField, ...]:
    """The fields that the policy asks of every report, and of which nothing speaks."""
    looked = look_for(fields, text, has_files=has_files)
    return tuple(asked.field for asked in looked if not asked.found and asked.field.need in _CHASED)


def speaks_of_a_problem(said: str) -> bool:
    """Whether words, in small letters, tell or show anything of a vulnerability."""
    return _PROBLEM.search(said) is not None


def _is_found(field: AskedField, said: str, *, has_files: bool) -> bool:
    if field.id.startswith("description"):
        return has_files or len(_WORD.findall(said)) >= _ENOUGH_WORDS
    if has_files and any(part in field.id for part in ("poc", "evidence", "step")):
        return True
    return any(re.search(trace, said, re.MULTILINE) for trace in _traces(field))


def _traces(field: AskedField) -> Iterator[str]:
    """What is known of such fields, what it accepts, and the words of its own id."""
    yield from (trace for part, trace in _TRACES.items() if part in field.id)
    own = [field.id, *field.id.split("-"), *field.accepts]
    yield from (rf"\b{re.escape(word.casefold())}" for word in own if len(word) > 2)  # noqa: PLR2004 - not "of"


def own_lines(text: str) -> Iterator[str]:
    """The reporter's own lines: what is quoted was ours, and a heading with nothing below says nothing."""
    lines = [line for line in text.splitlines() if line.strip() and not _QUOTE.match(line)]
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        if not _HEADING.match(line) or (below and not _HEADING.match(below)):
            yield line
