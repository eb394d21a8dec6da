"""How far an attacker has to come, and how a problem would be mended, as reports say it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from desktop.domain.case import Case
from desktop.domain.triage.words import telling

_REACH = {
    "reach:remote": (
        r"remote(?:ly)?|over the (?:network|internet)|https?://|\bpost /|\bget /|endpoint|web "
        r"(?:ui|interface|application)|av:n"
    ),
    "reach:local": (
        r"local (?:user|attacker|account|access)|on the same (?:machine|host)|opens? (?:a|"
        r"the) (?:\w+ ){0,3}file|av:l"
    ),
    "reach:adjacent": r"same (?:network|lan|wi-?fi|segment)|adjacent|bluetooth|av:a",
    "reach:physical": r"physical(?:ly)?|\busb\b|av:p",
    "rights:none": (
        r"unauthenticated|pre-?auth\w*|without (?:any )?(?:authentication|credentials|account|"
        r"logging in|log-?in|an account)|no (?:authentication|account|login|credentials)|"
        r"anonymous\w*|not logged in|pr:n"
    ),
    "rights:user": (
        r"(?:low[- ]privileged?|ordinary|normal|regular|any|plain|authenticated|logged[- ]in|"
        r"every) (?:user|account|member|customer)s?|viewer role|read-only (?:user|account|"
        r"role)|pr:l"
    ),
    "rights:admin": r"as (?:an )?admin\w*|admin\w* (?:account|role|rights|privileges)|needs? admin\w*|pr:h",
    "victim:yes": (
        r"victim (?:\w+ ){0,3}(?:opens?|visits?|clicks?|views?)|social engineering|user "
        r"interaction|lure|tricked|ui:[rap]"
    ),
}
_METRICS = {
    "AV:N": "reach:remote", "AV:A": "reach:adjacent", "AV:L": "reach:local", "AV:P": "reach:physical",
    "PR:N": "rights:none", "PR:L": "rights:user", "PR:H": "rights:admin",
    "UI:R": "victim:yes", "UI:A": "victim:yes", "UI:P": "victim:yes", "UI:N": "victim:no",
}  # fmt: skip
_WAYS = {
    "escape": (
        r"escap\w+|encod(?:e|ing) (?:the )?(?:output|html|it)|output encoding|saniti[sz]\w+|"
        r"dompurify|content security policy|auto-?escap\w+"
    ),
    "parameterise": (
        r"parameteri[sz]\w+|prepared statements?|bind (?:the )?\w+|bound (?:parameter|"
        r"variable)s?|placeholders?|query builder"
    ),
    "validate": (
        r"validat\w+|allow-?list\w*|white-?list\w*|reject\w*|refus\w+|restrict\w*|only "
        r"accept\w*|canonicali[sz]\w+|normali[sz]\w+|realpath"
    ),
    "bounds": (
        r"bounds?[- ]check\w*|check (?:the )?(?:length|size|index|bounds)|compare (?:the "
        r")?(?:length|size)|length check\w*|cap the|clamp\w*"
    ),
    "authorise": (
        r"authori[sz]e\b|check (?:the )?(?:owner\w*|permission\w*|tenant|role|rights)|"
        r"ownership check|scope (?:the )?(?:query|lookup)|access control|permission check|"
        r"authori[sz]ation check|verify (?:the )?(?:owner\w*|permission\w*)"
    ),
    "authenticate": (
        r"require (?:a |an )?(?:login|authentication|session)|verify (?:the )?signature|check "
        r"(?:the )?signature|pin (?:the )?algorithm|reject none"
    ),
    "token": r"(?:csrf|anti-forgery|synchroni[sz]er) tokens?|samesite",
    "limit": (
        r"rate[- ]limit\w*|throttl\w+|limit (?:the )?\w+|lock ?out|quota|timeouts?|depth "
        r"limit|time limit"
    ),
    "constant-time": r"constant[- ]time|compare_digest|timing-?safe\w*",
    "lifetime": (
        r"set (?:\w+ ){0,3}to null|reference count\w*|refcount\w*|hold (?:a )?reference|"
        r"cancel (?:the )?(?:timer|callback)|take (?:a )?reference"
    ),
    "lock": (
        r"\block(?:ing|s)?\b|transaction\w*|atomic\w*|for update|compare[- ]and[- ]swap|"
        r"unique constraint|idempot\w+"
    ),
    "disable": (
        r"disabl\w+|turn off|switch off|do not resolve|forbid\w*|drop support|remove (?:the "
        r")?\w+"
    ),
    "safe-format": (
        r"safe_load|safe loader|safetensors|signed (?:archive|bundle|payload)s?|use json|"
        r"instead of pickle"
    ),
    "redact": (
        r"redact\w*|mask\w*|do not log|never log|filter (?:\w+ ){0,2}from (?:the )?logs?|"
        r"scrub\w*"
    ),
    "upgrade": r"upgrad\w+|updat\w+ (?:the )?(?:dependency|library|package)|bump\w*|newer version of",
    "rotate": r"rotat\w+|renew\w*|regenerat\w+|invalidat\w+|new session",
}
_ADVICE = (
    r"(?<![a-z])(?:fix\w*|remed\w+|mitigat\w+|should|suggest\w*|recommend\w*|patch\w*|ought to|needs? to|"
    r"must|would be|solution|advise|please|to (?:close|prevent|stop|solve|avoid)|i would|"
    r"could be (?:closed|solved|prevented))"
)

_Patterns = tuple[tuple[str, re.Pattern[str]], ...]
"""Compiled when a report is first read, not when a process starts."""


def _at_word_starts(words: dict[str, str]) -> _Patterns:
    return tuple((name, re.compile(rf"(?<![a-z])(?:{said})")) for name, said in words.items())


@cache
def _reaches() -> _Patterns:
    return _at_word_starts(_REACH)


@cache
def _ways() -> _Patterns:
    return _at_word_starts(_WAYS)


def reach_of(case: Case, said: str) -> Iterator[str]:
    """Where an attacker stands and what they need: by the recorded vector, else by the words."""
    severity = case.severity
    vector = (severity.cvss4 or severity.cvss).upper() if severity else ""
    recorded = [_METRICS[part] for part in vector.split("/") if part in _METRICS]
    yield from recorded or [token for token, pattern in _reaches() if pattern.search(said)]


def ways_in(sentences: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The ways to mend it that sentences of advice propose, and the words beside them: a way or a word."""
    for sentence in sentences:
        low = sentence.lower()
        ways = [way for way, pattern in _ways() if pattern.search(low)] if re.search(_ADVICE, low) else []
        for way in ways:
            yield way, ""
        if ways:
            yield from (("", word) for word in telling(sentence))
