"""Letters to the reporter, opened again by real gpg with the reporter's own key."""

import email
import email.policy
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Recorded
from desktop.domain.failures import (
    InvalidDocument,
    KeyMissing,
    RefusedByPolicy,
    WriteFailed,
)
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.marks import marks_in
from desktop.domain.policy import Adoption
from desktop.files.letter_templates import LetterTemplates
from desktop.files.policies import PolicyShelf
from desktop.openpgp.home import throwaway_home
from desktop.workflows.correspondence.reporter_key import reporter_key
from desktop.workflows.correspondence.take_key import take_key
from desktop.workflows.correspondence.write_letter import draft_letter, save_letter, seal_letter
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.intake.choose_intake_key import choose_intake_key
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from desktop.workflows.policies.adopt_policy import adopt_policy
from desktop.workflows.ports import Desk, KeyInfo, OpenPgp, Silent
from tests.histories import received
from tests.people import run_gpg, settle
from tests.workflows.desks import CASE, REPORTER, receive

OWN = b"""
schema = "cvd-profile/1"
[policy]
id = "own"
code = "OWN"
organisation = "Example"
namespace = "https://example.org"
updated = "2025-01-01"
"""


@pytest.fixture
def keyed(desk: Desk, us, reporter) -> Desk:
    """A case with the reporter's key taken in and our own chosen."""
    receive(desk)
    choose_intake_key(desk, us.key.fingerprint)
    assert isinstance(take_key(desk, CASE, reporter.key.fingerprint, reporter.public, "pasted"), Recorded)
    return desk


class AgedOpenPgp:
    """The port of gpg, by whose word every key has changed since."""

    def __init__(self, openpgp: OpenPgp, changes: dict[str, object]) -> None:
        self._openpgp = openpgp
        self._changes = changes

    def __getattr__(self, name: str):
        return getattr(self._openpgp, name)

    def read_keys(self, keys: bytes) -> tuple[KeyInfo, ...]:
        return tuple(msgspec.structs.replace(key, **self._changes) for key in self._openpgp.read_keys(keys))


def where_keys_are(desk: Desk, **changes: object) -> Desk:
    return replace(desk, tools=replace(desk.tools, openpgp=AgedOpenPgp(desk.tools.openpgp, changes)))


def seal(desk: Desk, form: str, **changes: str):
    letter = msgspec.structs.replace(draft_letter(desk, CASE, "acknowledgement"), **changes)
    return letter, seal_letter(desk, CASE, letter, form=form, progress=Silent())  # type: ignore[arg-type]


def test_a_draft_answers_the_report(desk: Desk) -> None:
    receive(desk)
    letter = draft_letter(desk, CASE, "acknowledgement")
    assert letter.to == REPORTER
    assert letter.subject == f"Re: Hole in loader [{CASE}]"
    assert letter.text.startswith("Dear Ada Finder,")
    assert "1 March 2026" in letter.text


@pytest.mark.clause("M87-3.1a", "MUS-4.2a", "TER-2.3a")
def test_an_encrypted_mail_draft_is_opened_by_both_and_nobody_else(keyed: Desk, us, reporter) -> None:
    letter, cleared = seal(keyed, "eml")
    assert cleared.encrypted
    draft = email.message_from_bytes(cleared.content, policy=email.policy.default)
    assert draft["To"] == REPORTER
    assert draft["From"] == "security@mushinai.com"
    assert draft["In-Reply-To"] == "<two@reporter.example>"
    assert draft["References"] == "<one@reporter.example> <two@reporter.example>"
    assert "Hole" not in cleared.content.decode()
    armoured = list(draft.iter_parts())[1].get_payload(decode=True)
    for holder in (reporter, us):
        opened = holder.gpg.open(armoured, progress=Silent())
        entity = email.message_from_bytes(opened.plaintext, policy=email.policy.default)
        assert entity["Subject"] == letter.subject
        assert entity.get_content().replace("\r\n", "\n") == letter.text


def test_an_armoured_letter_holds_just_its_text(keyed: Desk, reporter) -> None:
    letter, cleared = seal(keyed, "asc")
    assert cleared.content.startswith(b"-----BEGIN PGP MESSAGE-----")
    assert reporter.gpg.open(cleared.content, progress=Silent()).plaintext == letter.text.encode()


def test_plain_text_is_the_handler_s_choice_and_says_so(keyed: Desk) -> None:
    letter, cleared = seal(keyed, "text")
    assert not cleared.encrypted
    assert cleared.content == letter.text.encode()


