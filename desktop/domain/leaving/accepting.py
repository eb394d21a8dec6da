"""Saying that a leak is none: where that is allowed, and for which bytes."""

from desktop.domain import events as e
from desktop.domain.leaving.leaks.leak import NEVER_ACCEPTED


def objection(act: e.LeakAccepted) -> str:
    """Why it may not be said, or ""; that the finding is there is asked where the document is."""
    if act.leak in NEVER_ACCEPTED:
        return "This is never let out as a false alarm: change the text, the label or the wish instead."
    if not act.reason.strip():
        return "Say why this is no leak."
    return ""
