"""The audit as worksheets: one for each search, done when every hit has a verdict with a reason."""

from collections.abc import Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.audit.hit_numbers import write_numbers
from desktop.domain.clocks.words import counted

_SHOWN = 12
"""Digits of a commit's id that tell it from others."""
_LISTED = 8
"""Numbers of hits that a sentence lists."""


class Search(msgspec.Struct, frozen=True):
    """A search as it was recorded, and what was said of its hits since."""

    id: str
    what: e.CodeSearched
    verdicts: dict[int, e.HitsJudged] = {}
    """By the number of the hit, from 1."""

    @property
    def open(self) -> tuple[int, ...]:
        """The hits without a verdict."""
        return tuple(number for number in range(1, self.what.count + 1) if number not in self.verdicts)

    @property
    def variants(self) -> tuple[int, ...]:
        """The hits that are similar problems."""
        return tuple(n for n, judged in sorted(self.verdicts.items()) if judged.verdict == "variant")

    @property
    def coverage(self) -> str:
        """What was searched and how far it was judged, in one sentence."""
        what = self.what
        named = "" if what.revision_name in ("", what.revision) else f" ({what.revision_name})"
        where = f"{', '.join(what.roots)} of {what.clone}" if what.roots else what.clone
        judged = what.count - len(self.open)
        modules = f" and {what.submodules} submodules" if what.submodules else ""
        return (
            f"Searched {where} at {what.revision[:_SHOWN]}{named} for {what.pattern} with {what.tool}, "
            f"without binary files{modules}: {counted(what.count, 'hit')}, {judged} judged."
        )

    def judged(self, act: e.HitsJudged) -> "Search":
        """The same search with this word on it."""
        return msgspec.structs.replace(self, verdicts={**self.verdicts, **dict.fromkeys(act.hits, act)})


def judge(searches: Sequence[Search], act: e.HitsJudged) -> tuple[Search, ...]:
    """The searches with this word on the one that it names."""
    return tuple(search.judged(act) if search.id == act.search else search for search in searches)


def objection(searches: Sequence[Search], act: e.HitsJudged) -> str:
    """What speaks against a word on hits, or ""."""
    if wrong := wrong_hits(searches, act.search, act.hits):
        return wrong
    return "" if act.reason.strip() else "A verdict needs its reason."


def wrong_hits(searches: Sequence[Search], search_id: str, hits: Sequence[int]) -> str:
    """Why no such hits can be meant, or ""."""
    search = next((search for search in searches if search.id == search_id), None)
    if search is None:
        return "The case has no such search."
    if not hits:
        return "Name the hits that it is about."
    strange = [number for number in hits if not 1 <= number <= search.what.count]
    if strange:
        listed = ", ".join(map(str, strange[:_LISTED]))
        return f"The search has {counted(search.what.count, 'hit')}: there is no hit {listed}."
    return ""


def unjudged(searches: Sequence[Search]) -> str:
    """How many hits still wait for a verdict, as a sentence; "" when none does."""
    waiting = [(search, len(search.open)) for search in searches if search.open]
    parts = (f"{left} of {counted(s.what.count, 'hit')} for {s.what.pattern}" for s, left in waiting)
    return f"A verdict is missing on {'; '.join(parts)}" if waiting else ""


def unnamed(searches: Sequence[Search], variants: Sequence[e.VariantFound]) -> str:
    """The hits that are similar problems and belong to no finding yet, as a sentence; "" for none."""
    named = {(variant.search, number) for variant in variants for number in variant.hits}
    waiting = [
        (search, left)
        for search in searches
        if (left := tuple(number for number in search.variants if (search.id, number) not in named))
    ]
    parts = (f"hit {write_numbers(left)} for {search.what.pattern}" for search, left in waiting)
    return f"A name for the similar problem of {'; '.join(parts)}" if waiting else ""


def found(searches: Sequence[Search], act: e.VariantFound) -> tuple[Search, ...]:
    """The searches with the verdict that lies in naming a similar problem: its hits are part of it."""
    if not act.hits:
        return tuple(searches)
    return judge(searches, e.HitsJudged(act.search, act.hits, "variant", f"{act.name}: {act.where}"))
