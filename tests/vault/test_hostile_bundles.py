"""Bundles that lie: each is refused whole, and the vault is what it was before, byte for byte."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.domain.event_codec import encode
from desktop.domain.exchange import bundle as limits
from desktop.domain.exchange.bundle import ChainClaim, Content, FileClaim, Manifest, require_limits
from desktop.domain.exchange.chains import Link, read_link
from desktop.domain.failures import BundleRefused, Failure, TooLarge
from desktop.domain.inert import Untrusted
from desktop.domain.journal import GENESIS, Header, salted_hash, seal
from desktop.formats.exchange.parts import Headers, Piece, Run, Said, pack
from desktop.vault.checkpoint import CheckpointKey
from tests.checked import Figure
from tests.vault.exchanging import CASE, TO, bundle_of, hand_over

SALT = b"s" * 16
MALLORY, HER_VAULT = "f" * 32, "e" * 32


@dataclass
class Bundle:
    """A bundle in its parts, to be tampered with; the manifest's signature is OpenPGP's and not of here."""

    manifest: Manifest
    runs: list[Run]

    def claims(self, **changes: object) -> None:
        self.manifest = msgspec.structs.replace(self.manifest, **changes)

    def chain(self, of: str, /, **changes: object) -> None:
        """Change the claim of a vault's chain."""
        chains = [
            msgspec.structs.replace(c, **changes) if c.vault_id == of else c for c in self.manifest.chains
        ]
        self.claims(chains=tuple(chains))

    def given_to(self, target):
        bench, vault = target
        require_limits(self.manifest)
        return vault.take_in(
            self.manifest, list(pack(self.runs)), sender=TO, key=b"key", author="hand", now=bench.now
        )


class Mallory:
    """Somebody with a vault of her own making, who has been sent the case and may say what she likes."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.key = CheckpointKey(CheckpointKey.make())
        self.links: list[Link] = []
        self.heads = [chain.head for chain in bundle.manifest.chains]
        self.write(e.VaultMade(HER_VAULT), None)

    def write(self, event: Event, case_id: str | None = CASE, **header: object) -> None:
        payload = encode(event)
        case = (case_id or "").encode()
        at = self.bundle.manifest.made_at
        fields = {
            "version": 1,
            "writer": MALLORY,
            "sequence": len(self.links) + 1,
            "name": event.kind,
            "occurred_at": at,
            "recorded_at": at,
            "author": "Ann",
            "case_hash": salted_hash(SALT, case),
            "payload_hash": salted_hash(SALT, payload),
            "previous": self.links[-1].id if self.links else GENESIS,
            "heads": tuple(self.heads),
        }
        link = read_link(seal(Header(**(fields | header))))
        self.links.append(link)
        if case_id == CASE:
            self.bundle.claims(events=(*self.bundle.manifest.events, link.id))
            self.bundle.runs.append(Said(Content(link.id, SALT, payload, SALT)))

    def done(self) -> None:
        """Sign her chain, and put it into the bundle as the sender's."""
        head, count = self.links[-1].id, len(self.links)
        signature = self.key.sign(HER_VAULT, MALLORY, count, head)
        claim = ChainClaim(MALLORY, HER_VAULT, self.key.public, count, head, signature)
        self.bundle.claims(chains=(*self.bundle.manifest.chains, claim), vault_id=HER_VAULT, head=head)
        self.bundle.runs.insert(0, Headers(MALLORY, tuple(link.sealed for link in self.links)))
        order = {Headers: 0, Said: 1, Piece: 2}
        self.bundle.runs.sort(key=lambda run: order[type(run)])


def made_by(source) -> Bundle:
    manifest, parts = bundle_of(*source)
    runs = [run for part in parts for run in msgspec.msgpack.decode(part, type=tuple[Run, ...])]
    return Bundle(manifest, runs)


def theirs(bundle: Bundle) -> str:
    return bundle.manifest.vault_id


