"""What a check of an exported journal proves, and what no check of it can: said beside every verdict."""

from collections.abc import Iterator

from desktop.domain.clocks.words import counted
from desktop.workflows.custody.what_is_proved import Proofs
from desktop.workflows.journal.check_journal import JournalCheck


def what_a_file_proves(found: JournalCheck) -> Proofs:
    """Sentences; nothing is proved by a journal that does not hold."""
    return Proofs(tuple(_proved(found)) if found.holds else (), tuple(_not_proved(found)))


def _proved(found: JournalCheck) -> Iterator[str]:
    yield (
        f"each of {counted(found.entries, 'entry')} follows the one before it: up to the signed heads none "
        "was changed, left out, put in or moved"
    )
    if found.pinned:
        yield "the heads are signed by the key that was named"
    for head, sequence in found.compared:
        yield f"the head {head[:16]} that was noted elsewhere is entry {sequence} of it"
    if found.approvals:
        good = sum(told.signature == "good" for told in found.approvals)
        yield (
            f"the content of {counted(len(found.approvals), 'approval')} is what was recorded; OpenPGP "
            f"signatures of them that were checked and are good: {good}"
        )


def _not_proved(found: JournalCheck) -> Iterator[str]:
    if not found.pinned:
        yield (
            "that the key in the file is the vault's own: whoever makes another journal signs it with "
            "another key. Name the fingerprint that the vault's owner told you by another way: --key"
        )
    if not found.compared:
        yield (
            "that nothing was cut off at the end and signed again, or that this is the newest export: "
            "compare a head that you noted earlier: --against"
        )
    yield "that who holds the vault's key did not write anew what came after the newest head held elsewhere"
    yield "what entries say, but for approvals: a salted hash proves content that is shown, and none is here"
    yield "who made an entry, and when: author and times are what the desk was told, and its clock"
    if found.unshown:
        yield (
            f"the content of {counted(found.unshown, 'approval')}: it was purged, or came from another vault "
            "without it, or is left out of this file"
        )
