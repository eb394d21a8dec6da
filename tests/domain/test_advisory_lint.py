"""Mistakes in the facts of an advisory that no schema sees, and doubts that a person settles."""

from datetime import timedelta

import msgspec
import pytest

from desktop.domain.advisories.advisory import (
    AdvisoryFacts,
    FixedVersion,
    Moment,
    ProductFacts,
    Revision,
    Unaffected,
)
from desktop.domain.advisories.fields import Flaw
from desktop.domain.advisories.lint import flaws_in
from desktop.domain.advisories.moments import REPORTED
from desktop.domain.versions.lint import contradictions
from tests.formats.advisories import AT, FACTS

SOUND = msgspec.structs.replace(
    FACTS,
    products=(
        ProductFacts(
            "MushinAI",
            "Platform",
            (">=1.4, <1.4.1", ">=1.3, <1.3.9"),
            (FixedVersion("1.4.1", "1.4", AT + timedelta(days=1)), FixedVersion("1.3.9", "1.3")),
            unaffected=(Unaffected("<1.3"),),
            investigated=("2.0",),
        ),
    ),
    timeline=(Moment(AT - timedelta(days=9), REPORTED),),
)


def flaws(facts: AdvisoryFacts) -> tuple[Flaw, ...]:
    return flaws_in(facts, lambda cwe: cwe == "CWE-502")


def words(**changed: object) -> AdvisoryFacts:
    return msgspec.structs.replace(SOUND, text=msgspec.structs.replace(SOUND.text, **changed))


def product(**changed: object) -> AdvisoryFacts:
    return msgspec.structs.replace(SOUND, products=(msgspec.structs.replace(SOUND.products[0], **changed),))


def test_sound_facts_have_no_flaw() -> None:
    assert flaws(SOUND) == ()
    assert contradictions(SOUND.products) == ()


@pytest.mark.parametrize(
    ("facts", "field", "part"),
    [
        (words(cve="CVE-1"), "cve", "is no CVE id"),
        (words(aliases=("GHSA-1",)), "aliases", "is no GHSA id"),
        (words(references=("ftp://example.org",)), "references", "is no address on the web"),
        (words(references=("see the wiki",)), "references", "is no address on the web"),
        (msgspec.structs.replace(SOUND, cwe="CWE-999999"), "severity", "is no weakness"),
        (
            words(details="It has CVSS 7.5."),
            "details",
            "CVSS 7.5 stands in the details, and the vector gives 9.8",
        ),
        (words(summary="A CVSS 3.1 base score of 10.0"), "summary", "CVSS 10.0"),
        (words(title="RCE (CVSS: 8.8)"), "title", "CVSS 8.8"),
        (product(fixes=(FixedVersion("1.2.0", "1.4"),)), "fixes", "lies before every affected version"),
        (product(product="Plat\tform"), "products", "characters that nobody sees"),
        (product(vendor="Mushin\u202eAI"), "products", "⟨U+202E⟩"),
        (product(fixes=(FixedVersion("1.4.1", "1.4", reference="PR 12"),)), "fixes", "is no address"),
        (
            product(fixes=(FixedVersion("1.4.1", "1.4", AT - timedelta(days=10)),)),
            "dates",
            "The release of 1.4.1 lies before the report",
        ),
        (
            msgspec.structs.replace(SOUND, revisions=(Revision("1", AT - timedelta(days=20), "Initial."),)),
            "dates",
            "Revision 1 lies before the report",
        ),
        (
            msgspec.structs.replace(SOUND, revisions=SOUND.revisions[::-1]),
            "dates",
            "not in their order",
        ),
        (
            msgspec.structs.replace(SOUND, current_release=AT - timedelta(days=1)),
            "dates",
            "lies after the release",
        ),
    ],
)
def test_a_mistake_is_told_with_its_field(facts: AdvisoryFacts, field: str, part: str) -> None:
    found = [flaw for flaw in flaws(facts) if part in flaw.sentence]
    assert [(flaw.field, flaw.is_mistake) for flaw in found][:1] == [(field, True)]
    assert all(flaw.sentence.endswith(".") for flaw in found)


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        (msgspec.structs.replace(SOUND, severity="low"), "CVSS 3.1 rates it critical (9.8)"),
        (product(fixes=(FixedVersion("2.0.1", "1.4"),)), "is no version of that branch"),
    ],
)
def test_a_doubt_stands_against_nothing(facts: AdvisoryFacts, part: str) -> None:
    assert [flaw.is_mistake for flaw in flaws(facts) if part in flaw.sentence] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "CVSS 9.8 it is.",
        "CVSS 3.1: 9.8 (critical)",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "Scored with CVSS 4.0 as well.",
        "CVSS v3.1 was used; update to 1.4.1.",
        "Version 7.5 of the CVSS calculator",
        "CVSS 4.0 score of 7.1",
    ],
)
def test_a_score_that_agrees_and_a_number_that_is_none_are_left_alone(text: str) -> None:
    assert flaws(words(details=text)) == ()


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"unaffected": (Unaffected("1.4.0"),)}, "1.4.0 is called not affected and lies within the affected"),
        ({"investigated": ("1.4.1",)}, "1.4.1 is called under investigation and lies within the fixed 1.4.1"),
        (
            {"investigated": ("1.2",)},
            "1.2 is called under investigation and lies within the not affected <1.3",
        ),
        ({"unaffected": (Unaffected("*"),)}, "a * is no version"),
        ({"investigated": (">=3, <2",)}, "contains no version"),
    ],
)
def test_a_version_in_two_groups_is_a_contradiction(changed: dict[str, object], part: str) -> None:
    assert part in " ".join(contradictions(product(**changed).products))
