"""What a list of a provider tree has to be before it leaves: it goes where the documents go that it names."""

from collections.abc import Iterator

import msgspec

from desktop.domain.advisories.advisory import Tlp
from desktop.domain.leaving.secrets import secret
from desktop.domain.leaving.sentences import hidden


class ProviderCandidate(msgspec.Struct, frozen=True):
    """A list of a provider tree that asks to leave, with the documents that it names."""

    content: bytes
    file_name: str
    tlp: Tlp
    """To whom the list goes."""
    named: frozenset[str] = frozenset()
    """Tracking ids of the documents in it."""
    out: frozenset[str] = frozenset()
    """Tracking ids of what the gate let out to the same people, now or before."""


def objections_to_provider(candidate: ProviderCandidate) -> Iterator[str]:
    """Why it stays: it names what its readers may not know of, or holds what no file may."""
    text = candidate.content.decode(errors="replace")
    if early := candidate.named - candidate.out:
        yield f"The list names what may not be known to its readers: {', '.join(sorted(early))}."
    yield from hidden(text)
    yield from secret(text)
