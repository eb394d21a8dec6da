"""Lines parted as their writer meant it: texts that were never Markdown lack the blank lines it asks for.

Blank lines are put in, none is changed; `numbers` tells from a line of the result which line it was.
"""

import re

_FENCE = re.compile(r" {0,3}(```|~~~)")
_MARKER = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s")
_RULE = re.compile(r"\s*[⸻—─━═_]{1,80}\s*")
_BLOCK = re.compile(r"\s*(?:#|>|\||<|\[|=+\s*$|-+\s*$)")
_LABEL = re.compile(r"[^\W\d_][\w /&-]{1,30}:\s")
_TITLE = re.compile(r"[^\W_a-z].*[^.!?;,:。、]", re.DOTALL)
_BOLD = re.compile(r"(?:\*\*|__)([^*_\n]{2,80})(?:\*\*|__):?")
_TELLS = re.compile(r"\d|@|\b(?:hours?|days?|weeks?|months?)\b", re.IGNORECASE)
_LONGEST, _MOST_WORDS, _FEW_WORDS, _WRAPPED = 60, 8, 4, 72
ENDS = ".!?:。"


def parted(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with blank lines between what belongs apart, and the original number of each line."""
    lines: list[str] = []
    numbers: list[int] = []
    before, fenced = "", False
    for number, line in enumerate(text.split("\n"), start=1):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and line.strip() and before.strip() and _is_apart(before, line):
            lines.append("")
            numbers.append(number)
        lines.append("" if not fenced and _RULE.fullmatch(line) else line)
        numbers.append(number)
        before = line
    return "\n".join(lines), tuple(numbers)


def looks_like_title(text: str) -> bool:
    """Whether words could be a heading: few, from a capital on, without an end."""
    return (
        len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and "@" not in text
        and "•" not in text
        and not _LABEL.match(text)
        and _TITLE.fullmatch(text) is not None
    )


def is_label(text: str) -> bool:
    """Whether a line begins with what it is about, such as `Contact: `."""
    return _LABEL.match(text) is not None


def is_title(text: str, before: str, following: str) -> bool:
    """Whether a line of a paragraph is a heading: short, by itself, between whole sentences."""
    whole = not before or before.rstrip()[-1:] in ENDS or looks_like_title(before) or is_label(before)
    if not whole:
        return False
    if text.endswith(":"):
        return looks_like_title(text.rstrip(":")) and len(text.split()) <= _FEW_WORDS
    return following[:1].isupper() and looks_like_title(text)


def begins_list(line: str) -> bool:
    """Whether a line is the first of a list or of a table."""
    return _MARKER.match(line) is not None or line.lstrip().startswith("|")


def is_bold_title(source: str) -> bool:
    """Whether a paragraph is one bold line that says nothing by itself: a heading without its marks."""
    bold = _BOLD.fullmatch(source.strip())
    if bold is None:
        return False
    text = bold[1].strip()
    return len(text.split()) <= _MOST_WORDS and text[-1:] not in ".!" and not _TELLS.search(text)


def bold_lines(source: str) -> frozenset[str]:
    """The questions that stand in bold on lines of their own, and head the answers below them."""
    found = (_BOLD.fullmatch(line.strip()) for line in source.split("\n"))
    return frozenset(bold[1].strip() for bold in found if bold and bold[1].rstrip().endswith("?"))


def heads_text(item: str, source: list[str], number: int) -> bool:
    """Whether an item by itself is a heading: text goes on right below it without being indented."""
    above = source[number - 2] if number > 1 else ""
    below = source[number] if number < len(source) else ""
    alone = not _MARKER.match(above) and not _MARKER.match(below)
    return alone and looks_like_title(item) and below[:1].strip() != "" and not looks_like_title(below)


def _is_apart(before: str, line: str) -> bool:
    if "|" not in line and before.lstrip().startswith("|"):
        return True
    if line.lstrip().startswith("|"):
        return not before.lstrip().startswith("|")
    if line[:1].isspace() or _MARKER.match(line) or _BLOCK.match(line):
        return False
    in_list = _MARKER.match(before) is not None or before[:1].isspace()
    return in_list and not _ends_open(before, line)


def _ends_open(before: str, line: str) -> bool:
    """Whether the line goes on with the sentence before it."""
    if not line[:1].isupper() and not line[:1].isdigit():
        return line[:1].isalpha() and len(before) > _LONGEST // 2 and before.rstrip()[-1:] not in ENDS
    if looks_like_title(line) or line.rstrip().endswith(":"):
        return False
    return before.rstrip()[-1:] in ",;-(" or (len(before) > _WRAPPED and before.rstrip()[-1:] not in ENDS)
