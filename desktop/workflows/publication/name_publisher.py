"""Name the CVE numbering authority whose ids the advisories of this vault carry."""

from desktop.domain.advisories.publisher import objection, publisher_in
from desktop.domain.event import Draft
from desktop.domain.events import PublisherIdentified
from desktop.domain.failures import Usage
from desktop.workflows.ports import Desk


def named_publisher(desk: Desk) -> PublisherIdentified | None:
    """Who was named last."""
    return publisher_in(desk.vault.vault_history())


def name_publisher(desk: Desk, org_id: str, short_name: str) -> PublisherIdentified:
    """Record who it is. Raises Usage for what the programme would not take, RefusedByPolicy for no owner."""
    named = PublisherIdentified(org_id.strip().lower(), short_name.strip())
    if wrong := objection(named):
        raise Usage(wrong, advice="The CVE programme's user registry names both for your organisation.")
    now = desk.tools.now()
    desk.vault.append(None, [Draft(named, now)], author=desk.handler, now=now)
    return named
