"""Keys, tokens and passwords that stand in what is about to leave, test credentials among them (AUM-5a).

The forms are those that the issuers document; a word such as `api_key` makes one of any string that looks
drawn by lot. What is found is named by its kind and line, never repeated. Digests, ids of commits and
fingerprints are hexadecimal and stay, and so do paths, symbols and ids, which are made of words and numbers.
Short passwords stay too: nothing tells `hunter2` from a word, and an advisory may have to name a default.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from desktop.domain.leaving.needled import Needled, any_in, needled


def _form(
    what: str, needles: str, pattern: str, *, cased: bool = True, spaced: bool = False
) -> tuple[str, Needled]:
    return what, needled(needles, pattern, cased=cased, spaced=spaced)


def _after(word: str, counts: range, end: str) -> str:
    """That what was just read ends such a word, its last part so many times, with no letter before it."""
    ways = (rf"(?<=(?<!\w){word}{{{count}}}{end})" for count in counts)
    return f"(?:{'|'.join(ways)})"


# Where a pattern has no needle, it begins with a letter or sign and looks at what is before it afterwards: so
# it is as quick, as a word's border in front would be tried at every character.
KNOWN = (
    _form(
        "a private key",
        "PRIVATE",
        r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----",
        spaced=True,
    ),
    _form("a private key", "AGE-SECRET PuTTY-User", r"AGE-SECRET-KEY-1[0-9A-Z]{20}|PuTTY-User-Key-File-\d"),
    _form("an AWS access key", "AKIA ASIA", r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    _form(
        "an AWS secret key",
        "secret",
        r"(?i:secret_?access_?key)[\s\"'`\\:=]{1,8}[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])",
        cased=False,
        spaced=True,
    ),
    _form(
        "a GitHub token",
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
        r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60})",
    ),
    _form("a GitLab token", "glpat- gldt- glrt- glptt-", r"\bgl(?:pat|dt|rt|ptt)-[A-Za-z0-9_-]{20}"),
    _form("a Slack token", "xox", r"\bxox[abeoprs]-[A-Za-z0-9-]{10}"),
    _form("a Google API key", "AIza", r"\bAIza[0-9A-Za-z_-]{35}"),
    _form("a Google access token", "ya29.", r"\bya29\.[0-9A-Za-z_-]{20}"),
    _form("a SendGrid key", "SG.", r"\bSG\.[\w-]{22}\.[\w-]{43}"),
    _form("a DigitalOcean token", "_v1_", r"\bdo[opr]_v1_[0-9a-f]{64}\b"),
    _form("a Hugging Face token", "hf_", r"\bhf_[A-Za-z]{34}\b"),
    _form(
        "a Slack webhook", "hooks.slack.com", r"\bhooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/]{20}"
    ),
    _form("a Stripe key", "k_live_ k_test_", r"\b[rs]k_(?:live|test)_[0-9A-Za-z]{16}"),
    _form("an npm token", "npm_", r"\bnpm_[A-Za-z0-9]{36}\b"),
    _form("an Artifactory token", "AKC AP", r"\bAKC[A-Za-z0-9]{20,100}\b|\bAP[0-9A-F][A-Za-z0-9]{30,80}\b"),
    _form(
        "a Discord token",
        "",
        r"\.(?=[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27})" + _after("[MNO][A-Za-z0-9_-]", range(23, 26), r"\."),
    ),
    _form("a Mailchimp key", "-us", r"\b[0-9a-f]{32}-us[0-9]{1,2}\b"),
    _form("a Square secret", "sq0", r"\bsq0(?:csp|atp|idp)-[0-9A-Za-z_-]{22}"),
    _form("a Telegram token", "", r":(?=[0-9A-Za-z_-]{35}\b)" + _after("[0-9]", range(8, 11), ":")),
    _form("a Twilio key", "AC", r"AC(?<!\wAC)[0-9a-f]{32}\b"),
    _form("a Twilio key", "SK", r"SK(?<!\wSK)[0-9a-f]{32}\b"),
    _form("an Azure storage key", "AccountKey=", r"AccountKey=[A-Za-z0-9+/]{86}=="),
    _form("a PyPI token", "pypi-", r"\bpypi-[A-Za-z0-9_-]{50}"),
    _form("a key of an AI service", "sk-", r"\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32}"),
    _form(
        "a JSON web token", ".eyJ", r"(?<=[A-Za-z0-9_-]{12})\.eyJ[A-Za-z0-9_-]{10,8000}\.[A-Za-z0-9_-]{16}"
    ),
    _form(
        "a password within an address",
        "",
        r"://(?<=[a-z0-9+.-]{2}://)[^\s/:@\"'<>]{1,64}:[^\s/:@\"'<>]{3,128}@[\w.-]",
    ),
)
_WORDS = {
    "a": r"(?:pi|ccess|ccount)[ _-]?key|uthorization: basic",
    "b": "earer",
    "c": "redential",
    "p": r"rivate[ _-]?key|assw(?:or)?d|assphrase",
    "s": r"ecret(?:[ _-]?key)?",
    "t": "oken",
}
"""What a password is called, by its first letter, which is quick to look for."""
_GIVEN = re.compile(
    r"[aAbBcCpPsS\u017ftT](?i:(?:"
    + "|".join(rf"(?<={first})(?:{rest})" for first, rest in _WORDS.items())
    + r")s?(?:[\s\"'`\\:=>\u2018-\u201d]|(?<=\s)is(?=\s)|f(?=[\"'])){1,8}([A-Za-z0-9+/_=.-]{16,256}))"
)
_GIVEN_BY = ("key", "secret", "token", "passw", "passphrase", "credent", "bearer", "authorization")
"""One of these stands in every such word, however its letters are cased."""
_LONE_LENGTH = 40
_RUN = re.compile(r"[A-Za-z0-9+/_-]+")
_LONG_RUN = re.compile(rf"[A-Za-z0-9+/_-]{{{_LONE_LENGTH}}}")
_LONE = re.compile(r"(?<![\w+/=.:@-])(?!sha\d{3}-)[A-Za-z0-9+/_-]{40,256}={0,2}(?![\w+/=.-])")
_HEXADECIMAL = re.compile(r"[0-9a-fA-F]+|[0-9a-fA-F-]{36}")
_LINE_END = re.compile("\n")
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
"""What people make names of: words, with a capital or in capitals, and numbers."""


class _Chance(msgspec.Struct, frozen=True):
    """From when on a string looks drawn by lot."""

    bits: float
    """For each character at least; words of English have less."""
    piece: float
    """Letters or digits in each of its pieces, at most on average; chance makes shorter ones than people."""
    digits: int


_BESIDE_A_WORD = _Chance(bits=3.3, piece=3.5, digits=0)
_ALONE = _Chance(bits=4.4, piece=2.9, digits=3)
_MOST_NAMED = 5
_BETWEEN = "\n<\n"


class FoundSecret(msgspec.Struct, frozen=True):
    """What kind of secret stands in which line."""

    what: str
    line: int
    sure: bool = True
    """Whether it has the very form that its issuer documents; a mere guess may be a false alarm."""


def kinds_of_secrets(readings: Iterable[str]) -> dict[str, bool]:
    """What kinds of secrets the readings of a text hold, and whether that is sure.

    They are read as lines of one text; no secret reaches over what stands between them.
    """
    return {one.what: one.sure for one in secrets_in(_BETWEEN.join(readings))}


def may_hold_secrets(pieces: str) -> bool:
    """By what stands between a text's blanks, whether `secrets_in` could find any."""
    folded = pieces.casefold()
    return (
        any_in(_GIVEN_BY, folded)
        or any(form.may_stand_in(pieces, folded) for _, form in KNOWN)
        or any(len(piece) >= _LONE_LENGTH and next(_lone(piece), None) for piece in pieces.split("\n"))
    )


