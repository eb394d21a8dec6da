"""What an entry decides, so that two of them can differ: about what, how, and in which words it is shown."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from desktop.domain import events as e
from desktop.domain.clocks.words import when
from desktop.domain.event import Event


class Decision(msgspec.Struct, frozen=True):
    """One answer to one question about a case."""

    about: str
    """The question, in words of our own."""
    of: str
    """Which of several: the product, the person, the table; empty where there is one only."""
    stance: str
    """Two decisions differ when this does."""
    words: str
    stays: bool = False
    """Whether it happened whatever is settled: what left the desk is out, and only one of it may count."""


_Read = Callable[[Any], tuple[str, str]]
"""Which of several, and the answer."""


def _at(instant: datetime) -> str:
    return when(instant)


def _severity(event: e.SeveritySet) -> tuple[str, str]:
    return "", " ".join(filter(None, (event.level, event.cvss4 or event.cvss)))


def _listed(event: e.AffectedListed) -> tuple[str, str]:
    branches = f" (branches {', '.join(event.supported_branches)})" if event.supported_branches else ""
    return f"{event.vendor} {event.product}", f"{'; '.join(event.affected)}{branches}"


def _scope(event: e.ScopeJudged) -> tuple[str, str]:
    return "", ": ".join(filter(None, (event.verdict, "; ".join(event.lines))))


def _condition(event: e.ConditionAnswered) -> tuple[str, str]:
    return event.condition, "yes" if event.applies else "no"


def _readers(event: e.CaseRestricted) -> str:
    return ", ".join(("its handler", *sorted(event.names, key=e.name_key)))


_DECISIONS: dict[type[Event], tuple[str, _Read]] = {
    e.SeveritySet: ("the severity", _severity),
    e.HandlerAssigned: ("who handles the case", lambda x: ("", x.handler)),
    e.ArrivalConfirmed: ("when the report arrived", lambda x: ("", _at(x.arrived_at))),
    e.ReportConfirmed: ("whether the problem is real", lambda _x: ("", "confirmed")),
    e.ReportRejected: ("whether the problem is real", lambda x: ("", f"rejected: {x.reason}")),
    e.ScopeJudged: ("the scope", _scope),
    e.AffectedListed: ("the affected versions", _listed),
    e.SsvcDecided: ("the SSVC decision", lambda x: (x.table, x.outcome)),
    e.ConditionAnswered: (
        "whether a condition applies",
        _condition,
    ),
    e.FixPrepared: ("the fix", lambda x: (f"{x.product} {x.branch}".strip(), x.fixed_in)),
    e.FixOwned: ("who makes the fix", lambda x: (f"{x.product} {x.branch}".strip(), x.owner)),
    e.CreditRecorded: ("the credit", lambda x: (x.person, " ".join(filter(None, (x.choice, x.name))))),
    e.DisclosureAgreed: ("the agreed date", lambda x: (x.clock, _at(x.publish_at))),
    e.DisclosurePlanned: ("the planned date", lambda x: ("", _at(x.publish_at))),
    e.AdvisoryDrafted: ("the text of the advisory", lambda x: ("", x.text.title)),
    e.PolicyRepinned: ("the version of the policy", lambda x: ("", x.policy_sha256[:12])),
    e.ReportWithdrawn: ("whether the reporter withdrew", lambda x: ("", x.ground)),
    e.CaseRestricted: ("who sees the case", lambda x: ("", _readers(x))),
    e.CaseOpened: ("who sees the case", lambda _x: ("", "everybody")),
    e.LegalHoldPlaced: ("whether a legal hold keeps it", lambda _x: ("", "a hold keeps it")),
    e.LegalHoldReleased: ("whether a legal hold keeps it", lambda _x: ("", "it was released")),
    e.AdvisoryExported: ("which advisory left", lambda x: (x.format, f"{x.file_name} {x.sha256[:12]}")),
    e.AdvisoryPublished: ("where the advisory came out", lambda x: ("", x.where or "nowhere named")),
    e.CaseClosed: ("whether the case is closed", lambda x: ("", f"closed: {x.reason}")),
}
_STAY = (e.AdvisoryExported, e.AdvisoryPublished)
_WHOLE = (e.AdvisoryDrafted,)
"""Their words name them; they differ in more."""


def decision_of(event: Event) -> Decision | None:
    """What the event decides, if it is of a kind that decides anything."""
    known = _DECISIONS.get(type(event))
    if known is None:
        return None
    about, read = known
    of, words = read(event)
    whole = msgspec.json.encode(event, order="deterministic").decode()
    return Decision(about, of, whole if isinstance(event, _WHOLE) else words, words, isinstance(event, _STAY))
