"""What a vault in memory says of the measurement of its cases, told anew from all that happened."""

from collections import Counter
from collections.abc import Sequence

from desktop.domain.event import Recorded
from desktop.domain.fold import fold
from desktop.domain.metrics import CaseFacts, facts_of
from desktop.domain.policy import Profile
from desktop.domain.stages import stage_of
from desktop.workflows.metric_ports import Arrivals, MetricQuery


def facts_in(history: Sequence[Recorded], profile: Profile) -> CaseFacts:
    case = fold(history)
    return facts_of(case, history, profile, stage_of(case, profile))


def page_of(
    facts: Sequence[CaseFacts], wanted: MetricQuery, after: tuple[str, str] | None, limit: int
) -> list[CaseFacts]:
    found = [
        f
        for f in sorted(facts, key=lambda f: (f.quarter, f.case_id))
        if wanted.policy_id in ("", f.policy_id)
        and wanted.first <= f.quarter <= (wanted.last or f.quarter)
        and (after is None or (f.quarter, f.case_id) > after)
    ]
    return found[:limit]


def arrivals_in(facts: Sequence[CaseFacts]) -> list[Arrivals]:
    counted = Counter((f.policy_id, f.quarter) for f in facts)
    return [Arrivals(*group, counted[group]) for group in sorted(counted)]
