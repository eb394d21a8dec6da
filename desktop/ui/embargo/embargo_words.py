"""How the embargo is told: its state, its end, its dates, and who has to hear that it is broken."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.clocks.words import happened
from desktop.domain.embargo.state import Embargo, Ended, Proposal, State, Term
from desktop.domain.embargo.to_tell import ToTell, Whom
from desktop.domain.event import Recorded
from desktop.domain.events import Proposer
from desktop.ui.look.instants import absolute
from desktop.ui.look.sentences import said
from desktop.ui.look.wording import Chip
from desktop.workflows.desk.view_case import CaseView


def hours(instant: datetime, view: CaseView) -> str:
    """The end of an embargo here and in UTC, and by the policy's calendar where that shows another hour.

    The window tells every time by the clock of its desk first; what leaves or is stored goes by the policy.
    """
    zone = zone_named(view.profile.calendar.timezone)
    there = instant.astimezone(zone)
    if there.utcoffset() in (instant.astimezone().utcoffset(), timedelta(0)):
        return absolute(instant)
    words = QCoreApplication.translate("Embargo", "{here} · {there} by the policy")
    return words.format(here=absolute(instant), there=f"{there:%H:%M} {there.tzname()}")


def state_chip(state: State) -> Chip:
    """The state in a word."""
    translate = QCoreApplication.translate
    chips: dict[State, Chip] = {
        "none": Chip(translate("Embargo", "none"), "muted"),
        "proposed": Chip(translate("Embargo", "proposed"), "warn"),
        "active": Chip(translate("Embargo", "active"), "accent"),
        "revised": Chip(translate("Embargo", "active, a change is proposed"), "warn"),
        "exited": Chip(translate("Embargo", "exited"), "muted"),
    }
    return chips[state]


def basis_words(embargo: Embargo) -> str:
    """By what it holds, or why it ended; "" where the reasons of the hold say so themselves."""
    translate = QCoreApplication.translate
    if embargo.ended is not None:
        if embargo.ended.by:
            return translate("Embargo", "It ended when {what}.").format(what=said(happened(embargo.ended.by)))
        return ended_words(embargo.ended.reason)
    if embargo.term is None or not embargo.holds:
        return translate("Embargo", "Nothing binds until both parties agree on a date.")
    if embargo.term.by == "policy":
        return ""  # the reasons of the hold begin with it
    return translate("Embargo", "Agreed by both parties.")


def ended_words(reason: Ended) -> str:
    """Why it ended."""
    translate = QCoreApplication.translate
    words: dict[Ended, str] = {
        "agreement": translate("Embargo", "Both parties agreed to end it."),
        "public": translate("Embargo", "The details are public."),
        "exploit": translate("Embargo", "An exploit is public."),
        "attack": translate("Embargo", "Attacks were seen."),
        "published": translate("Embargo", "The advisory is published."),
        "time": translate("Embargo", "Its time is over."),
    }
    return words[reason]


def term_words(term: Term, view: CaseView) -> str:
    """A date with what made it one."""
    translate = QCoreApplication.translate
    until = hours(term.until, view) if term.until is not None else translate("Embargo", "no date known")
    if term.by == "policy":
        return translate("Embargo", "Until {until}, by the policy.").format(until=until)
    words = translate("Embargo", "Until {until}, agreed by {who}.")
    if term.by == "decision":
        words = translate("Embargo", "Until {until}, decided by {who}.")
    return words.format(until=until, who=", ".join(term.parties))


def proposal_words(proposal: Proposal, view: CaseView) -> str:
    """A proposal and what became of it."""
    translate = QCoreApplication.translate
    nothing = translate("Embargo", "a date that the letter names")
    until = hours(proposal.until, view) if proposal.until is not None else nothing
    answers = {
        "open": translate("Embargo", "{who} asks for {until}: open."),
        "accepted": translate("Embargo", "{who} asked for {until}: agreed."),
        "refused": translate("Embargo", "{who} asked for {until}: turned down."),
        "overtaken": translate("Embargo", "{who} asked for {until}: overtaken by the end."),
        "replaced": translate("Embargo", "{who} asked for {until}: another date was agreed."),
    }
    return answers[proposal.answer].format(who=proposer_words(proposal.by), until=until)


def proposer_words(by: Proposer) -> str:
    """Who asks."""
    translate = QCoreApplication.translate
    return {
        "us": translate("Embargo", "We"),
        "reporter": translate("Embargo", "The reporter"),
        "coordinator": translate("Embargo", "The coordinator"),
    }[by]


def whom_words(whom: Whom) -> str:
    """Whom to tell, by their part."""
    translate = QCoreApplication.translate
    words: dict[Whom, str] = {
        "reporter": translate("Embargo", "Reporter"),
        "finder": translate("Embargo", "Finder"),
        "coordinator": translate("Embargo", "Coordinator"),
        "vendor": translate("Embargo", "Vendor"),
        "handler": translate("Embargo", "Handler"),
        "reviewer": translate("Embargo", "Reviewer"),
        "authority": translate("Embargo", "Authority"),
        "users": translate("Embargo", "Users"),
    }
    return words[whom]


def named(person: ToTell) -> str:
    """Part and name on one line; the name may be a stranger's."""
    return f"{whom_words(person.whom)} {person.name.line}".strip()


def message_words(message: Recorded, words: str) -> str:
    """A message as a choice: what it is and when."""
    return f"{words}, {absolute(message.occurred_at)}"
