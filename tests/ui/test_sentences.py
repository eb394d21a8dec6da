"""Sentences of the lower rooms are found again, said in another language, and keep what fills them."""

import ast
import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.failures import Failure
from desktop.ui.look.sentence_reader import Sentence, SentenceReader
from desktop.ui.look.sentences import said, speak_sentences
from tests.catalogues import sentences
from tests.test_architecture import ROOT, SOURCES, tree

KNOWN = sentences.sentences()
BUGS = frozenset({"AssertionError", "OSError", "RuntimeError", "TypeError", "argparse.ArgumentTypeError"})
"""What nobody is shown, and what the command line alone says."""
MARKS = str.maketrans("", "", "⟦⟧")
HOLE = re.compile(r"%\d")


@cache
def reader() -> SentenceReader:
    """A language that puts each sentence in brackets."""
    return SentenceReader(KNOWN, lambda sentence: f"⟦{sentence}⟧")


def filled(sentence: str, holes: list[str]) -> str:
    waiting = iter(holes)
    return HOLE.sub(lambda _hole: next(waiting), sentence)


plain = st.text(max_size=20).filter(lambda text: "\n" not in text and not set("⟦⟧") & set(text))
hostile = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(["%1", "%2", "{0}", "%n", "Nothing was written.", " or ", ". ", "and, or; it: is (not)"]),
    plain,
)


@st.composite
def made(draw: st.DrawFn, holes: st.SearchStrategy[str]) -> tuple[str, list[str]]:
    sentence = draw(st.sampled_from([one for one in KNOWN if "%1" in one]))
    return sentence, [draw(holes) for _ in HOLE.findall(sentence)]


@given(made(st.from_regex(r"[b-z]{3,9}[0-9]", fullmatch=True)))
def test_a_sentence_is_found_again_with_what_fills_it(one):
    sentence, holes = one
    found = Sentence(sentence)
    text = filled(sentence, holes)
    assert found.holes_in(text) == tuple(holes)
    if not (found.counts or found.joins):
        assert reader().say(text) != text


@given(st.lists(made(hostile), min_size=1, max_size=3))
def test_nothing_is_lost_and_nothing_is_added_whatever_fills_a_sentence(several):
    """The other language says each letter of the text once, in this language's order."""
    text = " ".join(filled(*one) for one in several)
    assert reader().say(text).translate(MARKS).lower() == text.translate(MARKS).lower()


@given(made(st.from_regex(r"[b-z][^\n⟦⟧]{0,9}[b-z]", fullmatch=True)))
def test_holes_go_where_the_other_language_wants_them(one):
    sentence, holes = one
    turned = SentenceReader([sentence], lambda text: "|".join(reversed(HOLE.findall(text))))
    text = filled(sentence, holes)
    if Sentence(sentence).holes_in(text) == tuple(holes) and turned.say(text) != text:
        assert turned.say(text) == "|".join(reversed(holes))


def test_what_looks_like_a_hole_is_not_filled_again():
    swapped = SentenceReader(["The file %1 holds the policy %2."], lambda _text: "%2 stands in %1.")
    assert swapped.say("The file %2 holds the policy %1.") == "%1 stands in %2."


def test_what_could_be_read_in_two_ways_stays_as_it_is():
    text = "The file a holds the policy b holds the policy c."
    assert SentenceReader(["The file %1 holds the policy %2."], str.upper).say(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nothing was written.", "⟦Nothing was written.⟧"),
        (
            "There is no such file. Nothing was written. Choose another place.",
            "⟦There is no such file.⟧ ⟦Nothing was written.⟧ ⟦Choose another place.⟧",
        ),
        (
            "Starts when the acknowledgement is sent or the fix is released.",
            "⟦Starts when ⟦⟦the acknowledgement is sent⟧ or ⟦the fix is released⟧⟧.⟧",
        ),
        ("Kept: 2 days and 3 hours in time.", "⟦Kept: ⟦⟦2 days⟧ and ⟦3 hours⟧⟧ in time.⟧"),
        ("own.toml: The profile is nested too deeply.", "own.toml: ⟦The profile is nested too deeply.⟧"),
        ("Two or three days", "Two or three days"),
        ("Hole in the loader", "Hole in the loader"),
    ],
)
def test_a_text_is_read_sentence_by_sentence(text, said):
    assert reader().say(text) == said


def test_a_first_letter_is_raised_as_in_english():
    german = SentenceReader(["this is no label of TLP 2.0"], lambda _text: "das ist keine Marke")
    assert german.say("This is no label of TLP 2.0.") == "Das ist keine Marke."


@pytest.mark.parametrize("part", ["It is, or was (so). ", "or and ", "Nothing was written. ", "%1 or %2, "])
def test_a_text_without_end_is_left_alone(part):
    text = part * 4000
    assert reader().say(text) == text


def test_english_is_not_looked_at(tmp_path):
    speak_sentences(tmp_path / "missing")
    assert said("Nothing was written. ") == "Nothing was written. "


def test_every_sentence_has_a_word_by_which_it_is_found():
    assert [one for one in KNOWN if not Sentence(one).keys] == []


def rooms() -> list[str]:
    """The modules whose sentences are collected."""
    apart = (*sentences.SPEAKING, *sentences.DOCUMENTS)
    places = (path.relative_to(ROOT / "desktop").as_posix() for path in SOURCES)
    return [place for place in places if not place.startswith(apart)]


def told(call: ast.Call) -> list[ast.expr]:
    """What a failure is told with: its message, what was written, what to do."""
    return [*call.args[:1], *(word.value for word in call.keywords if word.arg in ("advice", "written"))]


def own_words(words: ast.expr) -> str:
    """What a literal says by itself."""
    parts = words.values if isinstance(words, ast.JoinedStr) else [words]
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


def not_collected(place: str) -> list[str]:
    """Sentences of failures that no translator gets, or that are put together so that none could."""
    found = []
    module = ast.unparse(tree(ROOT / "desktop" / place))
    for node in ast.walk(tree(ROOT / "desktop" / place)):
        if not isinstance(node, ast.Raise) or not isinstance(node.exc, ast.Call):
            continue
        for words in told(node.exc) if ast.unparse(node.exc.func) not in BUGS else ():
            source = ast.unparse(words)
            taken = set(sentences.templates(f"[{source}]", module))
            silent = not taken and re.search("[a-z]", own_words(words))
            if isinstance(words, ast.BinOp) or taken - set(KNOWN) or silent:
                found.append(f"{place}:{node.lineno}: {source}")
    return found


def test_every_sentence_of_a_failure_reaches_translators():
    assert [one for place in rooms() for one in not_collected(place)] == []


def test_what_every_kind_of_failure_advises_reaches_translators():
    advised = {kind.default_advice for kind in (Failure, *Failure.known.values())}
    assert {advice for advice in advised if reader().say(advice) == advice} == set()


@pytest.mark.parametrize(
    "source",
    [
        "raise Unreadable('The file ' + name + ' cannot be read.')",
        "raise Unreadable('The file %s cannot be read.' % name)",
    ],
)
def test_a_sentence_that_is_pieced_together_is_seen(source, monkeypatch):
    monkeypatch.setattr("tests.ui.test_sentences.tree", lambda _path: ast.parse(source))
    assert not_collected("anywhere.py")
