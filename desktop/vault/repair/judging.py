"""Which cases are whole in what remains of a vault, and what is missing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from desktop.domain.event import Recorded
from desktop.domain.event_codec import decode
from desktop.domain.events import CaseSalvaged, Gap
from desktop.domain.retention.remains import restored
from desktop.vault.losses import Losses, losses_in
from desktop.vault.repair.pages import Pages
from desktop.vault.repair.remains import FoundEntry, Remains
from desktop.vault.verification import blobs_of
from desktop.workflows.repair_ports import CaseRemains, CaseState, Damage


class Judged(msgspec.Struct, frozen=True):
    """The chains that can be written again with what they lack, and what each case still has.

    What the vault owns to have lost when it was salvaged before is not lost once more.
    """

    chains: Mapping[str, Sequence[FoundEntry]]
    """By writer, in order."""
    gaps: tuple[Gap, ...]
    emptied: tuple[str, ...]
    lost_files: tuple[str, ...]
    cases: tuple[CaseRemains, ...]

    @property
    def lost_entries(self) -> int:
        """Entries that are missing, or of which only the header is there."""
        return sum(gap.last - gap.first + 1 for gap in self.gaps) + len(self.emptied)


def judge(remains: Remains) -> Judged:
    """Say of every case whether it is whole; of the rest, what is missing."""
    chains = _chains(remains)
    histories = _histories(remains, chains)
    owned = losses_in(recorded.event for recorded in histories.get(None, ()))
    found = (gap for writer in sorted(chains) for gap in _gaps(writer, chains[writer], remains))
    gaps = tuple(gap for gap in found if gap not in owned.gaps)
    bare = remains.withheld | remains.contents.keys() | owned.emptied
    emptied = tuple(e.id for chain in chains.values() for e in chain if e.id not in bare)
    complete = not (gaps or emptied)
    names = sorted({*remains.revisions, *(case_id for case_id in histories if case_id is not None)})
    cases = tuple(_case(name, histories.get(name, ()), remains, owned, complete=complete) for name in names)
    missing = set().union(*map(_files_of, histories.values())) - remains.files - owned.files
    return Judged(chains, gaps, emptied, tuple(sorted(missing)), cases)


def damage_of(pages: Pages, remains: Remains, judged: Judged) -> Damage:
    """What a person is told of it."""
    bad = sum(pages.read(number) is None for number in pages.numbers())
    entries = sum(len(chain) for chain in judged.chains.values())
    head = old_head(remains, judged)
    return Damage(pages.count, bad, judged.cases, entries, judged.lost_entries, len(judged.lost_files), head)


def old_head(remains: Remains, judged: Judged) -> str:
    """The head that the vault had, as far as it can be told; empty when nothing is left."""
    writer = remains.facts.get("writer", "")
    if writer not in judged.chains:
        ends = {name: chain[-1].folds_at for name, chain in judged.chains.items()}
        writer = max(sorted(ends), key=ends.__getitem__, default="")
    chain = judged.chains.get(writer, ())
    return remains.ends[writer].head if writer in remains.ends else chain[-1].id if chain else ""


def _chains(remains: Remains) -> dict[str, list[FoundEntry]]:
    chains: dict[str, list[FoundEntry]] = defaultdict(list)
    for entry in sorted(remains.entries.values(), key=lambda e: (e.header.writer, e.header.sequence)):
        chains[entry.header.writer].append(entry)
    return dict(chains)


def _gaps(writer: str, chain: Sequence[FoundEntry], remains: Remains) -> list[Gap]:
    last = max(chain[-1].header.sequence, remains.ends[writer].sequence if writer in remains.ends else 0)
    stops = [0, *(entry.header.sequence for entry in chain), last + 1]
    return [Gap(writer, before + 1, after - 1) for before, after in pairwise(stops) if after > before + 1]


def _histories(
    remains: Remains, chains: Mapping[str, Sequence[FoundEntry]]
) -> dict[str | None, list[Recorded]]:
    """Of each case, and under None of the vault itself, in fold order."""
    entries = [entry for chain in chains.values() for entry in chain if entry.id in remains.contents]
    entries.sort(key=lambda e: (e.folds_at, e.header.writer, e.header.sequence))
    histories: dict[str | None, list[Recorded]] = defaultdict(list)
    for entry in entries:
        header, content = entry.header, remains.contents[entry.id]
        histories[content.case_id].append(
            Recorded(
                id=entry.id,
                case_id=content.case_id,
                writer=header.writer,
                sequence=header.sequence,
                occurred_at=header.occurred_at,
                recorded_at=header.recorded_at,
                author=header.author,
                event=decode(header.name, content.payload),
            )
        )
    return {case_id: restored(history) for case_id, history in histories.items()}


def _files_of(history: Sequence[Recorded]) -> set[str]:
    return {sha256 for recorded in history for sha256 in blobs_of(recorded)} - {""}


def _case(
    case_id: str, history: Sequence[Recorded], remains: Remains, owned: Losses, *, complete: bool
) -> CaseRemains:
    entries, expected = len(history), remains.revisions.get(case_id)
    lost = _files_of(history) - remains.files
    whole = lost <= owned.files and (entries == expected or (expected is None and complete))
    salvaged = any(isinstance(recorded.event, CaseSalvaged) for recorded in history)
    sound: CaseState = "salvaged" if salvaged else "whole"
    state: CaseState = sound if whole else "damaged" if entries else "lost"
    return CaseRemains(case_id, state, entries, expected, len(lost))
