"""What an act names in short is spelt out from the files that come along, or refused with what is wrong."""

import pytest

from desktop.domain import events as e
from desktop.workflows.desk.spell_out import spell_out

CHOSEN = ("automatable=Yes", "exploitation=active", "exposure=open", "human-impact=low")


def test_a_weakness_gets_its_canonical_id() -> None:
    assert spell_out(e.SeveritySet("high", "x", cwe="sql injection")) == e.SeveritySet(
        "high", "x", cwe="CWE-89"
    )
    bare = e.SeveritySet("high", "x", cwe=" ")
    assert spell_out(bare) is bare
    with pytest.raises(ValueError, match="no weakness CWE-16"):
        spell_out(e.SeveritySet("high", "x", cwe="16"))


def test_a_decision_gets_the_version_and_outcome_of_its_table() -> None:
    decided = spell_out(e.SsvcDecided(" Deployer", CHOSEN, "x"))
    walked = ("exploitation=active", "exposure=open", "automatable=yes", "human-impact=low")
    assert decided == e.SsvcDecided("deployer", walked, "x", "1.0.0", "out-of-cycle")
    assert spell_out(decided) == decided


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (e.SsvcDecided("deployer", CHOSEN[:3], "x"), r"still open: human-impact \(low, medium, high"),
        (e.SsvcDecided("deployer", CHOSEN, "x", "", "defer"), "the outcome is out-of-cycle, not 'defer'"),
        (e.SsvcDecided("weather", CHOSEN, "x"), "no SSVC table 'weather'"),
    ],
)
def test_a_decision_that_its_table_does_not_bear_out_is_refused(act: e.SsvcDecided, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        spell_out(act)


def test_other_acts_stay_as_they_are() -> None:
    act = e.AuditDone()
    assert spell_out(act) is act
