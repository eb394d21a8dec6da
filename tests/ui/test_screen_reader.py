"""What a screen reader is told: the real window under an X server, read over AT-SPI from another process."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import ROOT
from tests.ui.atspi import Node, Walker

BROKER = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
LACKS = next((name for name in ("Xvfb", "dbus-daemon") if not shutil.which(name)), "")
pytestmark = pytest.mark.skipif(
    bool(LACKS) or not BROKER.exists(), reason=f"{LACKS or 'at-spi2-core'} is not installed"
)
PATIENCE_S = 60
DIALOGS = frozenset({"dialog", "alert"})


@pytest.fixture(scope="module")
def told() -> Iterator[dict[str, list[Node]]]:
    """Everything that can be read, by what was on screen."""
    screen = ["Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1600x1200x24"]
    with tempfile.TemporaryDirectory(prefix="ea", dir="/tmp") as folder, running(screen) as server:
        display = f":{server.stdout.readline().decode().strip()}"
        environment = os.environ | {
            "DISPLAY": display, "HOME": folder, "XDG_RUNTIME_DIR": folder, "QT_QPA_PLATFORM": "xcb",
            "QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "PYTHONPATH": str(ROOT),
            "XAUTHORITY": os.devnull,
        }  # fmt: skip
        bus = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1",
               f"--address=unix:dir={folder}"]  # fmt: skip
        with running(bus, environment) as daemon:
            address = daemon.stdout.readline().decode().strip()
            environment["DBUS_SESSION_BUS_ADDRESS"] = address
            yield read_all(address, environment)


def read_all(address: str, environment: dict[str, str]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    with running([sys.executable, "-m", "tests.ui.shown_window"], environment) as window:
        walker = None
        for line in window.stdout:
            walker = walker or Walker(address)
            wait_for_program(walker)
            scene = line.decode().strip()
            found[scene] = walker.walk(DIALOGS if scene.startswith("dialog") else frozenset())
            window.stdin.write(b"\n")
            window.stdin.flush()
        if walker is not None:
            walker.close()
        assert window.wait(PATIENCE_S) == 0
    return found


def wait_for_program(walker: Walker) -> None:
    until = time.monotonic() + PATIENCE_S
    while not walker.programs():
        assert time.monotonic() < until, "the window never said that it is there"
        time.sleep(0.05)


@contextlib.contextmanager
def running(
    command: list[str], environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A child, ended at the end; its errors are shown with the test's own."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, cwd=ROOT) as child:
        try:
            yield child
        finally:
            child.terminate()


@pytest.mark.ux("U10")
def test_nothing_that_can_be_used_is_without_a_name(told, figure):
    unnamed = {scene: [node for node in nodes if node.unnamed] for scene, nodes in told.items()}
    assert {scene: nodes for scene, nodes in unnamed.items() if nodes} == {}
    used = sum(node.interactive for nodes in told.values() for node in nodes)
    assert used > 1_000
    figure("U10", f"0 of {used} on {len(told)} pages, menus and dialogs")


def test_every_page_and_dialog_is_told(told):
    kinds = [scene.split()[0] for scene in told]
    assert kinds.count("tab") >= 8
    assert kinds.count("dialog") >= 40
    assert kinds.count("door") == 3
    assert all(len(nodes) > 5 for nodes in told.values())


def test_a_dialog_says_what_it_is_about(told):
    for scene, nodes in told.items():
        if scene.startswith("dialog"):
            names = [node.name for node in nodes if node.role == "dialog"]
            assert names, scene
            assert all(names), scene


def test_hints_are_read_out_with_their_fields(told):
    described = {node.name: node.description for node in told["door first_run"]}
    assert described["Passphrase"] == "Several words are best, 12 characters at least. Nobody can reset it."
