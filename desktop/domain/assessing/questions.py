"""Whether a message may be a question about a policy rather than a report: both come to one address (MUS-8b).

It is a remark for whoever reads the message, and never more: a report that reads like a question stays a
report, with every promise that hangs on it, until a person rejects it.
"""

import re

from desktop.domain.assessing.asked_fields import LONGEST, own_lines, speaks_of_a_problem
from desktop.domain.policy import Profile
from desktop.domain.policy.intake import Purpose

_QUESTIONS: frozenset[Purpose] = frozenset({"policy-question", "inquiry", "general"})
_OF_A_POLICY = re.compile(
    r"\bpolic(?:y|ies)\b|safe.?harbou?r|bount(?:y|ies)|\breward|\bscope\b|hall of fame"
    r"|disclosure (?:time|period)|\b(?:may|can|could|should|do) (?:i|we|you)\b|\ballow(?:ed)?\b"
    r"|permi(?:t|ssion)"
)
SENTENCE = (
    "It may be a question about the policy and no report: nothing in it speaks of a problem. Nothing follows "
    "from that; if it is one, answer it and reject it as not-a-vulnerability."
)


def takes_questions(profile: Profile) -> bool:
    """Whether reports and questions come to one address of this policy."""
    purposes = [frozenset(intake.purposes) for intake in profile.intake]
    return any("vulnerability" in told and told & _QUESTIONS for told in purposes)


def may_be_a_question(profile: Profile, text: str, *, has_files: bool = False) -> bool:
    """Whether a message asks something of the policy, and neither says nor shows what a report does."""
    if has_files or not takes_questions(profile):
        return False
    said = "\n".join(own_lines(text[:LONGEST])).casefold()
    return "?" in said and bool(_OF_A_POLICY.search(said)) and not speaks_of_a_problem(said)
