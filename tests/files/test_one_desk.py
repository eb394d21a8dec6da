"""One window for each person; a second start hands over what it was told, and ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.domain.failures import Usage
from desktop.files import one_desk
from desktop.files.one_desk import Handed, OneDesk
from desktop.files.places import take_portable

ROOT = Path(__file__).parents[2]
HOLD = (
    "import sys, time; from pathlib import Path; from desktop.files.one_desk import OneDesk; "
    "one = OneDesk(Path(sys.argv[1])); print(one.take(), flush=True); time.sleep(60)"
)


@pytest.fixture
def first(tmp_path):
    one = OneDesk(tmp_path / "run")
    assert one.take()
    yield one
    one.close()


def test_only_the_first_opens_a_window(first, tmp_path):
    assert not OneDesk(tmp_path / "run").take()
    first.close()
    again = OneDesk(tmp_path / "run")
    assert again.take()
    again.close()


def test_paths_vault_and_permission_arrive_as_they_were(first, tmp_path):
    paths = (Path("/r/one two.eml"), Path("/r/line\nend"), Path("/r/\udcff.eml"))
    OneDesk(tmp_path / "run").hand_over(Handed(Path("/v/a.embargo"), paths, "token-1"))
    assert first.read() == Handed(Path("/v/a.embargo"), paths, "token-1")


def test_nothing_to_do_is_handed_over_too(first, tmp_path):
    OneDesk(tmp_path / "run").hand_over(Handed())
    assert first.read() == Handed()
    assert first.read() is None


def test_more_paths_than_a_pipe_takes_at_once_arrive_all(first, tmp_path):
    paths = tuple(Path(f"/reports/{'x' * 200}/{number}.eml") for number in range(200))
    OneDesk(tmp_path / "run").hand_over(Handed(None, paths))
    assert first.read().paths == paths


def test_what_a_killed_window_left_stands_in_nobodys_way(tmp_path):
    place = tmp_path / "run"
    held = subprocess.Popen([sys.executable, "-c", HOLD, place], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert held.stdout.readline().strip() == "True"
    assert not OneDesk(place).take()
    held.send_signal(signal.SIGKILL)
    held.communicate()
    assert (place / "desk.pipe").exists()
    after = OneDesk(place)
    assert after.take()
    OneDesk(place).hand_over(Handed(None, (Path("/r/a.eml"),)))
    assert after.read().paths == (Path("/r/a.eml"),)
    after.close()


def test_a_window_that_does_not_answer_is_said(first, tmp_path, monkeypatch):
    monkeypatch.setattr(one_desk, "_TRIES", 2)
    (tmp_path / "run" / "desk.pipe").unlink()
    with pytest.raises(Usage, match="does not answer"):
        OneDesk(tmp_path / "run").hand_over(Handed())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_folder_of_another_user_is_not_used(tmp_path):
    place = tmp_path / "run"
    place.mkdir(mode=0o700)
    os.chown(place, 65534, 65534)
    one = OneDesk(place)
    assert one.take()
    assert one.descriptor == -1
    assert list(place.iterdir()) == []


def test_a_folder_that_others_can_reach_is_not_used(tmp_path):
    place = tmp_path / "run"
    place.mkdir()
    place.chmod(0o755)
    one = OneDesk(place)
    assert one.take()
    assert one.descriptor == -1


def test_lock_and_pipe_are_private(first, tmp_path):
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "run").iterdir()}
    assert modes == {"desk.lock": 0o600, "desk.pipe": 0o600}
    assert (tmp_path / "run").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("words", "rest", "folder"),
    [
        (["list"], ["list"], None),
        (["--portable", "/p", "list"], ["list"], Path("/p")),
        (["list", "--portable=/p"], ["list"], Path("/p")),
        (["import", "--", "--portable", "x"], ["import", "--", "--portable", "x"], None),
    ],
)
def test_the_portable_folder_is_taken_out_of_the_arguments(words, rest, folder):
    assert take_portable(words) == (rest, folder)


@pytest.mark.parametrize("words", [["--portable"], ["--portable="]])
def test_portable_without_a_folder_is_refused(words):
    with pytest.raises(Usage, match="needs a folder"):
        take_portable(words)


def test_a_program_beside_a_vault_is_portable(tmp_path):
    program = tmp_path / "embargo" / "embargo"
    program.parent.mkdir()
    assert take_portable([], program) == ([], None)
    (tmp_path / "cases.embargo").mkdir()
    assert take_portable([], program) == ([], tmp_path / "embargo-portable")
