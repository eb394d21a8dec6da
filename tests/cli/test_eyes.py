"""`advisory request`, `answer` and `approve --answer`; `verify --journal`: what an auditor sees of it."""

from pathlib import Path

import pytest

from desktop.domain.failures import Exit
from desktop.openpgp.gpg import Gpg
from desktop.openpgp.home import throwaway_home
from desktop.workflows.ports import Silent
from tests.cli.conftest import PASSPHRASE, Embargo, Keys

GRACE, RITA = "Grace", "Rita"
ACTS = (
    ("affected.listed", "--set", "vendor=MushinAI", "--set", "product=Platform", "--set", "affected=<1.4"),
    ("advisory.drafted", "--set", "title=Loader runs code", "--set", "summary=A crafted file runs code."),
)


@pytest.fixture(scope="module")
def rita():
    with throwaway_home() as home:
        gpg = Gpg(home)
        key = gpg.create_key(RITA, "rita@mushinai.com", passphrase="", progress=Silent())
        yield home, key.fingerprint, gpg.public_key(key.fingerprint)
        gpg.close()


@pytest.fixture
def call(embargo: Embargo, vault: Path):
    def run(*words: str):
        return embargo(*words, "--vault", str(vault), "--work-as", GRACE, secret=PASSPHRASE)

    return run


@pytest.fixture
def case(call, embargo: Embargo, vault: Path, report: Path, rita) -> str:
    """A case with an advisory of Grace's, in a vault where Rita may approve by her key."""
    assert embargo("import", str(report), "--vault", str(vault), secret=PASSPHRASE).code == Exit.DONE
    assert call("team", "enrol", GRACE).code == Exit.DONE
    assert call("team", "enrol", RITA, "--role", "reviewer", "--fingerprint", rita[1]).code == Exit.DONE
    assert call("team", "four-eyes", "on").code == Exit.DONE
    case_id = call("list", "--json").json[0]["case_id"]
    for act, *fields in ACTS:
        assert call("act", case_id, act, *fields).code == Exit.DONE
    return case_id


@pytest.mark.checks("F64")
def test_an_approval_goes_there_and_back(
    call, case, embargo: Embargo, rita, keys: Keys, tmp_path, monkeypatch
):
    key, request, answer = tmp_path / "rita.asc", tmp_path / "a.request", tmp_path / "a.answer"
    key.write_bytes(rita[2])
    asked = call("advisory", "request", case, "--out", str(request), "--key", str(key), "--json")
    assert asked.code == Exit.DONE, asked.err
    assert asked.json["to"] == [rita[1]]
    words = ("advisory", "answer", str(request), "--sign", rita[1], "--out", str(answer))
    assert embargo(*words, "--yes").code == Exit.KEY_MISSING  # it is not for this machine
    away = ("--gnupg-home", str(rita[0]))
    assert embargo(*words, *away, "--no-input").code == Exit.USAGE
    assert embargo(*words, *away, stdin=b"no\n").code == Exit.CANCELLED
    assert not answer.exists()
    assert embargo(*words, *away, "--yes", "--show", "pdf-of-mine").code == Exit.USAGE
    drawn = embargo(*words, *away, "--show", "pdf", stdin=b"no\n")
    assert "cannot be read here" in drawn.err
    assert "endobj" not in drawn.err
    done = embargo(*words, *away, stdin=b"yes\n")
    assert done.code == Exit.DONE, done.err
    assert ("Signed by" in done.err) != ("Nobody signed the request." in done.err)
    assert "A crafted file runs code." in done.err
    assert "1970-01-01" in done.err
    taken = call("advisory", "approve", case, "--answer", str(answer), "--json")
    assert taken.code == Exit.DONE, taken.err
    assert (taken.json["lacks"], taken.json["approvals"][0]["by"]) == ("", RITA)
    assert call("advisory", "approve", case, "--answer", str(answer)).code == Exit.REFUSED
    assert "brought before" in call("advisory", "approve", case, "--answer", str(answer)).err


def test_what_cannot_be_asked_or_brought_is_said(call, case, keys: Keys, tmp_path):
    assert call("advisory", "request", case, "--out", str(tmp_path / "a.txt")).code == Exit.USAGE
    assert call("advisory", "request", case, "--out", str(tmp_path / "a.request")).code == Exit.KEY_MISSING
    own = call("advisory", "request", case, "--out", str(tmp_path / "a.request"), "--to", keys.intake)
    assert own.code == Exit.POLICY
    assert "not enrolled for anybody who may approve" in own.err
    (tmp_path / "a.answer").write_text("approved")
    brought = call("advisory", "approve", case, "--answer", str(tmp_path / "a.answer"))
    assert (brought.code, "no answer" in brought.err) == (Exit.REFUSED, True)
    both = call("advisory", "approve", case, "--answer", "x", "--alone")
    assert both.code == Exit.USAGE


@pytest.mark.checks("F59", "F60")
def test_both_verbs_check_an_exported_journal_by_one_workflow(call, case, embargo: Embargo, tmp_path):
    path = tmp_path / "journal.jsonl"
    exported = call("journal", "export", "--out", str(path), "--with-verifier", "--json")
    assert exported.code == Exit.DONE, exported.err
    key, head = exported.json["proof"]["public_key"], exported.json["proof"]["heads"][0]["head"]
    assert (tmp_path / "verify_journal.py").is_file()
    told = ("--key", key, "--against", head)
    for verb in (("verify", "--journal", str(path)), ("journal", "check", str(path))):
        plain, pinned = embargo(*verb, "--json"), embargo(*verb, *told)
        assert (plain.code, pinned.code) == (Exit.DONE, Exit.DONE), pinned.err
        assert plain.json["holds"]
        assert any("--key" in sentence for sentence in plain.json["not_proved"])
        assert "signed by the key that was named" in pinned.out
        assert "Not proved:" in pinned.out
        assert embargo(*verb, "--key", "0" * 64).code == Exit.REFUSED
        assert embargo(*verb, "--against", "0" * 64).code == Exit.REFUSED
    path.write_text(path.read_text().replace("report.received", "report.confirmed"))
    spoilt = embargo("verify", "--journal", str(path))
    assert (spoilt.code, "DOES NOT HOLD" in spoilt.out) == (Exit.REFUSED, True)
    assert "Proved:\nNot proved:" in spoilt.out


def test_a_key_is_compared_with_a_file_alone(call, case):
    assert call("verify", "--key", "0" * 64).code == Exit.USAGE
    assert call("journal", "check", "--key", "0" * 64).code == Exit.USAGE
