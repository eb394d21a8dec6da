"""What the door is drawn with: nothing of the desk behind it, so that it is there at once."""

import os
import subprocess
import sys
from pathlib import Path

from desktop import bootstrap
from tests.ui.conftest import PASSPHRASE

ROOT = Path(__file__).parents[2]
START = """
import os, sys
from desktop.ui.pages import unlock_page
def drawn(self, event):
    print(*sorted(sys.modules), flush=True)
    os._exit(0)
unlock_page.UnlockPage.paintEvent = drawn
from desktop.bootstrap import main
main(["--vault", sys.argv[1]])
"""
NOT_YET = (
    "desktop.cli.main",
    "desktop.domain.clocks",
    "desktop.domain.events",
    "desktop.domain.policy",
    "desktop.ui.pages.desk_page",
    "desktop.ui.pages.first_run_page",
    "desktop.ui.session",
    "desktop.vault.wire",
    "desktop.workflows.ports",
    "hashlib",
    "jeepney",
    "subprocess",
    "tomllib",
)


def test_the_door_is_drawn_before_anything_of_the_desk_is_loaded(tmp_path):
    vault = tmp_path / "cases.embargo"
    custody = bootstrap.local_custody()
    custody.create(str(vault), passphrase=PASSPHRASE, now=bootstrap.now())[0].close()
    (tmp_path / "run").mkdir(mode=0o700)
    place = {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
        "HOME": str(tmp_path),
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
    }
    started = subprocess.run(
        [sys.executable, "-c", START, str(vault)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if "COVERAGE" not in name} | place,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    loaded = set(started.stdout.split())
    assert "desktop.ui.pages.unlock_page" in loaded
    assert loaded.isdisjoint(NOT_YET), loaded.intersection(NOT_YET)
