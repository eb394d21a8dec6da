"""`embargo advisory accept-leak`, `advisory watchwords` and `embargo label`, on a real vault."""

from pathlib import Path

import pytest

from desktop.domain.failures import Exit
from tests.cli.conftest import PASSPHRASE, Embargo, Keys


@pytest.fixture
def call(embargo: Embargo, vault: Path):
    def run(*words: str):
        return embargo(*words, "--vault", str(vault), secret=PASSPHRASE)

    return run


@pytest.fixture
def case(call, keys: Keys, tmp_path: Path) -> str:
    report = tmp_path / "report.eml"
    report.write_bytes(keys.report)
    return str(call("import", str(report), "--json").json["case"])


def test_names_are_kept_listed_and_dropped(call):
    assert "keeps no names" in call("advisory", "watchwords").err
    assert call("advisory", "watchwords", "--add", "Blue Heron").code == Exit.DONE
    kept = call("advisory", "watchwords", "--add", "lab.example", "--sort", "host", "--json").json
    assert [(one["word"], one["sort"]) for one in kept["watchwords"]] == [
        ("Blue Heron", "code-name"),
        ("lab.example", "host"),
    ]
    assert "Blue Heron" not in call("advisory", "watchwords", "--drop", "blue heron").out
    assert call("advisory", "watchwords", "--drop", "nothing").code == Exit.USAGE


def test_a_finding_is_listed_with_its_line_and_accepted_by_its_id(call, case):
    words = ("--set", "title=Loader", "--set", "summary=It listens on 10.1.2.3 then.")
    assert call("act", case, "advisory.drafted", *words).code == Exit.DONE
    shown = call("advisory", "show", case, "--json").json
    leaks = [leak for leak in shown["leaks"] if leak["format"] == "markdown"]
    assert [(leak["kind"], leak["acceptable"]) for leak in leaks] == [("internal-host", True)]
    assert (
        f"{leaks[0]['id']}  markdown, line {leaks[0]['line']}: internal-host, 10.1.2.3"
        in call("advisory", "show", case).err
    )
    accepted = call("advisory", "accept-leak", case, leaks[0]["id"], "--reason", "from the manual", "--json")
    assert accepted.json == {
        "case": case,
        "leak": leaks[0]["id"],
        "kind": "internal-host",
        "format": "markdown",
    }
    assert call("advisory", "accept-leak", case, leaks[0]["id"], "--reason", "again").code == Exit.USAGE


def test_labels_are_put_on_listed_and_lifted(call, case):
    assert "Nothing" in call("label", "list", case).err
    assert call("label", "add", case, "--message", "1", "--reason", "a pattern").code == Exit.DONE
    assert "a pattern" in call("label", "list", case).out
    assert call("label", "add", case, "--whole", "--reason", "all of it").code == Exit.DONE
    (first, whole) = call("label", "list", case, "--json").json["labels"]
    assert (first["item"], whole["item"], whole["number"]) == ("message", "case", 2)
    assert call("label", "lift", case, "2").code == Exit.DONE
    assert call("label", "lift", case, "2").code == Exit.USAGE
    assert call("label", "add", case, "--note", "1", "--reason", "x").code == Exit.USAGE
