"""letter: drafts, the copy of what was sent, templates of one's own."""

from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    return embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"]


def letter(embargo: Embargo, *words: str):
    return embargo("letter", *words, secret=PASSPHRASE)


def test_without_a_place_the_words_are_printed(embargo: Embargo, case: str) -> None:
    printed = letter(embargo, case, "status")
    assert printed.code == 0
    assert "[TO WRITE: what was done" in printed.out


def test_what_only_a_person_can_say_is_asked_for_and_given_back(
    embargo: Embargo, case: str, tmp_path: Path
) -> None:
    out, words = tmp_path / "status.eml", tmp_path / "words.txt"
    refused = letter(embargo, case, "status", "--out", str(out))
    assert refused.code == 9
    assert "Still to be written: what was done" in refused.err
    assert "--text FILE" in refused.err
    words.write_text("We wrote a test.")
    assert letter(embargo, case, "status", "--out", str(out), "--text", str(words)).code == 0
    assert b"We wrote a test." in out.read_bytes()
    words.write_bytes(b"\xff")
    assert letter(embargo, case, "status", "--out", str(out), "--text", str(words)).code == 6


def test_a_notice_to_users_needs_their_address(embargo: Embargo, case: str, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("Please update.")
    out = str(tmp_path / "users.eml")
    asked = (case, "user-notice", "--text", str(words), "--out", out)
    assert letter(embargo, *asked).code == 2
    written = letter(embargo, *asked, "--to", "users@lists.example")
    assert written.code == 0
    assert "goes to others" in written.err
    assert b"To: users@lists.example" in Path(out).read_bytes()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("CASE",), 2),
        (("CASE", "poem", "--out", "x.eml"), 2),
        (("CASE", "status", "--out", "x.pdf"), 2),
    ],
)
def test_what_cannot_be_a_letter_is_said(embargo: Embargo, words: tuple[str, ...], code: int) -> None:
    assert letter(embargo, *words).code == code


def test_a_text_is_what_was_asked_for(embargo: Embargo, case: str, tmp_path: Path) -> None:
    out = tmp_path / "ack.txt"
    written = letter(embargo, case, "acknowledgement", "--out", str(out))
    assert written.code == 0
    assert "text is what you asked for" in written.err
    assert case in out.read_text()


def test_a_template_is_checked_before_it_is_used(embargo: Embargo, tmp_path: Path) -> None:
    template = tmp_path / "status.txt.j2"
    template.write_text("Ahoy {{ case_id }}")
    assert embargo("letter", "--check", str(template)).code == 0
    template.write_text("Ahoy {{ ship }}")
    refused = embargo("letter", "--check", str(template))
    assert refused.code == 6
    assert "status.txt.j2" in refused.err
    assert "'ship'" in refused.err


def test_a_template_under_another_name_is_called_by_it(embargo: Embargo, tmp_path: Path) -> None:
    template = tmp_path / "bad1.j2"
    template.write_text("{% if %}")
    refused = embargo("letter", "--check", str(template))
    assert (refused.code, "bad1.j2 cannot be used: line 1 cannot be read: " in refused.err) == (6, True)
    template.write_text("Ahoy {{ case_id }}")
    told = embargo("letter", "--check", str(template))
    assert (told.code, "wrong but its name. A template is named KIND.txt.j2" in told.err) == (0, True)


def test_all_templates_of_one_s_own_are_checked_with_their_names(embargo: Embargo, tmp_path: Path) -> None:
    assert "no template of your own" in embargo("letter", "--check").err
    folder = tmp_path / "config" / "embargo" / "letters"
    folder.mkdir(parents=True)
    (folder / "reply.txt.j2").write_text("Ahoy {{ case_id }}")
    assert embargo("letter", "--check").out == "reply.txt.j2: can be used.\n"
    (folder / "ack.txt.j2").write_text("Ahoy")
    (folder / "status.txt.j2").write_text("{{ ship }}")
    checked = embargo("letter", "--check")
    assert checked.code == 7
    misnamed, sound, wrong = checked.out.splitlines()
    assert misnamed.startswith("ack.txt.j2: is not used: no letter has this name.")
    assert sound == "reply.txt.j2: can be used."
    assert "there is no field 'ship'" in wrong
    found = {check["name"]: check for check in embargo("doctor", "--json").json}["Letter templates"]
    assert (found["state"], "ack.txt.j2" in found["found"]) == ("weak", True)


def test_a_template_of_one_s_own_is_used(embargo: Embargo, case: str, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "embargo" / "letters"
    folder.mkdir(parents=True)
    (folder / "reply.txt.j2").write_text("Ahoy {{ case_id }}")
    assert letter(embargo, case, "reply").out == f"Ahoy {case}\n"


def test_the_copy_of_what_was_sent_is_recorded_once(embargo: Embargo, case: str, tmp_path: Path) -> None:
    out, copy = tmp_path / "ack.eml", tmp_path / "sent.eml"
    assert letter(embargo, case, "acknowledgement", "--out", str(out)).code == 0
    copy.write_bytes(out.read_bytes())
    undated = letter(embargo, case, "acknowledgement", "--sent", str(copy))
    assert undated.code == 9
    assert "does not say when" in undated.err
    taken = embargo("import", str(copy), "--json", secret=PASSPHRASE)
    assert taken.code == 9
    assert taken.json["outcome"] == "refused"
    now = embargo("list", "--json", secret=PASSPHRASE).json[0]["received_at"]
    recorded = letter(embargo, case, "acknowledgement", "--sent", str(copy), "--at", now, "--json")
    assert recorded.code == 0
    assert (recorded.json["event"], recorded.json["case"]) == ("ack.sent", case)
    again = letter(embargo, case, "acknowledgement", "--sent", str(copy), "--at", now)
    assert again.code == 9
    assert "already. Nothing was written. Nothing more needs to be recorded." in again.err
    other = tmp_path / "other.eml"
    other.write_bytes(b"From: a@example.net\r\nTo: security@czm.ai\r\nSubject: x\r\n\r\nAnother hole\r\n")
    assert embargo("import", str(other), secret=PASSPHRASE).code == 0
    elsewhere = letter(embargo, case, "acknowledgement", "--sent", str(other), "--at", now)
    assert (elsewhere.code, f"Give the letter that went out for {case}." in elsewhere.err) == (9, True)
    early = letter(embargo, case, "status", "--sent", str(out), "--at", "2001-01-01T00:00Z")
    assert early.code == 9
