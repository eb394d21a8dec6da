"""Clocks that the vault itself runs: backups, rehearsed restores, reviews of access."""

import pytest

from desktop.domain import events as e
from desktop.domain.clocks import read_clocks, read_custody
from desktop.domain.event import Event, Recorded
from tests.domain.small_policy import clock, policy
from tests.histories import history, january, profile

MADE = (january(1), e.VaultMade("v"))


@pytest.mark.clause("M87-3.1f")
@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("backup", e.BackupDone("0" * 64, "0" * 64, 3)),
        ("restore-test", e.RestoreTested("0" * 64, 3)),
        ("access-review", e.AccessReviewed("Two people can open it.")),
    ],
)
def test_what_is_promised_periodically_is_undated_since_it_was_last_done(name: str, act: Event) -> None:
    def reading(events: list[Recorded]) -> tuple[str, object, object]:
        found = {r.clock: r for r in read_custody(profile("m87"), events, january(31))}[name]
        return found.state, found.since, found.due

    assert reading([]) == ("waiting", None, None)
    assert reading(history(MADE)) == ("undated", january(1), None)
    assert reading(history(MADE, (january(20), act))) == ("undated", january(20), None)


def test_a_custody_clock_with_a_number_goes_overdue() -> None:
    weekly = clock("backup", track="tool", starts=("vault.made",), stops=(), every="7d", tick="backup.done")
    backup = (january(5), e.BackupDone("0" * 64, "0" * 64, 3))
    due = [r.due for r in read_custody(policy(weekly), history(MADE, backup), january(6))]
    assert due == [january(12)]
    late = read_custody(policy(weekly), history(MADE, backup), january(13))
    assert [(r.state, r.why) for r in late] == [
        ("overdue", "Its date has passed: it waits until a backup is written and checked.")
    ]


def test_cases_and_the_vault_each_read_their_own_clocks() -> None:
    names = {r.clock for r in read_custody(profile("m87"), history(MADE), january(2))}
    assert names == {"backup", "restore-test", "access-review"}
    assert not names & {r.clock for r in read_clocks(profile("m87"), history(MADE), january(2))}
