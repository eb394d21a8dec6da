"""The CVE numbering authority, named from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo

ORG = "5A6C1B3E-8f2d-4e0a-9b7c-1d2e3f4a5b6c"


def test_the_authority_is_named_and_shown(embargo: Embargo, vault: Path) -> None:
    nobody = embargo("advisory", "publisher", secret=PASSPHRASE)
    assert (nobody.code, nobody.out, "CVE records cannot be written" in nobody.err) == (0, "", True)
    named = ("advisory", "publisher", "--org-id", ORG, "--short-name", "mushin")
    assert embargo(*named, secret=PASSPHRASE).code == 0
    shown = json.loads(embargo("advisory", "publisher", "--json", secret=PASSPHRASE).out)
    assert shown == {"org_id": ORG.lower(), "short_name": "mushin"}
    assert "mushin" in embargo("advisory", "publisher", secret=PASSPHRASE).out


@pytest.mark.parametrize(
    ("org", "name"),
    [("", "mushin"), ("5a6c1b3e-8f2d-1e0a-9b7c-1d2e3f4a5b6c", "mushin"), (ORG, "m"), (ORG, "")],
)
def test_what_the_programme_would_not_take_is_refused(
    embargo: Embargo, vault: Path, org: str, name: str
) -> None:
    refused = embargo("advisory", "publisher", "--org-id", org, "--short-name", name, secret=PASSPHRASE)
    assert (refused.code, "Nothing was written." in refused.err) == (2, True)
