"""A damaged vault: what is whole is found whatever page was hit, and made a vault of that proves itself."""

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.failures import VaultDamaged, VaultInUse, WriteFailed
from desktop.domain.inert import Untrusted
from desktop.vault.remote import RemoteCustody
from desktop.vault.repair.pages import PAGE_BYTES, Pages
from desktop.vault.repair.remains import Remains
from desktop.vault.repair.rows import rows_in
from desktop.vault.repair.salvage import examine
from desktop.workflows.vault_ports import CaseQuery
from tests.checked import Figure
from tests.vault.conftest import Bench
from tests.vault.exchanging import CASE as SENT
from tests.vault.exchanging import hand_over

CASES = [f"TST-2026-00000{number}0" for number in range(5)]


@pytest.fixture
def hurt(bench):
    """A vault with rows of every size, restored once, so that it has two chains; closed, to be harmed."""
    vault = bench.make()
    for number, case_id in enumerate(CASES):
        bench.report(vault, case_id)
        bench.act(vault, case_id, *(e.NoteAdded("a note " * 90) for _ in range(3)))
        content = bytes([number]) * 9000
        file = e.EvidenceAdded(
            Untrusted("poc.bin"), f"poc{number}.bin", len(content), bench.sha256(content), "application/x"
        )
        bench.act(vault, case_id, file, blobs={bench.sha256(content): content})
    vault.backup(str(bench.folder / "backup"), author="hand", now=bench.now)
    bench.close()
    bench.custody.restore(str(bench.folder / "backup"), str(bench.folder / "hurt.embargo"))
    bench.directory = str(bench.folder / "hurt.embargo")
    bench.database = bench.folder / "hurt.embargo" / "vault.db"
    vault = bench.open()
    for case_id in CASES[:2]:
        bench.act(vault, case_id, e.AckSent())
    bench.key, bench.histories = vault._key, {c: vault.history(c) for c in CASES}
    bench.close()
    bench.sound = bench.database.read_bytes()
    return bench


def salvage(bench, name: str = "salvaged.embargo"):
    salvaged = bench.custody.salvage(
        bench.directory, "passphrase", "horse", str(bench.folder / name), passphrase="horse", now=bench.now
    )
    return salvaged, bench.open(str(bench.folder / name))


def touched(bench) -> dict[int, set[str]]:
    """Whose entries and files lie in each page of the sound vault, as the rows themselves say."""
    with Pages(bench.database, bench.key) as pages:
        owner = {found.id: found.case_id for found in Remains(pages).contents.values()}
        users: dict[str, set[str]] = {}
        for case_id, history in bench.histories.items():
            for recorded in history:
                for name in msgspec.json.encode(recorded.event).decode().split('"'):
                    users.setdefault(name, set()).add(case_id)
        found: dict[int, set[str]] = {}
        for row in rows_in(pages):
            named = {owner.get(row.values[0]) or ""} | users.get(row.values[0], set())
            for page in row.pages:
                found.setdefault(page, set()).update(named - {""})
    return found


def harms(sound: bytes, page: int) -> Iterator[bytes]:
    start = (page - 1) * PAGE_BYTES
    yield sound[:start] + bytes(PAGE_BYTES) + sound[start + PAGE_BYTES :]
    at = start + random.Random(page).randrange(PAGE_BYTES)
    yield sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :]


@pytest.mark.checks("E54")
@pytest.mark.parametrize("each", [3, pytest.param(1, marks=pytest.mark.soak)])
def test_every_case_that_no_bad_page_touches_is_whole(hurt, figure: Figure, each: int):
    pages = len(hurt.sound) // PAGE_BYTES
    whose, tried, whole = touched(hurt), 0, 0
    for page in range(1, pages + 1, each):
        for harmed in harms(hurt.sound, page):
            hurt.database.write_bytes(harmed)
            damage = examine(hurt.database.parent, hurt.key)
            wiped_salt = page == 1 and not damage.bad_pages
            assert damage.bad_pages == 1 or wiped_salt
            found = {case.case_id for case in damage.whole}
            assert found >= set(CASES) - whose.get(page, set()), page
            tried, whole = tried + 1, whole + len(found)
            assert hurt.database.read_bytes() == harmed
    figure("E54", f"repair found every whole case after each of {tried} harms to {pages} pages")


