"""A promise as a sentence or a table makes it, before it becomes a clock."""

from typing import Literal, get_args

import msgspec

from desktop.domain.policy.item import Force
from desktop.domain.policy.proposing import LeftOut, Passage, Reason

_Timed = Literal["ack", "assess", "confirm", "status", "fix"]
Kind = Literal[_Timed, "fix-notice", "address"]
KINDS: tuple[str, ...] = get_args(_Timed)
"""What a sentence with a time can promise."""
Start = Literal["", "received", "acknowledged", "assessed", "confirmed", "released", "next", "exploited"]

Deed = Literal["released", "remedied", "both"]
"""What ends a fix: a release, that users are safe, or either."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One promise with its duration; `start` is empty where the text names none."""

    kind: Kind
    written: str
    """A duration as profiles have it; recurring where `every`."""
    passage: Passage
    every: bool = False
    severities: tuple[str, ...] = ()
    force: Force = "commit"
    start: Start = ""
    audience: str = ""
    deed: Deed = "released"
    assumed: str = ""
    """What is assumed of the words for its time."""
    others: bool = False
    """Whether it is for the severities that nothing else of its kind names."""
    when: str = ""
    """The words of the condition that it hangs on."""
    paused: Passage | None = None
    """Where the text says that waiting for the reporter does not count."""


def left(reason: Reason, words: str, passage: Passage) -> LeftOut:
    """Something seen and not proposed, its quote short."""
    return LeftOut(reason, words, msgspec.structs.replace(passage, quote=passage.quote[:300]))
