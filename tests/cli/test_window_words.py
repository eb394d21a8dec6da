"""Which command lines mean the window alone: what it reads must be what the parser of all verbs reads."""

from pathlib import Path

import pytest

from desktop.cli.arguments import build_parser
from desktop.cli.window_words import only_the_window


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--vault", "some.embargo"],
        ["--vault=some.embargo", "--language", "de"],
        ["--language=de"],
        ["--vault", "one", "--vault", "two"],
    ],
)
def test_it_reads_what_the_parser_reads(words: list[str]) -> None:
    parsed = build_parser().parse_args(words)
    assert only_the_window(words) == (parsed.vault and parsed.vault.absolute(), parsed.language)


@pytest.mark.parametrize(
    "words",
    [
        ["open"],
        ["--help"],
        ["--vau", "some.embargo"],
        ["--vault"],
        ["--vault", "--language"],
        ["--vault="],
        ["--vault", "some.embargo", "list"],
        ["demo"],
        ["--nonsense"],
        ["--", "list"],
    ],
)
def test_all_else_is_left_to_the_parser(words: list[str]) -> None:
    assert only_the_window(words) is None


def test_a_vault_is_meant_from_the_folder_that_it_was_named_in(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert only_the_window(["--vault", "a"]) == (tmp_path / "a", "")