def secrets_in(text: str, *, lone: bool = False) -> tuple[FoundSecret, ...]:
    """Everything that looks like a secret, by lines; with `lone`, also without a word beside it."""
    folded = text.casefold()
    sure = [(match, what, True) for what, form in KNOWN for match in form.matches(text, folded)]
    given = _GIVEN.finditer(text) if any_in(_GIVEN_BY, folded) else ()
    guessed = [(match, "a password or key", False) for match in given if _is_drawn(match[1], _BESIDE_A_WORD)]
    alone = [match for match in _lone(text) if _is_drawn(match[0], _ALONE)] if lone else []
    guessed += [(match, "a string that looks like a key", False) for match in alone]
    if not (sure or guessed):
        return ()
    ends = [match.start() for match in _LINE_END.finditer(text)]
    # of several in a line the last one that is sure is told, else the first
    by_line = {
        bisect_left(ends, match.start()) + 1: (what, is_sure)
        for match, what, is_sure in (*guessed[::-1], *sure)
    }
    return tuple(FoundSecret(what, number, is_sure) for number, (what, is_sure) in sorted(by_line.items()))


def _lone(text: str) -> Iterator[re.Match[str]]:
    """Such strings; what is before one is no part of a string, so that each begins where a run begins."""
    if _LONG_RUN.search(text) is None:
        return
    for run in _RUN.finditer(text):
        if run.end() - run.start() >= _LONE_LENGTH and (match := _LONE.match(text, run.start())):
            yield match


def secret(text: str, *, lone: bool = False) -> Iterator[str]:
    """The sentence that refuses a text with secrets in it."""
    found = secrets_in(text, lone=lone)
    if found:
        told = ", ".join(f"{one.what} (line {one.line})" for one in found[:_MOST_NAMED])
        more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
        yield f"Secrets stand in it: {told}{more}. Take them out, those that are only for tests too."


def _is_drawn(string: str, chance: _Chance) -> bool:
    """Whether it mixes letters and digits as chance does, and is no digest or id."""
    pieces = _PIECE.findall(string)
    if _HEXADECIMAL.fullmatch(string) or not any(c.isalpha() for c in string):
        return False
    if sum(map(len, pieces)) > chance.piece * len(pieces) or sum(map(str.isdigit, string)) < chance.digits:
        return False
    counted = Counter(string).values()
    return -sum(n / len(string) * math.log2(n / len(string)) for n in counted) >= chance.bits
