"""Two vaults that exchange a case: their chains are united, nothing of another case leaves."""

from datetime import timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import NoSuchCase
from desktop.domain.inert import Untrusted
from tests.vault.exchanging import CASE, bundle_of, hand_over
from tests.vault.test_salvage import salvage

OTHER = "TST-2026-OTHER"


def test_two_vaults_agree_after_an_exchange_both_ways(pair):
    (ours, vault), (theirs, other) = pair
    ours.report(vault, CASE)
    ours.act(vault, CASE, e.NoteAdded("one"))
    taken = hand_over(*pair)
    assert (taken.opened, taken.events) == (True, 2)
    theirs.now = ours.now
    theirs.act(other, CASE, e.NoteAdded("two"))
    ours.act(vault, CASE, e.NoteAdded("three"))
    hand_over(pair[1], pair[0])
    hand_over(*pair)
    assert vault.history(CASE) == other.history(CASE)
    assert vault.verify().sound
    assert other.verify().sound


def test_nothing_of_another_case_leaves_and_it_never_appears(pair):
    (ours, vault), (_, other) = pair
    ours.report(vault, OTHER, "The secret one", name="Carol Secret", address="carol@secret.example")
    ours.act(vault, OTHER, e.NoteAdded("a word of the secret"))
    ours.report(vault, CASE)
    manifest, parts = bundle_of(*pair[0])
    everything = repr(manifest).encode() + b"".join(parts)
    for word in (b"secret", b"Secret", b"OTHER"):
        assert word not in everything
    hand_over(*pair)
    with pytest.raises(NoSuchCase):
        other.history(OTHER)
    found = other.verify()
    assert (found.sound, found.withheld) == (True, vault.verify().events - 1)


def test_a_second_case_brings_what_its_headers_kept_back(pair):
    (ours, vault), (_, other) = pair
    ours.report(vault, OTHER)
    ours.report(vault, CASE)
    hand_over(*pair)
    second = "TST-2026-0000010"
    ours.report(vault, second)
    hand_over(*pair, second)
    assert other.history(second) == vault.history(second)
    assert other.verify().withheld == vault.verify().events - 2


def test_three_vaults_agree_whoever_passes_it_on(three):
    (ours, vault), (theirs, other), (last, third) = three
    ours.report(vault, CASE)
    hand_over(three[0], three[1])
    theirs.now = ours.now + timedelta(minutes=1)
    theirs.act(other, CASE, e.NoteAdded("by the second"))
    last.now = theirs.now
    hand_over(three[1], three[2])
    last.act(third, CASE, e.NoteAdded("by the third"))
    ours.now = last.now
    hand_over(three[2], three[0])
    hand_over(three[0], three[1])
    assert vault.history(CASE) == other.history(CASE) == third.history(CASE)
    assert [v.verify().sound for _, v in three] == [True, True, True]


def test_a_received_chain_survives_closing_backup_and_restoring(pair, tmp_path):
    (ours, vault), (theirs, other) = pair
    ours.report(vault, CASE)
    hand_over(*pair)
    theirs.close()
    other = theirs.open()
    head = other.case_to_send(CASE).head
    other.backup(str(tmp_path / "copy"), author="hand", now=theirs.now)
    theirs.custody.restore(str(tmp_path / "copy"), str(tmp_path / "restored"))
    restored = theirs.open(str(tmp_path / "restored"))
    assert restored.history(CASE) == vault.history(CASE)
    theirs.now = ours.now + timedelta(minutes=1)
    theirs.act(restored, CASE, e.NoteAdded("goes on as a new writer"))
    assert restored.verify().sound
    hand_over((theirs, restored), pair[0])
    assert restored.history(CASE) == vault.history(CASE)
    (changed,) = [r.event for r in restored.vault_history() if isinstance(r.event, e.WriterChanged)]
    assert changed.old_head == head