def test_without_a_reporter_s_key_a_draft_is_plain_and_says_so(desk: Desk) -> None:
    receive(desk)
    letter, cleared = seal(desk, "eml")
    assert not cleared.encrypted
    draft = email.message_from_bytes(cleared.content, policy=email.policy.default)
    assert draft["Subject"] == letter.subject
    with pytest.raises(KeyMissing, match="No key of the reporter"):
        seal(desk, "asc")


def test_a_reporter_s_key_that_only_signs_encrypts_nothing(keyed: Desk, reporter, signer: KeyInfo) -> None:
    public = reporter.gpg.public_key(signer.fingerprint)
    assert isinstance(take_key(keyed, CASE, signer.fingerprint, public, "pasted"), Recorded)
    _letter, cleared = seal(keyed, "asc")
    reporter.gpg.open(cleared.content, progress=Silent())


def test_a_case_whose_messages_are_gone_can_still_be_written_about(desk: Desk) -> None:
    source = desk.tools.policies.source("mushin")
    event = msgspec.structs.replace(received("mushin"), policy_sha256=sha256(source))
    drafts = [Draft(event, desk.tools.now())]
    desk.vault.append(CASE, drafts, author="me", now=desk.tools.now(), blobs={sha256(source): source})
    _letter, cleared = seal(desk, "eml")
    assert b"In-Reply-To" not in cleared.content


def test_without_our_own_key_nothing_is_encrypted(desk: Desk, reporter) -> None:
    receive(desk)
    take_key(desk, CASE, reporter.key.fingerprint, reporter.public, "pasted")
    with pytest.raises(KeyMissing, match="No intake key"):
        seal(desk, "eml")


def test_a_confirmed_key_goes_before_a_later_one(keyed: Desk, us, reporter) -> None:
    assert isinstance(take_key(keyed, CASE, us.key.fingerprint, us.public, "autocrypt"), Recorded)
    record_act(keyed, CASE, e.KeyConfirmed(reporter.key.fingerprint, "read over the phone"))
    _letter, cleared = seal(keyed, "asc")
    reporter.gpg.open(cleared.content, progress=Silent())


@pytest.mark.checks("B24")
@pytest.mark.parametrize(
    ("changes", "failure"),
    [
        ({"subject": "a\r\nBcc: eve@evil.example"}, InvalidDocument),
        ({"to": "eve@evil.example"}, RefusedByPolicy),
        ({"text": "As in AUM-2026-123456Z."}, RefusedByPolicy),
        ({"text": "\u202e"}, RefusedByPolicy),
    ],
)
def test_a_letter_that_must_not_leave_stays(
    keyed: Desk, changes: dict[str, str], failure: type[Exception]
) -> None:
    with pytest.raises(failure):
        seal(keyed, "eml", **changes)


def test_a_saved_letter_can_be_marked_as_sent(keyed: Desk, out: Path) -> None:
    _letter, cleared = seal(keyed, "eml")
    save_letter(keyed, cleared, out / "ack.eml")
    assert (out / "ack.eml").read_bytes() == cleared.content
    assert not view_case(keyed, CASE).case.has(e.AckSent)
    record_act(keyed, CASE, e.AckSent(message_sha256=cleared.sha256))
    assert view_case(keyed, CASE).case.has(e.AckSent)
    with pytest.raises(WriteFailed):
        save_letter(keyed, cleared, out / "ack.eml")


# --- marks, keys, other addresses ----------------------------------------------------------------------


def test_a_letter_that_a_person_has_not_finished_stays(desk: Desk) -> None:
    receive(desk)
    letter = draft_letter(desk, CASE, "status")
    for form in ("text", "eml"):
        with pytest.raises(RefusedByPolicy, match=r"Still to be written: what was done"):
            seal_letter(desk, CASE, letter, form=form, progress=Silent())  # type: ignore[arg-type]
    done = msgspec.structs.replace(letter, text="We wrote a test.")
    assert seal_letter(desk, CASE, done, form="eml", progress=Silent()).content


def test_a_mark_in_a_stranger_s_subject_holds_nothing_up(desk: Desk) -> None:
    receive(desk, subject="[TO WRITE: urgent] hole")
    _letter, cleared = seal(desk, "eml")
    assert b"urgent" in cleared.content


@pytest.mark.parametrize(
    "code",
    [
        "if [[ -f x ]]; then",
        "[[nodiscard]] int read();",
        '[[products]]\nname = "Platform"',
        "a[[1, 2]]",
        "[ ] to write:",
    ],
)
def test_code_in_a_letter_is_nothing_left_to_write(desk: Desk, code: str) -> None:
    receive(desk)
    _letter, cleared = seal(desk, "text", text=f"The hole is here:\n\n{code}\n")
    assert code.encode() in cleared.content


