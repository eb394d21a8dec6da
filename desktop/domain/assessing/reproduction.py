"""Whether the problem was seen to happen, by whom it was tried, and on what."""

from collections.abc import Sequence

from desktop.domain.case import Case
from desktop.domain.event import Recorded
from desktop.domain.events import ReproductionTried
from desktop.domain.occurrences import in_force


def is_reproduced(case: Case) -> bool:
    """Whether one try saw it happen."""
    return any(tried.outcome == "reproduced" for tried in case.tries)


def tries_in(history: Sequence[Recorded]) -> list[Recorded]:
    """The tries of a history that count, the latest first."""
    tries = [recorded for recorded in in_force(history) if isinstance(recorded.event, ReproductionTried)]
    return sorted(tries, key=lambda recorded: recorded.occurred_at)[::-1]


def holders_of_poc(case: Case) -> frozenset[str]:
    """What of the case may hold a proof of concept: ids of messages, hashes of files."""
    messages = {message.event_id for message in case.messages}
    files = {sha256 for message in case.messages for sha256 in message.attachments}
    return frozenset(messages | files | {evidence.sha256 for evidence in case.evidence})


def objection(act: ReproductionTried, case: Case) -> str:
    """What speaks against recording it, as a sentence; empty for nothing."""
    if not act.steps.strip():
        return "Say what was tried."
    if not act.environment.strip():
        return "Say in which environment: system, build, configuration, versions of the tools."
    if act.poc and act.poc not in holders_of_poc(case):
        return "The case has no message or file of this id that could hold the proof of concept."
    return ""


def in_one_sentence(tried: ReproductionTried) -> str:
    """What was tried and where, as a reporter may be told."""
    where = "; ".join(filter(None, (f"{tried.product} {tried.version}".strip(), tried.environment.strip())))
    return f"{tried.steps.strip()} ({where})"
