"""The catalogue of products: events of the vault, so that no case changes with it."""

from desktop.domain.event import Event


class ProductListed(Event, frozen=True):
    """A product with what cases are filled in from; a later entry of the same name replaces it."""

    kind = "product.listed"
    vendor: str
    product: str
    branches: tuple[str, ...] = ()
    """Branches that are supported, such as "1.4"; empty when the product has one line."""
    aliases: tuple[str, ...] = ()
    """Other names under which reports speak of it."""
    cpe: str = ""
    purl: str = ""


class ProductDelisted(Event, frozen=True):
    """It is proposed no more; cases keep what they say."""

    kind = "product.delisted"
    vendor: str
    product: str
