"""A case that is ready to publish, and the questions that tests put to the gate about it."""

from datetime import timedelta

import msgspec

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.case import Case
from desktop.domain.clocks.hold import Hold
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.advisories import Candidate
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal, clear_advisory
from desktop.domain.leaving.leaks.guarded import Guarded
from desktop.domain.leaving.standing import Standing
from desktop.domain.policy import Profile
from tests.histories import PRODUCT, RECEIVED, SEVERITY, history, january, profile, received

MUSHIN = profile("mushin")
NOW = january(20)
CASE_ID = "MUS-2026-0000000"
OTHER = "AUM-2026-123456Z"
CREDIT = e.CreditRecorded(choice="named", name="Ada Finder", ground="her message")
NOTHING = Guarded()
CONTENT = f"Advisory {CASE_ID}: update Widget to 1.4.1.".encode()


def told(*more: Event, without: type[Event] | None = None) -> Case:
    acts = (
        e.ReportReceived(
            **{
                **msgspec.structs.asdict(received("mushin")),
                "reporter_name": Untrusted("Ada Finder"),
                "reporter_address": Untrusted("ada@reporter.example"),
            }
        ),
        e.HandlerAssigned("Grace"),
        PRODUCT,
        SEVERITY,
        e.ReportConfirmed(),
        e.AuditRecorded("all", "none"),
        e.AuditDone(),
        e.FixPrepared(product="Widget", fixed_in="1.3.9", branch="1.3"),
        e.FixPrepared(product="Widget", fixed_in="1.4.1", branch="1.4"),
        e.FixReady(),
        CREDIT,
        e.AdvisoryDrafted(AdvisoryText("Title", "Summary")),
        *more,
    )
    return fold(history(*((RECEIVED, act) for act in acts if type(act) is not without), case_id=CASE_ID))


OVER = Hold(NOW - timedelta(days=1), stated=True, may_come_sooner=False, why="Agreed.")


def ask(
    case: Case | None = None,
    content: bytes = CONTENT,
    hold: Hold = OVER,
    tlp: str = "CLEAR",
    policy: Profile = MUSHIN,
    *,
    four_eyes: bool = False,
    guarded: Guarded = NOTHING,
    **more,
):
    candidate = Candidate(content, "a.json", "csaf", tlp, **more)  # type: ignore[arg-type]
    return clear_advisory(candidate, Standing(case or told(), policy, hold, NOW, four_eyes, guarded))


def reasons(outcome: object) -> str:
    assert isinstance(outcome, GateRefusal)
    return outcome.sentence


def cleared() -> Cleared:
    outcome = ask()
    assert isinstance(outcome, Cleared)
    return outcome
