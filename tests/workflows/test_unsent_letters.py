"""Letters that nobody has sent: known while they are typed or lie in a file, forgotten once they went out."""

import msgspec

from desktop.domain import events as e
from desktop.formats.letters.drafting import Letter
from desktop.workflows.correspondence.read_thread import read_entry, read_thread
from desktop.workflows.correspondence.unsent_letters import (
    LETTERS,
    draft_key,
    forget_served,
    note_saved,
    unsent_letters,
)
from tests.workflows.desks import CASE, later, receive, tell

LETTER = Letter("ada@reporter.example", "Re: Hole", "Which version?", "question")


def type_in(desk, **state: str) -> None:
    desk.vault.keep_draft(draft_key(CASE, LETTERS), msgspec.json.encode(state))


def test_what_is_typed_is_a_draft_as_soon_as_it_has_words(desk) -> None:
    receive(desk)
    assert unsent_letters(desk.vault, CASE) == ()
    type_in(desk, kind="status", text="  ")
    assert unsent_letters(desk.vault, CASE) == ()
    type_in(desk, kind="status", to="ada@reporter.example", subject="Re", text="Still at it.")
    (typed,) = unsent_letters(desk.vault, CASE)
    assert (typed.kind, typed.letter, typed.saved_at) == ("status.sent", "status", None)
    assert [entry.state for entry in read_thread(desk, CASE)] == ["waiting", "draft"]


def test_the_newest_saved_letter_of_each_kind_counts(desk) -> None:
    receive(desk)
    note_saved(desk, CASE, LETTER, "old.eml")
    note_saved(later(desk, hours=1), CASE, LETTER, "new.eml")
    note_saved(desk, CASE, msgspec.structs.replace(LETTER, kind="reply"), "reply.eml")
    saved = unsent_letters(desk.vault, CASE)
    assert [(letter.letter, letter.kind, letter.file_name) for letter in saved] == [
        ("question", "question.sent", "new.eml"),
        ("reply", "", "reply.eml"),
    ]


def test_what_was_saved_as_it_stands_in_the_form_is_one_letter(desk) -> None:
    receive(desk)
    note_saved(desk, CASE, LETTER, "q.eml")
    type_in(desk, kind="question", text="Which version?\n")
    assert len(unsent_letters(desk.vault, CASE)) == 1
    type_in(desk, kind="question", text="Which version, please?")
    assert len(unsent_letters(desk.vault, CASE)) == 2


def test_a_letter_that_went_out_is_forgotten(desk) -> None:
    receive(desk)
    forget_served(desk, CASE)
    note_saved(desk, CASE, LETTER, "q.eml")
    tell(desk, e.AckSent())
    forget_served(desk, CASE)
    assert len(unsent_letters(desk.vault, CASE)) == 1
    tell(desk, e.QuestionSent())
    forget_served(desk, CASE)
    assert unsent_letters(desk.vault, CASE) == ()
    tell(desk, e.ReportRejected("spam", "Spam"), e.CaseClosed("Spam"))
    assert b"Which version?" in desk.vault.draft(draft_key(CASE, "letters/saved"))
    forget_served(desk, CASE)
    assert not desk.vault.draft(draft_key(CASE, "letters/saved"))


def test_a_saved_letter_is_there_again_when_that_it_was_sent_is_undone(desk) -> None:
    receive(desk)
    note_saved(desk, CASE, LETTER, "q.eml", "ab" * 32)
    tell(desk, e.QuestionSent("ab" * 32))
    forget_served(desk, CASE)
    assert unsent_letters(desk.vault, CASE) == ()
    tell(desk, e.EventUndone(desk.vault.history(CASE)[-1].id))
    (saved,) = unsent_letters(desk.vault, CASE)
    assert (saved.text, saved.message_sha256) == ("Which version?", "ab" * 32)


def test_a_message_is_read_as_the_parser_left_it_and_a_note_of_the_desk_is_none(desk) -> None:
    receive(desk)
    tell(desk, e.AckSent())
    message, letter = read_thread(desk, CASE)
    assert read_entry(desk, message).text.raw == "It is broken."
    assert read_entry(desk, letter) is None
