"""The words for what the domain keeps as codes: grades, states, levels, warnings."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.domain.clocks import hangs_on_severity


class Chip(NamedTuple):
    """A few words on a pale ground of this tone."""

    words: str
    tone: str


def grade_chip(grade: str) -> Chip:
    """How far the message proves who wrote it."""
    return {
        "signed": Chip(QCoreApplication.translate("Wording", "Signed by the sender"), "good"),
        "encrypted-only": Chip(QCoreApplication.translate("Wording", "Sender not proven"), "warn"),
        "claimed": Chip(QCoreApplication.translate("Wording", "Sender only claimed"), "warn"),
        "ambiguous": Chip(QCoreApplication.translate("Wording", "Sender ambiguous"), "bad"),
    }.get(grade, Chip(grade, "warn"))


def encryption_chip(encryption: str) -> Chip:
    """Whether the message came encrypted."""
    return {
        "decrypted": Chip(QCoreApplication.translate("Wording", "Was encrypted"), "good"),
        "not-encrypted": Chip(QCoreApplication.translate("Wording", "Not encrypted"), "warn"),
        "no-key": Chip(QCoreApplication.translate("Wording", "No key for it"), "bad"),
        "refused": Chip(QCoreApplication.translate("Wording", "Decryption refused"), "bad"),
    }.get(encryption, Chip(encryption, "warn"))


def state_chip(state: str, why: str = "") -> Chip:
    """The state of a clock; `why` tells on what a conditional one hangs, where that is known."""
    if state == "conditional" and why:
        return Chip(hangs_on(why), "muted")
    return {
        "running": Chip(QCoreApplication.translate("Wording", "running"), "accent"),
        "paused": Chip(QCoreApplication.translate("Wording", "paused"), "warn"),
        "met": Chip(QCoreApplication.translate("Wording", "kept"), "good"),
        "late": Chip(QCoreApplication.translate("Wording", "kept late"), "warn"),
        "overdue": Chip(QCoreApplication.translate("Wording", "overdue"), "bad"),
        "held": Chip(QCoreApplication.translate("Wording", "held"), "accent"),
        "ended": Chip(QCoreApplication.translate("Wording", "ended"), "muted"),
        "waiting": Chip(QCoreApplication.translate("Wording", "waiting"), "muted"),
        "conditional": Chip(QCoreApplication.translate("Wording", "may apply"), "muted"),
        "not-applicable": Chip(QCoreApplication.translate("Wording", "does not apply"), "muted"),
        "undated": Chip(QCoreApplication.translate("Wording", "no date"), "warn"),
    }.get(state, Chip(state, "muted"))


def hangs_on(why: str) -> str:
    """What a conditional clock waits for, by the reason that it gives."""
    if hangs_on_severity(why):
        return QCoreApplication.translate("Wording", "depends on severity")
    return QCoreApplication.translate("Wording", "depends on your answer")


def severity_tone(level: str) -> str:
    """The tone of a severity; a policy may use other words, which stay quiet."""
    return {"critical": "bad", "high": "bad", "medium": "warn", "low": "muted"}.get(level, "muted")


def level_words(level: str) -> str:
    """A severity; a policy may use other words, which are its own."""
    return {
        "critical": QCoreApplication.translate("Wording", "Critical"),
        "high": QCoreApplication.translate("Wording", "High"),
        "medium": QCoreApplication.translate("Wording", "Medium"),
        "low": QCoreApplication.translate("Wording", "Low"),
        "none": QCoreApplication.translate("Wording", "None"),
    }.get(level, level.capitalize())


def arrival_words(source: str) -> str:
    """Whose word the time of arrival is."""
    return {
        "received-header": QCoreApplication.translate("Wording", "by the mail server that received it"),
        "date-header": QCoreApplication.translate("Wording", "by the sender's clock"),
        "export": QCoreApplication.translate("Wording", "by the form's own record"),
        "import": QCoreApplication.translate("Wording", "the time of import"),
        "typed": QCoreApplication.translate("Wording", "as typed"),
    }.get(source, source)


def channel_words(channel: str) -> str:
    """How a report came."""
    return {
        "mail": QCoreApplication.translate("Wording", "Mail"),
        "phone": QCoreApplication.translate("Wording", "Phone"),
        "web-form": QCoreApplication.translate("Wording", "Web form"),
        "colleague": QCoreApplication.translate("Wording", "Colleague"),
        "chat": QCoreApplication.translate("Wording", "Chat"),
        "other": QCoreApplication.translate("Wording", "Another way"),
    }.get(channel, channel)


def intake_words(outcome: str) -> str:
    """What became of an item that was dropped, or of one of many cases."""
    words = {
        "opened": QCoreApplication.translate("Intake", "Case opened"),
        "followed-up": QCoreApplication.translate("Intake", "Added to its case"),
        "already-there": QCoreApplication.translate("Intake", "There already"),
        "sent-copy": QCoreApplication.translate("Intake", "A letter of ours"),
        "refused": QCoreApplication.translate("Intake", "Refused"),
        "skipped": QCoreApplication.translate("Intake", "Passed over"),
        "done": QCoreApplication.translate("Intake", "Done"),
        "not-begun": QCoreApplication.translate("Intake", "Not begun"),
    }
    return words.get(outcome, outcome)


def warning_words(code: str) -> str:
    """What a handler should know about a message before believing it."""
    return {
        "partly-encrypted": QCoreApplication.translate("Wording", "Only a part of it was encrypted."),
        "partly-signed": QCoreApplication.translate("Wording", "Only a part of it is signed."),
        "mixed-content": QCoreApplication.translate(
            "Wording", "Text stands beside the encrypted part: it is not from inside."
        ),
        "late-signature": QCoreApplication.translate(
            "Wording", "The signature's date is more than 7 days from the arrival."
        ),
        "ambiguous-sender": QCoreApplication.translate("Wording", "It names more than one sender."),
        "hidden-characters": QCoreApplication.translate(
            "Wording", "It holds invisible characters; they are shown as ⟨U+…⟩."
        ),
        "repaired-mime": QCoreApplication.translate(
            "Wording", "Its MIME structure was broken and has been repaired."
        ),
        "legacy-display": QCoreApplication.translate("Wording", "It repeats its protected headers as text."),
        "layers-peeled": QCoreApplication.translate("Wording", "It was encrypted more than once."),
        "html-only": QCoreApplication.translate("Wording", "It came as HTML only; this is its text."),
        "smime": QCoreApplication.translate("Wording", "It is S/MIME, which Embargo does not open."),
        "links": QCoreApplication.translate("Wording", "It holds links. They cannot be clicked here."),
        "attachment-name-changed": QCoreApplication.translate(
            "Wording", "An attachment had an unsafe name; a safe one is shown."
        ),
        "date-implausible": QCoreApplication.translate("Wording", "Its date is implausible."),
        "zone-assumed": QCoreApplication.translate(
            "Wording", "Its date came without a zone; one was assumed. Check the arrival."
        ),
        "perhaps-cut": QCoreApplication.translate(
            "Wording", "It may have been cut off where the mailbox ends; nothing proves that it is whole."
        ),
        "sandbox-missing": QCoreApplication.translate(
            "Wording", "It was read without bubblewrap: limits only, no isolation."
        ),
    }.get(code, code)
