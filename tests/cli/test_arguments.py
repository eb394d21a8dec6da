"""The help of every verb: no word of it is left to guess, and fingerprints are taken as they are printed."""

import argparse
from collections.abc import Iterator

import pytest

from desktop.cli.arguments import build_parser
from desktop.domain.parties.fingerprints import grouped

FPR = "0123456789ABCDEF0123456789ABCDEF01234567"


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from parsers(inner)


def words() -> Iterator[tuple[str, argparse.Action]]:
    for parser in parsers(build_parser()):
        for action in parser._actions:
            if not isinstance(action, argparse._SubParsersAction):
                yield parser.prog, action


def test_every_word_and_option_of_every_verb_says_what_it_is():
    assert [(verb, action.dest) for verb, action in words() if not action.help] == []


def test_what_stands_without_a_name_is_shown_in_capitals():
    bare = [(verb, action) for verb, action in words() if not action.option_strings]
    assert [(verb, a.dest) for verb, a in bare if not (a.metavar or "").isupper()] == []
    assert {a.metavar for _, a in bare if a.dest == "case"} == {"CASE"}


@pytest.mark.parametrize("verb", ["slots", "journal"])
def test_what_lists_without_an_act_says_so(verb, capsys):
    with pytest.raises(SystemExit):
        build_parser().parse_args([verb, "--help"])
    assert "Without an act it lists" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("exchange send SEC-1 --to", "to"),
        ("exchange send SEC-1 --to AB --sign", "sign"),
        ("exchange receive a.bundle --from", "sender"),
        ("key take SEC-1 a.asc --fingerprint", "fingerprint"),
        ("key choose", "fingerprint"),
        ("team enrol Hal --fingerprint", "fingerprint"),
        ("slots add openpgp --openpgp", "openpgp"),
        ("advisory export SEC-1 --out a --sign", "sign"),
    ],
)
def test_a_fingerprint_is_taken_as_it_is_printed(line, where):
    parsed = build_parser().parse_args([*line.split(), f" {grouped(FPR).lower()} "])
    assert getattr(parsed, where) == FPR
