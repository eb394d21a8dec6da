"""Facts of advisories, told and generated."""

from datetime import UTC, datetime, timedelta
from typing import get_args, get_type_hints

import msgspec
from hypothesis import strategies as st

from desktop.domain.advisories.advisory import (
    AdvisoryFacts,
    AdvisoryText,
    Credit,
    FixedVersion,
    Moment,
    ProductFacts,
    Revision,
    SsvcFact,
    Unaffected,
)
from desktop.domain.versions.ranges import canonical_range, overlap, parse_range

CNA = "5a6c1b3e-8f2d-4e0a-9b7c-1d2e3f4a5b6c"
"""The UUID of a CVE numbering authority."""
AT = datetime(2026, 3, 2, 10, 30, 15, tzinfo=UTC)

FACTS = AdvisoryFacts(
    tracking_id="MUS-2026-0000000",
    publisher="MushinAI",
    publisher_namespace="https://mushinai.com",
    contact="security@mushinai.com",
    text=AdvisoryText(
        title="Model loader runs code",
        summary="A crafted model file runs code.",
        details="The loader unpickles what it reads.",
        remediation="Restart afterwards.",
        workaround="Load only your own models.",
        references=("https://mushinai.com/a_b*c", "https://example.org/?q=1&r=2"),
    ),
    products=(
        ProductFacts(
            "MushinAI",
            "Platform",
            (">=1.2, <1.4.1", "1.1.7"),
            (FixedVersion("1.4.1", "1.4"), FixedVersion("1.5.0")),
        ),
        ProductFacts("MushinAI", "Runner", ("2.4.X",)),
    ),
    severity="critical",
    cvss="CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    cwe="CWE-502",
    credits=(Credit("Ada Finder", "reporter"),),
    initial_release=AT,
    current_release=AT + timedelta(days=2),
    revisions=(
        Revision("1", AT, "Initial publication."),
        Revision("2", AT + timedelta(days=2), "Updated."),
    ),
)

FULL = msgspec.structs.replace(
    FACTS,
    text=msgspec.structs.replace(FACTS.text, cve="CVE-2026-12345", aliases=("GHSA-23cf-45gh-67jm",)),
    products=(
        ProductFacts(
            "MushinAI",
            "Platform",
            (">=1.2, <1.4.1", "1.1.7", "1.0.9", "0.9.1"),
            (
                FixedVersion("1.4.1", "1.4", AT, "https://mushinai.com/fix/1"),
                FixedVersion("1.5.0", "1.5", AT - timedelta(days=1), "https://mushinai.com/fix/2"),
            ),
            withdrawn=("1.0.9",),
            abandoned=("0.9.1",),
            unaffected=(Unaffected("0.1.0", "vulnerable_code_not_present"), Unaffected("0.2.0")),
            investigated=("2.0.0",),
            purl="pkg:pypi/platform",
            cpe="cpe:2.3:a:mushinai:platform:*:*:*:*:*:*:*:*",
        ),
        ProductFacts(
            "MushinAI",
            "Runner",
            ("2.4.X", "2.6.1"),
            (FixedVersion("3.0.0", "3", AT, "https://mushinai.com/fix/3"),),
            unaffected=(Unaffected("0.3.0", "component_not_present"),),
            investigated=("2.7.0",),
            purl="pkg:npm/%40mushinai/runner",
            cpe="cpe:2.3:a:mushinai:runner:*:*:*:*:*:*:*:*",
        ),
    ),
    cvss4="CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
    ssvc=(SsvcFact("supplier", "2.0.3", ("Exploitation=poc", "Utility=efficient"), "immediate"),),
    timeline=(Moment(AT - timedelta(days=9), "Reported to us."), Moment(AT, "Fixed.")),
    cna_org=CNA,
    cna_name="mushin",
)
"""Facts of which none is empty."""

