"""Spell out what an act names in short, from the files that come along: rules cannot look into those."""

import msgspec

from desktop.domain.event import Event
from desktop.domain.events import SeveritySet, SsvcDecided
from desktop.domain.scoring.ssvc import read_walk
from desktop.formats.ssvc import ssvc_table
from desktop.formats.weaknesses import find_weakness


def spell_out(act: Event) -> Event:
    """The act with the canonical id of its weakness, or with the outcome of its SSVC table.

    Raises ValueError, with part of a sentence, for what was not found or is still open, and Unreadable.
    """
    if isinstance(act, SeveritySet) and act.cwe.strip():
        return msgspec.structs.replace(act, cwe=find_weakness(act.cwe).id)
    if isinstance(act, SsvcDecided):
        return _decided(act)
    return act


def _decided(act: SsvcDecided) -> SsvcDecided:
    walk = read_walk(ssvc_table(act.table.strip().lower()), act.chosen)
    if walk.outcome is None:
        left = "; ".join(f"{p.id} ({', '.join(v.key for v in p.values)})" for p in walk.open)
        raise ValueError(f"the table {walk.table.id} is not walked to its end, still open: {left}")
    table, outcome = walk.table, walk.outcome.key
    if act.outcome not in ("", outcome):
        raise ValueError(f"by the table {table.id} the outcome is {outcome}, not {act.outcome!r}")
    return msgspec.structs.replace(
        act, table=table.id, version=table.version, chosen=walk.written, outcome=outcome
    )
