"""How the states of versions and the reasons for them are called, and which icon stands beside each."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.matrix.matrix import Matrix
from desktop.ui.look.wording import Chip

MARKS = {
    "affected": ("warning", "bad"),
    "fixed": ("check", "good"),
    "not-affected": ("done", "good"),
    "under-investigation": ("search", "accent"),
    "not-checked": ("help", "warn"),
}
"""The icon of each state and its tone: the words say the same."""


def state_words() -> dict[str, str]:
    """The states, in the order in which they are offered."""
    return {
        "affected": QCoreApplication.translate("Versions", "Affected"),
        "not-affected": QCoreApplication.translate("Versions", "Not affected"),
        "fixed": QCoreApplication.translate("Versions", "Fixed"),
        "under-investigation": QCoreApplication.translate("Versions", "Under investigation"),
        "not-checked": QCoreApplication.translate("Versions", "Not checked"),
    }


def justification_words() -> dict[str, str]:
    """Why a version is not affected (CSAF 2.0 §3.2.3.5)."""
    return {
        "component_not_present": QCoreApplication.translate("Versions", "It lacks the component"),
        "vulnerable_code_not_present": QCoreApplication.translate("Versions", "It lacks the code"),
        "vulnerable_code_not_in_execute_path": QCoreApplication.translate(
            "Versions", "The code is never run"
        ),
        "vulnerable_code_cannot_be_controlled_by_adversary": QCoreApplication.translate(
            "Versions", "No attacker controls the code"
        ),
        "inline_mitigations_already_exist": QCoreApplication.translate(
            "Versions", "It has a protection built in"
        ),
    }


def finding_words(finding: str) -> str:
    """The name of a similar problem, or words for the reported one."""
    return finding or QCoreApplication.translate("Versions", "The reported problem")


def branches_chip(matrix: Matrix) -> Chip:
    """How the supported branches of a finding stand, the worst first."""
    states = {matrix.branch(branch).state for branch in (matrix.branches or ("",))}
    for state in ("affected", "not-checked", "under-investigation", "fixed", "not-affected"):
        if state in states:
            return Chip(state_words()[state], MARKS[state][1])
    return Chip(state_words()["not-checked"], "warn")
