"""OpenPGP packets put together by hand, as an attacker would (RFC 9580 §4, §5), independent of our reader.

The session key of a real message is learnt with `gpg --show-session-key`; its session key packets then stand
before whatever data packet a test makes under that same key.
"""

import base64
import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.people import run_gpg as gpg

_BLOCK = 16


def packet(tag: int, body: bytes) -> bytes:
    """A new-format packet with a five-octet length."""
    return bytes([0xC0 | tag, 0xFF]) + len(body).to_bytes(4) + body


def literal(content: bytes, name: bytes = b"", kind: bytes = b"b") -> bytes:
    return packet(11, kind + bytes([len(name)]) + name + bytes(4) + content)


def compressed(packets: bytes) -> bytes:
    """Compressed data, ZIP."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packet(8, b"\x01" + deflate.compress(packets) + deflate.flush())


def bomb(size: int) -> bytes:
    """Zeros, compressed twice; made without ever holding them."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    chunk = bytes(1_000_000)
    squeezed = deflate.compress(literal(b"")[:2] + (6 + size).to_bytes(4) + b"b" + bytes(5))
    squeezed += b"".join(deflate.compress(chunk) for _ in range(size // len(chunk))) + deflate.flush()
    return compressed(packet(8, b"\x01" + squeezed))


def marker() -> bytes:
    return packet(10, b"PGP")


def seipd(key: bytes, packets: bytes, *, spoil: bool = False) -> bytes:
    """Encrypted and integrity protected data, version 1 (RFC 9580 §5.13.1)."""
    prefix = bytes(range(14)) + b"ab" + b"ab"
    covered = prefix + packets + b"\xd3\x14"
    clear = covered + hashlib.sha1(covered).digest()
    sealed = bytearray(_cfb(key, bytes(_BLOCK), clear))
    if spoil:
        sealed[len(prefix) + 3] ^= 1
    return packet(18, b"\x01" + bytes(sealed))


def sed(key: bytes, packets: bytes) -> bytes:
    """Encrypted data without protection, OpenPGP's CFB with its resynchronisation (RFC 9580 §5.7)."""
    prefix = bytes(range(14)) + b"ab" + b"ab"
    head = _cfb(key, bytes(_BLOCK), prefix)
    return packet(9, head + _cfb(key, head[2:], packets))


def _cfb(key: bytes, register: bytes, clear: bytes) -> bytes:
    block = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    sealed = bytearray()
    for start in range(0, len(clear), _BLOCK):
        pad = block.update(register)
        chunk = clear[start : start + _BLOCK]
        register = bytes(a ^ b for a, b in zip(chunk, pad, strict=False))
        sealed += register
    return bytes(sealed)


def split(binary: bytes) -> list[tuple[int, bytes]]:
    """Packets of fixed length or one partial at the end, as gpg writes them."""
    found = []
    position = 0
    while position < len(binary):
        first, rest = binary[position], binary[position + 1 :]
        tag, head, length = _header(first, rest)
        end = position + 1 + head + length
        found.append((tag, binary[position:end]))
        position = end
    return found


def _header(first: int, rest: bytes) -> tuple[int, int, int]:
    if not first & 0x40:
        octets = 1 << (first & 3)
        return (first >> 2) & 15, octets, int.from_bytes(rest[:octets])
    tag = first & 63
    if rest[0] < 192:
        return tag, 1, rest[0]
    if rest[0] < 224:
        return tag, 2, ((rest[0] - 192) << 8) + rest[1] + 192
    if rest[0] == 255:
        return tag, 5, int.from_bytes(rest[1:5])
    return tag, 0, len(rest)


def dearmour(armoured: bytes) -> bytes:
    """What stands between the lines of an armour that gpg made."""
    _, _, data = armoured.replace(b"\r", b"").partition(b"\n\n")
    lines = data.split(b"\n-----END")[0].split(b"\n")
    return base64.b64decode(b"".join(line for line in lines if not line.startswith(b"=")))


@dataclass(frozen=True)
class Seal:
    """Session key packets to a recipient, with the session key that they carry."""

    packets: bytes
    key: bytes

    def wrap(self, packets: bytes, **how: bool) -> bytes:
        """A well-made message around these packets."""
        return self.packets + seipd(self.key, packets, **how)


def make_seal(home: Path, fingerprint: str) -> Seal:
    """Let gpg make the session key packets, and tell the key."""
    arguments = ["--trust-model", "always", "--recipient", fingerprint, "--encrypt"]
    message = gpg(home, *arguments, data=b"x")
    told = gpg(
        home, "--show-session-key", "--status-fd", "1", "--output", "/dev/null", "--decrypt", data=message
    )
    line = next(line for line in told.decode().splitlines() if " SESSION_KEY " in line)
    cipher, key = line.split()[2].split(":")
    assert cipher == "9"
    pkesk = b"".join(raw for tag, raw in split(message) if tag == 1)
    return Seal(pkesk, bytes.fromhex(key))
