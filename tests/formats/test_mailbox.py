"""An mbox is cut into the very messages that were put into it, and what is spoilt is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.formats.intake.mailbox import LONGEST_PIECE, CutMessage, cut_mailbox, is_mailbox

BOX = b"From ada@example.net Mon Jan  5 09:00:00 2026\n"
ONE = b"From: ada@example.net\nSubject: one\n\nFirst.\n"
TWO = b"From: bob@example.net\nSubject: two\n\nSecond.\n\nMore of it.\n"


def quoted(message: bytes) -> bytes:
    """As mboxrd has it: one more > before every From line, quoted or not."""
    lines = message.splitlines(keepends=True)
    return b"".join(b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)


def mailbox(*messages: bytes, box: bytes = BOX) -> bytes:
    return b"".join(box + quoted(message) + b"\n" for message in messages)


def cut(raw: bytes, limit: int = 10_000, chunk: int = 7) -> list[CutMessage]:
    chunks = (raw[start : start + chunk] for start in range(0, len(raw), chunk))
    return list(cut_mailbox(chunks, limit))


def test_each_message_comes_out_as_it_was_put_in() -> None:
    assert cut(mailbox(ONE, TWO)) == [CutMessage(1, ONE), CutMessage(2, TWO)]


def test_quoted_from_lines_lose_one_mark() -> None:
    message = ONE + b"From me to you\n>From another\nFromage\n>> From afar\n"
    assert cut(mailbox(message, TWO))[0].raw == message


@pytest.mark.parametrize(
    "box",
    [
        b"From - Mon Jan 05 09:00:00 2026\n",
        b"From MAILER DAEMON Fri, 9 Jan 2026 09:00:00 +0100\n",
        b"From 1790@xxx Tue Mar 01 00:00:00 +0000 2022\r\n",
        b"From ada at example.net  Thu Jan  1 09:00 2026\n",
        b"From ada@example.net 2026-01-05 09:00:00\n",
        b"From ada@example.net 2026-01-05T09:00:00+01:00\r\n",
    ],
)
def test_mailboxes_of_other_programs_are_known(box: bytes) -> None:
    assert is_mailbox(box)
    assert [m.raw for m in cut(mailbox(ONE, TWO, box=box))] == [ONE, TWO]


def test_words_that_only_look_like_a_separator_stay_in_the_message() -> None:
    message = ONE + b"\nFrom here on it is broken.\n"
    assert [m.raw for m in cut(BOX + message + b"\n" + mailbox(TWO))] == [message, TWO]
    within = b"From: a@b.example\n\nquoting:\nFrom x Mon Jan  5 09:00:00 2026\n"
    assert [m.raw for m in cut(BOX + within + b"\n")] == [within]
    assert not is_mailbox(b"From: ada@example.net\n")


def test_line_ends_of_the_network_are_kept() -> None:
    crlf = ONE.replace(b"\n", b"\r\n")
    box = BOX.replace(b"\n", b"\r\n")
    assert [m.raw for m in cut((box + crlf + b"\r\n") * 2)] == [crlf, crlf]


def test_blank_lines_above_the_first_message_are_no_part_of_it() -> None:
    for blank in (b"\n", b"\r\n\r\n"):
        assert is_mailbox(blank + BOX)
        assert [m.raw for m in cut(blank + mailbox(ONE, TWO))] == [ONE, TWO]


@pytest.mark.parametrize("end", range(len(BOX) + 1, len(BOX + TWO) + 1))
def test_a_mailbox_cut_in_the_middle_gives_the_whole_messages_and_names_the_cut_one(end: int) -> None:
    left = (BOX + TWO)[:end]
    first, second = cut(mailbox(ONE) + left)
    assert first == CutMessage(1, ONE)
    assert second.number == 2
    head = BOX + TWO[: TWO.index(b"Second")]
    in_a_line = not left.endswith(b"\n")
    assert second.flaw == ("cut-off" if in_a_line or len(left) <= len(head) else "")
    assert second.perhaps_cut == (not second.flaw and not left.endswith(b"\n\n"))


IN_PARTS = b'From: a@b.example\nContent-Type: multipart/mixed;\n boundary="b 1"\n\n--b 1\n\nhello\n'
ARMOURED = b"From: a@b.example\n\n-----BEGIN PGP MESSAGE-----\nVersion: 1\n\nabcd\nabc=\n"


@pytest.mark.parametrize(
    "open_ended", [IN_PARTS, ARMOURED, ARMOURED + b"\n", ARMOURED.replace(b"\n", b"\r\n")]
)
def test_what_a_message_opens_and_does_not_close_is_cut_off(open_ended: bytes) -> None:
    assert [m.flaw for m in cut(mailbox(ONE) + BOX + open_ended)] == ["", "cut-off"]


@pytest.mark.parametrize(
    ("message", "end"),
    [
        (IN_PARTS, b"\n"),  # some programs leave the last boundary out
        (TWO, b""),  # and some the blank line behind the last message
    ],
)
def test_what_only_may_be_cut_is_taken_with_a_doubt(message: bytes, end: bytes) -> None:
    assert cut(mailbox(ONE) + BOX + message + end)[1] == CutMessage(2, message, perhaps_cut=True)


@pytest.mark.parametrize(
    "quote",
    [
        b"> -----BEGIN PGP MESSAGE-----\n>\n> abcd\n",
        b"-----BEGIN PGP MESSAGE-----\nand nothing below it.\n",
        b"-----BEGIN PGP MESSAGE-----\n",
        b"-----BEGIN PGP MESSAGE-----\nThanks\n",
        b"-----BEGIN PGP MESSAGE-----\n\nabcd\n=abc\n-----END PGP MESSAGE-----\n",
    ],
)
def test_a_message_that_quotes_what_is_armoured_is_whole(quote: bytes) -> None:
    message = b"From: a@b.example\n\nYour page shows\n" + quote
    assert cut(mailbox(ONE) + BOX + message + b"\n")[1] == CutMessage(2, message)


def test_a_lone_message_with_a_from_line_needs_no_blank_line_behind_it() -> None:
    assert cut(BOX + ONE) == [CutMessage(1, ONE)]


def test_a_message_beyond_the_limit_is_named_and_the_next_is_taken() -> None:
    huge = ONE + b"x" * 70 + b"\n"
    assert cut(mailbox(huge, ONE), limit=len(huge) - 1) == [
        CutMessage(1, b"", "too-large"),
        CutMessage(2, ONE),
    ]
    assert cut(mailbox(huge), limit=len(huge)) == [CutMessage(1, huge)]


def test_a_line_without_end_is_not_held_back() -> None:
    long_line = b"From: a@b.example\n\n" + b"y" * (3 * LONGEST_PIECE) + b"\nFrom x Mon Jan  5 09:00:00 2026\n"
    assert [m.raw for m in cut(BOX + long_line + b"\n", 10**6, chunk=5000)] == [long_line]


@given(
    st.lists(
        st.lists(st.sampled_from([b"From x\n", b">From y\n", b"\n", b"words\n", b">\n", b"\r\n"]), max_size=8)
    ),
    st.integers(1, 60),
)
def test_every_mailbox_comes_apart_again(bodies: list[list[bytes]], chunk: int) -> None:
    messages = [b"Subject: x\n\n" + b"".join(body) for body in bodies]
    assert [m.raw for m in cut(mailbox(*messages), chunk=chunk)] == messages


@given(st.binary(max_size=400), st.integers(1, 50), st.integers(0, 300))
def test_no_bytes_break_the_cutting(raw: bytes, chunk: int, limit: int) -> None:
    for message in cut(BOX + raw, limit, chunk):
        assert len(message.raw) <= limit
