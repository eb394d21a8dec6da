"""Everything that was written about a case, in order, each with where it stands."""

from datetime import timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.event import Event, Opaque, Purged
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.occurrences import in_force
from desktop.domain.promises.silence import silence_of, waiting_for_answer
from desktop.domain.thread import Entry, Unsent, thread_of
from tests.histories import RECEIVED, history, january, received, written_down

FOLLOW_UP = e.FollowUpReceived(Untrusted("ada@example.org"), "claimed", Untrusted("Re: A hole"))
AWAY = msgspec.structs.replace(FOLLOW_UP, automatic=True)
LOST = msgspec.structs.replace(AWAY, reporter_address=Untrusted("MAILER-DAEMON@mx"), bounce=True)
KEPT = e.QuestionSent("ab" * 32, kept=True, message_id=Untrusted("<q@us>"), report_sha256="cd")


def thread(*happened: tuple[object, Event], unsent: tuple[Unsent, ...] = ()) -> tuple[Entry, ...]:
    return thread_of(history((RECEIVED, received()), *happened), unsent)


def states(*happened: tuple[object, Event]) -> list[tuple[str, str]]:
    return [(entry.kind, entry.state) for entry in thread(*happened)]


def test_messages_and_letters_stand_in_the_order_in_which_they_were_written() -> None:
    note = (january(11), e.NoteAdded("x"))
    told = thread((january(13), FOLLOW_UP), (january(10), e.AckSent()), (january(12), KEPT), note)
    assert [(entry.direction, entry.kind, entry.state) for entry in told] == [
        ("in", "report.received", "answered"),
        ("out", "ack.sent", "answered"),
        ("out", "question.sent", "answered"),
        ("in", "report.followed-up", "waiting"),
    ]
    first, _ack, question, _more = told
    assert (first.who.raw, first.subject.raw, first.party) == ("ada@example.org", "A hole", "reporter")
    assert (question.kept, question.report_sha256, question.who.raw) == (True, "cd", "ada@example.org")


def test_a_letter_is_marked_as_sent_or_kept_until_somebody_answers() -> None:
    assert states((january(10), e.AckSent()), (january(11), KEPT))[1:] == [
        ("ack.sent", "marked-sent"),
        ("question.sent", "copy-kept"),
    ]


def test_a_message_that_names_a_letter_answers_it_whatever_its_clock_says() -> None:
    named = msgspec.structs.replace(FOLLOW_UP, answers=(Untrusted("<q@us>"),))
    assert states((january(10), named), (january(11), KEPT), (january(12), e.StatusSent()))[2:] == [
        ("question.sent", "answered"),
        ("status.sent", "marked-sent"),
    ]


def test_what_a_machine_wrote_answers_nothing_and_waits_for_nothing() -> None:
    told = thread((january(10), KEPT), (january(11), AWAY), (january(12), LOST))
    assert [(entry.automatic, entry.bounce, entry.state) for entry in told[1:]] == [
        (False, False, "copy-kept"),
        (True, False, ""),
        (True, True, ""),
    ]


def test_somebody_else_than_the_reporter_has_a_party_of_their_own_and_answers_for_nobody() -> None:
    named = (Untrusted("<q@us>"),)
    vendor = msgspec.structs.replace(
        FOLLOW_UP, reporter_address=Untrusted("vic@vendor.example"), answers=named
    )
    told = thread((january(10), KEPT), (january(11), vendor), (january(12), e.AckSent()))
    assert [(entry.party, entry.state) for entry in told] == [
        ("reporter", "answered"),
        ("reporter", "copy-kept"),
        ("other", ""),
        ("reporter", "marked-sent"),
    ]


def test_letters_to_others_answer_no_reporter() -> None:
    told = thread((january(10), e.UsersNotified()), (january(11), e.CsirtWarned()))
    assert [(entry.party, entry.state) for entry in told] == [
        ("reporter", "waiting"),
        ("users", "marked-sent"),
        ("csirt", "marked-sent"),
    ]


def test_nobody_waits_in_a_case_that_is_over() -> None:
    for over in (e.CaseClosed("spam"), e.ReportWithdrawn("her mail"), e.ReporterUnreachable("it came back")):
        assert thread((january(10), over))[0].state == ""


def test_who_cannot_be_reached_and_what_was_not_waited_for_are_noted() -> None:
    notes = (e.ReporterUnreachable("no address"), e.SilenceAccepted("1", "silent"))
    told = thread(*((january(30), note) for note in notes))[1:]
    assert [(entry.direction, entry.text) for entry in told] == [("note", "no address"), ("note", "silent")]


def test_what_was_undone_was_never_written() -> None:
    undo = e.EventUndone(f"{2:064x}")
    assert states((january(10), e.AckSent()), (january(11), undo)) == [("report.received", "waiting")]


