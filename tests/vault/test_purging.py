"""Purging a closed case: what goes, what stays, and that nothing is ever half gone."""

import os
import resource
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft, Event
from desktop.domain.failures import CaseChanged, VaultInUse, WriteFailed
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report, Reporter, SignatureCheck
from desktop.domain.retention.forgetting import forgetting
from desktop.domain.retention.purge import purge_of, redaction_of
from desktop.vault import database
from desktop.vault.database import Database
from desktop.workflows.metric_ports import MetricQuery
from desktop.workflows.vault_ports import CaseQuery
from tests.vault.conftest import POLICY, Bench
from tests.vault.raw_pages import raw_pages
from tests.vault.test_durability import in_child

CASE, OTHER = "TST-2026-0000010", "TST-2026-0000021"
CANARIES = tuple(
    f"canary{word}"
    for word in ("title", "name", "mail", "body", "file", "note", "draft", "steps", "advisory")
)
SHARED = b"a file that both cases hold" * 1000


def parsed(words: str) -> bytes:
    reporter = Reporter(Untrusted("canarymail@example.org"), Untrusted("canaryname"), "claimed")
    report = Report(
        kind="plain",
        encryption="not-encrypted",
        signature=SignatureCheck(),
        subject=Untrusted(words),
        text=Untrusted(words * 200),
        reporter=reporter,
    )
    return msgspec.json.encode(report)


def closed_case(bench: Bench, vault, case_id: str = CASE) -> None:
    """A case that has a canary in everything that holds words, closed."""
    body, file, policy = parsed("canarybody"), b"canaryfile" * 400_000, POLICY
    blobs = {bench.sha256(one): one for one in (body, file, SHARED, policy)}
    bench.report(
        vault,
        case_id,
        "canarytitle",
        name="canaryname",
        address="canarymail@example.org",
        report_sha256=bench.sha256(body),
        attachments=(bench.sha256(file), bench.sha256(SHARED)),
    )
    acts: Sequence[Event] = (
        e.NoteAdded("canarynote about canaryname"),
        e.AckSent(),
        e.SeveritySet("high", "canarynote"),
        e.ReproductionTried("reproduced", "canarysteps", "canarysteps"),
        e.CreditRecorded("named", "canaryname", "canarymail"),
        e.NoteAdded("canaryadvisory"),
    )
    bench.act(vault, case_id, *acts, blobs=blobs)
    vault.keep_draft(f"case/{case_id}/letters", b"canarydraft" * 100)
    bench.act(vault, case_id, e.CaseClosed("canarynote"))


@pytest.fixture
def vault(bench: Bench):
    vault = bench.make()
    closed_case(bench, vault)
    bench.report(vault, OTHER, "Another", attachments=(bench.sha256(SHARED),))
    return vault


def draft_of(bench: Bench, vault, what: e.Purgeable = "everything", case_id: str = CASE) -> Draft:
    history = vault.history(case_id)
    event = purge_of(history, redaction_of(fold(history), what), what, "the rule of the house")
    assert event is not None
    return Draft(event, bench.now)


def purge(bench: Bench, vault, what: e.Purgeable = "everything", case_id: str = CASE):
    draft, seen = draft_of(bench, vault, what, case_id), len(vault.history(case_id))
    return vault.purge(case_id, [draft], author="hand", now=bench.now, revision=seen)


def left_in(bench: Bench, vault, words: Sequence[str] = CANARIES) -> tuple[list[str], int]:
    """The words that stand anywhere in the decrypted file, and how many pages it has."""
    pages = raw_pages(bench.database, vault._key)
    # Words run over the end of a page, and the next page of a long cell may be any.
    whole = b"".join(pages).lower()
    return [word for word in words if word.encode() in whole], len(pages)


@pytest.mark.checks("F69")
@pytest.mark.clause("M87-3.5b", "MUS-5.2d")
def test_a_purge_leaves_no_word_in_any_page(bench: Bench, vault, figure):
    assert len(left_in(bench, vault)[0]) == len(CANARIES)
    before = vault.measured(MetricQuery(first="", last=""))
    listed = {row.case_id: row for row in vault.cases(CaseQuery()).rows}
    purge(bench, vault)
    assert left_in(bench, vault)[0] == []  # before it is compacted
    assert vault.compact()
    left, pages = left_in(bench, vault)
    assert left == []
    figure("F69", f"{len(left)} of {len(CANARIES)} canaries left in {pages} pages")
    assert vault.verify().sound
    emptied = vault._database.rows("SELECT DISTINCT payload_salt FROM payload WHERE payload IS NULL")
    assert emptied == [(b"",)]  # with a salt, whoever guesses a payload could prove it
    assert vault._database.value("PRAGMA freelist_count") == 0
    assert vault.measured(MetricQuery(first="", last="")) == before
    row = next(row for row in vault.cases(CaseQuery()).rows if row.case_id == CASE)
    assert (row.title.raw, row.reporter.raw, row.stage) == ("[purged]", "", "Closed")
    assert (row.policy_id, row.received_at) == (listed[CASE].policy_id, listed[CASE].received_at)
    assert fold(vault.history(CASE)).purged
    assert vault.draft(f"case/{CASE}/letters") == b""


