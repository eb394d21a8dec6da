"""When the recovery code is to be proved again, by what happened to the slots."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.event import Event, Recorded
from desktop.domain.promises.slot_drill import EVERY, drill_due

START = datetime(2026, 1, 1, tzinfo=UTC)
MADE = (e.SlotAdded("p1", "passphrase"), e.SlotAdded("r1", "recovery"))


def history(*happened: Event) -> list[Recorded]:
    """One event a day."""
    return [
        Recorded(
            id=f"{day:064d}",
            case_id=None,
            writer="w",
            sequence=day,
            occurred_at=START + timedelta(days=day),
            recorded_at=START + timedelta(days=day),
            author="hand",
            event=event,
        )
        for day, event in enumerate(happened)
    ]


@pytest.mark.parametrize(
    ("later", "day"),
    [
        ((), 1),
        ((e.SlotDrilled("r1", "recovery"),), 2),
        ((e.SlotDrilled("p1", "passphrase"),), 1),
        ((e.SlotAdded("r2", "recovery"),), 1),  # of two the one that was not looked at for longer
        ((e.SlotAdded("r2", "recovery"), e.SlotRemoved("r1", "recovery")), 2),
        ((e.SlotRotated("r1", "recovery", "r2"),), 2),
        ((e.SlotRotated("p1", "passphrase", "p2"),), 1),
        ((e.VaultRekeyed((), (e.SlotThen("r2", "recovery"),), (e.SlotThen("r1", "recovery"),)),), 2),
    ],
)
def test_half_a_year_after_the_last_proof(later: tuple[Event, ...], day: int):
    due = drill_due(history(*MADE, *later))
    assert due is not None
    assert (due.since, due.due) == (START + timedelta(days=day), START + timedelta(days=day) + EVERY)


def test_without_a_recovery_code_nothing_is_asked():
    assert drill_due(history()) is None
    assert drill_due(history(*MADE, e.SlotRemoved("r1", "recovery"))) is None
