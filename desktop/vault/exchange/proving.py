"""Whether a bundle agrees with itself and with this vault: all is proved before anything is written."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec

from desktop.domain.events import IncidentOpened, ReportReceived
from desktop.domain.exchange.bundle import ChainClaim, Content, Manifest
from desktop.domain.exchange.chains import Link, beyond, places, read_link, require_past
from desktop.domain.failures import BundleRefused
from desktop.domain.journal import salted_hash
from desktop.vault.chains import Signers
from desktop.vault.checkpoint import holds
from desktop.vault.database import Database
from desktop.vault.exchange.reading import Arriving
from desktop.vault.journal import Journal

_OPENS = (ReportReceived.kind, IncidentOpened.kind)
_FIRST_OF_CASE = (
    "SELECT id, folds_at, writer, sequence FROM payload JOIN journal USING (id) "
    "WHERE case_id = ? ORDER BY folds_at, writer, sequence LIMIT 1"
)
_COMPARE = "Compare with its sender, over another channel, before anything else is taken from them."


class Proved(msgspec.Struct, frozen=True):
    """What is new of a bundle, with nothing left to doubt but its files."""

    chains: Mapping[str, list[Link]]
    """New headers by writer."""
    folds_at: Mapping[str, int]
    contents: tuple[tuple[Link, Content], ...]
    """Of the case, those whose content is not here yet, in no order."""
    claims: tuple[ChainClaim, ...]
    """Of chains that grow."""


def prove(database: Database, manifest: Manifest, arriving: Arriving, now: datetime) -> Proved:
    """Check chains, heads, signatures, times, contents and the case's origin. Raises BundleRefused."""
    signers = _OneKeyEach(database)
    chains: dict[str, list[Link]] = {}
    for claim in manifest.chains:
        _require_signed(database, signers, claim)
        known = _known(database, claim.writer)
        new = beyond(claim.writer, known, arriving.headers[claim.writer])
        _require_head(claim, known, new)
        _require_not_ours(database, claim, new)
        chains[claim.writer] = new
    require_past((link for chain in chains.values() for link in chain), now)
    folds_at = places(chains, _places(database, chains))
    contents = tuple(_proved_contents(database, manifest, chains, arriving.contents))
    _require_origin(database, manifest, folds_at, contents)
    grown = tuple(claim for claim in manifest.chains if chains[claim.writer])
    return Proved(chains, folds_at, contents, grown)


class _OneKeyEach(Signers):
    """The pinned keys, and those that the bundle names for vaults that are not known here."""

    def pin(self, claim: ChainClaim) -> bool:
        """Whether this is the key of that vault, here and wherever else the bundle names it."""
        return self._keys.setdefault(claim.vault_id, claim.public_key) == claim.public_key


def _require_signed(database: Database, signers: _OneKeyEach, claim: ChainClaim) -> None:
    """The vault that the chain belongs to signed its head, by the key that is pinned for it."""
    if not signers.pin(claim):
        raise BundleRefused("A vault that is known here signs with another key than before.", advice=_COMPARE)
    facts = (claim.vault_id, claim.writer, claim.sequence, claim.head)
    if not holds(claim.public_key, claim.signature, *facts):
        raise BundleRefused(
            "The head of a chain is not signed by the vault that it belongs to.", advice=_COMPARE
        )
    owner = database.value("SELECT vault_id FROM chain WHERE writer = ?", claim.writer)
    if owner is not None and (owner or signers.own) != claim.vault_id:
        raise BundleRefused(
            "A chain is claimed by another vault than the one that began it.", advice=_COMPARE
        )


def _require_head(claim: ChainClaim, known: list[str], new: list[Link]) -> None:
    head = new[-1].id if new else known[claim.sequence - 1]
    if head != claim.head:
        raise BundleRefused("A chain does not end at the head that was signed for it.")


def _require_not_ours(database: Database, claim: ChainClaim, new: list[Link]) -> None:
    if new and claim.writer == Journal(database).fact("writer"):
        raise BundleRefused(
            "It holds entries of this very vault that are not in it: an older state was put back here.",
            advice="Run `embargo verify`, and restore the latest backup.",
        )


def _known(database: Database, writer: str) -> list[str]:
    return [
        row[0] for row in database.rows("SELECT id FROM journal WHERE writer = ? ORDER BY sequence", writer)
    ]


def _places(database: Database, chains: Mapping[str, list[Link]]) -> dict[str, int]:
    """Where those entries of this vault fold that new ones name."""
    links = [link for chain in chains.values() for link in chain]
    named = {i for link in links for i in (link.header.previous, *link.header.heads)}
    sql = "SELECT id, folds_at FROM journal WHERE id = ?"
    return {i: at for asked in named - {link.id for link in links} for i, at in database.rows(sql, asked)}


def _proved_contents(
    database: Database, manifest: Manifest, chains: Mapping[str, list[Link]], contents: Mapping[str, Content]
) -> Iterator[tuple[Link, Content]]:
    """What is not here yet, each proved by its header. Raises BundleRefused."""
    new = {link.id: link for chain in chains.values() for link in chain}
    coming = {claim.writer for claim in manifest.chains}
    for content in contents.values():
        link = new.get(content.id) or _stored(database, content.id)
        if link is None or link.header.writer not in coming:
            raise BundleRefused("The case has an entry that is in none of the chains.")
        _require_content(manifest.case_id, link, content)
        if not database.value("SELECT 1 FROM payload WHERE id = ?", content.id):
            yield link, content


def _stored(database: Database, event_id: str) -> Link | None:
    sealed: bytes | None = database.value("SELECT header FROM journal WHERE id = ?", event_id)
    return None if sealed is None else read_link(sealed)


def _require_content(case_id: str, link: Link, content: Content) -> None:
    if salted_hash(content.case_salt, case_id.encode()) != link.header.case_hash:
        raise BundleRefused("An entry belongs to another case than the bundle's.")
    payload = content.payload
    if payload is not None and salted_hash(content.payload_salt, payload) != link.header.payload_hash:
        raise BundleRefused("What an entry says was changed.")


def _require_origin(
    database: Database,
    manifest: Manifest,
    folds_at: Mapping[str, int],
    contents: tuple[tuple[Link, Content], ...],
) -> None:
    """The case begins with the same entry here and there: two cases of one id are never mixed."""
    here = next(iter(database.rows(_FIRST_OF_CASE, manifest.case_id)), None)
    if here is not None and here[0] not in manifest.events:
        raise BundleRefused("This vault has another case with the same id.", advice=_COMPARE)
    places = [_place(database, link, folds_at) for link, _ in contents]
    if here is not None:
        if any(place < here[1:] for place in places):
            raise BundleRefused("The case begins with another entry there than here.", advice=_COMPARE)
        return
    first = min(zip(places, contents, strict=True), key=lambda pair: pair[0], default=None)
    if first is None or first[1][0].header.name not in _OPENS:
        raise BundleRefused("The case does not begin with a report or an incident.")


def _place(database: Database, link: Link, folds_at: Mapping[str, int]) -> tuple[int, str, int]:
    at = folds_at.get(link.id)
    if at is None:  # its header came earlier, without its content
        at = database.value("SELECT folds_at FROM journal WHERE id = ?", link.id)
    return at, link.header.writer, link.header.sequence
