"""What differs between two versions of a policy, in promises, and what that moves in cases that are open."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.domain.clocks import Reading
from desktop.domain.inert import Untrusted
from desktop.domain.policy.differences import Difference
from desktop.ui.look.instants import absolute
from desktop.ui.look.wording import state_chip
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import column
from desktop.ui.policies.editing.field_words import table_words
from desktop.ui.policies.proposing.value_words import change_lines
from desktop.workflows.policies.foresee_moves import Moves
from desktop.workflows.policies.offer_policy import Offer


def difference_rows(found: Iterable[Difference]) -> QWidget:
    """Each promise that is new, gone or another."""
    translate = QCoreApplication.translate
    shown = QWidget()
    rows = column(shown, spacing=10)
    for one in found:
        block = QWidget()
        lines = column(block, spacing=2)
        if one.before is None:
            told, look = translate("PolicyDifference", "New: {about}"), "good"
        elif one.after is None:
            told, look = translate("PolicyDifference", "Gone: {about}"), "bad"
        else:
            told, look = translate("PolicyDifference", "Changed: {about}"), "warn"
        lines.addWidget(Words(told.format(about=table_words(one.table)), look))
        lines.addWidget(InertLabel(Untrusted(one.words), lines=True))
        for told in change_lines(one):
            lines.addWidget(InertLabel(Untrusted(told), "small", lines=True))
        rows.addWidget(block)
    return shown


def move_rows(moves: Moves) -> QWidget:
    """Each open case in which a date would move: which clock, from when to when."""
    translate = QCoreApplication.translate
    shown = QWidget()
    rows = column(shown, spacing=10)
    if not moves.offers:
        told = translate("PolicyDifference", "In the open cases ({n}) no date would move.")
        rows.addWidget(Words(told.format(n=moves.looked_at), "muted", wrap=True))
    for offer in moves.offers:
        rows.addWidget(_case(offer))
    if moves.looked_at < moves.open_cases:
        told = translate("PolicyDifference", "{n} of {all} open cases were looked at, the next due first.")
        rows.addWidget(Words(told.format(n=moves.looked_at, all=moves.open_cases), "muted", wrap=True))
    return shown


def _case(offer: Offer) -> QWidget:
    translate = QCoreApplication.translate
    block = QWidget()
    lines = column(block, spacing=2)
    lines.addWidget(Words(offer.case_id, "caption"))
    for moved in offer.moved:
        words = translate("PolicyDifference", "{promise} {was} → {now}")
        told = words.format(promise=moved.sentence, was=_when(moved.old), now=_when(moved.new))
        lines.addWidget(InertLabel(Untrusted(told), "small", lines=True))
    if offer.hold_before.until != offer.hold_after.until:
        was, now = offer.hold_before.until, offer.hold_after.until
        no_date = translate("PolicyDifference", "no date")
        words = translate("PolicyDifference", "Details are held until: {was} → {now}")
        told = words.format(was=absolute(was) if was else no_date, now=absolute(now) if now else no_date)
        lines.addWidget(Words(told, "small", wrap=True))
    return block


def _when(reading: Reading | None) -> str:
    if reading is None:
        return QCoreApplication.translate("PolicyDifference", "no such promise")
    state = state_chip(reading.state, reading.why).words
    return f"{absolute(reading.due)} ({state})" if reading.due is not None else state
