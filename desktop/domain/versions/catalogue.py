"""The catalogue of products: what the vault's own events list, and what a policy adds to it.

It only fills forms in: a case keeps what was written into it, whatever becomes of the catalogue.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from desktop.domain.event import Recorded
from desktop.domain.events import AffectedListed, ProductDelisted, ProductListed
from desktop.domain.inert import is_hidden
from desktop.domain.occurrences import in_force
from desktop.domain.policy import Profile
from desktop.domain.versions.supported import supported_rows

_LONGEST_NAME = 200
_LONGEST_ID = 1_000
_MOST_NAMES = 100
_CPE = re.compile(
    r"cpe:2\.3:[aho*\-](?::(?:\\.|[^:\\\s])+){10}|cpe:/[aho]?(?::[\w.\-~%]*){0,6}", re.IGNORECASE
)
_PURL = re.compile(r"pkg:[a-z][a-z0-9.+\-]*/\S+", re.IGNORECASE)

ProductKey = tuple[str, str]


def key_of(vendor: str, product: str) -> ProductKey:
    """What makes two products the same: their names without regard to case and blanks."""
    return _folded(vendor), _folded(product)


def catalogue(history: Sequence[Recorded]) -> tuple[ProductListed, ...]:
    """What is listed by now, by product and vendor; `history` is the vault's own."""
    listed: dict[ProductKey, ProductListed] = {}
    for recorded in in_force(history):
        event = recorded.event
        if isinstance(event, ProductListed):
            listed[key_of(event.vendor, event.product)] = event
        elif isinstance(event, ProductDelisted):
            listed.pop(key_of(event.vendor, event.product), None)
    return tuple(sorted(listed.values(), key=lambda p: key_of(p.vendor, p.product)[::-1]))


def find_product(products: Iterable[ProductListed], vendor: str, product: str) -> ProductListed | None:
    """The entry of this name."""
    wanted = key_of(vendor, product)
    return next((p for p in products if key_of(p.vendor, p.product) == wanted), None)


def proposals(products: Sequence[ProductListed], profile: Profile, on: date) -> tuple[ProductListed, ...]:
    """What a case under this policy may be about: first the policy's own product, as far as it names one."""
    identity = profile.policy
    if not identity.product.strip():
        return tuple(products)
    own = find_product(products, identity.organisation, identity.product) or ProductListed(
        identity.organisation, identity.product, supported_rows(profile, on)
    )
    return (own, *(p for p in products if p != own))


def tidied(entry: ProductListed) -> ProductListed:
    """The entry without blanks around names, each name once."""
    return ProductListed(
        vendor=_tidy(entry.vendor),
        product=_tidy(entry.product),
        branches=_each_once(entry.branches),
        aliases=_each_once(entry.aliases),
        cpe=entry.cpe.strip(),
        purl=entry.purl.strip(),
    )


def as_listed(entry: AffectedListed, listed: Iterable[AffectedListed]) -> AffectedListed:
    """The entry under the name that its product goes by already, each branch once: acts name them exactly."""
    own = key_of(entry.vendor, entry.product)
    before = next((p for p in listed if key_of(p.vendor, p.product) == own), None)
    return msgspec.structs.replace(
        entry,
        vendor=before.vendor if before else _tidy(entry.vendor),
        product=before.product if before else _tidy(entry.product),
        supported_branches=_each_once(entry.supported_branches),
    )


def objection(entry: ProductListed) -> str:
    """What speaks against listing it, as a sentence; empty for nothing."""
    if not (entry.vendor.strip() and entry.product.strip()):
        return "A product has a vendor and a name."
    if max(len(entry.branches), len(entry.aliases)) > _MOST_NAMES:
        return f"More than {_MOST_NAMES} branches or other names are too many."
    for name in (entry.vendor, entry.product, *entry.branches, *entry.aliases):
        if wrong := wrong_name(name):
            return wrong
    if entry.cpe and not _is(_CPE, entry.cpe):
        return "This is no CPE: one looks like cpe:2.3:a:vendor:product:*:*:*:*:*:*:*:*."
    if entry.purl and not _is(_PURL, entry.purl):
        return "This is no package URL: one looks like pkg:pypi/name."
    return ""


def wrong_name(name: str) -> str:
    """Why nothing can be called so; empty when it can."""
    if len(name) > _LONGEST_NAME:
        return f"A name of {len(name):,} characters is too long: {_LONGEST_NAME} will do."
    if any(is_hidden(c) or c in "\n\t" for c in name):
        return "A name stands on one line, without characters that nobody sees."
    return ""


def _is(pattern: re.Pattern[str], written: str) -> bool:
    return len(written) <= _LONGEST_ID and pattern.fullmatch(written.strip()) is not None


def _folded(name: str) -> str:
    return _tidy(unicodedata.normalize("NFKC", name)).casefold()


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple({_folded(name): _tidy(name) for name in names if name.strip()}.values())