def by_mallory(*events: Event, **header: object) -> Callable[[Bundle], None]:
    def lie(bundle: Bundle) -> None:
        mallory = Mallory(bundle)
        for event in events:
            mallory.write(event, **header)
        mallory.done()

    return lie


def runs(kind: type, change: Callable[[list], list]) -> Callable[[Bundle], None]:
    """Change the runs of one kind."""

    def lie(bundle: Bundle) -> None:
        order = (Headers, Said, Piece)
        found = {k: [run for run in bundle.runs if isinstance(run, k)] for k in order}
        found[kind] = change(found[kind])
        bundle.runs = [run for k in order for run in found[k]]

    return lie


def first(change: Callable[[Run], Run]) -> Callable[[list], list]:
    return lambda found: [change(found[0]), *found[1:]]


def other_payload(run: Said) -> Said:
    return Said(msgspec.structs.replace(run.content, payload=b'{"text":"forged"}'))


def other_author(run: Headers) -> Headers:
    """The last entry by another author, under the old signature of the head."""
    header = msgspec.json.decode(run.headers[-1], type=Header)
    return Headers(run.writer, (*run.headers[:-1], seal(msgspec.structs.replace(header, author="Eve"))))


def foreign_key(bundle: Bundle) -> None:
    """Their chain, signed by a key that is not the one pinned for their vault."""
    forger = CheckpointKey(CheckpointKey.make())
    (claim,) = [chain for chain in bundle.manifest.chains if chain.vault_id == theirs(bundle)]
    signature = forger.sign(claim.vault_id, claim.writer, claim.sequence, claim.head)
    bundle.chain(theirs(bundle), public_key=forger.public, signature=signature)


def claimed_by_another(bundle: Bundle) -> None:
    """Their chain as if another vault had begun it."""
    forger = CheckpointKey(CheckpointKey.make())
    (claim,) = [chain for chain in bundle.manifest.chains if chain.vault_id == theirs(bundle)]
    signature = forger.sign(HER_VAULT, claim.writer, claim.sequence, claim.head)
    bundle.chain(theirs(bundle), vault_id=HER_VAULT, public_key=forger.public, signature=signature)
    bundle.claims(vault_id=HER_VAULT)


def from_the_future(bundle: Bundle) -> None:
    at = bundle.manifest.made_at + timedelta(days=400)
    by_mallory(e.NoteAdded("late"), recorded_at=at)(bundle)


def a_million(bundle: Bundle) -> None:
    bundle.chain(theirs(bundle), sequence=1_000_000)


def more_than_listed(bundle: Bundle) -> None:
    run = next(run for run in bundle.runs if isinstance(run, Headers))
    bundle.runs[:0] = [Headers(run.writer, run.headers * 50)]


def a_file_of_ours(bundle: Bundle) -> None:
    """An entry that names a file which the receiver keeps in another case."""
    name = hashlib.sha256(b"sealed TST-2026-OTHER secret").hexdigest()
    by_mallory(e.EvidenceAdded(Untrusted("x"), "x", 1, name, "text/plain"))(bundle)


def no_report(bundle: Bundle) -> None:
    """A message whose reading is none."""
    content = b"no reading"
    name = hashlib.sha256(content).hexdigest()
    by_mallory(e.ReportRegraded("0" * 64, name, "signed"))(bundle)
    bundle.claims(files=(*bundle.manifest.files, FileClaim(name, len(content))))
    bundle.runs.append(Piece(name, 0, content))


def a_file_of_nobody(bundle: Bundle) -> None:
    """An entry that rests on a file which neither has: no check of the vault would ever be sound again."""
    name = hashlib.sha256(b"nowhere").hexdigest()
    by_mallory(e.EvidenceAdded(Untrusted("x"), "x", 1, name, "text/plain"))(bundle)


def kept_back(run: Said) -> Said:
    """What an entry says, left out by whoever passes it on, though nobody purged it."""
    return Said(msgspec.structs.replace(run.content, payload=None))


YEAR_ONE = datetime(1, 1, 1, tzinfo=UTC)
YEAR_9999 = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)

