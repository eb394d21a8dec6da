"""A needle is looked for first, and a pattern in the pieces of a text: what it matches has to be found so."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from desktop.domain.leaving.leaks import hosts, metadata
from desktop.domain.leaving.needled import Needled
from desktop.domain.leaving.secrets import KNOWN

OF_LEAKS = [one for room in (hosts, metadata) for one in vars(room).values() if isinstance(one, Needled)]
ALL = [one for one in (*OF_LEAKS, *(form for _, form in KNOWN)) if one.needles]


@pytest.mark.parametrize("sought", ALL, ids=lambda sought: sought.pattern.pattern[:30])
def test_what_a_pattern_matches_has_one_of_its_needles(sought: Needled) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(sought.pattern))
    def check(text: str) -> None:
        assert next(sought.matches(text), None) is not None

    check()


@pytest.mark.parametrize("sought", ALL, ids=lambda sought: sought.pattern.pattern[:30])
def test_what_a_pattern_matches_is_found_in_the_pieces_of_its_text(sought: Needled) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(sought.pattern), st.sampled_from(["", " ", "\n", " of \t"]))
    def check(text: str, around: str) -> None:
        said = f"{around}{text}{around}"
        assume(next(sought.matches(said), None) is not None)
        pieces = "\n".join(said.split())
        assert sought.may_stand_in(pieces, pieces.casefold())

    check()
