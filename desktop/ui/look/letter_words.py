"""The words for kinds of letters, and for what a policy has them say."""

from PySide6.QtCore import QCoreApplication

from desktop.formats.letters.kinds import LetterKind


def letter_words(kind: LetterKind) -> str:
    """What a letter is called."""
    translate = QCoreApplication.translate
    return {
        "acknowledgement": translate("Letters", "Acknowledgement"),
        "question": translate("Letters", "Question"),
        "assessment": translate("Letters", "Assessment"),
        "status": translate("Letters", "Status"),
        "rejection": translate("Letters", "Rejection"),
        "redirect": translate("Letters", "Out of scope: report it as a bug"),
        "fix-notice": translate("Letters", "The fix is out"),
        "advisory-notice": translate("Letters", "The advisory is out"),
        "credit-question": translate("Letters", "Question about credit"),
        "disclosure-agreement": translate("Letters", "Agree on a date"),
        "policy-changed": translate("Letters", "The policy has changed"),
        "take-private": translate("Letters", "Please go on in private"),
        "reply": translate("Letters", "Reply"),
        "user-notice": translate("Letters", "Notice to users"),
        "authority-notice": translate("Letters", "Notice to the authority"),
    }[kind]


def saying_words(saying: str) -> str:
    """What a policy has a letter say, in a few words."""
    translate = QCoreApplication.translate
    return {
        "receipt": translate("Letters", "that it arrived"),
        "thanks": translate("Letters", "thanks"),
        "welcome": translate("Letters", "that reports are welcome"),
        "safe-harbour": translate("Letters", "the safe harbour"),
        "no-bounty": translate("Letters", "that no bounty is paid"),
        "hold-rule": translate("Letters", "the rule on disclosure"),
        "review-policy": translate("Letters", "a pointer to the policy"),
        "severity": translate("Letters", "the severity"),
        "next-steps": translate("Letters", "what comes next"),
        "progress": translate("Letters", "the progress"),
        "resolved": translate("Letters", "that it is resolved"),
        "credit-choice": translate("Letters", "how to decline credit"),
        "credit-permission": translate("Letters", "a request to name the reporter"),
        "what-happened": translate("Letters", "what happened"),
        "what-to-do": translate("Letters", "what to do"),
        "new-date": translate("Letters", "the date of the new policy"),
        "reasons": translate("Letters", "the reasons"),
        "version-fixed": translate("Letters", "the fixed version"),
    }.get(saying, saying)
