"""What a reader finds in policies of our own wording, as figures: found, missed, invented."""

import sys
from collections.abc import Iterable, Iterator, Sequence

import pytest

from desktop.domain.policy.proposing import Decisions, Proposal, Proposed, ids_of
from desktop.formats.policies.reading.reader import read_proposal
from desktop.formats.policies.writing import write_accepted
from tests.formats.policies.corpus import policies_of
from tests.formats.policies.sample_policies import SAMPLES, Sample

STARTS = {
    "ack.sent": "acknowledged", "report.confirmed": "confirmed", "assessment.sent": "assessed",
    "exploitation.aware": "exploited",
}  # fmt: skip
NAMES = {"safe_harbour": "harbour", "release": "cadence", "policy": "updated"}
LEVELS = ("critical", "high", "medium", "low")
OURS = (*SAMPLES, *policies_of("usual"))
FOUND_SHARES = {"ours": 0.95, "typical": 0.92, "common": 0.8, "tricky": 0.57, "everyday": 0.97}
TEXTS = {"ours": OURS} | {kind: policies_of(kind) for kind in ("typical", "common", "tricky", "everyday")}
ALL = tuple(sample for samples in TEXTS.values() for sample in samples)


def facts_in(proposal: Proposal) -> Iterator[str]:
    for item in proposal.proposed("clocks"):
        if item.value["id"].startswith("embargo"):
            yield hold_of(item, proposal)
        else:
            yield clock_of(item)
        yield from {"pause" for _ in item.value.get("pauses", ())}
    for item in proposal.items:
        yield from others_of(item)
    for question in proposal.questions:
        yield f"ask {question.id}"
        yield from (f"ask {question.id} {choice.id}" for choice in question.choices)
    yield from {f"left {one.reason}" for one in proposal.left_out}
    if proposal.not_a_policy:
        yield "no policy"


def clock_of(item: Proposed) -> str:
    value = item.value
    start = STARTS.get(value["starts"][0], "") if not value.get("alternatives") else ""
    written = value.get("within") or f"every {value['every']}"
    if "undated:" in written:
        written, start = "undated", ""
    if value.get("every"):
        start = ""
    kind = item.id.removeprefix("clocks:").split("-")[0]
    words = [
        f"{'~' if value.get('force') == 'target' else ''}{kind}",
        *value.get("severities", ()),
        "release" if written.startswith("next:") else written,
        *([f"@{start}"] if start else []),
        *value.get("audience", "").title().split()[:1],
        *(["if"] if value.get("when") else []),
    ]
    return " ".join(words)


def hold_of(clock: Proposed, proposal: Proposal) -> str:
    table = proposal.proposed("disclosure")[0].value
    least = " at least" if "at least" in clock.value["sentence"] else ""
    first = " min fix" if table["hold"].get("op") == "min" else ""
    return f"hold {clock.value['within']}{first}{least}"


def others_of(item: Proposed) -> Iterator[str]:
    value = item.value
    if item.table == "intake":
        names = {"email": "mail", "private-advisory": "advisory"}
        kind = names.get(value["kind"], value["kind"])
        yield f"{kind} {value['address']}" if kind == "mail" else kind
    elif item.table == "versions":
        supported = "yes" if value["supported"] else "no"
        yield f"version {value['as_written']} {supported} {value.get('until', '')}".strip()
    elif item.table == "disclosure":
        yield from disclosure_of(value)
    else:
        told = {"bounty": "yes" if value.get("offered") else "no"}
        for key in ("side", "mode", "cadence", "updated"):
            told |= {item.table: value[key]} if value.get(key) else {}
        name = NAMES.get(item.table, item.table)
        yield f"{name} {told.get(item.table, '')}".strip()


def disclosure_of(value: dict) -> Iterator[str]:
    hold = value.get("hold", {})
    if hold.get("op") == "max":
        yield "hold max fix agreed"
    elif "event" in hold:
        yield "hold fix"
    elif "judgement" in hold:
        yield "hold reasonable" if "reasonable" in hold["judgement"] else "hold agreed"
    if value.get("waiver"):
        yield "waiver"
    if value.get("publish_by"):
        yield "publish by"
    yield from later_of(value.get("publish_after", ()))
    if "extension" in value:
        yield f"extension {value['extension']['longest']}"
    for notice in value.get("predisclosure", ()):
        bound = "at most" if "at_most" in notice else "at least"
        yield f"earlier {notice.get('at_most') or notice['at_least']} {bound}"


def later_of(rules: Sequence[dict[str, str]]) -> Iterator[str]:
    spans = {rule["after"] for rule in rules}
    if len(rules) == len(LEVELS) and len(spans) == 1:
        yield f"later {spans.pop()}"
    else:
        yield from (f"later {rule['severity']} {rule['after']}" for rule in rules)


def deadlines(facts: set[str]) -> set[str]:
    return {
        fact
        for fact in facts
        if fact.lstrip("~").split()[0]
        in ("ack", "assess", "confirm", "status", "fix", "hold", "later", "earlier")
        and any(map(str.isdigit, fact))
    }


def each(facts: Iterable[str]) -> set[str]:
    """The facts with one for each severity, as a table may name the same time in several rows."""
    return {one for fact in facts for one in _by_level(fact.replace(" @received", ""))}


def _by_level(fact: str) -> Iterator[str]:
    kind, *words = fact.replace("every 7d", "every 1w").split(" ")
    levels = [word for word in words if word in LEVELS]
    rest = [word for word in words if word not in LEVELS]
    yield from (" ".join((kind, *([level] if level else []), *rest)) for level in levels or [""])


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: f"{sample.group}: {sample.text[:50]!r}")
def test_no_deadline_is_invented(sample: Sample) -> None:
    proposal = read_proposal(sample.text.encode(), "SECURITY.md")
    found = deadlines(each(facts_in(proposal)))
    assert found - each((*sample.facts, *sample.debatable)) == each(sample.wrong)


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: f"{sample.group}: {sample.text[:50]!r}")
def test_no_address_and_no_version_is_invented(sample: Sample) -> None:
    found = set(facts_in(read_proposal(sample.text.encode(), "SECURITY.md")))
    allowed = {*sample.facts, *sample.debatable}
    assert {fact for fact in found if fact.split()[0] in ("mail", "version")} <= allowed


@pytest.mark.parametrize("kind", TEXTS)
def test_nearly_everything_is_found(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = wanted = 0
    for sample in TEXTS[kind]:
        asked = each(sample.facts)
        wanted += len(asked)
        found += len(asked & each(facts_in(read_proposal(sample.text.encode(), "SECURITY.md"))))
    with capsys.disabled():
        sys.stdout.write(f" {kind}: {len(TEXTS[kind])} texts, {found} of {wanted} facts found ")
    assert found >= FOUND_SHARES[kind] * wanted


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: f"{sample.group}: {sample.text[:50]!r}")
def test_what_is_proposed_makes_a_profile_that_can_be_used(sample: Sample) -> None:
    proposal = read_proposal(sample.text.encode(), "SECURITY.md")
    if proposal.not_a_policy:
        return
    answers = {"policy.organisation": "Acme", "policy.namespace": "https://acme.dev"}
    answers |= {"policy.id": "acme", "policy.code": "ACME"}
    doubtful = {name for conflict in proposal.conflicts for name in conflict.ids}
    kept = {name: {} for name in ids_of(proposal) - doubtful}
    assert write_accepted(proposal, Decisions(accepted=kept, answers=answers))
