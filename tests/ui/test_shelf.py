"""The shelf of policies as the vault's history marks it."""

import subprocess
import sys
from dataclasses import replace

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.ui.policies.policy_work import read_shelf
from tests.fakes import InMemoryVault
from tests.ui.conftest import NOW


class CountingVault(InMemoryVault):
    """Says how often its own history was read."""

    reads = 0

    def vault_history(self):
        self.reads += 1
        return super().vault_history()


@pytest.fixture
def counting(desk):
    return replace(desk, vault=CountingVault())


def tell(desk, event):
    (recorded,) = desk.vault.append(None, [Draft(event, NOW)], author="me", now=NOW)
    return recorded


def in_use(desk) -> set[str]:
    return {entry.policy_id for entry in read_shelf(desk) if entry.in_use}


def test_what_the_vault_falls_back_to_is_in_use_until_it_is_undone(counting):
    chosen = tell(counting, e.FallbackPolicyChosen("aumos"))
    assert in_use(counting) == {"aumos"}
    tell(counting, e.EventUndone(event_id=chosen.id))
    assert in_use(counting) == set()


def test_the_history_of_the_vault_is_read_once_for_the_whole_shelf(counting):
    read_shelf(counting)
    assert counting.vault.reads == 1


def test_the_desk_starts_without_the_calendars_of_every_country():
    program = "import sys, desktop.ui.application; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
