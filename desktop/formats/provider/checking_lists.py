"""Whether the lists of a provider tree name its documents: all of them, as they are, and nothing else."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.findings import Finding
from desktop.formats.advisories.instants import instant
from desktop.formats.provider.listed import Listed
from desktop.formats.provider.lists import read_changes, read_index
from desktop.formats.provider.metadata import Metadata
from desktop.formats.provider.places import (
    CHANGES,
    INDEX,
    METADATA,
    Label,
    feed_name,
    key_place,
    label_folder,
)
from desktop.formats.provider.rolie import FeedEntry, read_feed

_List = TypeVar("_List")
Get = Callable[[str], bytes | None]
"""A file of the tree by its place; None when it is not there."""


def check_lists(label: Label, listed: Sequence[Listed], get: Get, base_url: str) -> Iterator[Finding]:
    """The lists in the folder of one label; `base_url` is empty where nothing says it."""
    folder = label_folder(label)
    index, changes, feed = (f"{folder}/{name}" for name in (INDEX, CHANGES, feed_name(label)))
    yield from _unless_spoilt("7.1.12", index, _check_index(index, listed, get))
    yield from _unless_spoilt("7.1.13", changes, _check_changes(changes, listed, get))
    yield from _unless_spoilt("7.1.15", feed, _check_feed(feed, listed, get, base_url))


def check_metadata(
    metadata: Metadata, labels: Iterable[Label], listed: Iterable[Listed]
) -> Iterator[Finding]:
    """That it tells of every label and every key, and is as new as the newest document."""
    base = metadata.base_url
    feeds = {feed.url for one in metadata.distributions if one.rolie for feed in one.rolie.feeds}
    folders = {one.directory_url.rstrip("/") for one in metadata.distributions if one.directory_url}
    for label in labels:
        folder = f"{base}/{label_folder(label)}"
        if f"{folder}/{feed_name(label)}" not in feeds and folder not in folders:
            message = f"It leads to no feed and no folder of the TLP:{label} documents."
            yield Finding("7.1.7", "error", f"{METADATA}#/distributions", message)
    newest = max((one.current_release for one in listed), default=None)
    if newest is not None and metadata.last_updated < newest:
        message = "It was last updated before the newest document was released."
        yield Finding("7.1.7", "error", f"{METADATA}#/last_updated", message)
    if not metadata.public_openpgp_keys:
        message = "It names no OpenPGP key that signs the documents."
        yield Finding("7.1.20", "error", f"{METADATA}#/public_openpgp_keys", message)


def key_places(metadata: Metadata) -> Mapping[str, str]:
    """Where each key lies, by its fingerprint; one that is served from elsewhere, in the folder of keys."""
    base = f"{metadata.base_url}/"
    return {
        key.fingerprint.upper(): key.url.removeprefix(base)
        if key.url.startswith(base)
        else key_place(key.fingerprint.upper())
        for key in metadata.public_openpgp_keys
    }


class _Spoilt(Exception):  # noqa: N818 - says what the list is, as every failure is named here
    """A list is missing or cannot be read; the text says which."""


def _unless_spoilt(test: str, place: str, check: Iterator[Finding]) -> Iterator[Finding]:
    """What a check finds, or that there is nothing to check."""
    try:
        yield from check
    except _Spoilt as spoilt:
        yield Finding(test, "error", place, str(spoilt))


def _read(place: str, get: Get, read: Callable[[bytes], _List], missing: str) -> _List:
    """A list of the tree; raises _Spoilt."""
    written = get(place)
    if written is None:
        raise _Spoilt(missing)
    try:
        return read(written)
    except InvalidDocument as failure:
        raise _Spoilt(failure.message) from failure
    except UnicodeDecodeError as error:
        raise _Spoilt("The list cannot be read.") from error
    except ValueError as error:
        raise _Spoilt(f"The list cannot be read: {error}.") from error


def _check_index(place: str, listed: Sequence[Listed], get: Get) -> Iterator[Finding]:
    named = _read(place, get, read_index, "The list of the documents is missing.")
    yield from _compare("7.1.12", place, named, (one.in_folder for one in listed))


def _check_changes(place: str, listed: Sequence[Listed], get: Get) -> Iterator[Finding]:
    rows = _read(place, get, read_changes, "The list of changes is missing.")
    yield from _compare("7.1.13", place, [name for name, _ in rows], (one.in_folder for one in listed))
    times = [at for _, at in rows]
    if times != sorted(times, reverse=True):
        yield Finding("7.1.13", "error", place, "The changes are not in order, the newest first.")
    released = {one.in_folder: instant(one.current_release) for one in listed}
    for name, at in rows:
        if released.get(name, at) != at:
            message = f"{name} was last released at {released[name]}, not at another time."
            yield Finding("7.1.13", "error", place, message)


def _check_feed(place: str, listed: Sequence[Listed], get: Get, base_url: str) -> Iterator[Finding]:
    entries = _read(place, get, read_feed, "The ROLIE feed is missing.")
    named = [entry.tracking_id for entry in entries]
    yield from _compare("7.1.15", place, named, (one.tracking_id for one in listed))
    yield from _entries_differ(place, listed, entries, base_url)


def _entries_differ(
    place: str, listed: Sequence[Listed], entries: Sequence[FeedEntry], base_url: str
) -> Iterator[Finding]:
    by_id = {one.tracking_id: one for one in listed}
    for entry in entries:
        one = by_id.get(entry.tracking_id)
        if one is None:
            continue
        if base_url and entry.url != f"{base_url}/{one.place}":
            message = f"The feed leads to another place than that of {one.tracking_id}."
            yield Finding("7.1.15", "error", place, message)
        if entry.updated != one.current_release:
            message = f"The feed tells another time of {one.tracking_id} than the document."
            yield Finding("7.1.15", "error", place, message)


def _compare(test: str, place: str, named: Sequence[str], there: Iterable[str]) -> Iterator[Finding]:
    wanted = set(there)
    for missing in sorted(wanted - set(named)):
        yield Finding(test, "error", place, f"{missing} is not listed.")
    for extra in sorted(set(named) - wanted):
        yield Finding(test, "error", place, f"{extra} is listed and not there.")
    if len(set(named)) != len(named):
        yield Finding(test, "error", place, "A document is listed twice.")
