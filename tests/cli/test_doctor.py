import ctypes.util
import json
import shutil

import pytest

from desktop.cli.custody import doctor, machine
from desktop.cli.custody.doctor import Adapters, look_at_gpg, look_at_keyring, look_at_sandbox, run
from desktop.domain.failures import Exit, GpgMissing, GpgRefused, KeyringUnavailable
from desktop.workflows.custody.doctor import Check, apt_line, examine, fit, remedy


def absent(name):
    return lambda: Check(name, "missing", "Absent.", packages=(name,))


def refuse():
    raise GpgRefused("GnuPG opened a spoiled message.")


def no_gpg():
    raise GpgMissing("GnuPG is not there.")


def no_keyring():
    raise KeyringUnavailable("The keyring is locked.")


WELL = Adapters(lambda: "2.2.40", lambda: "4.19", lambda: True, lambda: True)


@pytest.mark.clause("MUS-5.3a")
def test_everything_that_is_missing_stands_in_one_apt_line():
    checks = examine([absent("libgl1"), absent("gnupg"), lambda: Check("Space", "good", "Enough.")])
    assert remedy(checks) == "apt-get install gnupg libgl1"
    assert checks[0].next_step == "apt-get install libgl1"
    assert not fit(checks)


def test_a_weak_part_leaves_the_machine_fit():
    assert fit(examine([lambda: Check("Keyring", "weak", "No Secret Service answers.")]))


def test_nothing_missing_gives_no_line():
    assert apt_line(()) == ""


def test_an_absent_library_is_named_by_its_package():
    check = machine.look_at_drawing_libraries({"libnowhere.so.9": "libnowhere9", "libc.so.6": "libc6"})
    assert (check.state, check.packages) == ("missing", ("libnowhere9",))
    assert machine.look_at_window_libraries({"libnowhere.so.9": "libnowhere9"}).state == "weak"


def test_libraries_that_load_are_good():
    assert machine.look_at_drawing_libraries({"libc.so.6": "libc6"}).state == "good"
    assert machine.look_at_window_libraries({"libc.so.6": "libc6"}).state == "good"


@pytest.mark.skipif(not ctypes.util.find_library("fontconfig"), reason="this machine has no fontconfig")
def test_fonts_are_counted_as_qt_would_find_them():
    assert machine.look_at_fonts().state in {"good", "missing"}
    if shutil.which("fc-list"):
        assert machine.look_at_fonts().state == "good"


def test_little_space_is_said_before_it_is_needed(tmp_path, monkeypatch):
    assert machine.look_at_space(tmp_path / "not" / "there").found.endswith("GiB are free.")
    monkeypatch.setattr(machine, "LITTLE_SPACE", 1 << 62)
    assert machine.look_at_space(tmp_path).state == "weak"


@pytest.mark.parametrize(("umask", "state"), [("0077", "good"), ("0022", "weak"), ("0000", "weak")])
def test_the_umask_of_this_process_is_read_not_set(tmp_path, umask, state):
    status = tmp_path / "status"
    status.write_text(f"Name:\tembargo\nUmask:\t{umask}\n")
    assert machine.look_at_umask(status).state == state


@pytest.mark.checks("A20")
@pytest.mark.clause("MUS-5.3a")
def test_a_gpg_that_fails_the_probe_blocks():
    check = look_at_gpg(Adapters(refuse, lambda: "", lambda: True, lambda: True))
    assert (check.state, check.found) == ("missing", "GnuPG opened a spoiled message.")


@pytest.mark.checks("F68")
def test_an_absent_gpg_is_named_by_its_package(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor, "_SYSTEM", str(tmp_path))
    check = look_at_gpg(Adapters(no_gpg, lambda: "", lambda: True, lambda: True))
    assert check.next_step == "apt-get install gnupg"


@pytest.mark.checks("F68")
def test_a_missing_sandbox_is_said_and_does_not_stop_the_work(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor, "_SYSTEM", str(tmp_path))
    check = look_at_sandbox(WELL)
    assert (check.state, check.packages) == ("weak", ("bubblewrap",))


@pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
def test_forbidden_namespaces_are_told_from_a_missing_bubblewrap():
    check = look_at_sandbox(Adapters(lambda: "", lambda: "", lambda: True, lambda: False))
    assert (check.state, check.packages) == ("weak", ())
    assert "user namespaces" in check.next_step
    assert look_at_sandbox(WELL).state == "good"


def test_a_locked_keyring_is_weak_and_says_what_opens_a_vault_instead():
    check = look_at_keyring(Adapters(lambda: "", lambda: "", no_keyring, lambda: True))
    assert check.state == "weak"
    assert "recovery code" in check.advice
    assert look_at_keyring(WELL).state == "good"


def test_json_is_one_document_with_the_line_to_type(capsys, tmp_path):
    code = run(Adapters(refuse, lambda: "4.19", lambda: False, lambda: True), tmp_path, as_json=True)
    found = {check["name"]: check for check in json.loads(capsys.readouterr().out)}
    assert code == Exit.PARTLY
    assert found["GnuPG"]["state"] == "missing"
    assert found["SQLCipher"] == {
        "name": "SQLCipher", "state": "good", "found": "Version 4.19 opens an encrypted database.",
        "advice": "", "packages": [], "next_step": "",
    }  # fmt: skip


def test_words_name_each_check_and_its_next_step(capsys, tmp_path):
    run(Adapters(refuse, no_gpg, lambda: False, lambda: True), tmp_path, as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "MISSING  GnuPG              GnuPG opened a spoiled message."
    assert lines[1].strip() == GpgRefused.default_advice
