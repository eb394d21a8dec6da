"""What the shipped profiles do: whose reports they claim, what they credit, what their steps wait for."""

from datetime import datetime
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.advisories.facts import advisory_from
from desktop.domain.clocks import Dates, Reading, read_clocks, with_dates
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.domain.stages import needs_of, stage_of
from desktop.files.policies import PolicyShelf
from desktop.formats.letters.fields import own_address
from tests.histories import POLICIES, PRODUCT, RECEIVED, SEVERITY, history, january, profile, received

NOW = january(20)


def readings(policy: str, *acts: Event) -> dict[str, Reading]:
    happened = [(RECEIVED, received(policy)), *((january(10), act) for act in acts)]
    return {r.clock: r for r in read_clocks(profile(policy), history(*happened), NOW)}


# --- whose reports ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "policy"),
    [
        pytest.param("root@cosmicai.dev", "m87", marks=pytest.mark.clause("M87-2b"), id="m87"),
        pytest.param("security@czm.ai", "czm", marks=pytest.mark.clause("CZM-3b"), id="czm"),
        pytest.param(
            "security@mushinai.com",
            "mushin",
            marks=pytest.mark.clause("MUS-1c"),
            id="mushin",
        ),
        pytest.param("Security@Terragon.com", "terragon", marks=pytest.mark.clause("TER-1a"), id="terragon"),
        pytest.param("security@aumos.io", "aumos", marks=pytest.mark.clause("AUM-1c"), id="aumos"),
        pytest.param("security@example.org", None, id="nobody"),
    ],
)
def test_the_address_written_to_names_the_policy(address: str, policy: str | None) -> None:
    assert PolicyShelf().for_recipient(address) == ((policy,) if policy else ())


@pytest.mark.clause("CZM-9b")
def test_letters_come_from_the_address_for_reports_and_not_from_the_general_one() -> None:
    czm = profile("czm")
    assert [i.address for i in czm.intake if "general" in i.purposes] == ["human@czm.ai"]
    assert own_address(czm) == "security@czm.ai"


@pytest.mark.clause("MUS-7.2c")
def test_an_organisation_puts_a_policy_of_its_own_beside_the_shipped_ones(tmp_path: Path) -> None:
    ours = (POLICIES / "mushin.toml").read_text()
    ours = ours.replace('id = "mushin"', 'id = "acme"', 1).replace(
        "security@mushinai.com", "psirt@acme.example"
    )
    (tmp_path / "acme.toml").write_text(ours)
    shelf = PolicyShelf(own=tmp_path)
    assert set(shelf.ids()) > {"acme", "mushin"}
    assert shelf.for_recipient("psirt@acme.example") == ("acme",)
    assert shelf.for_recipient("security@mushinai.com") == ("mushin",)


@pytest.mark.clause("M87-1a")
def test_an_advisory_is_published_under_the_name_of_the_organisation() -> None:
    case = fold(history((RECEIVED, received("m87"))))
    found = advisory_from(case, profile("m87"), now=NOW)
    assert (found.publisher, found.contact) == ("Cosmic Intelligence, LLC", "root@cosmicai.dev")


# --- credit ----------------------------------------------------------------------------------------------


@pytest.mark.clause("MUS-9b")
def test_a_placeholder_is_nobody_who_was_thanked() -> None:
    assert profile("mushin").credit.listed == ()


# --- steps -----------------------------------------------------------------------------------------------


@pytest.mark.clause("MUS-3a")
def test_a_report_waits_for_its_primary_handler() -> None:
    opened = [(RECEIVED, received("mushin"))]
    mushin = profile("mushin")
    (need,) = (n for n in needs_of(fold(history(*opened)), mushin) if n.id == "handler")
    assert (need.met, need.origin, need.clauses) == (False, "policy", ("MUS-3a",))
    assigned = history(*opened, (january(10), e.HandlerAssigned("Grace")))
    assert next(n for n in needs_of(fold(assigned), mushin) if n.id == "handler").met


@pytest.mark.clause("CZM-4b")
def test_an_assessment_tells_the_severity() -> None:
    needs = {n.id: n for n in needs_of(fold(history((RECEIVED, received("czm")))), profile("czm"))}
    assert (needs["severity"].origin, needs["severity"].met) == ("policy", False)
    assert "CZM-4b" in needs["severity"].clauses


