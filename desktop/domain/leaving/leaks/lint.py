"""The table of finders: everything that leaks in a document, in the order in which it is told."""

from collections.abc import Iterator

from desktop.domain.leaving.leaks.guarded import Known
from desktop.domain.leaving.leaks.hashes import file_hashes
from desktop.domain.leaving.leaks.hidden import hidden_found
from desktop.domain.leaving.leaks.hosts import internal_hosts
from desktop.domain.leaving.leaks.ids import embargoed_ids, other_cases
from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.metadata import metadata
from desktop.domain.leaving.leaks.names import code_names
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.leaks.people import people
from desktop.domain.leaving.leaks.proofs import proofs, restricted
from desktop.domain.leaving.leaks.secrets_found import secrets_found
from desktop.domain.leaving.standing import Standing


def leaks_in(page: Page, standing: Standing, known: Known) -> tuple[Leak, ...]:
    """Every leak of a document of this case, each once."""
    return tuple(dict.fromkeys(_found(page, standing, known)))


def _found(page: Page, standing: Standing, known: Known) -> Iterator[Leak]:
    guarded = standing.guarded
    yield from other_cases(page, guarded, standing.case.case_id)
    yield from embargoed_ids(page, guarded)
    yield from people(page, standing.unnamed)
    yield from hidden_found(page)
    yield from secrets_found(page)
    yield from proofs(page, guarded, known)
    yield from restricted(page, guarded, known)
    yield from file_hashes(page, guarded)
    yield from code_names(page, guarded)
    yield from internal_hosts(page, guarded, known)
    yield from metadata(page, standing.profile.policy.organisation)
