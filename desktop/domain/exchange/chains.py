"""The union of chains: what another vault's chain has beyond our own, and where its entries stand in folds.

Nothing is rewritten: a chain grows at its end, or the other one is refused. All functions are pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from graphlib import CycleError, TopologicalSorter

import msgspec

from desktop.domain.events import VaultMade, WriterChanged
from desktop.domain.exchange.plausible import require_plain
from desktop.domain.failures import BundleRefused
from desktop.domain.instants import micros
from desktop.domain.journal import GENESIS, Header, event_id
from desktop.domain.undecodable import UNDECODABLE

FIRST = frozenset({VaultMade.kind, WriterChanged.kind})
"""What a writer's chain begins with, and nothing else of it."""
AHEAD_AT_MOST = timedelta(days=1)
"""How far a recording may lie ahead of this machine's clock: another laptop's may be off by some hours."""


class Link(msgspec.Struct, frozen=True):
    """A header as it is stored, read, and the id that it has by that."""

    id: str
    sealed: bytes
    header: Header


Chains = Mapping[str, Sequence[Link]]
"""Whole chains from their first entry, by writer."""


def beyond(writer: str, known: Sequence[str], sealed: Sequence[bytes]) -> list[Link]:
    """What this chain has behind the entries `known` by their ids, each checked against the one before.

    A chain that ends earlier adds nothing. Raises BundleRefused for one that is another chain of the same
    writer, and for one that does not hold.
    """
    for expected, header in zip(known, sealed, strict=False):
        if event_id(header) != expected:
            raise BundleRefused(
                "It tells another story of entries that this vault holds already: their chain forks.",
                advice="Keep the file, and find out with its sender which of the two was changed.",
            )
    previous = known[-1] if known else GENESIS
    found: list[Link] = []
    for sequence, header in enumerate(sealed[len(known) :], len(known) + 1):
        link = read_link(header)
        _require_place(link.header, writer, sequence, previous)
        found.append(link)
        previous = link.id
    return found


def read_link(sealed: bytes) -> Link:
    """A header from its bytes. Raises BundleRefused."""
    try:
        header = msgspec.json.decode(sealed, type=Header)
    except UNDECODABLE as error:
        raise BundleRefused("An entry's header cannot be read.") from error
    if header.recorded_at.tzinfo is None or header.occurred_at.tzinfo is None:
        raise BundleRefused("An entry's header names a time without a zone.")
    return Link(event_id(sealed), sealed, header)


def _require_place(header: Header, writer: str, sequence: int, previous: str) -> None:
    if header.writer != writer:
        raise BundleRefused("An entry stands in another writer's chain.")
    if header.sequence != sequence or header.previous != previous:
        raise BundleRefused("A chain does not hold: an entry is missing, doubled, moved or changed.")
    if (sequence == 1) != (header.name in FIRST):
        raise BundleRefused("A chain does not begin as chains do.")
    require_plain(header)


def require_past(links: Iterable[Link], now: datetime) -> None:
    """Raises BundleRefused for an entry recorded in the future: all that follows would stand behind it."""
    latest = max((link.header.recorded_at for link in links), default=now)
    if latest > now + AHEAD_AT_MOST:
        raise BundleRefused(
            f"An entry of it was recorded on {latest:%Y-%m-%d}: by this machine's clock that is to come.",
            advice="Compare the clocks of both machines. Receive it again when yours is right.",
        )


def place(recorded_at: int, previous: int, heads: Iterable[int]) -> int:
    """Where an entry folds, in microseconds: when it was recorded, never before what it is known to follow.

    `previous` is the place of the entry before it in its chain, `heads` those of the other writers' entries
    that it names.
    """
    return max([recorded_at, previous, *(head + 1 for head in heads)])


def places(new: Chains, known: Mapping[str, int]) -> dict[str, int]:
    """Where new entries fold; `known` holds the places of entries of this vault, by their ids.

    Raises BundleRefused when an entry names one that neither has.
    """
    links = {link.id: link for chain in new.values() for link in chain}
    rests_on = {link.id: _before(link, links, known) for link in links.values()}
    found: dict[str, int] = {}
    try:
        for entry in TopologicalSorter(rests_on).static_order():
            header = links[entry].header
            at = {i: found[i] if i in found else known[i] for i in _named(header)}
            others = (at[head] for head in header.heads)
            found[entry] = place(micros(header.recorded_at), at.get(header.previous, 0), others)
    except CycleError as error:
        raise BundleRefused("Entries of it name each other in a circle.") from error
    return found


def _before(link: Link, links: Mapping[str, Link], known: Mapping[str, int]) -> list[str]:
    """The new entries that this one follows."""
    named = _named(link.header)
    if any(i not in links and i not in known for i in named):
        raise BundleRefused("An entry names one that is missing: the chains are not complete.")
    return [i for i in named if i in links]


def _named(header: Header) -> tuple[str, ...]:
    return header.heads if header.previous == GENESIS else (header.previous, *header.heads)
