"""Why a disk refused: each reason has its own sentence, and a next step that fits it."""

import errno

import pytest

from desktop.domain.disk import refusal


@pytest.mark.parametrize(
    ("number", "word", "step"),
    [
        (errno.ENOSPC, "full", "Make room"),
        (errno.EROFS, "read-only", "another place"),
        (errno.EACCES, "may not write", "owns"),
        (errno.ENOENT, "not there", "around it"),
        (errno.ENAMETOOLONG, "too long", "another name"),
        (errno.EIO, "It failed.", "another place"),
    ],
)
def test_a_reason_of_the_system_becomes_a_sentence(number: int, word: str, step: str) -> None:
    failure = refusal(OSError(number, "as the system says it"), "It failed.")
    assert word in failure.message
    assert step in failure.advice


def test_a_name_that_no_file_can_have_is_said() -> None:
    assert "no file name" in refusal(ValueError("embedded null byte"), "It failed.").message
