"""Failed attempts to unlock wait, longer each time, and the journal hears of them."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.events import UnlockFailed
from desktop.domain.failures import Exit, Locked, TooSoon, VaultMissing
from desktop.files import LocalFiles
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.patience import FREE, LONGEST_S, NAME, Patience, delay_s, not_told_yet

RIGHT = "correct horse battery staple"


class Present:
    def __init__(self) -> None:
        self.now = datetime(2026, 7, 26, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_s(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def present() -> Present:
    return Present()


def custody_at(present: Present) -> LocalCustody:
    """A program that was just started."""
    files = LocalFiles()
    slots = Keychain(SecretServiceKeyring(0.5), files, Argon2Cost(passes=1, memory_kib=8, lanes=1))
    return LocalCustody(SqlVaultStore(files, present), slots, Patience(files, present))


@pytest.fixture
def place(present: Present, tmp_path: Path) -> str:
    directory = str(tmp_path / "team.embargo")
    vault, _ = custody_at(present).create(directory, passphrase=RIGHT, now=present.now)
    vault.close()
    return directory


def fail(present: Present, place: str, times: int) -> None:
    for _ in range(times):
        present.pass_s(LONGEST_S)
        with pytest.raises(Locked, match="does not open"):
            custody_at(present).unlock(place, "passphrase", "wrong")


def told(present: Present, place: str) -> list[UnlockFailed]:
    with closing(custody_at(present).unlock(place, "passphrase", RIGHT, read_only=True)) as vault:
        return [r.event for r in vault.vault_history() if isinstance(r.event, UnlockFailed)]


@pytest.mark.clause("M87-3.2d", "MUS-4.3b", "TER-2.1c")
def test_each_failure_doubles_the_wait_up_to_a_limit() -> None:
    assert [delay_s(n) for n in range(14)] == [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert delay_s(10**9) == LONGEST_S


@pytest.mark.clause("M87-3.2d", "MUS-4.3b", "TER-2.1c")
def test_the_fourth_attempt_has_to_wait_even_with_the_right_secret(present: Present, place: str) -> None:
    fail(present, place, FREE)
    with pytest.raises(TooSoon, match="After 3 failed attempts the next has to wait: 1 s more") as caught:
        custody_at(present).unlock(place, "passphrase", RIGHT)  # another program, and the right secret
    assert caught.value.exit == Exit.LOCKED
    present.pass_s(1)
    custody_at(present).unlock(place, "passphrase", RIGHT).close()
    assert custody_at(present).wait_s(place) == 0


def test_a_failure_says_how_long_the_next_attempt_waits(present: Present, place: str) -> None:
    told = []
    for _ in range(FREE + 1):
        present.pass_s(LONGEST_S)
        with pytest.raises(Locked) as caught:
            custody_at(present).unlock(place, "passphrase", "wrong")
        told.append(caught.value.message.removeprefix("The passphrase does not open this vault."))
        assert caught.value.written == "Nothing in the vault was changed."  # the attempt was counted
    waits = [f" The next attempt has to wait {seconds} s." for seconds in (1, 2)]
    assert told == ["", "", *waits]


def test_what_the_journal_does_not_know_yet_can_be_asked_for(present: Present, place: str) -> None:
    files = LocalFiles()
    assert not_told_yet(files, place) is None
    fail(present, place, 2)
    first = present.now - timedelta(seconds=LONGEST_S)
    custody_at(present).unlock(place, "passphrase", RIGHT, read_only=True).close()
    assert not_told_yet(files, place) == UnlockFailed(2, first, present.now, ("passphrase",))
    custody_at(present).unlock(place, "passphrase", RIGHT).close()
    assert not_told_yet(files, place) is None


def test_an_attempt_that_came_too_soon_is_not_one_more(present: Present, place: str) -> None:
    fail(present, place, FREE + 1)
    for _ in range(5):
        with pytest.raises(TooSoon):
            custody_at(present).unlock(place, "recovery", "whatever")
    assert custody_at(present).wait_s(place) == delay_s(FREE + 1)


@given(back=st.timedeltas(timedelta(seconds=1), timedelta(days=4000)))
def test_a_clock_that_was_put_back_neither_frees_nor_locks_out(
    back: timedelta, tmp_path_factory: pytest.TempPathFactory
) -> None:
    present, folder = Present(), str(tmp_path_factory.mktemp("vault"))
    patience = Patience(LocalFiles(), present)
    for _ in range(FREE + 2):
        present.pass_s(LONGEST_S)
        with pytest.raises(Locked), patience.attempt(folder, "passphrase"):
            raise Locked("wrong")
    present.now -= back
    assert patience.wait_s(folder) == delay_s(FREE + 2)
    present.pass_s(delay_s(FREE + 2))
    assert patience.wait_s(folder) == 0


@pytest.mark.clause("M87-3.2d", "MUS-4.3b", "TER-2.1c")
def test_what_a_keyring_holds_never_waits(present: Present, place: str) -> None:
    fail(present, place, FREE + 4)
    patience = Patience(LocalFiles(), present)
    with patience.attempt(place, "keyring"):
        pass  # it was tried
    assert patience.wait_s(place) == delay_s(FREE + 4)


@pytest.mark.clause("MUS-5.3c", "TER-2.4c")
def test_a_writer_tells_the_journal_what_failed_before(present: Present, place: str) -> None:
    fail(present, place, 2)
    first = present.now - timedelta(seconds=LONGEST_S)
    assert told(present, place) == []  # whoever only reads writes no entry, and forgets none
    with closing(custody_at(present).unlock(place, "passphrase", RIGHT)) as vault:
        assert vault.verify().sound
    assert told(present, place) == [UnlockFailed(2, first, present.now, ("passphrase",))]
    custody_at(present).unlock(place, "passphrase", RIGHT).close()
    assert len(told(present, place)) == 1


def test_a_reader_who_got_in_ends_the_wait(present: Present, place: str) -> None:
    fail(present, place, FREE)
    present.pass_s(1)
    assert told(present, place) == []
    fail(present, place, 1)
    assert custody_at(present).wait_s(place) == 0


def test_the_file_is_private_and_tells_no_secret(present: Present, place: str) -> None:
    fail(present, place, 1)
    file = Path(place, NAME)
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"wrong" not in file.read_bytes()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"in_a_row": 1e99}', b'{"in_a_row": -4, "untold": 1}', b"\xff" * 9999]
)
def test_a_file_that_was_spoilt_only_removes_the_wait(present: Present, place: str, content: bytes) -> None:
    fail(present, place, FREE)
    Path(place, NAME).write_bytes(content)
    custody_at(present).unlock(place, "passphrase", RIGHT).close()


def test_numbers_without_end_wait_no_longer_than_the_limit(present: Present, place: str) -> None:
    moment = present.now.isoformat()
    Path(place, NAME).write_text(
        f'{{"in_a_row": {2**60}, "untold": 1, "first": "{moment}", "last": "{moment}"}}'
    )
    assert custody_at(present).wait_s(place) == LONGEST_S


def test_what_is_no_vault_gets_no_file(present: Present, tmp_path: Path) -> None:
    with pytest.raises(VaultMissing):
        custody_at(present).unlock(str(tmp_path), "passphrase", "x")
    assert list(tmp_path.iterdir()) == []
