"""Open a case for an incident that no report told of: a monitor, a colleague, a log."""

from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.decide import CLOCK_SKEW
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import Usage
from desktop.domain.inert import Untrusted
from desktop.workflows.intake.open_case import open_case, policy_in_force
from desktop.workflows.ports import Desk


class Noticed(msgspec.Struct, frozen=True):
    """What the handler typed: `noticed` says how, `noticed_by` whose eyes or which monitor."""

    policy_id: str
    title: str
    noticed: str
    at: datetime
    noticed_by: str = ""


def open_incident(desk: Desk, typed: Noticed) -> str:
    """Open the case and return its id: to notice an incident is to detect it (TER-3a, M87-3.6a).

    Raises Usage when the title or the way it was noticed is missing or the time lies in the future,
    InvalidPolicy, RefusedByPolicy for a pack.
    """
    now = desk.tools.now()
    if not typed.title.strip():
        raise Usage("An incident needs a title.", advice="Say in a few words what happened.")
    if not typed.noticed.strip():
        raise Usage("How it was noticed is missing.", advice="Say what showed it: a log, a monitor, a call.")
    if typed.at.tzinfo is None or typed.at > now + CLOCK_SKEW:
        raise Usage("The time lies in the future.", advice="Give the time at which it was noticed.")
    policy = policy_in_force(desk, typed.policy_id, typed.at)
    opened = e.IncidentOpened(
        policy_id=typed.policy_id,
        policy_sha256=sha256(policy),
        title=Untrusted(typed.title.strip()),
        noticed=typed.noticed.strip(),
        noticed_by=typed.noticed_by.strip(),
    )
    detected = e.IncidentDetected(record=opened.noticed)
    return open_case(desk, policy, [Draft(opened, typed.at), Draft(detected, typed.at)], {})
