"""The sentences of promises as a proposal makes them, of the kinds that a text can promise."""

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.formats.policies.rewording import time_words
from desktop.formats.publishing.promises import spelled

_SAYS: dict[str, tuple[str, str]] = {
    "ack": ("Receipt is acknowledged {}.", "Receipt is meant to be acknowledged {}."),
    "assess": ("An assessment follows {}.", "An assessment is meant to follow {}."),
    "confirm": (
        "Whether there is a problem is said {}.",
        "Whether there is a problem is meant to be said {}.",
    ),
    "status": ("The reporter hears of progress {}.", "The reporter is meant to hear of progress {}."),
    "fix": ("Problems{1} are fixed {0}.", "Problems{1} are meant to be fixed {0}."),
    "fix-notice": ("The reporter is told of the fix {}.", "The reporter is meant to be told of the fix {}."),
    "address": ("The problem is dealt with {}.", "The problem is meant to be dealt with {}."),
}


def clock_sentence(kind: str, value: Mapping[str, Any]) -> str:
    """What a clock of this kind promises, by its time, force, severities and audience."""
    firm, meant = _SAYS[kind]
    named, audience = value.get("severities", ()), value.get("audience", "")
    severities = f" of {_listed(named)} severity" if named else ""
    every = value.get("every", "")
    time = time_words(every or value.get("within", ""), every=bool(every))
    said = (meant if value.get("force") == "target" else firm).format(time, severities)
    also = f" This holds for {_listed(named)} severity." if named and kind != "fix" else ""
    whose = f" This holds for {audience}." if audience else ""
    return f"{said}{also}{whose}"


def notice_sentence(value: Mapping[str, Any]) -> str:
    """How long before the public somebody hears."""
    bound = "at most" if value.get("at_most") else "at least"
    return f"They hear {spelled(value.get('at_most') or value['at_least'])} before the public, {bound}."


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
