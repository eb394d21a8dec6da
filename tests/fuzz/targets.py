"""Every parser of what comes from outside, each behind a function of bytes that the fuzzers call.

A target returns, or raises what its parser says that it raises (`allowed`); anything else is a finding.
"""

import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from desktop.domain.approving.statement import read_statement
from desktop.domain.assessing.hosts import find_hosts, match_host, read_host
from desktop.domain.clocks.durations import parse_duration
from desktop.domain.event_codec import KINDS, decode
from desktop.domain.exchange.chains import beyond, read_link
from desktop.domain.failures import Cancelled, Failure
from desktop.domain.filters.reading import read_filter
from desktop.domain.journal import Entry, event_id, verify
from desktop.domain.scoring.vector import read_vector
from desktop.domain.versions.listing import same_versions
from desktop.domain.versions.ranges import (
    canonical_range,
    is_exact,
    lies_within,
    overlap,
    parse_range,
    to_vers,
)
from desktop.formats.advisories.claims import claims_of
from desktop.formats.advisories.comparing import compare
from desktop.formats.advisories.csaf.facts_in import facts_in_csaf
from desktop.formats.advisories.csaf.writing import write_csaf, write_csaf_vex
from desktop.formats.advisories.cve.reading import read_cve
from desktop.formats.advisories.cve.validation import validate_cve
from desktop.formats.advisories.openvex.reading import read_openvex
from desktop.formats.advisories.openvex.validation import validate_openvex
from desktop.formats.advisories.osv.reading import read_osv
from desktop.formats.advisories.osv.validation import validate_osv
from desktop.formats.advisories.sources import facts_in
from desktop.formats.advisories.standards import read_claims
from desktop.formats.advisories.strict_json import NotStrict, decode_strict
from desktop.formats.approvals.answer_file import armoured, read_answer
from desktop.formats.approvals.request_file import read_request
from desktop.formats.archives.reading import read_archive
from desktop.formats.exchange.manifest import read_manifest
from desktop.formats.exchange.parts import unpack
from desktop.formats.exchange.sealed import messages
from desktop.formats.intake.exports import read_export
from desktop.formats.intake.mailbox import cut_mailbox, is_mailbox
from desktop.formats.journal_file import read_journal
from desktop.formats.letters.templates import check_template
from desktop.formats.mail.addresses import address_in, read_recipients, read_senders
from desktop.formats.mail.armour import is_key, is_message, is_unencrypted, split_armour
from desktop.formats.mail.autocrypt import offered_key
from desktop.formats.mail.dates import read_date
from desktop.formats.mail.reading import read_mail
from desktop.formats.media_types import media_type_of
from desktop.formats.policies.reading.reader import read_proposal
from desktop.formats.policy import find_mistakes, read_profile
from desktop.formats.publishing.promises import Unclear
from desktop.formats.publishing.security_md import read_promises
from desktop.formats.publishing.security_txt import SecurityTxt, read_security_txt, validate_security_txt
from desktop.formats.weaknesses import find_weakness
from desktop.keychain.slots_file import read_slots
from desktop.openpgp.armour import remove_every_armour
from desktop.openpgp.clearsigned import cut_clearsigned
from desktop.openpgp.envelope import read_envelope
from desktop.openpgp.listing import read_listing
from desktop.openpgp.packets import read_packets, require_only_signatures
from desktop.openpgp.signatures import judge_signatures, read_signatures
from desktop.openpgp.status import read_status
from desktop.openpgp.verdict import judge_clearsigned, judge_decryption, judge_verification
from desktop.sandbox.believing import (
    believed_archive,
    believed_contents,
    believed_layer,
    believed_proposal,
    believed_refusal,
    believed_reports,
    decoded_reply,
)
from desktop.sandbox.frames import Contents, Done, Listed, Proposes, Refused, Unpacked
from desktop.vault.server import serve
from tests.fakes import InMemoryVault
from tests.fuzz import seeds

_SIZE = 10_000


class Target(NamedTuple):
    """A parser to be fuzzed."""

    run: Callable[[bytes], object]
    seeds: Callable[[], Iterable[bytes]]
    allowed: tuple[type[BaseException], ...] = (Failure,)


def _mail(data: bytes) -> None:
    """What an honest parser says is also what is believed of a child."""
    for inner in (False, True):
        try:
            parsed = read_mail(data, inner=inner)
        except Failure:
            continue
        assert believed_layer(Done.of(parsed), len(data)) == parsed


def _cve(data: bytes) -> None:
    assert isinstance(validate_cve(data, thorough=True), tuple)
    read_cve(data)


def _osv(data: bytes) -> None:
    assert isinstance(validate_osv(data, thorough=True), tuple)
    read_osv(data)


def _openvex(data: bytes) -> None:
    assert isinstance(validate_openvex(data, thorough=True), tuple)
    read_openvex(data)


