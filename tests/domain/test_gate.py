"""The one way out."""

import copy
import pickle
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.advisory import AdvisoryText
from desktop.domain.case import Case, fold
from desktop.domain.cleared import Cleared
from desktop.domain.clocks.hold import Hold, read_hold
from desktop.domain.event import Event
from desktop.domain.gate import (
    Candidate,
    GateRefusal,
    LetterCandidate,
    clear_advisory,
    clear_checksum,
    clear_letter,
    clear_public_key,
    clear_signature,
)
from desktop.domain.inert import Untrusted
from desktop.domain.traces import foreign_case_ids, hidden_characters, reporter_traces
from tests.histories import PRODUCT, RECEIVED, SEVERITY, history, january, profile, received

MUSHIN = profile("mushin")
NOW = january(20)
CASE_ID = "MUS-2026-0000000"
OTHER = "AUM-2026-123456Z"
CREDIT = e.CreditRecorded(choice="named", name="Ada Finder", ground="her message")
CONTENT = f"Advisory {CASE_ID}: update Widget to 1.4.1.".encode()


def told(*more: Event, without: type[Event] | None = None) -> Case:
    acts = (
        e.ReportReceived(
            **{
                **msgspec.structs.asdict(received("mushin")),
                "reporter_name": Untrusted("Ada Finder"),
                "reporter_address": Untrusted("ada@reporter.example"),
            }
        ),
        e.HandlerAssigned("Grace"),
        PRODUCT,
        SEVERITY,
        e.ReportConfirmed(),
        e.AuditRecorded("all", "none"),
        e.AuditDone(),
        e.FixPrepared(product="Widget", fixed_in="1.3.9", branch="1.3"),
        e.FixPrepared(product="Widget", fixed_in="1.4.1", branch="1.4"),
        e.FixReady(),
        CREDIT,
        e.AdvisoryDrafted(AdvisoryText("Title", "Summary")),
        *more,
    )
    return fold(history(*((RECEIVED, act) for act in acts if type(act) is not without), case_id=CASE_ID))


OVER = Hold(NOW - timedelta(days=1), stated=True, may_come_sooner=False, why="Agreed.")


def ask(case: Case | None = None, content: bytes = CONTENT, hold: Hold = OVER, tlp: str = "CLEAR", **more):
    candidate = Candidate(content, "a.json", "csaf", tlp, **more)  # type: ignore[arg-type]
    return clear_advisory(candidate, case or told(), MUSHIN, hold, NOW)


def reasons(outcome: object) -> str:
    assert isinstance(outcome, GateRefusal)
    return outcome.sentence


def cleared() -> Cleared:
    outcome = ask()
    assert isinstance(outcome, Cleared)
    return outcome


# --- only the gate clears ------------------------------------------------------------------------------


def test_the_gate_clears_exactly_these_bytes() -> None:
    passed = cleared()
    assert (passed.content, passed.tlp, passed.kind, passed.audience) == (
        CONTENT,
        "CLEAR",
        "advisory",
        "everyone",
    )
    assert passed.file_name == "a.json"
    assert not passed.encrypted


def test_nobody_else_makes_one() -> None:
    for token in (None, object(), True, "gate"):
        with pytest.raises(TypeError, match="only the gate"):
            Cleared(token, b"x", file_name="x", tlp="CLEAR", kind="advisory", audience="everyone")


def test_what_is_cleared_cannot_be_changed_copied_or_decoded() -> None:
    passed = cleared()
    with pytest.raises(TypeError):
        passed.content = b"other"
    with pytest.raises(TypeError):
        del passed.content
    for forge in (
        copy.copy,
        copy.deepcopy,
        pickle.dumps,
        lambda value: msgspec.structs.replace(value, content=b"other"),
        msgspec.json.encode,
        lambda _v: msgspec.convert({"content": b""}, Cleared),
        lambda _v: msgspec.json.decode(b"{}", type=Cleared),
        lambda _v: type("Forged", (Cleared,), {}),
    ):
        with pytest.raises((TypeError, msgspec.ValidationError)):
            forge(passed)


def test_the_gate_s_token_is_used_in_the_gate_alone() -> None:
    root = Path(__file__).parents[2] / "desktop"
    holders = {path.name for path in root.rglob("*.py") if "_GATE" in path.read_text()}
    assert holders == {"cleared.py", "gate.py"}


