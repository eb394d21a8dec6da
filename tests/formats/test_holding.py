"""The words of a holding advisory: what is known, and nothing of the reporter."""

from datetime import date

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.embargo.breaking import Known
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.formats.advisories.holding import holding_text
from tests.histories import PRODUCT, RECEIVED, SEVERITY, TRIED, history, january, profile, received

OTHER = e.AffectedListed(vendor="Acme", product="Gadget or Two", affected=("1.0",), supported_branches=())


def words(*acts: Event, known: Known = Known("a blog", public=True)) -> AdvisoryText:  # noqa: B008 - frozen
    case = fold(history((RECEIVED, received()), *((january(10), act) for act in acts)))
    return holding_text(case, profile("aumos"), known, january(12, 9))


def test_without_a_product_the_policys_own_is_named() -> None:
    text = words()
    assert text.title == "AumOS: security vulnerability, holding advisory"
    assert text.summary == (
        "Details of a security vulnerability in AumOS have become public. We are investigating it, and which "
        "versions are affected. This says what was known on 2026-01-12 09:00 UTC."
    )
    assert text.remediation == "A fix is being prepared; this advisory will be updated."
    assert (text.tlp, text.details, text.references) == ("CLEAR", "", ())


def test_it_names_the_products_the_severity_and_what_is_seen() -> None:
    text = words(PRODUCT, OTHER, SEVERITY, known=Known("x", exploit=True, attack=True))
    assert text.title.startswith("Widget and Gadget or Two: ")
    assert (
        "An exploit for a security vulnerability in Widget and Gadget or Two has become public."
        in text.summary
    )
    assert (
        "Attacks that use a security vulnerability in Widget and Gadget or Two have been seen."
        in text.summary
    )
    assert "We rate its severity as high." in text.summary


def test_a_confirmed_problem_is_not_called_under_investigation_and_a_fix_is_told() -> None:
    fixes = [e.FixPrepared("Widget", f"{branch}.9", branch=branch) for branch in ("1.3", "1.4")]
    released = [e.BranchReleased("Widget", f"{b}.9", date(2026, 1, 10), b) for b in ("1.3", "1.4")]
    text = words(PRODUCT, SEVERITY, TRIED, e.ReportConfirmed(), *fixes, *released)
    assert "investigating" not in text.summary
    assert text.remediation == "A fix is being released; this advisory will be updated."


def test_a_fix_that_nobody_tested_is_being_prepared() -> None:
    fixes = [e.FixPrepared("Widget", f"{branch}.9", branch=branch) for branch in ("1.3", "1.4")]
    assert words(PRODUCT, *fixes).remediation == "A fix is being prepared; this advisory will be updated."
