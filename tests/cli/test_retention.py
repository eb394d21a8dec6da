"""retention on the command line: proposed, asked, done, and what is said of it."""

from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    case = embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"]
    for act in (
        ("handler.assigned", "handler=Grace"),
        ("report.rejected", "reason=spam", "explanation=Spam"),
    ):
        assert embargo("act", case, act[0], *_set(*act[1:]), secret=PASSPHRASE).code == 0
    assert (
        embargo(
            "act", case, "arrival.confirmed", *_set("arrived_at=2026-01-09T16:00Z"), secret=PASSPHRASE
        ).code
        == 0
    )
    assert embargo("act", case, "case.closed", *_set("reason=Spam"), secret=PASSPHRASE).code == 0
    return case


def _set(*values: str) -> list[str]:
    return [word for value in values for word in ("--set", value)]


def test_a_purge_asks_and_says_what_is_left(embargo: Embargo, case: str, tmp_path: Path) -> None:
    assert embargo("backup", str(tmp_path / "backup"), secret=PASSPHRASE).code == 0
    asked = embargo("retention", "purge", case, secret=PASSPHRASE)
    assert (asked.code, "nobody to ask" in asked.err) == (2, True)
    held = embargo("retention", "hold", case, "--reason", "A court asked", secret=PASSPHRASE)
    assert held.code == 0, held.err
    kept = embargo("retention", "purge", case, "--yes", secret=PASSPHRASE)
    assert (kept.code, "A court asked" in kept.err) == (9, True)
    assert embargo("retention", "release", case, "--reason", "It is over", secret=PASSPHRASE).code == 0
    done = embargo("retention", "purge", case, "--yes", "--json", secret=PASSPHRASE)
    assert done.code == 0, done.err
    (told,) = done.json
    assert (told["case"], told["purged"], told["what"], len(told["backups"])) == (case, True, "everything", 1)
    assert "1 backup made before still holds this content" in done.err
    shown = embargo("show", case, "--json", secret=PASSPHRASE).json
    assert (shown["title"], shown["reporter"]["address"]) == ("[purged]", "")
    assert embargo("show", case, secret=PASSPHRASE).code == 0
    assert embargo("thread", case, secret=PASSPHRASE).code == 0
    assert embargo("people", case, secret=PASSPHRASE).code == 0
    assert embargo("verify", secret=PASSPHRASE).code == 0
    again = embargo("retention", "purge", case, "--yes", secret=PASSPHRASE)
    assert (again.code, "Nothing of it is left" in again.err) == (9, True)


def test_a_rule_is_set_and_what_is_due_is_listed_and_purged(embargo: Embargo, case: str) -> None:
    assert "Nothing is past" in embargo("retention", "due", secret=PASSPHRASE).err
    assert embargo("retention", "rule", secret=PASSPHRASE).code == 2
    assert embargo("retention", "rule", "--after", "soon", secret=PASSPHRASE).code == 2
    assert embargo("retention", "rule", "--after", "0d", secret=PASSPHRASE).code == 0
    (past,) = embargo("retention", "due", "--json", secret=PASSPHRASE).json
    assert (past["case"], past["after"], past["by"], past["held"]) == (case, "0d", "vault", False)
    assert case in embargo("retention", "due", secret=PASSPHRASE).out
    assert "kept longer than its rule says" in embargo("due", secret=PASSPHRASE).out
    assert embargo("retention", "purge", case, "--due", "--yes", secret=PASSPHRASE).code == 2
    assert embargo("retention", "purge", "--due", "--yes", secret=PASSPHRASE).code == 0
    assert embargo("retention", "due", "--json", secret=PASSPHRASE).json == []
    nothing = embargo("retention", "purge", "--due", "--yes", secret=PASSPHRASE)
    assert (nothing.code, "Nothing was purged" in nothing.err) == (0, True)
    assert embargo("retention", "rule", "--none", secret=PASSPHRASE).code == 0


def test_some_of_several_are_purged_and_the_others_named(embargo: Embargo, case: str, vault: Path) -> None:
    told = embargo("retention", "purge", case, "MUS-2026-0000000", "--yes", secret=PASSPHRASE)
    assert (told.code, "Nothing was written" in told.err) == (2, True)
    assert embargo("show", case, "--json", secret=PASSPHRASE).json["title"] != "[purged]"
    embargo("retention", "hold", case, "--reason", "A court asked", secret=PASSPHRASE)
    both = embargo("retention", "purge", case, case, "--yes", secret=PASSPHRASE)
    assert both.code == 9


def test_a_reporter_is_forgotten(embargo: Embargo, case: str) -> None:
    assert embargo("retention", "forget", case, "--yes", secret=PASSPHRASE).code == 2
    person = embargo("retention", "forget", case, "--person", "Nobody", "--yes", secret=PASSPHRASE)
    assert (person.code, "Nobody of this label" in person.err) == (2, True)
    done = embargo(
        "retention", "forget", case, "--reporter", "--field", "address", "--yes", secret=PASSPHRASE
    )
    assert (done.code, "messages that they wrote" in done.err) == (0, True)
    shown = embargo("show", case, "--json", secret=PASSPHRASE).json
    assert shown["reporter"]["address"] == ""
    assert embargo("verify", secret=PASSPHRASE).code == 0


def test_a_review_without_a_date_is_recorded(embargo: Embargo, vault: Path) -> None:
    assert "no date" in embargo("due", secret=PASSPHRASE).out
    done = embargo("policy", "review", "MUS-6d", "--note", "Acme looked: nothing", secret=PASSPHRASE)
    assert done.code == 0, done.err
    assert "Acme looked: nothing" in embargo("due", secret=PASSPHRASE).out
    assert embargo("policy", "review", "MUS-1a", "--note", "x", secret=PASSPHRASE).code == 2


def test_a_page_of_thanks_is_written(embargo: Embargo, vault: Path, tmp_path: Path) -> None:
    page = tmp_path / "thanks.html"
    done = embargo("advisory", "thanks", "mushin", "--out", str(page), secret=PASSPHRASE)
    assert done.code == 0, done.err
    assert "thanks those who reported responsibly" in page.read_text()
