"""What became of a damaged vault, in a sentence."""

from collections.abc import Sequence

from desktop.domain.event import Recorded
from desktop.domain.events import CaseSalvaged, VaultSalvaged
from desktop.workflows.repair_ports import Damage

_SHOWN = 5


def lost_sentence(salvaged: CaseSalvaged) -> str:
    """What a case lacks since its vault was salvaged."""
    if not salvaged.lost_files:
        return "Entries of this case may be missing since this vault was salvaged."
    files = "1 file was" if salvaged.lost_files == 1 else f"{salvaged.lost_files} files were"
    return f"{files} lost when this vault was salvaged."


def salvage_sentence(vault_history: Sequence[Recorded]) -> str:
    """That a vault lacks something since it was salvaged; empty for one that does not."""
    told = [r.event for r in vault_history if isinstance(r.event, VaultSalvaged)]
    if not any(event.gaps or event.emptied or event.files for event in told):
        return ""
    return (
        "When this vault was salvaged, not everything could be read: "
        "`embargo repair --check` says of which cases."
    )


def damage_sentence(damage: Damage, *, salvaged: bool = False) -> str:
    """How many cases are whole, and which are not; whether they can be worked with."""
    whole = f"{len(damage.whole)} of {len(damage.cases)} cases are whole."
    harmed = [case.case_id for case in damage.harmed]
    named = ", ".join(harmed[:_SHOWN]) + (f" and {len(harmed) - _SHOWN} more" if harmed[_SHOWN:] else "")
    left = f" Not whole: {named}." if harmed else ""
    if salvaged:
        return f"This vault was made of what could be read. {whole}{left} The damaged one was left as it is."
    return (
        f"You look at what can be read of a damaged vault; nothing can be written to it. {whole}{left} Lock "
        "it, then restore a backup or salvage a new vault."
    )
