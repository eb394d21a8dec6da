"""Advisories that somebody else wrote, read as reports: GitHub's, OSV's as GitHub publishes them, and CSAF.

Nothing of them is believed: severity, affected versions and identifiers are the reporter's words.
"""

from typing import Any

from desktop.domain.inert import Untrusted
from desktop.formats.intake.forms import NO_WORDS
from desktop.formats.intake.values import dict_in, dicts_in, instant_of, paragraphs, words_of
from desktop.formats.intake.written import Form, WrittenReport, key_of, split_zone
from desktop.formats.mail.addresses import read_recipients

_SEVERITY = "Severity, in the reporter's words"
_UNDERSTOOD = frozenset(
    ("ghsa_id", "id", "cve_id", "summary", "description", "details", "severity", "cvss", "cvss_severities",
     "cwe_ids", "cwes", "vulnerabilities", "affected", "identifiers", "aliases", "credits",
     "credits_detailed", "references", "created_at", "published_at", "published", "author",
     "database_specific")
)  # fmt: skip
_OF_THE_SITE = frozenset(
    ("url", "html_url", "repository_advisory_url", "type", "state", "updated_at", "modified", "closed_at",
     "withdrawn_at", "withdrawn", "publisher", "submission", "collaborating_users", "collaborating_teams",
     "private_fork", "schema_version", "github_reviewed_at", "nvd_published_at", "epss")
)  # fmt: skip
"""What the site notes of an advisory, and changes from day to day; it stays in the bytes alone."""
_DEEPEST_BRANCH = 60
"""Twice what CSAF 2.0 recommends; deeper branches are not looked into."""
_MOST_NAMES = 200


def is_github(fields: dict[str, Any]) -> bool:
    """Whether it is an advisory of GitHub's API, or one of its database in OSV; forms have such keys too."""
    if words_of(fields.get("ghsa_id")).upper().startswith("GHSA-"):
        return True
    lists = [fields[key] for key in ("affected", "vulnerabilities") if fields.get(key)]
    objects = all(isinstance(found, list) and all(isinstance(x, dict) for x in found) for found in lists)
    return bool(words_of(fields.get("id")) and lists and objects)


def is_csaf(fields: dict[str, Any]) -> bool:
    """Whether it is a CSAF document of any category."""
    return "csaf_version" in dict_in(fields.get("document"))


def read_github(fields: dict[str, Any], raw: bytes) -> WrittenReport:
    """A GitHub or OSV advisory."""
    described = words_of(fields.get("description")) or words_of(fields.get("details"))
    identifiers = [words_of(item.get("value")) for item in dicts_in(fields.get("identifiers"))]
    named = [words_of(fields.get(key)) for key in ("ghsa_id", "id", "cve_id")]
    aliases = words_of(fields.get("aliases"))
    text = paragraphs(
        ("", described),
        (_SEVERITY, _severity(fields)),
        ("Affected", "; ".join(_affected(fields))),
        ("Weaknesses", ", ".join(_weaknesses(fields))),
        ("Identifiers", ", ".join(dict.fromkeys(filter(None, [*named, *identifiers, aliases])))),
        ("Credits", ", ".join([*_credited(fields), *_contacts(fields)])),
        ("References", _references(fields.get("references"))),
        *((key, words_of(value)) for key, value in fields.items() if key not in _UNDERSTOOD | _OF_THE_SITE),
    )
    date = next((fields[key] for key in ("created_at", "published_at", "published") if fields.get(key)), None)
    name = next(iter(_credited(fields)), "") or words_of(dict_in(fields.get("author")).get("login"))
    own_id = next(filter(None, named), "")
    return _report("github", raw, words_of(fields.get("summary")), text, (name, ""), date, own_id)


def read_csaf(fields: dict[str, Any], raw: bytes) -> WrittenReport:
    """A CSAF document; whoever published it is the one that reports."""
    document = dict_in(fields.get("document"))
    publisher, tracking = dict_in(document.get("publisher")), dict_in(document.get("tracking"))
    found = list(dicts_in(fields.get("vulnerabilities")))
    notes = [*dicts_in(document.get("notes")), *(n for v in found for n in dicts_in(v.get("notes")))]
    remedies = [r for v in found for r in dicts_in(v.get("remediations"))]
    text = paragraphs(
        ("", "\n\n".join(filter(None, (words_of(note.get("text")) for note in notes)))),
        (_SEVERITY, _csaf_severity(document, found)),
        ("Vulnerabilities", "; ".join(filter(None, (words_of(item.get("title")) for item in found)))),
        ("Remediations", "; ".join(filter(None, (words_of(item.get("details")) for item in remedies)))),
        ("Products named", ", ".join(_products(dict_in(fields.get("product_tree"))))),
        ("Identifiers", ", ".join(_csaf_identifiers(tracking, found))),
        ("Acknowledged", "; ".join(words_of(a) for a in dicts_in(document.get("acknowledgments")))),
        ("References", _references(document.get("references"))),
    )
    contact = read_recipients([words_of(publisher.get("contact_details"))])
    address = contact[0].raw if contact else ""
    name, date = words_of(publisher.get("name")), tracking.get("initial_release_date")
    tracking_id = words_of(tracking.get("id"))
    return _report("csaf", raw, words_of(document.get("title")), text, (name, address), date, tracking_id)


