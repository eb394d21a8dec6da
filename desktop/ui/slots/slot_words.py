"""The words for the ways to open a vault."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.parties.fingerprints import tail
from desktop.ui.look.instants import absolute
from desktop.workflows.slot_ports import SlotInfo


def factor_words(factor: str) -> str:
    """One of the things that must come together."""
    return {
        "keyring": QCoreApplication.translate("Slots", "The keyring of this computer's account"),
        "passphrase": QCoreApplication.translate("Slots", "A passphrase"),
        "recovery": QCoreApplication.translate("Slots", "The recovery code"),
        "openpgp": QCoreApplication.translate("Slots", "An OpenPGP key"),
    }[factor]


def slot_words(slot: SlotInfo) -> str:
    """What opens the vault here, and what must come with it."""
    first = factor_words(slot.kind)
    beside = {
        "key-file": QCoreApplication.translate("Slots", "{first} with a key file"),
        "openpgp": QCoreApplication.translate("Slots", "{first} with an OpenPGP key"),
    }
    for factor in slot.factors[1:]:
        first = beside[factor].format(first=first)
    return first


def slot_notes(slot: SlotInfo) -> str:
    """When it was made and proved, and which key takes part."""
    made = QCoreApplication.translate("Slots", "Made {when}.").format(when=absolute(slot.made_at))
    proved = QCoreApplication.translate("Slots", "Proved {when}.")
    never = QCoreApplication.translate("Slots", "Not proved since.")
    last = proved.format(when=absolute(slot.drilled_at)) if slot.drilled_at else never
    key = QCoreApplication.translate("Slots", "Key {digits}.").format(digits=tail(slot.fingerprint))
    return " ".join((made, last, key) if slot.fingerprint else (made, last))
