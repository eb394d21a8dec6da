"""A window on a vault in memory, with real rules, real policies and a real, empty gpg home."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.inert import Untrusted
from desktop.files.local import LocalFiles
from desktop.files.policies import PolicyShelf
from desktop.files.recent_vaults import RecentVaultsFile
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.openpgp.gpg import Gpg
from desktop.openpgp.home import throwaway_home
from desktop.ui.application import window_on
from desktop.ui.background import Background
from desktop.ui.door import Door
from desktop.ui.window import MainWindow
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.patience import Patience
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from desktop.workflows.ports import Desk, Tools
from tests.catalogues import translations
from tests.fakes import InMemoryVault
from tests.waiting import settle

PASSPHRASE = "correct horse battery"
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
GERMAN = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de"><context><name>Menus</name><message><source>Lock</source>
<translation>Sperren</translation></message></context></TS>
"""
MARKUP = "<img src='file://{canary}'><a href='https://example.org'>{canary}</a>"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of every window that it cannot pass size hints on."""
    for item in items:
        if "tests/ui" in item.path.as_posix() or "test_window_journey" in item.path.name:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


class NoParser:
    """Nothing is parsed in these tests."""

    confined = False

    def parse(self, *_, **__):
        raise AssertionError("nothing is parsed here")


class Present:
    """A clock that a test moves on."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def present() -> Present:
    return Present()


def living_in(present: Present, desk: Desk) -> Desk:
    """The desk with an empty vault, both in a present that moves on."""
    return Desk(InMemoryVault(present), replace(desk.tools, now=present), desk.handler)


@pytest.fixture(scope="session")
def extracted(tmp_path_factory) -> Path:
    """The catalogue of every string of the window, as translators get it."""
    catalogue = tmp_path_factory.mktemp("words") / "embargo_xx.ts"
    translations.extract(catalogue)
    return catalogue


@pytest.fixture(scope="session")
def spoken(tmp_path_factory) -> Path:
    """A folder of compiled languages: English, the pseudo-language, and one made for the test."""
    folder = tmp_path_factory.mktemp("languages")
    translations.compile_pseudo(folder / "embargo_pseudo.qm")
    translations.compile_one(translations.FOLDER / "embargo_en.ts", folder / "embargo_en.qm")
    (folder / "embargo_de.ts").write_text(GERMAN)
    translations.compile_all(folder)
    return folder


@pytest.fixture(scope="session")
def gpg() -> Iterator[Gpg]:
    with throwaway_home() as home:
        openpgp = Gpg(home)
        yield openpgp
        openpgp.close()


@pytest.fixture
def desk(gpg) -> Desk:
    return desk_on(gpg)


def desk_on(gpg: Gpg) -> Desk:
    """A desk on an empty vault in memory."""
    digits = iter(range(10_000))
    tools = Tools(
        openpgp=gpg,
        parser=NoParser(),
        files=LocalFiles(),
        policies=PolicyShelf(),
        now=lambda: NOW,
        random_digits=lambda count, below: [next(digits) % below for _ in range(count)],
    )
    return Desk(InMemoryVault(), tools, "Grace Handler")


def typed(title="Hole in the loader", text="It runs code.", name="Ada", address="ada@example.org"):
    return TypedReport(
        policy_id="aumos",
        channel="phone",
        title=title,
        text=text,
        arrived_at=NOW,
        reporter_name=name,
        reporter_address=address,
    )


@pytest.fixture
def case_id(desk) -> str:
    return enter_case(desk, typed())


@pytest.fixture
def window(qtbot, desk, case_id) -> Iterator[MainWindow]:
    window = window_on(desk)
    qtbot.addWidget(window)
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    window.show()  # drawn once, with the case in it
    settle(qtbot, window)
    yield window
    window.close()


def untrusted(text: str) -> Untrusted:
    return Untrusted(text)


@pytest.fixture
def custody(monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    files = LocalFiles()
    slots = Keychain(SecretServiceKeyring(0.5), files, Argon2Cost(passes=1, memory_kib=8, lanes=1))
    return LocalCustody(SqlVaultStore(files, lambda: NOW), slots, Patience(files, lambda: NOW))


@pytest.fixture
def door_window(qtbot, desk, custody, tmp_path):
    recent = RecentVaultsFile(tmp_path / "settings" / "recent-vaults")
    background = Background()
    door = Door(background, custody, lambda: desk.tools, lambda vault, tools: Desk(vault, tools, "Grace"))
    window = MainWindow(background, door, run_demo=["true"], recent=recent)
    qtbot.addWidget(window)
    window.show()
    window.entrance.begin()
    yield window
    window.close()


def make_vault(qtbot, window, tmp_path):
    page = window.entrance.first_run
    page._folder.put(str(tmp_path))
    page._passphrase.put(PASSPHRASE)
    page._again.put(PASSPHRASE)
    page._make.click()
    settle(qtbot, window)


def write_down_code(qtbot, window: MainWindow) -> None:
    """Give the end of the recovery code back, so that the vault opens."""
    page = window.entrance.recovery
    page._proof.put(page._shown.text()[-4:])
    page._go_on.click()
    settle(qtbot, window)
