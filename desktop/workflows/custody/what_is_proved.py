"""What a check of the vault proves, and what no check can prove: said beside every verdict."""

import msgspec

from desktop.workflows.keeping_ports import ComparedHead, Standing, Verification

_SOURCES = {"keyring": "the OS keyring", "backup": "the backup", "given": "the note that was given"}
_NOT_COMPARED = {
    "unavailable": "the OS keyring is locked or does not answer",
    "not-kept": "this vault has no slot in the OS keyring",
    "first": "nothing is kept there yet of who writes here now",
}


class Proofs(msgspec.Struct, frozen=True):
    """Sentences; both lists are never empty for a vault that is sound."""

    proved: tuple[str, ...]
    not_proved: tuple[str, ...]


def what_is_proved(found: Verification) -> Proofs:
    """Of a check that was made, what it shows and what it leaves open."""
    proved = [*_proved(found), *(_goes_on(c) for c in found.compared if c.found_at)]
    return Proofs(tuple(proved), tuple(_not_proved(found)))


def standing_sentence(standing: Standing) -> str:
    """What a person has to know when the vault is opened; empty where all is as it should be."""
    if standing.state == "unavailable":
        return "Whether this vault is the latest could not be told: the OS keyring is locked or silent."
    expected, found = standing.expected, standing.found
    if standing.state != "rolled-back" or expected is None or found is None:
        return ""
    return (
        "This vault is older than what is known of it, or another: the OS keyring has seen entry "
        f"{expected.sequence} ({expected.id[:16]}), and this journal ends with entry {found.sequence} "
        f"({found.id[:16]}). It is open for reading only. Restore a newer copy; or accept this state, which "
        "the journal will say with both heads."
    )


def _proved(found: Verification) -> list[str]:
    proved = []
    if not found.journal:
        proved.append(
            f"each of {found.events} entries follows the one before it, is what was chained, and every chain "
            "ends with a head that this vault signed"
        )
    if not (found.database or found.blobs):
        proved.append("every page is authentic, and every file and list is what the journal says")
    return proved


def _goes_on(compared: ComparedHead) -> str:
    since = "nothing was" if not compared.since else f"{compared.since} entries were"
    return (
        f"the journal goes on from the head in {_SOURCES[compared.head.source]} "
        f"(entry {compared.found_at}, {compared.head.id[:16]}); {since} added by that writer since"
    )


def _not_proved(found: Verification) -> list[str]:
    left = [
        f"the journal does NOT go on from the head in {_SOURCES[c.head.source]} ({c.head.id[:16]}): it was "
        "rolled back or rewritten, or the head is another vault's"
        for c in found.compared
        if not c.found_at
    ]
    if (why := _NOT_COMPARED.get(found.standing.state)) is not None:
        left.append(f"that it goes on from a head in the OS keyring: {why}")
    if not any(c.found_at for c in found.compared):
        left.append("that entries at the end were not cut off: no head that is held elsewhere was compared")
    left.append("that who holds the key did not rewrite what was added after the newest head held elsewhere")
    left.append("that vault, keyring and backups were not all put back to the same older state")
    left.append("who made an entry: its author is the name that the desk was told")
    if found.withheld:
        left.append(
            f"what {found.withheld} entries of other vaults say that came without their content: their place "
            "in the chain is proved, no more"
        )
    if found.lost:
        left.append(f"what {found.lost} entries and files said that were lost before the vault was salvaged")
    return left
