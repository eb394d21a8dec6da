"""The help of every verb: no word of it is left to guess, and fingerprints are taken as they are printed.

A verb that was not typed is not filled in, and nobody notices.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator

import pytest

from desktop.cli.arguments import build_parser, read_arguments
from desktop.cli.main import verb_named
from desktop.domain.parties.fingerprints import grouped

WHOLE = build_parser()
VERBS = tuple(WHOLE._subparsers._group_actions[0].choices)
FPR = "0123456789ABCDEF0123456789ABCDEF01234567"


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from parsers(inner)


def words() -> Iterator[tuple[str, argparse.Action]]:
    for parser in parsers(WHOLE):
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
        WHOLE.parse_args([verb, "--help"])
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
    parsed = WHOLE.parse_args([*line.split(), f" {grouped(FPR).lower()} "])
    assert getattr(parsed, where) == FPR


def said(read, line, capsys) -> tuple[object, str, str]:
    try:
        came = read(line)
    except SystemExit as stopped:
        came = stopped.code
    return came, *capsys.readouterr()


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_says_the_same_when_no_other_is_filled_in(verb, capsys):
    for words in ("--help", "", "--json", "SEC-1", "add --help", "list --json"):
        line = [verb, *words.split()]
        assert said(read_arguments, line, capsys) == said(WHOLE.parse_args, line, capsys)


@pytest.mark.parametrize(
    "line",
    [
        "", "--help", "--vault act", "--vault act list a", "--vault", "sing", "sing list", "list sing",
        "--language de", "--no-such", "list -- show", "--vault=a show SEC-1 --json", "show --help list",
    ],
)  # fmt: skip
def test_what_is_said_of_all_verbs_names_them_all(line, capsys):
    assert said(read_arguments, line.split(), capsys) == said(WHOLE.parse_args, line.split(), capsys)


def test_verbs_that_were_not_typed_are_not_filled_in(monkeypatch):
    filled = []
    add = argparse.ArgumentParser.add_argument
    monkeypatch.setattr(
        argparse.ArgumentParser, "add_argument", lambda p, *n, **h: filled.append(p.prog) or add(p, *n, **h)
    )
    read_arguments(["show", "SEC-1"])
    assert {prog for prog in filled if prog.startswith("embargo ")} == {"embargo show"}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_that_can_be_typed_can_be_run(verb):
    assert callable(verb_named(verb))


def test_a_verb_loads_nothing_that_it_does_not_need():
    libraries = {"jinja2", "icalendar", "csaf", "PySide6"}
    code = f"import sys, desktop.cli.main; print(sorted({libraries} & {{*sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
