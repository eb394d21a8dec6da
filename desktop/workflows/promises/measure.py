"""How fast cases went, and which promises were kept: by policy, quarter and measure."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime

import msgspec

from desktop.domain.failures import InvalidPolicy, Usage
from desktop.domain.inert import Untrusted
from desktop.domain.metrics import CaseFacts, Count, Metrics, is_quarter, quarter_of, quarters_from
from desktop.domain.metrics.quarters import quarters_before
from desktop.workflows.metric_ports import Arrivals, MetricQuery
from desktop.workflows.ports import Desk, Progress

USUAL_QUARTERS = 8
_EVERY_QUARTER = 40
"""Ten years."""
_PAGE = 2000
_FIRST_TO_BEGIN = "Pacific/Kiritimati"
"""The zone in which every day begins first."""


class Measured(msgspec.Struct, frozen=True):
    """What was counted, over which quarters, and what else there is to choose from."""

    wanted: MetricQuery
    quarters: tuple[str, ...]
    """All quarters of the period, also those without a case; of a very long one, those with cases alone."""
    metrics: Metrics
    arrivals: tuple[Arrivals, ...]
    """Of all cases, whatever was asked for."""

    @property
    def policies(self) -> tuple[str, ...]:
        """Those that any case falls under."""
        return tuple(dict.fromkeys(counted.policy_id for counted in self.arrivals))


def measure(desk: Desk, wanted: MetricQuery, progress: Progress) -> Measured:
    """Count the cases that arrived in a period: without one, in the last eight quarters with this one.

    Raises Usage for a policy that nobody knows and for quarters that are none or stand in the wrong order,
    Cancelled between pages.
    """
    now = desk.tools.now()
    arrivals = tuple(desk.vault.arrivals())
    policies = tuple(dict.fromkeys(counted.policy_id for counted in arrivals))
    if wanted.policy_id and wanted.policy_id not in (*policies, *desk.tools.policies.ids()):
        known = ", ".join(dict.fromkeys((*policies, *desk.tools.policies.for_reports())))
        raise Usage(
            f"No policy is called {Untrusted(wanted.policy_id).line}.", advice=f"Name one of {known}."
        )
    period = _period(wanted, _present(now, arrivals))
    inside = sum(a.cases for a in arrivals if _is_wanted(a, period))
    count = Count(now, tuple(_levels(desk, [period.policy_id] if period.policy_id else policies)))
    done = 0
    for page in _pages(desk, period):
        count.add(page)
        done += len(page)
        progress.step("Counting cases", done, inside)
    return Measured(period, _quarters(period, arrivals), count.metrics(), arrivals)


def _levels(desk: Desk, policies: Iterable[str]) -> dict[str, None]:
    """The severities of these policies, the worst first; of one that cannot be read none."""
    levels: dict[str, None] = {}
    for policy_id in policies:
        with suppress(InvalidPolicy):
            levels |= dict.fromkeys(desk.tools.policies.profile(policy_id).severity.levels)
    return levels


def _present(now: datetime, arrivals: Iterable[Arrivals]) -> str:
    """The present quarter; where it is tomorrow already, a case may have arrived in the next one."""
    begun = quarter_of(now, _FIRST_TO_BEGIN)
    return begun if any(a.quarter == begun for a in arrivals) else quarter_of(now, "UTC")


def _period(wanted: MetricQuery, present: str) -> MetricQuery:
    for quarter in (wanted.first, wanted.last):
        if quarter and not is_quarter(quarter):
            raise Usage("A quarter is written as 2026-Q1.", advice="Write the year, and Q1 to Q4.")
    last = wanted.last or max(present, wanted.first)
    first = wanted.first or quarters_before(last, USUAL_QUARTERS - 1)
    if first > last:
        raise Usage("The period ends before it begins.", advice="Give the earlier quarter first.")
    return MetricQuery(wanted.policy_id, first, last)


def _quarters(period: MetricQuery, arrivals: Iterable[Arrivals]) -> tuple[str, ...]:
    """One that a wrong date lies in may be centuries away."""
    every = quarters_from(period.first, period.last)
    if len(every) <= _EVERY_QUARTER:
        return every
    return tuple(sorted({counted.quarter for counted in arrivals if _is_wanted(counted, period)}))


def _is_wanted(counted: Arrivals, period: MetricQuery) -> bool:
    within = period.first <= counted.quarter <= period.last
    return within and period.policy_id in ("", counted.policy_id)


def _pages(desk: Desk, period: MetricQuery) -> Iterator[list[CaseFacts]]:
    after: tuple[str, str] | None = None
    while page := desk.vault.measured(period, after, _PAGE):
        yield page
        after = (page[-1].quarter, page[-1].case_id)
