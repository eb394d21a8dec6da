"""A hit is shown with its surroundings, on one line, with nothing hidden, marked where it stands."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.filters import Filter, Snippet, fold, plain, read_filter, snippet, tokens


def hit(text: str, written: str) -> Snippet | None:
    read = read_filter(written)
    assert isinstance(read, Filter)
    return snippet("report", plain(text), read.texts())


def marked(text: str, written: str) -> list[str]:
    found = hit(text, written)
    return [] if found is None else [found.text.raw[begin:end] for begin, end in found.marks]


def test_the_word_is_marked_whole_in_any_case_and_with_or_without_accents():
    assert marked("A heap OVERFLOW here", "overf") == ["OVERFLOW"]
    assert marked("Le Re\u0301sume\u0301 de \u00c9mile", "resume") == ["R\u00e9sum\u00e9"]
    assert marked("\u00e9\u00e9\u00e9 \u00c9mile ist da", "emile") == ["\u00c9mile"]
    assert marked("\u039f\u0394\u039f\u03a3", "\u03bf\u03b4\u03bf\u03c2") == ["\u039f\u0394\u039f\u03a3"]
    assert marked("overflow", "flow") == []
    assert marked("over a is", '"ove"') == []


def test_a_phrase_is_found_across_lines_and_signs():
    assert marked("the closed\r\n  (beta) program", '"closed beta"') == ["closed (beta"]
    assert marked("closed betamax", '"closed beta"') == []
    assert marked("see r3@x.org", "r3@x") == ["r3@x"]


def test_long_texts_are_cut_at_words_and_spaces_are_one():
    found = hit(f"{'before ' * 50}needle\n\n{'after ' * 100}", "needle")
    assert found is not None
    assert found.text.raw.startswith("…before ")
    assert found.text.raw.endswith("…")
    assert len(found.text.raw) < 200
    assert "\n" not in found.text.raw


def test_what_nobody_sees_is_spelt_out():
    found = hit("needle \u202e\u0007evil", "needle")
    assert found is not None
    assert found.text.raw == "needle ⟨U+0007⟩evil"


def test_the_place_is_looked_for_in_the_beginning_of_a_long_text():
    word = f"{'x ' * 20_000}needle"
    found = hit(word, "need")
    assert found is not None
    assert found.text.raw.endswith("needle")
    begun = [at for at in range(15_800, 16_500, 7) if not marked(f"{'y' * at} needle", "needle")]
    assert begun == []
    assert hit(f"{'x ' * 1_000_000}needle", "need") is None


def test_nothing_is_found_for_nothing():
    assert hit("anything", "") is None
    assert hit("anything", "%") is None


@given(st.text(max_size=200), st.text(max_size=3000))
def test_whatever_stands_around_a_word_it_is_found_and_marked(before: str, after: str):
    text = f"{before} needle {after}"
    (begun,) = marked(text, "needle")
    assert fold(begun).startswith("needle")
    assert "needle" in tokens(text)
