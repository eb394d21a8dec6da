"""The index of words: written with the events, made again, checked, and emptied of what was purged."""

import time

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.filters import Filter, read_filter
from desktop.domain.inert import Untrusted
from desktop.domain.report import Attachment, Report, Reporter, SignatureCheck
from desktop.vault import lists
from desktop.workflows.vault_ports import CaseQuery
from tests.checked import Figure

CASE, OTHER = "TST-2026-0000010", "TST-2026-0000020"
HOSTILE = [
    "NUL \0 within",
    "\u202ebidi \u2066override\u2069",
    "soft\u00adhyphen zero\u200bwidth",
    '"); DROP TABLE search; -- NEAR(' + "(" * 2_000,
    "word " * 200_000,
    "x" * 1_000_000,
    "\U0001f600\u0301\ufffd \uffff",
]


def parsed(text: str, subject: str = "A subject", files: tuple[str, ...] = ()) -> bytes:
    nobody = Untrusted("")
    return msgspec.json.encode(
        Report(
            kind="plain",
            encryption="not-encrypted",
            signature=SignatureCheck(),
            reporter=Reporter(nobody, nobody, "claimed"),
            subject=Untrusted(subject),
            text=Untrusted(text),
            attachments=tuple(Attachment(Untrusted(name), name, "text/plain", 1, "0" * 64) for name in files),
        )
    )


def put_report(bench, vault, case_id: str, text: str, **options: object):
    report = parsed(text, **options)
    event = e.FollowUpReceived(
        reporter_address=Untrusted("mallory@example.net"),
        grade="claimed",
        title=Untrusted("Re: more"),
        report_sha256=bench.sha256(report),
    )
    return bench.act(vault, case_id, event, blobs={bench.sha256(report): report})


def found(vault, written: str) -> list[str]:
    wanted = read_filter(written)
    assert isinstance(wanted, Filter), wanted
    return [row.case_id for row in vault.cases(CaseQuery(wanted=wanted, order="case_id")).rows]


def index_holds(vault, word: str) -> bool:
    blocks = vault._database.rows(
        "SELECT block FROM search_data UNION ALL SELECT c0 || c1 || c2 || c3 FROM search_content"
    )
    return any(
        word.encode() in (block if isinstance(block, bytes) else block.encode()) for (block,) in blocks
    )


@pytest.fixture
def vault(bench):
    vault = bench.make()
    bench.report(vault, CASE, "Heap overflow in Größe parser")
    bench.report(vault, OTHER, "Login bypass")
    return vault


def test_words_of_all_sources_are_found_together(bench, vault):
    put_report(bench, vault, CASE, "The canonicalisation is wrong.", files=("exploit-poc.py",))
    bench.act(
        vault,
        CASE,
        e.NoteAdded("Asked the kernel team"),
        e.SeveritySet("high", "Reachable by anybody", cwe="CWE-787"),
        e.AffectedListed("Acme", "Widget", (">=1.2.0",)),
    )
    for written in (
        "canonical",
        "exploit-poc.py kernel overflow",
        '"asked the kernel" widget',
        "cwe-787 große",
        "gro\u00dfe HEAP",
        "from:mallory -login",
        "mallory@example.net subject",
        "acme 1.2.0",
    ):
        assert found(vault, written) == [CASE], written
    assert found(vault, "kernel login") == []
    assert found(vault, "-kernel") == [OTHER]
    assert found(vault, "from:kernel") == []


def test_only_the_latest_word_counts_and_nothing_that_was_undone(bench, vault):
    bench.act(vault, CASE, e.SeveritySet("low", "firstreason"))
    (noted,) = bench.act(vault, CASE, e.NoteAdded("regrettable"))
    bench.act(vault, CASE, e.SeveritySet("high", "secondreason"))
    assert found(vault, "regrettable secondreason") == [CASE]
    bench.act(vault, CASE, e.EventUndone(noted.id))
    assert found(vault, "regrettable") == found(vault, "firstreason") == []
    assert vault.verify().sound


def test_handlers_are_found_by_their_key_alone(bench, vault):
    bench.act(vault, CASE, e.HandlerAssigned("Robin Keeper"))
    assert found(vault, "handler:rob") == [CASE]
    assert found(vault, "-handler:robin") == [OTHER]
    assert found(vault, "keeper") == []


@pytest.mark.checks("F69")
def test_a_purge_takes_the_words_out_of_the_index_and_its_pages(bench, vault):
    # as far as a search goes
    (noted,) = bench.act(vault, CASE, e.NoteAdded("xylophone evidence"))
    assert found(vault, "xylophone") == [CASE]
    assert index_holds(vault, "xylophone")
    with vault._database.transaction():
        vault._database.run("UPDATE payload SET payload = NULL WHERE id = ?", noted.id)
    bench.act(vault, CASE, e.NoteAdded("goes on"))
    assert found(vault, "xylophone") == []
    assert not index_holds(vault, "xylophone")
    assert not index_holds(vault, "ylophone")


def test_an_act_that_says_nothing_new_leaves_the_index_alone(bench, vault):
    before = vault._database.rows("SELECT * FROM search_data")
    bench.act(vault, CASE, e.AckSent())
    assert vault._database.rows("SELECT * FROM search_data") == before


