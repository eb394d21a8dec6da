"""What machines and programs add by themselves: home folders with a user's name, authors of documents."""

from collections.abc import Iterator

from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.needled import needled
from desktop.domain.leaving.notations import Notations

_HOME = needled(
    "home/ users",
    r"(?:(?<![\w./])(?:file://)?/(?:home|users|export/home|var/home)/|\b[a-z]:[\\/]{1,8}users[\\/]{1,8}|(?<!\\)\\{1,8}users\\{1,8})"
    r"([a-z0-9_][\w.-]*[a-z0-9_]|[a-z0-9_])(?=[\\/\s\"'`,;:)]|$)",
    spaced=True,
)
_ANYBODY = frozenset({
    "admin", "administrator", "all", "app", "builder", "ci", "default", "deploy", "dev", "ec2-user", "git",
    "guest", "jenkins", "me", "name", "node", "pi", "postgres", "public", "root", "runner", "shared", "test",
    "ubuntu", "user", "username", "vagrant", "www", "you", "your", "youruser", "your-user",
})  # fmt: skip
"""Users that every machine has, or that examples use."""
_AUTHOR = needled(
    "author creator creatortool modified",
    r"/author\s*\(([^)]{2,200})\)"
    r"|<(?:dc:creator|cp:lastmodifiedby|meta:initial-creator|xmp:creatortool)[^<>]{0,400}>([^<]{2,200})<"
    r"|<meta\s[^<>]{0,400}name=[\"']?author[\"']?[^<>]{0,400}content=[\"']([^\"']{2,200})"
    r"|\b(?:last modified by|lastmodifiedby|document author|/creator\s*\()\s*:?\s*([^\s<>()][^<>()\n]{1,60})",
    spaced=True,
)


def metadata(page: Page, organisation: str) -> Iterator[Leak]:
    """Home folders and authors; that the organisation itself is the author is no secret."""
    pieces = page.folded_pieces
    if not (_HOME.may_stand_in(pieces, pieces) or _AUTHOR.may_stand_in(pieces, pieces)):
        return
    for what, line in page.places(lambda read: _told(read, organisation)):
        yield Leak("metadata", line, what)


def _told(read: Notations, organisation: str) -> Iterator[str]:
    for text in read.folded:
        for match in _HOME.matches(text):
            if match[1] not in _ANYBODY:
                yield f"the home folder of {match[1]}"
        for match in _AUTHOR.matches(text):
            author = next(filter(None, match.groups())).strip()
            if author and author != organisation.casefold():
                yield f"the author of a file, {author}"
