"""What a promise hangs on: conditions that any report meets, and those that a clock would lose."""

import re
from functools import lru_cache

from desktop.formats.policies.reading.found import Start

_WORD = (
    r"(?:if|in case|should|unless|when|whenever|once|after|upon|as soon as|in the event|where|wenn|falls"
    r"|sobald)"
)
_LEADING = re.compile(
    rf"(?:^|, |- |: |; |\(|\band )(?:for [^,;]{{3,60}}, )?(?:only )?(?P<said>{_WORD}\b[^,;:]{{2,120}}),"
)
COUNTED = re.compile(r" ?(?:of|from|after|following|since|before|prior to|ahead of)\b")
"""What a duration is counted from follows."""
_IN_BUSINESS = re.compile(r"^ ?\(?(?:on |during |in )?(?:business|working) (?:days?|hours?)(?: only)?\)?")
_SCOPE = re.compile(
    r"^(?:for|in|with)"
    r" (?:(?:issues?|vulnerabilities|bugs|problems|reports|flaws) (?:in|of|affecting|from|about|with)"
    r"|(?:anything|everything|those) (?:that|which)) [^,;:]{2,80}?(?:,| we\b)"
)
_TRAILING = re.compile(
    r"\b(?:unless|except|excluding|provided|providing|as long as|so long as|only|depending|subject to"
    r"|(?<!even )if|when|whenever|where|assuming)\b"
)
_TOLD = re.compile(
    r"\b(?:know|see|tell|inform|notify|notified|update|say|decide|determine|check|ask|you|confirm|explain)"
    r"(?: you| them)?,? $"
)
_VERDICT = re.compile(
    r"^(?:if|whether) (?:the|your|it|a)(?: \w+){0,2}(?:'s| is| was| has been) (?:considered )?(?:accepted"
    r"|declined|rejected|confirmed|valid|a vulnerability)\b"
)
"""What a reporter is told, and no condition."""
_HARMLESS = re.compile(
    r"^(?:if|where|when|whenever) (?:possible|feasible|applicable|necessary|needed|appropriate|practical"
    r"|practicable|available)\b|^if (?:you|they|the reporter) (?:wants?|wish|wishes|would like|likes?"
    r"|asks?)\b"
)
_EXPLOITED = re.compile(r"\bexploited\b|\b(?:active|ongoing|known) exploitation\b|\bexploit\w* in the wild\b")
_NOT_YET = re.compile(r"\b(?:not|n't|no|never|unless)\b")
_ASKABLE = re.compile(
    r"(?:if|in case|unless|provided|providing|as long as|assuming|in the event|wenn|falls|for|in|with)\b"
)
_VAGUE = re.compile(
    r"\b(?:possible|feasible|necessary|needed|appropriate|all goes well|available|released|has been"
    r"|have been|resources)\b"
)
"""What leaves everything open, or begins at a time of its own."""
_VERBS = (
    r"(?:receiv|got|accept|confirm|verif|validat|reproduc|triag|acknowledg|assess|agree|determin|decid|report"
    r"|submit|submission|receipt|review|classif)"
)
_THINGS = r"(?:report|issue|vulnerability|problem|bug|submission|finding|flaw|mail|email|e-mail|message)"
_ANY = re.compile(
    rf"^{_WORD} (?:"
    r"(?:you|the reporter|they) (?:\w+ )?(?:share|shared|provide|provided|leave|left|include|included|give"
    r"|gave)"
    r" [^,]{0,24}\b(?:contact|e-?mail|address)\b"
    r"|(?:you(?:'ve)?|a reporter|someone|somebody|anyone|anybody|a researcher) (?:(?:\w+ ){0,2}"
    r"(?:find|found|discover\w*"
    r"|think|believe\w*|suspect\w*|notice|want|wish|would like|have|are|report\w*|submit\w*|send"
    r"|contact\w*))\b"
    r"[^,]{0,30}\b(?:vulnerabilit\w+|issue|bug|problem|flaw|report|it|one|us)\b"
    rf"|(?:we|we've|we're|the team|our team|the maintainers|our \w+ team)\b[^,]{{0,30}}\b{_VERBS}\w*"
    rf"|(?:the|your|a|an|this|any|it|it's)\b"
    rf" ?(?:(?:security|new|reported) )?(?:{_THINGS})?s?\b"
    r" ?(?:is|has been|was|gets|are|have been)"
    rf" (?:(?:\w+ly|found|deemed|considered) )?(?:{_VERBS}|real|genuine|valid|legitimate|in scope)\w*"
    rf"|(?:a |the |your )?{_VERBS}\w*"
    r")"
)
_FURTHER = re.compile(r" (?:and|but) (?:only )?(?:if|when|where) ")
_SINCE = re.compile(r"^(?:once|after|upon|as soon as|when|sobald)\b")
_VERB_STARTS: tuple[tuple[Start, re.Pattern[str]], ...] = (
    ("confirmed", re.compile(r"\b(?:confirm|verif|validat|reproduc|accept|agree)\w*")),
    ("assessed", re.compile(r"\b(?:triag|assess|classif|determin)\w*")),
    ("acknowledged", re.compile(r"\backnowledg\w*")),
    ("received", re.compile(r"\b(?:receiv|got|receipt|report|submi)\w*")),
)


@lru_cache(maxsize=1024)  # each duration is asked about by whoever looks at what it is for
def condition_before(low: str, begin: int) -> tuple[str, Start]:
    """The words before a duration that hang it on something special, and what they count it from."""
    head = low[:begin]
    if special := _SCOPE.match(head):
        return special[0].removesuffix(" we").rstrip(","), ""
    start: Start = ""
    for match in _LEADING.finditer(head):
        said = match["said"]
        if _HARMLESS.match(said):
            continue
        if not _ANY.match(said) or _FURTHER.search(said):
            return said, ""
        if _SINCE.match(said):
            start = next((name for name, verb in _VERB_STARTS if verb.search(said)), start)
    return "", start


def start_of_introduction(under: tuple[str, ...]) -> Start:
    """What a line above a list says that its times begin with: `once your report has been triaged, ...`."""
    if not under:
        return ""
    match = _LEADING.match(f"{under[-1]},")
    if match is None or not (_ANY.match(match["said"]) and _SINCE.match(match["said"])):
        return ""
    return next((name for name, verb in _VERB_STARTS if verb.search(match["said"])), "")


@lru_cache(maxsize=1024)
def condition_after(after: str) -> str:
    """The words right after a duration, up to the next clause, that hang it on something special."""
    after = _IN_BUSINESS.sub("", after)
    piece = re.split(
        r"[;.]| and (?:we|you|will|let|tell|keep|inform|notify|then)\b|, (?:and|but|we|you)\b",
        after,
        maxsplit=1,
    )[0]
    for match in _TRAILING.finditer(piece):
        rest = piece[match.start() :]
        if (
            _HARMLESS.match(rest)
            or _VERDICT.match(rest)
            or _ANY.match(rest)
            or _TOLD.search(piece[: match.start()])
        ):
            continue
        return rest.strip()
    return ""


def is_exploitation(said: str) -> bool:
    """Whether a condition is that a problem is exploited, which an event of the case tells."""
    return _EXPLOITED.search(said) is not None and not _NOT_YET.search(said)


def is_question(said: str) -> bool:
    """Whether a person can answer a condition with yes or no, without a time being counted from it."""
    return _ASKABLE.match(said) is not None and not _VAGUE.search(said)
