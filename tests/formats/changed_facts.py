"""Facts of which exactly one is another: what a document that was tampered with, or written wrongly, says."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec

from desktop.domain.advisories.advisory import (
    AdvisoryFacts,
    Credit,
    FixedVersion,
    Moment,
    ProductFacts,
    Revision,
    SsvcFact,
    Unaffected,
)
from tests.formats.advisories import AT

replace = msgspec.structs.replace
Change = Callable[[AdvisoryFacts], AdvisoryFacts | None]
"""None where the facts have nothing of the kind."""

_OTHER = "999.999.999"
_CREDIT = Credit("Somebody Else", "reviewer")
_SSVC = SsvcFact("deployer", "1.0.0", ("Exploitation=none",), "defer")
_FIX = FixedVersion(_OTHER, "999", AT, "https://example.org/other-fix")


def _of(**new: object) -> Change:
    return lambda facts: replace(facts, **new)


def _made(field: str, change: Callable[[Any], object]) -> Change:
    return lambda facts: replace(facts, **{field: change(getattr(facts, field))})


def _text(field: str, change: Callable[[Any], object]) -> Change:
    return lambda facts: replace(
        facts, text=replace(facts.text, **{field: change(getattr(facts.text, field))})
    )


def _product(field: str, change: Callable[[Any], object]) -> Change:
    def changed(facts: AdvisoryFacts) -> AdvisoryFacts | None:
        *others, last = facts.products
        return replace(facts, products=(*others, replace(last, **{field: change(getattr(last, field))})))

    return changed


def _last(changes: Callable[[Any], object]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """Of a list that is empty, nothing."""
    return lambda found: (*found[:-1], changes(found[-1])) if found else found


def _fix(**new: object) -> Change:
    return _product("fixes", _last(lambda fix: replace(fix, **new)))


def _moved(source: str, target: str, made: Callable[[Any], object]) -> Change:
    """The last version of one group is of another now."""

    def changed(facts: AdvisoryFacts) -> AdvisoryFacts | None:
        *others, last = facts.products
        group = getattr(last, source)
        if not group or facts.under_investigation:
            return None
        moved = {source: group[:-1], target: (*getattr(last, target), made(group[-1]))}
        return replace(facts, products=(*others, replace(last, **moved)))

    return changed


def _standing(field: str) -> Change:
    """Whether the first affected version is withdrawn, or abandoned, is the other way round."""

    def changed(facts: AdvisoryFacts) -> AdvisoryFacts | None:
        first, *others = facts.products
        version = first.affected[0]
        other = {"withdrawn": "abandoned", "abandoned": "withdrawn"}[field]
        own = getattr(first, field)
        now = tuple(v for v in own if v != version) if version in own else (version, *own)
        without = tuple(v for v in getattr(first, other) if v != version)
        return replace(facts, products=(replace(first, **{field: now, other: without}), *others))

    return changed


def _always(one: object) -> Callable[[object], object]:
    return lambda _: one


def _dropped(found: tuple[Any, ...]) -> tuple[Any, ...]:
    return found[:-1]


def _with(one: object) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    return lambda found: (*found, one)


def _more(text: str) -> str:
    return f"{text.strip()} And more."


def _last_product(facts: AdvisoryFacts) -> AdvisoryFacts | None:
    return replace(facts, products=facts.products[:-1]) if len(facts.products) > 1 else None


def _first_revision(facts: AdvisoryFacts) -> AdvisoryFacts | None:
    first, *others = facts.revisions
    return replace(facts, revisions=(replace(first, summary=_more(first.summary)), *others))


def _revision_number(facts: AdvisoryFacts) -> AdvisoryFacts:
    last = facts.revisions[-1]
    return replace(facts, revisions=(*facts.revisions[:-1], replace(last, number="77")))


def _next_revision(facts: AdvisoryFacts) -> AdvisoryFacts:
    number = str(len(facts.revisions) + 1)
    return replace(facts, revisions=(*facts.revisions, Revision(number, facts.current_release, "More.")))


_PRODUCT = ProductFacts("Other", "Another product", (_OTHER,), purl="pkg:pypi/another")
_HOUR = timedelta(hours=1)

CHANGES: dict[str, Change] = {
    "id": _made("tracking_id", lambda found: f"{found}9"),
    "publisher": _made("publisher", _more),
    "namespace": _of(publisher_namespace="https://other.example"),
    "contact": _made("contact", lambda found: "" if found else "other@mushinai.com"),
    "severity": _made("severity", lambda found: "medium" if found else "high"),
    "no severity": _of(severity=""),
    "cvss": _of(cvss="CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N"),
    "no cvss": _of(cvss=""),
    "cvss4": _of(cvss4="CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N"),
    "no cvss4": _of(cvss4=""),
    "cwe": _of(cwe="CWE-416"),
    "no cwe": _of(cwe=""),
    "credit": _made("credits", _with(_CREDIT)),
    "no credit": _made("credits", _dropped),
    "another name": _made("credits", _last(lambda one: replace(one, name=f"{one.name} Jr."))),
    "role": _made(
        "credits", _last(lambda one: replace(one, role="finder" if one.role == "vendor" else "vendor"))
    ),
    "first release": _made("initial_release", lambda found: found - _HOUR),
    "release": _made("current_release", lambda found: found + _HOUR),
    "revision": _next_revision,
    "revision number": _revision_number,
    "history": _first_revision,
    "language": _of(language="fr"),
    "holding": _made("holding", lambda found: not found),
    "investigation": _made("under_investigation", lambda found: not found),
    "ssvc": _made("ssvc", _with(_SSVC)),
    "no ssvc": _made("ssvc", _dropped),
    "decision": _made("ssvc", _last(lambda one: replace(one, outcome="attend"))),
    "timeline": _made("timeline", lambda found: (*found, Moment(AT + _HOUR, "Something else."))),
    "no timeline": _made("timeline", _dropped),
    "moment": _made("timeline", _last(lambda one: replace(one, at=one.at - _HOUR))),
    "title": _text("title", _more),
    "summary": _text("summary", _more),
    "details": _text("details", _more),
    "no details": _text("details", _always("")),
    "remediation": _text("remediation", _more),
    "no remediation": _text("remediation", _always("")),
    "workaround": _text("workaround", _more),
    "no workaround": _text("workaround", _always("")),
    "reference": _text("references", _with("https://example.org/other-reference")),
    "no reference": _text("references", _dropped),
    "tlp": _text("tlp", lambda found: "AMBER" if found == "RED" else "RED"),
    "cve": _text("cve", _always("CVE-1999-0001")),
    "alias": _text("aliases", _with("GHSA-2222-3333-4444")),
    "no alias": _text("aliases", _dropped),
    "vendor": _product("vendor", _more),
    "product": _product("product", _more),
    "another product": _made("products", _with(_PRODUCT)),
    "no product": _last_product,
    "affected": _product("affected", _with(_OTHER)),
    "affected range": _product("affected", _with(">=998.0, <998.1")),
    "less affected": _product("affected", lambda found: found[:-1] or ("1.2.3-other",)),
    "fix": _product("fixes", _with(_FIX)),
    "no fix": _product("fixes", _dropped),
    "fixed version": _fix(version=_OTHER),
    "branch": _fix(branch="999.x"),
    "released": _fix(released=AT - 999 * _HOUR),
    "fix reference": _fix(reference="https://example.org/another-fix"),
    "unaffected": _product("unaffected", _with(Unaffected(_OTHER))),
    "less unaffected": _product("unaffected", _dropped),
    "justification": _product(
        "unaffected",
        _last(
            lambda one: replace(
                one,
                justification="" if one.justification else "component_not_present",
            )
        ),
    ),
    "investigated": _product("investigated", _with(_OTHER)),
    "less investigated": _product("investigated", _dropped),
    "affected, not fixed": _moved("fixes", "affected", lambda fix: fix.version),
    "unaffected, not affected": _moved("affected", "unaffected", Unaffected),
    "affected, not investigated": _moved("investigated", "affected", str),
    "withdrawn": _standing("withdrawn"),
    "abandoned": _standing("abandoned"),
    "purl": _product("purl", lambda found: "pkg:pypi/other" if found else ""),
    "cpe": _product("cpe", _always("cpe:2.3:a:other:other:*:*:*:*:*:*:*:*")),
    "no cpe": _product("cpe", _always("")),
}
"""By what they change."""
