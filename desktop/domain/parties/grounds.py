"""What allows a person's name to be told: their consent, a law, a policy that takes silence for yes.

How long silence has to last, `parties.consent` says where it proposes the ground.
"""

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.policy import Profile

_QUESTIONS = frozenset({"credit-choice", "credit-permission"})
"""What a letter says that asks how somebody wishes to be credited."""


def objection(act: e.CreditRecorded, case: Case, profile: Profile) -> str:
    """Why the basis of a wish does not carry, or "".

    The opt-out rule carries after the question, for who did not object (M87-2f, AUM-4c).
    """
    if act.basis != "opt-out" or act.choice == "anonymous":
        return ""
    if profile.credit.mode != "opt-out":
        return "The policy names nobody who did not agree: record whose word allows it."
    if act.person:
        return "The policy's rule is about who reported: anybody else is asked."
    if not was_asked(case, profile):
        return "The reporter was not asked yet how to be credited: silence says nothing so far."
    return _spoken(case)


def _spoken(case: Case) -> str:
    if case.unreachable is not None:
        return "The reporter cannot be reached: silence says nothing."
    if case.credit is not None and case.credit.choice == "anonymous":
        return "The reporter objected: they wish to stay anonymous."
    return ""


def was_asked(case: Case, profile: Profile) -> bool:
    """Whether a letter that asks about credit was sent: by itself, or one that the policy has ask it."""
    asking = {rule.event for rule in profile.letters if _QUESTIONS & set(rule.says)}
    return bool(case.milestones.keys() & (asking | {e.CreditAsked.kind}))
