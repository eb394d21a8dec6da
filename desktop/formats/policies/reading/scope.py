"""What is in scope, out of it or forbidden: lists below a heading that says so, and sentences that do."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from desktop.domain.policy.proposing import LeftOut, Proposed
from desktop.formats.policies.reading.doubtful import is_placeholder
from desktop.formats.policies.reading.found import left
from desktop.formats.policies.reading.scope_in_prose import Said, said_in_prose
from desktop.formats.policies.reading.sentences import Sentence, plain

_OUT = re.compile(
    r"\bout[- ]of[- ]scope\b|\bnot in scope\b|\bexclu(?:ded|sions?)\b|\b(?:not|non)[- ](?:eligible"
    r"|qualifying|covered|considered)\b|\bineligible\b|\baußerhalb\b|\bhors périmètre\b"
    r"|\bfuera de(?:l)? alcance\b|\bfora do escopo\b|вне области|范围外|範囲外|対象外|범위 외|제외"
)
_IN = re.compile(
    r"\bin[- ]scope\b|\bscope\b|\bapplies to\b|\bqualifying\b|\bgeltungsbereich\b|\bpérimètre\b"
    r"|\balcance\b|\bescopo\b|область|范围|対象|범위"
)
_FORBIDDEN = re.compile(
    r"\bprohibited\b|\bforbidden\b|\bnot (?:allowed|permitted|authori[sz]ed)\b|\bwhat we ask\b"
    r"|\bwe ask (?:that you|you|researchers)\b|\brules of engagement\b|\b(?:testing|research) (?:rules"
    r"|guidelines)\b|\bguidelines for (?:research|test)\w+|\bplease (?:do not|don't|avoid)\b|\bdo not\b"
    r"|\bdon'ts\b|\bmust not\b"
)
_FLATLY = re.compile(
    r"\b(?:prohibited|forbidden|not (?:allowed|permitted|authori[sz]ed))\b"
    r"|\b(?:must|may|do|should) not$|\bdon't$"
)
"""What stands below such a heading is prohibited, whatever its words."""
_STOPS = re.compile(
    r"safe harbo|\binclude\b|\bhow to report\b|\bbest practice|\bcontributor|\busers should\b"
    r"|\bhardening\b|\bdevelopment\b|\bcoding\b|\bcredential|\breport(?:ing)? a\b"
)
_DONT = re.compile(r"^(?:please )?(?:do not|don't|no|never|avoid|refrain from|not|must not)\b ?")
_ASKED = re.compile(
    r"\breport (?:a|the|any|security|it|them)?\b.{0,40}\b(?:public|issue)|\bopen (?:a "
    r"|an )?(?:public )?issue|\bgithub issues?\b|\bissue tracker\b"
)
_ACTIVITY = re.compile(
    r"\bdenial[- ]of[- ]service\b|\bd?dos\b|\bsocial engineering\b|\bphishing\b|\bspam\w*"
    r"|\bbrute[- ]forc\w+|\bscanning\b|\bautomated (?:tools?|scan\w*)|\bphysical (?:attack|access"
    r"|test)\w*|\b(?:load|stress|penetration) test\w*|\btesting\b|\bvishing\b"
)
_THIRD = re.compile(
    r"\bthird[- ]part\w+ (?:services?|integrations?|products?|libraries|components?|software"
    r"|applications?|dependenc\w+|websites?)|\bservices? (?:we do not|not) (?:control|operate)\w*"
)
_CLASS = re.compile(
    r"\bbypass\w*|\bviolations?\b|\bleak\w*|\bexposure\b|\bexecution\b|\binjection\b|\bissues?\b"
    r"|\bvulnerabilit\w+|\bexploitation\b|\bescalation\b|\bconcerns?\b|\bpositives?\b|\bxss\b|\bcsrf\b"
    r"|\bbugs?\b|\bweakness\w*|\btraversal\b|\bdisclosure\b|\bclickjacking\b|\bheaders?\b|\breports?\b"
    r"|\battacks?\b"
)
_ASSET = re.compile(
    r"\bservices?\b|\bapplications?\b|\bapps?\b|\bwebsites?\b|\bapis?\b|\bdomains?\b|\baccounts?\b"
    r"|\bintegrations?\b|\binfrastructure\b|\brepositor\w+|\bproducts?\b|\bservers?\b|\bpackages?\b"
    r"|\blibrar\w+|\bsdks?\b|\bimages?\b|\bclients?\b|\bplugins?\b"
)
_HOST = re.compile(r"(?<![\w@/.-])((?:\*\.)?(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12})(?![\w@/-])")
_NO_HOST = re.compile(r"(?:\.(?:js|py|md|txt|json|yml|yaml|toml|go|rs|net|sh)|^(?:e\.g|i\.e|etc)\.?\w*)$")
_BUGS = re.compile(
    r"\breport (?:it |them |these |this )?as (?:a )?(?:regular |normal )?bugs?\b|\bbug tracker\b"
    r"|\bissue tracker\b|\bregular (?:bug|issue)s?\b|\bpublic issues?\b"
)
_MONEY = re.compile(r"\bbount(?:y|ies)\b|\brewards?\b")
_TELLING = re.compile(
    r"\bpublicly disclos\w+|\bdisclos\w+ (?:\w+ ){0,4}(?:public\w*|before|until|without)\b"
    r"|\bpublish\w* (?:\w+ ){0,4}(?:before|until)\b"
)
_SHORTEST, _LONGEST = 3, 400


def scope_in(sentence: Sentence) -> Iterator[Proposed | LeftOut]:
    """The lines of scope that a sentence is, and the condition that holds of all of them."""
    low = sentence.low
    if _TELLING.search(low):
        return
    if not sentence.item:
        yield from (_told(sentence, said) for said in said_in_prose(sentence))
        return
    side = _side(sentence)
    if not side or not _SHORTEST <= len(low) <= _LONGEST or low.endswith(":"):
        return
    if side == "prohibited" and (_ASKED.search(low) or _MONEY.search(low)):
        return
    if is_placeholder(low):
        yield left("placeholder", "A line that was never filled in.", sentence.passage)
        return
    yield _line(sentence, side, sentence.text.strip(), low)


def _told(sentence: Sentence, said: Said) -> Proposed:
    """A line that running text says, or the condition that holds of all of them."""
    if said.side == "only-if":
        return Proposed(
            id="scope_condition",
            table="scope_condition",
            value={"text": said.text},
            passages=(sentence.passage,),
        )
    line = _line(sentence, said.side, said.text, plain(said.text), kind=said.kind)
    if said.assumed:
        line.value["assumed"] = said.assumed
    return line


def _side(sentence: Sentence) -> str:
    """The side of the nearest heading that names one."""
    denied = _DONT.match(sentence.low) is not None
    for heading in reversed(sentence.under):
        side = _side_of(heading)
        if side == "prohibited" and not denied and not _FLATLY.search(heading):
            side = "out" if _OUT.search(heading) else ""
        if side:
            return "" if side == "none" or (side == "in" and denied) else side
    return ""


@lru_cache(maxsize=1024)  # the same headings stand above many sentences
def _side_of(heading: str) -> str:
    """The side that a heading names, `none` where nothing below it is about scope, and else nothing."""
    if _FORBIDDEN.search(heading):
        return "prohibited"
    if _OUT.search(heading):
        return "out"
    if _STOPS.search(heading):
        return "none"
    return "in" if _IN.search(heading) else ""


def _line(sentence: Sentence, side: str, text: str, low: str, kind: str = "") -> Proposed:
    hosts = _hosts(low)
    value: dict[str, Any] = {
        "side": side,
        "kind": kind or ("asset" if hosts else _kind(low, side)),
        "text": text.rstrip(".;,"),
    }
    if hosts:
        value["hosts"] = hosts
    if side == "out" and _BUGS.search(low):
        value["action"] = "redirect-to-bug-tracker"
    return Proposed(
        id=f"scope:{sentence.first}:{low[:40]}", table="scope", value=value, passages=(sentence.passage,)
    )


def _kind(low: str, side: str) -> str:
    if side == "prohibited" or _ACTIVITY.search(low):
        return "activity"
    if _THIRD.search(low):
        return "asset"
    if _CLASS.search(low):
        return "class"
    return "asset" if side == "in" or _ASSET.search(low) else "class"


def _hosts(low: str) -> list[str]:
    found: list[str] = []
    for match in _HOST.finditer(low):
        host = match[1]
        if _NO_HOST.search(host) or (match.start() > 1 and not host.startswith("*.")):
            continue
        found.append(host)
        if re.search(r"\bsub-?domains?\b", low) and not host.startswith("*."):
            found.append(f"*.{host}")
    return list(dict.fromkeys(found))
