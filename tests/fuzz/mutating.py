"""A small fuzzer for every ordinary run: specimens, changed in ways that parsers trip over."""

import random
from collections.abc import Callable, Iterator

_PIECES = (
    b"\0", b"\xff", b"\n", b"\r\n", b"\n\n", b"--", b"=", b"=?utf-8?b?", b"?=", b"%00", b"\x80", b"{", b"[",
    b'"', b"'", b"\\u0000", b"\\ud800", b"-1", b"1e999", b"9" * 30, b"../", b"/", b"A" * 300, b"|", b":",
    b"<", b"(", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\xff\xff\xff\xff", b"\0\0\0\0", b"[GNUPG:] ", b"From ",
    b"-----BEGIN PGP MESSAGE-----\n",
)  # fmt: skip
_MOST_CHANGES = 6


def mutants(specimens: list[bytes], count: int, seed: int) -> Iterator[bytes]:
    """The specimens themselves, then `count` changed ones, the same for the same seed."""
    chance = random.Random(seed)
    yield from specimens
    for _ in range(count):
        raw = bytearray(chance.choice(specimens))
        for _ in range(chance.randint(1, _MOST_CHANGES)):
            chance.choice(_CHANGES)(raw, specimens, chance)
        yield bytes(raw)


def _flip(raw: bytearray, _: list[bytes], chance: random.Random) -> None:
    if raw:
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)


def _replace(raw: bytearray, _: list[bytes], chance: random.Random) -> None:
    if raw:
        raw[chance.randrange(len(raw))] = chance.randrange(256)


def _insert(raw: bytearray, _: list[bytes], chance: random.Random) -> None:
    at = chance.randint(0, len(raw))
    raw[at:at] = chance.choice(_PIECES)


def _cut(raw: bytearray, _: list[bytes], chance: random.Random) -> None:
    first, last = sorted(chance.randint(0, len(raw)) for _ in range(2))
    del raw[first : min(last, first + chance.choice((1, 8, 1_000_000)))]


def _double(raw: bytearray, _: list[bytes], chance: random.Random) -> None:
    first, last = sorted(chance.randint(0, len(raw)) for _ in range(2))
    raw[first:first] = raw[first : min(last, first + 500)] * chance.choice((1, 1, 40))


def _splice(raw: bytearray, specimens: list[bytes], chance: random.Random) -> None:
    other = chance.choice(specimens)
    raw[chance.randint(0, len(raw)) :] = other[chance.randint(0, len(other)) :]


_CHANGES: tuple[Callable[[bytearray, list[bytes], random.Random], None], ...] = (
    _flip, _flip, _replace, _insert, _insert, _cut, _double, _splice,
)  # fmt: skip