LIES: dict[str, Callable[[Bundle], None]] = {
    "content changed": runs(Said, first(other_payload)),
    "author changed": runs(Headers, lambda found: [other_author(run) for run in found]),
    "signed by another key": foreign_key,
    "claimed by another vault": claimed_by_another,
    "from the future": from_the_future,
    "in another writer's name": by_mallory(e.NoteAdded("x"), writer="0" * 32),
    "names what is missing": by_mallory(e.NoteAdded("x"), heads=("9" * 64,)),
    "a million entries": a_million,
    "more entries than listed": more_than_listed,
    "entries twice": runs(Headers, lambda found: [*found, found[-1]]),
    "entries missing": runs(Headers, lambda found: found[:-1]),
    "content twice": runs(Said, lambda found: [*found, found[0]]),
    "content missing": runs(Said, lambda found: found[1:]),
    "pieces twice": runs(Piece, lambda found: [*found, found[-1]]),
    "pieces overlap": runs(Piece, lambda found: [found[0], *found]),
    "a piece missing": runs(Piece, lambda found: found[1:]),
    "another file": runs(Piece, first(lambda run: Piece(run.sha256, 0, b"x" * len(run.content)))),
    "files before content": lambda bundle: bundle.runs.reverse(),
    "an event twice": lambda bundle: bundle.claims(events=bundle.manifest.events * 2),
    "a file of another case": a_file_of_ours,
    "a file of nobody": a_file_of_nobody,
    "content kept back": runs(Said, lambda found: list(map(kept_back, found))),
    "in the year one": by_mallory(e.NoteAdded("x"), occurred_at=YEAR_ONE, recorded_at=YEAR_ONE),
    "planned for a year that no zone shows": by_mallory(e.DisclosurePlanned(YEAR_9999)),
    "an author who moves the cursor": by_mallory(e.NoteAdded("x"), author="Ann\x1b[2J"),
    "an author without end": by_mallory(e.NoteAdded("x"), author="A" * 50_000),
    "an event's name without end": by_mallory(e.NoteAdded("x"), name="x" * 5_000),
    "no reading": no_report,
    "another case": lambda bundle: bundle.claims(case_id="TST-2026-0000010"),
    "a chain that nobody signed": lambda bundle: bundle.chain(theirs(bundle), signature="00" * 64),
    "no head": lambda bundle: bundle.claims(head="0" * 64),
    "another format": lambda bundle: bundle.claims(format=2),
}


@pytest.fixture
def known(pair):
    """Two vaults that exchanged a case; the sender goes on, the receiver has a secret of its own."""
    (ours, vault), (sender, other) = pair
    ours.report(vault, CASE)
    ours.report(vault, "TST-2026-OTHER", "secret")
    hand_over(pair[0], pair[1])
    sender.now = ours.now + timedelta(minutes=1)
    for number in range(3):
        sender.act(other, CASE, e.NoteAdded(f"note {number}"))
    hand_over(pair[1], pair[0])
    content = b"evidence" * 200_000
    name = hashlib.sha256(content).hexdigest()
    added = e.EvidenceAdded(Untrusted("core"), "core", len(content), name, "application/octet-stream")
    sender.act(other, CASE, added, blobs={name: content})
    ours.now = sender.now
    return pair


def rows_of(vault) -> Iterator[object]:
    for table in ("chain", "journal", "payload", "peer", "withheld", "case_row", "blob", "meta"):
        yield vault._database.rows(f"SELECT * FROM {table} ORDER BY 1")