def _armour(data: bytes) -> None:
    is_message(data), is_key(data), is_unencrypted(data)
    _each(data, split_armour, cut_clearsigned, partial(remove_every_armour, kind="PUBLIC KEY BLOCK"))


def _envelope(data: bytes) -> None:
    _each(data, read_envelope, partial(read_envelope, aead=True))


def _headers(data: bytes) -> None:
    value = _text(data)
    read_recipients([value])
    read_date(value)
    address_in(value)
    senders, _ = read_senders([value])
    offered_key([value], senders[0][1].raw if senders else "a@b.example")


def _exports(data: bytes) -> None:
    reports = read_export(data)
    assert believed_reports(Listed(reports)) == reports


def _archives(data: bytes) -> None:
    entries = read_archive(data)
    assert believed_archive(Unpacked(entries), len(data)) == entries


def _security_txt(data: bytes) -> None:
    said = read_security_txt(data)
    assert isinstance(said, SecurityTxt)
    assert said.expires is None or said.expires.tzinfo is not None
    validate_security_txt(data, thorough=True, now=datetime(2026, 1, 1, tzinfo=UTC))


def _csaf(data: bytes) -> None:
    """What is read says the same as itself, and can be written again but for versions that are none."""
    found = facts_in_csaf(data)
    claims = read_claims(data)
    assert compare({"one": claims, "other": claims_of(found)}) == ()
    _each(data, lambda _: write_csaf(found), lambda _: write_csaf_vex(found))


def _mailbox(data: bytes) -> None:
    is_mailbox(data)
    for message in cut_mailbox([data[:7], data[7:]], limit=4096):
        assert len(message.raw) <= 4096


def _policy(data: bytes) -> None:
    _each(data, find_mistakes, read_profile)


def _policy_text(data: bytes) -> None:
    """What an honest reader proposes is also what is believed of a child."""
    for name in ("SECURITY.md", "security.txt"):
        try:
            proposal = read_proposal(data, name)
        except Failure:
            continue
        assert believed_proposal(Proposes(proposal), data, name) == proposal


def _status(data: bytes) -> None:
    lines = read_status(data)
    judges = (partial(judge_decryption, plaintext_length=5), judge_verification, judge_clearsigned)
    for judge in judges:
        for exit_code in (0, 1, 2):
            try:
                judge(lines, exit_code)
            except (Failure, Cancelled):
                continue
    judge_signatures(read_signatures(lines), ())


def _packets(data: bytes) -> None:
    _each(data, read_packets, require_only_signatures)


def _listing(data: bytes) -> None:
    for checked in (False, True):
        read_listing(data, checked=checked)


def _versions(data: bytes) -> None:
    one, _, other = _text(data).partition("|")
    is_exact(one)
    for read in (canonical_range, to_vers):
        try:
            read(one)
        except ValueError:
            continue
    spans = parse_range(one), parse_range(other)
    overlap(*spans)
    lies_within(*spans)
    assert same_versions([one, other], [other, one])
    same_versions([one], [other])


def _hosts(data: bytes) -> None:
    found = find_hosts(_text(data))
    for host in (*found, read_host(_text(data))):
        if host is not None:
            match_host(host, "*.example.org")


class _OneFile:
    """The files of a folder in which there is one."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self, _path: Path, *, limit: int) -> bytes:
        assert limit
        return self._content


def _filter(data: bytes) -> None:
    read_filter(_text(data))


def _template(data: bytes) -> None:
    check_template("reply", _text(data))


def _duration(data: bytes) -> None:
    parse_duration(_text(data))


def _vector(data: bytes) -> str:
    return read_vector(_text(data)).text


def _weakness(data: bytes) -> None:
    find_weakness(_text(data))


def _event(data: bytes) -> None:
    """A kind of event by its place among their names, then its payload."""
    names = sorted(KINDS)
    decode(names[int.from_bytes(data[:1]) % len(names)], data[1:])


def _header(data: bytes) -> None:
    """A link of somebody's chain, true to its id."""
    verify([Entry(event_id(data), data, "A-1", b"salt", b"{}", b"salt")])


def _bundle(data: bytes) -> None:
    """A bundle's file as a list of messages, and what stands in each."""
    _each(data, lambda content: list(messages([content[:9], content[9:]])), read_manifest, unpack)


def _link(data: bytes) -> None:
    """A header that came in a bundle, as the first of its writer."""
    _each(data, read_link, lambda content: beyond("w", (), [content]))


def _slots(data: bytes) -> None:
    read_slots(_OneFile(data), Path("/vault"))


class _Custody:
    """A custody that opens an empty vault, for the vault's end of the wire."""

    def slots(self, directory: str) -> list[str]:
        return [directory]

    def unlock(self, *_: object, **_named: object) -> InMemoryVault:
        return InMemoryVault()


def _wire(data: bytes) -> None:
    serve(io.BytesIO(data), io.BytesIO(), _Custody())