# --- advisories ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        (e.AffectedListed, "affected products and versions"),
        (e.SeveritySet, "severity"),
        (e.ReportConfirmed, "problem confirmed"),
        (e.AuditRecorded, "searched for similar"),
        (e.AuditDone, "audit declared done"),
        (e.FixReady, "fixes declared ready"),
        (e.CreditRecorded, "wish about credit"),
        (e.AdvisoryDrafted, "title and summary"),
    ],
)
def test_nothing_leaves_before_its_stages_are_done(lacking: type[Event], words: str) -> None:
    assert words in reasons(ask(told(without=lacking)))


def test_a_waived_need_of_the_house_is_settled() -> None:
    assert isinstance(
        ask(told(e.NeedWaived("credit", "no reply in a month"), without=e.CreditRecorded)), Cleared
    )


def test_a_rejected_or_closed_case_publishes_nothing() -> None:
    assert "rejected" in reasons(ask(told(e.ReportRejected("spam", "spam"))))
    assert "closed" in reasons(ask(told(e.CaseClosed("done"))))


@pytest.mark.clause("M87-3.5a")
@pytest.mark.parametrize("tlp", ["CLEAR", "GREEN"])
def test_a_public_advisory_waits_for_the_hold(tlp: str) -> None:
    hold = Hold(NOW + timedelta(days=3), stated=True, may_come_sooner=True, why="By the policy (X-1).")
    said = reasons(ask(hold=hold, tlp=tlp))
    assert "2026-01-23 00:00 UTC" in said
    assert "By the policy (X-1)." in said


@pytest.mark.parametrize("tlp", ["AMBER", "RED"])
def test_a_limited_advisory_may_leave_during_the_hold(tlp: str) -> None:
    hold = Hold(NOW + timedelta(days=3), stated=True, may_come_sooner=True, why="")
    assert isinstance(ask(hold=hold, tlp=tlp), Cleared)


def test_without_a_stated_hold_a_person_must_decide() -> None:
    assert "no date is set" in reasons(ask(hold=read_hold(MUSHIN, [], NOW)))


@pytest.mark.clause("AUM-6b")
def test_mistakes_of_the_validator_are_reasons() -> None:
    assert "CSAF 6.1.8: wrong" in reasons(ask(mistakes=("CSAF 6.1.8: wrong",)))


@pytest.mark.clause("CZM-8a")
def test_the_bytes_name_their_own_case_and_no_other() -> None:
    assert "id of its case" in reasons(ask(content=b"Advisory"))
    said = reasons(ask(content=CONTENT + b" like " + OTHER.lower().encode()))
    assert OTHER in said


def test_a_cve_number_is_no_case_id() -> None:
    assert not any(foreign_case_ids(f"CVE-2026-{n:07}", CASE_ID) for n in range(1000, 1200))


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
    # CHECKS F66
    content = CONTENT + b" Thanks to " + written.encode()
    anonymous = told(e.CreditRecorded(choice="anonymous", ground="her message"))
    assert "names the reporter" in reasons(ask(anonymous, content))


@pytest.mark.clause("CZM-5c", "CZM-7a")
def test_an_agreed_name_may_stand_there_and_the_address_still_not() -> None:
    # CHECKS F66
    assert isinstance(ask(content=CONTENT + b" Thanks to Ada Finder."), Cleared)
    assert "names the reporter" in reasons(ask(content=CONTENT + b" Ada Finder <ada@reporter.example>"))


@pytest.mark.clause("CZM-7a")
def test_an_alias_does_not_allow_the_name() -> None:
    # CHECKS F66
    alias = told(e.CreditRecorded(choice="alias", name="adalove", ground="her message"))
    assert isinstance(ask(alias, CONTENT + b" adalove"), Cleared)
    assert "names the reporter" in reasons(ask(alias, CONTENT + b" adalove (Ada Finder)"))


def test_names_on_a_reporter_s_key_count_too() -> None:
    # CHECKS F66
    key = e.KeyTaken("F" * 40, (Untrusted("Ada Lovelace <al@private.example>"),), "pasted", "0" * 64)
    for written in (b" Ada Lovelace", b" al@private.example"):
        assert "names the reporter" in reasons(ask(told(key), CONTENT + written))


