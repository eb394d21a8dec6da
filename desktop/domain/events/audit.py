"""The search for similar problems: what was looked for where, and what was said of each hit."""

from typing import Literal

from desktop.domain.event import Event

Verdict = Literal["variant", "known", "harmless", "unreachable", "no-code"]
"""A similar problem; the reported one itself; the same shape without harm; code that nothing reaches; test
data, comments and the like."""


class CodeSearched(Event, frozen=True):
    """A pattern was searched for in a revision of a clone; the hits lie in the vault under their hash."""

    kind = "code.searched"
    clone: str
    """What the clone is called, without where it lies on this machine."""
    revision: str
    """The full id of the commit."""
    revision_name: str
    pattern: str
    roots: tuple[str, ...]
    """Folders and files that were searched; empty for all."""
    tool: str
    count: int
    hits_sha256: str
    submodules: int = 0
    """Repositories that are linked from within, and were not searched."""


class HitsJudged(Event, frozen=True):
    """A person's word on hits of a search; a later one on the same hit replaces it."""

    kind = "hits.judged"
    search: str
    """The id of the event that recorded the search."""
    hits: tuple[int, ...]
    """Their numbers, from 1."""
    verdict: Verdict
    reason: str


class VariantFound(Event, frozen=True):
    """A similar problem, found by the audit: a finding of the case with versions of its own."""

    kind = "variant.found"
    name: str
    where: str
    search: str = ""
    hits: tuple[int, ...] = ()
