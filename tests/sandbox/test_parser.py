"""The parsing child: confined, limited, stopped in time, and not believed blindly."""

import json
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.failures import Cancelled, Malformed, SandboxMissing, TooDeep, TooLarge
from desktop.formats.intake.exports import read_export
from desktop.formats.mail.reading import read_mail
from desktop.sandbox.child import CPU_S, IDLE_S
from desktop.sandbox.confinement import bubblewrap
from desktop.sandbox.parser import PER_CHILD, TIMEOUT_S, SandboxedParser
from desktop.sandbox.process import WORKED_S
from desktop.workflows.ports import Silent

MAIL = b"From: Rae <rae@example.org>\nDate: Mon, 02 Nov 2026 09:00:00 +0100\nSubject: x\n\nBody\n"


class Watched(Silent):
    """Progress that a test cancels."""

    def __init__(self):
        self.cancelled = False


@pytest.fixture
def parser():
    made = SandboxedParser()
    yield made
    made.close()


def child(code, **options):
    """A parser whose child runs `code` in place of ours, after an honest answer to the probe."""
    honest = (
        "import os, sys, time, resource\n"
        "from desktop.sandbox import child\n"
        "from desktop.sandbox.frames import pack\n"
        "child._write(pack(child.answer(child._read_frame())))\n"
        "body = child._read_frame()\n"
    )
    return SandboxedParser((sys.executable, "-c", honest + code), **options)


def test_the_child_says_what_the_parser_says(parser):
    parsed = parser.parse(MAIL, progress=Silent())
    assert parsed == read_mail(MAIL)
    assert parsed.date.isoformat() == "2026-11-02T09:00:00+01:00"


def test_an_export_is_read_in_the_child_too(parser):
    content = b'[{"message": "It breaks.", "date": "2026-01-05T09:00:00+01:00"}, 7]'
    reports = parser.read_export(content, progress=Silent())
    assert reports == read_export(content)
    assert reports[0].date.isoformat() == "2026-01-05T09:00:00+01:00"
    with pytest.raises(Malformed, match="empty"):
        parser.read_export(b"", progress=Silent())


def listed(**told):
    """A child that answers with one report which no export held."""
    code = "import datetime\nfrom desktop.formats.intake.written import WrittenReport\n"
    code += "from desktop.sandbox.frames import Listed\n"
    return child(code + f"child._write(pack(Listed((WrittenReport(**{told!r}),))))")


@pytest.mark.parametrize(
    "told",
    [{"raw": b"", "written_utc": datetime(2026, 1, 5, tzinfo=UTC), "zone_min": 9**9}, {"raw": b"x" * 80}],
)
def test_reports_that_no_export_can_hold_are_not_believed(told, monkeypatch):
    monkeypatch.setattr("desktop.sandbox.believing.HELD_BYTES", 70)
    with pytest.raises(Malformed, match="honest"):
        listed(**told).read_export(b"{}", progress=Silent())


def test_a_message_is_no_answer_to_an_export_nor_the_other_way_round():
    answer = "child._write(pack(child.answer({})))"
    request = "pack(child.Request(raw=b'Subject: x\\n\\nx'))[4:]"
    with pytest.raises(Malformed, match="honest"):
        child(answer.format(request)).read_export(b"{}", progress=Silent())
    request = "pack(child.Request(raw=b'[]', verb='export'))[4:]"
    with pytest.raises(Malformed, match="honest"):
        child(answer.format(request)).parse(MAIL, progress=Silent())


def test_bubblewrap_confines_where_it_works(parser):
    if bubblewrap() is None:
        pytest.skip("bubblewrap is not installed")
    assert parser.confined


def test_failures_cross_with_code_and_sentence(parser):
    with pytest.raises(Malformed, match="empty") as caught:
        parser.parse(b"", progress=Silent())
    assert caught.value.advice
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(60))
    with pytest.raises(TooDeep):
        parser.parse(b"From: a@b.example\n" + deep, progress=Silent())
    assert parser.parse(MAIL, progress=Silent()).subject.raw == "x"


def test_a_child_serves_a_batch_and_ends_after_a_refusal(parser):
    parser.parse(MAIL, progress=Silent())
    first = parser._children[0]
    parser.parse(MAIL, progress=Silent())
    assert parser._children == [first]
    with pytest.raises(Malformed):
        parser.parse(b"", progress=Silent())
    assert parser._children == []
    assert first._process.returncode is not None


def test_no_child_sees_more_than_a_batch(parser):
    for _ in range(PER_CHILD + 2):
        parser.parse(MAIL, progress=Silent())
    assert parser._children[0].asked <= PER_CHILD


def test_a_child_that_worked_long_is_replaced_before_its_limit_ends_it(parser, monkeypatch):
    parser.parse(MAIL, progress=Silent())
    first = parser._children[0]
    parser.parse(MAIL, progress=Silent())
    assert parser._children == [first]
    monkeypatch.setattr("desktop.sandbox.process.WORKED_S", 0.0)
    parser.parse(MAIL, progress=Silent())
    assert parser._children != [first]
    assert first._process.returncode is not None


def test_one_long_message_is_the_last_of_its_child():
    serve = (
        "time.sleep(1.05)\nwhile body: child._write(pack(child.answer(body))); body = child._read_frame()\n"
    )
    parser = child(serve)
    parser.parse(MAIL, progress=Silent())
    first = parser._children[0]
    assert first.spent
    parser._child()
    assert first not in parser._children
    parser.close()


def test_what_a_child_may_work_fits_into_its_limit():
    assert WORKED_S + 2 * TIMEOUT_S < CPU_S


