"""product: the catalogue of products, listed, added to, taken from."""

import argparse

import msgspec

from desktop.cli.output import print_json, print_text, say, table
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.events import ProductListed
from desktop.domain.failures import Exit
from desktop.domain.versions.catalogue import find_product
from desktop.workflows.investigation.keep_products import drop_product, keep_product, read_products


def product(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the acts. Raises Usage."""
    return {"list": _list, "add": _add, "remove": _remove}[parsed.product_act](parsed, program)


def _list(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program, read_only=True) as desk:
        products = read_products(desk)
    if parsed.json:
        print_json([msgspec.structs.asdict(entry) for entry in products])
    elif products:
        print_text(table([_row(entry) for entry in products], ("VENDOR", "PRODUCT", "BRANCHES", "ALSO")))
    else:
        say("The catalogue is empty. List a product with `embargo product add VENDOR PRODUCT`.")
    return Exit.DONE


def _row(entry: ProductListed) -> tuple[str, ...]:
    also = ", ".join(filter(None, (*entry.aliases, entry.cpe, entry.purl)))
    return entry.vendor, entry.product, ", ".join(entry.branches), also


def _add(parsed: argparse.Namespace, program: Program) -> int:
    entry = ProductListed(
        vendor=parsed.vendor,
        product=parsed.product,
        branches=tuple(parsed.branch),
        aliases=tuple(parsed.alias),
        cpe=parsed.cpe,
        purl=parsed.purl,
    )
    with open_desk(parsed, program) as desk:
        replaces = find_product(read_products(desk), entry.vendor, entry.product) is not None
        (recorded,) = keep_product(desk, entry)
    if parsed.json:
        print_json({"event": recorded.event.kind, "id": recorded.id})
    else:
        listed = "The older entry of this name is replaced." if replaces else "The product is listed."
        say(f"{listed} Cases that name it stay as they are.")
    return Exit.DONE


def _remove(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program) as desk:
        (recorded,) = drop_product(desk, parsed.vendor, parsed.product)
    if parsed.json:
        print_json({"event": recorded.event.kind, "id": recorded.id})
    else:
        say("The product is listed no more. Cases that name it stay as they are.")
    return Exit.DONE