@pytest.mark.checks("F61", "B26")
def test_a_bundle_that_lies_costs_no_row(known, figure: Figure):
    bench, vault = known[0]
    rows, file = list(rows_of(vault)), bench.database.read_bytes()
    refused: dict[str, str] = {}
    for name, lie in LIES.items():
        bundle = made_by(known[1])
        lie(bundle)
        with pytest.raises((BundleRefused, TooLarge)) as refusal:
            bundle.given_to(known[0])
        refused[name] = refusal.value.message
        assert list(rows_of(vault)) == rows, name
        assert bench.database.read_bytes() == file, name
    assert vault.verify().sound
    assert len(set(refused.values())) > 12  # it is told what is wrong
    figure("F61", f"{len(refused)} of {len(LIES)} lies were refused, 0 rows lost")
    figure(
        "B26", f"{len(refused)} of {len(LIES)} bundles were refused whole, the file is the same byte for byte"
    )


@pytest.mark.checks("F61")
def test_the_same_bundle_again_says_nothing_new_and_an_older_one_takes_nothing_back(known):
    old = made_by(known[1])
    bench, other = known[1]
    bench.act(other, CASE, e.NoteAdded("later"))
    new = made_by(known[1])
    assert not new.given_to(known[0]).nothing_new
    file = known[0][0].database.read_bytes()
    for bundle in (new, old):
        assert bundle.given_to(known[0]).nothing_new
    assert known[0][0].database.read_bytes() == file


@pytest.mark.checks("F61")
def test_another_case_of_the_same_id_is_never_mixed_with_ours(pair):
    for bench, vault in pair:
        bench.report(vault, CASE, f"Of {vault.vault_id()}")
    before = pair[0][1].history(CASE)
    with pytest.raises(BundleRefused, match="another case with the same id"):
        hand_over(pair[1], pair[0])
    assert pair[0][1].history(CASE) == before


def test_an_honest_stranger_who_was_sent_the_case_is_taken_in(known):
    """What the lies are measured against: the same bundle without a lie."""
    bundle = made_by(known[1])
    by_mallory(e.NoteAdded("honest"))(bundle)
    taken = bundle.given_to(known[0])
    assert (taken.events, taken.authors) == (2, ("Ann", "hand"))
    assert known[0][1].verify().sound


def test_our_own_chain_is_not_continued_by_anybody_else(known):
    """The vault was put back to an older state; the bundle knows what it lost."""
    (bench, vault), _ = known
    older = bench.database.read_bytes()
    bench.act(vault, CASE, e.NoteAdded("lost"))
    hand_over(known[0], known[1])
    bench.close()
    bench.database.write_bytes(older)
    with pytest.raises(BundleRefused, match="older state"):
        hand_over(known[1], (bench, bench.open()))


def test_a_refusal_in_the_middle_of_the_parts_leaves_nothing(known):
    bundle = made_by(known[1])
    vault = known[0][1]

    def stops() -> Iterator[bytes]:
        yield next(iter(pack(bundle.runs)))
        raise Failure("The disk is gone.")

    rows = list(rows_of(vault))
    with pytest.raises((Failure, BundleRefused)):
        vault.take_in(bundle.manifest, stops(), sender=TO, key=b"key", author="a", now=known[0][0].now)
    assert list(rows_of(vault)) == rows


@pytest.mark.checks("B26")
@pytest.mark.parametrize("kind", [Headers, Said])
def test_parts_that_compress_to_nothing_are_refused_before_they_fill_the_memory(known, monkeypatch, kind):
    """Each is within its own limit and every count; only together they are too much."""
    bundle = made_by(known[1])
    sizes = {Headers: sum(len(h) for r in bundle.runs if isinstance(r, Headers) for h in r.headers)}
    sizes[Said] = sum(len(run.content.payload) for run in bundle.runs if isinstance(run, Said))
    monkeypatch.setattr(limits, "MOST_TOLD", max(sizes.values()))
    content = Content("0" * 64, SALT, bytes(sizes[Headers] + sizes[Said]), SALT)
    if kind is Headers:
        monkeypatch.setattr(limits, "MOST_TOLD", sizes[Headers] - 1)
    else:
        bundle.claims(events=(*bundle.manifest.events, content.id))
        runs(Said, lambda found: [*found, Said(content)])(bundle)
    with pytest.raises(TooLarge, match="MiB"):
        bundle.given_to(known[0])
