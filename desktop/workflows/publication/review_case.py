"""A case with all that the gate looks at, gathered at one instant."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.advisories.facts import advisory_from
from desktop.domain.advisories.fields import Flaw
from desktop.domain.advisories.lint import flaws_in
from desktop.domain.advisories.publisher import published_by
from desktop.domain.case import Case
from desktop.domain.clocks.hold import Hold, read_hold
from desktop.domain.event import Event, Recorded
from desktop.domain.events import ProductListed
from desktop.domain.fold import fold
from desktop.domain.leaving.approvals import vault_asks
from desktop.domain.leaving.labels import without_labelled
from desktop.domain.leaving.leaks.guarded import Guarded
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.policy import Profile
from desktop.domain.versions.catalogue import catalogue
from desktop.formats.advisories.csaf.package import cwe_name
from desktop.workflows.desk.view_case import pinned_profile
from desktop.workflows.ports import Desk
from desktop.workflows.publication.forms_at_hand import FormsAtHand, forms_at_hand
from desktop.workflows.publication.gather_guarded import guard_advisory
from desktop.workflows.publication.kept_back import KeptBack
from desktop.workflows.publication.suppose import suppose


class Review(msgspec.Struct, frozen=True):
    """A case with all that the gate looks at, at one instant."""

    case: Case
    profile: Profile
    hold: Hold
    now: datetime
    facts: AdvisoryFacts
    four_eyes: bool
    """Whether the vault asks for a second person, whatever the policy says."""
    forms: FormsAtHand
    guard: Callable[[Iterable[Page]], Guarded]
    """What pages that leave must not tell."""
    listed_then: tuple[ProductListed, ...] = ()
    """The catalogue of products as it was at the last export."""
    flaws: tuple[Flaw, ...] = ()
    """What is wrong with the facts in any format."""
    refused: tuple[Flaw, ...] = ()
    """What speaks against recording what is only typed."""


def review_case(
    desk: Desk, case_id: str, typed: Sequence[Event] = (), *, kept: KeptBack | None = None
) -> Review:
    """Gather what the gate looks at, as if what is `typed` were recorded; raises NoSuchCase.

    `kept` is what was read before for other cases that leave together with this one.
    """
    now = desk.tools.now()
    history: Sequence[Recorded] = desk.vault.history(case_id)
    refused: tuple[Flaw, ...] = ()
    case, of_vault = fold(history), desk.vault.vault_history()
    profile = pinned_profile(desk.vault, case)
    if typed:
        history, refused = suppose(history, typed, profile, author=desk.handler, now=now)
        case = fold(history)
    listed, then = catalogue(of_vault), catalogue(_until_export(of_vault, case))
    drafted = advisory_from(case, profile, now=now, catalogue=listed, catalogue_then=then)
    facts = without_labelled(published_by(drafted, of_vault), case)
    return Review(
        case,
        profile,
        read_hold(profile, history, now),
        now,
        facts,
        vault_asks(of_vault),
        forms_at_hand(desk.tools.draw_advisory),
        partial(guard_advisory, desk, case, kept or KeptBack(desk)),
        then,
        flaws_in(facts, lambda cwe: cwe_name(cwe) is not None),
        refused,
    )


def _until_export(of_vault: Sequence[Recorded], case: Case) -> Sequence[Recorded]:
    """What the vault knew when the advisory was last exported."""
    if not case.exports:
        return of_vault
    return [recorded for recorded in of_vault if recorded.recorded_at <= case.exports[-1].at]
