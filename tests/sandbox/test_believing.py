"""What a child that a message took over may say, and is not believed."""

from datetime import UTC, datetime

import msgspec
import pytest

from desktop.domain.failures import Malformed, TooDeep
from desktop.domain.inert import Untrusted
from desktop.formats.archives.entry import ArchiveEntry, ListedEntry
from desktop.formats.archives.reading import read_archive
from desktop.formats.intake.exports import read_export
from desktop.formats.intake.written import WrittenReport
from desktop.formats.mail.outline import OutlinedPart, read_outline
from desktop.formats.mail.parsed import FoundPart, Parsed, SignedPart
from desktop.formats.mail.reading import read_mail
from desktop.sandbox.believing import (
    believed_archive,
    believed_contents,
    believed_layer,
    believed_outline,
    believed_refusal,
    believed_reports,
    decoded_reply,
)
from desktop.sandbox.frames import Contents, Done, Listed, Outlined, Refused, Unpacked
from desktop.sandbox.parser import SandboxedParser
from desktop.workflows.ports import Silent
from tests.formats.archives import HONEST, HOSTILE, zipped
from tests.formats.test_mail_reading import multipart

RAW = multipart(
    "\n\nsee https://x.example",
    'Content-Disposition: attachment; filename="../a"\n\nx',
    headers="Date: Mon, 02 Nov 2026 09:00:00 +0100\nMessage-ID: <1@x>\nIn-Reply-To: <2@x>\n",
)
HONEST_LAYER = read_mail(RAW)
PART = FoundPart(name=Untrusted("a"), shown_name="a", media_type="text/plain", content=b"x")


def word(text):
    return Untrusted(text)


def test_an_honest_layer_is_believed():
    assert believed_layer(Done.of(HONEST_LAYER), len(RAW)) == HONEST_LAYER


@pytest.mark.clause("MUS-4.3c", "TER-2.2a")
@pytest.mark.parametrize(
    "changed",
    [
        {"text": word("x" * 10_000)},
        {"subject": word("x" * 300_000)},
        {"message_id": word("x" * 300_000)},
        {"recipients": (word("nobody"),)},
        {"recipients": (word("a@b\n"),)},
        {"recipients": (word("a@b.example"),) * 40_000},
        {"from_addresses": ((word("Ada"), word("a@b.example")),) * 2},
        {"from_addresses": ((word("Ada"), word("a@b.example\u202e")),)},
        {"from_addresses": ((word("x" * 9_000), word("a@b.example")),)},
        {"from_addresses": (), "ambiguous_sender": False, "in_reply_to": (word("no id"),)},
        {"in_reply_to": (word("<1@x>"),) * 101},
        {"date": datetime(9999, 6, 1, tzinfo=UTC)},
        {"received": datetime(1, 6, 1, tzinfo=UTC)},
        {"kind": "pgp-mime"},
        {"encrypted": (b"x",)},
        {"encrypted": (b"",) * 5_000},
        {"keys": (b"x" * 10_000,)},
        {"keys": (b"",) * 5_000},
        {"signed": (SignedPart(content=b"", signature=b""),) * 201, "kind": "pgp-mime"},
        {"signed": (SignedPart(content=b"", signature=b"x" * 9_999),), "kind": "pgp-mime"},
        {"parts": (PART,) * 2},
        {"parts": (msgspec.structs.replace(PART, shown_name="../a"),)},
        {"parts": (msgspec.structs.replace(PART, name=word("a\u202eb"), shown_name="a\u202eb"),)},
        {"parts": (msgspec.structs.replace(PART, media_type="text/plain\0"),)},
        {"parts": (msgspec.structs.replace(PART, content=b"x" * 10_000),)},
        {"unsupported": "Run this program"},
        {"warnings": ()},
        {"warnings": ("attachment-name-changed", "links")},
        {"warnings": ("attachment-name-changed", "attachment-name-changed", "links")},
    ],
    ids="+".join,
)
def test_a_layer_that_no_such_message_can_hold_is_not_believed(changed):
    told = msgspec.structs.replace(HONEST_LAYER, **changed)
    with pytest.raises(Malformed, match="honest"):
        believed_layer(Done.of(told), len(RAW))


def test_an_instant_without_a_zone_is_not_believed():
    told = Done(Parsed(kind="plain", date=datetime(2026, 1, 1)))  # noqa: DTZ001 - what is tested
    with pytest.raises(Malformed, match="honest"):
        believed_layer(told, 100)


@pytest.mark.parametrize(
    "body", [b"", b"\xc1", b"[" * 9, b"\x91" * 100_000, msgspec.msgpack.encode({"type": "done"})]
)
def test_what_is_no_answer_is_not_believed(body):
    with pytest.raises(Malformed, match="honest"):
        decoded_reply(body)


