"""A SECURITY.md that Embargo itself wrote: read back word by word from what its readers see.

Only a text with our title and no other heading than ours is read so; any other goes the way of every text.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from desktop.domain.policy.proposing import Passage, Proposed
from desktop.formats.advisories.prose.saying import words_of_markdown
from desktop.formats.policies.reading.published_terms import Unreadable, read_term
from desktop.formats.publishing.promises import Promise, Unclear, amount_in, read_words
from desktop.formats.publishing.security_md import PROMISES, WHOLE

_TITLE = "# Security policy of "
_HEADINGS = frozenset({
    "How to report", "What to include", "Supported versions", "Scope", "In scope", "Out of scope",
    "Prohibited", "Severities", "What happens to a report", PROMISES, "How time is counted", "Disclosure",
    "Credit", "Bounty", "Safe harbour", "How long reports are kept", "Laws and standards",
})  # fmt: skip
_SIDES = {"In scope": "in", "Out of scope": "out", "Prohibited": "prohibited"}
_CHANNEL = re.compile(
    r"(By mail to|Through the form at|As a private advisory at|On the platform|By chat at|By phone at)"
    r" <?(.+?)>?(?: \((.*)\))?"
)
_KINDS = {
    "By mail to": "email",
    "Through the form at": "web-form",
    "As a private advisory at": "private-advisory",
    "On the platform": "platform",
    "By chat at": "chat",
    "By phone at": "phone",
}
_NAMED = {
    "Reporters are named when they agree to it.": "opt-in",
    "Reporters are named unless they object.": "opt-out",
}
_CALLED = {"By their name.": "given", "By their name or an alias.": "name-or-alias"}
_LATER = re.compile(r"Details of severity (\S+) are published (.+) after the fix\.")
_HOSTS = re.compile(r"(.*) \(((?:\*\.)?[a-z0-9.*-]+(?:, (?:\*\.)?[a-z0-9.*-]+)*)\)")
_UNTIL, _BY = "Details stay private until ", "They are published at the latest when "
_AGREE, _CONDITION = "Both sides may agree on another date.", "On condition: "
_FIRST = re.compile(r"Organisation: (.+) \(<(https?://[^<>]+)>\)")


class Line(msgspec.Struct, frozen=True):
    """An item of a list, its number and its heading."""

    text: str
    number: int
    heading: str

    @property
    def passage(self) -> Passage:
        return Passage(self.number, self.number, self.text)


def published_items(content: bytes) -> list[Proposed] | None:
    """What a document of ours promises; None for any other. Tables of versions are read elsewhere."""
    lines = _lines(content)
    if lines is None:
        return None
    try:
        clocks = [*_clocks(lines)]
        items = [*clocks, *_disclosure(lines, clocks)]
    except (Unclear, Unreadable):
        return None
    return [*items, *_channels(lines), *_scope(lines), *_credit(lines), *_bounty(lines), *_harbour(lines)]


def named_in(content: bytes) -> dict[str, str]:
    """Whose document it is."""
    for line in _lines(content) or ():
        if not line.heading and (match := _FIRST.fullmatch(line.text)):
            return {"organisation": match[1], "namespace": match[2]}
    return {}


def _lines(content: bytes) -> list[Line] | None:
    """The items of a document of ours; None where it is none."""
    found, heading = [], ""
    rows = words_of_markdown(content).split("\n")
    if not rows[0].startswith(_TITLE):
        return None
    for number, row in enumerate(rows, start=1):
        if row.startswith("## "):
            heading = row.removeprefix("## ")
            if heading not in _HEADINGS:
                return None
        elif row.startswith("- "):
            found.append(Line(row.removeprefix("- "), number, heading))
        elif row and number > 1 and not row.startswith("|"):
            return None
    return found


def _clocks(lines: list[Line]) -> Iterator[Proposed]:
    asked: dict[str, str] = {}
    number = 0
    for line in lines:
        if line.heading != PROMISES:
            continue
        told = WHOLE.fullmatch(f"- {line.text}")
        if told is None:
            raise Unclear
        promise = read_words(told[1], told[2])
        number += 1
        for question in filter(None, (promise.when, promise.outer_when)):
            if question not in asked:
                asked[question] = f"question-{len(asked) + 1}"
                value = {"id": asked[question], "question": question}
                yield Proposed(
                    id=f"conditions:{asked[question]}",
                    table="conditions",
                    value=value,
                    passages=(line.passage,),
                )
        needs = tuple(f"conditions:{asked[q]}" for q in (promise.when, promise.outer_when) if q)
        yield Proposed(
            id=f"clocks:clock-{number}",
            table="clocks",
            value=_value(promise, f"clock-{number}", asked),
            passages=(line.passage,),
            needs=needs,
        )


def _value(promise: Promise, name: str, asked: dict[str, str]) -> dict[str, Any]:
    facts = {key: fact for key, fact in msgspec.to_builtins(promise).items() if fact}
    facts |= {key: asked[facts[key]] for key in ("when", "outer_when") if key in facts}
    return {"id": name, "starts": [], "stops": [], **facts}


def _disclosure(lines: list[Line], clocks: list[Proposed]) -> Iterator[Proposed]:
    told = [line for line in lines if line.heading == "Disclosure"]
    sentences = {
        item.value["sentence"].rstrip("."): item.value["id"]
        for item in reversed(clocks)
        if item.table == "clocks"
    }
    value: dict[str, Any] = {}
    for line in told:
        if line.text.startswith(_UNTIL):
            value["hold"] = read_term(line.text.removeprefix(_UNTIL).removesuffix("."), sentences)
        elif line.text.startswith(_BY):
            value["publish_by"] = read_term(line.text.removeprefix(_BY).removesuffix("."), sentences)
        elif line.text == _AGREE:
            value["waiver"] = "agreement"
        elif later := _LATER.fullmatch(line.text):
            rule = {"severity": later[1], "after": amount_in(later[2])}
            value.setdefault("publish_after", []).append(rule)
    if value:
        needs = tuple(f"clocks:{name}" for name in sentences.values() if f"'{name}'" in repr(value))
        passages = tuple(line.passage for line in told)
        yield Proposed(id="disclosure", table="disclosure", value=value, passages=passages, needs=needs)


def _channels(lines: list[Line]) -> Iterator[Proposed]:
    number = 0
    for line in lines:
        if line.heading != "How to report":
            continue
        if line.text.startswith("Never through "):
            channel = line.text.removeprefix("Never through ").removesuffix(".")
            value = {"channel": channel, "on_arrival": "Ask for it again in private."}
            yield Proposed(
                id=f"forbidden:{channel}", table="forbidden", value=value, passages=(line.passage,)
            )
        elif told := _CHANNEL.fullmatch(line.text):
            number += 1
            about = told[3].split("; ") if told[3] else []
            value = {
                "id": f"channel-{number}",
                "kind": _KINDS[told[1]],
                "address": told[2],
                **dict(_about(about)),
            }
            yield Proposed(
                id=f"intake:channel-{number}", table="intake", value=value, passages=(line.passage,)
            )


def _about(parts: list[str]) -> Iterator[tuple[str, Any]]:
    for part in parts:
        name, _, rest = part.partition(": ")
        if part == "preferred":
            yield "preferred", True
        elif name in ("subject", "key"):
            yield name, rest
        elif name == "for":
            yield "purposes", [purpose.replace(" ", "-") for purpose in rest.split(", ")]
        elif part.startswith("for ") and part.endswith(" problems"):
            yield "severities", part.removeprefix("for ").removesuffix(" problems").split(", ")


def _scope(lines: list[Line]) -> Iterator[Proposed]:
    for number, line in enumerate(lines):
        if side := _SIDES.get(line.heading):
            match = _HOSTS.fullmatch(line.text)
            hosts = {"hosts": match[2].split(", ")} if match and "." in match[2] else {}
            text = match[1] if match and hosts else line.text
            value = {"side": side, "kind": "asset" if side == "in" else "class", "text": text, **hosts}
            yield Proposed(id=f"scope:{number}", table="scope", value=value, passages=(line.passage,))
        elif line.heading == "Scope" and line.text.startswith("Only if "):
            text = line.text.removeprefix("Only if ").removesuffix(".")
            yield Proposed(
                id="scope_condition", table="scope_condition", value={"text": text}, passages=(line.passage,)
            )


def _credit(lines: list[Line]) -> Iterator[Proposed]:
    told = [line for line in lines if line.heading == "Credit"]
    value: dict[str, Any] = {}
    for line in told:
        if mode := _NAMED.get(line.text):
            value["mode"] = mode
        elif name := _CALLED.get(line.text):
            value["name"] = name
        elif line.text.startswith("Where: "):
            value["where"] = line.text.removeprefix("Where: ").removesuffix(".").split(", ")
        elif line.text.startswith("Only if "):
            value["only_if"] = line.text.removeprefix("Only if ").removesuffix(".").split("; ")
    if told:
        yield Proposed(
            id="credit", table="credit", value=value, passages=tuple(line.passage for line in told)
        )


def _bounty(lines: list[Line]) -> Iterator[Proposed]:
    told = [line for line in lines if line.heading == "Bounty"]
    if told:
        value = {
            "offered": told[0].text == "A bounty is offered.",
            "text": " ".join(x.text for x in told[1:]),
        }
        yield Proposed(
            id="bounty", table="bounty", value=value, passages=tuple(line.passage for line in told)
        )


def _harbour(lines: list[Line]) -> Iterator[Proposed]:
    told = [line for line in lines if line.heading == "Safe harbour"]
    if told:
        conditions = [
            line.text.removeprefix(_CONDITION).removesuffix(".")
            for line in told
            if line.text.startswith(_CONDITION)
        ]
        promise = next((line.text for line in told if not line.text.startswith(_CONDITION)), "")
        value = {"promise": promise, "conditions": conditions}
        yield Proposed(
            id="safe_harbour", table="safe_harbour", value=value, passages=tuple(x.passage for x in told)
        )
