"""A user id of a stranger's key is read in a time that grows no faster than its length."""

import pytest

from desktop.domain import events as e
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.traces import hidden_identities
from tests.benchmarks.timing import seconds
from tests.domain.gatekeeping import told

SHORT, LONG = 100, 1600


@pytest.mark.parametrize("filling", [" ", "\t<", "<a ", "a "])
def test_reading_a_user_id_grows_with_its_length_alone(filling: str) -> None:
    def reading(length: int) -> float:
        uid = Untrusted((filling * length)[:length])
        case = told(e.KeyTaken("F" * 40, (uid,) * 20, "pasted", "0" * 64))
        return seconds(lambda: list(hidden_identities(case)))

    assert reading(LONG) < 8 * LONG / SHORT * reading(SHORT)
