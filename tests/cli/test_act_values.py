"""Acts on the command line: values of every kind are recorded, or refused in words."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo
from tests.cli.policies import receive


@pytest.fixture
def case(embargo: Embargo, vault: Path, tmp_path: Path) -> str:
    return str(json.loads(receive(embargo, tmp_path).out)["case"])


@pytest.mark.parametrize(
    "words",
    [
        ("lateness.explained", "--set", "clock=ack", "--note", "The mail lay in quarantine"),
        ("reporter.unreachable", "--note", "The letter came back"),
        ("report.withdrawn", "--note", "Her message of Tuesday"),
        ("breach.aware", "--note", "The log says so"),
        ("incident.contained", "--note", "Keys were changed"),
        ("disclosure.planned", "--set", "publish_at=2026-12-01"),
        ("disclosure.planned", "--set", "publish_at=2026-12-01T10:00+02:00"),
        ("scope.judged", "--set", "verdict=out", "--note", "Not ours"),
        ("credit.asked", "--note", "by mail"),
    ],
)
def test_events_of_every_kind_are_recorded_with_their_values(
    embargo: Embargo, case: str, words: tuple[str, ...]
) -> None:
    done = embargo("act", case, *words, secret=PASSPHRASE)
    assert done.code == 0, done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("condition.answered", "--set", "applies=perhaps"), "yes or no"),
        (("disclosure.planned", "--set", "publish_at=soon"), "no time such as"),
        (("pack.taken", "--set", "policy_id=regulation"), "embargo policy take"),
        (("policy.repinned", "--note", "x"), "embargo policy offer"),
        (
            ("condition.answered", "--set", "applies=yes"),
            "policy_id, condition, ground are missing. Nothing was written.",
        ),
    ],
)
def test_values_that_mean_nothing_are_refused_in_words(
    embargo: Embargo, case: str, words: tuple[str, ...], said: str
) -> None:
    refused = embargo("act", case, *words, secret=PASSPHRASE)
    assert (refused.code, said in refused.err) == (2, True), refused.err