_words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60)
"""Words as people write them; hidden characters are the gate's business."""
_said = _words.map(lambda text: f"x{text}x".strip())
_plain = st.text("abcXYZ0189", min_size=1, max_size=8)
_number = st.integers(0, 40)
_version = st.one_of(
    st.tuples(_number, _number, _number).map(lambda v: ".".join(map(str, v))),
    st.from_regex(r"[0-9A-Za-z][0-9A-Za-z.+~_-]{0,9}", fullmatch=True),
    st.sampled_from(["all", "2.4.X", "1.x", "before", "1.0-before-2", "through"]),
)
_range = st.one_of(
    _version,
    st.tuples(st.sampled_from([">=", ">", "<", "<="]), _version).map("".join),
    st.tuples(_version, _version).map(lambda v: f">={v[0]}, <{v[1]}"),
)
_metric = {"AV": "NALP", "AC": "LH", "PR": "NLH", "UI": "NR", "S": "UC", "C": "NLH", "I": "NLH", "A": "NLH"}
_cvss3 = st.tuples(*(st.sampled_from([f"{m}:{v}" for v in vs]) for m, vs in _metric.items())).map(
    lambda parts: "/".join(("CVSS:3.1", *parts))
)
_cvss4 = st.sampled_from(
    [
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
        "CVSS:4.0/AV:L/AC:H/AT:P/PR:L/UI:P/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N/E:P",
    ]
)
_instant = st.integers(0, 10_000_000).map(lambda seconds: AT - timedelta(seconds=seconds))
_credit = st.builds(Credit, _said, st.sampled_from(get_args(get_type_hints(Credit)["role"])))
_address = _plain.map("https://example.org/".__add__)
_PURLS = (
    "pkg:pypi/platform",
    "pkg:npm/%40acme/runner",
    "pkg:deb/debian/curl?arch=source",
    "pkg:golang/github.com/acme/tool#cmd/x",
    "pkg:maven/org.acme/widget",
)
_CPES = ("", "cpe:2.3:a:acme:runner:*:*:*:*:*:*:*:*", "cpe:/a:acme:widget")
_JUSTIFIED = (
    "",
    "component_not_present",
    "vulnerable_code_not_present",
    "vulnerable_code_not_in_execute_path",
    "vulnerable_code_cannot_be_controlled_by_adversary",
    "inline_mitigations_already_exist",
)
"""The justifications that CSAF 2.0 §3.2.3.5 and OpenVEX share."""
_fix = st.builds(
    FixedVersion,
    _version,
    st.one_of(st.just(""), _plain),
    st.one_of(st.none(), _instant),
    st.one_of(st.just(""), _address),
)
_ghsa = st.lists(st.text("23456789cfghjmpqrvwx", min_size=4, max_size=4), min_size=3, max_size=3).map(
    lambda parts: "-".join(("GHSA", *parts))
)
_alias = st.one_of(_ghsa, st.from_regex(r"(PYSEC|GO|RUSTSEC)-2026-[0-9]{4}", fullmatch=True))
_cve = st.integers(1000, 9_999_999).map("CVE-2026-{}".format)
_ssvc = st.builds(
    SsvcFact,
    st.sampled_from(["cisa-coordinator", "supplier"]),
    st.sampled_from(["2.0.3", "1.0"]),
    st.sampled_from([("Exploitation=poc", "Automatable=no"), ("Exploitation=active",)]),
    st.sampled_from(["Track*", "Act"]),
)


