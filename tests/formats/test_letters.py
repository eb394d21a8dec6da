"""Letters and the mail drafts that carry them."""

import base64
import email
import email.policy
from contextlib import suppress
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.case import fold
from desktop.domain.clocks import read_clocks
from desktop.domain.clocks.hold import read_hold
from desktop.domain.failures import InvalidDocument
from desktop.domain.inert import Untrusted
from desktop.domain.marks import marks_in
from desktop.domain.policy.duties import LetterRule
from desktop.formats.letters.drafting import Letter, draft_text, reply_subject
from desktop.formats.letters.fields import Situation, fields_of
from desktop.formats.letters.kinds import AUDIENCES, EVENTS, LETTER_KINDS
from desktop.formats.letters.message_ids import case_in, kind_in, make_message_id
from desktop.formats.letters.templates import check_template
from desktop.formats.mail_draft import (
    Envelope,
    autocrypt_value,
    encrypted_draft,
    plain_draft,
    protected_entity,
)
from desktop.formats.shipped import shipped
from tests.histories import PRODUCT, RECEIVED, SEVERITY, history, january, profile, received

CASE_ID = "AUM-2026-0000000"
LETTER = Letter(
    "ada@example.org", f"Re: Übel [{CASE_ID}]", "Dear Ada,\n\n.\nFrom now on: ünï\n" + "x" * 2000 + "\n"
)
KEY_BYTES = bytes(range(256)) * 3
ARMOURED = (
    b"-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: x\n\n"
    + base64.encodebytes(KEY_BYTES)
    + b"=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n"
)
ENVELOPE = Envelope(
    "security@mushinai.com", ("<one@a.example>", "two@a.example", "no id", "<x@y\r\nBcc: z@z>"), ARMOURED
)
MESSAGE = b"-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----\n"