def test_what_another_case_needs_stays(bench: Bench, vault):
    purge(bench, vault)
    assert vault.blob(bench.sha256(SHARED)) == SHARED
    assert vault.blob(bench.sha256(POLICY)) == POLICY
    assert [r.event.title.raw for r in vault.history(OTHER)] == ["Another"]
    bench.act(vault, OTHER, e.CaseClosed("done"))
    purge(bench, vault, case_id=OTHER)
    assert vault._database.value("SELECT count(*) FROM blob WHERE sha256 = ?", bench.sha256(SHARED)) == 0
    assert vault.blob(bench.sha256(POLICY)) == POLICY
    assert vault.verify().sound


@pytest.mark.parametrize("what", ["report", "reporter"])
def test_a_part_is_purged_and_the_rest_after_it(bench: Bench, vault, what: e.Purgeable):
    gone = {"report": ("title", "body", "file", "steps"), "reporter": ("name", "mail", "body", "file")}[what]
    purge(bench, vault, what)
    vault.compact()
    left, _ = left_in(bench, vault)
    assert not {f"canary{word}" for word in gone} & {*left}
    assert "canaryadvisory" in left
    assert vault.verify().sound
    purge(bench, vault)
    vault.compact()
    assert left_in(bench, vault)[0] == []
    assert vault.verify().sound


@pytest.mark.checks("F69")
@pytest.mark.clause("M87-3.1c")
@pytest.mark.parametrize("field", ["name", "address", "key", "credit"])
def test_what_is_kept_of_a_reporter_goes_field_by_field(bench: Bench, field: str):
    vault = bench.make()
    closed_case(bench, vault)
    bench.act(vault, CASE, e.KeyTaken("CANARYKEY0", (Untrusted("canarykey <x@y.z>"),), "pasted", ""))
    word = {"name": "canaryname", "address": "canarymail@example.org", "key": "canarykey"}.get(field)
    history = vault.history(CASE)
    redact = forgetting(fold(history), "", (field,))  # type: ignore[arg-type]
    assert redact is not None
    event = purge_of(history, redact, "reporter", "they asked", fields=(field,))
    assert event is not None
    vault.purge(CASE, [Draft(event, bench.now)], author="hand", now=bench.now, revision=len(history))
    case = fold(vault.history(CASE))
    assert word is None or left_in(bench, vault, (word,))[0] == []
    assert (case.reporter_name.raw == "") == (field == "name")
    assert (case.reporter_address.raw == "") == (field == "address")
    assert case.credit is not None
    assert (case.credit.agreed_name == "") == (field in ("name", "credit"))
    assert case.notes[-1] == "canaryadvisory"
    assert vault.verify().sound


def test_after_a_rebuild_and_a_restart_it_is_the_same(bench: Bench, vault):
    purge(bench, vault)
    before = vault.history(CASE)
    vault.rebuild()
    assert vault.verify().sound
    vault.close()
    again = bench.open()
    assert again.history(CASE) == before
    assert again.verify().sound


# --- what does not count as a purge --------------------------------------------------------------------


def test_content_that_is_missing_without_a_purge_is_a_finding(bench: Bench, vault):
    (noted,) = bench.act(vault, OTHER, e.NoteAdded("x"))
    with vault._database.transaction():
        vault._database.run("UPDATE payload SET payload = NULL WHERE id = ?", noted.id)
    assert [finding.what for finding in vault.verify().journal] == ["the content is missing"]


def test_no_case_says_what_was_purged_of_another(bench: Bench, vault):
    strange = vault.history(OTHER)[0].id
    forged = Draft(e.ContentPurged("everything", "x", (strange,)), bench.now)
    seen = len(vault.history(CASE))
    with pytest.raises(ValueError, match="case itself"):
        vault.purge(CASE, [forged], author="hand", now=bench.now, revision=seen)
    assert vault.history(OTHER)[0].event.title.raw == "Another"
    bench.act(vault, CASE, forged.event)  # said, but by the wrong case
    with vault._database.transaction():
        vault._database.run("UPDATE payload SET payload = NULL WHERE id = ?", strange)
    assert "the content is missing" in [finding.what for finding in vault.verify().journal]
    with vault._database.transaction():  # nor when the row is moved to the case that says so
        vault._database.run("UPDATE payload SET case_id = ? WHERE id = ?", CASE, strange)
    assert not vault.verify().sound


