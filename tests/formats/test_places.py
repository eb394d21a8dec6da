"""A finding in a document leads to the field that the place is written from."""

from typing import get_args

import pytest

from desktop.domain.advisories.fields import FactField
from desktop.formats.advisories.places import field_at


@pytest.mark.parametrize(
    ("form", "path", "field"),
    [
        ("csaf", "/document/title", "title"),
        ("csaf", "/document/tracking/revision_history/0/date", "dates"),
        ("csaf", "/vulnerabilities/0/cwe/id", "severity"),
        ("csaf", "/vulnerabilities/0/notes/0/text", "summary"),
        ("csaf", "/vulnerabilities/0/notes/1/text", "details"),
        ("csaf-vex", "/product_tree/branches/0", "products"),
        ("cve", "/cveMetadata/cveId", "cve"),
        ("cve", "/containers/cna/affected/0/versions", "products"),
        ("osv", "/aliases/0", "aliases"),
        ("openvex", "/statements/3/justification", "products"),
        ("csaf", "/document/titles", None),
        ("csaf", "", None),
        ("markdown", "/document/title", None),
    ],
)
def test_a_place_is_written_from_a_field(form: str, path: str, field: FactField | None) -> None:
    assert field_at(form, path) == field
    assert field is None or field in {
        name for part in get_args(FactField) for name in get_args(part) or (part,)
    }