def read(draft: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(draft, policy=email.policy.default)  # type: ignore[return-value]


# --- words ---------------------------------------------------------------------------------------------


def situation(
    policy: str = "aumos", *happened: tuple, now=RECEIVED + timedelta(hours=3), **more
) -> Situation:
    rules = profile(policy)
    events = history((RECEIVED, received(policy)), *happened, case_id=CASE_ID)
    facts = {
        "case": fold(events),
        "profile": rules,
        "readings": tuple(read_clocks(rules, events, now)),
        "hold": read_hold(rules, events, now),
        "handler": "Grace",
        "now": now,
    }
    return Situation(**{**facts, **more})


def plain(text: str) -> str:
    """The words without the line breaks of a mail."""
    return " ".join(text.split())


@pytest.mark.parametrize("policy", ["aumos", "czm", "m87", "mushin", "terragon"])
@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_every_letter_names_its_case_and_its_writer(kind: str, policy: str) -> None:
    happened = (
        (RECEIVED, PRODUCT),
        (RECEIVED, SEVERITY),
        (RECEIVED, e.FixPrepared("Widget", "1.4.1", "1.4")),
        (RECEIVED, e.ReportRejected("out-of-scope", "The demo site is {{ out }} of scope.")),
    )
    text = draft_text(kind, situation(policy, *happened))  # type: ignore[arg-type]
    assert text.startswith("Dear Ada,\n\n" if kind not in AUDIENCES else ("Dear user,", "To the"))
    assert CASE_ID in text
    assert text.endswith(f"Grace\n{profile(policy).policy.organisation}\n")
    assert ("{{ out }}" in text) == (kind in ("rejection", "redirect"))
    if kind == "fix-notice":
        assert "Widget 1.4.1" in text
    assert "\n\n\n" not in text


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_a_letter_can_be_drafted_from_the_barest_case(kind: str) -> None:
    case = msgspec.structs.replace(fold([]), case_id=CASE_ID, reporter_name=Untrusted("\u202e\n"))
    text = draft_text(kind, situation("mushin", case=case, readings=()))  # type: ignore[arg-type]
    assert "\u202e" not in text


@pytest.mark.clause("MUS-4.3c", "TER-2.2a")
@pytest.mark.parametrize("name", ["{{ handler }}", "{% for x in says %}", "a\nb", "\u202ea", "[TO WRITE: x]"])
def test_a_stranger_s_name_is_a_line_of_letters(name: str) -> None:
    case = msgspec.structs.replace(fold([]), case_id=CASE_ID, reporter_name=Untrusted(name))
    first = draft_text("credit-question", situation(case=case)).splitlines()[0]
    assert first == f"Dear {Untrusted(name).line.replace('[TO WRITE:', '[to write:')},"
    assert not marks_in(first)


# --- what the policies have letters say ----------------------------------------------------------------


@pytest.mark.clause("M87-2a", "M87-2d", "M87-2f", "M87-2g", "M87-2k", "M87-2l")
def test_m87_acknowledges_with_safe_harbour_no_bounty_and_the_rule_on_disclosure() -> None:
    rules = profile("m87")
    text = plain(draft_text("acknowledgement", situation("m87")))
    assert "has reached us" in text
    assert "are welcome" in text
    assert rules.safe_harbour.promise in text
    assert all(f"- {condition}" in text for condition in rules.safe_harbour.conditions)
    assert rules.bounty.text in text
    assert rules.clock("embargo").sentence in text
    assert "if you would rather not be named" in text
    assert all(condition in text for condition in rules.credit.only_if)


@pytest.mark.clause("CZM-1a", "CZM-3a", "CZM-4a", "CZM-5a", "CZM-5i", "CZM-7b", "CZM-10b")
def test_czm_acknowledges_with_welcome_safe_harbour_and_its_next_promise() -> None:
    rules = profile("czm")
    text = plain(draft_text("acknowledgement", situation("czm")))
    assert "are welcome" in text
    assert rules.safe_harbour.promise in text
    assert rules.bounty.text in text
    assert "please read our security policy again (https://czm.ai)" in text
    assert "That is by Fri 16 January 2026, 16:00 UTC." in text


@pytest.mark.clause("MUS-1a", "MUS-1d")
def test_mushin_thanks_and_promises_nothing_that_it_does_not_promise() -> None:
    text = plain(draft_text("acknowledgement", situation("mushin")))
    assert "Thank you" in text
    assert not any(word in text for word in ("legal", "bount", "keep the details", "credit", "our policy"))


@pytest.mark.clause("AUM-1a", "AUM-1h", "AUM-1i")
def test_aumos_thanks_and_says_when_the_detailed_answer_comes() -> None:
    text = plain(draft_text("acknowledgement", situation("aumos")))
    assert "Thank you" in text
    assert "5 business days. That is by Fri 16 January 2026, 16:00 UTC." in text
    assert "48 hours" not in text  # this letter keeps it


def test_a_hold_without_a_date_is_told_as_one() -> None:
    rules = profile("czm")
    letters = (LetterRule(event="ack.sent", says=("hold-rule",)),)
    text = plain(
        draft_text("acknowledgement", situation(profile=msgspec.structs.replace(rules, letters=letters)))
    )
    assert "for a reasonable time to deal with it; our policy names no date" in text


def test_a_deadline_stands_in_the_policy_s_zone_and_in_utc() -> None:
    rules = profile("aumos")
    calendar = msgspec.structs.replace(rules.calendar, timezone="Asia/Tokyo")
    there = msgspec.structs.replace(rules, calendar=calendar)
    text = plain(draft_text("acknowledgement", situation(profile=there)))
    assert "Sat 17 January 2026, 01:00 JST (Fri 16 January 2026, 16:00 UTC)" in text
    assert "Your report of 10 January 2026" in text


@pytest.mark.clause("CZM-4b", "AUM-3b")
@pytest.mark.parametrize("policy", ["czm", "aumos"])
def test_an_assessment_tells_the_severity_and_what_comes_next(policy: str) -> None:
    without = draft_text("assessment", situation(policy))
    assert "what you found, and how severe it is" in marks_in(without)
    confirmed = ((RECEIVED, SEVERITY), (RECEIVED, e.ReportConfirmed()))
    text = plain(draft_text("assessment", situation(policy, *confirmed)))
    assert "the severity of the problem as high: Reachable without an account" in text
    assert "That is by Sun 8 February 2026, 16:00 UTC." in text


@pytest.mark.clause("CZM-4e", "AUM-3c")
@pytest.mark.parametrize("policy", ["czm", "aumos"])
def test_a_status_letter_tells_what_was_done_and_leaves_the_rest_to_a_person(policy: str) -> None:
    done = ((january(10), e.ReportConfirmed()), (january(12), e.FixReady()))
    text = draft_text("status", situation(policy, *done, now=january(13)))
    assert "- on 10 January 2026 the problem was confirmed\n- on 12 January 2026 the fixes were ready" in text
    assert marks_in(text) == ("what was done since your last message, and what comes next",)


@pytest.mark.clause("CZM-4e", "CZM-5c", "CZM-7a", "AUM-4b", "AUM-4c")
@pytest.mark.parametrize(
    ("policy", "words"), [("czm", "With your permission"), ("aumos", "rather not be named")]
)
def test_a_fix_notice_names_the_version_and_asks_by_the_policy_s_own_rule_on_credit(policy, words) -> None:
    happened = ((RECEIVED, PRODUCT), (RECEIVED, e.FixPrepared("Widget", "1.4.1", "1.4")))
    text = plain(draft_text("fix-notice", situation(policy, *happened)))
    assert "is resolved" in text
    assert "- Widget 1.4.1" in text
    assert words in text
    named = (*happened, (RECEIVED, e.CreditRecorded("alias", "adaptive", "her mail")))
    assert "we name you as adaptive" in plain(draft_text("fix-notice", situation(policy, *named)))
    unnamed = (*happened, (RECEIVED, e.CreditRecorded("anonymous")))
    assert "we do not name you" in plain(draft_text("fix-notice", situation(policy, *unnamed)))


@pytest.mark.clause("M87-3.6b")
def test_users_and_the_authority_are_told_what_happened_without_the_reporter() -> None:
    happened = ((january(9, 17), e.BreachAware()),)
    users = draft_text("user-notice", situation("m87", *happened))
    authority = draft_text("authority-notice", situation("m87", *happened))
    assert "Ada" not in users + authority
    assert "what the user should do now" in marks_in(users)
    assert "We became aware of it: Fri 9 January 2026, 17:00 UTC" in authority
    assert "reasons for the delay" not in authority
    answered = (*happened, (january(9, 18), e.ConditionAnswered("m87", "gdpr-applies", True, "EU users")))
    late = draft_text("authority-notice", situation("m87", *answered, now=january(14)))
    assert "reasons for the delay" in marks_in(late)


@pytest.mark.clause("M87-6a", "M87-6b", "CZM-10a")
def test_the_new_policy_is_told_with_its_date_and_what_the_case_is_held_to() -> None:
    old = profile("m87")
    identity = msgspec.structs.replace(old.policy, updated="2026-02-01", effective="")
    new = msgspec.structs.replace(old, policy=identity)
    text = plain(draft_text("policy-changed", situation("m87", current=new)))
    assert "is dated 2026-02-01" in text
    assert "stays under the version that was in force when it arrived" in text
    moved = ((RECEIVED, e.PolicyRepinned("1" * 64, "0" * 64, "shorter")),)
    text = plain(draft_text("policy-changed", situation("m87", *moved, current=new)))
    assert "hold ourselves to the new version in your case" in text
    assert "the date of the new version" in marks_in(
        draft_text("policy-changed", situation("m87", current=old))
    )


@pytest.mark.clause("MUS-1b", "AUM-1b")
@pytest.mark.parametrize("policy", ["mushin", "aumos"])
def test_whoever_wrote_in_public_is_asked_to_go_on_in_private(policy: str) -> None:
    text = plain(draft_text("take-private", situation(policy)))
    assert "- a public issue" in text
    assert (
        f"send them to security@{policy.replace('mushin', 'mushinai.com').replace('aumos', 'aumos.io')}"
        in text
    )
    assert "nobody uses them before there is a fix" in text
    assert "A hole" not in text  # in public, nothing of the report


@pytest.mark.clause("AUM-2j")
def test_a_false_positive_is_sent_to_the_bug_tracker() -> None:
    judged = e.ScopeJudged("out", ("harmless input that was flagged",), reason="false positive")
    text = draft_text("redirect", situation("aumos", (RECEIVED, judged)))
    assert "- harmless input that was flagged" in text
    assert "the address of the bug tracker" in marks_in(text)


@pytest.mark.clause("AUM-4a", "AUM-4d", "CZM-6a")
def test_an_agreement_is_proposed_beside_what_the_policy_says() -> None:
    planned = ((RECEIVED, e.DisclosurePlanned(january(31, 9))),)
    text = plain(draft_text("disclosure-agreement", situation("aumos", *planned)))
    assert "90 days at most" in text
    assert "until Thu 9 April 2026, 16:00 UTC, or sooner" in text
    assert "We propose: Sat 31 January 2026, 09:00 UTC" in text
    assert "Nothing changes unless you agree in writing." in text
    assert "Our policy sets no date for this." in draft_text("disclosure-agreement", situation("mushin"))
    assert "names no date" in draft_text("disclosure-agreement", situation("czm"))


@pytest.mark.clause("M87-2f", "CZM-7a", "AUM-4c")
def test_credit_is_asked_by_the_policy_s_rule() -> None:
    assert "unless they object" in plain(draft_text("credit-question", situation("aumos")))
    assert "credit nobody without their permission" in plain(draft_text("credit-question", situation("czm")))
    assert "name or alias" in plain(draft_text("credit-question", situation("czm")))
    assert "provided that" in plain(draft_text("credit-question", situation("m87")))
    assert "leaves this open" in plain(draft_text("credit-question", situation("terragon")))


def test_a_pack_s_letters_add_to_what_is_said() -> None:
    taken = situation("aumos", packs=(profile("regulation"),))
    assert fields_of("user-notice", taken).says == ("what-happened", "what-to-do")
    assert fields_of("reply", taken).says == ()


@pytest.mark.parametrize("kind", sorted(set(LETTER_KINDS) - set(EVENTS)))
def test_only_a_reply_records_nothing_by_itself(kind: str) -> None:
    assert kind == "reply"


# --- templates of one's own ----------------------------------------------------------------------------


def own(source: str):
    return lambda name: source.encode() if name == "reply" else b""


def test_a_template_of_one_s_own_stands_in_for_the_shipped_one() -> None:
    source = '{% extends "letter.txt.j2" %}{% block body %}{{ case_id|lower }}{% endblock %}'
    text = draft_text("reply", situation(), own(source))
    assert text == f"Dear Ada,\n\n{CASE_ID.lower()}\n\nKind regards,\nGrace\nAumOS platform team\n"


@pytest.mark.parametrize("name", [*LETTER_KINDS, "letter"])
def test_the_shipped_templates_pass_their_own_check(name: str) -> None:
    check_template(name, shipped("letters", f"{name}.txt.j2").decode())


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ nothing }}", "'nothing'"),
        ("{% if False %}{{ nothing }}{% endif %}", "'nothing'"),
        ("{% for d in deadlines %}{{ d.when }}{% endfor %}", "'when'"),
        ("{{ range(99) }}", "call"),
        ("{% for x in range(99999999) %}x{% endfor %}", "loop"),
        ("{% for x in greeting %}x{% endfor %}", "loop"),
        ("{% for x in says %}{% for y in says %}x{% endfor %}{% endfor %}", "loop"),
        ("{{ 9 ** 9 ** 9 ** 9 }}", "pow"),
        ("{{ 'a' * 999999999 }}", "mul"),
        ("{{ greeting ~ greeting }}", "concat"),
        ("{% set a = greeting %}", "assign"),
        ("{% macro m() %}{% endmacro %}", "macro"),
        ("{% include 'letter.txt.j2' %}", "include"),
        ("{% import 'letter.txt.j2' as l %}", "import"),
        ("{% extends 'reply.txt.j2' %}", "extends"),
        ("{% extends greeting %}", "extends"),
        ("{{ greeting|center(99999999) }}", "'center'"),
        ("{{ says|join(greeting) }}", "'join'"),
        ("{{ says|join('aaa')|join('aaa') }}", "'join'"),
        ("{{ greeting.__class__ }}", "'__class__'"),
        ("{{ greeting['upper'] }}", "getitem"),
        ("{{ greeting is defined }}", "test"),
        ("{% if %}", "line 1"),
        ("{{ " + "(" * 20_000, "cannot be read"),
        ("{{ " + "not " * 5_000 + "1 }}", "cannot be read"),
        ("{{ " + "9" * 9_000 + " }}", "cannot be read"),
        ("x" * 40_000, "larger"),
    ],
)
def test_a_template_that_reaches_out_runs_on_or_names_no_field_is_refused(source: str, words: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        draft_text("reply", situation(), own(source))
    assert "reply.txt.j2" in caught.value.message
    assert words in caught.value.message
    with pytest.raises(InvalidDocument):
        check_template("reply", source)


def test_a_field_that_only_some_items_have_is_named_when_it_is_missing() -> None:
    judged = ((RECEIVED, e.ScopeJudged("out", ("a line",))),)
    with pytest.raises(InvalidDocument, match=r"reply\.txt\.j2.*'due'"):
        draft_text("reply", situation("aumos", *judged), own("{% for s in scope %}{{ s.due }}{% endfor %}"))


def test_every_mistake_of_a_template_is_told_at_once() -> None:
    with pytest.raises(InvalidDocument, match=r"'one'.*'two'.*call"):
        check_template("reply", "{{ one }}{{ two }}{{ handler() }}")


def test_a_letter_has_an_end() -> None:
    many = ((RECEIVED, e.ReportRejected("obsolete-product", "x" * 20_000)),)
    with pytest.raises(InvalidDocument, match="65536 characters"):
        draft_text("reply", situation("aumos", *many), own("{{ explanation }}" * 9))


def test_a_template_in_another_character_set_is_refused() -> None:
    with pytest.raises(InvalidDocument, match="UTF-8"):
        draft_text("reply", situation(), lambda _name: b"\xff")


@given(st.text(max_size=200))
def test_any_text_is_a_template_or_refused_in_words(source: str) -> None:
    with suppress(InvalidDocument):
        draft_text("reply", situation(), own(source or "-"))


# --- names of drafts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_a_draft_s_name_tells_its_desk_alone_what_it_is(kind: str) -> None:
    name = make_message_id(CASE_ID, kind, RECEIVED, secret="s", sender="a@b.example")  # type: ignore[arg-type]
    assert case_in(f"<{name}>") == CASE_ID
    assert kind_in(f"<{name}>", "s") == kind
    assert kind_in(name, "another") is None
    assert kind_in(name.replace("20260109", "20260110"), "s") is None
    assert kind not in name
    assert case_in("<two@reporter.example>") == ""
    assert kind_in("<two@reporter.example>", "s") is None


# --- subjects ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "reply"),
    [
        ("Hole", f"Re: Hole [{CASE_ID}]"),
        ("Re: RE: AW: Hole", f"Re: Hole [{CASE_ID}]"),
        (f"Re: Hole [{CASE_ID}]", f"Re: Hole [{CASE_ID}]"),
        (f"about {CASE_ID}", f"Re: about {CASE_ID}"),
        ("", f"Re: Your report [{CASE_ID}]"),
        ("a\r\nBcc: x@y", f"Re: a Bcc: x@y [{CASE_ID}]"),
        ("\u202egnp", f"Re: ⟨U+202E⟩gnp [{CASE_ID}]"),
    ],
)
def test_a_subject_is_answered_with_the_case_id_once(subject: str, reply: str) -> None:
    assert reply_subject(subject, CASE_ID) == reply


