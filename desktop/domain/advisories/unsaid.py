"""What the case knows and its advisory does not say, so that a person may settle it."""

from collections.abc import Iterator

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.advisories.fields import Flaw
from desktop.domain.advisories.versions import sort_versions
from desktop.domain.case import Case
from desktop.domain.links import is_address
from desktop.domain.matrix.proposal import several


def unsaid(facts: AdvisoryFacts, case: Case) -> tuple[Flaw, ...]:
    """As remarks: nothing of it stands against leaving."""
    return (*_unclear_versions(facts, case), *_references(case))


def _unclear_versions(facts: AdvisoryFacts, case: Case) -> Iterator[Flaw]:
    for listed, said in zip(case.products, facts.products, strict=True):
        unclear = sort_versions(case, listed, (*said.affected, *said.fixed)).unclear
        if unclear:
            yield Flaw(
                "products",
                f"{said.product} {several(unclear)}: not affected or not known yet by what was recorded, and "
                "within what is called affected, fixed or not known: the advisory says the graver.",
                is_mistake=False,
            )


def _references(case: Case) -> Iterator[Flaw]:
    for record in case.fixed:
        written = record.fix.reference.strip() if record.fix is not None else ""
        if written and not is_address(written):
            yield Flaw(
                "fixes",
                f"{record.name}: where its fix can be looked at is no address on the web, and is left out.",
                is_mistake=False,
            )
