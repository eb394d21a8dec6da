"""Facts that every record can say, told and generated."""

import json
import os
from pathlib import Path

import jsonschema_rs
import msgspec
import pytest
from hypothesis import strategies as st

from desktop.domain.advisories.advisory import AdvisoryFacts, Moment, ProductFacts, SsvcFact, Unaffected
from tests.formats.advisories import AT, FACTS, facts

replace = msgspec.structs.replace

PURLS = (
    "pkg:pypi/platform",
    "pkg:npm/%40mushin/runner",
    "pkg:maven/com.mushin/core",
    "pkg:deb/debian/loader",
)
_JUSTIFICATIONS = (
    "",
    "component_not_present",
    "vulnerable_code_not_in_execute_path",
    "It is another program.",
)

RECORD = replace(
    FACTS,
    text=replace(FACTS.text, cve="CVE-2026-12345", aliases=("GHSA-23cf-45gh-67jm",)),
    products=tuple(
        replace(product, purl=purl, cpe=cpe)
        for product, purl, cpe in zip(
            FACTS.products, PURLS, ("cpe:2.3:a:mushin:platform:*:*:*:*:*:*:*:*", ""), strict=False
        )
    ),
    cvss4="CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:P",
    ssvc=(SsvcFact("supplier", "2.0.3", ("Exploitation=none", "Utility=laborious"), "scheduled"),),
    timeline=(Moment(AT, "Reported."), Moment(AT.replace(day=3), "Fixed.")),
)


def official_schema(name: str) -> jsonschema_rs.Validator:
    """A format's own schema, from the folder of test data; without it the test is skipped."""
    path = Path(os.environ.get("EMBARGO_TEST_DATA", "/nonexistent")) / "schemas" / name
    if not path.is_file():
        pytest.skip("the official schema is not at hand (EMBARGO_TEST_DATA)")
    return jsonschema_rs.validator_for(json.loads(path.read_bytes()), validate_formats=True)


@st.composite
def records(draw: st.DrawFn) -> AdvisoryFacts:
    """Facts as `facts` draws them, with what records name beside."""
    drawn = draw(facts())
    cve = draw(st.sampled_from(["", "CVE-2026-1234", "CVE-2026-1234567"]))
    return replace(
        drawn,
        text=replace(
            drawn.text, cve=cve, aliases=draw(st.sampled_from([(), ("GHSA-1",), ("GHSA-1", "X 2")]))
        ),
        products=tuple(_named(draw, product, number) for number, product in enumerate(drawn.products)),
        ssvc=draw(st.sampled_from([(), RECORD.ssvc])),
        timeline=draw(st.sampled_from([(), RECORD.timeline])),
    )


def _named(draw: st.DrawFn, product: ProductFacts, number: int) -> ProductFacts:
    said = {*product.affected, *product.fixed}
    free = [v for v in ("7.7.7", "8.8.8-rc.1", ">=9.1, <9.2", "vers:semver/>=6.1.0|<6.2.0") if v not in said]
    split = draw(st.integers(0, len(free)))
    reasons = [draw(st.sampled_from(_JUSTIFICATIONS)) for _ in free[:split]]
    return replace(
        product,
        purl=f"{draw(st.sampled_from(PURLS))}{number}",
        cpe=draw(st.sampled_from(["", "cpe:2.3:a:mushin:x:*:*:*:*:*:*:*:*", "cpe:/a:mushin:x"])),
        unaffected=tuple(map(Unaffected, free[:split], reasons)),
        investigated=tuple(draw(st.lists(st.sampled_from(free[split:]), unique=True)))
        if free[split:]
        else (),
    )