def test_what_was_written_down_later_says_so() -> None:
    events = written_down(january(12), (january(10), e.AckSent()), after=history((RECEIVED, received())))
    assert [entry.recorded_later for entry in thread_of(events)] == [False, True]


def test_a_message_that_was_read_again_is_shown_as_it_was_read_last() -> None:
    events = history((RECEIVED, received()))
    again = e.ReportRegraded(events[0].id, "ef", "signed")
    assert thread_of(history((RECEIVED, received()), (january(10), again)))[0].report_sha256 == "ef"


def test_a_draft_that_is_typed_stands_last_and_one_that_was_saved_where_it_was_saved() -> None:
    typed = Unsent("status", "status.sent", "ada@example.org", "Re", "Still at it.")
    saved = Unsent(
        "question", "question.sent", text="Which version?", saved_at=january(11), file_name="q.eml"
    )
    told = thread((january(12), e.AckSent()), unsent=(typed, saved))
    assert [(entry.state, entry.kind) for entry in told[1:]] == [
        ("saved", "question.sent"),
        ("marked-sent", "ack.sent"),
        ("draft", "status.sent"),
    ]
    assert told[0].state == "answered"  # by the acknowledgement: a draft answers nobody
    assert (told[1].text, told[1].who.raw, told[1].how) == ("Which version?", "ada@example.org", "q.eml")
    assert len({entry.key for entry in told}) == len(told)


def test_a_saved_draft_has_served_once_its_letter_went_out() -> None:
    saved = Unsent("question", "question.sent", saved_at=january(11))
    reply = Unsent("reply", "", saved_at=january(11))
    assert len(thread((january(10), KEPT), unsent=(saved, reply))) == 4
    assert len(thread((january(12), e.AckSent()), unsent=(saved, reply))) == 3
    assert len(thread((january(12), KEPT), unsent=(saved, reply))) == 2


def test_a_saved_reply_is_served_by_no_letter_to_others_and_by_no_other_that_is_known() -> None:
    reply = Unsent("reply", "", saved_at=january(11), message_sha256="ab" * 32)
    assert len(thread((january(12), e.UsersNotified()), unsent=(reply,))) == 3
    assert len(thread((january(12), e.StatusSent("cd" * 32)), unsent=(reply,))) == 3
    assert len(thread((january(12), e.StatusSent("ab" * 32)), unsent=(reply,))) == 2
    assert len(thread((january(12), e.StatusSent("cd" * 32, kept=True)), unsent=(reply,))) == 2


def test_what_was_purged_was_written_all_the_same() -> None:
    told = thread((january(10), Purged("question.sent")), (january(11), Purged("report.followed-up")))
    assert [(entry.state, entry.purged) for entry in told[1:]] == [("answered", True), ("waiting", True)]
    assert len(thread((january(10), Purged("note.added")), (january(10), Opaque("x", b"{}")))) == 1


EVENTS = st.sampled_from(
    [
        received(),
        FOLLOW_UP,
        msgspec.structs.replace(FOLLOW_UP, reporter_address=Untrusted("vic@vendor.example")),
        AWAY,
        LOST,
        KEPT,
        e.AckSent(),
        e.UsersNotified(),
        e.CaseClosed("x"),
        e.ReporterUnreachable("x"),
        e.SilenceAccepted("x", "y"),
        e.ReportRegraded(f"{1:064x}", "ef", "signed"),
        Purged("report.received"),
        Purged("ack.sent"),
        Opaque("strange", b"{}"),
        *(e.EventUndone(f"{n:064x}") for n in range(1, 6)),
    ]
)
DRAFTS = st.builds(
    Unsent,
    letter=st.sampled_from(["reply", "question"]),
    kind=st.sampled_from(["", "question.sent", "users.notified", "strange"]),
    saved_at=st.none() | st.integers(0, 60).map(lambda hours: RECEIVED + timedelta(hours=hours)),
)


@given(st.lists(st.tuples(EVENTS, st.integers(0, 60)), max_size=12), st.lists(DRAFTS, max_size=3))
def test_every_history_has_a_thread(happened: list[tuple[Event, int]], unsent: list[Unsent]) -> None:
    events = history(*((RECEIVED + timedelta(hours=hours), event) for event, hours in happened))
    told = thread_of(events, unsent)
    silence, row = silence_of(fold(events), events), waiting_for_answer(fold(events), events)
    assert (row is not None) == (silence is not None and silence.accepted_at is None)
    dated = [entry.at for entry in told if entry.at is not None]
    assert dated == sorted(dated)
    assert {entry.event_id for entry in told if entry.event_id} <= {r.id for r in in_force(events)}
    assert all(entry.state not in ("answered", "waiting") for entry in told if entry.automatic)
    assert all(entry.state == "" for entry in told if entry.party == "other")
