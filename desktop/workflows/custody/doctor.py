"""What `embargo doctor` finds out about a machine, as values; the looking itself is done outside."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import msgspec

State = Literal["good", "weak", "missing"]
"""good; weak: Embargo works, with less protection or comfort; missing: a part of the job cannot be done."""


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked at."""

    name: str
    state: State
    found: str
    advice: str = ""
    packages: tuple[str, ...] = ()
    """Debian packages that would mend it."""
    mends: Literal["", "choose-key", "give-name", "back-up", "try-restoring"] = ""
    """What the window can do about it."""

    @property
    def next_step(self) -> str:
        """The line to type, or what else to do; empty when nothing is wrong."""
        return apt_line(self.packages) or self.advice


Probe = Callable[[], Check]
"""Looks at one thing; never raises."""


def examine(probes: Iterable[Probe]) -> tuple[Check, ...]:
    """Look at everything, in order."""
    return tuple(probe() for probe in probes)


def apt_line(packages: Sequence[str]) -> str:
    """The exact line that installs packages on Debian; empty for none."""
    return " ".join(("apt-get install", *packages)) if packages else ""


def remedy(checks: Iterable[Check]) -> str:
    """One line that installs everything that is missing or weak; empty when no package would help."""
    return apt_line(sorted({package for check in checks for package in check.packages}))


def fit(checks: Iterable[Check]) -> bool:
    """Whether Embargo can do its whole job here, protected or not as the weak checks say."""
    return all(check.state != "missing" for check in checks)
