"""The policy profiles at hand: those that ship with Embargo, and those that its user put beside them."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from desktop.domain.failures import InvalidPolicy, TooLarge, Unreadable
from desktop.domain.policy import Profile
from desktop.files.reading import read_capped
from desktop.formats.policy import PROFILE_LIMIT, read_profile
from desktop.formats.shipped import shipped_path


class PolicyShelf:
    """Satisfies `workflows.ports.Policies`; an own profile never replaces a shipped one.

    One that cannot be used keeps its id, raises when it is asked for, and stands in nobody's way.
    """

    def __init__(self, own: Path | None = None) -> None:
        """`own` is the folder of the user's profiles, each named by its id; it need not be there."""
        self._own = own
        self._read: dict[str, tuple[bytes, Profile]] = {}

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
            return read_capped(path, PROFILE_LIMIT)
        except (Unreadable, TooLarge) as error:
            raise InvalidPolicy(f"{path.name}: {error.message}") from error

    def profile(self, policy_id: str) -> Profile:
        """The profile; raises InvalidPolicy, also for a file that is named for another policy."""
        source = self.source(policy_id)
        known = self._read.get(policy_id)
        if known is not None and known[0] == source:
            return known[1]
        profile = read_profile(source, policy_id)
        if profile.policy.id != policy_id:
            raise InvalidPolicy(
                f"The file {policy_id}.toml holds the policy {profile.policy.id!r}.",
                advice="Name the file for the policy that it holds.",
            )
        self._read[policy_id] = source, profile
        return profile

    def is_shipped(self, policy_id: str) -> bool:
        """Whether the profile of this id is one that ships with Embargo."""
        return policy_id in _shipped()

    def unused(self) -> tuple[str, ...]:
        """The ids, sorted, of own files that are never read: a shipped profile has the name."""
        own = self._own.glob("*.toml") if self._own else ()
        return tuple(sorted({path.stem for path in own} & _shipped().keys()))

    def for_reports(self) -> tuple[str, ...]:
        """The ids of policies that a report can fall under: no pack, and none that cannot be used."""
        return tuple(profile.policy.id for profile in self._for_reports())

    def for_recipient(self, address: str) -> str | None:
        """The policy of reports with this intake address, compared without case."""
        wanted = address.strip().casefold()
        for profile in self._for_reports():
            if wanted in (i.address.casefold() for i in profile.intake if i.kind == "email"):
                return profile.policy.id
        return None

    def _for_reports(self) -> Iterator[Profile]:
        for policy_id in self.ids():
            with suppress(InvalidPolicy):
                profile = self.profile(policy_id)
                if profile.kind == "policy":
                    yield profile

    def _paths(self) -> dict[str, Path]:
        own = self._own.glob("*.toml") if self._own else ()
        found = {path.stem: path for path in own}
        return found | _shipped()


def _shipped() -> dict[str, Path]:
    return {path.stem: path for path in shipped_path("policies").glob("*.toml")}