def test_a_file_of_several_pieces_and_one_without_a_byte_come_whole(pair):
    (ours, vault), (_, other) = pair
    ours.report(vault, CASE)
    contents = [b"0123456789abcdef" * 200_000, b""]
    for content in contents:
        name = ours.sha256(content)
        added = e.EvidenceAdded(Untrusted("core"), "core", len(content), name, "text/plain")
        ours.act(vault, CASE, added, blobs={name: content})
    hand_over(*pair)
    assert [other.blob(r.event.sha256) for r in other.history(CASE)[1:]] == contents
    assert other.verify().sound


def test_a_clock_that_is_behind_does_not_move_an_act_before_what_it_followed(pair):
    (ours, vault), (theirs, other) = pair
    ours.report(vault, CASE)
    hand_over(*pair)
    theirs.now -= timedelta(hours=20)
    theirs.act(other, CASE, e.NoteAdded("by a clock that is behind"))
    hand_over(pair[1], pair[0])
    assert [type(r.event) for r in vault.history(CASE)] == [e.ReportReceived, e.NoteAdded]
    assert vault.verify().sound


def test_a_tampered_head_of_a_foreign_chain_is_noticed(pair):
    ours, _ = pair[0]
    ours.report(pair[0][1], CASE)
    hand_over(*pair)
    database = pair[1][1]._database
    with database.transaction():
        database.run("UPDATE chain SET signature = 'AAAA' WHERE vault_id <> ''")
    assert [f.what for f in pair[1][1].verify().journal] == [
        "the head of the journal is not signed by the vault that it came from"
    ]


def test_content_that_is_taken_out_of_our_own_chain_is_never_withheld(pair):
    (ours, vault), _ = pair
    ours.report(vault, CASE)
    with vault._database.transaction():
        (taken,) = [r.id for r in vault.history(CASE)]
        vault._database.run("DELETE FROM payload WHERE id = ?", taken)
        vault._database.run("INSERT INTO withheld VALUES (?)", taken)
    assert "the content is missing" in [f.what for f in vault.verify().journal]


def test_what_was_salvaged_still_holds_the_chains_of_others_and_exchanges(pair):
    (ours, vault), (theirs, _) = pair
    ours.report(vault, CASE)
    hand_over(*pair)
    theirs.close()
    rescued, opened = salvage(theirs)
    assert opened.history(CASE) == vault.history(CASE)
    found = opened.verify()
    assert (found.journal, found.withheld) == ((), vault.verify().events - 1)
    assert rescued.damage.lost_entries == 0
    theirs.now = ours.now + timedelta(minutes=1)
    theirs.act(opened, CASE, e.NoteAdded("goes on"))
    hand_over((theirs, opened), pair[0])
    assert vault.history(CASE) == opened.history(CASE)


def test_what_another_vault_purged_stays_here_and_both_are_sound(pair):
    (ours, vault), (theirs, other) = pair
    ours.report(vault, CASE)
    (note,) = ours.act(vault, CASE, e.NoteAdded("kept here"))
    hand_over(*pair)
    theirs.now = ours.now + timedelta(minutes=1)
    purged = Draft(e.ContentPurged("everything", "the law", (note.id,)), theirs.now)
    revision = len(other.history(CASE))
    other.purge(CASE, [purged], author="hand", now=theirs.now, revision=revision)
    hand_over(pair[1], pair[0])
    assert next(r.event for r in vault.history(CASE) if r.id == note.id) == note.event
    assert (vault.verify().sound, other.verify().sound) == (True, True)


def test_approved_documents_go_with_the_case(pair):
    (ours, vault), (_, other) = pair
    ours.report(vault, CASE)
    content = b"the advisory"
    name = ours.sha256(content)
    approved = e.AdvisoryApproved((e.ApprovedDocument("text", name),))
    ours.act(vault, CASE, approved, blobs={name: content})
    hand_over(*pair)
    assert other.blob(name) == content
    assert other.verify().sound
