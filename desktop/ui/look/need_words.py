"""Stages and what they need, in the words of the window; what a policy asks for stays in the policy's own."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.stages import Need


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
    """What is asked for; a need that names people, versions or files says so in the words of the rules."""
    return house_needs().get(need.text, need.text)


def need_within(need: Need) -> str:
    """The same as a part of a sentence; names in it keep their capitals."""
    words = need_words(need)
    return f"{words[:1].lower()}{words[1:]}"


def house_needs() -> dict[str, str]:
    """The fixed sentences of the house procedure, by what the rules call them."""
    translate = QCoreApplication.translate
    return {
        "The time of arrival confirmed": translate("Needs", "The time of arrival confirmed"),
        "A primary handler assigned": translate("Needs", "A primary handler assigned"),
        "An answer sent to the reporter": translate("Needs", "An answer sent to the reporter"),
        "The problem reproduced, or why it was confirmed without": translate(
            "Needs", "The problem reproduced, or why it was confirmed without"
        ),
        "Affected products and versions listed": translate("Needs", "Affected products and versions listed"),
        "A severity with its rationale": translate("Needs", "A severity with its rationale"),
        "The problem confirmed": translate("Needs", "The problem confirmed"),
        "What was searched for similar problems": translate(
            "Needs", "What was searched for similar problems"
        ),
        "A verdict on every hit": translate("Needs", "A verdict on every hit"),
        "Each hit that is a similar problem named as a finding": translate(
            "Needs", "Each hit that is a similar problem named as a finding"
        ),
        "The versions of each similar problem looked at": translate(
            "Needs", "The versions of each similar problem looked at"
        ),
        "The audit declared done": translate("Needs", "The audit declared done"),
        "A fix for every supported version": translate("Needs", "A fix for every supported version"),
        "A test of every fix": translate("Needs", "A test of every fix"),
        "A review of every fix": translate("Needs", "A review of every fix"),
        "No fix taken back since": translate("Needs", "No fix taken back since"),
        "The fixes declared ready": translate("Needs", "The fixes declared ready"),
        "The reporter's wish about credit": translate("Needs", "The reporter's wish about credit"),
        "Title and summary of the advisory": translate("Needs", "Title and summary of the advisory"),
        **_last_needs(),
    }


def _last_needs() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "The advisory signed and exported": translate("Needs", "The advisory signed and exported"),
        "The advisory signed and exported again: it was changed since": translate(
            "Needs", "The advisory signed and exported again: it was changed since"
        ),
        "The full advisory signed and exported: the last one was a holding advisory": translate(
            "Needs", "The full advisory signed and exported: the last one was a holding advisory"
        ),
        "The advisory published": translate("Needs", "The advisory published"),
        "The full advisory published": translate("Needs", "The full advisory published"),
        "The reporter told why the report was rejected": translate(
            "Needs", "The reporter told why the report was rejected"
        ),
        "The case closed": translate("Needs", "The case closed"),
    }
