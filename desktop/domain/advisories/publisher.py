"""Who publishes, as the CVE programme knows them."""

import re
from collections.abc import Sequence

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.event import Recorded
from desktop.domain.events import PublisherIdentified
from desktop.domain.occurrences import in_force

_UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE)
"""A random UUID (RFC 4122 §4.1.3): CVE JSON 5.1.1 takes no other."""
_SHORTEST, _LONGEST = 2, 32


def publisher_in(vault_history: Sequence[Recorded]) -> PublisherIdentified | None:
    """Who was named last; `vault_history` is the vault's own."""
    named = [r.event for r in in_force(vault_history) if isinstance(r.event, PublisherIdentified)]
    return named[-1] if named else None


def published_by(facts: AdvisoryFacts, vault_history: Sequence[Recorded]) -> AdvisoryFacts:
    """The facts with the publisher as the CVE programme knows it."""
    found = publisher_in(vault_history)
    if found is None:
        return facts
    return msgspec.structs.replace(facts, cna_org=found.org_id, cna_name=found.short_name)


def objection(named: PublisherIdentified) -> str:
    """What is wrong with who is named, as a sentence; empty for nothing."""
    if not _UUID4.fullmatch(named.org_id):
        return "This is no UUID of an organisation in the CVE programme (version 4)."
    if not _SHORTEST <= len(named.short_name) <= _LONGEST:
        return f"A short name in the CVE programme has {_SHORTEST} to {_LONGEST} characters."
    return ""
