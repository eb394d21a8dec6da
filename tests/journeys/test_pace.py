"""What the desk asks of the person at it, in seconds and in words lost: each a line of tests/UX.md."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from PySide6.QtTest import QTest

from desktop import bootstrap
from desktop.openpgp.home import throwaway_home
from desktop.ui.dialogs.intake_key_dialog import IntakeKeyDialog
from desktop.ui.dialogs.new_case_dialog import NewCaseDialog
from desktop.vault.remote import RemoteCustody
from desktop.workflows.correspondence.unsent_letters import draft_key
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from tests.checked import Figure
from tests.journeys.conftest import cheap_vault
from tests.journeys.hands import PASSPHRASE
from tests.journeys.pace import Pace

pytestmark = [
    pytest.mark.usefixtures("compiled"),
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]

DEMO_S, NEW_USER_S, LOST_S = 60, 300, 5
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":offscreen"}


@pytest.fixture
def vault_command() -> list[str]:
    """The program's own, at the full price."""
    return bootstrap.own_command("_vault")


@pytest.mark.ux("U1")
def test_the_demo_shows_a_decrypted_report_and_asks_nothing(tmp_path: Path, figure: Figure) -> None:
    """The goal is asked of the processor's time: what else this machine does meanwhile is not the demo's."""
    environment = os.environ | OFFSCREEN | {"XDG_CONFIG_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    began, spent = time.time(), processor_s()
    done = subprocess.run(
        [sys.executable, str(HERE / "watch_demo.py")],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    pace = Pace()
    for _ in range(told["keys"]):
        pace.press()
    for _ in range(told["clicks"]):
        pace.click()
    assert told["questions"] == 0
    assert told["text"]
    worked = processor_s() - spent
    assert worked + pace.seconds <= DEMO_S
    figure(
        "U1",
        f"{told['at'] - began + pace.seconds:.0f} s, {worked:.0f} s of them the processor's work, "
        f"{told['keys']} key, {told['clicks']} click, {told['questions']} questions",
    )


def processor_s() -> float:
    """What all that was waited for has used of the processor, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def fill(pace: Pace, field, words: str) -> None:
    pace.type(words)
    field.control.setFocus()
    QTest.keyClicks(field.control, words)


def choose(pace: Pace, field, key: str) -> None:
    pace.click()  # opens the list
    pace.click()
    field.put(key)


def click(pace: Pace, button) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    pace.click()
    button.click()


@pytest.mark.ux("U2")
def test_somebody_new_has_a_case_of_their_own_within_five_minutes(
    qtbot, door, tmp_path, figure: Figure
) -> None:
    (window, _intake), began, pace = door, time.monotonic(), Pace()
    window.entrance.first_run._folder.put(str(tmp_path))
    make_a_vault(qtbot, window, pace)
    choose_a_key(qtbot, window, pace)
    click(pace, window.desk.rail._new)
    dialog = window.findChild(NewCaseDialog)
    pace.read()
    choose(pace, dialog.policy, "aumos")
    fill(pace, dialog._title, "Hole in the login reported by phone")
    fill(pace, dialog._text, "Whoever sends an empty token is let in.")
    fill(pace, dialog._name, "Robin Finder")
    fill(pace, dialog._address, "robin@example.net")
    click(pace, dialog.primary)
    qtbot.waitUntil(lambda: window.desk.session.view is not None)
    assert window.desk.session.view.case.title.raw == "Hole in the login reported by phone"
    machine = time.monotonic() - began
    assert pace.seconds + machine <= NEW_USER_S
    figure(
        "U2", f"{pace.seconds + machine:.0f} s in {pace.steps} steps, {machine:.0f} s of them the machine's"
    )


def make_a_vault(qtbot, window, pace: Pace) -> None:
    page = window.entrance.first_run
    pace.read()
    fill(pace, page._passphrase, PASSPHRASE)
    fill(pace, page._again, PASSPHRASE)
    click(pace, page._make)
    qtbot.waitUntil(lambda: window.entrance._made is not None)
    recovery = window.entrance.recovery
    pace.read()
    pace.copy_by_hand(recovery._shown.text())
    fill(pace, recovery._proof, recovery._shown.text()[-4:])
    click(pace, recovery._go_on)
    qtbot.waitUntil(lambda: window.page is not None and window.background.idle)
    pace.read()


def choose_a_key(qtbot, window, pace: Pace) -> None:
    pace.press(2)
    window.desk.errands.keys.choose_intake_key()
    qtbot.waitUntil(lambda: window.findChild(IntakeKeyDialog) is not None)
    pace.read()
    click(pace, window.findChild(IntakeKeyDialog).primary)
    qtbot.waitUntil(lambda: "intake key" in window.bar.text)


@pytest.mark.ux("U9")
@pytest.mark.parametrize("after_s", [4.0, pytest.param(9.0, marks=pytest.mark.soak)])
def test_what_was_typed_before_a_kill_is_there_again(tmp_path: Path, after_s: float, figure: Figure) -> None:
    directory, case_id = made_vault(tmp_path)
    command = [sys.executable, str(HERE / "type_until_killed.py"), str(directory), PASSPHRASE, case_id]
    environment = os.environ | OFFSCREEN | {"PYTHONPATH": str(ROOT)}
    typed: list[float] = []
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as typing:
        assert typing.stdout is not None
        while not typed or typed[-1] - typed[0] < after_s:
            typed.append(float(typing.stdout.readline().split()[1]))
        os.killpg(typing.pid, signal.SIGKILL)  # the window and what holds the key, at once
        rest = [line.split() for line in typing.stdout.read().splitlines()]
    typed += [float(words[1]) for words in rest if len(words) > 1]
    kept = len(kept_draft(directory, case_id))
    lost = typed[-1] - typed[kept - 1] if kept else typed[-1] - typed[0]
    assert 0 < kept <= len(typed)
    assert lost <= LOST_S
    figure("U9", f"the last {lost:.1f} s of {typed[-1] - typed[0]:.0f} s")


def made_vault(folder: Path) -> tuple[Path, str]:
    directory = folder / "cases.embargo"
    with throwaway_home() as home, closing(RemoteCustody(cheap_vault())) as custody:
        tools = bootstrap.make_tools(home)
        vault, _code = custody.create(str(directory), passphrase=PASSPHRASE, keyring=False, now=tools.now())
        with closing(tools.openpgp), closing(vault):
            desk = bootstrap.make_desk(vault, tools)
            return directory, enter_case(
                desk, TypedReport("aumos", "phone", "A call", "It runs.", tools.now())
            )


def kept_draft(directory: Path, case_id: str) -> str:
    with (
        closing(RemoteCustody(bootstrap.own_command("_vault"))) as custody,
        closing(custody.unlock(str(directory), "passphrase", PASSPHRASE)) as vault,
    ):
        kept = vault.draft(draft_key(case_id, "confirm"))
    state: dict[str, str] = msgspec.json.decode(kept) if kept else {}
    return state.get("rationale", "")
