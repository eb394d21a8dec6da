"""What a leak is, and the sentences that refuse it."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

LeakKind = Literal[
    "embargoed-id",
    "reporter",
    "proof",
    "file-hash",
    "code-name",
    "internal-host",
    "metadata",
    "other-case",
    "secret",
    "restricted",
    "hidden",
]
NEVER_ACCEPTED: frozenset[LeakKind] = frozenset({"reporter", "restricted", "hidden"})
"""What no reason lets out: a wish, a label, or the text itself has to change first."""
_SAID: dict[LeakKind, str] = {
    "embargoed-id": "Ids of problems that are not out yet stand in it: {}.",
    "reporter": "The document names the reporter, as {}, and no agreement to be named is recorded. Record "
    "the wish of the reporter about credit, or take the name out of the text.",
    "proof": "Lines of the report's own proof stand in it: {}. Describe the problem without them.",
    "file-hash": "Hashes of the report's files stand in it: {}.",
    "code-name": "Names that this vault keeps to itself stand in it: {}.",
    "internal-host": "Hosts within stand in it: {}.",
    "metadata": "What a machine or a program added tells who worked on it: {}.",
    "other-case": "Other cases are named: {}.",
    "secret": "Secrets stand in it: {}. Take them out, those that are only for tests too.",
    "restricted": "What is labelled as restricted stands in it: {}. Take it out, or lift the label.",
    "hidden": "Characters stand in it that no reader sees: {}.",
}
_MOST_NAMED = 5
_ID_DIGITS = 10


class Leak(msgspec.Struct, frozen=True):
    """Something in one line of a document that should not leave."""

    kind: LeakKind
    line: int
    """From 1 on; 0 where it takes more than a few lines."""
    what: str
    """What a person looks for there: a name, a host; of a secret or a proof only its kind."""
    sure: bool = False
    """Whether it cannot be a false alarm, such as the beginning of a private key."""
    file: str = ""
    """The document that has it, where it is one of several."""

    @property
    def acceptable(self) -> bool:
        """Whether a person may say, with a reason, that this is none."""
        return self.kind not in NEVER_ACCEPTED and not self.sure

    @property
    def sentence(self) -> str:
        """The refusal for this leak alone."""
        return _SAID[self.kind].format(self.place)

    @property
    def place(self) -> str:
        """What, and in which line of which document."""
        where = " of ".join(filter(None, (f"line {self.line}" if self.line else "", self.file)))
        return f"{self.what} ({where})" if where else self.what

    def id_in(self, document: str) -> str:
        """By what a person accepts it: bound to the document of this SHA-256 and to its line."""
        told = "\0".join((document, self.kind, str(self.line), self.what))
        return hashlib.sha256(told.encode()).hexdigest()[:_ID_DIGITS]


def sentences(leaks: Iterable[Leak]) -> Iterator[str]:
    """One sentence for each kind, with the first few places."""
    by_kind: dict[LeakKind, dict[str, None]] = {}
    for leak in leaks:
        by_kind.setdefault(leak.kind, {})[leak.place] = None
    for kind, places in by_kind.items():
        more = f" and {len(places) - _MOST_NAMED} more" if len(places) > _MOST_NAMED else ""
        yield _SAID[kind].format(", ".join(list(places)[:_MOST_NAMED]) + more)