def test_a_rebuild_makes_the_same_index_with_the_newest_case_last(bench, vault):
    bench.act(vault, CASE, e.NoteAdded("later"))
    rows = "SELECT case_id FROM searched_case ORDER BY id"
    before = vault._database.rows(rows)
    vault.rebuild()
    assert vault._database.rows(rows) == before == [(CASE,), (OTHER,)]
    assert found(vault, "later overflow") == [CASE]
    assert vault.verify().sound


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM search WHERE rowid = 1",
        "UPDATE search SET title = 'forged' WHERE rowid = 1",
        "UPDATE searched_case SET digest = 'x' WHERE id = 1",
        "DELETE FROM searched_case WHERE id = 1",
        "INSERT INTO searched_case VALUES (9, 'X', 'y')",
        "INSERT INTO search (rowid, title) VALUES (9, 'stray')",
        "UPDATE search_content SET c6 = 'forged' WHERE id = 1",
        "DELETE FROM search_data WHERE id > 10",
    ],
)
def test_verification_compares_the_index_with_the_journal(bench, vault, tampering: str):
    with vault._database.transaction():
        vault._database.run(tampering)
    assert not vault.verify().sound


def test_a_report_that_is_missing_leaves_its_case_in_the_list(bench, vault):
    event = e.FollowUpReceived(
        reporter_address=Untrusted("x@y.example"),
        grade="claimed",
        title=Untrusted("Re"),
        report_sha256="f" * 64,
    )
    bench.act(vault, CASE, event)
    assert found(vault, "overflow") == [CASE]


@pytest.mark.checks("C41")
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_stored_and_breaks_no_search(bench, vault, text: str):
    put_report(bench, vault, CASE, f"before {text} behind")
    bench.act(vault, CASE, e.NoteAdded("goes on"))
    assert found(vault, "before behind") == [CASE]
    (row,) = vault.cases(CaseQuery(wanted=read_filter('"before" behind'))).rows
    assert row.found is not None
    assert row.found.source == "report"
    assert row.found.text.raw == row.found.text.line
    assert vault.verify().sound


STRANGE = {
    f'"{"a " * 400}"': 0,
    " ".join(["a-b-c-d-e-f-g-h-i-j"] * 50): 0,
    "(" * 1_000: 2,
    " ".join(f"-x{number}" for number in range(50)): 2,
    " ".join(f'"y{number}" from:e' for number in range(25)): 0,
    "\u00e9" * 1_000: 0,
    'NEAR(heap "overflow" AND OR * ^': 0,
    "heap ( ) * ^ + {} \0 \ud800 -": 1,
}


@pytest.mark.checks("C41")
def test_the_longest_and_strangest_filters_are_answered(vault, figure: Figure):
    took_ms = []
    for written, count in STRANGE.items():
        began = time.perf_counter()
        assert len(found(vault, written)) == count
        took_ms.append((time.perf_counter() - began) * 1000)
    figure("C41", f"0 of {len(STRANGE)} strange filters raise, the slowest takes {max(took_ms):.0f} ms")


def test_a_word_with_characters_that_nobody_sees_is_found(bench, vault):
    put_report(bench, vault, CASE, "over\u00adwrite zero\u200bday")
    assert found(vault, "overwrite zeroday") == [CASE]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(max_size=40), query=st.text('abß"-():*^ é', max_size=20))
def test_any_text_and_any_filter_go_together(bench, vault, text: str, query: str):
    bench.act(vault, CASE, e.NoteAdded(text))
    wanted = read_filter(query)
    if isinstance(wanted, Filter):
        assert vault.cases(CaseQuery(wanted=wanted)).total >= 0


def test_many_hits_are_walked_in_the_order_of_the_list(bench, vault, monkeypatch):
    for number in range(3, 9):
        bench.report(vault, f"TST-2026-00000{number}0", "Heap overflow again")
    everywhere = {
        order: [
            row.case_id for row in vault.cases(CaseQuery(wanted=read_filter("overflow"), order=order)).rows
        ]
        for order in lists._ORDERS
    }
    monkeypatch.setattr(lists, "_FEW", 3)
    for order, expected in everywhere.items():
        query = CaseQuery(wanted=read_filter("overflow"), order=order)
        assert [row.case_id for row in vault.cases(query).rows] == expected
        page = vault.cases(query, offset=2, limit=2)
        assert ([row.case_id for row in page.rows], page.total) == (expected[2:4], 7)
    assert len(found(vault, "overflow -again is:open")) == 1


def test_what_is_settled_of_a_case_is_sought_at_once(bench, vault):
    listed = e.AffectedListed("V", "Widget", ("1.0",))
    for event in (listed, e.FixPrepared("Widget", "1.4.1"), e.FixPrepared("Widget", "1.4.1", "", "abc123")):
        bench.act(vault, CASE, event)
        assert vault.verify().database == ()
    for cwe in ("", "CWE-79"):
        bench.act(vault, CASE, e.SeveritySet("high", "It is CWE-79", cwe=cwe))
        assert vault.verify().database == ()


def test_every_letter_and_digit_of_any_script_is_found(bench, vault):
    letters = [chr(code) for code in range(0x110000) if chr(code).isalnum()][::13]
    bench.act(vault, CASE, e.NoteAdded(" ".join(f"q{letter}z{letter}" for letter in letters)))
    filters = [
        " ".join(f"q{letter}z{letter}" for letter in letters[at : at + 50])
        for at in range(0, len(letters), 50)
    ]
    assert [written for written in filters if found(vault, written) != [CASE]] == []
