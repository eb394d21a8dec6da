"""What an entry of another vault must be beside true to its hashes: such that this vault can live with it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from desktop.domain.event import Event, Opaque, Purged, Recorded
from desktop.domain.events import ContentPurged
from desktop.domain.failures import BundleRefused
from desktop.domain.journal import Header

FIRST_YEAR, LAST_YEAR = 1900, 9990
"""Years beyond them cannot be shown in every zone."""
LONGEST_AUTHOR = 500
_KIND = re.compile(r"[a-z0-9.-]{1,64}\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def require_plain(header: Header) -> None:
    """Raises BundleRefused for a name, an author or a time that no vault of ours writes."""
    author = header.author
    if not _KIND.match(header.name) or len(author) > LONGEST_AUTHOR or _CONTROL.search(author):
        raise BundleRefused("An entry's author or kind is none that a vault writes.")
    _require_shown((header.occurred_at, header.recorded_at))


def require_times(event: Event) -> None:
    """The same for every time that an event of the case names."""
    if not isinstance(event, Opaque | Purged):
        _require_shown(_times(msgspec.to_builtins(event, builtin_types=(datetime,))))


def require_purge(history: Sequence[Recorded], arrived: Iterable[str]) -> None:
    """Raises BundleRefused for what arrived without its content though no purge of the case names it.

    Who passes a case on could otherwise keep back what another one decided in it.
    """
    named = {i for r in history if isinstance(r.event, ContentPurged) for i in r.event.purged}
    if not named.issuperset(arrived):
        raise BundleRefused(
            "An entry of the case comes without what it says, and nothing tells that it was purged.",
            advice="Ask its author for the case, rather than whoever passed it on.",
        )


def _require_shown(times: Iterable[datetime]) -> None:
    if not all(FIRST_YEAR <= time.year <= LAST_YEAR for time in times):
        raise BundleRefused("An entry names a year in which no report was ever handled.")


def _times(value: object) -> Iterator[datetime]:
    if isinstance(value, datetime):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _times(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _times(inner)
