"""What a report names outright: routes, files, functions, parameters, headers, options, products.

Every pattern is bounded and the text was cut before, so that no report can make reading it slow.
"""

import re
from collections.abc import Iterator

from desktop.domain.triage.words import COMMON

_OPEN = r"[\"'`“*<]{0,2}"
_WORD = r"[A-Za-z_$][\w$\[\].-]{0,40}"
_ROUTE = re.compile(r"(?:https?://[\w.:-]{1,80}|(?<![\w.<:/\\-]))((?:/[A-Za-z0-9_.~{}:%@$<>*-]{1,50}){1,8})")
_QUERY = re.compile(r"[?&]([A-Za-z_][\w.\[\]-]{0,40})=")
_FILE = re.compile(
    r"(?<![\w/.])((?:[\w-]{1,40}/){0,6}[\w-]{1,50}\.(?:c|h|cc|cpp|hpp|rs|go|py|rb|js|jsx|"
    r"mjs|ts|tsx|java|kt|php|cs|swift|scala|pl|lua|vue|ex|m|mm|sh|erl|proto|so|dll|jar))(?![\w.])"
)  # fmt: skip
_CALLED = re.compile(r"(?<![\w.$])((?:[A-Za-z_]\w{0,40}(?:\.|::|->|#)){0,3}[A-Za-z_]\w{2,50})\(")
_CASED = re.compile(
    r"(?<![\w/.$-])([A-Za-z][A-Za-z0-9]{0,30}(?:_{1,2}[A-Za-z0-9]{1,30}){1,8}_?|[a-z]{2,20}(?:[A-Z][a-z0-9]{1,20})+|"
    r"[A-Za-z_]\w{1,40}(?:::[A-Za-z_]\w{1,40}){1,3})(?![\w/])"
)
_PARAM = re.compile(
    r"(?<![A-Za-z])(?:parameters?|params?|arguments?|fields?|query key|variable|property|attribute|input|key)"
    rf"(?: named| called)?:? ({_OPEN})({_WORD})"
)
_PARAM_BEHIND = re.compile(
    rf"({_OPEN})({_WORD})[\"'`”*)>]{{0,2}} (?:query |form |body |json |url |request |get |post |http )?"
    r"(?:parameter|param|argument|field|property|attribute|query key)(?![A-Za-z])"
)
_ASSIGNED = re.compile(r"(?<![\w&?;$.-])([A-Za-z_][\w.\[\]]{1,30})=[^\s=]")
_JSON_KEY = re.compile(r"[{,] ?\"([A-Za-z_]\w{0,40})\" ?:")
_HEADER = re.compile(
    r"(?<![\w-])([Xx]-[A-Za-z]{2,20}(?:-[A-Za-z]{2,20}){0,4}|[A-Z][a-z]{2,20}(?:-[A-Z][a-z]{1,20}){1,4})(?![\w-])"
)
_HEADER_NAMED = re.compile(
    rf"[\"'`“]({_WORD})[\"'`”] (?:request |response |http )?(?:header|cookie)|"
    rf"(?:header|cookie)(?: named| called)? [\"'`“]({_WORD})"
)
_FLAG = re.compile(r"(?<![\w-])(--[a-z][\w-]{1,30})")
_SHORTEST_NAME = 3
_VERSION = r"v?\d{1,4}(?:\.\d{1,6}){1,3}"
_NAME = r"[A-Z][A-Za-z0-9]{1,25}(?:[ -][A-Z][A-Za-z0-9]{0,25}){0,2}"
_PRODUCT = re.compile(
    rf"({_NAME}),?(?: version| release| [Vv]| up to| before| through| <=?| \()? ?{_VERSION}"
)
_PRODUCT_LINE = re.compile(
    r"\b(?:[Pp]roduct|[Ss]oftware|[Cc]omponent|[Aa]ffected (?:product|software)|[Aa]ffects?)(?: name)?"
    rf" ?[:=] ?({_NAME})"
)
_PLACEHOLDER = re.compile(r"^(?:\d+|[0-9a-f]{8,}[0-9a-f-]*|[{<:$*].*|.*[}>]|me|self)$")
_DOCUMENT = re.compile(r"\.(?:html?|php|aspx?|jsp|json|xml|do|action)$")
_NOT_OURS = (
    "/etc", "/proc", "/bin", "/usr", "/var", "/tmp",  # noqa: S108 - a text
    "/dev", "/home", "/root", "/opt", "/sys", "/windows",
    "/latest/meta-data", "/c:",
)  # fmt: skip
"""Where a payload points to: what is attacked with, not what is attacked."""
_NO_NAMES = frozenset(
    """
    a alert an and are as at be bound by called can class concat content-length content-type eval exec
    false for from github height href http-only in into is it javascript named not null of on onerror
    onload openssl or post-auth pre-auth print printf proof-of-concept rel script select self-signed
    sleep src stackoverflow style system test that the this to true union user-agent was when where
    which width with
    """.split()  # noqa: SIM905 - so many words would fill pages
)
_ENVIRONMENT = frozenset(
    """
    android burp chrome chromium curl cvss cwe debian docker edge fedora firefox http ios java kali
    linux macos nmap node owasp php postman python safari sqlmap ssl tls ubuntu version windows
    """.split()  # noqa: SIM905 - so many words would fill pages
)
_USUAL_HEADERS = frozenset(
    """
    accept-encoding accept-language cache-control content-length content-type set-cookie user-agent
    """.split()  # noqa: SIM905 - so many words would fill pages
)


