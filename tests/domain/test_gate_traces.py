"""What slips out with a text is found: a reporter however they are named, other cases, hidden characters."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.traces import foreign_case_ids, hidden_characters, reporter_traces
from tests.domain.gatekeeping import CASE_ID, CONTENT, MUSHIN, ask, reasons, told


def test_a_cve_number_is_no_case_id() -> None:
    assert not any(foreign_case_ids(f"CVE-2026-{n:07}", CASE_ID) for n in range(1000, 1200))


@pytest.mark.checks("F66")
@pytest.mark.clause("M87-2f", "CZM-8b", "AUM-4c")
@pytest.mark.parametrize(
    "written",
    [
        "Ada Finder",
        "ada\nfinder",
        "Ada *Finder*",
        "Finder, Ada",
        "ADA\u00a0FINDER",
        "Ada&nbsp;Finder",
        "ada@reporter.example",
        "ADA\\@reporter\\.example",
        "\\u0041da Finder",
        "Ada\\nFinder",
        "ada%40reporter.example",
        "%41da%20Finder",
        "\uff21da Finder",
        "Finder",
        "FINDER",
        "_Finder_",
    ],
)
def test_the_reporter_is_not_named_without_a_ground(written: str) -> None:
    content = CONTENT + b" Thanks to " + written.encode()
    anonymous = told(e.CreditRecorded(choice="anonymous", ground="her message"))
    assert "names the reporter" in reasons(ask(anonymous, content))


@pytest.mark.checks("F66")
@pytest.mark.clause("CZM-5c", "CZM-7a")
def test_an_agreed_name_may_stand_there_and_the_address_still_not() -> None:
    assert isinstance(ask(content=CONTENT + b" Thanks to Ada Finder."), Cleared)
    assert "names the reporter" in reasons(ask(content=CONTENT + b" Ada Finder <ada@reporter.example>"))


@pytest.mark.checks("F66")
@pytest.mark.clause("CZM-7a")
def test_an_alias_does_not_allow_the_name() -> None:
    alias = told(e.CreditRecorded(choice="alias", name="adalove", ground="her message"))
    assert isinstance(ask(alias, CONTENT + b" adalove"), Cleared)
    assert "names the reporter" in reasons(ask(alias, CONTENT + b" adalove (Ada Finder)"))


@pytest.mark.checks("F66")
def test_names_on_a_reporter_s_key_count_too() -> None:
    key = e.KeyTaken("F" * 40, (Untrusted("Ada Lovelace <al@private.example>"),), "pasted", "0" * 64)
    for written in (b" Ada Lovelace", b" al@private.example"):
        assert "names the reporter" in reasons(ask(told(key), CONTENT + written))


def test_a_name_within_a_word_is_no_name() -> None:
    case = msgspec.structs.replace(told(), reporter_name=Untrusted("Mark"), credits={})
    assert reporter_traces("a mark of Marking, bookMark", case, MUSHIN) == ()
    assert reporter_traces("found by Mark.", case, MUSHIN) == ("Mark",)


@pytest.mark.checks("F66")
@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Mark", "found by MARK", "Mark"),
        ("mark", "found by Mark", "mark"),
        ("Li", "found by Li.", "Li"),
        ("Wei Li", "thanks to Li, who", "Li"),
        ("Anna Lindqvist", "Lindqvist found it", "Lindqvist"),
        ("Anna Lindqvist", "LINDQVIST found it", "Lindqvist"),
        ("Lindqvist, Anna", "Lindqvist found it", "Lindqvist"),
        ("Lindqvist, Anna", "Anna Lindqvist found it", "Lindqvist, Anna"),
        ("Anna Lindqvist, PhD", "Dr. Lindqvist found it", "Lindqvist"),
        ("Anna Lindqvist Jr.", "Lindqvist found it", "Lindqvist"),
        ("Anna Lindqvist (Acme)", "found by anna lindqvist", "Anna Lindqvist"),
        ("Conan O\u2019Brien", "O'BRIEN found it", "O'Brien"),
        ("Jane White", "found by White", "White"),
        ("Jose\u0301", "von Jos\u00e9 gefunden", "Jos\u00e9"),
        ("Jos\u00e9", "von Jose\u0301 gefunden", "Jos\u00e9"),
        ("\u674e\u660e", "\u62a5\u544a\u8005\u674e\u660e\u53d1\u73b0", "\u674e\u660e"),
        ("\u674e\u660e\u4f1f", "\u62a5\u544a\u8005\u674e\u660e\u4f1f\u53d1\u73b0", "\u674e\u660e\u4f1f"),
        ("\u674e \u660e\u4f1f", "\u62a5\u544a\u8005\u674e\u660e\u4f1f\u53d1\u73b0", "\u674e \u660e\u4f1f"),
        ("\u674e\u660e\u4f1f", "\u62a5\u544a\u8005\u674e \u660e\u4f1f", "\u674e\u660e\u4f1f"),
        ("\u7530\u4e2d \u592a\u90ce", "\u7530\u4e2d\u3055\u3093\u304c", "\u7530\u4e2d"),
        ("\U00020bb7\u7530", "by \\ud842\\udfb7\u7530", "\U00020bb7\u7530"),
        ("\u6797", "\u7531\u6797\u53d1\u73b0", "\u6797"),
        ("Mark", "\u7531Mark\u53d1\u73b0", "Mark"),
        ("\uc774\uc601\ud76c", "\uc774\uc601\ud76c\ub294", "\uc774\uc601\ud76c"),
        ("\u042f\u043d", "\u043d\u0430\u0448\u0451\u043b \u042f\u043d", "\u042f\u043d"),
    ],
)
def test_names_of_many_kinds_are_found(name: str, text: str, shown: str) -> None:
    case = msgspec.structs.replace(told(), reporter_name=Untrusted(name), credits={})
    assert shown in reporter_traces(text, case, MUSHIN)
    assert f"\u201c{shown}\u201d" in reasons(ask(case, CONTENT + text.encode()))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Wei Li", "a li element of Lithium, LI and live"),
        ("Mo Ai", "an AI model"),
        ("Jane White", "TLP:WHITE, a white list"),
        ("Sam Low", '"baseSeverity": "LOW"'),
        ("Anna Lindqvist", "Lindqvistian"),
        ("Acme Security Team", "ask your Security Team"),
        ("X", "X"),
        ("", "anything"),
        ("()", "(anything)"),
        ("\u674e \u660e\u4f1f", "\u674e\u5b50"),
        ("Mark Ing", "Mark"),
        ("mushinai", "MushinAI"),
    ],
)
def test_what_only_looks_like_a_name_is_none(name: str, text: str) -> None:
    case = msgspec.structs.replace(told(), reporter_name=Untrusted(name), credits={})
    assert reporter_traces(text, case, MUSHIN) == ()


@pytest.mark.checks("F66")
def test_an_agreed_name_covers_its_surname_alone() -> None:
    assert isinstance(ask(content=CONTENT + b" Finder found it."), Cleared)


def test_our_own_address_is_no_trace() -> None:
    case = msgspec.structs.replace(told(), reporter_address=Untrusted("security@mushinai.com"))
    assert reporter_traces("Contact: security@mushinai.com", case, MUSHIN) == ()


@pytest.mark.checks("B27")
def test_hidden_characters_stay_here() -> None:
    for hidden in ("\u202e", "\u200b", "\x07", '"\\u202e"'):
        assert "no reader sees" in reasons(ask(content=CONTENT + hidden.encode()))
    assert hidden_characters('a PoC says "\\\\u0000"\n') == ()


@given(st.text(), st.text())
def test_any_text_can_be_searched(text: str, name: str) -> None:
    case = msgspec.structs.replace(told(), reporter_name=Untrusted(name))
    reporter_traces(text, case, MUSHIN)
    foreign_case_ids(text, CASE_ID)
    hidden_characters(text)
