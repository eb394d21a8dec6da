"""Where a version that is called fixed stands: above what it mends, and within its branch."""

from collections.abc import Iterator, Sequence

from desktop.domain.advisories.advisory import FixedVersion, ProductFacts
from desktop.domain.versions.names import belongs, range_of_branch
from desktop.domain.versions.order import compare
from desktop.domain.versions.ranges import Range, overlap, parse_range


def beside(product: ProductFacts) -> Iterator[str]:
    """Fixes that lie before every affected version of their branch, and so cannot mend any."""
    affected = [one for written in product.affected if (one := _read(written)) is not None]
    for fix in product.fixes:
        version = _read(fix.version)
        if version is None or not version.is_exact:
            continue
        meant = _of_branch(fix, affected)
        if meant and all(_is_before(version, one) for one in meant):
            where = f"{product.product} {fix.branch}".strip()
            yield f"{where}: {fix.version} is called fixed and lies before every affected version."


def outside(product: ProductFacts) -> Iterator[str]:
    """Fixes that are no version of the branch that they are named for."""
    for fix in product.fixes:
        if _branch(fix.branch) is not None and not belongs(fix.version, fix.branch):
            yield f"{product.product} {fix.branch}: its fix {fix.version} is no version of that branch."


def _of_branch(fix: FixedVersion, affected: Sequence[Range]) -> list[Range]:
    """The affected ranges that may hold versions of the branch; where none does, all of them."""
    branch = _branch(fix.branch)
    own = [one for one in affected if branch is None or overlap(one, branch) is not False]
    return own or list(affected)


def _is_before(version: Range, one: Range) -> bool:
    lowest = [bound for bound in one.constraints if bound.operator[0] in ">="]
    return bool(lowest) and all(
        version.scheme == one.scheme and compare(one.scheme, version.versions[0], bound.version) == -1
        for bound in lowest
    )


def _branch(name: str) -> Range | None:
    """The versions of a branch; None where its name does not say which."""
    try:
        return parse_range(range_of_branch(name)) if name else None
    except ValueError:
        return None


def _read(written: str) -> Range | None:
    try:
        return parse_range(written)
    except ValueError:
        return None
