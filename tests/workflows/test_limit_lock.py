"""The shortest lock that a policy in use asks for is the longest that the desk waits."""

from dataclasses import replace

import pytest

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import Usage
from desktop.domain.longest_lock import LONGEST_LOCK_MIN
from desktop.files.policies import PolicyShelf
from desktop.workflows.custody.limit_lock import LockLimit, limit_lock, limits_of
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from desktop.workflows.ports import Silent
from desktop.workflows.team.sign_in import work_as
from tests.fakes import InMemoryVault
from tests.workflows.desks import NOW, desk_on
from tests.workflows.test_due_contract import open_case

STRICT = """
schema = "cvd-profile/1"
[policy]
id = "strict"
code = "STR"
organisation = "Strict Ltd"
namespace = "https://strict.example"
[[tool]]
need = "auto-lock"
text = "The desk locks after seven minutes."
value = "7m"
clauses = ["STR-1"]
"""


@pytest.fixture
def desk():
    return desk_on(InMemoryVault(lambda: NOW), None)


@pytest.fixture
def strict(desk, tmp_path):
    (tmp_path / "strict.toml").write_text(STRICT)
    return replace(desk, tools=replace(desk.tools, policies=PolicyShelf(tmp_path)))


def adopt(desk, policy_id: str) -> None:
    source = desk.tools.policies.source(policy_id)

    event = e.ProfileAdopted(policy_id=policy_id, policy_sha256=sha256(source))
    blobs = {sha256(source): source}
    desk.vault.append(None, [Draft(event, NOW)], author="me", now=NOW, blobs=blobs)


def test_without_a_policy_in_use_the_house_limit_holds(desk):
    assert limit_lock(desk) == LockLimit(LONGEST_LOCK_MIN)


@pytest.mark.clause("M87-3.2b")
def test_an_adopted_policy_names_its_limit(desk):
    adopt(desk, "m87")
    limit = limit_lock(desk)
    assert (limit.minutes, limit.clauses) == (45, ("M87-3.2b",))
    assert limit.organisation


def test_the_shortest_of_several_counts(strict):
    adopt(strict, "m87")
    adopt(strict, "strict")
    assert limit_lock(strict) == LockLimit(7, "Strict Ltd", ("STR-1",))


def test_an_open_case_puts_its_policy_in_use(strict):
    assert limit_lock(strict).minutes == LONGEST_LOCK_MIN
    enter_case(strict, TypedReport("strict", "phone", "Hole", "It runs code.", NOW))
    assert limit_lock(strict).minutes == 7


def test_a_policy_that_broke_since_lets_no_desk_wait_longer_than_ten_minutes(strict, tmp_path):
    event = e.FallbackPolicyChosen(policy_id="strict")
    strict.vault.append(None, [Draft(event, NOW)], author="me", now=NOW)
    (tmp_path / "strict.toml").write_text("schema = 1")
    assert limit_lock(strict) == LockLimit(10, unread=True)


def test_a_pinned_policy_that_cannot_be_read_lets_no_desk_wait_longer_than_ten_minutes(desk):
    adopt(desk, "m87")
    open_case(desk.vault, 1, policy=b'schema = "cvd-profile/1"')
    assert limit_lock(desk) == LockLimit(10, unread=True)


def test_what_cannot_be_read_loosens_no_stricter_policy(strict):
    adopt(strict, "strict")
    lost = e.ProfileAdopted(policy_id="lost", policy_sha256="ab" * 32)
    strict.vault.append(None, [Draft(lost, NOW)], author="me", now=NOW)
    assert limit_lock(strict).minutes == 7


def test_an_adoption_that_was_undone_limits_nothing(strict):
    adopt(strict, "strict")
    undone = e.EventUndone(event_id=strict.vault.vault_history()[0].id)
    strict.vault.append(None, [Draft(undone, NOW)], author="me", now=NOW)
    assert limit_lock(strict) == LockLimit()


def test_no_policy_lengthens_the_house_limit(strict, tmp_path):
    (tmp_path / "strict.toml").write_text(STRICT.replace("7m", "90m"))
    assert limits_of(strict.tools.policies.profile("strict"))[0].minutes == LONGEST_LOCK_MIN


def test_a_duty_without_minutes_limits_nothing(strict, tmp_path):
    (tmp_path / "strict.toml").write_text(STRICT.replace('value = "7m"\n', ""))
    assert limits_of(strict.tools.policies.profile("strict")) == ()


def test_a_handler_gets_a_name(desk):
    renamed = work_as(desk, " Ada Handler ", progress=Silent())
    assert renamed.handler == "Ada Handler"
    (recorded,) = desk.vault.vault_history()
    assert (recorded.event, recorded.author) == (e.HandlerNamed(name="Ada Handler"), "Grace Handler")


def test_a_handler_without_a_name_is_refused(desk):
    with pytest.raises(Usage):
        work_as(desk, "  ", progress=Silent())
    assert desk.vault.vault_history() == []
