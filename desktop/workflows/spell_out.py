"""Spell out what an act names in short, from the files that come along: rules cannot look into those."""

import msgspec

from desktop.domain.event import Event
from desktop.domain.events import SeveritySet
from desktop.formats.weaknesses import find_weakness


def spell_out(act: Event) -> Event:
    """The act with the canonical id of its weakness. Raises ValueError with what was not found."""
    if isinstance(act, SeveritySet) and act.cwe.strip():
        return msgspec.structs.replace(act, cwe=find_weakness(act.cwe).id)
    return act