@given(st.text())
def test_no_subject_breaks_a_header(subject: str) -> None:
    # CHECKS B24
    reply = reply_subject(subject, CASE_ID)
    assert reply.count(CASE_ID) >= 1
    assert "\r" not in reply
    assert "\n" not in reply


# --- drafts --------------------------------------------------------------------------------------------


def test_a_plain_draft_reads_back_as_it_was_written() -> None:
    draft = read(plain_draft(LETTER, ENVELOPE))
    assert (draft["To"], draft["From"], draft["X-Unsent"]) == (LETTER.to, ENVELOPE.sender, "1")
    assert draft["Subject"] == LETTER.subject
    assert draft.get_content().replace("\r\n", "\n") == LETTER.text
    assert draft["In-Reply-To"] == "<two@a.example>"
    assert draft["References"] == "<one@a.example> <two@a.example>"
    assert draft["Bcc"] is None
    assert all(len(line) <= 998 for line in plain_draft(LETTER, ENVELOPE).split(b"\r\n"))


def test_an_encrypted_draft_is_pgp_mime_and_keeps_its_subject_inside() -> None:
    content = encrypted_draft(LETTER, ENVELOPE, MESSAGE, CASE_ID)
    draft = read(content)
    assert draft.get_content_type() == "multipart/encrypted"
    assert draft.get_param("protocol") == "application/pgp-encrypted"
    version, body = draft.iter_parts()
    assert version.get_content_type() == "application/pgp-encrypted"
    assert version.get_payload().strip() == "Version: 1"
    assert body.get_content_type() == "application/octet-stream"
    assert body.get_payload(decode=True).replace(b"\r\n", b"\n") == MESSAGE
    assert draft["Subject"] == f"Your report [{CASE_ID}]"
    assert encrypted_draft(LETTER, ENVELOPE, MESSAGE, CASE_ID) == content


