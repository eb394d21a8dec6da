"""The matrix of a finding as a page shows it, with the policy's branches where a case lists none."""

from desktop.domain.events import AffectedListed
from desktop.domain.failures import Usage
from desktop.domain.matrix.matrix import Matrix, matrix_of, products_of
from desktop.domain.matrix.proposal import disagreements
from desktop.domain.versions.catalogue import key_of
from desktop.domain.versions.supported import supported_rows
from desktop.workflows.desk.view_case import CaseView
from desktop.workflows.investigation.judge_scope import policy_day


def products_to_look_at(view: CaseView) -> tuple[str, ...]:
    """The products of the case; where none is named yet, the policy's own."""
    own = view.profile.policy.product.strip()
    return products_of(view.case) or ((own,) if own else ())


def product_meant(view: CaseView, written: str) -> str:
    """The product that was named, or the only one there is. Raises Usage."""
    if written.strip():
        return written.strip()
    products = products_to_look_at(view)
    if len(products) != 1:
        listed = f"The case has {', '.join(products)}." if products else "The case lists none yet."
        raise Usage("Say of which product.", advice=f"Name it with --product. {listed}")
    return products[0]


def view_matrix(view: CaseView, product: str, finding: str = "") -> Matrix:
    """What is known of every version of a product."""
    identity = view.profile.policy
    own = key_of("", product) == key_of("", identity.product)
    supported = supported_rows(view.profile, policy_day(view)) if own else ()
    return matrix_of(view.case, product, finding, supported)


def matrix_remarks(view: CaseView) -> tuple[str, ...]:
    """Where what is listed as affected says otherwise than the matrix of the reported problem."""
    return tuple(line for listed in view.case.products for line in remarks_on_list(view, listed))


def remarks_on_list(view: CaseView, listed: AffectedListed) -> tuple[str, ...]:
    """The same for what is typed and not listed yet."""
    return disagreements(listed, matrix_of(view.case, listed.product))
