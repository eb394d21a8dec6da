"""Profiles are read, or refused with the place of the mistake."""

from pathlib import Path

import pytest

from desktop.domain.failures import InvalidPolicy
from desktop.formats.policy import read_profile
from tests.histories import POLICIES, profile

AUMOS = (POLICIES / "aumos.toml").read_text()


@pytest.mark.parametrize("path", sorted(POLICIES.glob("*.toml")), ids=lambda p: p.stem)
def test_every_shipped_profile_is_sound(path: Path) -> None:
    assert read_profile(path.read_bytes()).policy.id == path.stem


def test_mushin_has_its_five_steps_in_order() -> None:  # MUS-3a .. MUS-3e
    steps = profile("mushin").steps
    assert [s.clauses for s in steps] == [(f"MUS-3{c}",) for c in "abcde"]
    assert [s.event for s in steps] == [
        "handler.assigned",
        "report.confirmed",
        "audit.done",
        "fix.ready",
        "advisory.published",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('within = "48h"', 'within = "48 hours"', "clock ack"),
        ('within = "48h"', "", "either within or every"),
        ('tick = "status.sent"', "", "without a tick"),
        ('severities = ["high"]', 'severities = ["huge"]', "unknown severity huge"),
        ('{ clock = "hold" }] }', '{ clock = "gone" }] }', "unknown clock gone"),
        ('id = "assess"', 'id = "ack"', "ack stands twice"),
        ('force = "rule"', 'force = "maybe"', r"\$\.clocks\[6\]\.force"),
        ('schema = "cvd-profile/1"', 'schema = "cvd-profile/2"', "schema"),
        ('timezone = "UTC"', 'timezone = "Mars/Olympus"', "unknown time zone"),
        ('timezone = "UTC"', 'weekend = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]', "business day"),
        ('within = "5bd"', 'within = "2700bd"', "more than 1000"),
        ('event = "ack.sent"', 'event = "ack.snet"', "unknown event ack.snet"),
        ('starts = ["report.confirmed"]', 'starts = ["report.confirmd"]', "unknown event report.confirmd"),
        ('needs = ["severity"]', 'needs = ["severeness"]', "unknown need"),
        ('op = "min", of = [{ event = "fix.released" }, { clock = "hold" }]', 'op = "max"', "its terms"),
        ("[calendar]", "[calender]", "calender"),
        ("[policy]", "[policy", "no TOML"),
    ],
)
def test_a_mistake_is_named_with_its_place(old: str, new: str, words: str) -> None:
    assert old in AUMOS
    with pytest.raises(InvalidPolicy, match=words):
        read_profile(AUMOS.replace(old, new, 1).encode())


def test_a_profile_nested_without_end_is_refused() -> None:
    with pytest.raises(InvalidPolicy, match="nested too deeply"):
        read_profile(b"x = " + b"[" * 100_000)
