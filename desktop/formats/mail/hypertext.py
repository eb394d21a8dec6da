"""HTML to inert text: words, line breaks and where links lead; nothing is loaded, nothing is hidden.

A scanner that only moves forward, so that no document takes longer than its length allows. Styles are not
read: what a style sheet would hide stands in the text.
"""

import re
from html import unescape

_MARKUP = re.compile(r"<(?:/?[a-zA-Z]|[!?])")
"""Where markup begins; any other "<" is text."""
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_SILENT = ("script", "style", "head", "template")
_ENDS = {name: re.compile(rf"</{name}\b[^>]*>?", re.IGNORECASE) for name in (*_SILENT, "pre")}
_INNER_TAG = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(
    r"p|div|br|hr|tr|li|[uod]l|d[td]|table|h[1-6]|pre|blockquote|section|article|header|footer"
)
_SPACES = re.compile("  +")


def text_of_html(document: str) -> str:
    """The readable text of a document; an address that a link hides stands behind it in angle brackets."""
    pieces: list[str] = []
    position = 0
    while markup := _MARKUP.search(document, position):
        pieces.append(_on_one_line(document[position : markup.start()]))
        position = _after_markup(document, markup.start(), pieces)
    pieces.append(_on_one_line(document[position:]))
    lines = [line.rstrip(" ") for line in unescape("".join(pieces)).replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def marks_in(document: str) -> int:
    """How much work a document is at most: every tag and every character reference is one mark."""
    return document.count("<") + document.count("&")


def _after_markup(document: str, opened: int, pieces: list[str]) -> int:
    """Where to go on after the markup at `opened`; what it stands for is added to `pieces`."""
    if document.startswith("<!--", opened):
        closed = document.find("-->", opened)
        return closed + 3 if closed >= 0 else len(document)
    match = _TAG.match(document, opened)
    closed = document.find(">", opened)
    after = closed + 1 if closed >= 0 else len(document)
    if match is None:
        return after
    name, closing = match[1].lower(), document.startswith("</", opened)
    if _BLOCK.fullmatch(name):
        pieces.append("\n")
    if name in _ENDS and not closing:
        return _whole_element(document, after, name, pieces)
    if name == "a" and not closing:
        pieces.append(_target(document[opened:after]))
    return after


def _whole_element(document: str, start: int, name: str, pieces: list[str]) -> int:
    """Skip a silent element, or take preformatted text with its lines as they are."""
    end = _ENDS[name].search(document, start)
    if name == "pre":
        written = document[start : end.start() if end else len(document)]
        pieces.append(_INNER_TAG.sub("", written) + "\n")
    return end.end() if end else len(document)


def _target(tag: str) -> str:
    match = _HREF.search(tag)
    address = _on_one_line(match[1] or match[2] or match[3] or "") if match else ""
    return f"<{address}> " if address else ""


def _on_one_line(text: str) -> str:
    """Blanks of any number and kind become one space."""
    for blank in "\t\r\n\f":
        text = text.replace(blank, " ")
    return _SPACES.sub(" ", text)
