"""What became of a damaged vault, in a sentence."""

from desktop.workflows.repair_ports import Damage

_SHOWN = 5


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
