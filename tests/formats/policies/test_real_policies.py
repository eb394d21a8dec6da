"""Facts of real policies can all be said by a profile: each becomes one through a person's decisions.

Needs EMBARGO_TEST_DATA with its facts of policies that people read by hand; their texts are not copied.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.policy import Clock, Profile
from desktop.domain.policy.proposing import Decisions, Passage, Proposal, Proposed, Source
from desktop.formats.policies.writing import write_accepted
from desktop.formats.policy import find_mistakes, read_profile

DATA = Path(os.environ.get("EMBARGO_TEST_DATA", ""), "policy", "examples.json")
EXAMPLES = json.loads(DATA.read_text())["items"] if DATA.is_file() else []
pytestmark = pytest.mark.skipif(not EXAMPLES, reason="needs the facts of real policies in EMBARGO_TEST_DATA")
LEVELS = ("critical", "high", "medium", "low")
ANSWERED = ["ack.sent", "question.sent", "assessment.sent", "rejection.sent"]
HERE = (Passage(1, 1, "as a person read it"),)
KNOWN = {
    "contact", "ack", "disclosure", "versions", "assess", "fix_plan", "fix", "status_every", "subject",
    "pointer",
}  # fmt: skip
STOPS = {
    "ack": ANSWERED,
    "assess": ["assessment.sent", "rejection.sent"],
    "fix_plan": ["status.sent", "fix.ready", "fix.released"],
    "fix": ["fix.released"],
}
UNSAID = {
    "release always on a weekday": "the day of the week on which releases come",
    "'within two days at the outside', usually 12 hours": "how long it usually takes, beside the promise",
    "PGP key expired 2024-06-24, written 6/24/2024": "until when a key holds, which the key itself says",
}
"""Of what else the policies say: what a profile has no words for; each is said by one policy of them."""


def within(fact: Any) -> str:
    return fact if isinstance(fact, str) else f"{fact['value']}{fact['unit']}"


def clocks(name: str, fact: Any) -> Iterator[Proposed]:
    """A promise, for all severities or one for each."""
    by_level = fact if isinstance(fact, dict) and "value" not in fact else {"": fact}
    for level, time in by_level.items():
        written = within(time)
        value = {
            "id": f"{name}-{level}" if level else name,
            "sentence": f"{name} in {written}",
            "starts": ["report.received"],
            "stops": STOPS[name],
            "within": "next:release.scheduled" if written.startswith("next:") else written,
            "severities": [level] if level else [],
        }
        yield Proposed(id=f"clocks:{value['id']}", table="clocks", value=value, passages=HERE)


def channels(contacts: list[str], subject: str) -> Iterator[Proposed]:
    for number, contact in enumerate(contacts):
        address = contact.partition(" ")[0]
        kind = "email" if "@" in address else "private-advisory"
        value = {
            "id": f"c{number}",
            "kind": kind,
            "address": address,
            "subject": subject if kind == "email" else "",
            "preferred": not number and "fallback" not in contact,
        }
        yield Proposed(id=f"intake:c{number}", table="intake", value=value, passages=HERE)


def versions(rows: dict[str, Any]) -> Iterator[Proposed]:
    for written, supported in rows.items():
        until = {"until": supported.removeprefix("until ")} if isinstance(supported, str) else {}
        bounds = written if written[0] in "<>" else f"={written.removesuffix('.x')}"
        value = {"as_written": written, "range": bounds, "supported": supported is not False, **until}
        yield Proposed(id=f"versions:{written}", table="versions", value=value, passages=HERE)


def disclosure(rule: dict[str, Any]) -> Proposed:
    """A number of days is a hold and the last day of publication; a rule without one is judged by people."""
    value: dict[str, Any] = {"hold": {"judgement": rule["rule"]}, "waiver": "agreement"}
    if rule["days"] is not None:
        end = {"start": "report.received", "after": f"{rule['days']}d"}
        value = {"hold": {"op": "min", "of": [{"event": "fix.released"}, end]}, "publish_by": end}
    elif rule["rule"] == "with the release":
        value = {"hold": {"event": "fix.released"}}
    return Proposed(id="disclosure", table="disclosure", value=value, passages=HERE)


def proposed(example: dict[str, Any]) -> Proposal:
    expect = example["expect"]
    identity = {
        "id": "example", "code": "REAL", "organisation": example["repo"],
        "namespace": f"https://github.com/{example['repo']}", "language": example["lang"][:2],
        "related": [expect["pointer"]] if "pointer" in expect else [],
    }  # fmt: skip
    items = [Proposed(id="policy", table="policy", value=identity, passages=())]
    items += channels(expect["contact"], expect.get("subject", ""))
    items += [clock for name in STOPS if expect.get(name) for clock in clocks(name, expect[name])]
    items += versions(expect.get("versions", {}))
    if expect.get("status_every"):
        value = {
            "id": "status", "sentence": "News of progress.", "starts": ["ack.sent"], "stops": ["case.closed"],
            "every": expect["status_every"], "tick": "status.sent",
        }  # fmt: skip
        items.append(Proposed(id="clocks:status", table="clocks", value=value, passages=HERE))
    if expect["disclosure"]:
        items.append(disclosure(expect["disclosure"]))
    return Proposal(sources=(Source(example["path"], "ab" * 32),), items=tuple(items))


def promised(profile: Profile, name: str) -> Any:
    """What a profile promises of one kind, as the facts have it."""
    own = [clock for clock in profile.clocks if list(clock.stops) == STOPS[name]]
    return {level: time_of(clock) for clock in own for level in (clock.severities or ("",))}


def time_of(clock: Clock) -> str:
    return "next:release" if clock.within.startswith("next:") else clock.within


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["repo"])
def test_every_fact_of_a_real_policy_is_said_by_the_profile_that_is_made_of_it(
    example: dict[str, Any],
) -> None:
    expect = example["expect"]
    assert set(expect) <= KNOWN, "a fact that no test looks at"
    proposal = proposed(example)
    content = write_accepted(proposal, Decisions(accepted={item.id: {} for item in proposal.items}))
    assert find_mistakes(content) == ()
    profile = read_profile(content)
    assert [one.address for one in profile.intake] == [said.partition(" ")[0] for said in expect["contact"]]
    for name in STOPS:
        fact = expect.get(name) or {}
        by_level = fact if isinstance(fact, dict) and "value" not in fact else {"": fact}
        assert promised(profile, name) == {level: within(time) for level, time in by_level.items()}
    assert {v.as_written: v.supported for v in profile.versions} == {
        written: supported is not False for written, supported in expect.get("versions", {}).items()
    }
    assert {c.every for c in profile.clocks if c.every} == {*filter(None, [expect.get("status_every")])}
    assert (profile.disclosure.hold is not None) == bool(expect["disclosure"])
    days = (expect["disclosure"] or {}).get("days")
    assert (profile.disclosure.publish_by is not None) == (days is not None)
    if days is not None:
        assert profile.disclosure.publish_by is not None
        assert profile.disclosure.publish_by.after == f"{days}d"
    assert list(profile.policy.related) == [*filter(None, [expect.get("pointer")])]


def test_what_a_profile_has_no_words_for_is_promised_by_less_than_three_of_them() -> None:
    found = [trap for example in EXAMPLES for trap in example["traps"] if trap in UNSAID]
    assert sorted(found) == sorted(UNSAID)
