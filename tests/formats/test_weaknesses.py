"""A weakness is found by number or name in any spelling; what is none is refused with its neighbours."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.formats.advisories.csaf.package import cwe_names
from desktop.formats.weaknesses import Weakness, find_weakness, nearest_weaknesses

XSS = Weakness(
    "CWE-79", "Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')"
)
NUMBERS = st.sampled_from(sorted(cwe_names()))


@pytest.mark.parametrize(
    "written",
    [
        "79",
        "cwe 79",
        "CWE-079",
        "Cwe_79",
        " cwe: 0079 ",
        XSS.words,
        "CWE-79: Cross-site Scripting",
        "[CWE-79]",
        "CWE\u201179",
        "cross-site  scripting",
        XSS.name.upper(),
    ],
)
def test_one_weakness_has_many_spellings(written: str) -> None:
    assert find_weakness(written) == XSS


@given(NUMBERS, st.sampled_from(["{}", "cwe{}", "CWE-{}", "cwe 0{}", "CWE: 00{}"]))
def test_every_number_of_the_catalogue_is_found_in_every_spelling(number: str, spelling: str) -> None:
    assert find_weakness(spelling.format(number)) == Weakness(f"CWE-{number}", cwe_names()[number])


@example("1423")  # the longest name of all
@given(NUMBERS)
def test_every_name_is_found_or_is_one_of_several(number: str) -> None:
    name = cwe_names()[number]
    same = [n for n, other in cwe_names().items() if other == name]
    if len(same) == 1:
        assert find_weakness(name).id == f"CWE-{number}"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("16", "there is no weakness CWE-16 in the catalogue (CWE 4.20); close to it are CWE-15"),
        ("CWE-99999", "there is no weakness CWE-99999"),
        ("deserialisation of untrusted data", "CWE-502 Deserialization of Untrusted Data"),
        ("zzzz", "'zzzz' is no name in the catalogue of weaknesses (CWE 4.20)"),
        ("0", "is no CWE number"),
    ],
)
def test_what_is_no_weakness_is_refused_with_the_nearest(written: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        find_weakness(written)


def test_a_few_letters_wrong_still_find_neighbours() -> None:
    assert nearest_weaknesses("Xserver-syde-requst")
    assert nearest_weaknesses("") == ()


@given(st.text(max_size=200))
def test_any_text_is_found_or_refused(written: str) -> None:
    try:
        assert find_weakness(written).name
    except ValueError as error:
        shown = str(error)
    else:
        shown = "found"
    assert shown
