"""Names that have to mean something: events, severities, durations, ids."""

from collections.abc import Collection, Iterator

from desktop.domain.clocks.durations import parse_duration
from desktop.domain.event_codec import KINDS
from desktop.domain.policy import Profile
from desktop.formats.policies.mistakes import Flaw, TablePath, did_you_mean, shown


def unknown_events(path: TablePath, key: str, names: Collection[str]) -> Iterator[Flaw]:
    """Names that are no kind of event; empty ones say nothing."""
    for name in names:
        if name and name not in KINDS:
            yield Flaw(path, key, f"There is no event {shown(name)}{did_you_mean(name, KINDS)}")


def unknown_levels(path: TablePath, key: str, levels: Collection[str], profile: Profile) -> Iterator[Flaw]:
    """Severities that the profile does not have."""
    for level in levels:
        if level not in profile.severity.levels:
            near = did_you_mean(level, profile.severity.levels)
            yield Flaw(path, key, f"There is no severity {shown(level)} in this profile{near}")


def duration_flaw(path: TablePath, key: str, written: str) -> Iterator[Flaw]:
    """A duration that cannot be read, or leaves no time at all."""
    try:
        duration = parse_duration(written or "1d")
    except ValueError as error:
        yield Flaw(path, key, f"{shown(error)}.")
        return
    if not duration.amount and duration.unit not in ("release", "undated"):
        yield Flaw(path, key, f"{shown(written)} leaves no time: nobody could keep this.")


def twice(path: TablePath, ids: list[str]) -> Iterator[Flaw]:
    """Ids that stand for more than one of the tables at `path`."""
    seen: set[str] = set()
    for place, name in enumerate(ids):
        if name in seen:
            yield Flaw((*path, place), "id", f"The id {shown(name)} stands twice.")
        seen.add(name)
