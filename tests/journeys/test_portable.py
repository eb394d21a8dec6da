"""A portable Embargo writes nothing into the home: the real program, its window and its children."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.files.test_one_desk import ROOT

PASSPHRASE = b"correct horse battery staple\n"
RUN = "import sys; from desktop.bootstrap import main; sys.exit(main())"
REPORT = (
    b"From: Ada <ada@example.org>\r\nTo: security@example.org\r\nSubject: A hole\r\n\r\nIt runs code.\r\n"
)


@pytest.fixture
def portable(tmp_path):
    """Runs the program with a home of its own, and tells what lies in that home afterwards."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    kept |= {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/none"}
    kept.pop("GNUPGHOME", None)

    class Portable:
        folder = tmp_path / "stick"
        in_home = staticmethod(lambda: sorted(path.relative_to(home) for path in home.rglob("*")))

        def start(self, *words, **options):
            line = [sys.executable, "-c", RUN, "--portable", self.folder, *words]
            return subprocess.Popen(line, cwd=ROOT, env=kept, **options)

        def run(self, *words, given=b""):
            pipe = subprocess.PIPE
            child = self.start(*words, stdin=pipe, stdout=pipe, stderr=pipe)
            out, said = child.communicate(given, timeout=120)
            assert child.returncode == 0, said.decode()
            return out

    return Portable()


def test_a_vault_a_report_and_a_key_leave_nothing_in_the_home(portable, tmp_path):
    vault, report = portable.folder / "cases.embargo", tmp_path / "report.eml"
    report.write_bytes(REPORT)
    asked = ("--passphrase-fd", "0")
    portable.run("init", vault, "--policy", "aumos", "--handler", "Grace", *asked, given=PASSPHRASE)
    portable.run("import", report, "--policy", "aumos", *asked, given=PASSPHRASE)
    portable.run("key", "list", *asked, given=PASSPHRASE)
    assert portable.in_home() == []
    settings = portable.folder / "settings" / "embargo" / "recent-vaults"
    assert settings.read_text() == f"{vault}\n"
    assert (portable.folder / "gnupg").is_dir()


def test_the_window_leaves_nothing_in_the_home(portable, qtbot):
    child = portable.start(stderr=subprocess.PIPE)
    pipe = portable.folder / "settings" / "embargo" / "run" / "desk.pipe"
    try:
        qtbot.waitUntil(pipe.exists)
        second = portable.start(stderr=subprocess.PIPE)  # finds the first, and ends
        _, said = second.communicate(timeout=60)
        assert (second.returncode, said) == (0, b"")
        assert child.poll() is None
    finally:
        child.send_signal(signal.SIGTERM)
        child.communicate(timeout=60)
    assert portable.in_home() == []
    assert Path(portable.folder).is_dir()