def _answer(data: bytes) -> None:
    """Whatever a child sends, it is believed or refused in a sentence."""
    reply = decoded_reply(data)
    if isinstance(reply, Done):
        believed_layer(reply, _SIZE)
    elif isinstance(reply, Listed):
        believed_reports(reply)
    elif isinstance(reply, Unpacked):
        believed_archive(reply, _SIZE)
    elif isinstance(reply, Contents):
        believed_contents(reply, _SIZE)
    else:
        assert isinstance(reply, Refused)
        believed_refusal(reply)


def _each(data: bytes, *reads: Callable[[bytes], object]) -> None:
    """One after the other, so that the refusal of the first keeps nothing from the others."""
    for read in reads:
        try:
            read(data)
        except Failure:
            continue


def _approval_answer(data: bytes) -> None:
    """The file, what its armour would hide, and what is signed."""
    _each(
        data,
        read_answer,
        lambda content: read_answer(armoured(content)),
        lambda content: read_statement(_text(content)),
    )


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


_VECTORS = ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "(CVSS 4.0: AV:N/AC:L/AT:N/PR:N/UI:N) 9.3")
_RANGES = ("vers:semver/>=1.2.0|<1.2.4", "< 1.4.1 | 1.x", "1.2.3", ">= 2.0, < 3", "vers:deb/1:2.3-4~rc1")
_FILTERS = ('from:ada stage:fix -"a phrase" due:<3d', "severity:high has:attachment received:>2026-01-05")
_HOSTS = ("https://user@a.example.org:8443/x?y#z", "xn--bcher-kva.example 192.0.2.1 [2001:db8::1]")
_SECURITY_TXT = (
    "Contact: mailto:a@b.example\r\nExpires: 2027-01-01T00:00:00.5+01:00\r\n",
    "# x\nContact: https://b.example\nExpires: 2027-01-01t00:00:00z\nPreferred-Languages: en, de-AT\nX: y\n",
    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n- Contact: tel:+1\n-----BEGIN PGP SIGNATURE-----\n",
)
_DURATIONS = ("P3D", "PT72H", "5 business days", "P1M", "next release")
_WEAKNESSES = ("CWE-79", "cwe 502", "XSS")
_FIELDS = (
    '"Liddell, Alice" <alice@good.example> (x)',
    "addr=a@b.example; keydata=AAAA",
    "=?utf-8?q?=41?= <a@b.c>",
    "Mon, 02 Nov 2026 09:00:00 +0100",
)

TARGETS: dict[str, Target] = {
    "mail": Target(_mail, seeds.mails),
    "headers": Target(_headers, partial(seeds.words, *_FIELDS)),
    "armour": Target(_armour, seeds.armoured),
    "envelope": Target(_envelope, seeds.armoured),
    "packets": Target(_packets, seeds.openpgp),
    "listing": Target(_listing, seeds.listings),
    "status": Target(_status, seeds.statuses),
    "exports": Target(_exports, seeds.exports),
    "json": Target(decode_strict, seeds.exports, (NotStrict,)),
    "facts": Target(facts_in, seeds.records),
    "cve": Target(_cve, seeds.records),
    "osv": Target(_osv, seeds.records),
    "openvex": Target(_openvex, seeds.records),
    "csaf": Target(_csaf, seeds.advisories),
    "mailbox": Target(_mailbox, seeds.mailboxes),
    "archives": Target(_archives, seeds.archives),
    "media type": Target(media_type_of, seeds.archives),
    "policy": Target(_policy, seeds.policies),
    "policy-text": Target(_policy_text, seeds.policy_texts),
    "security.txt": Target(_security_txt, partial(seeds.words, *_SECURITY_TXT)),
    "SECURITY.md": Target(read_promises, seeds.published, (Unclear,)),
    "template": Target(_template, seeds.templates),
    "event": Target(_event, seeds.events),
    "header": Target(_header, seeds.headers),
    "bundle": Target(_bundle, seeds.bundles),
    "link": Target(_link, seeds.headers),
    "journal file": Target(read_journal, seeds.journal_files),
    "approval request": Target(read_request, seeds.approval_requests),
    "approval answer": Target(_approval_answer, seeds.approval_answers),
    "slots": Target(_slots, seeds.slots),
    "wire": Target(_wire, seeds.frames),
    "answer": Target(_answer, seeds.answers),
    "filter": Target(_filter, partial(seeds.words, *_FILTERS)),
    "vector": Target(_vector, partial(seeds.words, *_VECTORS), (ValueError,)),
    "versions": Target(_versions, partial(seeds.words, *_RANGES, "|".join(_RANGES)), (ValueError,)),
    "duration": Target(_duration, partial(seeds.words, *_DURATIONS), (ValueError,)),
    "hosts": Target(_hosts, partial(seeds.words, *_HOSTS)),
    "weakness": Target(_weakness, partial(seeds.words, *_WEAKNESSES), (ValueError,)),
}