@st.composite
def _product(draw: st.DrawFn, name: str, purl: str) -> ProductFacts:
    """What is said of a version is said once, and no range is empty: else the lint would speak."""
    groups: list[list[str]] = []
    for least, most, what in ((1, 4, _range), (0, 3, _version), (0, 2, _version), (0, 2, _version)):
        drawn = draw(st.lists(what, min_size=least, max_size=most, unique_by=canonical_range))
        groups.append([])
        for version in drawn:
            groups[-1] += [version] if _is_free(version, groups) else []
        groups[-1] += ["0.0.0-only"] if least and not groups[-1] else []
    affected, fixed, unaffected, investigated = groups
    standing = draw(st.lists(st.sampled_from(["", "withdrawn", "abandoned"]), min_size=4, max_size=4))
    return ProductFacts(
        vendor=draw(st.sampled_from(["MushinAI", "Acme <b>"])),
        product=name,
        affected=tuple(affected),
        fixes=tuple(msgspec.structs.replace(draw(_fix), version=version) for version in fixed),
        withdrawn=tuple(v for v, how in zip(affected, standing, strict=False) if how == "withdrawn"),
        abandoned=tuple(v for v, how in zip(affected, standing, strict=False) if how == "abandoned"),
        unaffected=tuple(Unaffected(version, draw(st.sampled_from(_JUSTIFIED))) for version in unaffected),
        investigated=tuple(investigated),
        purl=purl,
        cpe=draw(st.sampled_from(_CPES)),
    )


def _is_free(written: str, groups: list[list[str]]) -> bool:
    one = parse_range(written)
    taken = (parse_range(other) for group in groups for other in group)
    return overlap(one) is not False and not any(overlap(one, other) for other in taken)


@st.composite
def facts(draw: st.DrawFn) -> AdvisoryFacts:
    """Facts as `decide` lets them into a case, with every optional one there or not.

    Half of them have what a CVE record asks for, which is public and in English.
    """
    public = draw(st.booleans())
    names = draw(st.lists(_said, min_size=1, max_size=3, unique_by=lambda name: " ".join(name.split())))
    purls = draw(st.one_of(st.just(("",) * 3), st.permutations(_PURLS)))
    count = draw(st.integers(1, 4))
    revisions = tuple(Revision(str(n + 1), AT + timedelta(days=n), draw(_said)) for n in range(count))
    return AdvisoryFacts(
        tracking_id="MUS-2026-0000000",
        publisher=draw(_said),
        publisher_namespace="https://mushinai.com",
        contact=draw(st.sampled_from(["", "security@mushinai.com"])),
        text=draw(_text(public=public)),
        products=tuple(draw(_product(name, purl)) for name, purl in zip(names, purls, strict=False)),
        severity=draw(st.sampled_from(["", "critical", "low"])),
        cvss=draw(st.one_of(st.just(""), _cvss3)),
        cvss4=draw(st.one_of(st.just(""), _cvss4)),
        cwe=draw(st.sampled_from(["", "CWE-79", "CWE-502", "CWE-1188"])),
        credits=draw(st.lists(_credit, max_size=3, unique_by=lambda credit: credit.name).map(tuple)),
        initial_release=revisions[0].date,
        current_release=revisions[-1].date,
        revisions=revisions,
        cna_org=CNA if public else draw(st.sampled_from(["", CNA])),
        cna_name="mushin" if public else draw(st.sampled_from(["", "mushin"])),
        language="en" if public else draw(st.sampled_from(["en", "de"])),
        holding=draw(st.booleans()),
        under_investigation=draw(st.sampled_from([False, False, True])),
        ssvc=draw(st.lists(_ssvc, max_size=2, unique=True).map(tuple)),
        timeline=draw(
            st.lists(st.builds(Moment, _instant, _said), max_size=3, unique=True).map(
                lambda moments: tuple(sorted(moments, key=lambda moment: moment.at))
            )
        ),
    )


@st.composite
def _text(draw: st.DrawFn, *, public: bool) -> AdvisoryText:
    return AdvisoryText(
        title=draw(_said),
        summary=draw(_said),
        details=draw(_words),
        remediation=draw(_words),
        workaround=draw(_words),
        references=tuple(draw(st.lists(_address, min_size=public, max_size=2, unique=True))),
        tlp="CLEAR" if public else draw(st.sampled_from(["CLEAR", "GREEN", "AMBER", "RED"])),
        cve=draw(_cve if public else st.one_of(st.just(""), _cve)),
        aliases=tuple(draw(st.lists(_alias, max_size=2, unique=True))),
    )