def routes_in(text: str) -> Iterator[str]:
    """Paths of addresses with what changes in them left open: /api/invoices/{}/lines."""
    for match in _ROUTE.finditer(text):
        route = route_of(match[1])
        if route and not route.startswith(_NOT_OURS):
            yield route


def route_of(path: str) -> str:
    """A path as it is compared."""
    parts = [_DOCUMENT.sub("", part.rstrip(".,;:").lower()) for part in path.split("/") if part]
    kept = ["{}" if _PLACEHOLDER.match(part) else part for part in parts if part not in ("..", ".")]
    named = any(len(part) > 1 and part != "{}" for part in kept)
    return f"/{'/'.join(kept)}" if named else ""


def files_in(text: str) -> Iterator[str]:
    """Names of source files, without their folders."""
    return (match[1].rpartition("/")[2].lower() for match in _FILE.finditer(text))


def written_names_in(text: str) -> Iterator[str]:
    """Names of functions, classes and other things that only code has, as they are written."""
    for match in _CALLED.finditer(text):
        yield match[1]
    for match in _CASED.finditer(text):
        yield match[1]


def names_in(text: str) -> Iterator[str]:
    """The same in one spelling: parse_header and parseHeader are one."""
    for written in written_names_in(text):
        plain = re.split(r"\.|::|->|#", written)[-1].replace("_", "").lower()
        if plain not in _NO_NAMES and len(plain) > _SHORTEST_NAME:
            yield plain


def params_in(text: str) -> Iterator[str]:
    """Names of parameters, fields and keys by which a request carries what is attacked with."""
    for pattern in (_QUERY, _JSON_KEY, _ASSIGNED):
        yield from filter(None, (_param(match[1]) for match in pattern.finditer(text)))
    for pattern in (_PARAM, _PARAM_BEHIND):
        for match in pattern.finditer(text):
            name = _param(match[2])
            if name and (match[1] or name not in COMMON):  # unmarked, a plain word is no name
                yield name


def _param(written: str) -> str:
    name = written.strip(".-[]$").lower()
    return "" if name in _NO_NAMES else name


def headers_in(text: str) -> Iterator[str]:
    """Names of headers and cookies."""
    for match in _HEADER.finditer(text):
        if match[1].lower() not in _USUAL_HEADERS and match[1].lower() not in _NO_NAMES:
            yield match[1].lower()
    for match in _HEADER_NAMED.finditer(text):
        yield (match[1] or match[2]).lower()


def options_in(text: str) -> Iterator[str]:
    """Options of a command line."""
    return (match[1] for match in _FLAG.finditer(text))


def products_in(text: str) -> Iterator[str]:
    """Names that stand before a version, or behind "Product:"; what was only tested with is none."""
    for pattern in (_PRODUCT, _PRODUCT_LINE):
        for match in pattern.finditer(text):
            name = " ".join(match[1].lower().replace("-", " ").split())
            if not _ENVIRONMENT & set(name.split()):
                yield name
