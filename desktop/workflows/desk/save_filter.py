"""Filters that a person keeps under a name: desk state of the vault, no event and no secret of a case."""

import msgspec

from desktop.domain.failures import Usage
from desktop.domain.filters import Misread, read_filter
from desktop.domain.undecodable import decoded
from desktop.workflows.vault_ports import Vault

LONGEST_NAME, MOST_FILTERS = 60, 30
_KEY = "filters"


class SavedFilter(msgspec.Struct, frozen=True):
    """A filter as text, so that what it says of time is meant anew each day."""

    name: str
    text: str


def saved_filters(vault: Vault) -> tuple[SavedFilter, ...]:
    """Those that are kept, in the order in which they were saved; what cannot be read is none."""
    return decoded(vault.draft(_KEY), tuple[SavedFilter, ...], ())


def save_filter(vault: Vault, name: str, text: str) -> tuple[SavedFilter, ...]:
    """Keep a filter; one of the same name is replaced where it stands. Returns all that are kept.

    Raises Usage without a name, for an empty filter or one that cannot be read, and for too many.
    """
    name, wanted = " ".join(name.split()), read_filter(text)
    if isinstance(wanted, Misread):
        raise Usage(wanted.sentence, advice="Mend the filter, then save it.")
    if not name or not wanted:
        raise Usage("A filter needs a name and something to look for.", advice="Type both.")
    if len(name) > LONGEST_NAME:
        raise Usage(f"The name is longer than {LONGEST_NAME} characters.", advice="Choose a shorter one.")
    kept = {saved.name: saved for saved in saved_filters(vault)}
    kept[name] = SavedFilter(name, str(wanted))
    if len(kept) > MOST_FILTERS:
        raise Usage(f"There are {MOST_FILTERS} saved filters already.", advice="Remove one first.")
    return _keep(vault, tuple(kept.values()))


def forget_filter(vault: Vault, name: str) -> tuple[SavedFilter, ...]:
    """Forget a filter; returns those that are left."""
    return _keep(vault, tuple(saved for saved in saved_filters(vault) if saved.name != name))


def _keep(vault: Vault, filters: tuple[SavedFilter, ...]) -> tuple[SavedFilter, ...]:
    vault.keep_draft(_KEY, msgspec.json.encode(filters) if filters else b"")
    return filters
