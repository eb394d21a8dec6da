"""The union of chains: whoever receives first, and however often, every vault ends with the same journal."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.exchange.chains import Chains, Link, beyond, places, read_link, require_past
from desktop.domain.failures import BundleRefused
from desktop.domain.journal import GENESIS, Header, seal
from tests.checked import Figure

START = datetime(2026, 3, 1, tzinfo=UTC)
WRITERS = ("a" * 32, "b" * 32, "c" * 32, "d" * 32)


def unite(ours: Chains, theirs: Chains) -> dict[str, tuple[Link, ...]]:
    """Both sets of chains as one. Raises BundleRefused where one writer's chain forks."""
    united = {writer: tuple(chain) for writer, chain in ours.items()}
    for writer, chain in theirs.items():
        own = united.get(writer, ())
        new = beyond(writer, [link.id for link in own], [link.sealed for link in chain])
        united[writer] = (*own, *new)
    return united


def fold_order(chains: Chains) -> list[str]:
    """The ids of all entries in the order in which folds read them."""
    at = places(chains, {})
    links = (link for chain in chains.values() for link in chain)
    return [
        link.id
        for link in sorted(links, key=lambda link: (at[link.id], link.header.writer, link.header.sequence))
    ]


class Vaults:
    """Vaults that write and hear of each other's chains, with clocks that jump."""

    def __init__(self, count: int) -> None:
        self.chains: list[dict[str, tuple[Link, ...]]] = [{} for _ in range(count)]
        for number in range(count):
            self.write(number, 0)

    def write(self, vault: int, minutes: int) -> None:
        known, writer = self.chains[vault], WRITERS[vault]
        own = known.get(writer, ())
        link = made(writer, own, [chain[-1].id for w, chain in known.items() if w != writer], minutes)
        known[writer] = (*own, link)

    def hear(self, vault: int, other: int) -> None:
        self.chains[vault] = unite(self.chains[vault], self.chains[other])


def made(writer: str, before: Sequence[Link], heads: Sequence[str], minutes: int, said: str = "") -> Link:
    at = START + timedelta(minutes=minutes)
    header = Header(
        version=1,
        writer=writer,
        sequence=len(before) + 1,
        name="note.added" if before else "vault.made",
        occurred_at=at,
        recorded_at=at,
        author=said,
        case_hash="0" * 64,
        payload_hash="1" * 64,
        previous=before[-1].id if before else GENESIS,
        heads=tuple(heads),
    )
    return read_link(seal(header))


_STEP = st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(-500, 500))


@st.composite
def vaults(draw: st.DrawFn) -> Vaults:
    """Two to four vaults after up to twenty acts, each its own or another's bundle."""
    found = Vaults(draw(st.integers(2, 4)))
    count = len(found.chains)
    for one, other, minutes in draw(st.lists(_STEP, max_size=20)):
        if one % count == other % count:
            found.write(one % count, minutes)
        else:
            found.hear(one % count, other % count)
    return found


def told(chains: dict[str, tuple[Link, ...]]) -> dict[str, list[str]]:
    return {writer: [link.id for link in chain] for writer, chain in chains.items()}


def law(found: Vaults) -> None:
    a, b, c, *_ = (*found.chains, found.chains[0])
    assert told(unite(a, b)) == told(unite(b, a))
    assert told(unite(unite(a, b), c)) == told(unite(a, unite(b, c)))
    assert told(unite(a, a)) == told(a)
    assert told(unite(unite(a, b), b)) == told(unite(a, b))
    order = fold_order(unite(unite(a, b), c))
    assert order == fold_order(unite(c, unite(b, a)))
    stands = {entry: number for number, entry in enumerate(order)}
    for chain in unite(unite(a, b), c).values():
        for link in chain:
            before = [i for i in (link.header.previous, *link.header.heads) if i != GENESIS]
            assert all(stands[i] < stands[link.id] for i in before)


@pytest.mark.checks("F62")
@pytest.mark.parametrize("runs", [200, pytest.param(10_000, marks=pytest.mark.soak)])
def test_merging_is_commutative_associative_and_idempotent(runs: int, figure: Figure) -> None:
    seen: list[int] = []

    @settings(max_examples=runs)
    @given(vaults())
    def holds(found: Vaults) -> None:
        law(found)
        seen.append(len(found.chains))

    holds()
    figure(
        "F62", f"{len(seen)} runs over chains of 2 to 4 writers: 0 broke a law, or stood before a known head"
    )


@given(vaults(), st.data())
def test_what_came_in_two_bundles_stands_as_if_it_had_come_in_one(found: Vaults, data: st.DataObject) -> None:
    whole = found.chains[0]
    at = places(whole, {})
    cut = data.draw(st.sampled_from(sorted(at, key=at.__getitem__)))
    first = {link.id for chain in whole.values() for link in chain if at[link.id] <= at[cut]}
    known = {i: at[i] for i in first}
    later = {w: [link for link in chain if link.id not in first] for w, chain in whole.items()}
    assert places(later, known) == {i: place for i, place in at.items() if i not in first}


def test_another_story_of_the_same_entries_is_refused_from_both_sides() -> None:
    first = made(WRITERS[0], (), (), 0)
    one = {WRITERS[0]: (first, made(WRITERS[0], (first,), (), 1, "Ann"))}
    other = {WRITERS[0]: (first, made(WRITERS[0], (first,), (), 1, "Mallory"))}
    for ours, theirs in ((one, other), (other, one)):
        with pytest.raises(BundleRefused, match="forks"):
            unite(ours, theirs)


def test_a_chain_with_a_gap_a_double_or_a_stranger_is_refused() -> None:
    first = made(WRITERS[0], (), (), 0)
    second = made(WRITERS[0], (first,), (), 1)
    third = made(WRITERS[0], (first, second), (), 2)
    stranger = made(WRITERS[1], (first, second), (), 2)
    for broken in ([first, third], [first, first], [second], [first, second, stranger]):
        with pytest.raises(BundleRefused):
            unite({}, {WRITERS[0]: tuple(broken)})


def test_an_entry_that_names_what_nobody_has_is_refused() -> None:
    first = made(WRITERS[0], (), ["f" * 64], 0)
    with pytest.raises(BundleRefused, match="missing"):
        places({WRITERS[0]: [first]}, {})


def test_an_entry_from_the_future_is_refused_and_one_of_a_skewed_clock_is_not() -> None:
    require_past([made(WRITERS[0], (), (), 60 * 23)], START)
    with pytest.raises(BundleRefused, match="to come"):
        require_past([made(WRITERS[0], (), (), 60 * 25)], START)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader_of_headers(sealed: bytes) -> None:
    with pytest.raises(BundleRefused):
        read_link(sealed)
