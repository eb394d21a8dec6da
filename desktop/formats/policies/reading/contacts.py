"""Channels on which reports arrive, as a text names them, and addresses that are somebody else's."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from desktop.domain.policy.proposing import LeftOut, Passage, Proposed
from desktop.formats.policies.reading.doubtful import is_example_host, is_placeholder
from desktop.formats.policies.reading.found import left
from desktop.formats.policies.reading.page import Grid
from desktop.formats.policies.reading.refusals import OTHER_DESKS
from desktop.formats.policies.reading.sentences import Sentence, plain

_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])"
)
_AT = re.compile(r"\s?[\[({<]\s?(?:at|ät|@)\s?[\])}>]\s?", re.IGNORECASE)
_DOT = re.compile(
    r"\s?[\[({<]\s?(?:dot|punkt|punto|ponto|\.)\s?(?P<rest>\w{2,6})?\s?[\])}>]\s?", re.IGNORECASE
)
_HIDDEN = re.compile(r"[\[({<]\s?(?:at|ät|@)\b|\b(?:at|arroba|собака)\b", re.IGNORECASE)
_SPOKEN = re.compile(
    r"\b([\w.+-]{1,64}) (?:at|arroba|собака) ([\w-]{1,63}(?:(?: dot |\.)[\w-]{1,63}){0,3})"
    r" (?:dot|punto|ponto|punkt|точка) (\w{2,6})\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[([\w.+-]{1,64}) AT ([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})\]")
_URL = re.compile(
    r"https?://[^\s<>()\[\]\"'`]{3,300}"
    r"|(?<![\w@./-])(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,10}/[\w./-]{1,200}"
)
_OTHERS = re.compile(
    r"\bupstream\b|\bthird[- ]part\w+|\bdependenc\w+|\bdistributors?\b|\bdownstream\b|\bmembers?\b"
    r"|\bpre-?disclosure list|\bcert(?:/cc)?\b|\bcsirt\b|\bcredits?\b"
    r"|\bhall of fame\b|\bthanks? to\b|\bspecial thanks\b|\bwe (?:would like to )?thank\b"
    r"|\bdiscovered by\b|\breported by\b(?! (?:e-?)?mail)|\bcode of conduct\b|\bannounce\w*\b"
    r"|\bsubscri(?:be\w*|bing)\b|\bsales\b"
    r"|\bpress\b|\bprivacy (?:officer|team|request)|\bdata protection\b"
)
_FORBIDS = re.compile(r"\b(?:do not|don't|never|please not)\b")
_DENIED = re.compile(
    r"\b(?<!you )(?:do not|don't|never|please not) (?:\w+ ){0,2}(?:use|write to|mail|e-?mail|contact"
    r"|send (?:\w+ ){0,4}to|report (?:\w+ )?to)\b"
    r"|\b(?:is|are)(?: not|n't) (?:an? )?(?:security )?(?:vulnerabilit\w+|issues?)\b"
)
_ADVISORY = re.compile(
    r"github\.com/[\w.-]{1,100}/[\w.-]{1,100}/security(?:/advisories(?:/new)?)?/?$"
    r"|/-/issues/new\?.*confidential",
    re.IGNORECASE,
)
_PRIVATELY = re.compile(
    r"\bprivate (?:vulnerability|security) report\w*|\breport a vulnerability\"? (?:button|form|link"
    r"|option)|\bprivate(?:ly)? (?:security )?advisor\w+"
    r"|\bgithub(?:'s)? security advisor\w+|\bdraft (?:security )?advisor\w+"
    r"|security advisories? (?:feature|form|tab)|\bsecurity tab\b|비공개 취약점|私下报告|安全公告"
)
_PAST = re.compile(
    r"\b(?:published|past|previous|list of|existing|known|all|view) (?:\w+ )?(?:security )?advisor"
)
_PLATFORM = re.compile(
    r"https?://(?:www\.)?(?:hackerone\.com|bugcrowd\.com|app\.intigriti\.com|huntr\.(?:dev|com)"
    r"|yeswehack\.com|immunefi\.com|issuetracker\.google\.com)/\S{1,120}"
)
_FORM = re.compile(r"\bform\b|\bportal\b|\bformular\b|\bformulaire\b|\bformulario\b|\bformulário\b")
_PHONE = re.compile(
    r"(?:tel|phone|telephone|call|hotline|telefon|téléphone"
    r"|teléfono)\b[^+\d]{0,12}(\+\d[\d ()-]{6,18}\d)"
)
_FINGERPRINT = re.compile(r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{4} {0,2}){9}[0-9A-Fa-f]{4}(?![0-9A-Fa-f])")
_KEY_WORDS = re.compile(r"\b(?:pgp|gpg|openpgp|fingerprint|public key)\b")
_SUBJECT = re.compile(
    r"\b(?i:subject)(?: line)?\b(?: of)?:? ?[\"“'`]?(\[[^\]\n]{2,60}\][^\"”'`\n]{0,100}"
    r"|[A-Z][^\"”'`\n]{3,100})"
)
_PREFERRED = re.compile(r"\bprefer(?:red|ably|ence)?\b|\bprimary\b|\brecommended\b")
_PURPOSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "policy-question",
        re.compile(
            r"\bquestions? (?:about|regarding|on|concerning) (?:this|the|our) (?:security )?polic"
            r"|\bgeneral security questions?\b|\bquestions about (?:this|our) (?:document|process)"
        ),
    ),
    ("general", re.compile(r"\bgeneral (?:inquir|enquir|contact|question)\w*(?! security)")),
    ("inquiry", re.compile(r"\bsecurity (?:inquir|enquir)\w+")),
    ("suspicious-activity", re.compile(r"\bsuspicious activit\w+")),
)
_REPORTS = re.compile(r"\breports?\b|\bvulnerabilit\w+|\bfindings\b|\bdisclos\w+")
_MOST_IN_TABLE = 2


class Channel(msgspec.Struct, frozen=True):
    """A channel as one passage names it."""

    kind: str
    address: str
    passage: Passage
    purposes: tuple[str, ...] = ()
    preferred: bool = False
    assumed: str = ""


def channels_in(sentence: Sentence) -> Iterator[Channel | LeftOut]:
    """The channels of a sentence, or why an address is none."""
    about = f"{' / '.join(sentence.under[-2:])} / {sentence.low}"
    for address in emails_in(sentence):
        if reason := _refused(address, sentence, about):
            yield reason
        else:
            yield Channel(
                "email", address, sentence.passage, _purposes(sentence), bool(_PREFERRED.search(sentence.low))
            )
    if not _FORBIDS.search(sentence.low):
        yield from _links(sentence)


def emails_in(sentence: Sentence) -> Iterator[str]:
    """Addresses as they stand there, and as people hide them from robots."""
    if not ("@" in sentence.text or sentence.links or _HIDDEN.search(sentence.text)):
        return
    text = _DOT.sub(lambda m: f".{m['rest']} " if m["rest"] else ".", _AT.sub("@", sentence.text))
    text = _BRACKETED.sub(r" \1@\2 ", text)
    text = _SPOKEN.sub(lambda m: f"{m[1]}@{m[2].replace(' dot ', '.')}.{m[3]}", text)
    linked = " ".join(link[7:].partition("?")[0] for link in sentence.links if link.startswith("mailto:"))
    found = [match[0] for match in _EMAIL.finditer(f"{text} {linked}")]
    yield from dict.fromkeys(found)


def _refused(address: str, sentence: Sentence, about: str) -> LeftOut | None:
    if is_example_host(address) or is_placeholder(sentence.low.replace(address.lower(), " ")):
        return left(
            "placeholder", f"{address} stands for an address that was never filled in.", sentence.passage
        )
    if _DENIED.search(sentence.low) or OTHER_DESKS.match(address.lower()):
        return left("other-organisation", f"{address} is no channel for reports.", sentence.passage)
    if _OTHERS.search(about.replace(address.lower(), " ")):
        return left(
            "other-organisation", f"{address} is named for something else than reports.", sentence.passage
        )
    return None


def _purposes(sentence: Sentence) -> tuple[str, ...]:
    near = f"{sentence.under[-1] if sentence.under else ''} / {sentence.low}"
    own = [name for name, shape in _PURPOSES if shape.search(sentence.low)]
    found = own or [name for name, shape in _PURPOSES if shape.search(near)]
    if not found or ("inquiry" in found and _REPORTS.search(sentence.low)) or "suspicious-activity" in found:
        return ("vulnerability", *found)
    return tuple(found)


def _links(sentence: Sentence) -> Iterator[Channel]:
    low, passage = sentence.low, sentence.passage
    urls = [*sentence.links, *(match[0].rstrip(".,;:") for match in _URL.finditer(sentence.text))]
    advisory = next((url for url in urls if _ADVISORY.search(url)), "")
    if (advisory or _PRIVATELY.search(low)) and not _PAST.search(low):
        yield Channel(
            "private-advisory",
            advisory or "GitHub private vulnerability reporting",
            passage,
            (),
            bool(_PREFERRED.search(low)),
        )
    for url in urls:
        if match := _PLATFORM.match(url):
            yield Channel("platform", match[0], passage)
        elif _FORM.search(low) and not _ADVISORY.search(url) and not url.startswith(("mailto:", "#")):
            assumed = "" if url.startswith("http") else "The text writes the address without https."
            yield Channel(
                "web-form", url if url.startswith("http") else f"https://{url}", passage, (), False, assumed
            )
            break
    if match := _PHONE.search(low):
        yield Channel("phone", match[1], passage)


def channels_in_table(grid: Grid) -> Iterator[Channel | LeftOut]:
    """Addresses of a table; one with many of them lists members, not channels."""
    found: list[Channel | LeftOut] = []
    for row in grid.rows:
        text = " | ".join(cell.text for cell in row.cells)
        links = tuple(link for cell in row.cells for link in cell.links)
        sentence = Sentence(text, plain(text), row.line, row.line, grid.under, item=True, links=links)
        found += channels_in(sentence)
    mails = [one for one in found if isinstance(one, Channel) and one.kind == "email"]
    many = len({one.address for one in mails}) > _MOST_IN_TABLE
    for one in found:
        if many and isinstance(one, Channel) and one.kind == "email":
            yield left("other-organisation", f"{one.address} stands in a list of many.", one.passage)
        else:
            yield one


def intake_of(channels: list[Channel], sentences: list[Sentence]) -> list[Proposed]:
    """A value for every channel, with subject and key where the text names them."""
    groups: dict[tuple[str, str], list[Channel]] = {}
    for one in channels:
        address = one.address.lower() if one.kind == "email" else one.address
        groups.setdefault((one.kind, address), []).append(one)
    if len([key for key in groups if key[0] == "private-advisory"]) > 1:
        groups.pop(("private-advisory", "GitHub private vulnerability reporting"), None)
    names = {"email": "mail", "web-form": "form", "private-advisory": "advisory"}
    items: list[Proposed] = []
    for (kind, _), found in groups.items():
        base = names.get(kind, kind)
        taken = sum(item.value["kind"] == kind for item in items)
        name = f"{base}-{taken + 1}" if taken else base
        value: dict[str, Any] = {"id": name, "kind": kind, "address": found[0].address}
        value |= _told(found)
        passages = tuple(dict.fromkeys(one.passage for one in found))
        items.append(Proposed(id=f"intake:{name}", table="intake", value=value, passages=passages))
    return _with_keys(items, sentences)


def _told(found: list[Channel]) -> dict[str, Any]:
    purposes = list(dict.fromkeys(purpose for one in found for purpose in one.purposes))
    told: dict[str, Any] = {}
    if purposes not in ([], ["vulnerability"]):
        told["purposes"] = purposes
    if any(one.preferred for one in found):
        told["preferred"] = True
    if found[0].assumed:
        told["assumed"] = found[0].assumed
    return told


def _with_keys(items: list[Proposed], sentences: list[Sentence]) -> list[Proposed]:
    place = next((n for n, item in enumerate(items) if item.value["kind"] == "email"), None)
    if place is None:
        return items
    item = items[place]
    for sentence in sentences:
        more = _key_or_subject(sentence)
        new = {key: value for key, value in more.items() if key not in item.value}
        if new:
            item = msgspec.structs.replace(
                item,
                value=item.value | new,
                passages=tuple(dict.fromkeys((*item.passages, sentence.passage))),
            )
    items[place] = item
    return items


def _key_or_subject(sentence: Sentence) -> dict[str, str]:
    if is_placeholder(sentence.low):
        subject = _SUBJECT.search(sentence.text)
        return (
            {"subject": subject[1].strip()}
            if subject and "[SECURITY]" in subject[1].upper() and "<" not in subject[1]
            else {}
        )
    near = f"{sentence.above} {sentence.low}"
    if (key := _FINGERPRINT.search(sentence.text)) and _KEY_WORDS.search(near):
        return {"key": " ".join(key[0].upper().split())}
    if _KEY_WORDS.search(sentence.low):
        for url in (*sentence.links, *(match[0] for match in _URL.finditer(sentence.text))):
            if url.startswith("https://"):
                return {"key": url.rstrip(".,;")}
    if subject := _SUBJECT.search(sentence.text):
        return {"subject": subject[1].strip().rstrip(".")}
    return {}
