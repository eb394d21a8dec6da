import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from desktop.cli.custody import machine

ROOT = Path(__file__).parent.parent
PACKAGING = ROOT / "resources" / "packaging"
LISTS = [PACKAGING / "requirements.txt", PACKAGING / "requirements-tools.txt"]
NOBODY = 65534


@pytest.fixture
def elsewhere():
    """A copy of the script that anybody may read, beside a system on which nothing is installed."""
    folder = Path(tempfile.mkdtemp(prefix="e", dir="/tmp"))
    folder.chmod(0o755)
    shutil.copytree(ROOT / "resources" / "packaging", folder / "resources" / "packaging")
    shutil.copy2(ROOT / "resources" / "start", folder / "resources" / "start")
    (folder / "bin").mkdir()
    empty = folder / "bin" / "dpkg-query"
    empty.write_text("#!/bin/sh\n")
    empty.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def start(*words, folder=ROOT, **options):
    return subprocess.run(
        ["/bin/sh", folder / "resources" / "start", *words],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, **options,
    )  # fmt: skip


@pytest.mark.parametrize("words", [(), ("sing",)])
def test_without_a_verb_it_says_what_it_can_do(words):
    said = start(*words)
    assert said.returncode == 2
    assert "resources/start demo" in said.stderr
    assert "resources/start test" in said.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not install")
def test_without_a_terminal_and_without_root_it_names_the_line_and_stops(elsewhere):
    environment = {"PATH": f"{elsewhere / 'bin'}:/usr/bin:/bin"}
    said = start("test", folder=elsewhere, user=NOBODY, group=NOBODY, extra_groups=(), env=environment)
    assert said.returncode == 1
    assert "apt-get install -y --no-install-recommends gnupg bubblewrap" in said.stderr
    assert "gnome-keyring" in said.stderr
    assert not (elsewhere / ".venv").exists()


def test_a_demo_that_has_no_place_for_its_results_is_refused_before_anything_is_installed(elsewhere):
    (elsewhere / "file").write_text("mine")
    said = start("demo", "--out", elsewhere / "file" / "below" / "demo", folder=elsewhere)
    assert (said.returncode, said.stdout) == (1, "")
    assert f"The folder {elsewhere}/file/below is missing and cannot be made." in said.stderr
    assert not (elsewhere / ".venv").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not install")
@pytest.mark.parametrize("form", ["--out {}", "--out={}"])
def test_the_parents_of_a_demos_folder_are_made(elsewhere, form):
    elsewhere.chmod(0o777)
    environment = {"PATH": f"{elsewhere / 'bin'}:/usr/bin:/bin"}
    words = form.format(elsewhere / "one" / "two" / "demo").split()
    start("demo", *words, folder=elsewhere, user=NOBODY, group=NOBODY, extra_groups=(), env=environment)
    assert (elsewhere / "one" / "two").is_dir()


def test_the_script_installs_what_the_doctor_asks_for():
    words = (ROOT / "resources" / "start").read_text().split()
    known = {word.split("=")[-1].strip('"') for word in words}
    assert {*machine.DRAWING.values(), *machine.WINDOW.values()} <= known


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_pinned_lists_name_no_index_and_no_place(path):
    pinned = [line for line in path.read_text().splitlines() if not line.lstrip().startswith("#")]
    assert not [line for line in pinned if re.search(r"://|@|^-|/", line)]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_pin_has_its_hashes(path):
    entries = re.split(r"^(?=[a-z])", path.read_text(), flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[^ ]+ \\\n    --hash=sha256:[0-9a-f]{64}", entry), entry[:40]


def test_an_editable_install_can_be_built_from_the_list_alone():
    pinned = LISTS[0].read_text()
    assert "\nhatchling==" in pinned
    assert "\neditables==" in pinned