def test_a_name_within_a_word_is_no_name() -> None:
    case = msgspec.structs.replace(told(), reporter_name=Untrusted("Mark"), credit=None)
    assert reporter_traces("a mark of Marking, bookMark", case, MUSHIN) == ()
    assert reporter_traces("found by Mark.", case, MUSHIN) == ("Mark",)


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
    # CHECKS F66
    case = msgspec.structs.replace(told(), reporter_name=Untrusted(name), credit=None)
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
    case = msgspec.structs.replace(told(), reporter_name=Untrusted(name), credit=None)
    assert reporter_traces(text, case, MUSHIN) == ()


def test_an_agreed_name_covers_its_surname_alone() -> None:
    # CHECKS F66
    assert isinstance(ask(content=CONTENT + b" Finder found it."), Cleared)


def test_our_own_address_is_no_trace() -> None:
    case = msgspec.structs.replace(told(), reporter_address=Untrusted("security@mushinai.com"))
    assert reporter_traces("Contact: security@mushinai.com", case, MUSHIN) == ()


def test_hidden_characters_stay_here() -> None:
    # CHECKS B27
    for hidden in ("\u202e", "\u200b", "\x07", '"\\u202e"'):
        assert "no reader sees" in reasons(ask(content=CONTENT + hidden.encode()))
    assert hidden_characters('a PoC says "\\\\u0000"\n') == ()


@given(st.text(), st.text())
def test_any_text_can_be_searched(text: str, name: str) -> None:
    case = msgspec.structs.replace(told(), reporter_name=Untrusted(name))
    reporter_traces(text, case, MUSHIN)
    foreign_case_ids(text, CASE_ID)
    hidden_characters(text)


# --- what goes beside, keys and letters ----------------------------------------------------------------


def test_what_goes_beside_a_document_goes_where_it_goes() -> None:
    document = cleared()
    signature = clear_signature(document, b"sig")
    checksum = clear_checksum(document, "sha256", "ab")
    assert (signature.file_name, signature.audience) == ("a.json.asc", "everyone")
    assert (checksum.file_name, checksum.content) == ("a.json.sha256", b"ab  a.json\n")


@pytest.mark.clause("MUS-7.1d")
def test_a_secret_key_never_leaves() -> None:
    block = b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n"
    assert isinstance(clear_public_key(block, "F"), Cleared)
    for wrong in (
        block.replace(b"PUBLIC", b"PRIVATE"),
        block + block.replace(b"PUBLIC", b"PRIVATE"),
        b"",
        b"x",
    ):
        assert isinstance(clear_public_key(wrong, "F"), GateRefusal)


def letter(**changes: object) -> LetterCandidate:
    fields = {
        "to": "ada@reporter.example",
        "subject": f"Re: hole [{CASE_ID}]",
        "text": "Dear Ada,\n\nThank you.\n",
        "content": b"-----BEGIN PGP MESSAGE-----",
        "file_name": "a.eml",
        "encrypted": True,
    }
    return LetterCandidate(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_letter_to_the_reporter_needs_no_hold_and_no_approval() -> None:
    outcome = clear_letter(letter(), fold(history((RECEIVED, told_received()), case_id=CASE_ID)))
    assert isinstance(outcome, Cleared)
    assert outcome.encrypted
    assert outcome.audience == "the reporter"


def told_received() -> e.ReportReceived:
    return msgspec.structs.replace(received(), reporter_address=Untrusted("ada@reporter.example"))


@pytest.mark.clause("CZM-8a")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"to": "press@paper.example"}, "its own reporter"),
        ({"text": " \n"}, "empty"),
        ({"text": f"as in {OTHER}"}, OTHER),
        ({"subject": f"Re: {OTHER}"}, OTHER),
        ({"text": "look \u202e here"}, "U+202E"),
        ({"content": b"...Dear Ada,\n\nThank you.\n..."}, "can be read"),
    ],
)
def test_a_wrong_letter_stays_here(changes: dict[str, object], words: str) -> None:
    assert words in reasons(clear_letter(letter(**changes), told()))


def test_the_hold_ends_at_its_very_instant() -> None:
    assert isinstance(ask(hold=Hold(NOW, stated=True, may_come_sooner=False, why="")), Cleared)
    later = Hold(NOW + timedelta(seconds=1), stated=True, may_come_sooner=False, why="")
    assert isinstance(ask(hold=later), GateRefusal)


def test_a_purged_case_publishes_nothing() -> None:
    assert "purged" in reasons(ask(msgspec.structs.replace(told(), purged=True)))
