"""A real Secret Service: gnome-keyring on a D-Bus of its own, in a home of its own."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import MatchRule, message_bus
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.secrets"
_BUS = """<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>"""


@contextlib.contextmanager
def private_bus() -> Iterator[str]:
    """A D-Bus without any service; yields its address."""
    with tempfile.TemporaryDirectory(prefix="eb", dir="/tmp") as folder:
        config = Path(folder, "bus.conf")
        config.write_text(_BUS.format(folder=folder))
        with _running(["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]) as daemon:
            assert daemon.stdout is not None
            yield daemon.stdout.readline().decode().strip()


@contextlib.contextmanager
def private_secret_service() -> Iterator[str]:
    """A D-Bus with an unlocked gnome-keyring; yields the bus's address once the service answers."""
    with private_bus() as address, tempfile.TemporaryDirectory(prefix="ek", dir="/tmp") as home:
        env = {"PATH": os.environ["PATH"], "HOME": home, "DBUS_SESSION_BUS_ADDRESS": address}
        command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
        with open_dbus_connection(address) as watcher:
            appears = MatchRule(
                type="signal",
                interface="org.freedesktop.DBus",
                member="NameOwnerChanged",
                path=message_bus.object_path,
            )
            appears.add_arg_condition(0, NAME)
            watcher.send_and_get_reply(message_bus.AddMatch(appears))
            with (
                watcher.filter(appears) as signals,
                _running([*command, f"--control-directory={home}"], env=env) as daemon,
            ):
                assert daemon.stdin is not None
                daemon.stdin.write(b"keyring password")
                daemon.stdin.close()
                watcher.recv_until_filtered(signals, timeout=20)
                yield address


@contextlib.contextmanager
def _running(command: list[str], env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        with process:
            try:
                yield process
            finally:
                process.terminate()
    finally:
        assert process.returncode is not None


@pytest.fixture(scope="session")
def secret_service_address() -> Iterator[str]:
    absent = next((name for name in ("dbus-daemon", "gnome-keyring-daemon") if not shutil.which(name)), "")
    if absent:
        pytest.skip(f"{absent} is not installed")
    with private_secret_service() as address:
        yield address


@pytest.fixture
def secret_service(secret_service_address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An unlocked Secret Service that this test talks to; yields its bus's address."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", secret_service_address)
    return secret_service_address


@pytest.fixture
def lockable_secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The same, for a test that spoils it."""
    with private_secret_service() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def bare_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A D-Bus on which nobody keeps secrets."""
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture
def silent_secret_service(bare_bus: str) -> Iterator[str]:
    """A Secret Service that takes every question and never answers."""
    with open_dbus_connection(bare_bus) as silent:
        silent.send_and_get_reply(message_bus.RequestName(NAME))
        yield bare_bus
