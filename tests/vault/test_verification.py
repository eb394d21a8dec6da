"""Tampering shows: in the chain, beside it, in blobs, in lists, and against a head held elsewhere."""

import random
from contextlib import closing
from datetime import timedelta
from importlib import metadata

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.failures import VaultDamaged
from desktop.domain.filters import read_filter
from desktop.vault import projections
from desktop.vault.checkpoint import CheckpointKey
from desktop.vault.policies import PinnedPolicies
from desktop.vault.verification import verify_vault
from desktop.workflows.keeping_ports import KnownHead
from desktop.workflows.vault_ports import CaseQuery
from tests.vault.tampering import CASES, KINDS, Tamper


@pytest.fixture
def vault(bench):
    """A vault with some life in it, restored once, so that it has two chains."""
    vault = bench.make()
    for case_id in CASES:
        bench.report(vault, case_id)
        bench.act(vault, case_id, e.HandlerAssigned("hand"), e.SeveritySet("high", "because"))
    vault.backup(str(bench.folder / "backup"), author="hand", now=bench.now)
    bench.custody.restore(str(bench.folder / "backup"), str(bench.folder / "restored.embargo"))
    restored = bench.open(str(bench.folder / "restored.embargo"))
    for case_id in CASES:
        bench.act(restored, case_id, e.NoteAdded("a note"), e.AckSent())
    assert restored.verify().sound
    return restored


def missed(vault, kind: str, runs: int) -> list[int]:
    """Seeds for which tampering of this kind went unnoticed."""
    database = vault._database
    found = []
    database.run("PRAGMA foreign_keys = OFF")
    for seed in range(runs):
        database.run("BEGIN")
        getattr(Tamper(database, random.Random(seed)), kind)()
        if verify_vault(database, PinnedPolicies(database)).sound:
            found.append(seed)
        database.run("ROLLBACK")
    assert vault.verify().sound
    return found


