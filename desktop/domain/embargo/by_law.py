"""What a law asks for once the glass is broken, and whether a case's policies know of it."""

from collections.abc import Sequence

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.domain.policy import Profile

_ASKED_BY_LAW: dict[type[Event], str] = {
    e.ExploitationAware: "Attacks may have to be told to a CSIRT within 24 hours (CRA)",
    e.BreachAware: "A breach of personal data may have to be told to an authority within 72 hours (GDPR)",
}
"""Facts that start a clock of the law; the sources are Art. 14 of the CRA and Art. 33 of the GDPR."""


def starts_law(fact: type[Event], profiles: Sequence[Profile]) -> bool:
    """Whether a clock of force `legal` starts with it."""
    legal = (clock for profile in profiles for clock in profile.clocks if clock.force == "legal")
    return any(fact.kind in clock.starts for clock in legal)


def packs_for(facts: Sequence[Event], profiles: Sequence[Profile], shelf: Sequence[Profile]) -> list[str]:
    """The ids of the packs on the `shelf` that have clocks of the law for facts for which a case has none."""
    lacking = _lacking(facts, profiles)
    return [pack.policy.id for pack in shelf if any(starts_law(fact, (pack,)) for fact in lacking)]


def remarks_on(facts: Sequence[Event], profiles: Sequence[Profile], packs: Sequence[str]) -> list[str]:
    """That no clock of this case starts, though a law may ask for it, and which packs would start one."""
    named = " and ".join(f"`{pack}`" for pack in packs)
    way = f"take on the pack {named} where the law applies" if packs else "see to it by hand"
    return [
        f"{_ASKED_BY_LAW[fact]}, and no clock of this case starts with it: {way}."
        for fact in _lacking(facts, profiles)
    ]


def _lacking(facts: Sequence[Event], profiles: Sequence[Profile]) -> list[type[Event]]:
    told = [kind for kind in _ASKED_BY_LAW if any(isinstance(fact, kind) for fact in facts)]
    return [kind for kind in told if not starts_law(kind, profiles)]
