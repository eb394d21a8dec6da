"""The filter language on the command line: hits with their places, sentences for what cannot be read."""

from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    return str(embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"])  # type: ignore[index]


def test_a_search_prints_where_the_words_stand(embargo: Embargo, case: str) -> None:
    (row,) = embargo("search", "--json", '"stays signed"', "from:lin", secret=PASSPHRASE).json  # type: ignore[misc]
    assert row["case_id"] == case
    found = row["found"]
    assert found["source"] == "report"
    assert [found["text"][begin:end].lower() for begin, end in found["marks"]] == ["stays signed"]
    printed = embargo("search", '"stays signed"', secret=PASSPHRASE)
    assert printed.code == 0
    head, place = printed.out.splitlines()
    assert head.startswith(case)
    assert place.strip().startswith("report: ")


def test_nothing_found_is_said_and_is_an_empty_list(embargo: Embargo, case: str) -> None:
    assert embargo("search", "--json", "xylophone", secret=PASSPHRASE).json == []
    found = embargo("search", "xylophone", secret=PASSPHRASE)
    assert (found.code, found.out) == (0, "")
    assert "No case" in found.err


def test_a_list_takes_the_same_language(embargo: Embargo, case: str) -> None:
    for words, count in (
        (["is:open", "stage:intake"], 1),
        (["is:closed"], 0),
        (["from:Lin"], 1),
        (["received:<3d", "session"], 1),
        (["has:attachment"], 0),
        ([f"case:{case.lower()}"], 1),
        (['handler:"Nobody Else"'], 0),
        (["session -is:closed -xylophone"], 1),
        (["is:open due:<9999d"], 1),
        (["from:lin is:open"], 1),
        (["handler:nobody is:open"], 0),
    ):
        listed = embargo("list", "--json", *words, secret=PASSPHRASE)
        assert len(listed.json) == count, words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["stage:confrim"], "did you mean confirm?"),
        (["fron:lin"], "did you mean from:?"),
        (['"open'], "not closed"),
        (["due:3d"], "due:<3d or due:>3d"),
    ],
)
def test_a_filter_that_cannot_be_read_is_explained_with_exit_2(
    embargo: Embargo, case: str, words: list[str], said: str
) -> None:
    for verb in ("list", "search"):
        found = embargo(verb, *words, secret=PASSPHRASE)
        assert (found.code, found.out) == (2, "")
        assert said in found.err


def test_a_value_that_the_shell_kept_together_stays_together(embargo: Embargo, case: str) -> None:
    assert len(embargo("list", "--json", "from:Lin lin", secret=PASSPHRASE).json) == 1  # type: ignore[arg-type]
    assert embargo("list", "--json", "from:Lin is:closed", secret=PASSPHRASE).json == []


def test_more_hits_than_are_printed_are_counted(embargo: Embargo, case: str, monkeypatch) -> None:
    monkeypatch.setattr("desktop.cli.cases.search_verb._FIRST", 0)
    found = embargo("search", "session", secret=PASSPHRASE)
    assert "The newest 0 of 1 cases" in found.err


def test_the_language_stands_in_the_help(embargo: Embargo) -> None:
    shown = " ".join(embargo("search", "--help").out.split())
    for key in ("from:", "due:<3d", "has:attachment", "negates"):
        assert key in shown
