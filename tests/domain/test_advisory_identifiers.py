"""Ids of a problem: any spelling in, the canonical one out, what is none refused in a sentence."""

import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.advisories.identifiers import read_alias, read_aliases, read_cve
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Draft
from desktop.domain.fold import fold
from tests.histories import RECEIVED, history, profile, received

AUMOS = profile("aumos")


@pytest.mark.parametrize(
    "written", ["CVE-2026-12345", " cve-2026-12345 ", "cve 2026 12345", "2026-12345", "CVE_2026_12345"]
)
def test_a_cve_id_has_one_spelling(written: str) -> None:
    assert read_cve(written) == "CVE-2026-12345"


@pytest.mark.parametrize(
    "written", ["", "CVE", "CVE-26-1234", "CVE-2026-123", "CVE-2026-1234x", "CVE-٢٠٢٦-1234", "GHSA-1"]
)
def test_what_is_no_cve_id_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is no CVE id"):
        read_cve(written)


def test_an_alias_is_an_id_of_others() -> None:
    assert read_alias("ghsa-23CF-45gh-67jm") == "GHSA-23cf-45gh-67jm"
    assert read_alias("cve-2026-0001") == "CVE-2026-0001"
    assert read_alias("PYSEC-2026-7") == "PYSEC-2026-7"


@pytest.mark.parametrize("written", ["GHSA-23cf-45gh", "ghsa-abcd-efgh-ijkl", "CVE-1", "a hole", "x", "-1"])
def test_what_is_no_alias_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        read_alias(written)


def test_several_aliases_may_stand_in_one_text() -> None:
    assert read_aliases(("PYSEC-2026-7, cve-2026-0001", "PYSEC-2026-7")) == ("PYSEC-2026-7", "CVE-2026-0001")


def drafted(**ids: object) -> Draft | Refusal:
    told = history((RECEIVED, received()))
    act = e.AdvisoryDrafted(AdvisoryText("Title", "Summary", **ids))  # type: ignore[arg-type]
    return decide(told, fold(told), act, AUMOS, at=RECEIVED, now=RECEIVED)


def test_what_is_recorded_is_spelled_canonically() -> None:
    outcome = drafted(cve="cve 2026 12345", aliases=("ghsa-23cf-45gh-67jm CVE-2026-12345",))
    assert isinstance(outcome, Draft)
    assert isinstance(outcome.event, e.AdvisoryDrafted)
    assert outcome.event.text.cve == "CVE-2026-12345"
    assert outcome.event.text.aliases == ("GHSA-23cf-45gh-67jm",), "nor is its own id another one"


def test_a_wrong_spelling_is_refused_in_a_sentence() -> None:
    for ids in ({"cve": "CVE-26-1"}, {"aliases": ("GHSA-1",)}):
        outcome = drafted(**ids)
        assert isinstance(outcome, Refusal)
        assert outcome.reason.endswith(("CVE-2026-12345.", "GHSA-23cf-45gh-67jm."))
