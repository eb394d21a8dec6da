"""How a message is built, told without opening any part of it."""

import pytest

from desktop.domain.failures import TooLarge
from desktop.formats.mail.outline import read_outline
from tests.formats.test_mail_reading import multipart

NAMED = multipart(
    "\n\nwords",
    'Content-Type: application/zip; name="inner.zip"\nContent-Transfer-Encoding: base64\n\neA==',
    'Content-Disposition: attachment; filename="x\u202eexe.txt"\n\nx',
)


def test_parts_stand_under_the_one_that_holds_them_with_type_name_and_encoding():
    root, *parts = read_outline(NAMED)
    assert (root.depth, root.media_type, root.size) == (0, "multipart/mixed", len(NAMED))
    assert [part.depth for part in parts] == [1, 1, 1]
    assert parts[1].media_type == "application/zip"
    assert (parts[1].name.raw, parts[1].encoding.raw) == ("inner.zip", "base64")
    assert parts[2].name.line == "x⟨U+202E⟩exe.txt"


def test_the_line_of_a_mailbox_is_no_part_of_it():
    assert read_outline(b"From a@b.example Mon Mar  2 10:30:15 2026\n" + NAMED) == read_outline(NAMED)


def test_more_parts_than_are_taken_in_are_refused():
    with pytest.raises(TooLarge, match="more than 200 parts"):
        read_outline(multipart(*["\n\nx"] * 201))
