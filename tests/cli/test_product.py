"""The catalogue of products from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo


def products(embargo: Embargo) -> list[dict[str, object]]:
    return json.loads(embargo("product", "list", "--json", secret=PASSPHRASE).out)


def test_products_are_listed_changed_and_removed(embargo: Embargo, vault: Path) -> None:
    empty = embargo("product", "list", secret=PASSPHRASE)
    assert (empty.code, empty.out, "is empty" in empty.err) == (0, "", True)
    words = ("product", "add", "AumOS", "Scanner", "--branch", "2.3", "--branch", "2.4", "--alias", "scan")
    assert embargo(*words, secret=PASSPHRASE).code == 0
    assert embargo(*words, secret=PASSPHRASE).code == 2
    other = ("product", "add", " aumos", "SCANNER", "--purl", "pkg:pypi/scan")
    changed = embargo(*other, secret=PASSPHRASE)
    assert (changed.code, "replaced" in changed.err) == (0, True)
    (kept,) = products(embargo)
    assert (kept["vendor"], kept["branches"], kept["purl"]) == ("aumos", [], "pkg:pypi/scan")
    assert "pkg:pypi/scan" in embargo("product", "list", secret=PASSPHRASE).out
    assert embargo("product", "remove", "AUMOS", "scanner", "--json", secret=PASSPHRASE).code == 0
    assert products(embargo) == []
    assert embargo("product", "remove", "AUMOS", "scanner", secret=PASSPHRASE).code == 2


@pytest.mark.parametrize("name", ["x" * 10_000, "one\ntwo", "p\u202exe"])
def test_a_name_that_is_none_is_refused_in_a_sentence(embargo: Embargo, vault: Path, name: str) -> None:
    refused = embargo("product", "add", "AumOS", name, secret=PASSPHRASE)
    assert (refused.code, len(refused.err) < 300) == (2, True)
    assert "Nothing was written." in refused.err
    assert products(embargo) == []