@pytest.mark.parametrize("broken", ["[TO WRITE: what was done", "[TO\nWRITE: what\nwas done]"])
def test_half_a_mark_still_holds_a_letter_up(desk: Desk, broken: str) -> None:
    receive(desk)
    with pytest.raises(RefusedByPolicy, match="Still to be written: what was done"):
        seal(desk, "text", text=f"News:\n\n{broken}")


@pytest.mark.clause("M87-3.1a", "MUS-5.2b")
def test_an_expired_key_is_said_and_never_silently_passed_over(keyed: Desk) -> None:
    desk = where_keys_are(keyed, expires=keyed.tools.now() - timedelta(days=1))
    for form in ("eml", "asc"):
        with pytest.raises(KeyMissing, match=r"expired on 2026-0\d-\d\d") as caught:
            seal(desk, form)
        assert "unencrypted" in caught.value.advice
    letter = draft_letter(desk, CASE, "acknowledgement")
    cleared = seal_letter(desk, CASE, letter, form="eml", unencrypted=True, progress=Silent())
    assert not cleared.encrypted


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": "revoked"}, "is revoked"),
        ({"state": "disabled"}, "is disabled"),
        ({"state": "invalid"}, "is invalid"),
        ({"can_encrypt": False}, "can only sign"),
        ({"fingerprint": "F" * 40}, "cannot be read"),
    ],
)
def test_a_key_that_cannot_be_used_says_why(keyed: Desk, changes: dict[str, object], words: str) -> None:
    desk = where_keys_are(keyed, **changes)
    assert words in reporter_key(desk, view_case(desk, CASE).case).problem
    with pytest.raises(KeyMissing, match=words):
        seal(desk, "eml")


def test_a_key_that_was_revoked_is_known_by_gpg_itself(desk: Desk, us, tmp_path_factory) -> None:
    receive(desk)
    choose_intake_key(desk, us.key.fingerprint)
    with throwaway_home() as home:
        person = settle(home, "Ada Finder", REPORTER)
        certificate = next((home / "openpgp-revocs.d").glob("*.rev")).read_text().replace(":-----", "-----")
        good = person.public
        run_gpg(home, "--import", data=certificate.encode())
        revoked = person.public
    assert isinstance(take_key(desk, CASE, person.fingerprint, good, "pasted"), Recorded)
    assert reporter_key(desk, view_case(desk, CASE).case).content == good
    info = desk.tools.openpgp.read_keys(revoked)[0]
    assert info.state == "revoked"


@pytest.mark.clause("CZM-3g")
def test_an_anonymous_reporter_is_written_to_by_nobody(desk: Desk) -> None:
    case_id = anonymous(desk, "web-form")
    with pytest.raises(RefusedByPolicy, match="without an address") as caught:
        draft_letter(desk, case_id, "acknowledgement")
    assert "reporter.unreachable" in caught.value.advice
    record_act(desk, case_id, e.ReporterUnreachable("The form had no contact."))
    ack = next(r for r in view_case(desk, case_id).readings if r.clock == "ack")
    assert ack.state == "not-applicable"
    by_phone = anonymous(
        replace(desk, tools=replace(desk.tools, random_digits=lambda n, _b: [1] * n)), "phone"
    )
    assert draft_letter(desk, by_phone, "acknowledgement").text
    assert draft_letter(desk, case_id, "take-private").to == ""


def anonymous(desk: Desk, channel: str) -> str:
    return enter_case(
        desk,
        TypedReport("czm", channel, "A hole", "It leaks.", desk.tools.now()),  # type: ignore[arg-type]
    )


@pytest.mark.clause("M87-3.6b", "CZM-8b")
def test_notices_to_others_go_where_they_are_told_unencrypted_and_name_no_reporter(keyed: Desk) -> None:
    letter = draft_letter(keyed, CASE, "user-notice", to="users@lists.example")
    assert "Hole" not in letter.subject
    done = msgspec.structs.replace(letter, text="Please update.")
    cleared = seal_letter(keyed, CASE, done, form="eml", progress=Silent())
    draft = email.message_from_bytes(cleared.content, policy=email.policy.default)
    assert (draft["To"], draft["In-Reply-To"], cleared.audience) == ("users@lists.example", None, "the users")
    assert not cleared.encrypted
    naming = msgspec.structs.replace(done, text="Ada Finder found it.")
    with pytest.raises(RefusedByPolicy, match="names the reporter"):
        seal_letter(keyed, CASE, naming, form="eml", progress=Silent())
    with pytest.raises(InvalidDocument):
        seal_letter(keyed, CASE, msgspec.structs.replace(done, to=""), form="eml", progress=Silent())


