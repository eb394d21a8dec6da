"""security.txt (RFC 9116): written from a profile, read strictly, judged section by section."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.failures import InvalidDocument
from desktop.domain.policy import Intake
from desktop.formats.advisories.findings import errors_of
from desktop.formats.publishing.contact_file import Places, write_contact_file
from desktop.formats.publishing.security_txt import (
    Field,
    read_security_txt,
    validate_security_txt,
    write_security_txt,
)
from tests.histories import profile

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
GOOD = b"Contact: mailto:security@example.org\nExpires: 2026-12-31T23:00:00Z\n"
PLACES = Places(
    "https://example.org/.well-known/security.txt",
    "https://example.org/policy",
    "openpgp4fpr:5f2de5521c63a801ab59ccb603d49de44b29100f",
    "https://example.org/thanks",
)
replace = msgspec.structs.replace


def broken_in(content: bytes, **options: object) -> set[str]:
    return {finding.test for finding in errors_of(validate_security_txt(content, **options))}


@pytest.mark.parametrize("policy", ["aumos", "m87", "czm", "mushin", "terragon"])
def test_every_policy_gives_a_file_that_is_read_back(policy: str) -> None:
    written = write_contact_file(profile(policy), PLACES, NOW)
    assert validate_security_txt(written, now=NOW) == ()
    said = read_security_txt(written)
    assert said.values("contact")[0].startswith(("mailto:", "https:"))
    assert said.values("Policy") == (PLACES.policy,)
    assert said.values("Canonical") == (PLACES.canonical,)
    assert said.values("Acknowledgments") == (PLACES.acknowledgments,)
    assert said.values("Preferred-Languages") == ("en",)
    assert said.expires is not None
    assert NOW + timedelta(days=300) < said.expires < NOW + timedelta(days=365)


@pytest.mark.parametrize(
    ("content", "sections"),
    [
        (GOOD, set()),
        (GOOD.replace(b"\n", b"\r\n"), set()),
        (b"# a comment\n\n" + GOOD, set()),
        (b"", {"2.2", "2.5.3", "2.5.5"}),
        (GOOD[:-1], {"2.2"}),
        (GOOD + b"no field\n", {"4"}),
        (GOOD + b"Contact:missing blank\n", {"4"}),
        (b"\xef\xbb\xbf" + GOOD, {"4", "2.5.3"}),
        (GOOD + b"# \xff\n", {"3"}),
        (GOOD + b"Expires: 2026-12-31T23:00:00Z\n", {"2.5.5"}),
        (GOOD.replace(b"2026-12-31T23:00:00Z", b"tomorrow"), {"2.5.5"}),
        (GOOD.replace(b"2026-12-31T23:00:00Z", b"2026-13-31T23:00:00Z"), {"2.5.5"}),
        (GOOD.replace(b"2026-12-31T23:00:00Z", b"2026-12-31T23:00:00"), {"2.5.5"}),
        (GOOD.replace(b"mailto:security@example.org", b"security@example.org"), {"2.5.3"}),
        (GOOD + b"Policy: http://example.org\n", {"2.5.7"}),
        (GOOD + b"Encryption: my key\n", {"2.5.4"}),
        (GOOD + b"Canonical: nowhere\n", {"2.5.2"}),
        (GOOD + b"Hiring: http://example.org\n", {"2.5.6"}),
        (GOOD + b"Acknowledgments: -\n", {"2.5.1"}),
        (GOOD + b"Preferred-Languages: en, english language\n", {"2.5.8"}),
        (GOOD + b"Preferred-Languages: en\nPreferred-Languages: de\n", {"2.5.8"}),
        (GOOD + "Contact: mailto:a\u202eb@example.org\n".encode(), {"4", "2.5.3"}),
        (GOOD + b"#" * 40_000 + b"\n", {"5.4"}),
        (GOOD + b"X-Own: anything\n", set()),
    ],
)
def test_a_file_is_judged_by_the_section_that_it_breaks(content: bytes, sections: set[str]) -> None:
    assert broken_in(content) == sections


def test_an_expired_file_is_an_error_and_a_far_end_a_warning() -> None:
    late = NOW.replace(year=2028)
    assert broken_in(GOOD, now=late) == {"2.5.5"}
    far = GOOD.replace(b"2026-12-31", b"2031-12-31")
    assert [(f.test, f.severity) for f in validate_security_txt(far, now=NOW)] == [("2.5.5", "warning")]


def test_of_a_signed_file_only_what_is_signed_is_read() -> None:
    signed = (
        b"Contact: mailto:evil@example.org\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n"
        + GOOD
        + b"- -note\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n"
        + b"Contact: mailto:c@d.example\n"
    )
    said = read_security_txt(signed)
    assert said.signed
    assert said.values("Contact") == ("mailto:security@example.org",)
    assert len(said.strange) == 1


def test_what_is_recommended_is_told_when_asked() -> None:
    assert {f.test for f in validate_security_txt(GOOD, thorough=True)} == {"2.3", "2.5.8"}


HOSTILE = [
    "a@b.example\r\nContact: mailto:evil@example.org",
    "a@b.example\nPolicy: https://evil.example",
    "a@b.example\u2028x",
    "a b@c.example",
    "\u202ea@b.example",
    "a@b.example\x00",
    "https://b.example/\nContact: https://evil.example",
]


@pytest.mark.checks("F65")
@pytest.mark.parametrize("address", HOSTILE)
@pytest.mark.parametrize("kind", ["email", "web-form", "phone"])
def test_a_hostile_address_becomes_no_other_line(address: str, kind: str) -> None:
    channel = Intake(id="x", kind=kind, address=address)
    with pytest.raises(InvalidDocument):
        write_contact_file(replace(profile("aumos"), intake=(channel,)), Places(), NOW)


@pytest.mark.checks("F65")
@given(st.text(max_size=40), st.sampled_from(["canonical", "policy", "encryption", "acknowledgments"]))
def test_no_word_becomes_another_field(word: str, name: str) -> None:
    try:
        written = write_contact_file(profile("aumos"), Places(**{name: word}), NOW)
    except InvalidDocument:
        return
    said = read_security_txt(written)
    assert not said.strange
    assert len(said.values("Contact")) == len(said.values("Expires")) == 1
    assert len(said.fields) <= 4


@given(st.lists(st.tuples(st.sampled_from(["Contact", "Policy"]), st.text(max_size=30)), max_size=4))
def test_what_is_written_reads_the_same(fields: list[tuple[str, str]]) -> None:
    try:
        written = write_security_txt([Field(name, value) for name, value in fields])
    except ValueError:
        return
    read = [(field.name, field.value) for field in read_security_txt(written).fields]
    assert read == [(name, value.strip(" \t")) for name, value in fields]
