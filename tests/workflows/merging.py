"""Cases to merge, and what tests ask of them."""

from dataclasses import replace

from desktop.domain.case import Case
from desktop.domain.decide import Refusal
from desktop.domain.event import Recorded
from desktop.domain.fold import fold
from desktop.openpgp.gpg import Gpg
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from desktop.workflows.ports import Desk
from desktop.workflows.triage.merge_duplicate import merge_duplicate
from desktop.workflows.vault_ports import Vault
from tests.workflows.desks import NOW, desk_on

SAID = (
    "GET /api/invoices/export?owner_id=7 does not check the owner: one reads another customer's invoice.",
    "In the invoice export I changed the `owner_id` parameter and saw somebody else's invoice.",
    "The timing of the login form tells which accounts exist.",
)


def numbering(vault: Vault, gpg: Gpg) -> Desk:
    """A desk that gives each case an id of its own."""
    digits = iter(range(1, 10_000))
    desk = desk_on(vault, gpg)
    tools = replace(
        desk.tools, random_digits=lambda count, below: [next(digits) % below for _ in range(count)]
    )
    return Desk(vault, tools, desk.handler)


def three_cases(desk: Desk) -> list[str]:
    return [enter(desk, text, name) for text, name in zip(SAID, ("Ada", "Bob", "Cem"), strict=True)]


def enter(desk: Desk, text: str, name: str, policy: str = "mushin") -> str:
    address = f"{name.lower()}@example.org" if name else ""
    return enter_case(desk, TypedReport(policy, "phone", text[:40], text, NOW, name, address))


def case(desk: Desk, case_id: str) -> Case:
    return fold(desk.vault.history(case_id))


def merged(desk: Desk, duplicate: str, original: str) -> Recorded:
    outcome = merge_duplicate(desk, duplicate, original)
    assert isinstance(outcome, Recorded), outcome.sentence
    return outcome


def refused(outcome: Recorded | Refusal) -> str:
    assert isinstance(outcome, Refusal)
    return outcome.sentence
