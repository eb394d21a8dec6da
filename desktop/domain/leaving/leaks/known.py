"""What an advisory says by right: the facts of its own case, and what its policy says in public."""

from desktop.domain.advisories.advisory import AdvisoryFacts, ProductFacts
from desktop.domain.case import Case
from desktop.domain.leaving.leaks.guarded import Known
from desktop.domain.policy import Profile


def known_in(facts: AdvisoryFacts, profile: Profile) -> Known:
    """Products, versions, vectors and addresses that a report may have named first."""
    said = (
        facts.cvss,
        facts.cvss4,
        facts.publisher_namespace,
        facts.contact,
        *facts.text.references,
        *(intake.address for intake in profile.intake),
    )
    products = tuple(word for product in facts.products for word in _words_of(product))
    versions = (version for product in facts.products for version in _versions_of(product))
    return Known(tuple(word for word in (*said, *products) if word), frozenset(versions))


def known_to_all(case: Case, profile: Profile) -> Known:
    """What a notice says by right, before there is an advisory: the products, and where we are written to."""
    policy = profile.policy
    named = (policy.organisation, policy.product, policy.namespace)
    products = (word for one in case.products for word in (one.vendor, one.product, *one.affected))
    words = (*named, *products, *(intake.address for intake in profile.intake))
    return Known(tuple(word for word in words if word))


def _words_of(product: ProductFacts) -> tuple[str, ...]:
    references = (fix.reference for fix in product.fixes)
    return (product.vendor, product.product, product.purl, product.cpe, *product.affected, *references)


def _versions_of(product: ProductFacts) -> tuple[str, ...]:
    groups = (product.fixed, product.withdrawn, product.investigated, product.abandoned)
    judged = (unaffected.version for unaffected in product.unaffected)
    return tuple(version for group in groups for version in group) + tuple(judged)
