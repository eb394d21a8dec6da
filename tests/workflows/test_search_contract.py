"""What a filter finds: the fake, by looking at every case, and the real vault, by its index, agree."""

import unicodedata
from datetime import timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.filters import Filter, read_filter
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report, Reporter, SignatureCheck
from desktop.workflows.vault_ports import CasePage, CaseQuery, Vault
from tests.workflows.desks import NOW
from tests.workflows.test_vault_contract import case_id, open_case, put

TEXTS = (
    "The session cookie stays valid after the password changes.",
    "A r\u00e9sum\u00e9 upload overwrites any file; see CVE-2026-1234.",
    "Changes to the session table race.\n\nStays signed in.",
)


@pytest.fixture
def cases(either_vault: Vault) -> Vault:
    """Three cases with a report each: the first has a severity and a handler, the last is out and closed."""
    for number, text in enumerate(TEXTS):
        open_case(either_vault, number)
        parsed = msgspec.json.encode(report(text))
        follow_up = e.FollowUpReceived(
            reporter_address=Untrusted(f"r{number}@reporter.example"),
            grade="claimed",
            title=Untrusted("Re"),
            report_sha256=sha256(parsed),
            attachments=(sha256(b"file"),) if number == 1 else (),
        )
        put(either_vault, number, follow_up, blobs=(parsed, b"file"))
    put(either_vault, 0, e.SeveritySet("high", "Anybody"))
    put(either_vault, 0, e.HandlerAssigned("Robin Keeper"))
    put(either_vault, 2, e.AdvisoryPublished())
    put(either_vault, 2, e.CaseClosed("done"))
    return either_vault


def report(text: str) -> Report:
    nobody = Untrusted("")
    return Report(
        "plain",
        "not-encrypted",
        SignatureCheck(),
        Reporter(nobody, nobody, "claimed"),
        nobody,
        Untrusted(text),
    )


def page(vault: Vault, written: str, **options: object) -> CasePage:
    wanted = read_filter(written)
    assert isinstance(wanted, Filter), wanted
    return vault.cases(CaseQuery(wanted=wanted, order="case_id", **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("session", [0, 2]),
        ("SESS -cookie", [2]),
        ("resume", [1]),
        ("cve-2026", [1]),
        ('"stays signed"', [2]),
        ('"stays sign"', []),
        ('-"stays signed"', [0, 1]),
        ("-session -resume", []),
        ("% && session", [0, 2]),
        ("from:r1@reporter", [1]),
        ("name:r1@reporter", [1]),
        ('from:"reporter 2"', [2]),
        ("-from:r1 is:open", [0]),
        ("handler:keeper", [0]),
        ("keeper", []),
        ("stage:closed", [2]),
        ("-stage:intake", [2]),
        ("severity:HIGH", [0]),
        ("-severity:high", [1, 2]),
        ("policy:mushin", [0, 1, 2]),
        ("policy:aumos", []),
        ("case:mus-2026", [0, 1, 2]),
        (f"case:{case_id(1)}", [1]),
        ("is:open", [0, 1]),
        ("is:closed", [2]),
        ("is:published", [2]),
        ("is:embargoed", [0, 1]),
        ("-is:embargoed session", [2]),
        ("has:attachment", [1]),
        ("-has:attachment", [0, 2]),
        ("received:<36h", [0, 1]),
        ("received:>36h", [2]),
        (f"received:<{NOW.date().isoformat()}", [1, 2]),
        (f"received:{NOW.date().isoformat()}", [0]),
        ("due:<1000d", [0, 1]),
        ("-due:<1000d", [2]),
        ("due:>1000d", []),
        ("", [0, 1, 2]),
    ],
)
def test_a_filter_finds(cases: Vault, written: str, numbers: list[int]) -> None:
    found = page(cases, written)
    assert [row.case_id for row in found.rows] == [case_id(number) for number in numbers]
    assert (found.total, found.more) == (len(numbers), False)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("обход моделей и удалённый вход, Андрей", "моделей"),
        ("обход моделей и удалённый вход, Андрей", "УДАЛЁННЫЙ"),
        ("обход моделей и удалённый вход, Андрей", '"вход андрей"'),
        ("한국어 파서", "한국"),
        ("한국어 파서", unicodedata.normalize("NFD", "파서")),
        (unicodedata.normalize("NFD", "パスワード"), "パスワード"),
        ("Παράκαμψη", "παράκαμψη"),
        (unicodedata.normalize("NFD", "Παράκαμψη"), "ΠΑΡΆΚΑΜΨΗ"),
        ("Đặng Thị Hương", "huong"),
        ("हिन्दी पाठ", "हिन्दी"),
        ("管理画面の認証回避", "認証"),
        ("管理画面の認証回避とXSS攻撃", "認証回避"),
        ("管理画面の認証回避とXSS攻撃", "xss"),
        ("绕过登录验证", "登录"),
        ("rés\u00adu\u200bmé", "resume"),
    ],
)
def test_words_of_any_script_are_found(cases: Vault, text: str, written: str) -> None:
    put(cases, 1, e.NoteAdded(text))
    (row,) = page(cases, written).rows
    assert (row.case_id, row.found is not None) == (case_id(1), True)
    assert page(cases, f"-{written}").total == 2


def test_what_is_overdue_now_is_found(cases: Vault) -> None:
    overdue = [
        row.case_id for row in cases.cases(CaseQuery(order="case_id")).rows if row.next_state == "overdue"
    ]
    for written in ("is:overdue", "due:overdue"):
        assert [row.case_id for row in page(cases, written).rows] == overdue
    put(cases, 0, e.NoteAdded("x"), at=NOW - timedelta(days=1))
    assert len(page(cases, "-is:overdue").rows) == 3 - len(overdue)


def test_a_hit_is_shown_where_it_says_most(cases: Vault) -> None:
    first, last = page(cases, "session title").rows
    for row in (first, last):
        assert row.found is not None
        assert row.found.source == "report"
        ((begin, end),) = row.found.marks
        assert row.found.text.raw[begin:end].lower() == "session"
    (named,) = page(cases, "from:r1").rows
    assert named.found is not None
    assert named.found.source == "reporter"
    assert all(row.found is None for row in page(cases, "is:open").rows)


def test_what_was_undone_is_found_no_more(cases: Vault) -> None:
    noted = put(cases, 1, e.NoteAdded("regrettable words"))
    assert page(cases, "regret").total == 1
    put(cases, 1, e.EventUndone(noted))
    assert page(cases, "regret").total == 0


def test_a_letter_is_found_when_its_copy_is_kept(cases: Vault) -> None:
    parsed = msgspec.json.encode(report("Thank you, we could reproduce the glitch."))
    letter = e.AckSent(sha256(b"letter"), kept=True, report_sha256=sha256(parsed))
    sent = put(cases, 0, letter, blobs=(parsed, b"letter"))
    (row,) = page(cases, "reproduce glitch").rows
    assert row.found is not None
    assert (row.case_id, row.found.source) == (case_id(0), "letter")
    assert cases.verify().database == ()
    put(cases, 0, e.EventUndone(sent))
    assert page(cases, "glitch").total == 0


def test_pages_of_a_search_are_cut(cases: Vault) -> None:
    wanted = read_filter("changes")
    query = CaseQuery(wanted=wanted, order="case_id", descending=True)  # type: ignore[arg-type]
    assert [row.case_id for row in cases.cases(query, 1, 1).rows] == [case_id(0)]
    assert cases.cases(query, 5).rows == ()
