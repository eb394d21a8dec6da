"""Exports of forms and other people's advisories become inert reports, whatever they are called inside."""

import csv
import io
import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.failures import Failure, Malformed, TooDeep, TooLarge
from desktop.formats.intake import exports, tables
from desktop.formats.intake.exports import read_export
from desktop.formats.intake.written import WrittenReport

FORM = {
    "Your Name": "Ada Finder",
    "E-Mail": "ada@example.net",
    "subject": "A hole",
    "Details": "It runs code.",
    "submitted_at": "2026-01-05T09:00:00+01:00",
    "Product version": "1.4",
}
GITHUB = {
    "ghsa_id": "GHSA-aaaa-bbbb-cccc",
    "cve_id": None,
    "summary": "Loader runs code",
    "description": "It unpickles.",
    "severity": "high",
    "created_at": "2026-01-05T08:00:00Z",
    "identifiers": [{"type": "GHSA", "value": "GHSA-aaaa-bbbb-cccc"}, {"type": "CVE", "value": "CVE-2026-1"}],
    "vulnerabilities": [
        {"package": {"ecosystem": "pip", "name": "loader"}, "vulnerable_version_range": "< 1.4.1"}
    ],
    "credits": [{"login": "ada", "type": "finder"}],
}
OSV = {
    "id": "GHSA-aaaa-bbbb-cccc",
    "summary": "Loader runs code",
    "details": "It unpickles.",
    "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N"}],
    "affected": [{"package": {"ecosystem": "PyPI", "name": "loader"}, "versions": ["1.2", "1.3"]}],
    "credits": [{"name": "Ada"}],
    "references": [{"url": "https://example.net/1"}],
}
CSAF = {
    "document": {
        "csaf_version": "2.0",
        "title": "Report on the loader",
        "publisher": {"name": "Hackers", "contact_details": "Write to lin@hackers.example"},
        "tracking": {"id": "H-1", "initial_release_date": "2026-01-05T08:00:00Z"},
        "notes": [{"category": "description", "text": "It unpickles."}],
    },
    "product_tree": {"branches": [{"branches": [{"product": {"name": "Loader 1.3"}}]}]},
    "vulnerabilities": [
        {
            "cve": "CVE-2026-1",
            "scores": [{"cvss_v3": {"vectorString": "CVSS:3.1/AV:N"}}],
            "cwe": {"id": "CWE-502"},
        }
    ],
}


def read(value: object) -> WrittenReport:
    (report,) = read_export(json.dumps(value).encode())
    return report


def test_the_fields_of_a_form_are_found_by_their_obvious_names() -> None:
    report = read(FORM)
    assert (report.name.raw, report.address.raw, report.title.raw) == (
        "Ada Finder",
        "ada@example.net",
        "A hole",
    )
    assert report.date is not None
    assert report.date.isoformat() == "2026-01-05T09:00:00+01:00"
    assert report.text.raw == "It runs code.\n\nProduct version: 1.4"


def test_each_report_of_a_list_is_known_by_its_own_bytes() -> None:
    one, two = json.dumps(FORM).encode(), b'{"message":"x"}'
    reports = read_export(b"[ " + one + b" ,\n" + two + b"]")
    assert [report.raw for report in reports] == [one, two]
    assert [r.raw for r in read_export(b'{"submissions": [' + one + b"]}")] == [one]
    assert [r.raw for r in read_export(b"\xef\xbb\xbf" + one + b"\n")] == [one]


@pytest.mark.parametrize(
    ("date", "instant"),
    [
        (1767600000, datetime(2026, 1, 5, 8, tzinfo=UTC)),
        ("1767600000000", datetime(2026, 1, 5, 8, tzinfo=UTC)),
        ("Mon, 05 Jan 2026 09:00:00 +0100", datetime(2026, 1, 5, 8, tzinfo=UTC)),
        ("2026-01-05 08:00", datetime(2026, 1, 5, 8, tzinfo=UTC)),
    ],
)
def test_dates_are_read_in_the_spellings_of_forms(date: object, instant: datetime) -> None:
    assert read({"message": "x", "date": date}).date == instant


@pytest.mark.parametrize("date", ["05/01/2026", "soon", 1e300, True, "0001-01-01T00:00:00+14:00"])
def test_a_date_that_nobody_can_read_is_said_to_be_one(date: object) -> None:
    report = read({"message": "x", "date": date})
    assert (report.date, report.date_unread) == (None, True)


def test_a_contact_that_is_no_address_stays_in_the_text() -> None:
    report = read({"message": "x", "contact": "Signal: +1 555"})
    assert (report.address.raw, report.text.raw) == ("", "x\n\ncontact: Signal: +1 555")
    both = read({"message": "x", "from": "Ada <ada@example.net>"})
    assert (both.name.raw, both.address.raw) == ("Ada", "ada@example.net")


