"""What is known of versions in a case: a matrix for each finding and product, and what follows from it."""

from collections.abc import Iterator
from datetime import date

import msgspec

from desktop.domain.case import Case
from desktop.domain.matrix.matrix import Matrix, findings_of, matrix_of, products_of
from desktop.domain.matrix.proposal import Proposal, disagreements, propose
from desktop.domain.policy import Profile
from desktop.domain.versions.catalogue import key_of
from desktop.domain.versions.supported import supported_rows


class Known(msgspec.Struct, frozen=True):
    """A matrix, what could be listed by it, and where what is listed says otherwise."""

    matrix: Matrix
    proposal: Proposal
    remarks: tuple[str, ...] = ()


def products_to_look_at(case: Case, profile: Profile) -> tuple[str, ...]:
    """The products of the case; where none is named yet, the policy's own."""
    own = profile.policy.product.strip()
    return products_of(case) or ((own,) if own else ())


def known_versions(case: Case, profile: Profile, on: date) -> tuple[Known, ...]:
    """The matrices of the reported problem, then those of each similar one."""
    products = products_to_look_at(case, profile)
    return tuple(known_of(case, profile, on, p, finding) for finding in findings_of(case) for p in products)


def known_of(case: Case, profile: Profile, on: date, product: str, finding: str = "") -> Known:
    """The matrix of one finding; the branches of the policy stand in where the case lists none.

    The list is held against the reported problem alone: it says nothing of others.
    """
    own = key_of("", product) == key_of("", profile.policy.product)
    matrix = matrix_of(case, product, finding, supported_rows(profile, on) if own else ())
    listed = [p for p in case.products if p.product == product and not finding]
    remarks = (
        *(sentence for one in listed for sentence in disagreements(one, matrix)),
        *_differing_heads(matrix),
    )
    return Known(matrix, propose(matrix), remarks)


def _differing_heads(matrix: Matrix) -> Iterator[str]:
    """Where a word on a supported branch says otherwise than the clone's branch of that name."""
    for row in matrix.rows:
        if row.judged is None or row.sort != "supported":
            continue
        for head in matrix.rows:
            differs = head.state not in (row.state, "not-checked")
            if head.sort == "branch" and head.branch == row.name and differs:
                yield (
                    f"{matrix.product} {row.name} is {row.state} by a person's word, and its branch "
                    f"{head.name} in the clone is {head.state}: the word counts."
                )
