"""The policy profiles at hand: those that ship with Embargo, and those that its user put beside them."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from desktop.domain.disk import refusal
from desktop.domain.failures import InvalidPolicy, ProfileChanged, TooLarge, Unreadable, WriteFailed
from desktop.domain.policy import Profile
from desktop.files.local import LocalFiles
from desktop.files.reading import read_capped
from desktop.formats.policy import PROFILE_LIMIT, read_profile
from desktop.formats.shipped import shipped_path


class PolicyShelf:
    """Satisfies `workflows.ports.Policies`; an own profile that can be used takes a shipped one's place.

    An organisation changes its policy without waiting for a release of Embargo. A profile of one's own that
    cannot be used keeps its id, raises when it is asked for, and stands in nobody's way.
    """

    def __init__(self, own: Path | None = None) -> None:
        """`own` is the folder of the user's profiles, each named by its id; it need not be there."""
        self._own = own
        self._read: dict[Path, tuple[bytes, Profile]] = {}

    def ids(self) -> tuple[str, ...]:
        """The ids, sorted."""
        return tuple(sorted(self._own_paths().keys() | _shipped().keys()))

    def source(self, policy_id: str) -> bytes:
        """The TOML bytes; raises InvalidPolicy for an unknown id and for a file that cannot be read."""
        return _bytes_of(self._path(policy_id))

    def profile(self, policy_id: str) -> Profile:
        """The profile; raises InvalidPolicy, also for a file that is named for another policy."""
        return self._profile_in(self._path(policy_id))

    def is_shipped(self, policy_id: str) -> bool:
        """Whether the profile of this id is one that ships with Embargo, and none of one's own."""
        return policy_id in _shipped() and self._path(policy_id) == _shipped()[policy_id]

    def ships(self, policy_id: str) -> bool:
        """Whether Embargo ships a profile of this id, used or replaced."""
        return policy_id in _shipped()

    def unused(self) -> tuple[str, ...]:
        """The ids, sorted, of own files that cannot be used where a shipped profile can."""
        return tuple(sorted(name for name in self._own_paths() if self.is_shipped(name)))

    def at_hand(self, policy_id: str) -> bytes:
        """The file to edit: one's own, also one that cannot be used, else the shipped one, else nothing.

        Raises InvalidPolicy for a file that cannot be read.
        """
        path = self._own_paths().get(policy_id) or _shipped().get(policy_id)
        return _bytes_of(path) if path is not None else b""

    def keep(self, policy_id: str, source: bytes, *, seen: bytes) -> Path:
        """Put a profile among one's own, in the place of what was `seen` under its id, or of nothing.

        Raises ProfileChanged when something else stands there by now, and WriteFailed.
        """
        if self._own is None:
            raise WriteFailed("There is no folder for profiles of one's own.")
        if self.at_hand(policy_id) != seen:
            raise ProfileChanged(f"The profile {policy_id} is not the one that was looked at.")
        path = self._own / f"{policy_id}.toml"
        try:
            self._own.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise refusal(error, "The folder of profiles cannot be made.") from error
        LocalFiles().replace(path, source)
        return path

    def for_reports(self) -> tuple[str, ...]:
        """The ids of policies that a report can fall under: no pack, and none that cannot be used."""
        return tuple(profile.policy.id for profile in self._for_reports())

    def for_recipient(self, address: str) -> tuple[str, ...]:
        """The policies of reports with this intake address, compared without case; several are a question."""
        wanted = address.strip().casefold()
        return tuple(
            profile.policy.id
            for profile in self._for_reports()
            if wanted in (i.address.casefold() for i in profile.intake if i.kind == "email")
        )

    def _for_reports(self) -> Iterator[Profile]:
        for policy_id in self.ids():
            with suppress(InvalidPolicy):
                profile = self.profile(policy_id)
                if profile.kind == "policy":
                    yield profile

    def _path(self, policy_id: str) -> Path:
        own, shipped = self._own_paths().get(policy_id), _shipped().get(policy_id)
        if own is not None and (shipped is None or self._can_be_used(own)):
            return own
        if shipped is None:
            raise InvalidPolicy(
                f"There is no policy {policy_id!r}.", advice=f"The policies are {', '.join(self.ids())}."
            )
        return shipped

    def _can_be_used(self, path: Path) -> bool:
        try:
            self._profile_in(path)
        except InvalidPolicy:
            return False
        return True

    def _profile_in(self, path: Path) -> Profile:
        source = _bytes_of(path)
        known = self._read.get(path)
        if known is not None and known[0] == source:
            return known[1]
        profile = read_profile(source, path.stem)
        if profile.policy.id != path.stem:
            raise InvalidPolicy(
                f"The file {path.name} holds the policy {profile.policy.id!r}.",
                advice="Name the file for the policy that it holds.",
            )
        self._read[path] = source, profile
        return profile

    def _own_paths(self) -> dict[str, Path]:
        return {path.stem: path for path in self._own.glob("*.toml")} if self._own else {}


def _bytes_of(path: Path) -> bytes:
    try:
        return read_capped(path, PROFILE_LIMIT)
    except (Unreadable, TooLarge) as error:
        raise InvalidPolicy(f"{path.name}: {error.message}") from error


def _shipped() -> dict[str, Path]:
    return {path.stem: path for path in shipped_path("policies").glob("*.toml")}
