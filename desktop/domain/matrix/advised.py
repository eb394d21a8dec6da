"""Where an advisory says of a version what the matrix of a finding does not."""

from collections.abc import Iterator, Sequence

from desktop.domain.advisories.advisory import ProductFacts
from desktop.domain.case import Case
from desktop.domain.matrix.matrix import Matrix, findings_of, matrix_of
from desktop.domain.matrix.proposal import is_outside, read_range, several
from desktop.domain.versions.names import version_in


def is_affected(matrix: Matrix, version: str) -> bool:
    """Whether a cell of this version says so; nobody's word is none."""
    number = version_in(version, matrix.product) or version
    return any(row.number == number and row.state == "affected" for row in matrix.versions)


def belied(products: Sequence[ProductFacts], case: Case) -> tuple[str, ...]:
    """Versions that are called fixed, and that are affected by the reported problem or a similar one."""
    return tuple(
        f"{product.product}: {version} is called fixed, and by the matrix it is affected by "
        f"{_called(matrix)}: name another version, or judge the cell anew."
        for product, matrix in _matrices(products, case)
        for version in product.fixed
        if is_affected(matrix, version)
    )


def left_out(products: Sequence[ProductFacts], case: Case) -> tuple[str, ...]:
    """Affected versions that nothing listed holds."""
    said = []
    for product, matrix in _matrices(products, case):
        ranges = [read for written in product.affected if (read := read_range(written)) is not None]
        missing = [r.name for r in matrix.versions if r.state == "affected" and is_outside(r.number, ranges)]
        if missing:
            verb = "is" if len(missing) == 1 else "are"
            said.append(
                f"By the matrix {product.product} {several(missing)} {verb} affected by {_called(matrix)}, "
                "and nothing listed holds it."
            )
    return tuple(said)


def _matrices(products: Sequence[ProductFacts], case: Case) -> Iterator[tuple[ProductFacts, Matrix]]:
    named = {listed.product.strip(): listed.product for listed in case.products}
    for product in products:
        for finding in findings_of(case):
            yield product, matrix_of(case, named.get(product.product, product.product), finding)


def _called(matrix: Matrix) -> str:
    return f"“{matrix.finding}”" if matrix.finding else "the reported problem"
