"""The policy profiles that ship with Embargo, by id and by intake address."""

from desktop.domain.failures import InvalidPolicy, Unreadable
from desktop.domain.policy import Profile
from desktop.formats.policy import read_profile
from desktop.formats.shipped import shipped, shipped_path


class ShippedPolicies:
    """Satisfies `workflows.ports.Policies`; a profile is read once."""

    def __init__(self) -> None:
        self._profiles: dict[str, Profile] = {}

    def ids(self) -> tuple[str, ...]:
        """The ids, sorted."""
        return tuple(sorted(path.stem for path in shipped_path("policies").glob("*.toml")))

    def source(self, policy_id: str) -> bytes:
        """The TOML bytes; raises InvalidPolicy for an unknown id."""
        if policy_id not in self.ids():
            raise InvalidPolicy(
                f"There is no policy {policy_id!r}.", advice=f"The policies are {', '.join(self.ids())}."
            )
        try:
            return shipped("policies", f"{policy_id}.toml")
        except Unreadable as error:
            raise InvalidPolicy(error.message, advice=error.advice) from error

    def profile(self, policy_id: str) -> Profile:
        """The profile; raises InvalidPolicy."""
        if policy_id not in self._profiles:
            self._profiles[policy_id] = read_profile(self.source(policy_id))
        return self._profiles[policy_id]

    def for_recipient(self, address: str) -> str | None:
        """The policy with this intake address, compared without case."""
        wanted = address.strip().casefold()
        for policy_id in self.ids():
            addresses = (i.address.casefold() for i in self.profile(policy_id).intake if i.kind == "email")
            if wanted in addresses:
                return policy_id
        return None
