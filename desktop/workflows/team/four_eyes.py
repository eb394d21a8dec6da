"""Whether an advisory needs a second person: what the vault says of it, beside the policies."""

from desktop.domain.event import Draft
from desktop.domain.events import FourEyesDecided
from desktop.workflows.ports import Desk


def decide_four_eyes(desk: Desk, *, asked: bool, reason: str = "") -> None:
    """Record whether the vault asks for four eyes. Raises RefusedByPolicy for who is no owner."""
    now = desk.tools.now()
    decided = FourEyesDecided(asked, reason.strip())
    desk.vault.append(None, [Draft(decided, now)], author=desk.handler, now=now)
