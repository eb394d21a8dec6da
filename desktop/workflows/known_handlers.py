"""The names under which people worked in this vault, and who of them left."""

from desktop.domain import events as e
from desktop.domain.departures import departed
from desktop.workflows.ports import Desk


def known_handlers(desk: Desk) -> tuple[str, ...]:
    """Whoever is or was a primary handler, or worked at this desk, and has not left, by name."""
    history = desk.vault.vault_history()
    named = [r.event.name for r in history if isinstance(r.event, e.HandlerNamed)]
    found = {e.name_key(name): name for name in (*named, *desk.vault.handlers(), desk.handler)}
    return tuple(sorted(name for key, name in found.items() if key not in departed(history)))