def test_text_that_is_no_text_is_not_believed():
    body = msgspec.msgpack.encode(Refused("malformed", "sentence", ""))
    assert decoded_reply(body) == Refused("malformed", "sentence", "")
    for strange in (b"\xed\xa0\x80xxxxx", b"\xffsentenc"):
        with pytest.raises(Malformed, match="honest"):
            decoded_reply(body.replace(b"sentence", strange))


EXPORT = b'[{"message": "It breaks.", "date": "2026-01-05T09:00:00+01:00"}, 7]'


def test_honest_reports_are_believed():
    reports = read_export(EXPORT)
    assert believed_reports(Listed(reports)) == reports


@pytest.mark.parametrize(
    "told",
    [
        {"text": word("x" * 70_000)},
        {"flaw": "Call this number."},
        {"content_key": "f" * 64},
        {"entry_key": "entry:x"},
        {"zone_min": 24 * 60},
        {"zone_min": 10**20},
        {"written_utc": datetime(2026, 1, 5)},  # noqa: DTZ001 - what is tested
    ],
    ids="+".join,
)
def test_a_report_that_no_export_can_hold_is_not_believed(told):
    held = WrittenReport(raw=b"{}", written_utc=datetime(2026, 1, 5, tzinfo=UTC))
    assert believed_reports(Listed((held,))) == (held,)
    with pytest.raises(Malformed, match="honest"):
        believed_reports(Listed((msgspec.structs.replace(held, **told),)))


@pytest.mark.checks("B26")
@pytest.mark.parametrize(
    "entries",
    [
        [("../x", b"")],
        [("/x", b"")],
        [("a", b""), ("A", b"")],
        [("a\0", b"")],
        [("a", bytes(2_000_000))],
        [(str(n), b"") for n in range(10_001)],
    ],
    ids=["up", "absolute", "doubled", "NUL", "grown", "many"],
)
def test_files_that_no_honest_archive_holds_are_not_believed(entries):
    with pytest.raises(Malformed, match="honest"):
        believed_archive(Unpacked(tuple(ArchiveEntry(*entry) for entry in entries)), 100)


@pytest.mark.parametrize("size", [-1, 10**9])
def test_sizes_that_no_honest_archive_has_are_not_believed(size):
    with pytest.raises(Malformed, match="honest"):
        believed_contents(Contents((ListedEntry("a", size),)), 100)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("malformed", "x" * 501),
        ("malformed", "Two\nlines"),
        ("malformed", "Over\u202eride"),
        ("locked", "Type your passphrase."),
        ("nothing", "Said."),
    ],
)
def test_a_refusal_in_words_that_no_parser_has_is_not_repeated(code, message):
    assert "honest" in believed_refusal(Refused(code, message, "")).message


def test_a_refusal_keeps_its_sentence():
    failure = believed_refusal(Refused("too-deep", "It is deep.", "Ask again."))
    assert isinstance(failure, TooDeep)
    assert (failure.message, failure.advice) == ("It is deep.", "Ask again.")


@pytest.fixture
def parser():
    made = SandboxedParser()
    yield made
    made.close()


@pytest.mark.checks("B26")
def test_an_archive_is_unpacked_in_the_child(parser):
    raw = zipped(HONEST)
    assert parser.unpack(raw, progress=Silent()) == read_archive(raw)
    listed = parser.list_archive(raw, progress=Silent())
    assert [(entry.name, entry.size) for entry in listed] == [(n, len(c)) for n, c in HONEST.items()]
    with pytest.raises(Malformed, match="leads elsewhere"):
        parser.unpack(HOSTILE["zip slip"], progress=Silent())
    assert parser.unpack(raw, progress=Silent()) == read_archive(raw)


OUTLINED = OutlinedPart(depth=0, media_type="text/plain", size=3, name=word(""), encoding=word(""))


def test_an_outline_is_read_in_the_child(parser):
    assert parser.outline(RAW, progress=Silent()) == read_outline(RAW)


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (msgspec.structs.replace(OUTLINED, depth=1),),
        (OUTLINED, msgspec.structs.replace(OUTLINED, depth=2)),
        (msgspec.structs.replace(OUTLINED, depth=-1),),
        (msgspec.structs.replace(OUTLINED, size=-1),),
        (msgspec.structs.replace(OUTLINED, size=11),),
        (msgspec.structs.replace(OUTLINED, media_type="text\n"),),
        (msgspec.structs.replace(OUTLINED, name=word("x" * 600_000)),),
        (OUTLINED,) * 201,
    ],
)
def test_an_outline_that_no_message_has_is_not_believed(parts):
    with pytest.raises(Malformed):
        believed_outline(Outlined(parts), 10)