@pytest.mark.checks("B21")
@pytest.mark.soak
def test_a_heavy_message_is_taken_in_however_often_it_comes(parser):
    head = b"From: a@b.example\nContent-Type: text/html\n\n"
    for _ in range(45):
        parser.parse(head + b"<a href=x>" * 240_000, progress=Silent())


@pytest.mark.parametrize(
    "code",
    [
        "os.kill(os.getpid(), 9)",
        "sys.exit(3)",
        "raise RuntimeError",
        "os.write(1, bytes([0, 0, 0, 2, 1, 1]))",
    ],
    ids=["killed", "ended", "crashed", "babbled"],
)
def test_a_child_that_dies_or_babbles_ends_in_a_sentence(code):
    parser = child(code)
    with pytest.raises(Malformed):
        parser.parse(MAIL, progress=Silent())
    parser.close()


@pytest.mark.clause("MUS-4.3c", "TER-2.2a", "AUM-5c")
@pytest.mark.parametrize(
    "answer",
    [
        "Done(Parsed(kind='plain', encrypted=(b'x' * 5000,)))",
        "Done(Parsed(kind='plain', date=datetime.now(UTC)), date_zone_min=10**9)",
        "Done(Parsed(kind='evil'))",
        "Done(Parsed(kind='plain', warnings=('all-is-well',)))",
    ],
)
def test_an_answer_that_no_honest_parser_gives_is_not_believed(answer):
    invented = (
        "from desktop.sandbox.frames import Done\n"
        "from desktop.formats.mail.parsed import Parsed\n"
        "from datetime import UTC, datetime\n"
    )
    parser = child(invented + f"child._write(pack({answer}))\n")
    with pytest.raises(Malformed, match="honest"):
        parser.parse(MAIL, progress=Silent())
    parser.close()


def test_an_endless_answer_is_cut_off():
    parser = child("os.write(1, b'\\xff' * 8); time.sleep(60)")
    with pytest.raises(TooLarge):
        parser.parse(MAIL, progress=Silent())
    parser.close()


def test_a_slow_child_is_stopped():
    parser = child("time.sleep(60)", timeout_s=3)  # the probe has to answer in it, on a busy machine too
    start = time.monotonic()
    with pytest.raises(TooLarge, match="longer"):
        parser.parse(MAIL, progress=Silent())
    assert time.monotonic() - start < 30
    assert parser._children == []


def test_a_wish_to_stop_is_obeyed_at_once():
    parser, watched = child("time.sleep(60)"), Watched()
    assert parser.confined in {True, False}
    running = parser._children[0]
    wish = threading.Timer(0.2, lambda: setattr(watched, "cancelled", True))
    wish.start()
    start = time.monotonic()
    with pytest.raises(Cancelled):
        parser.parse(MAIL, progress=watched)
    assert time.monotonic() - start < 30
    assert running._process.returncode is not None
    wish.join()


def test_limits_and_namespaces_hold_in_the_child(tmp_path):
    canary = tmp_path / "canary"
    canary.write_text("x")
    report = (
        "child.take_limits()\n"
        "tries = {}\n"
        "def attempt(name, act):\n"
        "    try: act(); tries[name] = 'done'\n"
        "    except (OSError, MemoryError) as error: tries[name] = type(error).__name__\n"
        f"attempt('read', lambda: open({str(canary)!r}).read())\n"
        "attempt('write', lambda: open('/tmp/embargo-canary', 'w').write('x' * 9))\n"
        "attempt('memory', lambda: bytearray(2 * 1024**3))\n"
        "attempt('home', lambda: os.listdir('/root') if os.getuid() == 0 else os.listdir('/home'))\n"
        "tries['env'] = sorted(set(os.environ) - {'PATH', 'LC_ALL', 'PYTHONDONTWRITEBYTECODE', 'PWD'})\n"
        "tries['core'] = resource.getrlimit(resource.RLIMIT_CORE)[0]\n"
        "import json\n"
        "from desktop.sandbox.frames import Refused\n"
        "child._write(pack(Refused('malformed', json.dumps(tries), '')))\n"
    )
    parser = child(report)
    with pytest.raises(Malformed) as caught:
        parser.parse(MAIL, progress=Silent())
    tries = json.loads(caught.value.message)
    assert (tries["memory"], tries["core"], tries["env"]) == ("MemoryError", 0, [])
    assert not Path("/tmp/embargo-canary").exists()
    if parser.confined:
        assert tries["read"] == "FileNotFoundError"
        assert tries["write"] != "done"
    parser.close()


def test_without_any_child_the_sandbox_is_missing():
    parser = SandboxedParser(("/nonexistent/embargo",))
    with pytest.raises(SandboxMissing):
        parser.parse(MAIL, progress=Silent())


def test_where_bubblewrap_fails_limits_remain(monkeypatch):
    monkeypatch.setattr("desktop.sandbox.parser.bubblewrap", lambda: "/bin/false")
    parser = SandboxedParser()
    assert not parser.confined
    assert parser.parse(MAIL, progress=Silent()).subject.raw == "x"
    parser.close()


def test_the_child_loads_neither_qt_nor_the_vault_nor_a_network():
    code = (
        "import sys, desktop.sandbox.child\n"
        "bad = {'PySide6', 'sqlcipher3', 'csaf', 'gnupg', 'keyring', 'socket', 'ssl', 'subprocess'}\n"
        "print(sorted(bad & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_idle_child_ends_by_itself_and_another_takes_over(parser, monkeypatch):
    parser.parse(MAIL, progress=Silent())
    first = parser._children[0]
    first._process.wait(timeout=IDLE_S + 60)
    monkeypatch.setattr("desktop.sandbox.parser.REUSE_S", 0.0)
    assert parser.parse(MAIL, progress=Silent()).subject.raw == "x"