def test_a_template_of_one_s_own_is_used_or_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    receive(desk)
    desk = replace(desk, tools=replace(desk.tools, own_template=LetterTemplates(tmp_path)))
    assert "Dear" in draft_letter(desk, CASE, "reply").text
    (tmp_path / "reply.txt.j2").write_text("Ahoy {{ case_id }}")
    assert draft_letter(desk, CASE, "reply").text == f"Ahoy {CASE}\n"
    (tmp_path / "reply.txt.j2").write_text("Ahoy {{ ship }}")
    with pytest.raises(InvalidDocument, match=r"reply\.txt\.j2.*'ship'"):
        draft_letter(desk, CASE, "reply")
    (tmp_path / "reply.txt.j2").write_text("x" * 100_000)
    with pytest.raises(InvalidDocument, match="larger"):
        draft_letter(desk, CASE, "reply")


def test_a_policy_that_left_the_shelf_leaves_its_new_date_open(desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(OWN)
    desk = replace(desk, tools=replace(desk.tools, policies=PolicyShelf(tmp_path)))
    case_id = enter_case(desk, TypedReport("own", "phone", "A hole", "It leaks.", desk.tools.now()))
    own.unlink()
    assert "the date of the new version" in marks_in(draft_letter(desk, case_id, "policy-changed").text)


def test_the_new_policy_that_a_letter_tells_of_is_the_one_adopted_here(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(OWN)
    desk = replace(desk, tools=replace(desk.tools, policies=PolicyShelf(tmp_path)))
    adopt_policy(desk, "own", Adoption(on=date(2026, 1, 1)))
    case_id = enter_case(desk, TypedReport("own", "phone", "A hole", "It leaks.", desk.tools.now()))
    (tmp_path / "own.toml").write_bytes(OWN.replace(b"2025-01-01", b"2026-02-01"))
    assert "2026-02-01" not in draft_letter(desk, case_id, "policy-changed").text
    adopt_policy(desk, "own", Adoption(on=date(2026, 1, 1)))
    assert "2026-02-01" in draft_letter(desk, case_id, "policy-changed").text


def test_the_advisory_notice_says_where_it_stands(desk: Desk) -> None:
    receive(desk)
    published = e.AdvisoryPublished(where="https://mushinai.com/advisories/1")
    desk.vault.append(CASE, [Draft(published, desk.tools.now())], author="me", now=desk.tools.now())
    assert "read here: https://mushinai.com/advisories/1" in draft_letter(desk, CASE, "advisory-notice").text


def follow_up(desk: Desk, number: int, *, automatic: bool = False, sender: str = REPORTER) -> str:
    """Another message, of the reporter if nobody else is named; the id of the event that received it."""
    first = view_case(desk, CASE).reports[0]
    report = msgspec.structs.replace(
        first,
        subject=Untrusted(f"Hole number {number}"),
        message_id=Untrusted(f"<{number}@reporter.example>"),
        in_reply_to=(),
        automatic=automatic,
        reporter=msgspec.structs.replace(first.reporter, address=Untrusted(sender)),
    )
    parsed = msgspec.json.encode(report)
    event = e.FollowUpReceived(
        Untrusted(sender),
        "claimed",
        report.subject,
        report.message_id,
        report_sha256=sha256(parsed),
        automatic=automatic,
    )
    now = desk.tools.now()
    blobs = {sha256(parsed): parsed}
    return desk.vault.append(CASE, [Draft(event, now)], author="me", now=now, blobs=blobs)[0].id


def test_a_letter_answers_the_message_that_was_chosen_else_the_latest_of_a_person(keyed: Desk) -> None:
    vendor = follow_up(keyed, 2, sender="vic@vendor.example")
    chosen, _later, machine = follow_up(keyed, 3), follow_up(keyed, 4), follow_up(keyed, 5, automatic=True)
    letter = draft_letter(keyed, CASE, "question", answers=chosen)
    assert (letter.to, letter.subject, letter.answers) == (REPORTER, f"Re: Hole number 3 [{CASE}]", chosen)
    latest = "<4@reporter.example>"
    for answers, named in (
        (chosen, "<3@reporter.example>"),
        ("", latest),
        (machine, latest),
        (vendor, latest),
    ):
        _letter, cleared = seal(keyed, "eml", answers=answers)
        assert email.message_from_bytes(cleared.content)["In-Reply-To"] == named
    assert draft_letter(keyed, CASE, "question", answers=machine).subject == f"Re: Hole in loader [{CASE}]"
    to_vendor = draft_letter(keyed, CASE, "question", answers=vendor)
    assert (to_vendor.to, to_vendor.subject) == (REPORTER, f"Re: Hole in loader [{CASE}]")
    assert draft_letter(keyed, CASE, "user-notice", answers=chosen).answers == ""
