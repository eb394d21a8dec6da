"""What names of tags and branches say: which version a tag is, which supported branch it belongs to."""

import re
from functools import lru_cache

from desktop.domain.versions.ranges import canonical_range, lies_within, parse_range

_LONGEST = 64
_VERSION = re.compile(
    r"v?(\d+(?:\.\d+)*(?:[A-Za-z]{1,5}\.?\d{0,4})?(?:[-+~_.][0-9A-Za-z.+~_-]*)?)", re.ASCII | re.IGNORECASE
)
_BEFORE = ("release", "rel", "version", "ver")
"""What may stand before the version in the name of a tag, as may the product."""
_BRANCH = re.compile(r"v?(\d+(?:\.\d+)*)(?:\.[x*])*", re.ASCII | re.IGNORECASE)
_KEPT_UP = "releases?|rel|stable|support|maintenance|maint|branch|lts"
_HEAD = re.compile(
    rf"(?:(?:[^/]+/)?(?:{_KEPT_UP})[-_/]?|(?:origin|upstream)/)?v?(\d+(?:\.\d+)*)(?:\.x)*(?:[-_/](?:{_KEPT_UP}))?",
    re.ASCII | re.IGNORECASE,
)
_TRUNKS = frozenset({"main", "master", "trunk"})


@lru_cache(maxsize=20_000)
def version_in(name: str, product: str = "") -> str:
    """The version that a tag of a product names; "" for one that names none, such as nightly."""
    text = name.rpartition("/")[2]
    for word in ("-".join(product.lower().split()), *_BEFORE):
        if word and text.lower().startswith((f"{word}-", f"{word}_")):
            text = text[len(word) + 1 :]
            break
    match = _VERSION.fullmatch(text) if len(text) <= _LONGEST else None
    return match[1] if match else ""


@lru_cache(maxsize=20_000)
def branch_of(version: str, branches: tuple[str, ...]) -> str:
    """The narrowest supported branch that a version belongs to; "" for none."""
    meant = [branch for branch in branches if belongs(version, branch)]
    return max(meant, key=lambda branch: len(_number(branch)), default="")


def belongs(version: str, branch: str) -> bool:
    """Whether a version is of a branch such as 1.4, 1.4.x or >=1.4, <1.5; all are of one without a name."""
    if not branch:
        return True
    if number := _number(branch):
        rest = version.removeprefix(number)
        return rest != version and not rest[:1].isdigit()
    try:
        return lies_within(parse_range(version), parse_range(branch)) is True
    except ValueError:
        return False


def range_of_branch(branch: str) -> str:
    """The versions of a branch as a range: 1.4 and 1.4.x are >=1.4, <1.5. Raises ValueError for any other."""
    number = _number(branch)
    if not number:
        return canonical_range(branch)
    head, dot, last = number.rpartition(".")
    return f">={number}, <{head}{dot}{int(last) + 1}"


@lru_cache(maxsize=20_000)
def is_head(ref: str, branch: str) -> bool:
    """Whether the name of a clone's branch says that it is a supported one: release/1.4 is 1.4.x."""
    last = ref.removeprefix("origin/").removeprefix("upstream/")
    if not branch:
        return last in _TRUNKS
    match = _HEAD.fullmatch(ref)
    return branch in (ref, last) or (match is not None and match[1] == _number(branch))


@lru_cache(maxsize=1_000)
def _number(branch: str) -> str:
    match = _BRANCH.fullmatch(branch.strip())
    return match[1] if match else ""
