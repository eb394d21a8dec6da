"""What proves that a promise was kept, and whose promise it is, in a few words."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.clocks import Proof
from desktop.ui.look.act_words import event_words
from desktop.ui.look.instants import absolute

_HASH_DIGITS = 16


def proof_words(proof: Proof) -> str:
    """The entry of the journal, the sent message where it was kept, and whether it was written down later."""
    parts = [event_words(proof.event)]
    if proof.message_sha256:
        words = QCoreApplication.translate("Ledger", "message {hash}…")
        parts.append(words.format(hash=proof.message_sha256[:_HASH_DIGITS]))
    elif proof.how:
        parts.append(proof.how)
    if proof.recorded_later and proof.recorded_at is not None:
        words = QCoreApplication.translate("Ledger", "recorded later, {when}")
        parts.append(words.format(when=absolute(proof.recorded_at)))
    return "; ".join(parts)


def party_words(owed_by: str, audience: str) -> str:
    """Whose promise it is, and to whom."""
    by = {
        "vendor": QCoreApplication.translate("Ledger", "by us"),
        "reporter": QCoreApplication.translate("Ledger", "by the reporter"),
        "both": QCoreApplication.translate("Ledger", "by both sides"),
    }.get(owed_by, owed_by)
    if not audience:
        return by
    return QCoreApplication.translate("Ledger", "{party}, to: {audience}").format(party=by, audience=audience)
