"""What a PDF says of itself, without the clock, the zone or the name of the machine that wrote it."""

import hashlib
import re
from datetime import UTC, datetime
from html import escape

import msgspec
from PySide6.QtCore import QByteArray, QUuid

from desktop.formats.advisories.prose.page import Page

_DATE = re.compile(rb"\(D:\d{14}(?:Z|[+-]\d\d'\d\d')?\)")
_INFO = re.compile(rb"1 0 obj\n<<.*?>>\nendobj\n", re.DOTALL)
"""The document information dictionary (ISO 32000-1 §14.3.3), which Qt writes first."""
_OFFSET = re.compile(rb"^(\d{10})(?= \d{5} n)", re.MULTILINE)
_XMP = """<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Embargo" xmp:CreateDate="{at}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end='w'?>"""


def identity(page: Page) -> QUuid:
    """The id of a document, which follows from what it says."""
    return QUuid.fromRfc4122(QByteArray(hashlib.sha256(msgspec.json.encode(page)).digest()[:16]))


def metadata(title: str, at: datetime) -> QByteArray:
    """XMP that names this program and the title, nobody and no place."""
    stamp = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return QByteArray(_XMP.format(at=stamp, title=escape(title)).encode())


def redated(content: bytes, at: datetime) -> bytes:
    """The document with this instant in place of the clock's, and its table of offsets moved along.

    Qt writes local time, which names a zone and differs in length.
    """
    info = _INFO.search(content)
    if info is None:
        raise ValueError("the document has no information where Qt writes it")
    dated = _DATE.sub(f"(D:{at.astimezone(UTC):%Y%m%d%H%M%S}Z)".encode(), info[0])
    moved = len(dated) - len(info[0])
    body, end = content[info.end() :], info.end()

    def shifted(offset: re.Match[bytes]) -> bytes:
        place = int(offset[1])
        return b"%010d" % (place + moved if place >= end else place)

    at_table = body.rindex(b"xref\n0 ")
    table, tail = body[at_table:].split(b"startxref\n", 1)
    start = int(tail.split(b"\n", 1)[0])
    return b"".join(
        (
            content[: info.start()],
            dated,
            body[:at_table],
            _OFFSET.sub(shifted, table),
            b"startxref\n%d\n%%%%EOF\n" % (start + moved),
        )
    )
