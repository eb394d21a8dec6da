"""Reports of invented problems: pairs that tell of the same one, and many others that are near misses.

All are of four products and a few kinds of bugs. Two problems of one kind never have both the place and the
way in, but share a place, a way in or a part of the place with dozens of others.
"""

import random
import tomllib
from collections.abc import Iterator, Mapping
from itertools import product as pairs_of
from pathlib import Path
from typing import Any, NamedTuple

PRODUCTS = (
    ("Harbor Gateway", "hgw"),
    ("Quill Desk", "quill"),
    ("Tessera Platform", "tessera"),
    ("Ledgerline", "ledger"),
)
OBJECTS = (
    "invoice", "avatar", "calendar", "ticket", "contract", "backup", "roster", "wiki page", "catalogue",
    "mailbox", "voucher", "webhook", "playlist", "survey", "timesheet", "certificate",
)  # fmt: skip
ACTIONS = ("export", "import", "preview", "search", "share", "archive", "merge", "rename", "restore")
PARAMS = (
    "sort", "filter", "title", "note", "target", "source", "locale", "theme", "label", "comment", "format",
    "folder", "owner_id", "account_id", "reference", "callback", "next", "template", "subject", "nickname",
)  # fmt: skip
FORMATS = (
    "sprite",
    "chunk",
    "palette",
    "glyph",
    "track",
    "segment",
    "ribbon",
    "voxel",
    "socket",
    "timer",
    "stream",
    "tunnel",
)
PHASES = ("decoding", "header", "resize", "handshake", "teardown", "index", "checksum", "rotation", "flush")
FIELDS = (
    "count",
    "stride",
    "width",
    "offset_table",
    "run_length",
    "entry_size",
    "session",
    "context",
    "queue",
    "peer_state",
)
Telling = tuple[str, str]
_ENDS = (
    "",
    "\n\nThanks for looking into it.",
    "\n\nI will publish in 90 days.",
    "\n\n-- \nSent from my phone",
    "\nPlease confirm.",
)
_ROUTES = ("/api/v2/{o}s/{a}", "/{s}/{o}s/{a}", "/{o}s/{a}")


class Told(NamedTuple):
    """A report, and which problem it tells of."""

    problem: int
    title: str
    text: str


def reports(source: str, count: int, twins: int, seed: int = 1) -> tuple[list[Told], list[tuple[Told, Told]]]:
    """`count` reports, and beside them pairs that tell of one problem in two tellings of a file here."""
    told = tomllib.loads(Path(__file__).with_name(source).read_text())
    chance = random.Random(seed)
    problems = list(_problems(told, chance))
    chance.shuffle(problems)
    numbered = list(enumerate(problems))
    paired = []
    for number, (tellings, slots) in numbered[:twins]:
        one, other = chance.sample(tellings, 2)
        paired.append((_told(number, one, slots, chance), _told(number, other, slots, chance)))
    rest = numbered[twins : twins + count]
    assert len(rest) == count, f"only {len(rest)} problems"
    return [_told(n, chance.choice(tellings), slots, chance) for n, (tellings, slots) in rest], paired


_Problem = tuple[tuple[Telling, ...], dict[str, str]]


def _problems(told: Mapping[str, Any], chance: random.Random) -> Iterator[_Problem]:
    for tellings in told["web"].values():
        for thing, action, param in pairs_of(OBJECTS, ACTIONS, PARAMS):
            yield _plain(tellings), _web_slots(thing, action, param, chance)
    for tellings in told.get("code", {}).values():
        for thing, phase, field in pairs_of(FORMATS, PHASES, FIELDS):
            yield _plain(tellings), _code_slots(thing, phase, field, chance)


def _plain(tellings: list[dict[str, str]]) -> tuple[Telling, ...]:
    return tuple((telling["title"], telling["text"]) for telling in tellings)


def _web_slots(thing: str, action: str, param: str, chance: random.Random) -> dict[str, str]:
    name, short = chance.choice(PRODUCTS)
    plain = thing.replace(" ", "_")
    return {
        "product": name, "version": f"{chance.randint(1, 9)}.{chance.randint(0, 20)}.{chance.randint(0, 9)}",
        "object": thing, "action": action, "param": param,
        "route": chance.choice(_ROUTES).format(o=plain.replace("_", "-"), a=action, s=short),
        "func": f"{action}_{plain}", "file": f"{plain}s.py",
    }  # fmt: skip


def _code_slots(thing: str, phase: str, field: str, chance: random.Random) -> dict[str, str]:
    name, _ = chance.choice(PRODUCTS)
    return {
        "product": name, "version": f"{chance.randint(1, 9)}.{chance.randint(0, 20)}",
        "object": thing, "action": phase,
        "param": field, "route": "", "func": f"{thing}_{phase}", "file": f"{thing}.c",
    }  # fmt: skip


def _told(number: int, telling: Telling, slots: dict[str, str], chance: random.Random) -> Told:
    title, text = telling
    return Told(number, title.format(**slots), text.format(**slots) + chance.choice(_ENDS))
