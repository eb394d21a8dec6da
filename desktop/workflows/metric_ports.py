"""What measuring asks of a vault, and the values they trade."""

from typing import Protocol

import msgspec

from desktop.domain.metrics import CaseFacts


class MetricQuery(msgspec.Struct, frozen=True):
    """Which cases: of one policy or all, that arrived from one quarter to another; empty sets no bound."""

    policy_id: str = ""
    first: str = ""
    last: str = ""


class Arrivals(msgspec.Struct, frozen=True):
    """How many cases arrived under a policy in a quarter."""

    policy_id: str
    quarter: str
    cases: int


class MeasuredCases(Protocol):
    """The part of a vault that is measured. Every method may raise Locked, VaultDamaged."""

    def measured(
        self, wanted: MetricQuery, after: tuple[str, str] | None = None, limit: int = 2000
    ) -> list[CaseFacts]:
        """What is measured of cases, open and closed, in the order of their quarters and ids.

        With `after`, the quarter and id of the last case of an earlier page, those behind it.
        """

    def arrivals(self) -> list[Arrivals]:
        """How many cases arrived in each quarter under each policy, in the order of policies and quarters."""
