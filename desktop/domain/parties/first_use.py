"""How long an address and its keys are known here: what was seen, never a proof of who writes.

An address that nobody signed for is a claim; that a key stayed the same says only that.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from desktop.domain.clocks.words import counted
from desktop.domain.inert import Untrusted
from desktop.domain.parties.fingerprints import tail


class Sighting(msgspec.Struct, frozen=True):
    """An address and a key that came together, or either alone (the other is empty), over all cases."""

    address: str
    fingerprint: str
    since: datetime
    cases: int
    case_ids: tuple[str, ...]
    """The earliest first; of very many not all are named."""
    proved: int = 0
    """In how many of the cases the key made a signature or was taken in; else it only lay in a message."""


class Acquaintance(msgspec.Struct, frozen=True):
    """What is known here of an address and the key that it comes with now."""

    since: datetime | None = None
    cases: tuple[str, ...] = ()
    line: str = ""
    warnings: tuple[str, ...] = ()
    """A stranger's address may stand in them, escaped."""


def key_in(case_id: str, of_address: Sequence[Sighting]) -> str:
    """The key that an address came with in this case, the newest of several, or ""."""
    here = [s for s in of_address if s.fingerprint and case_id in s.case_ids]
    return max(here, key=lambda s: s.since).fingerprint if here else ""


def acquaintance(
    key: str, of_address: Sequence[Sighting], of_key: Sequence[Sighting], now: datetime
) -> Acquaintance:
    """Put in words what was seen of an address and of the `key` that it comes with now ("" for none)."""
    alone = next((s for s in of_address if not s.fingerprint), None)
    if alone is None:
        first = min(of_key, key=lambda s: s.since, default=None)
        line = f"The key was {_first_seen(first, now)}." if first else ""
        return Acquaintance(first.since if first else None, _cases(of_key), line)
    keys = [s for s in of_address if s.fingerprint]
    line = f"{_known(alone, now)}{_with_key(key, alone, keys)}."
    warnings = (*_other_keys(key, keys), *_other_addresses(alone.address, key, of_key))
    return Acquaintance(alone.since, alone.case_ids, f"{line[:1].upper()}{line[1:]}", warnings)


def _cases(sightings: Sequence[Sighting]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(case_id for s in sightings for case_id in s.case_ids))


def _first_seen(sighting: Sighting, now: datetime) -> str:
    if sighting.since.date() == now.date():
        return "first seen today"
    return f"first seen on {sighting.since:%Y-%m-%d}"


def _known(alone: Sighting, now: datetime) -> str:
    if alone.cases == 1:
        return _first_seen(alone, now)
    return f"known since {alone.since:%Y-%m-%d}, {counted(alone.cases, 'case')}"


def _with_key(key: str, alone: Sighting, keys: Sequence[Sighting]) -> str:
    """How steadily the key came with the address; one case alone shows nothing of that."""
    same = next((s for s in keys if s.fingerprint == key), None)
    if alone.cases == 1 or same is None or len(keys) > 1:
        return ""
    if same.proved == alone.cases:
        return ", always with this key"
    if not same.proved:
        return "; the key only lay in messages, and signed none"
    return f", with this key in {same.proved} of them"


def _other_keys(key: str, keys: Sequence[Sighting]) -> Iterator[str]:
    own = next((s for s in keys if s.fingerprint == key), None)
    for other in keys:
        told = f"{tail(other.fingerprint)}, first on {other.since:%Y-%m-%d}"
        if own is None:
            yield f"With this address a key came before, which this case lacks: … {told}."
        elif other is not own:
            when = "before" if other.since <= own.since else "since"
            yield f"This address came with another key {when}: … {told}."


def _other_addresses(address: str, key: str, of_key: Sequence[Sighting]) -> Iterator[str]:
    others = [s for s in of_key if key and s.address not in ("", address)]
    for other in others:
        told = f"{Untrusted(other.address).line}, first on {other.since:%Y-%m-%d}"
        yield f"This key was used with another address too: {told}."