def test_an_advisory_of_github_is_the_reporters_word() -> None:
    report = read(GITHUB)
    assert (report.form, report.title.raw, report.name.raw) == ("github", "Loader runs code", "ada")
    for words in ("It unpickles.", "words: high", "pip:loader < 1.4.1", "CVE-2026-1"):
        assert words in report.text.raw
    osv = read(OSV)
    assert (osv.form, osv.name.raw) == ("github", "Ada")
    for words in ("It unpickles.", "CVSS:3.1/AV:N", "PyPI:loader 1.2, 1.3", "https://example.net/1"):
        assert words in osv.text.raw


@pytest.mark.parametrize(
    "form",
    [
        {"details": "It runs code.", "affected": ["1.2", "1.3"]},
        {"summary": "A hole", "vulnerabilities": "SQL injection", "message": "It runs code."},
        {"id": 7, "details": "It runs code.", "affected": [], "ghsa_id": ""},
        {"id": 7, "details": "It runs code.", "vulnerabilities": ["SQL injection"]},
    ],
)
def test_a_form_with_keys_of_an_advisory_is_a_form(form: dict[str, object]) -> None:
    report = read(form | {"email": "ada@example.net", "name": "Ada", "steps": "Do this."})
    assert (report.form, report.name.raw, report.address.raw) == ("web-form", "Ada", "ada@example.net")
    assert "It runs code." in report.text.raw
    assert "steps: Do this." in report.text.raw


def test_of_an_advisory_nothing_that_a_person_wrote_is_dropped() -> None:
    more = {
        "cwe_ids": ["CWE-502"],
        "cvss_severities": {"cvss_v4": {"vector_string": "CVSS:4.0/AV:N", "score": 9.3}},
        "email": "ada@example.net",
        "steps": "Do this.",
        "state": "triage",
        "html_url": "https://github.com/x",
    }
    text = read(GITHUB | more).text.raw
    for words in ("CWE-502", "CVSS:4.0/AV:N", "email: ada@example.net", "steps: Do this."):
        assert words in text
    assert "triage" not in text
    osv = OSV | {"credits": [{"name": "Ada", "contact": ["mailto:ada@example.net"]}]}
    osv |= {"database_specific": {"cwe_ids": ["CWE-79"], "severity": "HIGH"}}
    for words in ("Credits: Ada, mailto:ada@example.net", "Weaknesses: CWE-79", "words: HIGH"):
        assert words in read(osv).text.raw
    found = {
        "title": "Overflow in X",
        "remediations": [{"category": "vendor_fix", "details": "Upgrade to 2"}],
    }
    csaf = read(CSAF | {"vulnerabilities": [found]})
    for words in ("Vulnerabilities: Overflow in X", "Remediations: Upgrade to 2"):
        assert words in csaf.text.raw


def test_submissions_are_kept_apart_though_their_form_has_a_title() -> None:
    submissions = [{"email": "a@example.net", "message": "one"}, {"email": "b@example.net", "message": "two"}]
    for form in ({"title": "Report a hole"}, {"title": "Report a hole", "description": "Tell us."}):
        reports = read_export(json.dumps(form | {"responses": submissions}).encode())
        assert [report.text.raw for report in reports] == ["one", "two"]
    listed = {"title": "A hole", "message": "In two places.", "items": [{"title": "a"}, {"description": "b"}]}
    assert "In two places." in read(listed).text.raw


def test_half_a_character_spoils_neither_its_own_entry_nor_others() -> None:
    one, two = b'{"message": "cut \\ud83d", "k\\udc00": "\\\\ud83d"}', b'{"message": "\\ud83d\\ude00"}'
    first, second = read_export(b"[" + one + b", " + two + b"]")
    assert first.text.raw == "cut \ufffd\n\nk\ufffd: \\ud83d"
    assert second.text.raw == "\U0001f600"
    assert [first.raw, second.raw] == [one, two]
    assert [r.raw for r in read_export(b'{"reports": [' + one + b"]}")] == [one]


@pytest.mark.parametrize(
    ("row", "flaw"),
    [
        ('ada@example.net,"hi', "quotation mark"),
        ('ada@example.net,"hi" there', "quotation mark"),
        ("ada@example.net," + "x" * 1024 * 1024 + "x", "more than 1 MiB"),
    ],
)
def test_a_spoilt_row_of_a_table_takes_no_other_with_it(row: str, flaw: str) -> None:
    others = 'bob@example.net,"RCE, here"\neve@example.net,SQLi\n'
    table = f'email,message\nrae@example.net,"two\nlines"\n{row}\n{others}'
    reports = read_export(table.encode())
    assert [report.text.raw for report in reports] == ["two\nlines", "", "RCE, here", "SQLi"]
    assert flaw in reports[1].flaw
    assert not any(reports[n].flaw for n in (0, 2, 3))


def test_quotes_without_end_are_not_read_again_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_READ_AGAIN", 1000)
    with pytest.raises(Malformed, match="Too many quotation marks"):
        read_export(b"email,message\n" + b'a,"b\n' * 300)