@pytest.mark.checks("F59")
@pytest.mark.clause("TER-2.6d")
@pytest.mark.parametrize("total", [200, pytest.param(1000, marks=pytest.mark.soak)])
def test_every_tampering_is_noticed(vault, total: int, figure):
    runs = -(-total // len(KINDS))
    assert {kind: seeds for kind in KINDS if (seeds := missed(vault, kind, runs))} == {}
    done = runs * len(KINDS)
    figure("F59", f"{done} of {done} changes, deletions, insertions and moves noticed")


@pytest.mark.clause("MUS-4.1d", "AUM-5e")
def test_findings_name_no_content(vault):
    database = vault._database
    database.run("PRAGMA foreign_keys = OFF")
    for kind in KINDS:
        database.run("BEGIN")
        getattr(Tamper(database, random.Random(1)), kind)()
        verification = verify_vault(database, PinnedPolicies(database))
        database.run("ROLLBACK")
        words = msgspec.json.encode(verification).decode()
        assert "Overflow" not in words
        assert "TST-2026" not in words


def cut_and_sealed(vault, length: int) -> None:
    """Take the last entries off, and leave all else as if they never were: signed head, lists, files."""
    database, journal = vault._database, vault._journal
    writer = journal.fact("writer")
    doomed = "SELECT id FROM journal WHERE writer = ? ORDER BY sequence DESC LIMIT ?"
    database.run(f"DELETE FROM payload WHERE id IN ({doomed})", writer, length)
    database.run(f"DELETE FROM journal WHERE id IN ({doomed})", writer, length)
    last = "SELECT sequence, id, folds_at FROM journal WHERE writer = ? ORDER BY sequence DESC LIMIT 1"
    sequence, head, folds_at = database.rows(last, writer)[0]
    key = CheckpointKey(journal.fact("checkpoint-key"))
    signature = key.sign(journal.fact("vault-id"), writer, sequence, head)
    sql = "UPDATE chain SET sequence = ?, head = ?, folds_at = ?, signature = ? WHERE writer = ?"
    database.run(sql, sequence, head, folds_at, signature, writer)
    projections.rebuild(database, journal, PinnedPolicies(database))


def lacks(vault, head: tuple[int, str]) -> bool:
    """Whether the journal does not go on from a head that is held elsewhere."""
    known = [KnownHead(head[1]), KnownHead(head[1], "keyring", head[0])]
    found = verify_vault(vault._database, PinnedPolicies(vault._database), known)
    return not any(compared.found_at for compared in found.compared)


@pytest.mark.checks("F60")
def test_a_cut_end_that_was_signed_again_is_noticed_against_a_head_held_elsewhere(vault, figure):
    # whoever has the key can make the rest agree: the vault itself shows nothing then
    database = vault._database
    database.run("PRAGMA foreign_keys = OFF")
    writer = vault._journal.fact("writer")
    sequence, head = database.rows("SELECT sequence, head FROM chain WHERE writer = ?", writer)[0]
    assert not lacks(vault, (sequence, head))
    for length in range(1, sequence):
        database.run("BEGIN")
        cut_and_sealed(vault, length)
        assert vault.verify().sound
        assert lacks(vault, (sequence, head))
        database.run("ROLLBACK")
    figure("F60", f"{sequence - 1} of {sequence - 1} cut ends noticed, though all else agreed with them")


@pytest.mark.checks("F60")
def test_a_rollback_of_the_whole_file_is_noticed_against_a_head_held_elsewhere(bench, figure):
    vault = bench.make()
    bench.report(vault, CASES[0])
    bench.close()
    old = bench.database.read_bytes()
    vault = bench.open()
    latest = bench.act(vault, CASES[0], e.NoteAdded("later"))[-1]
    bench.close()
    bench.database.write_bytes(old)
    vault = bench.open()
    assert vault.verify().sound
    assert lacks(vault, (latest.sequence, latest.id))
    assert not vault.verify([KnownHead(latest.id)]).sound
    figure("F60", "1 of 1 files of yesterday noticed")


INSIDE = ("search_data", "search_idx", "search_config")
"""How words lie in the index depends on the order in which they came there."""


def lists_of(vault) -> dict[str, set]:
    return {name: rows for name, rows in rows_of(vault).items() if name not in INSIDE}


def rows_of(vault) -> dict[str, set]:
    database = vault._database
    tables = database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return {name: set(database.rows(f"SELECT * FROM {name}")) for (name,) in tables}


@pytest.mark.checks("F60")
def test_an_old_page_put_back_is_noticed_or_changes_nothing(bench, figure):
    # SQLCipher itself accepts it, as it once was genuine; an index page may hold the same as ever
    vault = bench.make()
    bench.report(vault, CASES[0])
    bench.close()
    old = bench.database.read_bytes()
    vault = bench.open()
    for number in range(3):
        bench.act(vault, CASES[0], e.NoteAdded(f"note {number}"))
    rows = lists_of(vault)
    bench.close()
    new = bench.database.read_bytes()
    changed = [at for at in range(0, len(old), 4096) if old[at : at + 4096] != new[at : at + 4096]]
    noticed = 0
    for at in changed:
        bench.database.write_bytes(new[:at] + old[at : at + 4096] + new[at + 4096 :])
        try:
            vault = bench.open()
        except VaultDamaged:
            noticed += 1
            continue
        if vault.verify().sound:
            assert lists_of(vault) == rows, at
            assert vault.cases(CaseQuery(wanted=read_filter('"note 2" overflow'))).total == 1
        else:
            noticed += 1
        bench.close()
    assert noticed > 3
    figure("F60", f"{noticed} of {len(changed)} old pages noticed, the others told nothing else than before")


def test_lists_are_rebuilt_from_the_journal(vault):
    database = vault._database
    database.run("PRAGMA foreign_keys = OFF")
    with database.transaction():
        for kind in ("edit_list", "hide_from_list"):
            getattr(Tamper(database, random.Random(2)), kind)()
    database.run("PRAGMA foreign_keys = ON")
    assert not vault.verify().sound
    vault.rebuild()
    assert vault.verify().sound


@pytest.mark.checks("E58")
def test_a_clock_set_back_moves_no_event_before_what_it_follows(bench):
    # in part: the order of a fold stands
    vault = bench.make()
    bench.report(vault, CASES[0])
    bench.act(vault, CASES[0], e.NoteAdded("first"))
    bench.now -= timedelta(days=365)
    bench.act(vault, CASES[0], e.NoteAdded("second"))
    vault.backup(str(bench.folder / "backup"), author="", now=bench.now)
    bench.custody.restore(str(bench.folder / "backup"), str(bench.folder / "restored.embargo"))
    with closing(bench.open(str(bench.folder / "restored.embargo"))) as restored:
        bench.act(restored, CASES[0], e.NoteAdded("third"))
        texts = [r.event.text for r in restored.history(CASES[0])[1:]]
        assert texts == ["first", "second", "third"]
        assert restored.verify().sound


def test_the_proof_of_a_sent_letter_is_missed(bench):
    vault = bench.make()
    bench.report(vault, CASES[0])
    message = b"From: us"
    digest = bench.sha256(message)
    bench.act(vault, CASES[0], e.AckSent(digest, kept=True), blobs={digest: message})
    bench.act(vault, CASES[0], e.StatusSent("f" * 64))  # marked as sent, with a hash that a person gave
    assert vault.verify().sound
    with vault._database.transaction():
        vault._database.run("DELETE FROM blob_chunk WHERE sha256 = ?", digest)
        vault._database.run("DELETE FROM blob WHERE sha256 = ?", digest)
    assert len(vault.verify().blobs) == 1


def made_by_other_rules(vault) -> None:
    database = vault._database
    with database.transaction():
        database.run("UPDATE meta SET value = 'other rules' WHERE name = 'lists-rules'")
        database.run("UPDATE due SET due = 0, falls_at = 0")


@pytest.mark.parametrize("read_only", [True, False], ids=["by a reader", "by a writer"])
def test_lists_of_other_rules_are_no_damage_and_are_made_again(bench, read_only):
    vault = bench.make()
    bench.report(vault, CASES[0])
    made = lists_of(vault)
    made_by_other_rules(vault)
    assert vault.verify().sound
    bench.close()
    with closing(bench.open(read_only=read_only)) as again:
        assert lists_of(again) == made
        assert again.verify().sound


def test_a_reader_beside_a_writer_leaves_lists_of_other_rules_to_it(bench):
    vault = bench.make()
    bench.report(vault, CASES[0])
    made_by_other_rules(vault)
    stale = rows_of(vault)
    with closing(bench.open(read_only=True)) as reader:
        assert rows_of(reader) == stale
        assert reader.verify().sound


def test_lists_made_with_other_calendars_were_made_by_other_rules():
    for package in ("tzdata", "holidays"):
        assert f"{package} {metadata.version(package)}" in projections.rules()


def test_another_wording_of_why_is_no_damage(bench):
    vault = bench.make()
    bench.report(vault, CASES[0])
    with vault._database.transaction():
        vault._database.run(
            "UPDATE due SET why = 'In other words.', later = replace(later, 'passed', 'gone by')"
        )
    assert vault.verify().sound
    vault.backup(str(bench.folder / "backup"), author="hand", now=bench.now)
    with vault._database.transaction():
        vault._database.run("UPDATE due SET state = 'met' WHERE state = 'running'")
    assert not vault.verify().sound


def test_a_policy_that_cannot_be_read_is_said_where_promises_stand(bench):
    vault = bench.make()
    bench.report(vault, CASES[0], policy=b"no profile")
    (row,) = vault.due()
    assert (row.clock, row.due) == ("policy", None)
    assert "cannot read the policy" in row.sentence