def _report(
    form: Form, raw: bytes, title: str, text: str, sender: tuple[str, str], date: Any, own_id: str
) -> WrittenReport:
    name, address = sender
    instant = instant_of(date)
    written, zone_min = split_zone(instant)
    return WrittenReport(
        raw=raw,
        form=form,
        title=Untrusted(title),
        text=Untrusted(text),
        name=Untrusted(name),
        address=Untrusted(address),
        written_utc=written,
        zone_min=zone_min,
        date_unread=written is None and bool(words_of(date)),
        zoneless=instant is not None and instant.tzinfo is None,
        content_key=key_of(form, title, text, name, address, words_of(date)),
        entry_key=key_of(form, own_id, name, address) if own_id else "",
        flaw="" if title or text else NO_WORDS,
    )


def _severity(fields: dict[str, Any]) -> str:
    stated = fields.get("severity")
    scores = [words_of(item.get("score")) for item in dicts_in(stated)]
    scored = [fields.get("cvss"), *dict_in(fields.get("cvss_severities")).values()]
    vectors = [words_of(dict_in(item).get("vector_string")) for item in scored]
    words = [words_of(stated)] if isinstance(stated, str) else []
    words.append(words_of(dict_in(fields.get("database_specific")).get("severity")))
    return ", ".join(dict.fromkeys(filter(None, [*words, *scores, *vectors])))


def _weaknesses(fields: dict[str, Any]) -> list[str]:
    own = dict_in(fields.get("database_specific"))
    ids = [words_of(place.get("cwe_ids")) for place in (fields, own)]
    objects = [words_of(item.get("cwe_id")) for item in dicts_in(fields.get("cwes"))]
    return list(dict.fromkeys(one for words in [*ids, *objects] for one in words.split(", ") if one))


def _affected(fields: dict[str, Any]) -> list[str]:
    """`pip:loader < 1.4.1`, as GitHub writes ranges; OSV's ranges stay as they are."""
    found = []
    for item in [*dicts_in(fields.get("vulnerabilities")), *dicts_in(fields.get("affected"))]:
        package = dict_in(item.get("package"))
        name = ":".join(filter(None, (words_of(package.get(key)) for key in ("ecosystem", "name"))))
        ranges = item.get("vulnerable_version_range") or item.get("ranges") or item.get("versions")
        found.append(" ".join(filter(None, (name, words_of(ranges)))))
    return [line for line in found if line]


def _credited(fields: dict[str, Any]) -> list[str]:
    items = [*dicts_in(fields.get("credits_detailed")), *dicts_in(fields.get("credits"))]
    logins = (
        words_of(dict_in(item.get("user")).get("login"))
        or words_of(item.get("login"))
        or words_of(item.get("name"))
        for item in items
    )
    return list(dict.fromkeys(filter(None, logins)))


def _contacts(fields: dict[str, Any]) -> list[str]:
    return list(filter(None, (words_of(item.get("contact")) for item in dicts_in(fields.get("credits")))))


def _references(value: Any) -> str:
    objects = [words_of(item.get("url")) for item in dicts_in(value)]
    plain = [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
    return ", ".join(filter(None, [*objects, *plain]))


def _csaf_severity(document: dict[str, Any], found: list[dict[str, Any]]) -> str:
    scores = [score for item in found for score in dicts_in(item.get("scores"))]
    vectors = [
        words_of(dict_in(score.get(key)).get("vectorString"))
        for score in scores
        for key in ("cvss_v4", "cvss_v3", "cvss_v2")
    ]
    stated = words_of(dict_in(document.get("aggregate_severity")).get("text"))
    return ", ".join(filter(None, [stated, *vectors]))


def _csaf_identifiers(tracking: dict[str, Any], found: list[dict[str, Any]]) -> list[str]:
    other = [words_of(i.get("text")) for item in found for i in dicts_in(item.get("ids"))]
    weaknesses = [words_of(dict_in(item.get("cwe")).get("id")) for item in found]
    cves = [words_of(item.get("cve")) for item in found]
    return list(dict.fromkeys(filter(None, [words_of(tracking.get("id")), *cves, *weaknesses, *other])))


def _products(tree: dict[str, Any]) -> list[str]:
    """The names of products, wherever in the tree they hang; walked level by level to a bound."""
    names = [words_of(item.get("name")) for item in dicts_in(tree.get("full_product_names"))]
    level = list(dicts_in(tree.get("branches")))
    for _ in range(_DEEPEST_BRANCH):
        names += [words_of(dict_in(branch.get("product")).get("name")) for branch in level]
        level = [child for branch in level for child in dicts_in(branch.get("branches"))]
        if not level:
            break
    return list(dict.fromkeys(filter(None, names)))[:_MOST_NAMES]
