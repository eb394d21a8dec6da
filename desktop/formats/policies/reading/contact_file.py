"""A security.txt (RFC 9116) as a proposal: channels and keys in its fields, and text in its comments."""

import re
from typing import Any

from desktop.domain.policy.proposing import LeftOut, Open, Passage, Proposal, Proposed, Source
from desktop.formats.policies.reading.doubtful import is_example_host
from desktop.formats.policies.reading.found import left
from desktop.formats.policies.reading.identity import identity_of
from desktop.formats.publishing.security_txt import Field, SecurityTxt

_FIELD = re.compile(r"^(?:Contact|Expires): ?\S", re.MULTILINE | re.IGNORECASE)
_FIELD_LINE = re.compile(
    r"(?:acknowledge?ments|canonical|contact|csaf|encryption|expires|hash|hiring|policy|preferred-languages):",
    re.IGNORECASE,
)
_KINDS = (
    ("mailto:", "email"),
    ("tel:", "phone"),
    ("https://", "web-form"),
)
_ADVISORIES = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+/security/advisories")


def is_contact_file(name: str, text: str) -> bool:
    """Whether the file is a security.txt, by its name or by what it holds."""
    by_name = name.lower().rpartition("/")[2] == "security.txt"
    return by_name or (not name.lower().endswith((".md", ".markdown")) and len(_FIELD.findall(text)) > 1)


def remarks_of(text: str) -> str:
    """Its comments as text, each in its line; fields that were commented out say nothing."""
    lines = text.split("\n")
    remarks = (line.lstrip("#").strip() if line.startswith("#") else "" for line in lines)
    return "\n".join("" if _FIELD_LINE.match(remark) else remark for remark in remarks)


def proposal_of_contact_file(said: SecurityTxt, source: Source) -> Proposal:
    """The channels in their order, which is that of preference (§2.5.3)."""
    items: list[Proposed] = []
    dropped: list[LeftOut] = []
    keys = [field for field in said.fields if field.name.lower() == "encryption"]
    for field in (field for field in said.fields if field.name.lower() == "contact"):
        made = _channel(field, len(items), keys)
        if isinstance(made, LeftOut):
            dropped.append(made)
        elif made.id not in {item.id for item in items}:
            items.append(made)
    languages = said.values("Preferred-Languages")
    language = languages[0].split(",")[0].strip().lower()[:8] if languages else "en"
    identity, questions = identity_of((), (), items, language or "en")
    dropped += [
        left("elsewhere", f"The policy itself stands elsewhere: {field.value}", _passage(field))
        for field in said.fields
        if field.name.lower() == "policy"
    ]
    return Proposal(
        sources=(source,),
        form="security-txt",
        language=language or "en",
        items=(identity, *items) if items else (),
        questions=tuple(questions) if items else tuple[Open, ...](),
        left_out=tuple(dropped),
        not_a_policy=not items,
    )


def _channel(field: Field, number: int, keys: list[Field]) -> Proposed | LeftOut:
    kind = next((kind for start, kind in _KINDS if field.value.lower().startswith(start)), "")
    address = field.value if kind == "web-form" else field.value.partition(":")[2].partition("?")[0]
    if not kind or not address:
        return left("unclear", "A contact that is no mail, web or phone address.", _passage(field))
    if is_example_host(address.partition("/")[0] if kind != "web-form" else address.split("/")[2]):
        return left(
            "placeholder", f"{address} stands for an address that was never filled in.", _passage(field)
        )
    if _ADVISORIES.match(address):
        kind = "private-advisory"
    name = f"{_NAMES[kind]}-{number + 1}" if number else _NAMES[kind]
    value: dict[str, Any] = {"id": name, "kind": kind, "address": address}
    passages = [_passage(field)]
    if number == 0:
        value["preferred"] = True
    if kind == "email" and keys:
        value["key"] = keys[0].value
        passages.append(_passage(keys[0]))
    return Proposed(id=f"intake:{name}", table="intake", value=value, passages=tuple(passages))


_NAMES = {"email": "mail", "phone": "phone", "web-form": "form", "private-advisory": "advisory"}


def _passage(field: Field) -> Passage:
    return Passage(field.line, field.line, f"{field.name}: {field.value}")
