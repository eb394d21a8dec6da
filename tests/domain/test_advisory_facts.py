"""What an advisory takes from its case, and versions that contradict each other."""

from datetime import timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText, Credit, FixedVersion, ProductFacts
from desktop.domain.advisories.facts import advisory_from
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.domain.versions.lint import contradictions
from desktop.domain.versions.ranges import canonical_range
from tests.histories import PRODUCT, RECEIVED, history, january, profile, received

MUSHIN = profile("mushin")
NOW = january(20, 12)


def facts(*acts: Event):
    return advisory_from(fold(history(*((RECEIVED, act) for act in (received(), *acts)))), MUSHIN, now=NOW)


def test_facts_come_from_the_case_and_its_policy() -> None:
    text = AdvisoryText("Title", "Summary")
    found = facts(
        PRODUCT,
        e.SeveritySet("high", "why", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CWE-79"),
        e.FixPrepared("Widget", "1.4.1", "1.4"),
        e.FixPrepared("Widget", "1.3.9", "1.3"),
        e.AdvisoryDrafted(text),
    )
    assert found.tracking_id == "AUM-2026-000000"
    assert (found.publisher, found.contact) == ("MushinAI", "security@mushinai.com")
    assert found.text == text
    assert found.products == (
        ProductFacts(
            "Acme", "Widget", (">=1.0, <1.4.1",), (FixedVersion("1.4.1", "1.4"), FixedVersion("1.3.9", "1.3"))
        ),
    )
    assert (found.severity, found.cwe) == ("high", "CWE-79")
    assert [r.number for r in found.revisions] == ["1"]
    assert found.initial_release == found.current_release == NOW


@pytest.mark.checks("F66")
@pytest.mark.clause("MUS-1a")
@pytest.mark.parametrize(
    ("credit", "name"),
    [
        (None, ""),
        (e.CreditRecorded("named", "Ada", "mail"), "Ada"),
        (e.CreditRecorded("alias", "adalove", "mail"), "adalove"),
        (e.CreditRecorded("anonymous", "Ada", "mail"), ""),
        (e.CreditRecorded("named", "Ada", " "), ""),
    ],
)
def test_credit_needs_a_recorded_choice_and_its_ground(credit: e.CreditRecorded | None, name: str) -> None:
    assert facts(*([credit] if credit else [])).credits == ((Credit(name, "reporter"),) if name else ())


def test_files_exported_together_are_one_revision() -> None:
    exported = [e.AdvisoryExported(form, "a", "0" * 64) for form in ("csaf", "markdown")]
    happened = [(RECEIVED, received()), *((NOW - timedelta(days=2), event) for event in exported)]
    found = advisory_from(fold(history(*happened)), MUSHIN, now=NOW)
    assert [(r.number, r.date) for r in found.revisions] == [("1", NOW - timedelta(days=2)), ("2", NOW)]
    assert found.initial_release == NOW - timedelta(days=2)


def test_a_range_is_written_in_one_way() -> None:
    assert facts(e.AffectedListed("A", "B", (" >= 1.0 ,<2.0", ">=1.0, <2.0"))).products[0].affected == (
        ">=1.0, <2.0",
    )


@pytest.mark.parametrize(
    ("affected", "fixed", "words"),
    [
        (">=2.0, <1.0", "3.0", "contains no version"),
        (">1.0, <=1.0.0", "3.0", "contains no version"),
        ("<1.4.1", "1.4.0", "lies within"),
        ("1.4.1", "1.4.1", "lies within"),
        (">=1.2, <=1.10", "1.9", "lies within"),
        ("1.*", "1.9", "is no version"),
        ("1.9", "1.*", "is no version"),
        ("1.4", "1.4.0", "lies within"),
        ("r7", "r7", "lies within"),
        (">=1.0, <1.4.1", ">=1.0", "overlaps"),
        (">=1.0, <1.4.1", "<99", "overlaps"),
        ("<=2.0", ">=2", "overlaps"),
        ("1.4.0", ">=1.4", "overlaps"),
        (">=20240101120000", "20240101120001", "lies within"),
        ("<1", ">=3, <2", "contains no version"),
    ],
)
def test_contradictions_between_versions_are_found(affected: str, fixed: str, words: str) -> None:
    assert words in " ".join(contradictions((ProductFacts("A", "B", (affected,), (FixedVersion(fixed),)),)))


@pytest.mark.parametrize(
    ("affected", "fixed"),
    [
        (">=1.2, <1.4.1", "1.4.1"),
        ("<1.9", "1.10"),
        (">=1.0, <=1.0", "1.1"),
        ("<r7", "r8"),
        ("<2", ">=2"),
        ("<=2", ">2.0"),
        ("<r7", ">=1.0"),
        ("r7", ">=1.0"),
        ("1.4", "1.40"),
    ],
)
def test_sound_versions_are_left_alone(affected: str, fixed: str) -> None:
    assert contradictions((ProductFacts("A", "B", (affected,), (FixedVersion(fixed),)),)) == ()


@pytest.mark.parametrize(
    ("written", "spelled"),
    [("v1.2", "1.2"), ("vista", "vista"), ("vv1", "vv1"), (">=v1 , < 2", ">=1, <2"), ("= 1.0", "1.0")],
)
def test_a_version_has_one_spelling(written: str, spelled: str) -> None:
    assert canonical_range(written) == spelled
    assert canonical_range(spelled) == spelled


def test_a_version_that_is_none_is_shown_and_refused() -> None:
    found = facts(e.AffectedListed("A", "B", (" 1.* ",)))
    assert found.products[0].affected == ("1.*",)
    assert "is no version" in contradictions(found.products)[0]


def test_exact_versions_stand_alone() -> None:
    with pytest.raises(ValueError, match="one by one"):
        canonical_range("1.0, 2.0")