def test_an_entry_is_known_by_what_it_says_however_it_was_exported() -> None:
    form = FORM | {"id": 17, "status": "new"}
    table = io.StringIO()
    writer = csv.DictWriter(table, form)
    writer.writeheader()
    writer.writerow(form)
    (in_table,) = read_export(table.getvalue().encode())
    known = read(form)
    for other in (read(form | {"status": "read", "updated_at": "2026-01-07"}), in_table):
        assert (other.content_key, other.entry_key) == (known.content_key, known.entry_key)
    edited = read(form | {"Details": "It runs any code."})
    assert edited.entry_key == known.entry_key
    assert edited.content_key != known.content_key
    assert read(form | {"E-Mail": "eve@example.net"}).entry_key != known.entry_key
    assert read({"id": 17, "message": "x"}).entry_key == ""
    moved = GITHUB | {"state": "draft", "updated_at": "2026-01-07T00:00:00Z"}
    assert read(moved).content_key == read(GITHUB).content_key
    assert read(GITHUB | {"summary": "Other"}).entry_key == read(GITHUB).entry_key


def test_a_date_without_a_zone_says_so() -> None:
    assert read({"message": "x", "date": "2026-01-05 08:00"}).zoneless
    assert not read({"message": "x", "date": "2026-01-05 08:00Z"}).zoneless


def test_a_csaf_document_is_reported_by_its_publisher() -> None:
    report = read(CSAF)
    assert (report.form, report.title.raw) == ("csaf", "Report on the loader")
    assert (report.name.raw, report.address.raw) == ("Hackers", "lin@hackers.example")
    for words in ("It unpickles.", "CVSS:3.1/AV:N", "Loader 1.3", "H-1, CVE-2026-1, CWE-502"):
        assert words in report.text.raw


def test_a_row_of_a_table_is_a_report_and_a_formula_is_text() -> None:
    table = (
        'Name;Email;Message;Date\n"Ada";ada@example.net;"=HYPERLINK(""x"")\nline 2";2026-01-05\n\n'
        ";;+1+1;;beyond\n;ada@example.net;;\n"
    )
    first, second, third = read_export(table.encode())
    assert (first.name.raw, first.text.raw) == ("Ada", '=HYPERLINK("x")\nline 2')
    assert second.text.raw == "+1+1\n\ncolumn 5: beyond"
    assert (first.flaw, second.flaw) == ("", "")
    assert "neither a title" in third.flaw


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_spreadsheets_are_decoded(encoding: str) -> None:
    (report,) = read_export("subject,details\nLücke,x\n".encode(encoding))
    assert report.title.raw == "Lücke"


def test_columns_of_one_name_are_kept_apart() -> None:
    (report,) = read_export(b"details,,note,note\na,b,c,d\n")
    assert report.text.raw == "a\n\ncolumn 2: b\n\nnote: c\n\nnote (4): d"


def test_what_is_no_report_among_others_has_a_flaw() -> None:
    flaws = [bool(report.flaw) for report in read_export(b'[1, {"message": "x"}, {"colour": "red"}, []]')]
    assert flaws == [True, False, True, True]


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (b"  ", Malformed),
        (b"{broken", Malformed),
        (b'{"message": "a", "message": "b"}', Malformed),
        (b"a,b\n1,2\n", Malformed),
        (b"[" * 5000, TooDeep),
        (b'{"message":' + b"[" * 200 + b"]" * 200 + b"}", TooDeep),
        (b"message," * 501 + b"\nx\n", TooLarge),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(content: bytes, failure: type[Failure]) -> None:
    with pytest.raises(failure) as caught:
        read_export(content)
    assert caught.value.advice


def test_the_bounds_of_an_export_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_REPORTS", 3)
    for content in (b"[1,2,3,4]", b"message\n1\n2\n3\n4\n"):
        with pytest.raises(TooLarge, match="more than 3 reports"):
            read_export(content)
    assert len(read_export(b"[1,2,3]")) == 3
    monkeypatch.setattr(exports, "EXPORT_BYTES", 3)
    with pytest.raises(TooLarge, match="Export fewer"):
        read_export(b"[1,2]")


_KEYS = st.sampled_from(
    [*FORM, *GITHUB, *OSV, *CSAF, "message", "cvss", "author", "user", "login", "name", "package", "branches"]
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=25,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=8), st.booleans())
def test_no_object_breaks_the_reading(fields: dict[str, object], listed: bool) -> None:
    content = json.dumps([fields] if listed else fields).encode()
    try:
        reports = read_export(content)
    except Failure:
        return
    for report in reports:
        assert report.flaw or report.title.raw or report.text.raw
        assert report.date is None or report.date.tzinfo is not None


@example(b"\xfe\xff")
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: ("message," + text).encode()))
def test_no_bytes_break_the_reading(content: bytes) -> None:
    with suppress(Failure):
        read_export(content)
