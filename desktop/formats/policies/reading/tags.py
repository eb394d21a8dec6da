"""Tags of HTML, told apart by patterns that never look back, and what they hide from readers."""

import re

TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[a-z][a-z0-9]{0,15})(?P<more>(?:[\s/][^<>]{0,2000})?)>",
    re.IGNORECASE | re.DOTALL,
)
HREF = re.compile(r"\bhref\s{0,4}=\s{0,4}[\"']?([^\"'\s<>]{1,300})", re.IGNORECASE)
VOID = frozenset(("br", "hr", "img", "input", "wbr", "col", "link", "meta"))
_UNSEEN = frozenset(("script", "style", "template", "title", "svg", "pre", "del", "s", "strike"))
_HIDES = re.compile(
    r"\bhidden\b|\bdisplay\s{0,4}:\s{0,4}none\b|\bvisibility\s{0,4}:\s{0,4}hidden\b", re.IGNORECASE
)


def is_hidden(name: str, attributes: str) -> bool:
    """Whether what stands in a tag is not seen, or no longer said."""
    return name in _UNSEEN or _HIDES.search(attributes) is not None


class Hiding:
    """Whether the current place of a text is hidden, as its tags pass by."""

    def __init__(self) -> None:
        self._name, self._depth = "", 0

    def __bool__(self) -> bool:
        return bool(self._name)

    def is_seen(self, tag: re.Match[str]) -> bool:
        """Whether a tag belongs to what is seen; those that hide and their ends do not."""
        name = tag["name"].lower()
        if self._name:
            if name == self._name:
                self._depth += -1 if tag["end"] else 1
                self._name = self._name if self._depth else ""
            return False
        if not tag["end"] and name not in VOID and is_hidden(name, tag["more"]):
            self._name, self._depth = name, 1
            return False
        return True
