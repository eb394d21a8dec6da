"""What a proposal rests on, in words; the evidence in brackets is a stranger's."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.inert import Untrusted
from desktop.domain.triage import Axis, Likeness
from desktop.ui.look.wording import Chip


def strength_chip(like: Likeness) -> Chip:
    """How much speaks for it."""
    if like.strength == "strong":
        return Chip(QCoreApplication.translate("Triage", "Strong likeness"), "warn")
    return Chip(QCoreApplication.translate("Triage", "Some likeness"), "muted")


def reasons(like: Likeness) -> Untrusted:
    """Everything that speaks for it and against it."""
    same = {
        "component": QCoreApplication.translate("Triage", "same component ({evidence})"),
        "class": QCoreApplication.translate("Triage", "same class of bug ({evidence})"),
        "path": QCoreApplication.translate("Triage", "same attack path ({evidence})"),
        "fix": QCoreApplication.translate("Triage", "same fix ({evidence})"),
    }
    told = [*_of_the_text(like)]
    told += [same[a.axis].format(evidence=", ".join(a.evidence)) for a in like.agreements]
    told += [_against(axis) for axis in like.differs]
    return Untrusted("; ".join(told))


def circumstances(like: Likeness) -> str:
    """What else is worth knowing before the two are looked at."""
    alike = QCoreApplication.translate("Triage", "The texts are alike by {n} %.").format(
        n=round(like.similarity)
    )
    other = QCoreApplication.translate("Triage", "It is under the policy {policy}.").format(
        policy=like.policy_id
    )
    closed = QCoreApplication.translate("Triage", "It is closed.")
    told = [alike, "" if like.same_policy else other, "" if like.open else closed]
    return " ".join(filter(None, told))


def _of_the_text(like: Likeness) -> list[str]:
    if like.ground == "same-reporter":
        return [QCoreApplication.translate("Triage", "the same reporter sent nearly the same text again")]
    if like.ground == "same-text":
        return [QCoreApplication.translate("Triage", "nearly the same text")]
    return []


def _against(axis: Axis) -> str:
    return {
        "component": QCoreApplication.translate("Triage", "but another place is named"),
        "class": QCoreApplication.translate("Triage", "but another class of bug"),
        "path": QCoreApplication.translate("Triage", "but another way in is named"),
        "fix": QCoreApplication.translate("Triage", "but another fix"),
    }[axis]
