"""What the policy says of a need, a stage or a clause, for tooltips: its sentences with their clauses."""

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from desktop.domain.clocks import Reading
from desktop.domain.inert import Untrusted
from desktop.domain.stages import Need, StageView, kept_in
from desktop.ui.look.instants import absolute
from desktop.ui.look.need_words import need_words
from desktop.ui.look.wording import state_chip
from desktop.workflows.desk.view_case import CaseView

_NOT_TOLD = ("not-applicable", "ended")


def promised_in(view: CaseView, stage: str) -> list[Reading]:
    """The promises that something done in this stage keeps, in the policy's order."""
    stops = {f"{p.policy.id}/{c.id}": c.stops for p in (view.profile, *view.packs) for c in p.clocks}
    told = [reading for reading in view.readings if reading.state not in _NOT_TOLD]
    return [reading for reading in told if kept_in(stops.get(reading.promise, ())) == stage]


def quoted(sentence: str, clauses: Collection[str]) -> str:
    """A sentence of the policy, with where it stands."""
    said = QCoreApplication.translate("PolicyTips", "“{sentence}”").format(sentence=sentence)
    return f"{said} ({', '.join(clauses)})." if clauses else said


def words_of(reading: Reading) -> str:
    """The policy's own sentences that made a promise, where they are known, else ours."""
    return Untrusted(" ".join(reading.quotes)).line or reading.sentence


def standing(reading: Reading) -> str:
    """How a promise stands, and when it is due."""
    chip = state_chip(reading.state, reading.why).words
    state = f"{chip[:1].upper()}{chip[1:]}"
    if reading.due is None or reading.met_at is not None:
        return state
    words = QCoreApplication.translate("PolicyTips", "{state}, due {when}")
    return words.format(state=state, when=absolute(reading.due))


def sentences_by(view: CaseView, clauses: Collection[str]) -> list[str]:
    """What the policy promises in these clauses."""
    wanted = set(clauses)
    return [
        f"{quoted(words_of(reading), reading.clauses)} {standing(reading)}."
        for reading in view.readings
        if wanted & set(reading.clauses) and reading.state not in _NOT_TOLD
    ]


def tip_of_need(need: Need, view: CaseView) -> str:
    """Who asks for it, and what is promised about it."""
    translate = QCoreApplication.translate
    if need.origin == "policy":
        return "\n".join((quoted(need_words(need), need.clauses), *sentences_by(view, need.clauses)))
    if need.waivable:
        return translate("PolicyTips", "The house asks for it, not the policy: it can be set aside.")
    return translate("PolicyTips", "The house asks for it, and it cannot be set aside.")


def tip_of_gate(stage: StageView, view: CaseView) -> str:
    """What keeps a stage from being done, and what the policy promises about it."""
    lacks = [need_words(need) for need in stage.missing]
    missing = QCoreApplication.translate("PolicyTips", "Missing: {need}")
    sentences = [
        f"{quoted(words_of(reading), reading.clauses)} {standing(reading)}."
        for reading in promised_in(view, stage.stage)
    ]
    return "\n".join((*(missing.format(need=need) for need in lacks), *sentences))
