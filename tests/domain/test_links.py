"""Addresses in a stranger's text, and where they really lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.links import link_at

TEXT = "See https://example.org/a?b=c, and\nhttp://bank.example@evil.example:8080/x. Or ftp://f.example."


@pytest.mark.parametrize(
    ("word", "address", "host"),
    [
        ("example.org", "https://example.org/a?b=c", "example.org"),
        ("bank", "http://bank.example@evil.example:8080/x", "evil.example:8080"),
        ("ftp://", "ftp://f.example", "f.example"),
    ],
)
def test_an_address_ends_before_its_punctuation_and_names_its_real_host(word, address, host) -> None:
    found = link_at(TEXT, TEXT.index(word))
    assert found is not None
    assert (found.address, found.host, found.foreign) == (address, host, False)


def test_where_no_address_stands_there_is_none() -> None:
    assert link_at(TEXT, 0) is None
    assert link_at(TEXT, TEXT.index("and")) is None
    assert link_at("javascript:alert(1) file:///etc/passwd", 3) is None
    assert link_at("", 0) is None


def test_a_host_in_another_script_is_pointed_out() -> None:
    found = link_at("https://exаmple.org/", 3)  # noqa: RUF001 - a Cyrillic letter, on purpose
    assert found is not None
    assert found.foreign


def test_a_backslash_does_not_hide_the_host() -> None:
    found = link_at("https://evil.example\\@good.example/", 3)
    assert found is not None
    assert found.host == "evil.example"


@given(st.text(max_size=200), st.integers(0, 220))
def test_no_text_raises(text: str, place: int) -> None:
    found = link_at(text, place)
    assert found is None or found.address in text
