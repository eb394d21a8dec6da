"""What happened to the people of a vault, its journal and its approvals, in a few words."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from desktop.domain.events import Role


def team_acts() -> dict[str, str]:
    """By the names of the events."""
    return {
        "handler.named": QCoreApplication.translate("Acts", "Handler named"),
        "handler.enrolled": QCoreApplication.translate("Acts", "Handler enrolled"),
        "handler.signed-in": QCoreApplication.translate("Acts", "Signed in with a key"),
        "handler.left": QCoreApplication.translate("Acts", "Handler left"),
        "role.given": QCoreApplication.translate("Acts", "Role given"),
        "role.withdrawn": QCoreApplication.translate("Acts", "Role withdrawn"),
        "case.restricted": QCoreApplication.translate("Acts", "Case restricted"),
        "case.opened": QCoreApplication.translate("Acts", "Case opened to everybody"),
        "four-eyes.decided": QCoreApplication.translate("Acts", "Four eyes decided"),
        "watchword.kept": QCoreApplication.translate("Acts", "Guarded name added"),
        "watchword.dropped": QCoreApplication.translate("Acts", "Guarded name removed"),
        "item.labelled": QCoreApplication.translate("Acts", "Labelled as restricted"),
        "leak.accepted": QCoreApplication.translate("Acts", "False alarm of the gate"),
        "cve.rejection-written": QCoreApplication.translate("Acts", "Rejection of the CVE id written"),
        "advisory.approved": QCoreApplication.translate("Acts", "Advisory approved"),
        "approval.requested": QCoreApplication.translate("Acts", "Approval asked for elsewhere"),
        "advisory.self-released": QCoreApplication.translate("Acts", "Advisory released alone"),
        "advisory.release-refused": QCoreApplication.translate("Acts", "Advisory held back"),
        "provider.extended": QCoreApplication.translate("Acts", "Provider tree extended"),
        "journal.checked": QCoreApplication.translate("Acts", "Journal checked"),
        "slot.added": QCoreApplication.translate("Acts", "Way to open added"),
        "slot.removed": QCoreApplication.translate("Acts", "Way to open removed"),
        "writer.changed": QCoreApplication.translate("Acts", "Vault restored or copied"),
        "publisher.identified": QCoreApplication.translate("Acts", "CVE numbering authority named"),
        "intake-key.chosen": QCoreApplication.translate("Acts", "Intake key chosen"),
        "policy.adopted": QCoreApplication.translate("Acts", "Fallback policy chosen"),
        "profile.adopted": QCoreApplication.translate("Acts", "Policy adopted"),
        "release.scheduled": QCoreApplication.translate("Acts", "Release scheduled"),
        "release.cancelled": QCoreApplication.translate("Acts", "Release cancelled"),
        "holiday.added": QCoreApplication.translate("Acts", "Holiday added"),
        "holiday.removed": QCoreApplication.translate("Acts", "Holiday removed"),
    }


def role_words(role: Role) -> str:
    """A role as lists and forms name it."""
    return {
        "owner": QCoreApplication.translate("Roles", "owner"),
        "handler": QCoreApplication.translate("Roles", "handler"),
        "reviewer": QCoreApplication.translate("Roles", "reviewer"),
        "auditor": QCoreApplication.translate("Roles", "auditor"),
    }[role]


def roles_words(roles: Iterable[Role]) -> str:
    """Several of them; empty for none."""
    return ", ".join(map(role_words, roles))


def what_roles_do(role: Role) -> str:
    """What each role is for."""
    return {
        "owner": QCoreApplication.translate("Roles", "Says who works here and how the vault opens."),
        "handler": QCoreApplication.translate("Roles", "Does everything that cases need."),
        "reviewer": QCoreApplication.translate("Roles", "Reads, reviews fixes, approves advisories, notes."),
        "auditor": QCoreApplication.translate("Roles", "Reads the journal and its proofs, no content."),
    }[role]
