"""Hosts that only exist within: private addresses, names without a public end, shares, ports of one's own."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address

from desktop.domain.leaving.leaks.guarded import Guarded, Known
from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.needled import needled
from desktop.domain.leaving.notations import Notations

# Each begins with what is quick to look for, and looks at what is before it afterwards.
_V4 = re.compile(r"(\d(?<![\w.]\d)\d{0,2}(?:\.\d{1,3}){3})(?![\w]|\.\d)(/\d{1,2})?")
_NUMBER = needled("://", r"://(?:[^\s/@:]{1,64}@)?(0x[0-9a-f]{7,8}|\d{8,10})(?=[:/?#\s\"'`)>\]]|$)")
"""An address as one number, which browsers take for a host: http://167772161/ is 10.0.0.1."""
_VERSION_BEFORE = re.compile(
    r"(?:[<>=~^!]=?|\bv|\bversions?|\breleases?|\bbefore|\bafter|\buntil|\bthrough|\bsince|\bupdate to"
    r"|\bupgrade to|\bfixed in|\bfrom|\bprior to)[\s\"'`*]*$"
)
_V6 = re.compile(r"(f(?<![\w:]f)(?:[cd][0-9a-f]{2}|e80)(?::[0-9a-f]{0,4}){2,7})(?![\w:])")
_NAME = needled(
    ".internal .local .corp .lan .intranet .home.arpa .private .test-lab .svc",
    r"(?<![\w.-])((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:internal|local|localdomain|corp|lan|intranet|home\.arpa|private|test-lab|svc))(?![\w(-]|\.\w)",
)
_SHARE = needled("\\\\", r"(?<![\w\\:])\\\\([a-z0-9][a-z0-9._-]+\\[a-z0-9$._-]+)")
_PORT = needled(
    "localhost: 127.0.0.1: [::1]: 0.0.0.0:",
    r"(?<![\w.])((?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0):\d{2,5})(?!\d)",
)
_BARE = needled(
    ":// git@",
    r"(?:://(?:[^\s/@:]{1,64}@)?|git@(?<=\bgit@))([a-z][a-z0-9-]{1,62})(?=[:/?#\s\"'`)>\]]|$)",
)
"""An address whose host has no dot is one of a search domain: https://gitlab/team/fix, git@forge:team/fix."""
_REACHED = re.compile(
    r"(?:\b(?:https?|ssh|git|ftps?|svn|ldaps?|wss?|smb|nfs|jdbc:\w{1,12}|postgres(?:ql)?|mysql|redis|amqp)://"
    r"(?:[^\s/@:]{1,64}@)?|\bgit@)\Z"
)
_LONGEST_SCHEME = 17
_BLOCKS = tuple(
    map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"))
)
"""RFC 1918, RFC 3927, RFC 6598; a whole block is named by instructions that allow or forbid it."""
_WHOLE = frozenset(str(block.network_address) for block in _BLOCKS)
_NO_HOSTS = frozenset(
    {"settings", "config", "application", "env", "docker-compose", "development", "production"}
)
"""What a file called x.local is called before its end."""
_ANY_HOST = frozenset({
    "address", "app", "attacker", "backend", "client", "domain", "evil", "example", "external", "fqdn",
    "github", "host", "hostname", "instance", "ip", "localhost", "proxy", "remote", "server", "service",
    "site", "target", "url", "user", "username", "victim", "website", "your-domain", "your-host",
    "your-instance", "your-server", "yourdomain", "yourhost", "yourserver",
})  # fmt: skip
"""Hosts of examples."""


def internal_hosts(page: Page, guarded: Guarded, known: Known) -> Iterator[Leak]:
    """Every host within, in the documents' lines."""
    if not _may_stand_in(page.folded_pieces, guarded):
        return
    for host, line in page.places(lambda read: _hosts(read, guarded, known)):
        yield Leak("internal-host", line, host)


def kept_hosts(page: Page, guarded: Guarded) -> Iterator[Leak]:
    """Those alone that the vault lists: where nobody can say of a finding that it is none."""
    for host, line in page.places(lambda read: _listed(read, guarded)):
        yield Leak("internal-host", line, host)


def _may_stand_in(pieces: str, guarded: Guarded) -> bool:
    """By what stands between a text's blanks: no host has one, but what is before it may make it none."""
    forms = (_NAME, _BARE, _NUMBER, _SHARE, _PORT)
    return (
        _V4.search(pieces) is not None
        or _V6.search(pieces) is not None
        or any(form.may_stand_in(pieces, pieces) for form in forms)
        or any(all(part in pieces for part in host.casefold().split()) for host in guarded.hosts)
    )


def _hosts(read: Notations, guarded: Guarded, known: Known) -> Iterator[str]:
    for text in read.folded:
        yield from _addresses(text, known)
        yield from (m[1] for m in _NAME.matches(text) if m[1].split(".")[0] not in _NO_HOSTS)
        yield from (m[1] for m in _BARE.matches(text) if m[1] not in _ANY_HOST and _is_reached(m))
        yield from (m[1] for m in _NUMBER.matches(text) if _is_within(int(m[1], 16 if "x" in m[1] else 10)))
        yield from (m[0] for m in _SHARE.matches(text))
        yield from (m[1] for m in _PORT.matches(text))
    yield from _listed(read, guarded)


def _listed(read: Notations, guarded: Guarded) -> Iterator[str]:
    for text in read.folded:
        yield from (host for host in guarded.hosts if _is_named(host.casefold(), text))


def _addresses(text: str, known: Known) -> Iterator[str]:
    for match in _V4.finditer(text):
        is_block = bool(match[2]) and match[1] in _WHOLE
        is_version = match[1] in known.versions or _VERSION_BEFORE.search(
            text, max(0, match.start() - 24), match.start()
        )
        if not (is_block or is_version) and _is_within(match[1]):
            yield match[1]
    for match in _V6.finditer(text):
        try:
            IPv6Address(match[1])
        except AddressValueError:
            continue
        yield match[1]


def _is_reached(bare: re.Match[str]) -> bool:
    """Whether a host is named with how it is reached, such as https."""
    first = max(0, bare.start() - _LONGEST_SCHEME)
    return _REACHED.search(bare.string, first, bare.start(1)) is not None


def _is_within(written: str | int) -> bool:
    try:
        address = IPv4Address(written)
    except AddressValueError:
        return False
    return any(address in block for block in _BLOCKS)


def _is_named(host: str, text: str) -> bool:
    """The host itself, or one below it."""
    return re.search(rf"(?<![\w-]){re.escape(host.strip('.'))}(?![\w-]|\.\w)", text) is not None
