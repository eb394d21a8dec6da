"""What a policy asks for is called missing only where nothing in a report speaks of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.assessing.asked_fields import LONGEST, look_for, not_found
from desktop.domain.policy import AskedField
from tests.histories import profile as profile_of

FULL = """Hello,

the session cookie stays valid after a logout in web/session.py of version 1.6.0 (commit 0a1b2c3), in the
default configuration: this is a session fixation.

Steps to reproduce:
1. Log in and copy the cookie.
2. Log out, and use it again.

Impact: an attacker who once saw the cookie acts as its user.
"""


def lacks(policy: str, text: str, *, has_files: bool = False) -> list[str]:
    return [f.id for f in not_found(profile_of(policy).fields, text, has_files=has_files)]


@pytest.mark.clause("MUS-1f", "MUS-1g", "MUS-1h", "MUS-1i", "MUS-1j", "MUS-1l")
@pytest.mark.parametrize("policy", ["aumos", "czm", "m87", "mushin", "terragon"])
def test_a_whole_report_lacks_nothing_under_any_policy(policy: str) -> None:
    assert lacks(policy, FULL) == []


@pytest.mark.parametrize(
    ("policy", "missing"),
    [
        ("aumos", ["description", "impact", "steps"]),
        ("czm", ["description", "steps", "impact"]),
        ("m87", ["description", "steps", "impact", "components"]),
        (
            "mushin",
            ["type", "source-paths", "source-location", "configuration", "steps", "impact"],
        ),
        ("terragon", []),
    ],
)
def test_a_report_that_says_nothing_lacks_what_is_asked_of_every_report(
    policy: str, missing: list[str]
) -> None:
    assert lacks(policy, "Hi, please call back.") == missing


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Any user can execute code.", "impact"),
        ("It breaks when you send two frames.", "steps"),
        ("1. Open it\n2. Close it", "steps"),
        ("src/core/frame.c", "source-paths"),
        ("See frame.py", "source-paths"),
        ("As of v1.4", "source-location"),
        ("on Debian 12", "configuration"),
        ("CWE-79", "type"),
    ],
)
def test_a_single_obvious_word_is_enough(words: str, found: str) -> None:
    assert found not in lacks("mushin", words)


def test_a_heading_without_words_below_says_nothing() -> None:
    form = "## Impact\n\n## Steps\n\nConfiguration:\n\n**Type:**\n"
    assert {"impact", "steps", "configuration", "type"} <= set(lacks("mushin", form))
    filled = form.replace("## Steps\n", "## Steps\nSend it.\n").replace("**Type:**\n", "**Type:**\nunclear")
    assert {"steps", "type"}.isdisjoint(lacks("mushin", filled))


def test_what_the_reporter_quotes_of_our_question_is_not_an_answer() -> None:
    assert "impact" in lacks("mushin", "> - What an attacker gains: the impact\n\nI will see.")


@pytest.mark.parametrize("text", ["", " \n\n", "> all of it\n> is quoted"])
def test_a_report_without_a_word_of_its_own_lacks_what_is_asked(text: str) -> None:
    assert lacks("aumos", text) == ["description", "impact", "steps"]


def test_files_may_hold_what_the_text_does_not() -> None:
    assert lacks("aumos", "See the file.", has_files=True) == ["impact"]


def test_what_may_be_left_out_is_looked_for_and_not_asked_for() -> None:
    looked = {asked.field.id: asked.found for asked in look_for(profile_of("aumos").fields, "hello")}
    assert looked["poc"] is False
    assert "poc" not in lacks("aumos", "hello")


def test_a_field_of_ones_own_is_found_by_its_own_words() -> None:
    own = (
        AskedField(id="tenant-name", text="Which tenant"),
        AskedField(id="os", text="OS", accepts=("Haiku",)),
    )
    assert [f.id for f in not_found(own, "nothing")] == ["tenant-name", "os"]
    assert not_found(own, "Tenant 7 on haiku") == ()


@given(st.text(max_size=300))
def test_more_words_never_make_a_field_missing(text: str) -> None:
    fields = profile_of("mushin").fields
    more = not_found(fields, f"{text}\nIt crashes.\n{FULL}")
    assert more == ()


def test_a_text_without_end_is_looked_through_to_a_bound() -> None:
    assert "impact" in lacks("mushin", "a" * LONGEST + " attacker")
    for hostile in ("a/" * LONGEST, "#" * LONGEST, "a.b-" * LONGEST, "**" * LONGEST, ": \n" * LONGEST):
        look_for(profile_of("mushin").fields, hostile)
