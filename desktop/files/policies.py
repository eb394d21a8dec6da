"""The policy profiles at hand: those that ship with Embargo, and those that its user put beside them."""

from pathlib import Path

from desktop.domain.failures import InvalidPolicy, Unreadable
from desktop.domain.policy import Profile
from desktop.files.reading import read_capped
from desktop.formats.policy import read_profile
from desktop.formats.shipped import shipped_path

_PROFILE_LIMIT = 1024 * 1024


class PolicyShelf:
    """Satisfies `workflows.ports.Policies`; a profile is read once, and never replaces a shipped one."""

    def __init__(self, own: Path | None = None) -> None:
        """`own` is the folder of the user's profiles, each named by its id; it need not be there."""
        self._own = own
        self._profiles: dict[str, Profile] = {}

    def ids(self) -> tuple[str, ...]:
        """The ids, sorted."""
        return tuple(sorted(self._paths()))

    def source(self, policy_id: str) -> bytes:
        """The TOML bytes; raises InvalidPolicy for an unknown id and for a file that cannot be read."""
        path = self._paths().get(policy_id)
        if path is None:
            raise InvalidPolicy(
                f"There is no policy {policy_id!r}.", advice=f"The policies are {', '.join(self.ids())}."
            )
        try:
            return read_capped(path, _PROFILE_LIMIT)
        except Unreadable as error:
            raise InvalidPolicy(error.message, advice=error.advice) from error

    def profile(self, policy_id: str) -> Profile:
        """The profile; raises InvalidPolicy, also for a file that is named for another policy."""
        if policy_id not in self._profiles:
            profile = read_profile(self.source(policy_id))
            if profile.policy.id != policy_id:
                raise InvalidPolicy(f"The file {policy_id}.toml holds the policy {profile.policy.id!r}.")
            self._profiles[policy_id] = profile
        return self._profiles[policy_id]

    def for_recipient(self, address: str) -> str | None:
        """The policy with this intake address, compared without case."""
        wanted = address.strip().casefold()
        for policy_id in self.ids():
            addresses = (i.address.casefold() for i in self.profile(policy_id).intake if i.kind == "email")
            if wanted in addresses:
                return policy_id
        return None

    def _paths(self) -> dict[str, Path]:
        own = self._own.glob("*.toml") if self._own else ()
        found = {path.stem: path for path in own}
        return found | {path.stem: path for path in shipped_path("policies").glob("*.toml")}
