"""Bytes to text by the charset they claim, if it is one that only means text; never raises.

A claimed charset is looked up in a list of our own: Python's codecs also name transformations (zlib, idna,
utf-7, rot13) that no mail needs and that cost time or hide text.
"""

import re

_KNOWN = re.compile(
    r"utf-?8|us-ascii|ascii|iso-8859-([1-9]|1[013456])|latin-?1|windows-125[0-8]|cp125[0-8]|cp1252|koi8-[ru]"
    r"|gb2312|gbk|gb18030|big5|shift_jis|euc-jp|iso-2022-jp|euc-kr|utf-16(le|be)?|macintosh|tis-620"
)
_ASCII = frozenset({"", "us-ascii", "ascii"})
_PYTHON_NAMES = {"macintosh": "mac-roman"}


def decode_text(content: bytes, charset: str) -> tuple[str, bool]:
    """The text, and whether a charset fitted; where none did, strange bytes stand as escapes."""
    claimed = charset.strip().strip("\"'").lower()
    for name in _candidates(claimed):
        try:
            return _clean(content.decode(name)), True
        except (UnicodeError, LookupError):
            continue
    return _clean(content.decode("utf-8", "backslashreplace")), False


def _candidates(claimed: str) -> tuple[str, ...]:
    if claimed in _ASCII:
        return ("utf-8", "cp1252")
    if _KNOWN.fullmatch(claimed):
        return (_PYTHON_NAMES.get(claimed, claimed), "utf-8")
    return ()


def _clean(text: str) -> str:
    """Drop a byte order mark at the start; no codec above yields lone surrogates."""
    return text.removeprefix("\ufeff")
