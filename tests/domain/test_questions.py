"""Questions and reports come to one address: told apart for who reads them, and nothing follows from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.assessing.questions import may_be_a_question, takes_questions
from tests.histories import profile

MUSHIN = profile("mushin")
QUESTIONS = [
    "Does your policy cover the demo site?",
    "Hello,\ndo you pay a bounty?\nAda",
    "May I write about my work with you, or is that not permitted?",
    "What is in scope?",
]
REPORTS = [
    "Is this in scope? Steps to reproduce: curl the endpoint and it runs code.",
    "Does your policy cover an XSS in the search form?",
    "Do you pay a bounty? Version 1.4.0 crashes on an empty file.",
    "May I ask what src/parse/header.c does with a negative length?",
    "I found a security issue. Could you tell me whom to send it to?",
    "The loader can be made to load what it should not.",
    "> What is in scope?\nThe loader unpickles what it reads.",
    "",
]


@pytest.mark.clause("MUS-8b")
@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_about_the_policy_is_told(text):
    assert may_be_a_question(MUSHIN, text)


@pytest.mark.clause("MUS-8b")
@pytest.mark.parametrize("text", REPORTS)
def test_what_speaks_of_a_problem_is_a_report(text):
    assert not may_be_a_question(MUSHIN, text)


def test_who_sends_a_file_reports():
    assert not may_be_a_question(MUSHIN, QUESTIONS[0], has_files=True)


def test_where_nobody_is_asked_to_send_questions_nothing_is_taken_for_one():
    other = profile("aumos")
    assert not takes_questions(other)
    assert not any(may_be_a_question(other, text) for text in QUESTIONS)


@given(st.text(max_size=300))
def test_any_words_can_be_looked_at(text):
    may_be_a_question(MUSHIN, text)
