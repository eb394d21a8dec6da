"""Keep the catalogue of products: events of the vault, each of which can be taken back."""

from collections.abc import Sequence

from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.events import EventUndone, ProductDelisted, ProductListed
from desktop.domain.failures import Usage
from desktop.domain.occurrences import in_force
from desktop.domain.versions.catalogue import catalogue, find_product, key_of, objection, tidied
from desktop.workflows.ports import Desk


def read_products(desk: Desk) -> tuple[ProductListed, ...]:
    """What is listed."""
    return catalogue(desk.vault.vault_history())


def keep_product(desk: Desk, entry: ProductListed, replacing: ProductListed | None = None) -> list[Recorded]:
    """List a product, or the same with other facts; `replacing` is the entry that gets this name instead.

    Raises Usage for what is no product, or is listed so already.
    """
    if wrong := objection(entry):
        raise Usage(wrong, advice="Put that right, then list it again.")
    entry = tidied(entry)
    known = read_products(desk)
    same = find_product(known, entry.vendor, entry.product)
    if same == entry:
        raise Usage(f"{entry.product} of {entry.vendor} is listed so already.", advice="Change what differs.")
    acts: list[Event] = [entry]
    if replacing is not None and key_of(replacing.vendor, replacing.product) != key_of(
        entry.vendor, entry.product
    ):
        if same is not None:
            raise Usage(
                f"{same.product} of {same.vendor} is another product of the list.",
                advice="Choose another name, or change that entry.",
            )
        acts.insert(0, ProductDelisted(replacing.vendor, replacing.product))
    return _append(desk, acts)


def drop_product(desk: Desk, vendor: str, product: str) -> list[Recorded]:
    """Propose a product no more. Raises Usage for one that is not listed."""
    there = find_product(read_products(desk), vendor, product)
    if there is None:
        raise Usage("The catalogue has no such product.", advice="`embargo product list` shows what it has.")
    return _append(desk, [ProductDelisted(there.vendor, there.product)])


def take_back_products(desk: Desk, acts: Sequence[Recorded]) -> list[Recorded]:
    """Undo changes of the catalogue, the last one first; those that are undone already stay so."""
    counting = {recorded.id for recorded in in_force(desk.vault.vault_history())}
    undone: list[Event] = [EventUndone(act.id) for act in reversed(acts) if act.id in counting]
    return _append(desk, undone) if undone else []


def _append(desk: Desk, acts: Sequence[Event]) -> list[Recorded]:
    now = desk.tools.now()
    return desk.vault.append(None, [Draft(act, now) for act in acts], author=desk.handler, now=now)
