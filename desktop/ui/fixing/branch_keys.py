"""What names a branch where only words travel: the keys of drafts, the errands of the desk."""

from desktop.domain.fixing.records import Branch

_SEPARATOR = "\x1f"


def branch_key(branch: Branch, what: str = "") -> str:
    """A branch as one word, perhaps with what of it is meant."""
    return _SEPARATOR.join((what, *branch))


def parts_of(key: str) -> tuple[str, Branch | None]:
    """What is meant, and the branch where one is named."""
    what, *named = key.split(_SEPARATOR)
    return what, (named[0], named[1]) if len(named) > 1 else None