def test_a_purge_that_took_nothing_away_is_a_finding(bench: Bench, vault):
    bench.act(vault, CASE, draft_of(bench, vault).event)
    assert "content that was purged is still there" in vault.verify().database


def test_what_was_written_meanwhile_is_not_purged_unseen(bench: Bench, vault):
    draft, seen = draft_of(bench, vault), len(vault.history(CASE))
    bench.act(vault, CASE, e.NoteAdded("later"))
    with pytest.raises(CaseChanged):
        vault.purge(CASE, [draft], author="hand", now=bench.now, revision=seen)
    assert fold(vault.history(CASE)).notes[-1] == "later"


# --- dying, full disks, readers ------------------------------------------------------------------------


@pytest.mark.parametrize("count", [6, pytest.param(60, marks=pytest.mark.soak)])
def test_a_purge_killed_at_any_moment_leaves_old_or_purged(bench: Bench, vault, count: int):
    whole = vault.history(CASE)
    vault.close()
    outcomes = []
    for fatal in range(count):

        def work(fatal: int = fatal) -> None:
            vault = bench.open()
            real, done = Database.run, []

            def run(self: Database, sql: str, *values: object) -> None:
                real(self, sql, *values)
                done.append(sql)
                if len(done) > fatal * 150 // count:
                    os.kill(os.getpid(), signal.SIGKILL)

            Database.run = run
            purge(bench, vault)
            Database.run = real
            os._exit(0)

        assert in_child(work) in (-signal.SIGKILL, 0)
        vault = bench.open()
        found = vault.history(CASE)
        outcomes.append(fold(found).purged)
        assert found == whole or (fold(found).purged and left_in(bench, vault)[0] == [])
        assert vault.verify().sound
        vault.close()
        if outcomes[-1]:
            break
    assert not outcomes[0]


@pytest.mark.parametrize("count", [4, pytest.param(40, marks=pytest.mark.soak)])
def test_a_kill_while_compacting_loses_nothing(bench: Bench, vault, count: int):
    purge(bench, vault)
    whole = vault.history(CASE)
    vault.close()
    for number in range(count):

        def work() -> None:
            vault = bench.open()
            while True:
                vault._journal.set_fact("compaction-due", "1")
                vault.compact()

        child = os.fork()
        if child == 0:
            work()
        time.sleep(0.15 + 0.2 * number / count)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        vault = bench.open()
        assert vault.history(CASE) == whole
        assert vault.verify().sound
        vault.close()


def test_a_vault_that_memory_does_not_hold_opens_and_is_made_smaller_later(
    bench: Bench, vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    little = tmp_path / "meminfo"
    little.write_text("MemTotal: 900 kB\nMemAvailable: 90 kB\n")
    monkeypatch.setattr(database, "_MEMORY", little)
    purge(bench, vault)
    with pytest.raises(WriteFailed, match="MiB of memory"):
        vault.compact()
    bench.close()
    vault = bench.open()  # it is tried there too
    assert vault.verify().sound
    monkeypatch.undo()
    assert vault.compact()


def test_a_full_disk_while_compacting_loses_nothing_and_it_is_made_up_for(bench: Bench, vault):
    vault.close()

    def work() -> None:
        vault = bench.open()
        purge(bench, vault)
        size = 20_000  # less than the pages that are in use
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        try:
            vault.compact()
        except WriteFailed:
            os._exit(7)
        os._exit(8)

    assert in_child(work) == 7
    vault = bench.open()
    assert fold(vault.history(CASE)).purged
    assert left_in(bench, vault)[0] == []
    assert vault.verify().sound
    assert not vault.compact()  # done as it was opened
    assert vault._database.value("PRAGMA freelist_count") == 0


def test_a_reader_beside_sees_old_or_purged_and_keeps_it_from_compacting(
    bench: Bench, vault, monkeypatch: pytest.MonkeyPatch
):
    reader = bench.open(read_only=True)
    before = reader.history(CASE)
    assert not fold(before).purged
    purge(bench, vault)
    assert fold(reader.history(CASE)).purged
    vault._database.run("PRAGMA busy_timeout = 50")
    rows = reader._database.stream("SELECT * FROM journal")
    next(rows)
    with pytest.raises(VaultInUse):
        vault.compact()
    rows.close()
    assert vault.compact()
    assert reader.verify().sound


def test_only_compacting_itself_may_attach(bench: Bench, vault):
    vault._database.compact()
    for statement in ("ATTACH '' AS x", "VACUUM INTO ''"):
        with pytest.raises(Exception, match="authoriz"):
            vault._database.run(statement)