def test_the_protected_entity_holds_subject_and_text() -> None:
    entity = read(protected_entity(LETTER))
    assert entity["Subject"] == LETTER.subject
    assert entity["Content-Type"].params["protected-headers"] == "v1"
    assert entity.get_content().replace("\r\n", "\n") == LETTER.text


def test_a_draft_that_answers_nothing_says_so() -> None:
    draft = read(plain_draft(LETTER, Envelope("security@mushinai.com")))
    assert (draft["In-Reply-To"], draft["References"], draft["Autocrypt"]) == (None, None, None)


def test_a_long_autocrypt_header_survives() -> None:
    draft = read(plain_draft(LETTER, ENVELOPE))
    fields = dict(part.strip().split("=", 1) for part in draft["Autocrypt"].split(";"))
    assert fields["addr"] == "security@mushinai.com"
    assert base64.b64decode("".join(fields["keydata"].split())) == KEY_BYTES
    assert autocrypt_value("a@b", b"no key") == ""


@pytest.mark.parametrize(
    "subject", ["a\r\nBcc: x@y", "a\nb", "a\rb", "a\x00b", "a\u2028b", "a\u202eb", "a\x85b"]
)
def test_line_breaks_in_a_subject_are_refused(subject: str) -> None:
    # CHECKS B24
    letter = msgspec.structs.replace(LETTER, subject=subject)
    for make in (lambda: plain_draft(letter, ENVELOPE), lambda: protected_entity(letter)):
        with pytest.raises(InvalidDocument):
            make()


@pytest.mark.parametrize(
    "to", ["", "a@b\r\nBcc: c@d", "a@b, c@d", "Ada <a@b>", "a@b;c@d", "ä@b", "a b@c", "a@b\nc", "@b", "a"]
)
def test_an_address_is_exactly_one(to: str) -> None:
    # CHECKS B24
    with pytest.raises(InvalidDocument):
        plain_draft(msgspec.structs.replace(LETTER, to=to), ENVELOPE)
