"""Dates that all cases of a policy share are kept in the vault, and told from those of the profile."""

from datetime import date

import pytest

from desktop.domain import events as e
from desktop.domain.clocks import dates_of
from desktop.domain.failures import InvalidPolicy, Usage
from desktop.domain.policy import Adoption
from desktop.workflows.policies.adopt_policy import adopt_policy
from desktop.workflows.policies.keep_dates import KnownDate, keep_date, read_dates
from tests.fakes import InMemoryVault
from tests.workflows.desks import NOW, desk_on

DAY = date(2026, 4, 6)


@pytest.fixture
def desk():
    return desk_on(InMemoryVault(lambda: NOW), None)


def test_a_planned_release_is_kept_until_it_is_cancelled(desk):
    keep_date(desk, e.ReleaseScheduled(policy_id="aumos", on=DAY))
    assert read_dates(desk, "aumos") == (KnownDate("release", DAY),)
    assert dates_of(desk.vault.vault_history(), "aumos").releases == {DAY}
    keep_date(desk, e.ReleaseCancelled(policy_id="aumos", on=DAY))
    assert read_dates(desk, "aumos") == ()


def test_a_holiday_keeps_its_name(desk):
    keep_date(desk, e.HolidayAdded(policy_id="aumos", on=DAY, name="Easter Monday"))
    assert read_dates(desk, "aumos") == (KnownDate("holiday", DAY, "Easter Monday"),)
    keep_date(desk, e.HolidayRemoved(policy_id="aumos", on=DAY))
    assert read_dates(desk, "aumos") == ()


def test_a_holiday_of_one_policy_takes_no_name_from_another(desk):
    keep_date(desk, e.HolidayAdded(policy_id="m87", on=DAY, name="Easter Monday"))
    keep_date(desk, e.HolidayAdded(policy_id="czm", on=DAY))
    assert read_dates(desk, "m87") == (KnownDate("holiday", DAY, "Easter Monday"),)
    assert read_dates(desk, "czm") == (KnownDate("holiday", DAY),)
    keep_date(desk, e.HolidayRemoved(policy_id="m87", on=DAY))
    assert read_dates(desk, "czm") == (KnownDate("holiday", DAY),)


def test_dates_stand_in_order_and_belong_to_one_policy(desk):
    later = date(2026, 5, 1)
    keep_date(desk, e.HolidayAdded(policy_id="aumos", on=later))
    keep_date(desk, e.ReleaseScheduled(policy_id="aumos", on=DAY))
    keep_date(desk, e.ReleaseScheduled(policy_id="terragon", on=later))
    assert [known.on for known in read_dates(desk, "aumos")] == [DAY, later]


def test_a_day_that_is_kept_already_is_refused_and_nothing_is_written(desk):
    keep_date(desk, e.ReleaseScheduled(policy_id="aumos", on=DAY))
    before = desk.vault.vault_history()
    with pytest.raises(Usage, match="is a planned release already, in this vault"):
        keep_date(desk, e.ReleaseScheduled(policy_id="aumos", on=DAY))
    assert desk.vault.vault_history() == before


def test_what_was_never_added_cannot_be_taken_away(desk):
    with pytest.raises(Usage, match="was not added here"):
        keep_date(desk, e.HolidayRemoved(policy_id="aumos", on=DAY))


def test_a_date_of_the_profile_stays_with_it(desk):
    adopt_policy(desk, "aumos", Adoption(on=date(2026, 3, 2), holidays=(DAY,)))
    with pytest.raises(Usage, match="stands in the profile itself"):
        keep_date(desk, e.HolidayRemoved(policy_id="aumos", on=DAY))
    with pytest.raises(Usage, match="is a holiday already, in the profile"):
        keep_date(desk, e.HolidayAdded(policy_id="aumos", on=DAY))


def test_an_unknown_policy_keeps_no_dates(desk):
    with pytest.raises(InvalidPolicy):
        keep_date(desk, e.ReleaseScheduled(policy_id="nobody", on=DAY))
