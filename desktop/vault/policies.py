"""The policies that cases pinned: TOML bytes among the blobs, decoded once."""

from desktop.domain.failures import Failure
from desktop.domain.policy import Profile
from desktop.formats.policy import read_profile
from desktop.vault.blobs import read_blob
from desktop.vault.database import Database


class PinnedPolicies:
    """Profiles by the SHA-256 of their bytes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, Profile] = {}

    def __call__(self, sha256: str) -> Profile | None:
        """The profile, or None when it is not there or cannot be used: a list must still be shown then."""
        if sha256 in self._known:
            return self._known[sha256]
        profile = self._read(sha256)
        if profile is not None:
            self._known[sha256] = profile
        return profile

    def forget(self) -> None:
        """Read again what a transaction that failed may have shown."""
        self._known.clear()

    def _read(self, sha256: str) -> Profile | None:
        try:
            return read_profile(read_blob(self._database, sha256)) if sha256 else None
        except Failure:
            return None
