"""What differs between two versions of a policy, and what it would move, as text and for scripts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from desktop.cli.output import when
from desktop.cli.policies.item_words import item_words
from desktop.cli.policies.proposal_text import ABOUT
from desktop.domain.clocks import Reading
from desktop.domain.policy import Clock
from desktop.domain.policy.differences import Difference, Stated
from desktop.domain.policy.proposing.proposal import TABLES
from desktop.workflows.policies.foresee_moves import Moves


def difference_lines(found: Iterable[Difference]) -> Iterator[str]:
    """A line for each promise that is new, gone or another, and below it what it says, or said and says."""
    found = list(found)
    clocks = _clocks(found)
    for one in found:
        was, now = _words(one.before, clocks), _words(one.after, clocks)
        yield f"{_sort(one)}: {ABOUT[one.table]}: {(now or was)[0]}"
        if one.before is None or one.after is None:
            yield from (f"    {line}" for line in (now or was)[1:])
        else:
            yield from (f"    was: {line}" for line in was if line not in now)
            yield from (f"    now: {line}" for line in now if line not in was)


def _clocks(found: Iterable[Difference]) -> list[Clock]:
    """The clocks that are spoken of, by which a hold that ends with one of them is told."""
    stated = [one.after or one.before for one in found if one.table == "clocks"]
    return [msgspec.convert(clock.value, Clock) for clock in stated if clock is not None]


def _words(stated: Stated | None, clocks: Sequence[Clock]) -> list[str]:
    if stated is None:
        return []
    value = msgspec.convert(stated.value, TABLES[stated.table])
    return item_words(value, clocks) or [stated.words]


def move_lines(moves: Moves) -> Iterator[str]:
    """A line for each open case and each clock of it that would move."""
    for offer in moves.offers:
        yield f"{offer.case_id}:"
        for moved in offer.moved:
            yield f"    {moved.clock}: {_told(moved.old)} -> {_told(moved.new)}  {moved.sentence}"
        if offer.hold_before.until != offer.hold_after.until:
            yield f"    hold: {when(offer.hold_before.until)} -> {when(offer.hold_after.until)}"
    if moves.looked_at < moves.open_cases:
        yield f"{moves.looked_at} of {moves.open_cases} open cases were looked at, the next due first."


def differences_document(found: Iterable[Difference]) -> list[dict[str, Any]]:
    """The same for scripts."""
    return [
        {
            "change": _sort(one),
            "table": one.table,
            "about": one.words,
            "before": one.before.value if one.before else None,
            "after": one.after.value if one.after else None,
        }
        for one in found
    ]


def moves_document(moves: Moves) -> list[dict[str, Any]]:
    """The same for scripts."""
    return [
        {
            "case": offer.case_id,
            "moved": [
                {"clock": moved.clock, "old": _state(moved.old), "new": _state(moved.new)}
                for moved in offer.moved
            ],
            "hold": {"old": offer.hold_before.until, "new": offer.hold_after.until},
        }
        for offer in moves.offers
    ]


def _sort(one: Difference) -> str:
    return "new" if one.before is None else "gone" if one.after is None else "changed"


def _told(reading: Reading | None) -> str:
    return "-" if reading is None else f"{reading.state} {when(reading.due)}"


def _state(reading: Reading | None) -> dict[str, object] | None:
    return None if reading is None else {"state": reading.state, "due": reading.due}
