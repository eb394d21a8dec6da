"""Record a review that a policy promises without a date (MUS-4.1c, MUS-6d, TER-2.3d)."""

from desktop.domain.event import Draft
from desktop.domain.events import ReviewKept
from desktop.domain.failures import Usage
from desktop.domain.promises.undated import clauses_without_date
from desktop.workflows.policies.policies_in_use import profiles_in_use
from desktop.workflows.ports import Desk


def keep_review(desk: Desk, clause: str, note: str) -> None:
    """Record what was done for a clause. Raises Usage for one without such a promise, or without a note."""
    profiles = profiles_in_use(desk, desk.vault.vault_history()).profiles
    known = sorted({one for profile in profiles for one in clauses_without_date(profile)})
    wanted = clause.strip().casefold()
    found = next((one for one in known if one.casefold() == wanted), None)
    if found is None:
        listed = ", ".join(known) or "no clause of a policy in use"
        raise Usage("No policy in use promises a review by this clause.", advice=f"There is {listed}.")
    if not note.strip():
        raise Usage("A review needs a note.", advice="Say what was reviewed, by whom, and what was found.")
    now = desk.tools.now()
    draft = Draft(ReviewKept(found, note.strip()), now)
    desk.vault.append(None, [draft], author=desk.handler, now=now)
