"""The bytes of a policy's text as characters, or a sentence that says why they are none."""

from desktop.domain.failures import Malformed, TooLarge

TEXT_LIMIT = 256 * 1024
"""The longest text that is read, in bytes; real policies have some thousand."""
LONGEST_LINE = 32 * 1024
MOST_LINES = 8000
MOST_BRACKETS, MOST_STARS = 5000, 20_000
"""Marks of links and of emphasis; more of them take long to read, and stand in no policy."""
_CHOOSE = "Choose the policy itself, such as SECURITY.md or security.txt."
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f")
_MOST_CONTROLS = 8


def check_text(content: bytes) -> None:
    """Raises TooLarge for more than a policy can be."""
    if len(content) > TEXT_LIMIT:
        raise too_long()


def too_long() -> TooLarge:
    """What is told of a file that is longer than a policy's text can be."""
    words = f"A policy's text is read up to {TEXT_LIMIT // 1024} KiB, and this file is longer."
    return TooLarge(words, advice=_CHOOSE)


def text_of(content: bytes) -> str:
    """The text, its lines ended by line feeds. Raises TooLarge, and Malformed for what is no text."""
    check_text(content)
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if len(lines) > MOST_LINES or max(map(len, lines)) > LONGEST_LINE:
        raise TooLarge(
            "The file has more or longer lines than any policy.",
            advice=_CHOOSE,
        )
    if text.count("[") > MOST_BRACKETS or text.count("*") + text.count("_") > MOST_STARS:
        raise TooLarge("The file has more links or stars than any policy.", advice=_CHOOSE)
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if sum(map(content.count, (bytes([code]) for code in _CONTROLS))) > _MOST_CONTROLS or b"\0" in content:
        raise _no_text()
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text() from error


def _no_text() -> Malformed:
    return Malformed(
        "The file is no text.", advice="Choose the policy as Markdown or as security.txt, encoded in UTF-8."
    )
