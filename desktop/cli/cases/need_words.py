"""What a stage still lacks, on the command line: a need that an event meets names the event to record."""

from desktop.domain.acts import ACTS
from desktop.domain.decide import Refusal
from desktop.domain.stages import Need

_RECORDED = frozenset(kind.kind for kind in ACTS)


def need_words(need: Need, *, within: bool = False) -> str:
    """`The problem gone for the users (remediation.complete)`; `within` a sentence it begins small."""
    words = need.within if within else need.text
    return f"{words} ({need.id})" if need.id in _RECORDED else words


def refusal_words(refusal: Refusal) -> str:
    """A refusal as a whole, with the event of each need."""
    lacks = "; ".join(need_words(need, within=True) for need in refusal.missing)
    return f"{refusal.act} is locked. Still missing: {lacks}." if lacks else refusal.reason