@pytest.mark.checks("E54")
@pytest.mark.parametrize("count", [6, pytest.param(60, marks=pytest.mark.soak)])
def test_what_was_salvaged_proves_itself_and_says_what_is_missing(hurt, figure: Figure, count: int):
    chance, pages = random.Random(7), len(hurt.sound) // PAGE_BYTES
    for number in range(count):
        harmed = hurt.sound
        for page in chance.sample(range(1, pages + 1), 1 + number % 4):
            harmed = harmed[: (page - 1) * PAGE_BYTES] + bytes(PAGE_BYTES) + harmed[page * PAGE_BYTES :]
        hurt.database.write_bytes(harmed)
        salvaged, vault = salvage(hurt, f"salvaged-{number}")
        assert vault.verify().sound
        for case in salvaged.damage.cases:
            events = list(vault.history(case.case_id)) if case.entries else []
            if case.state == "whole":
                assert events == hurt.histories[case.case_id]
            elif case.state == "damaged":
                assert events[:-1] == [r for r in hurt.histories[case.case_id] if r in events]
                assert events[-1].event == e.CaseSalvaged(case.entries, case.lost_files)
        hurt.close()
        assert hurt.database.read_bytes() == harmed
    figure("E54", f"{count} of {count} vaults that were salvaged from 1 to 4 zeroed pages verify")


def test_a_salvaged_vault_is_another_writer_and_names_the_old_head(hurt):
    hurt.database.write_bytes(hurt.sound[:PAGE_BYTES] + bytes(PAGE_BYTES) + hurt.sound[2 * PAGE_BYTES :])
    salvaged, vault = salvage(hurt)
    changed = next(
        r for r in vault.vault_history() if r.event == e.WriterChanged("salvaged", salvaged.damage.head)
    )
    assert changed.sequence == 1
    assert changed.writer not in {r.writer for history in hurt.histories.values() for r in history}
    assert vault.vault_history()[-1].event.kind == "slot.added"
    hurt.act(vault, CASES[0], e.NoteAdded("goes on"))
    vault.backup(str(hurt.folder / "next"), author="hand", now=hurt.now)
    hurt.close()
    reopened = hurt.custody.unlock(str(hurt.folder / "salvaged.embargo"), "recovery", salvaged.recovery_code)
    with closing(reopened):
        assert reopened.verify().sound


def test_a_vault_that_was_salvaged_can_be_salvaged_again(hurt):
    hole = hurt.sound[: 24 * PAGE_BYTES] + bytes(3 * PAGE_BYTES) + hurt.sound[27 * PAGE_BYTES :]
    hurt.database.write_bytes(hole)
    _salvaged, vault = salvage(hurt)
    lost = vault.verify().lost
    hurt.close()
    hurt.directory = str(hurt.folder / "salvaged.embargo")
    again, vault = salvage(hurt, "again.embargo")
    assert vault.verify().sound
    assert vault.verify().lost >= lost
    assert not again.damage.bad_pages


def test_tampering_with_a_salvaged_vault_is_still_noticed(hurt):
    hurt.database.write_bytes(hurt.sound[:-PAGE_BYTES])
    _salvaged, vault = salvage(hurt)
    database = vault._database
    database.run("PRAGMA foreign_keys = OFF")
    for sql in (
        "DELETE FROM journal WHERE sequence = 5",
        "UPDATE payload SET payload = x'00' WHERE case_id NOT NULL",
        "DELETE FROM payload WHERE case_id NOT NULL",
        "UPDATE journal SET folds_at = folds_at - 1",
    ):
        database.run("BEGIN")
        database.run(sql)
        assert not vault.verify().sound, sql
        database.run("ROLLBACK")
    assert vault.verify().sound


