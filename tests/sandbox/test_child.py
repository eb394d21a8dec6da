"""The child's half, asked in this process: every outcome becomes a value."""

import msgspec

from desktop.formats.mail.reading import read_mail
from desktop.sandbox import child
from desktop.sandbox.frames import Done, Refused, Request

MAIL = b"From: Rae <rae@example.org>\nDate: Mon, 02 Nov 2026 09:00:00 +0100\nSubject: x\n\nBody\n"


def ask(raw, verb="mail"):
    return child.answer(msgspec.msgpack.encode(Request(raw, verb)))


def test_what_was_parsed_keeps_its_zones():
    answer = ask(MAIL)
    assert isinstance(answer, Done)
    assert (answer.date_zone_min, answer.received_zone_min) == (60, 0)
    assert answer.whole() == read_mail(MAIL)


def test_a_failure_is_a_value_with_its_advice():
    answer = ask(b"")
    assert isinstance(answer, Refused)
    assert (answer.code, answer.message) == ("malformed", "The file is empty.")
    assert answer.advice


def test_running_out_of_memory_or_stack_is_a_refusal(monkeypatch):
    for error, code in ((MemoryError, "too-large"), (RecursionError, "too-deep")):

        def fail(raw, *, inner, error=error):
            raise error

        monkeypatch.setattr(child, "read_mail", fail)
        assert ask(MAIL).code == code
