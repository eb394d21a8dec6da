"""Stages and what they need, in the words of the window; what a policy asks for stays in the policy's own."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.stages import Need
from desktop.ui.look.sentences import said


def stage_words(stage: str) -> str:
    """The name of a stage."""
    translate = QCoreApplication.translate
    return {
        "Intake": translate("Stages", "Intake"),
        "Confirm": translate("Stages", "Confirm"),
        "Audit": translate("Stages", "Audit"),
        "Fix": translate("Stages", "Fix"),
        "Advisory": translate("Stages", "Advisory"),
        "Closed": translate("Stages", "Closed"),
    }.get(stage, stage)


def need_words(need: Need) -> str:
    """What is asked for; what a policy asks for stays in its own words."""
    return said(need.text)


def need_within(need: Need) -> str:
    """The same as a part of a sentence; names in it keep their capitals."""
    words = need_words(need)
    return f"{words[:1].lower()}{words[1:]}"
