"""Say who works at this desk: the author of what is recorded from now on."""

from dataclasses import replace

from desktop.domain.event import Draft
from desktop.domain.events import HandlerNamed
from desktop.domain.failures import Usage
from desktop.workflows.ports import Desk


def name_handler(desk: Desk, name: str) -> Desk:
    """Record the name, and return the desk with it. Raises Usage when it is empty."""
    if not name.strip():
        raise Usage("A handler needs a name.", advice="Give the name that stands beside every entry.")
    now = desk.tools.now()
    named = HandlerNamed(name=name.strip())
    desk.vault.append(None, [Draft(named, now)], author=desk.handler, now=now)
    return replace(desk, handler=named.name)