def test_a_wiped_header_takes_nothing_away(hurt):
    hurt.database.write_bytes(bytes(PAGE_BYTES) + hurt.sound[PAGE_BYTES:])
    with pytest.raises(VaultDamaged) as caught:
        hurt.open()
    assert "embargo repair" in caught.value.advice
    salvaged, vault = salvage(hurt)
    assert salvaged.damage.nothing_lost
    assert {c: vault.history(c) for c in CASES} == hurt.histories


def test_what_is_whole_can_be_looked_at_without_a_trace(hurt):
    hurt.database.write_bytes(bytes(PAGE_BYTES) + hurt.sound[PAGE_BYTES:])
    before = {p: p.read_bytes() for p in hurt.database.parent.iterdir() if p.name != "lock"}
    vault = hurt.custody.look(hurt.directory, "passphrase", "horse")
    assert vault.cases(CaseQuery()).total == len(CASES)
    with pytest.raises(WriteFailed, match="reading only"):
        vault.append(CASES[0], [], author="hand", now=hurt.now)
    vault.close()
    assert {p: p.read_bytes() for p in hurt.database.parent.iterdir() if p.name != "lock"} == before


def test_it_is_looked_at_in_the_process_that_holds_the_key(hurt, child_command):
    hurt.database.write_bytes(bytes(PAGE_BYTES) + hurt.sound[PAGE_BYTES:])
    custody = RemoteCustody(child_command)
    try:
        damage = custody.examine(hurt.directory, "passphrase", "horse")
        assert (damage.bad_pages, len(damage.whole)) == (1, len(CASES))
        with closing(custody.look(hurt.directory, "passphrase", "horse")) as vault:
            assert vault.cases(CaseQuery()).total == len(CASES)
    finally:
        custody.close()
    assert not list(hurt.database.parent.glob(".embargo-*"))


def test_where_nothing_is_left_that_is_said(hurt, tmp_path: Path):
    hurt.database.write_bytes(bytes(len(hurt.sound)))
    damage = examine(hurt.database.parent, hurt.key)
    assert (damage.cases, damage.entries, damage.head) == ((), 0, "")
    with pytest.raises(VaultDamaged, match="No entry"):
        salvage(hurt)
    assert not (hurt.folder / "salvaged.embargo").exists()


def test_nothing_is_read_beside_a_writer(hurt):
    hurt.open()
    with pytest.raises(VaultInUse):
        hurt.custody.examine(hurt.directory, "passphrase", "horse")


def test_a_sound_vault_is_whole(hurt):
    damage = hurt.custody.examine(hurt.directory, "passphrase", "horse")
    assert damage.nothing_lost
    assert (damage.bad_pages, {c.case_id for c in damage.whole}) == (0, set(CASES))
    assert [case.expected for case in damage.cases] == [case.entries for case in damage.cases]


@pytest.mark.parametrize("page", [1, 0])
def test_chains_of_other_vaults_come_along_as_theirs(tmp_path: Path, page: int):
    (tmp_path / "ours").mkdir()
    (tmp_path / "theirs").mkdir()
    ours, theirs = Bench(tmp_path / "ours"), Bench(tmp_path / "theirs")
    vault, other = ours.make(), theirs.make()
    for case_id in (SENT, CASES[0]):
        ours.report(vault, case_id)
    ours.act(vault, SENT, e.NoteAdded("one"))
    hand_over((ours, vault), (theirs, other), SENT)
    foreign, bare = "SELECT * FROM chain WHERE vault_id <> ''", "SELECT id FROM withheld ORDER BY id"
    before = [other._database.rows(sql) for sql in (foreign, bare)]
    assert all(before)
    history = other.history(SENT)
    theirs.close()
    sound = theirs.database.read_bytes()
    theirs.database.write_bytes(bytes(PAGE_BYTES * page) + sound[PAGE_BYTES * page :])
    salvaged, again = salvage(theirs)
    assert salvaged.damage.nothing_lost
    assert [again._database.rows(sql) for sql in (foreign, bare)] == before
    assert again.history(SENT) == history
    assert again.verify().sound
    ours.act(vault, SENT, e.NoteAdded("two"))
    hand_over((ours, vault), (theirs, again), SENT)
    assert len(again.history(SENT)) == len(history) + 1
    assert again.verify().sound
    for bench in (ours, theirs):
        bench.close()
