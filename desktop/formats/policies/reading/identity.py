"""Whose policy it is, as far as the text tells: names, dates, and a site from an address."""

import re
from collections.abc import Sequence
from typing import Any

from desktop.domain.policy.proposing import Open, Passage, Proposed
from desktop.formats.policies.reading.dates import day_in
from desktop.formats.policies.reading.doubtful import is_example_host, is_placeholder
from desktop.formats.policies.reading.page import Heading
from desktop.formats.policies.reading.sentences import Sentence, plain

_COMMITTED = re.compile(
    r"^(?:The )?([A-Z][\w.&-]{0,40}(?: [A-Z][\w.&-]{0,40}){0,3}),?(?: operated by ([A-Z][\w.& -]{1,40}(?:, "
    r"(?:LLC|Inc\.?|Ltd\.?|GmbH))?)(?: \([^)\n]{0,60}\))?,)?"
    r"(?: (?:platform|core|security|project|development|maintenance|team|maintainers))*(?: (?:is"
    r"|are) committed| takes? (?:\w+ )?security| takes? the security| values? the)"
)
_TITLE = re.compile(
    r"^(?:(?:vulnerability|security) (?:disclosure )?policy (?:for|of) (.{2,40})"
    r"|(.{2,40}?)(?:'s)? (?:security|vulnerability disclosure) policy)$",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:last (?:updated|modified|revised|reviewed)|updated|letzte aktualisierung|dernière mise à jour"
    r"|última actualización|última atualização)\b[: ]"
)
_EFFECTIVE = re.compile(r"\b(?:effective(?: date)?|in force since|gültig ab)\b[: ]")
_FREE_MAIL = re.compile(
    r"@(?:gmail|googlemail|outlook|hotmail|yahoo|proton|protonmail|gmx|icloud|web|qq|163|mail"
    r"|googlegroups|users\.noreply\.github)\."
)
_REPOSITORY = re.compile(r"https://(?:github|gitlab)\.com/([\w.-]{1,60})/([\w.-]{1,60})")
_NO_NAME = re.compile(
    r"^(?:security|our|this|the|we|project|policy|please|if|responsible|reporting|coordinated"
    r"|vulnerability|disclosure)\b",
    re.IGNORECASE,
)


def identity_of(
    sentences: Sequence[Sentence], headings: Sequence[Heading], intake: Sequence[Proposed], language: str
) -> tuple[Proposed, list[Open]]:
    """The identity as far as it can be told, and questions for what it lacks."""
    value: dict[str, Any] = {}
    passages: list[Passage] = []
    named, where = _organisation(sentences, headings)
    value |= named
    passages += where
    namespace = _namespace(intake, sentences)
    if namespace:
        value["namespace"] = namespace
    assumed = ["The site is taken from an address in the text."] if namespace else []
    if "organisation" not in value and namespace:
        value["organisation"] = _host_name(namespace)
        assumed.append("The organisation is called by its address.")
    value |= _codes(value.get("product") or value.get("organisation", ""))
    for key, shape in (("updated", _UPDATED), ("effective", _EFFECTIVE)):
        found = _dated(sentences, shape)
        if found:
            value[key] = found[0]
            passages.append(found[1])
    if language != "en":
        value["language"] = language
    if assumed:
        value["assumed"] = " ".join(assumed)
    questions = [
        Open(id=f"policy.{key}", about="policy", text=text)
        for key, text in _ASKED.items()
        if not value.get(key)
    ]
    passages = list(dict.fromkeys(passages))
    return Proposed(id="policy", table="policy", value=value, passages=tuple(passages)), questions


_ASKED = {
    "organisation": "Whose policy is this?",
    "namespace": "What is the organisation's own address on the web?",
    "id": "By which short name should Embargo know the policy?",
    "code": "Which capitals should stand in front of the ids of its cases?",
}


def _organisation(
    sentences: Sequence[Sentence], headings: Sequence[Heading]
) -> tuple[dict[str, Any], list[Passage]]:
    for sentence in sentences:
        match = _COMMITTED.match(sentence.text)
        if match and not _NO_NAME.match(match[1]) and not is_placeholder(sentence.low):
            named = (
                {"organisation": match[2], "product": match[1]} if match[2] else {"organisation": match[1]}
            )
            return named, [sentence.passage]
    for heading in headings[:2]:
        match = _TITLE.match(heading.text.strip())
        name = (match[1] or match[2]).strip() if match else ""
        if name and not _NO_NAME.match(name) and not is_placeholder(plain(name)):
            return {"organisation": name}, [Passage(heading.line, heading.line, heading.text)]
    return {}, []


def _namespace(intake: Sequence[Proposed], sentences: Sequence[Sentence]) -> str:
    for item in intake:
        address = str(item.value["address"]).lower()
        if item.value["kind"] == "email" and not _FREE_MAIL.search(address) and not is_example_host(address):
            return f"https://{address.rpartition('@')[2]}"
    for text in (
        *(str(item.value["address"]) for item in intake),
        *(link for s in sentences for link in s.links),
    ):
        if match := _REPOSITORY.match(text):
            return match[0]
    return ""


def _host_name(namespace: str) -> str:
    parts = namespace.removeprefix("https://").split("/")
    return parts[1] if len(parts) > 1 else parts[0]


def _codes(name: str) -> dict[str, str]:
    """A short name, and capitals for the ids of cases, from a longer name."""
    is_host = re.fullmatch(r"[\w.-]+\.[a-z]{2,}", name) is not None
    host = name.rsplit(".", 1)[0].rsplit(".", maxsplit=1)[-1] if is_host else name
    slug = re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-")[:40]
    letters = re.sub(r"[^A-Z0-9]", "", host.upper())
    if not slug or len(letters) <= 1:
        return {}
    return {"id": slug, "code": letters[:4]}


def _dated(sentences: Sequence[Sentence], shape: re.Pattern[str]) -> tuple[str, Passage] | None:
    for sentence in sentences:
        if match := shape.search(sentence.low):
            day = day_in(sentence.low[match.start() : match.start() + 60])
            if day is not None and day.written:
                return day.written, sentence.passage
    return None
