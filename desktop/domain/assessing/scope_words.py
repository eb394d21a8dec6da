"""Which lines of a scope the words of a report call to mind: a proposal to a person, never a verdict."""

import re

from desktop.domain.policy import Profile, ScopeLine

_MOST_CHARACTERS = 200_000
_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 5
"""Letters by which words are held to be the same: scanning, scanner; authentication, authenticated."""
_ENOUGH = 2
_EMPTY_WORDS = frozenset(
    _WORD.findall(
        "all and any are but can for from has have into its made not one out own past such that the their "
        "them this through was were what which who whom will with without somebody instead other others "
        "should every itself problem problems security service services"
    )
)


def propose_lines(profile: Profile, text: str) -> tuple[ScopeLine, ...]:
    """The lines that share two telling words with the text, or all that they have. Total, in linear time.

    A line with hosts is found by them; the organisation's own names tell nothing.
    """
    policy = profile.policy
    own = _stems(f"{policy.organisation} {policy.product} {policy.id}")
    said = _stems(text[:_MOST_CHARACTERS])
    return tuple(line for line in profile.scope if not line.hosts and _shares(_stems(line.text) - own, said))


def _shares(line: set[str], said: set[str]) -> bool:
    return bool(line) and len(line & said) >= min(_ENOUGH, len(line))


def _stems(text: str) -> set[str]:
    words = set(_WORD.findall(text.casefold())) - _EMPTY_WORDS
    return {word.removesuffix("s")[:_STEM] for word in words}
