"""An incident: the policy's phases in its own order, what was learned, and a case that no report began."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.clocks import read_clocks
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.domain.incidents.phases import next_phase, phases_of, remarks_on_breach
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal, clear_record
from desktop.domain.leaving.records import RecordCandidate
from desktop.domain.parties.people import people_of
from desktop.domain.stages import needs_of, stage_of, walk_stages
from tests.histories import RECEIVED, history, january, profile, received

SEEN = january(9, 16)
ARMOURED = b"-----BEGIN PGP MESSAGE-----\n\nwords\n-----END PGP MESSAGE-----\n"
PROFILES = {name: profile(name) for name in ("m87", "terragon", "aumos", "mushin", "czm")}
PHASES = {
    "m87": (e.IncidentDetected, e.IncidentContained, e.IncidentEradicated, e.IncidentRecovered, e.ReviewDone),
    "terragon": (
        e.IncidentDetected,
        e.IncidentContained,
        e.IncidentAssessed,
        e.IncidentRemediated,
        e.IncidentRecovered,
        e.ReviewDone,
    ),
}
ACTION = e.ActionPlanned("Rotate every key", "Kim", date(2026, 2, 1))


def opened(policy_id: str = "m87") -> e.IncidentOpened:
    return e.IncidentOpened(policy_id, "0" * 64, Untrusted("Keys on a paste site"), "A monitor found them")


def happened(*more: Event | tuple[datetime, Event], policy_id: str = "m87") -> list:
    """A case that an incident began; what has no time of its own came an hour after the one before."""
    told = [(SEEN, opened(policy_id)), (SEEN, e.IncidentDetected("A monitor found them"))]
    for n, event in enumerate(more, 1):
        told.append(event if isinstance(event, tuple) else (january(10, n % 24), event))
    return history(*told, case_id="M87-2026-000000")


def act(events: list, what: Event, policy_id: str = "m87", at: datetime | None = None) -> object:
    when = at or january(20)
    return decide(events, fold(events), what, PROFILES[policy_id], at=when, now=january(21))


def sentence(events: list, what: Event, policy_id: str = "m87") -> str:
    outcome = act(events, what, policy_id)
    return outcome.sentence if isinstance(outcome, Refusal) else ""


def shown(events: list, policy_id: str) -> list[str]:
    return [phase.kind for phase in phases_of(fold(events), PROFILES[policy_id])]


@pytest.mark.clause("M87-3.6a", "TER-3a", "TER-3b", "TER-3c", "TER-3d", "TER-3e", "TER-3f")
@pytest.mark.parametrize("policy_id", PHASES)
def test_phases_stand_in_the_policys_own_order_one_after_another(policy_id: str) -> None:
    kinds = PHASES[policy_id]
    done: list[Event] = [e.CauseFound("A leaked key"), ACTION]
    for n, kind in enumerate(kinds[1:], 1):
        events = happened(*done, policy_id=policy_id)
        phases = phases_of(fold(events), PROFILES[policy_id])
        assert [phase.kind for phase in phases] == [k.kind for k in kinds]
        assert next_phase(phases).kind == kind.kind
        assert [phase.done for phase in phases] == [True] * n + [False] * (len(kinds) - n)
        assert not isinstance(act(events, kind(record="Done."), policy_id), Refusal)
        done.append(kind(record="Done."))
    phases = phases_of(fold(happened(*done, policy_id=policy_id)), PROFILES[policy_id])
    assert next_phase(phases) is None
    assert all(phase.clauses and not phase.remarks for phase in phases)


def test_terragon_contains_before_it_assesses_and_no_stage_turns_that_round() -> None:
    needs = [need.id for need in needs_of(fold(happened(policy_id="terragon")), PROFILES["terragon"])]
    phases = [name for name in needs if name.startswith("incident.") or name == "review.done"]
    assert phases == [kind.kind for kind in PHASES["terragon"]]


def test_what_is_done_out_of_order_is_recorded_as_it_happened_and_said() -> None:
    early = e.IncidentEradicated("The key was revoked")
    events = happened((january(10, 9), early), (january(10, 12), e.IncidentContained()))
    by_kind = {phase.kind: phase for phase in phases_of(fold(events), PROFILES["m87"])}
    assert by_kind["incident.eradicated"].at == january(10, 9)
    (remark,) = by_kind["incident.eradicated"].remarks
    assert remark == (
        "The policy has before it: the incident contained. That happened later, on 2026-01-10 12:00 UTC."
    )
    (missing,) = phases_of(fold(happened(early)), PROFILES["m87"])[2].remarks
    assert missing == "The policy has before it, and nothing records: the incident contained."


def test_the_first_record_of_a_phase_counts_and_a_second_adds_words() -> None:
    events = happened(
        (january(10, 12), e.IncidentContained("Again")), (january(10, 9), e.IncidentContained("First"))
    )
    phase = phases_of(fold(events), PROFILES["m87"])[1]
    assert phase.at == january(10, 9)
    assert [record.record for record in phase.records] == ["First", "Again"]


@pytest.mark.clause("M87-3.6b")
def test_a_breach_that_is_ruled_out_leaves_no_notice_waiting_until_one_becomes_known() -> None:
    def states(events: list) -> dict[str, str]:
        readings = read_clocks(PROFILES["m87"], events, january(20))
        return {r.clock: r.state for r in readings if r.track == "incident"}

    out = (january(10, 9), e.BreachRuledOut("Test accounts"))
    assert set(states(happened()).values()) == {"waiting"}
    assert set(states(happened(out)).values()) == {"not-applicable"}
    assert set(states(happened(out, e.CaseClosed("Over"))).values()) == {"not-applicable"}
    known = happened(out, (january(10, 12), e.BreachAware("Rows after all")))
    assert set(states(known).values()) == {"conditional"}
    assert fold(known).incident.breach.record == "Rows after all"


def test_undoing_the_detection_reopens_its_phase_and_leaves_the_case() -> None:
    events = happened(e.EventUndone(event_id=f"{2:064x}"))
    case = fold(events)
    assert next_phase(phases_of(case, PROFILES["m87"])).kind == "incident.detected"
    assert (case.incident.begun, case.incident_only, stage_of(case, PROFILES["m87"])) == (
        True,
        True,
        "Intake",
    )
    assert "cannot be undone" in sentence(events, e.EventUndone(event_id=f"{1:064x}"))


@pytest.mark.parametrize("policy_id", ["aumos", "mushin", "czm"])
def test_a_policy_without_phases_shows_what_was_recorded_and_asks_for_a_written_review(
    policy_id: str,
) -> None:
    events = happened(e.IncidentContained("Cut off"), policy_id=policy_id)
    phases = phases_of(fold(events), PROFILES[policy_id])
    assert [(phase.text, phase.of_policy) for phase in phases] == [
        ("An incident was detected", False),
        ("The incident was contained", False),
    ]
    assert next_phase(phases) is None
    review = next(n for n in needs_of(fold(events), PROFILES[policy_id]) if n.id == "review.done")
    assert (review.origin, review.met) == ("house", False)
    assert (
        sentence(events, e.ReviewDone(), policy_id) == "A review is a written record: say what was learned."
    )
    assert sentence(events, e.ReviewDone("We learned to rotate keys"), policy_id) == ""


@pytest.mark.clause("M87-3.6c")
def test_a_review_waits_for_its_root_cause_and_a_corrective_action() -> None:
    words = e.ReviewDone("We scan every push now")
    assert sentence(happened(), words) == "The policy asks for the root cause: write it down first."
    cause = e.CauseFound("A key in a repository", "commit 1234")
    assert sentence(happened(cause), words).startswith("Plan a corrective action first")
    assert sentence(happened(cause, ACTION), words) == ""
    dropped = happened(cause, ACTION, e.ActionDropped(f"{4:064x}", "Another way was found"))
    assert sentence(dropped, words).startswith("Plan a corrective action first")
    none = e.ReviewDone("Looked at", no_action="The system is gone")
    assert sentence(happened(cause), none) == ""
    needs = {need.id: need.met for need in needs_of(fold(happened(cause, none)), PROFILES["m87"])}
    assert (needs["root-cause"], needs["corrective-actions"], needs["review.done"]) == (True, True, True)


@pytest.mark.clause("TER-3f")
def test_where_the_policy_asks_no_more_a_written_record_is_a_review() -> None:
    events = happened(policy_id="terragon")
    assert "say what was learned" in sentence(events, e.ReviewDone(" "), "terragon")
    assert sentence(events, e.ReviewDone("Alerts come to two people now"), "terragon") == ""


def test_an_action_is_done_or_dropped_once_and_only_when_it_was_planned() -> None:
    events = happened(e.CauseFound("A leaked key"), ACTION)
    planned = f"{4:064x}"
    assert "No corrective action of this id" in sentence(events, e.ActionDone("f" * 64, "Done"))
    assert "Say what came of it" in sentence(events, e.ActionDone(planned, " "))
    done = happened(e.CauseFound("A leaked key"), ACTION, e.ActionDone(planned, "All rotated"))
    (action,) = fold(done).incident.actions
    assert (action.state, action.outcome, action.ended_at) == ("done", "All rotated", january(10, 3))
    assert "was done on" in sentence(done, e.ActionDropped(planned, "No need"))
    undone = fold([*done, *history((january(11), e.EventUndone(event_id=done[-1].id)))])
    assert [a.state for a in undone.incident.still_open] == ["open"]


def test_an_open_action_is_late_from_the_day_after_its_own() -> None:
    (action,) = fold(happened(ACTION)).incident.actions
    assert not action.late(date(2026, 2, 1))
    assert action.late(date(2026, 2, 2))


@pytest.mark.parametrize("what", [e.CauseFound("A key"), ACTION], ids=lambda x: x.kind)
def test_what_is_learned_is_learned_of_an_incident(what: Event) -> None:
    assert "No incident is recorded" in sentence(history((RECEIVED, received("m87"))), what)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (e.CauseFound(" "), "Say what caused it"),
        (e.ActionPlanned(" ", "Kim", date(2026, 2, 1)), "Say what is to be done"),
        (e.ActionPlanned("Rotate", " ", date(2026, 2, 1)), "Name who does it"),
        (e.BreachRuledOut(" "), "Say on what it rests"),
        (e.IncidentLinked(" "), "Say which case"),
        (e.IncidentLinked("M87-2026-000000"), "not linked with itself"),
    ],
)
def test_empty_words_are_refused(what: Event, words: str) -> None:
    assert words in sentence(happened(), what)


# --- personal data ---------------------------------------------------------------------------------------


def notices(events: list) -> dict[str, str]:
    readings = read_clocks(PROFILES["m87"], events, january(20))
    return {r.clock: r.state for r in readings if r.track == "incident"}


@pytest.mark.clause("M87-3.6b")
def test_an_incident_without_personal_data_starts_no_notice() -> None:
    events = happened(e.BreachRuledOut("Only build keys were on it"))
    assert set(notices(events).values()) == {"not-applicable"}
    need = next(n for n in needs_of(fold(events), PROFILES["m87"]) if n.id == "personal-data")
    assert need.met
    assert set(notices(happened()).values()) == {"waiting"}
    assert "authority-notice" in notices(happened())


def test_a_breach_that_comes_to_light_later_counts_and_is_not_ruled_out_again() -> None:
    events = happened(e.BreachRuledOut("Only keys"), (january(11), e.BreachAware("Rows were read")))
    assert set(notices(events).values()) == {"conditional"}
    assert "A breach is recorded as known on 2026-01-11" in sentence(events, e.BreachRuledOut("Only keys"))


def test_a_breach_may_be_known_before_anybody_calls_it_an_incident_but_not_in_the_future() -> None:
    before = january(9, 10)
    events = happened()
    assert not isinstance(act(events, e.BreachAware("A customer rang"), at=before), Refusal)
    assert "lies in the future" in act(events, e.BreachAware(), at=january(22)).sentence
    (remark,) = remarks_on_breach(fold(happened((before, e.BreachAware("A customer rang")))))
    assert remark == (
        "The breach was known on 2026-01-09 10:00 UTC, before the incident was detected on 2026-01-09 16:00 "
        "UTC: its notices count from then."
    )
    assert remarks_on_breach(fold(happened((SEEN, e.BreachAware())))) == ()


# --- a case that no report began -------------------------------------------------------------------------

ASKED_OF_REPORTS = (
    e.AckSent(), e.AssessmentSent(), e.StatusSent(), e.CreditAsked(), e.ReportConfirmed(),
    e.ReportRejected("spam", "x"), e.ReporterUnreachable("x"), e.AdvisoryPublished("https://x"),
    e.ArrivalConfirmed(arrived_at=SEEN),
)  # fmt: skip


def test_a_case_without_a_report_asks_for_handler_phases_and_review_only() -> None:
    case = fold(happened())
    ids = [need.id for need in needs_of(case, PROFILES["m87"])]
    assert ids == [
        "incident.detected", "handler", "personal-data", "incident.contained", "incident.eradicated",
        "incident.recovered", "root-cause", "corrective-actions", "review.done", "case.closed",
    ]  # fmt: skip
    assert [view.stage for view in walk_stages(case, PROFILES["m87"]) if not view.needs] == [
        "Audit",
        "Advisory",
    ]
    assert (case.title.raw, case.policy_id, people_of(case)) == ("Keys on a paste site", "m87", ())


@pytest.mark.parametrize("what", ASKED_OF_REPORTS, ids=lambda x: x.kind)
def test_what_only_a_report_asks_for_is_refused(what: Event) -> None:
    assert sentence(happened(), what).startswith("No report began this case")


def test_nothing_is_done_before_the_incident_was_noticed_but_what_was_seen_later() -> None:
    before = january(9, 10)
    outcome = act(happened(), e.HandlerAssigned("Robin"), at=before)
    assert outcome.sentence == "This lies before the incident was noticed: check the date."
    assert not isinstance(act(happened(), e.IncidentContained(), at=before), Refusal)


def test_no_clock_of_a_report_ever_starts() -> None:
    readings = read_clocks(PROFILES["m87"], happened(e.HandlerAssigned("Robin")), january(20))
    assert {r.state for r in readings if r.track == "report"} == {"waiting"}
    assert not any(r.owed for r in readings)


@pytest.mark.clause("M87-3.1g")
def test_a_case_closes_after_its_last_phase_and_not_while_the_service_is_down() -> None:
    rest = [e.HandlerAssigned("Robin"), e.BreachRuledOut("Only keys"), e.CauseFound("A leaked key"), ACTION]
    phases = [kind(record="Done.") for kind in PHASES["m87"][1:]]
    closing = e.CaseClosed("Over")
    whole = happened(*rest, *phases)
    assert sentence(whole, closing) == ""
    for n, kind in enumerate(PHASES["m87"][1:]):
        short = happened(*rest, *phases[:n], *phases[n + 1 :])
        text = next(p.text for p in phases_of(fold(short), PROFILES["m87"]) if p.kind == kind.kind)
        assert sentence(short, closing) == f"This step is locked. Still missing: {text.lower()}."
    without_handler = happened(*rest[1:], *phases)
    assert "a primary handler assigned" in sentence(without_handler, closing)
    waiver = sentence(happened(*rest, *phases[:-2]), e.NeedWaived("incident.recovered", "no"))
    assert waiver.startswith("The policy asks for this (M87-3.1g")


def test_corrective_actions_stay_open_after_closing_and_can_still_be_done() -> None:
    closed = happened(ACTION, e.CaseClosed("Over"))
    planned = f"{3:064x}"
    assert fold(closed).incident.still_open
    assert sentence(closed, e.ActionDone(planned, "All rotated")) == ""
    assert "The case is closed" in sentence(closed, e.IncidentContained())


def test_a_report_with_an_incident_answers_its_reporter_and_ends_both_tracks() -> None:
    told = history(
        (RECEIVED, received("m87")),
        (january(9, 17), e.IncidentDetected("Logs")),
    )
    needs = {need.id: need.stage for need in needs_of(fold(told), PROFILES["m87"])}
    assert needs["answer"] == "Intake"
    assert {needs[name] for name in needs if name.startswith("incident.")} == {"Closed"}
    assert "incident.contained" not in {n.id for n in needs_of(fold(told[:1]), PROFILES["m87"])}
    rejected = [*told, *history((january(10), e.ReportRejected("spam", "An advertisement")))]
    ids = [need.id for need in needs_of(fold(rejected), PROFILES["m87"])]
    assert ids[-2:] == ["rejection.sent", "case.closed"]
    assert "incident.recovered" in ids


KINDS = st.sampled_from([*PHASES["terragon"], e.IncidentEradicated])


@given(
    st.lists(st.tuples(KINDS, st.integers(0, 60 * 24)), max_size=12),
    st.sampled_from(["m87", "terragon", "czm"]),
)
def test_whatever_is_recorded_the_policys_phases_keep_their_order_and_nothing_is_lost(
    told, policy_id
) -> None:
    events = history(
        (SEEN, opened(policy_id)),
        *((january(10 + minute // 1440, minute // 60 % 24, minute % 60), kind("x")) for kind, minute in told),
    )
    phases = phases_of(fold(events), PROFILES[policy_id])
    named = [step.event for step in PROFILES[policy_id].steps if step.track == "incident"]
    assert [phase.kind for phase in phases if phase.of_policy] == named
    assert sum(len(phase.records) for phase in phases) == len(told)
    for phase in phases:
        assert list(phase.records) == sorted(phase.records, key=lambda record: record.at)


@pytest.mark.clause("M87-3.6c")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"encrypted": False}, "leaves encrypted only (M87-3.6c)"),
        ({"content": b"# Incident M87-2026-000000"}, "called encrypted and can be read"),
        ({"text": "# Incident"}, "does not carry the id of its case"),
        ({"text": "M87-2026-000000\u202e"}, "no reader sees"),
    ],
)
def test_the_gate_lets_no_record_out_that_can_be_read(changes: dict, words: str) -> None:
    fields = {
        "text": "# Incident M87-2026-000000",
        "content": ARMOURED,
        "file_name": "r.asc",
        "encrypted": True,
    }
    case = fold(happened())
    assert isinstance(clear_record(RecordCandidate(**fields), case, PROFILES["m87"]), Cleared)
    outcome = clear_record(RecordCandidate(**(fields | changes)), case, PROFILES["m87"])
    assert isinstance(outcome, GateRefusal)
    assert words in outcome.sentence