@pytest.mark.clause("CZM-5b", "M87-2e")
@pytest.mark.parametrize("policy", ["czm", "m87"])
def test_a_case_is_not_through_before_the_problem_is_resolved(policy: str) -> None:
    acts = (e.ArrivalConfirmed(RECEIVED), e.HandlerAssigned("Grace"), e.AckSent(), e.AssessmentSent())
    acts += (PRODUCT, SEVERITY, e.ReportConfirmed(), e.AuditRecorded("eval(", "none"), e.AuditDone())
    acts += (e.FixPrepared("Widget", "1.3.9", "1.3"), e.FixPrepared("Widget", "1.4.1", "1.4"), e.FixReady())
    happened = [(RECEIVED, received(policy)), *((january(10), act) for act in acts)]
    assert stage_of(fold(history(*happened)), profile(policy)) == "Fix"
    happened.append((january(11), e.RemediationComplete()))
    assert stage_of(fold(history(*happened)), profile(policy)) == "Advisory"


@pytest.mark.clause("M87-3.6a")
@pytest.mark.parametrize(
    ("policy", "phases"),
    [
        ("m87", ("detected", "contained", "eradicated", "recovered")),
        ("terragon", ("detected", "contained", "assessed", "remediated", "recovered")),
    ],
)
def test_phases_of_an_incident_stand_in_the_order_of_the_policy(policy: str, phases: tuple[str, ...]) -> None:
    steps = [step.event for step in profile(policy).steps if step.track == "incident"]
    assert steps == [*(f"incident.{phase}" for phase in phases), "review.done"]


@pytest.mark.parametrize("policy", ["m87", "terragon"])
def test_an_incident_holds_up_no_advisory(policy: str) -> None:
    needs = needs_of(fold(history((RECEIVED, received(policy)))), profile(policy))
    assert not [need.id for need in needs if need.id.startswith(("incident.", "review."))]


# --- clocks that wait ------------------------------------------------------------------------------------


@pytest.mark.clause("TER-5a")
def test_a_cycle_without_dates_gives_no_date() -> None:
    low = e.SeveritySet("low", "why")
    assert readings("terragon", low)["update-low"].due is None
    planned = with_dates(profile("terragon"), Dates(releases=frozenset({january(27).date()})))
    happened = history((RECEIVED, received("terragon")), (january(10), low))
    (waiting,) = (r for r in read_clocks(planned, happened, NOW) if r.clock == "update-low")
    assert waiting.due == january(28)  # through the whole of that day


# --- regulations that a case takes on --------------------------------------------------------------------


def applies(condition: str, *, answer: bool = True) -> e.ConditionAnswered:
    return e.ConditionAnswered("regulation", condition, applies=answer, ground="our counsel's word")


@pytest.mark.parametrize(
    ("condition", "known", "clock", "due"),
    [
        pytest.param(
            "gdpr-applies",
            e.BreachAware("customer records were read"),
            "authority-notice",
            january(13),
            marks=pytest.mark.clause("GDPR-33.1"),
            id="the-authority",
        ),
        pytest.param(
            "gdpr-high-risk",
            e.BreachAware("customer records were read"),
            "user-notice",
            None,
            marks=pytest.mark.clause("GDPR-34.1"),
            id="the-people",
        ),
        pytest.param(
            "cra-applies",
            e.ExploitationAware("seen in logs"),
            "csirt-warning",
            january(11),
            marks=pytest.mark.clause("CRA-14.2a"),
            id="the-early-warning",
        ),
        pytest.param(
            "cra-applies",
            e.ExploitationAware("seen in logs"),
            "csirt-notice",
            january(13),
            marks=pytest.mark.clause("CRA-14.2b"),
            id="the-notification",
        ),
        pytest.param(
            "cra-applies",
            e.FixReleased(),
            "csirt-report",
            january(24),
            marks=pytest.mark.clause("CRA-14.2c"),
            id="the-final-report",
        ),
    ],
)
def test_a_regulation_counts_from_what_became_known_once_it_applies(
    condition: str, known: Event, clock: str, due: datetime | None
) -> None:
    assert readings("regulation", known)[clock].state == "conditional"
    refused = readings("regulation", known, applies(condition, answer=False))
    assert refused[clock].state == "not-applicable"
    counted = readings("regulation", known, applies(condition))[clock]
    assert (counted.due, counted.force) == (due, "legal")
    assert counted.state == ("undated" if due is None else "running" if due > NOW else "overdue")


# --- whom nobody can answer ------------------------------------------------------------------------------


@pytest.mark.clause("CZM-3g")
def test_an_acknowledgement_to_nobody_is_not_applicable_and_not_kept() -> None:
    nobody = e.ReporterUnreachable("The form came without an address.")
    assert readings("czm", nobody)["ack"].state == "not-applicable"
