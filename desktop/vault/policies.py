"""The policies that cases pinned: TOML bytes among the blobs, decoded once, with the dates of the vault."""

from collections.abc import Sequence

from desktop.domain.clocks import dates_of, with_dates
from desktop.domain.event import Recorded
from desktop.domain.failures import Failure
from desktop.domain.policy import Profile
from desktop.formats.policy import read_pinned
from desktop.vault.blobs import read_blob
from desktop.vault.database import Database
from desktop.vault.journal import Journal


class PinnedPolicies:
    """Profiles by the SHA-256 of their bytes, with the releases and holidays that the vault's events tell."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, Profile] = {}
        self._events: Sequence[Recorded] | None = None

    def __call__(self, sha256: str) -> Profile | None:
        """The profile, or None when it is not there or cannot be used: a list must still be shown then."""
        if sha256 in self._known:
            return self._known[sha256]
        profile = self._read(sha256)
        if profile is not None:
            self._known[sha256] = profile
        return profile

    def forget(self) -> None:
        """Read again what a transaction that failed may have shown, or what one is about to change."""
        self._known.clear()
        self._events = None

    def _read(self, sha256: str) -> Profile | None:
        try:
            profile = read_pinned(read_blob(self._database, sha256)) if sha256 else None
        except Failure:
            return None
        return profile and with_dates(profile, dates_of(self._vault_history(), profile.policy.id))

    def _vault_history(self) -> Sequence[Recorded]:
        if self._events is None:
            self._events = Journal(self._database).of_vault()
        return self._events
