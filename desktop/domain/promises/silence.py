"""The silence clock: a reporter who was asked something and does not answer for 14 days.

Embargo then proposes to go on without the answer, and a person decides (as the ASF's security team does). It
is a proposal of the house, never a promise of a policy, and nothing happens by itself.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.clocks import Reading
from desktop.domain.clocks.words import when
from desktop.domain.event import Recorded
from desktop.domain.occurrences import in_force
from desktop.domain.parties.answering import by_reporter, names, returned

PATIENCE = timedelta(days=14)
ASKING = (e.QuestionSent, e.DisclosureProposed, e.CreditAsked, e.PrivacyRequested)
"""Letters that wait for something only the reporter can say."""
MAY_GO_ON: Literal["may-go-on"] = "may-go-on"
"""The name of the proposal among what is due; it stands under no policy."""


class Silence(msgspec.Struct, frozen=True):
    """The latest letter that asks, as long as nobody answered it."""

    letter: str
    """The id of the event by which it went out."""
    kind: str
    asked_at: datetime
    accepted_at: datetime | None = None
    """When somebody decided to go on without the answer."""

    @property
    def until(self) -> datetime:
        """From then on the case may go on."""
        return self.asked_at + PATIENCE

    def may_go_on(self, now: datetime) -> bool:
        """Whether to propose going on, at this moment."""
        return self.accepted_at is None and now >= self.until

    @property
    def ground(self) -> str:
        """What going on rests on, as it is proposed."""
        return f"No answer in {PATIENCE.days} days to what was asked on {when(self.asked_at)}."


def silence_of(case: Case, history: Sequence[Recorded]) -> Silence | None:
    """The silence that a case is in, if it is in one; total on every history.

    A letter that came back asked nobody.
    """
    if _nothing_is_awaited(case):
        return None
    counting = in_force(history)
    lost = returned(counting)
    asked = [r for r in counting if isinstance(r.event, ASKING) and r.id not in lost]
    if not asked:
        return None
    letter = max(asked, key=lambda recorded: recorded.occurred_at)
    if any(_answers(recorded, letter, case) for recorded in counting):
        return None
    accepted = [
        r.occurred_at
        for r in counting
        if isinstance(r.event, e.SilenceAccepted) and r.event.letter == letter.id
    ]
    return Silence(letter.id, letter.event.kind, letter.occurred_at, min(accepted, default=None))


def waiting_for_answer(case: Case, history: Sequence[Recorded]) -> Reading | None:
    """The silence as a row beside the promises: an answer that is expected, and goes unanswered at no cost.

    It waits before its date and after; whoever reads the list says which of the two it is.
    """
    silence = silence_of(case, history)
    if silence is None or silence.accepted_at is not None:
        return None
    return Reading(
        clock=MAY_GO_ON,
        sentence="Without an answer from the reporter by then, the case may go on: a person decides.",
        clauses=(),
        state="waiting",
        force="expect",
        owed_by="reporter",
        since=silence.asked_at,
        due=silence.until,
        why=f"Asked on {when(silence.asked_at)}. This is a rule of the house, no promise of the policy.",
    )


def objection(act: e.SilenceAccepted, case: Case, history: Sequence[Recorded], at: datetime) -> str:
    """What speaks against going on without an answer at this moment, or ""."""
    silence = silence_of(case, history)
    if silence is None:
        return "No answer of the reporter is awaited."
    if act.letter not in ("", silence.letter):
        return "Another letter is the latest that asks the reporter something."
    if silence.accepted_at is not None:
        return f"It was decided on {when(silence.accepted_at)} already to go on without this answer."
    if at < silence.until:
        asked, until = when(silence.asked_at), when(silence.until)
        return f"The reporter was asked on {asked}: without an answer, the case may go on from {until}."
    return ""


def spelled(act: e.SilenceAccepted, case: Case, history: Sequence[Recorded]) -> e.SilenceAccepted:
    """The act with the letter that it is about and with its ground."""
    silence = silence_of(case, history)
    assert silence is not None, "refused otherwise"
    return msgspec.structs.replace(act, letter=silence.letter, ground=act.ground.strip() or silence.ground)


def _nothing_is_awaited(case: Case) -> bool:
    never_asked = not any(case.has(kind) for kind in ASKING)
    return never_asked or not case.open or any((case.rejected, case.withdrawn, case.unreachable))


def _answers(recorded: Recorded, letter: Recorded, case: Case) -> bool:
    """Whether the reporter wrote after the letter, or named it: clocks differ."""
    event = recorded.event
    if not isinstance(event, e.FollowUpReceived) or event.automatic:
        return False
    if not by_reporter(event, case.reporter_address):
        return False
    return recorded.occurred_at > letter.occurred_at or names(event, letter)
