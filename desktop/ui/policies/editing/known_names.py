"""The names that a field of the form can hold: kinds of events, and what the profile itself names."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from desktop.domain.event_codec import KINDS
from desktop.domain.policy import Severities
from desktop.ui.look.act_words import event_words


class Names(NamedTuple):
    """Those of one profile, as its text has them."""

    clocks: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    def of(self, what: str) -> Sequence[tuple[str, str]]:
        """The names of one kind, with the words that they are found by."""
        if what == "event":
            return _events()
        known = {"clock": self.clocks, "condition": self.conditions, "level": self.levels}[what]
        return [(name, name) for name in known]


def names_in(raw: Mapping[str, Any]) -> Names:
    """The names in the tables of a text, as far as they are what they should be."""
    severity = raw.get("severity")
    levels = _words(severity.get("levels")) if isinstance(severity, Mapping) else ()
    return Names(_ids(raw.get("clocks")), _ids(raw.get("conditions")), levels or Severities().levels)


def _ids(rows: object) -> tuple[str, ...]:
    found = rows if isinstance(rows, list) else []
    return _words([row.get("id") for row in found if isinstance(row, Mapping)])


def _words(found: object) -> tuple[str, ...]:
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _events() -> Sequence[tuple[str, str]]:
    return [(name, f"{event_words(name)} ({name})") for name in sorted(KINDS)]
