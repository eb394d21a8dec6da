"""What a provider tree becomes with new advisories in it: pure, from what lies there and what comes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from desktop.domain.advisories.advisory import Tlp
from desktop.domain.failures import RefusedByPolicy
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal, clear_provider
from desktop.domain.leaving.providers import ProviderCandidate
from desktop.domain.policy import Profile
from desktop.formats.provider.head import tree_head
from desktop.formats.provider.listed import Listed
from desktop.formats.provider.lists import write_changes, write_index
from desktop.formats.provider.metadata import Publisher, write_metadata
from desktop.formats.provider.places import (
    BESIDE,
    CHANGES,
    INDEX,
    LABELS,
    METADATA,
    Label,
    feed_name,
    key_place,
    label_folder,
)
from desktop.formats.provider.rolie import write_feed
from desktop.workflows.provider.read_tree import Tree
from desktop.workflows.provider.redo import Change
from desktop.workflows.publication.sign_documents import Release

_READERS: dict[Label, Tlp] = {"WHITE": "CLEAR", "GREEN": "GREEN", "AMBER": "AMBER", "RED": "RED"}


class Incoming(msgspec.Struct, frozen=True):
    """A signed advisory on its way into the tree, and what the lists will say of it."""

    release: Release
    listed: Listed

    @property
    def files(self) -> Iterator[tuple[str, Cleared]]:
        """Its files at their places: what belongs to the document first, so that it never stands alone."""
        folder = self.listed.place.rpartition("/")[0]
        for cleared in reversed(self.release.files):
            yield f"{folder}/{cleared.file_name}", cleared


def compose_tree(
    tree: Tree, incoming: Sequence[Incoming], public_key: Cleared, base_url: str, profile: Profile
) -> Change:
    """The files to write, in order, and the places to give up. Raises RefusedByPolicy from the gate."""
    listed = {one.tracking_id: one for one in tree.listed.values()}
    before = dict(listed)
    listed |= {coming.listed.tracking_id: coming.listed for coming in incoming}
    left = [old for tracking_id, old in before.items() if old.place != listed[tracking_id].place]
    files = [file for coming in incoming for file in coming.files]
    files.append((key_place(public_key.file_name.removesuffix(".asc")), public_key))
    touched = {coming.listed.label for coming in incoming} | {old.label for old in left}
    out = _out(tree) | {coming.listed.tracking_id for coming in incoming}
    for label in (label for label in LABELS if label in touched):
        files += _lists(label, [one for one in listed.values() if one.label == label], base_url, out)
    files.append((METADATA, _metadata(tree, listed.values(), public_key, base_url, profile)))
    removals = [f"{old.place}{suffix}" for old in left for suffix in ("", *BESIDE)]
    removals += _emptied(touched, listed.values(), tree)
    changed = [(place, cleared) for place, cleared in files if tree.hashes.get(place) != cleared.sha256]
    return Change(changed, removals, tree_head(_hashes(tree, changed, removals)))


def _hashes(tree: Tree, files: Iterable[tuple[str, Cleared]], removals: Iterable[str]) -> Mapping[str, str]:
    gone = set(removals)
    kept = {place: digest for place, digest in tree.hashes.items() if place not in gone}
    return kept | {place: cleared.sha256 for place, cleared in files}


def _out(tree: Tree) -> frozenset[str]:
    """Ids of what was let out: it lies where it says, signed; a draft that somebody left there is not."""
    signed = ((place, one) for place, one in tree.listed.items() if f"{place}.asc" in tree.hashes)
    return frozenset(one.tracking_id for place, one in signed if place == one.place)


def _lists(
    label: Label, listed: Sequence[Listed], base_url: str, out: frozenset[str]
) -> Iterator[tuple[str, Cleared]]:
    if not listed:
        return
    written = {
        INDEX: write_index(listed),
        CHANGES: write_changes(listed),
        feed_name(label): write_feed(label, listed, base_url),
    }
    ids = frozenset(one.tracking_id for one in listed)
    for name, content in written.items():
        candidate = ProviderCandidate(content, name, _READERS[label], ids, out)
        yield f"{label_folder(label)}/{name}", _through_the_gate(candidate)


def _metadata(
    tree: Tree, listed: Iterable[Listed], public_key: Cleared, base_url: str, profile: Profile
) -> Cleared:
    documents = tuple(listed)
    labels = [label for label in LABELS if any(one.label == label for one in documents)]
    known = [key.fingerprint.upper() for key in tree.metadata.public_openpgp_keys] if tree.metadata else []
    keys = dict.fromkeys((*known, public_key.file_name.removesuffix(".asc")))
    publisher = Publisher("vendor", profile.policy.organisation, profile.policy.namespace)
    newest: datetime = max(one.current_release for one in documents)
    content = write_metadata(base_url, publisher, labels, tuple(keys), newest)
    return _through_the_gate(ProviderCandidate(content, METADATA, "CLEAR"))


def _emptied(touched: Iterable[Label], listed: Iterable[Listed], tree: Tree) -> list[str]:
    """The lists of labels that no document has any more."""
    used = {one.label for one in listed}
    names = [
        f"{label_folder(label)}/{name}"
        for label in sorted(set(touched) - used)
        for name in (INDEX, CHANGES, feed_name(label))
    ]
    return [name for name in names if name in tree.hashes]


def _through_the_gate(candidate: ProviderCandidate) -> Cleared:
    outcome = clear_provider(candidate)
    if isinstance(outcome, GateRefusal):
        raise RefusedByPolicy(
            f"The list {candidate.file_name} may not leave. {outcome.sentence}",
            advice="Look at what lies in the tree: `embargo advisory validate FOLDER`.",
        )
    return outcome
