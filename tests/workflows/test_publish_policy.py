"""A policy is published from the profile that clocks run by: read back, journalled, never overwriting."""

import dataclasses

import pytest

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.failures import (
    InvalidDocument,
    InvalidPolicy,
    RefusedByPolicy,
    SignatureRefused,
    Usage,
    WriteFailed,
)
from desktop.domain.leaving.gate import GateRefusal, clear_policy, clear_signed_policy
from desktop.domain.leaving.policies import PolicyCandidate
from desktop.domain.policy import Adoption
from desktop.files.local import LocalFiles
from desktop.formats.publishing.contact_file import Places
from desktop.formats.publishing.security_md import read_promises
from desktop.formats.publishing.security_txt import read_security_txt, validate_security_txt
from desktop.workflows.policies.adopt_policy import adopt_policy
from desktop.workflows.policies.publish_policy import publish_policy
from desktop.workflows.ports import Silent
from desktop.workflows.publication.keep_watchwords import drop_watchword, keep_watchword
from tests.workflows.desks import NOW, desk_on

PLACES = Places(canonical="https://example.org/.well-known/security.txt")


@pytest.fixture
def desk(either_vault, us):
    return desk_on(either_vault, us.gpg)


def publish(desk, path, form="security-md", **options):
    return publish_policy(desk, "aumos", path, form, progress=Silent(), **options)


def last(desk):
    return desk.vault.vault_history()[-1].event


@pytest.mark.clause("M87-6b")
def test_a_policy_is_written_once_and_stands_in_the_journal(desk, out):
    path = out / "SECURITY.md"
    published = publish(desk, path)
    content = path.read_bytes()
    assert published.sha256 == sha256(content)
    source = sha256(desk.tools.policies.source("aumos"))
    assert last(desk) == e.PolicyPublished("aumos", source, "security-md", path.name, published.sha256)
    assert len(read_promises(content)) == 8
    with pytest.raises(WriteFailed):
        publish(desk, path)
    assert path.read_bytes() == content


def test_the_version_in_use_is_published_with_its_answers(desk, out):
    chosen = Adoption(on=NOW.date(), timezone="Europe/Berlin", readings={"assess": "from-acknowledgement"})
    adopt_policy(desk, "aumos", chosen)
    publish(desk, out / "SECURITY.md")
    text = (out / "SECURITY.md").read_text()
    assert "Time zone: Europe/Berlin" in text
    promised = {p.sentence: p for p in read_promises(text.encode())}
    assert promised["A detailed answer follows within 5 business days."].starts[0] == "ack.sent"
    assert last(desk).policy_sha256 != sha256(desk.tools.policies.source("aumos"))


def test_a_security_txt_is_signed_within_itself(desk, us, out):
    path = out / "security.txt"
    published = publish(desk, path, "security-txt", places=PLACES, sign_with=us.key.fingerprint)
    content = path.read_bytes()
    assert validate_security_txt(content, thorough=True, now=NOW) == ()
    read = us.gpg.read_clearsigned(content, progress=Silent())
    assert read.signature.verdict == "good"
    assert read_security_txt(content).values("Contact") == ("mailto:security@aumos.io",)
    assert last(desk).signer == us.key.fingerprint
    assert last(desk).sha256 == published.sha256 == sha256(content)
    assert published.warnings == ()


def test_a_signed_file_that_does_not_say_where_it_belongs_is_warned_of(desk, us, out):
    published = publish(desk, out / "security.txt", "security-txt", sign_with=us.key.fingerprint)
    assert "Canonical is missing" in published.warnings[0]


def test_what_cannot_be_published_is_refused_before_anything_is_written(desk, us, out):
    with pytest.raises(Usage):
        publish(desk, out / "a", sign_with=us.key.fingerprint)
    with pytest.raises(InvalidPolicy):
        publish_policy(desk, "regulation", out / "a", "security-md", progress=Silent())
    with pytest.raises(InvalidPolicy):
        publish_policy(desk, "nobody", out / "a", "security-md", progress=Silent())
    with pytest.raises(RefusedByPolicy, match=r"2\.5\.7"):
        publish(desk, out / "a", "security-txt", places=Places(policy="http://example.org"))
    assert isinstance(last(desk), e.ActRefused)
    with pytest.raises(InvalidDocument):
        publish(
            desk, out / "a", "security-txt", places=Places(policy="https://a\nContact: mailto:b@c.example")
        )
    assert list(out.iterdir()) == []
    assert not any(isinstance(r.event, e.PolicyPublished) for r in desk.vault.vault_history())


def test_the_gate_lets_no_policy_out_that_hides_tells_or_promises_otherwise():
    for content, said in (
        ("a\u202eb\n", "no reader sees"),
        ("token ghp_" + "a1B2" * 9 + "\n", "token"),
    ):
        outcome = clear_policy(PolicyCandidate(content.encode(), "SECURITY.md"))
        assert isinstance(outcome, GateRefusal)
        assert said in outcome.sentence
    assert isinstance(clear_policy(PolicyCandidate(b"a\n", "a", ("It differs.",))), GateRefusal)


def test_a_policy_tells_no_name_that_the_vault_keeps_to_itself(desk, out):
    keep_watchword(desk, "Aumos", "code-name")
    with pytest.raises(RefusedByPolicy, match="keeps to itself"):
        publish(desk, out / "SECURITY.md")
    assert last(desk) == e.ActRefused("policy", "gate", "")
    drop_watchword(desk, "aumos")
    publish(desk, out / "SECURITY.md")


def test_the_gate_lets_no_other_text_out_under_a_signature():
    cleared = clear_policy(PolicyCandidate(b"a\n", "security.txt"))
    frame = b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n%s\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n"
    assert clear_signed_policy(cleared, frame % b"a").content == frame % b"a"
    for other in (frame % b"b", frame % b"a\nb", b"a\n", b"x" + frame % b"a"):
        assert isinstance(clear_signed_policy(cleared, other), GateRefusal)


def test_a_signature_that_is_bad_on_the_disk_is_told_of(desk, us, out, monkeypatch):
    read = type(desk.tools.openpgp).read_clearsigned
    calls = []

    def bad_the_second_time(gpg, block, **options):
        calls.append(1)
        changed = block.replace(b"Contact", b"C0ntact") if len(calls) > 1 else block
        return read(gpg, changed, **options)

    monkeypatch.setattr(type(desk.tools.openpgp), "read_clearsigned", bad_the_second_time)
    with pytest.raises(SignatureRefused, match="not good"):
        publish(desk, out / "security.txt", "security-txt", sign_with=us.key.fingerprint)


def test_a_disk_that_takes_no_file_leaves_a_word_of_it_in_the_journal(desk, out):
    class FullDisk(LocalFiles):
        def write_new(self, *_, **__):
            raise WriteFailed("The disk is full.")

    full = dataclasses.replace(desk, tools=dataclasses.replace(desk.tools, files=FullDisk()))
    with pytest.raises(WriteFailed, match="The disk is full") as caught:
        publish(full, out / "SECURITY.md")
    assert "The journal says that the policy was to be published." in caught.value.written
    assert isinstance(last(desk), e.PolicyPublished)
    assert list(out.iterdir()) == []
