"""The source of a message: its bytes by pages, its headers, its structure, from what the vault keeps."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.domain import events as e
from desktop.domain.case import Message
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import FileLost
from desktop.formats.mail.outline import read_outline
from desktop.formats.previews.pages import PAGE_BYTES
from desktop.workflows.desk.read_source import layers_of, read_headers, read_source, read_structure
from desktop.workflows.ports import Silent
from tests.fakes import InMemoryVault
from tests.workflows.desks import NOW, desk_on

CAME = b"From: ada@x.example\r\nSubject: one\r\n two\r\n\r\n" + b"y" * (PAGE_BYTES * 2)
WITHIN = b"Content-Type: text/plain\n\nsecret"


class OutliningParser:
    """Reads outlines without a child."""

    confined = False

    def outline(self, raw, **_):
        return read_outline(raw)


@pytest.fixture
def desk(us):
    made = desk_on(InMemoryVault(), us)
    blobs = {sha256(raw): raw for raw in (CAME, WITHIN)}
    note = Draft(e.NoteAdded(text="kept"), NOW)
    made.vault.append("AUM-2026-0000000", [note], author="x", now=NOW, blobs=blobs)
    return replace(made, tools=replace(made.tools, parser=OutliningParser()))


def message(sealed=CAME, plain=WITHIN):
    sums = [sha256(raw) if raw else "" for raw in (sealed, plain)]
    return Message("id", datetime(2026, 3, 2, tzinfo=UTC), "", *sums, ())


def test_the_bytes_come_a_page_at_a_time_until_the_end(desk):
    pages = [read_source(desk, message(), "came")]
    while pages[-1].more:
        pages.append(read_source(desk, message(), "came", pages[-1].end))
    assert len(pages) == 3
    assert "".join(page.text.raw for page in pages) == CAME.decode()
    assert [page.start for page in pages[1:]] == [page.end for page in pages[:-1]]


def test_headers_are_shown_as_they_stand_folded_and_undecoded(desk):
    assert read_headers(desk, message(), "came").raw == "From: ada@x.example\nSubject: one\n two"
    assert read_headers(desk, message(), "decrypted").raw == "Content-Type: text/plain"


def test_the_structure_is_that_of_the_layer_asked_for(desk):
    (part,) = read_structure(desk, message(), "decrypted", progress=Silent())
    assert (part.media_type, part.size) == ("text/plain", len(WITHIN))


def test_what_is_not_kept_is_not_offered_and_refused_in_a_sentence(desk):
    assert layers_of(message()) == ("came", "decrypted")
    assert layers_of(message(plain=b"")) == ("came",)
    assert layers_of(message(b"", b"")) == ()
    with pytest.raises(FileLost, match="kept as it came"):
        read_source(desk, message(plain=b""), "decrypted")
