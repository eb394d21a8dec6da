"""The files of an approval that is given elsewhere: there and back, and hostile ones refused."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.approving.answers import Answer
from desktop.domain.approving.request import MOST_BYTES, ApprovalRequest, AskedDocument
from desktop.domain.approving.statement import case_hash, read_statement, state, write_statement
from desktop.domain.digest import sha256
from desktop.domain.events import ApprovedDocument
from desktop.domain.failures import AnswerRefused, TooLarge
from desktop.formats.approvals.answer_file import ANSWER_LIMIT, read_answer, write_answer
from desktop.formats.approvals.request_file import FORMAT, REQUEST_LIMIT, read_request, write_request
from tests.histories import january

CASE, NONCE = "MUS-2026-0000000", "0123456789abcdef" * 2
CONTENT = b"# Loader runs code\n"
REQUEST = ApprovalRequest(
    format=FORMAT,
    vault_id="memory",
    public_key="",
    case_id=CASE,
    asked_by="Grace Handler",
    asked_at=january(3),
    nonce=NONCE,
    documents=(AskedDocument("markdown", "a.md", sha256(CONTENT), CONTENT),),
)
SIGNATURE = "-----BEGIN PGP SIGNATURE-----\n\niHUEABYKAB0=\n=aaaa\n-----END PGP SIGNATURE-----\n"
KEY = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEAAAA\n=aaaa\n-----END PGP PUBLIC KEY BLOCK-----\n"
ANSWER = Answer(write_statement(REQUEST.statement), SIGNATURE, KEY)

digests = st.text("0123456789abcdef", min_size=64, max_size=64)
documents = st.lists(
    st.builds(ApprovedDocument, st.text("abcdefghij-0123456789", min_size=1, max_size=32), digests),
    min_size=1,
    max_size=32,
    unique_by=lambda document: document.format,
)


@given(documents, st.text("0123456789abcdef", min_size=32, max_size=32))
def test_a_statement_is_read_as_it_was_written_in_whatever_order(named, nonce):
    statement = state("memory", CASE, nonce, named)
    assert read_statement(write_statement(statement)) == statement
    assert state("memory", CASE, nonce, named[::-1]) == statement
    assert CASE not in write_statement(statement)


@given(st.text(max_size=300))
def test_no_other_text_is_a_statement(text):
    with pytest.raises(AnswerRefused):
        read_statement(text)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text + "\n",
        lambda text: " " + text,
        lambda text: text[:-1],
        lambda text: text.replace("approval 1", "approval 2"),
        lambda text: text + text.splitlines()[-1] + "\n",
        lambda text: text.replace("document: markdown", "document: zzz") + f"document: csaf {'0' * 64}\n",
    ],
)
def test_a_statement_has_one_spelling(change):
    with pytest.raises(AnswerRefused):
        read_statement(change(ANSWER.statement))


def test_a_case_is_named_by_a_hash_that_its_nonce_opens():
    assert REQUEST.statement.case_hash == case_hash(NONCE, CASE)
    assert case_hash("0" * 32, CASE) != case_hash(NONCE, CASE)


def test_files_are_read_as_they_were_written():
    assert read_request(write_request(REQUEST)) == REQUEST
    assert read_answer(write_answer(ANSWER)) == ANSWER


def test_sizes_are_bounded():
    with pytest.raises(TooLarge):
        read_request(b" " * (REQUEST_LIMIT + 1))
    heavy = b"x" * (MOST_BYTES // 2 + 1)
    two = tuple(AskedDocument(name, name, sha256(heavy), heavy) for name in ("csaf", "html"))
    with pytest.raises(AnswerRefused, match="16 MiB"):
        read_request(write_request(msgspec.structs.replace(REQUEST, documents=two)))


@given(st.binary(max_size=300))
def test_anything_else_is_refused_in_a_sentence(content):
    for read in (read_request, read_answer):
        with pytest.raises(AnswerRefused) as refused:
            read(content)
        assert refused.value.message.endswith(".")


@given(st.data())
def test_no_changed_byte_of_an_answer_is_read_as_another_answer(data):
    content = write_answer(ANSWER)
    at = data.draw(st.integers(0, len(content) - 1))
    byte = data.draw(st.integers(0, 255))
    changed = content[:at] + bytes([byte]) + content[at + 1 :]
    try:
        found = read_answer(changed)
    except AnswerRefused:
        return
    assert found == ANSWER


def test_an_answer_beyond_any_size_is_not_decoded():
    with pytest.raises(TooLarge):
        read_answer(b"-" * (ANSWER_LIMIT + 1))
