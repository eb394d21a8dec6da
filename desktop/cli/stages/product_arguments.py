"""The words of `embargo product`."""

import argparse
from collections.abc import Callable

from desktop.cli.argument_types import text

_Add = Callable[..., argparse.ArgumentParser]


def add_product_verb(add: _Add, common: argparse.ArgumentParser) -> None:
    """The verb and its acts."""
    product = add("product", help="the catalogue of products that cases are filled in from")
    add_act = product.add_subparsers(dest="product_act", required=True, metavar="ACT").add_parser
    add_act("list", parents=[common], help="what it holds")
    more = add_act("add", parents=[common], help="list a product, or the same with other facts")
    _add_names(more)
    for option, what, words in (
        ("--branch", "BRANCH", "a branch that is supported; again for more"),
        ("--alias", "NAME", "another name under which reports speak of it; again for more"),
    ):
        more.add_argument(option, type=text, action="append", default=[], metavar=what, help=words)
    more.add_argument("--cpe", type=text, default="", metavar="CPE", help="such as cpe:2.3:a:example:product")
    more.add_argument("--purl", type=text, default="", metavar="PURL", help="such as pkg:pypi/name")
    less = add_act("remove", parents=[common], help="propose it no more; cases keep what they say")
    _add_names(less)


def _add_names(act: argparse.ArgumentParser) -> None:
    act.add_argument("vendor", type=text, metavar="VENDOR", help="who makes it")
    act.add_argument("product", type=text, metavar="PRODUCT", help="its name")
