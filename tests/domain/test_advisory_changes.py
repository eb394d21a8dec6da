"""What a revision says of itself: every fact that can change is told in a sentence."""

from datetime import timedelta

import msgspec
import pytest

from desktop.domain.advisories.advisory import (
    AdvisoryFacts,
    Credit,
    FixedVersion,
    Moment,
    ProductFacts,
    SsvcFact,
    Unaffected,
)
from desktop.domain.advisories.changes import UPDATED, what_changed
from desktop.domain.advisories.moments import REPORTED
from tests.formats.advisories import AT, FACTS

FIX = FixedVersion("1.4.1", "1.4")
ONE = msgspec.structs.replace(
    FACTS,
    products=(ProductFacts("MushinAI", "Platform", (">=1.2, <1.4.1",), (FIX,)),),
    timeline=(Moment(AT - timedelta(days=9), REPORTED),),
)


def with_product(**changed: object) -> AdvisoryFacts:
    return msgspec.structs.replace(ONE, products=(msgspec.structs.replace(ONE.products[0], **changed),))


def with_words(**changed: object) -> AdvisoryFacts:
    return msgspec.structs.replace(ONE, text=msgspec.structs.replace(ONE.text, **changed))


def with_fix(**changed: object) -> AdvisoryFacts:
    return with_product(fixes=(msgspec.structs.replace(FIX, **changed),))


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (with_words(cve="CVE-2026-12345"), "Its CVE id is CVE-2026-12345."),
        (with_words(aliases=("GHSA-23cf-45gh-67jm",)), "It is also known as GHSA-23cf-45gh-67jm."),
        (with_words(tlp="GREEN"), "It may be shared as TLP:GREEN."),
        (with_words(details="Others."), "The text was revised."),
        (with_fix(released=AT), "The fix in 1.4.1 is out."),
        (with_fix(reference="https://x.example"), "The fix in 1.4.1 can be looked at elsewhere than before."),
        (
            with_product(unaffected=(Unaffected("0.9"),)),
            "The versions that do not have the problem are others.",
        ),
        (with_product(investigated=("2.0",)), "The versions under investigation are others."),
        (with_product(abandoned=(">=1.2, <1.4.1",)), "The affected versions that get no fix are others."),
        (with_product(purl="pkg:pypi/x"), "Platform is identified otherwise."),
        (msgspec.structs.replace(ONE, cwe="CWE-79"), "The weakness was named anew."),
        (
            msgspec.structs.replace(ONE, ssvc=(SsvcFact("supplier", "1", (), "scheduled"),)),
            "What to do was decided anew by SSVC.",
        ),
        (msgspec.structs.replace(ONE, credits=(Credit("Bob"),)), "Credit was changed."),
        (msgspec.structs.replace(ONE, contact="x@example.org"), "How to reach the publisher was changed."),
        (
            msgspec.structs.replace(ONE, timeline=(Moment(AT, REPORTED),)),
            "The timeline was corrected.",
        ),
        (ONE, UPDATED),
    ],
)
def test_a_change_is_told(after: AdvisoryFacts, said: str) -> None:
    assert what_changed(ONE, after) == said


def test_what_is_not_so_any_more_is_told_too() -> None:
    assert what_changed(with_words(cve="CVE-2026-12345"), ONE) == "CVE-2026-12345 is no more its CVE id."
    assert what_changed(with_words(aliases=("X-1",)), ONE) == "It has no other names now."
    known = what_changed(with_product(investigated=("2.0",)), ONE)
    assert known == "The versions under investigation are all known now."
    moved = what_changed(with_fix(released=AT), with_fix(released=AT + timedelta(days=1)))
    assert moved == "The day on which the fix in 1.4.1 came out was corrected."
