"""When something ends, in words: an expression of a profile as its page and a proposal tell it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.domain.policy import Clock, Term
from desktop.ui.look.act_words import event_words
from desktop.ui.policies.policy_words import any_of, duration_words


def term_words(term: Term, clocks: Sequence[Clock]) -> str:
    """An expression in words; the parts of a choice are joined."""
    translate = QCoreApplication.translate
    if term.event:
        return translate("Policy", "“{event}”").format(event=event_words(term.event))
    if term.clock:
        clock = next((one for one in clocks if one.id == term.clock), None)
        if clock is None:
            return translate("Policy", "the end of the clock “{clock}”").format(clock=term.clock)
        return _after(clock.within, any_of(clock.starts))
    if term.start:
        return _after(term.after, event_words(term.start))
    if term.judgement:
        return term.judgement
    joined = translate("Policy", " or ").join(term_words(part, clocks) for part in term.of)
    last = translate("Policy", "the last of {terms}") if term.op == "max" else ""
    return (last or translate("Policy", "the first of {terms}")).format(terms=joined)


def _after(span: str, start: str) -> str:
    words = QCoreApplication.translate("Policy", "{span} after “{start}”")
    return words.format(span=duration_words(span), start=start)
