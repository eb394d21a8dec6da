"""Facts of advisories, told and generated."""

from datetime import UTC, datetime, timedelta
from typing import get_args, get_type_hints

from hypothesis import strategies as st

from desktop.domain.advisories.advisory import (
    AdvisoryFacts,
    AdvisoryText,
    Credit,
    FixedVersion,
    ProductFacts,
    Revision,
)

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
_cvss4 = st.just("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N")

_credit = st.builds(Credit, _said, st.sampled_from(get_args(get_type_hints(Credit)["role"])))


@st.composite
def _product(draw: st.DrawFn, name: str) -> ProductFacts:
    return ProductFacts(
        vendor=draw(st.sampled_from(["MushinAI", "Acme <b>"])),
        product=name,
        affected=tuple(draw(st.lists(_range, min_size=1, max_size=4, unique=True))),
        fixes=tuple(
            FixedVersion(version, branch)
            for version, branch in draw(
                st.lists(st.tuples(_version, st.one_of(st.just(""), _plain)), max_size=3, unique=True)
            )
        ),
    )


@st.composite
def facts(draw: st.DrawFn) -> AdvisoryFacts:
    """Facts as `decide` lets them into a case, with every optional one there or not."""
    names = draw(st.lists(_said, min_size=1, max_size=3, unique=True))
    count = draw(st.integers(1, 4))
    revisions = tuple(Revision(str(n + 1), AT + timedelta(days=n), draw(_said)) for n in range(count))
    return AdvisoryFacts(
        tracking_id="MUS-2026-0000000",
        publisher=draw(_said),
        publisher_namespace="https://mushinai.com",
        contact=draw(st.sampled_from(["", "security@mushinai.com"])),
        text=AdvisoryText(
            title=draw(_said),
            summary=draw(_said),
            details=draw(_words),
            remediation=draw(_words),
            workaround=draw(_words),
            references=tuple(
                draw(st.lists(_plain.map("https://example.org/".__add__), max_size=2, unique=True))
            ),
            tlp=draw(st.sampled_from(["CLEAR", "GREEN", "AMBER", "RED"])),
        ),
        products=tuple(draw(_product(name)) for name in names),
        severity=draw(st.sampled_from(["", "critical", "low"])),
        cvss=draw(st.one_of(st.just(""), _cvss3)),
        cvss4=draw(st.one_of(st.just(""), _cvss4)),
        cwe=draw(st.sampled_from(["", "CWE-79", "CWE-502", "CWE-1188"])),
        credits=draw(st.lists(_credit, max_size=3, unique_by=lambda credit: credit.name).map(tuple)),
        initial_release=revisions[0].date,
        current_release=revisions[-1].date,
        revisions=revisions,
        language=draw(st.sampled_from(["en", "de"])),
    )
