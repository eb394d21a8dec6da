"""Files of every kind, good and bad, and what lies beside them: one clear finding each."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from desktop.formats.advisories.csaf.writing import write_csaf
from desktop.formats.advisories.findings import Finding
from desktop.formats.advisories.standards import Standard
from desktop.openpgp import throwaway_home
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.publication.check_beside import check_beside
from desktop.workflows.publication.validate_advisory import validate_advisory
from tests.formats.advisories import FACTS
from tests.people import run_gpg

CONTENT = write_csaf(FACTS)


def one(content: bytes, name: str = "a.json") -> Finding:
    (finding,) = validate_advisory(name, content).findings
    return finding


@pytest.mark.checks("F78")
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xef\xbb\xbf" + CONTENT, "byte order mark"),
        (CONTENT.decode().encode("utf-16"), "UTF-8"),
        (CONTENT.replace(b"Ada Finder", b"Ad\xe9 Finder"), "UTF-8"),
        (CONTENT.replace(b'"critical"', b"NaN"), "no JSON"),
        (CONTENT.replace(b'"csaf_version"', b'"csaf_version": "2.0", "csaf_version"'), "stands twice"),
        (b'{"document":' + b"[" * 200 + b"]" * 200 + b"}", "nested deeper"),
        (b"not even JSON", "no JSON"),
    ],
)
def test_bytes_that_two_programs_could_read_differently_are_one_finding(content: bytes, words: str) -> None:
    finding = one(content)
    assert (finding.test, finding.severity) == ("json", "error")
    assert words in finding.message


def huge(megabytes: int, *, whole: bool) -> bytes:
    document = json.loads(CONTENT)
    text = "A sentence of a very long advisory, again and again. " * 2000
    notes = [{"category": "details", "title": "Details", "text": text} for _ in range(10 * megabytes)]
    if not whole:
        notes[-1].pop("text")
    document["document"]["notes"] += notes
    return json.dumps(document).encode()


@pytest.mark.checks("F78")
@pytest.mark.parametrize("megabytes", [3, pytest.param(23, marks=pytest.mark.soak)])
def test_the_one_mistake_of_a_huge_document_is_named(megabytes: int, figure) -> None:
    content = huge(megabytes, whole=False)
    assert len(content) > megabytes * 10**6
    finding = one(content)
    assert (finding.path, finding.message) == (f"/document/notes/{10 * megabytes}", "“text” is missing here.")
    figure("F78", f"the one mistake of {len(content) // 10**6} MB is named by its place")


@pytest.mark.soak
def test_a_document_of_23_mb_can_be_valid() -> None:
    assert validate_advisory("big.json", huge(23, whole=True)).valid


def test_what_is_no_known_format_says_which_are_known() -> None:
    finding = one(b'{"hello": "world"}')
    assert finding.test == "format"
    assert "CSAF 2.0" in finding.message
    assert one(b"[]").test == "format"


def test_a_standard_joins_with_one_entry() -> None:
    mine = Standard(
        "mine",
        "Mine",
        "1",
        lambda _content, **_: (Finding("schema", "error", "", "Wrong."),),
        fits=lambda document: document.get("mine") is True,
        file_names=frozenset({"mine.txt"}),
    )
    for name, content in (("a.json", b'{"mine": true}'), ("folder/Mine.txt", b"anything")):
        found = validate_advisory(name, content, standards=(mine,))
        assert (found.format, found.version, found.valid) == ("mine", "1", False)


def test_the_json_is_that_of_the_contract() -> None:
    found = msgspec.to_builtins(validate_advisory("a.json", CONTENT))
    assert list(found) == ["file", "valid", "findings", "format", "version"]
    assert (found["valid"], found["format"], found["version"]) == (True, "csaf", "2.0")
    assert {*found["findings"][0]} == {"test", "severity", "path", "message"}


# --- beside -------------------------------------------------------------------------------------------


@pytest.fixture
def signed(tmp_path: Path, us) -> Path:
    path = tmp_path / "a.json"
    path.write_bytes(CONTENT)
    path.with_name("a.json.asc").write_bytes(us.gpg.sign(CONTENT, us.key.fingerprint, progress=Silent()))
    for algorithm in ("sha256", "sha512"):
        digest = hashlib.new(algorithm, CONTENT).hexdigest()
        path.with_name(f"a.json.{algorithm}").write_text(f"{digest}  a.json\n")
    (tmp_path / "key.asc").write_bytes(us.public)
    return path


def beside(desk: Desk, path: Path, *keys: bytes) -> list[tuple[str, str, str]]:
    found = check_beside(desk.tools, path, path.read_bytes(), keys, progress=Silent())
    return [(f.test, f.severity, f.message) for f in found]


def test_a_good_signature_by_the_key_beside_it_is_no_finding(desk: Desk, us, signed: Path) -> None:
    assert beside(desk, signed) == []
    assert beside(desk, signed, us.public) == []


def test_without_a_key_the_signature_is_said_to_be_unchecked(desk: Desk, signed: Path) -> None:
    signed.with_name("key.asc").unlink()
    ((test, severity, message),) = beside(desk, signed)
    assert (test, severity) == ("signature", "warning")
    assert "--keys" in message


def test_a_changed_document_is_found_by_hashes_and_signature(desk: Desk, signed: Path) -> None:
    signed.write_bytes(CONTENT.replace(b"crafted", b"Crafted"))
    found = beside(desk, signed)
    assert [(test, severity) for test, severity, _ in found] == [
        ("checksum", "error"),
        ("checksum", "error"),
        ("signature", "error"),
    ]
    assert "does not fit" in found[-1][2]


@pytest.mark.checks("F78")
def test_a_signature_by_a_foreign_key_is_an_error(desk: Desk, us, reporter, signed: Path) -> None:
    ((test, severity, message),) = beside(desk, signed, reporter.public)
    assert (test, severity) == ("signature", "error")
    assert "another key" in message
    foreign = reporter.gpg.sign(CONTENT, reporter.key.fingerprint, progress=Silent())
    signed.with_name("a.json.asc").write_bytes(foreign)
    ((test, severity, message),) = beside(desk, signed, us.public)
    assert (test, severity, message) == ("signature", "error", "The signing key is not known here.")


@pytest.mark.checks("F78")
def test_a_signature_by_an_expired_key_is_an_error(desk: Desk, signed: Path) -> None:
    """A key that ended a day after it signed."""
    past = ("--faked-system-time", "20200101T000000!")
    user = "Expired <expired@example.org>"
    with throwaway_home() as home:
        run_gpg(home, *past, "--quick-gen-key", user, "ed25519", "sign", "1d")
        signature = run_gpg(home, *past, "--armor", "--detach-sign", data=signed.read_bytes())
        key = run_gpg(home, "--armor", "--export", "expired@example.org")
    signed.with_name("a.json.asc").write_bytes(signature)
    ((test, severity, message),) = beside(desk, signed, key)
    assert (test, severity, message) == ("signature", "error", "The signing key has expired.")


def test_what_is_no_signature_is_an_error(desk: Desk, signed: Path) -> None:
    signed.with_name("a.json.asc").write_text("nonsense")
    ((test, severity, _),) = beside(desk, signed)
    assert (test, severity) == ("signature", "error")


def test_a_security_txt_is_known_by_its_name_and_its_end_is_looked_at() -> None:
    content = b"Contact: mailto:security@example.org\nExpires: 2026-01-01T00:00:00Z\n"
    now = datetime(2026, 12, 1, tzinfo=UTC)
    found = validate_advisory("folder/security.txt", content, now=now)
    assert (found.format, found.version, found.valid) == ("security.txt", "RFC 9116", False)
    assert validate_advisory("security.txt", content, now=now - timedelta(days=400)).valid
