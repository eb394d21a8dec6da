"""From the place of a finding in a document to the field in which it is put right."""

from desktop.domain.advisories.advisory import FormName
from desktop.domain.advisories.fields import FactField

_PLACES: dict[str, tuple[tuple[str, FactField], ...]] = {
    "csaf": (
        ("/document/title", "title"),
        ("/document/notes", "summary"),
        ("/document/references", "references"),
        ("/document/distribution", "tlp"),
        ("/document/tracking", "dates"),
        ("/document/publisher", "publisher"),
        ("/document/lang", "publisher"),
        ("/document/aggregate_severity", "severity"),
        ("/document/acknowledgments", "credit"),
        ("/product_tree", "products"),
        ("/vulnerabilities/*/title", "title"),
        ("/vulnerabilities/*/cve", "cve"),
        ("/vulnerabilities/*/ids", "aliases"),
        ("/vulnerabilities/*/cwe", "severity"),
        ("/vulnerabilities/*/scores", "severity"),
        ("/vulnerabilities/*/notes/0", "summary"),
        ("/vulnerabilities/*/notes", "details"),
        ("/vulnerabilities/*/threats", "products"),
        ("/vulnerabilities/*/flags", "products"),
        ("/vulnerabilities/*/product_status", "products"),
        ("/vulnerabilities/*/remediations", "remediation"),
        ("/vulnerabilities/*/references", "references"),
        ("/vulnerabilities/*/acknowledgments", "credit"),
        ("/vulnerabilities/*/discovery_date", "dates"),
        ("/vulnerabilities/*/release_date", "dates"),
    ),
    "cve": (
        ("/cveMetadata/cveId", "cve"),
        ("/cveMetadata", "dates"),
        ("/containers/cna/title", "title"),
        ("/containers/cna/descriptions", "summary"),
        ("/containers/cna/affected", "products"),
        ("/containers/cna/cpeApplicability", "products"),
        ("/containers/cna/references", "references"),
        ("/containers/cna/metrics", "severity"),
        ("/containers/cna/problemTypes", "severity"),
        ("/containers/cna/credits", "credit"),
        ("/containers/cna/solutions", "remediation"),
        ("/containers/cna/workarounds", "workaround"),
        ("/containers/cna/timeline", "dates"),
        ("/containers/cna/datePublic", "dates"),
        ("/containers/cna/providerMetadata", "publisher"),
    ),
    "osv": (
        ("/aliases", "aliases"),
        ("/upstream", "aliases"),
        ("/related", "aliases"),
        ("/summary", "title"),
        ("/details", "details"),
        ("/affected", "products"),
        ("/references", "references"),
        ("/severity", "severity"),
        ("/credits", "credit"),
        ("/published", "dates"),
        ("/modified", "dates"),
        ("/withdrawn", "dates"),
    ),
    "openvex": (
        ("/author", "publisher"),
        ("/role", "publisher"),
        ("/timestamp", "dates"),
        ("/last_updated", "dates"),
        ("/statements/*/vulnerability", "cve"),
        ("/statements/*/products", "products"),
        ("/statements/*/status", "products"),
        ("/statements/*/justification", "products"),
        ("/statements/*/impact_statement", "products"),
        ("/statements/*/action_statement", "remediation"),
    ),
}
"""By format, JSON pointers (RFC 6901) with * for any step; the first that the place lies under counts."""
_LIKE = {"csaf-vex": "csaf"}
"""Formats that are built as another one."""


def field_at(form: FormName | str, path: str) -> FactField | None:
    """The field that the place under a JSON pointer is written from; None where no field is."""
    steps = path.split("/")
    for place, field in _PLACES.get(_LIKE.get(form, form), ()):
        wanted = place.split("/")
        if len(steps) >= len(wanted) and all(w in ("*", s) for w, s in zip(wanted, steps, strict=False)):
            return field
    return None
