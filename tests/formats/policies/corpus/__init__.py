"""Policies of our own wording, in one file for each kind, with the facts that each of them holds.

`usual` holds passages and short files of the shapes that repositories have; `typical`, `common` and `tricky`
were written without knowledge of the reader, as whole files, and `everyday` before it was asked what it reads
in them. A line of two percent signs begins a policy: its
group, then its facts, written as in `sample_policies`. `?` stands before what careful people may read
differently, and `!` before what is read out of the text today and does not stand there.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.formats.policies.sample_policies import Sample

_HEAD = "%% "


def policies_of(kind: str) -> tuple[Sample, ...]:
    """The policies of one file."""
    return tuple(_read((Path(__file__).parent / f"{kind}.txt").read_text()))


def _read(text: str) -> Iterator[Sample]:
    for part in f"\n{text}".split(f"\n{_HEAD}")[1:]:
        head, _, body = part.partition("\n")
        group, *facts = (word.strip() for word in head.split(" | "))
        marked = {mark: tuple(f[2:] for f in facts if f.startswith(mark)) for mark in ("? ", "! ")}
        plain = tuple(fact for fact in facts if fact and fact[:2] not in marked)
        yield Sample(group, f"{body.strip()}\n", plain, marked["? "], marked["! "])
