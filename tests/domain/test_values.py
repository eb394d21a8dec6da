"""Small values: ids, versions, severities, inert text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.assessing.severity import read_cvss, read_cwe
from desktop.domain.case_id import ALPHABET, make_case_id, normalise
from desktop.domain.event import name_of
from desktop.domain.event_codec import decode
from desktop.domain.events import FallbackPolicyChosen
from desktop.domain.inert import Untrusted, escape_invisible, has_hidden, is_hidden
from desktop.domain.versions.ranges import parse_range, to_vers

DIGITS = st.lists(st.integers(0, 31), min_size=6, max_size=6)


@given(DIGITS)
def test_an_id_is_read_back_however_it_was_typed(digits: list[int]) -> None:
    case_id = make_case_id("AUM", 2026, digits)
    assert normalise(case_id) == case_id
    assert normalise(" " + case_id.lower().replace("-0", "-o") + " ") == case_id


@given(DIGITS, st.integers(0, 6), st.sampled_from(ALPHABET))
def test_one_wrong_digit_of_an_id_is_noticed(digits: list[int], at: int, wrong: str) -> None:
    prefix, _, tail = make_case_id("AUM", 2026, digits).rpartition("-")
    mistyped = tail[:at] + wrong + tail[at + 1 :]
    assert mistyped == tail or normalise(f"{prefix}-{mistyped}") is None


@pytest.mark.parametrize(
    "written", ["", "AUM", "AUM-2026-", "AUM-2026-ABC", "-2026-0000000", "AUM-x-0000000"]
)
def test_what_is_no_id_is_none(written: str) -> None:
    assert normalise(written) is None


@pytest.mark.checks("B27")
@given(st.text())
def test_shown_text_hides_nothing(text: str) -> None:
    shown = escape_invisible(text)
    assert not any(is_hidden(c) for c in shown)
    assert has_hidden(text) or shown == text.replace("\r\n", "\n")


def test_a_right_to_left_override_is_spelt_out() -> None:
    assert Untrusted("exe.\u202egnp").shown == "exe.⟨U+202E⟩gnp"


def test_a_line_has_no_breaks() -> None:
    assert Untrusted("a\n b\tc").line == "a b c"


@pytest.mark.parametrize("written", ["502", "CWE-502", "cwe502", "CWE: 502", " cwe_0502 "])
def test_every_spelling_of_a_cwe_is_accepted(written: str) -> None:
    assert read_cwe(written) == "CWE-502"


def test_both_cvss_versions_are_scored() -> None:
    three = read_cvss("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
    four = read_cvss("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N")
    assert (three.version, three.score, three.rating) == ("3.1", 9.8, "critical")
    assert (four.version, four.score, four.rating) == ("4.0", 9.3, "critical")


@pytest.mark.parametrize("vector", ["", "CVSS:2.0/AV:N", "CVSS:3.1/AV:N/AC:L", "AV:N/AC:L/Au:N/C:N/I:N/A:C"])
def test_half_a_vector_is_refused(vector: str) -> None:
    with pytest.raises(ValueError, match=r"vector"):
        read_cvss(vector)


def test_ranges_become_vers() -> None:
    assert to_vers(">=1.2.0, <1.4.1") == "vers:generic/>=1.2.0|<1.4.1"
    assert to_vers("1.4.0") == "vers:generic/1.4.0"


@pytest.mark.parametrize("written", ["*", "1.*", "", ">=1,", "1.0, <2", "a b"])
def test_what_is_no_range_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"version|range"):
        parse_range(written)


def test_the_fallback_policy_of_older_vaults_is_read_under_the_name_it_was_stored_by():
    event = decode("policy.adopted", b'{"policy_id":"aumos"}')
    assert event == FallbackPolicyChosen("aumos")
    assert name_of(event) == "policy.adopted"
