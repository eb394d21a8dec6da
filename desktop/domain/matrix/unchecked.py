"""Similar problems whose versions nobody has looked at yet: each is a finding with a matrix of its own."""

from collections.abc import Iterator

from desktop.domain.case import Case
from desktop.domain.matrix.matrix import Matrix, matrix_of


def unchecked(case: Case) -> str:
    """Which supported branches of which similar problems are not checked, as a sentence; "" for none."""
    parts = [f"{name} in {', '.join(branches)}" for name, branches in _left(case)]
    return f"The versions of each similar problem looked at: {'; '.join(parts)}" if parts else ""


def _left(case: Case) -> Iterator[tuple[str, list[str]]]:
    branches = case.branches or (("", ""),)
    for variant in case.variants:
        matrices = {product: matrix_of(case, product, variant.name) for product in dict(branches)}
        left = [
            f"{product} {branch}".strip() or "any version"
            for product, branch in branches
            if not _is_looked_at(case, matrices[product], branch)
        ]
        if left:
            yield variant.name, left


def _is_looked_at(case: Case, matrix: Matrix, branch: str) -> bool:
    """Whether a cell of the matrix says so, or what was recorded of the branch's fix."""
    record = case.fixing.get((matrix.product, branch))
    if record is not None and record.covers(matrix.finding):
        return True
    return matrix.branch(branch).state != "not-checked"
