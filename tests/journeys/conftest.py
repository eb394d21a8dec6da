"""A window on a new vault, made through its own first page: real gpg, real SQLCipher, the real sandbox.

The vault process is the program's own, too. Only what a guess of the passphrase costs is less than what this
machine would be given, but for the tests that walk the whole way or take the time.
"""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from contextlib import closing
from pathlib import Path

import pytest

from desktop import bootstrap
from desktop.openpgp.home import throwaway_home
from desktop.ui.background import Background
from desktop.ui.dialogs.intake_key_dialog import IntakeKeyDialog
from desktop.ui.door import Door
from desktop.ui.window import MainWindow
from desktop.vault.remote import RemoteCustody
from tests.journeys.hands import PASSPHRASE
from tests.people import settle as settle_key

_CHEAP = (
    "import sys; sys.path.insert(0, {folder!r}); import desktop; del sys.path[0]; "
    "from desktop.keychain import locksmith, slots_file; "
    "locksmith.calibrated = lambda: slots_file.Argon2Cost(passes=1, memory_kib=64, lanes=1); "
    "from desktop.bootstrap import main; sys.exit(main())"
)


@pytest.fixture
def vault_command() -> list[str]:
    """What starts the process that holds the key."""
    return cheap_vault()


def cheap_vault() -> list[str]:
    """The same with a cheap passphrase; what it made is cheap to whatever opens it."""
    folder = str(Path(__file__).parents[2])
    return [sys.executable, "-P", "-c", _CHEAP.format(folder=folder), "_vault"]


@pytest.fixture
def door(qtbot, vault_command):
    """A window that nobody made a vault in yet, and the organisation's key in the gpg of this machine."""
    with throwaway_home() as home, closing(RemoteCustody(vault_command)) as custody:
        intake = settle_key(home, "AumOS security", "security@aumos.io")
        tools = bootstrap.make_tools(home)
        background = Background()
        window = MainWindow(background, Door(background, custody, lambda: tools, bootstrap.make_desk))
        qtbot.addWidget(window)
        window.show()
        window.entrance.begin()
        yield window, intake
        window.close()
        tools.openpgp.close()


@pytest.fixture
def opened(qtbot, door, tmp_path):
    """A window on a new vault, made through its own first page."""
    window, _intake = door
    make_vault(qtbot, window, tmp_path)
    choose_intake_key(qtbot, window)
    return door


def make_vault(qtbot, window, folder):
    page = window.entrance.first_run
    page._folder.put(str(folder))
    page._passphrase.put(PASSPHRASE)
    page._again.put(PASSPHRASE)
    page._make.click()
    qtbot.waitUntil(lambda: window.entrance._made is not None)
    window.entrance.recovery._proof.put(window.entrance.recovery._shown.text()[-4:])
    window.entrance.recovery._go_on.click()
    qtbot.waitUntil(lambda: window.background.idle)


def choose_intake_key(qtbot, window):
    window.desk.errands.keys.choose_intake_key()
    qtbot.waitUntil(lambda: window.findChild(IntakeKeyDialog) is not None)
    window.findChild(IntakeKeyDialog).primary.click()
    qtbot.waitUntil(lambda: "intake key" in window.bar.text)
