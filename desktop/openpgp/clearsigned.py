"""A cleartext-signed text cut to what may be handed to gpg (RFC 9580 §7).

Only what gpg then emits is "signed": text before or after the block never reaches it.
"""

import re

from desktop.domain.failures import Malformed, SeveralMessages

_MARKER = re.compile(rb"^-----(?:BEGIN|END) PGP [A-Z ]{1,32}-----[ \t]*\r?$", re.MULTILINE)
_SHAPE = re.compile(
    rb"-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\r?\n"
    rb"(?:Hash: [A-Za-z0-9, -]{1,64}\r?\n)*"
    rb"\r?\n"
)
_MARKERS = [b"BEGIN PGP SIGNED MESSAGE", b"BEGIN PGP SIGNATURE", b"END PGP SIGNATURE"]


def cut_clearsigned(block: bytes) -> bytes:
    """The one signed block in these bytes.

    Raises SeveralMessages for further blocks, Malformed for a broken frame or any header but `Hash`: other
    headers are shown by some programs and covered by no signature.
    """
    markers = list(_MARKER.finditer(block))
    found = [marker[0].strip(b"- \t\r") for marker in markers]
    if found.count(_MARKERS[0]) > 1:
        raise SeveralMessages("Several signed texts stand where one is allowed.")
    if found != _MARKERS:
        raise _broken()
    cut = block[markers[0].start() : markers[2].end()] + b"\n"
    if not _SHAPE.match(cut):
        raise _broken()
    return cut


def _broken() -> Malformed:
    return Malformed(
        "The signed text is damaged.", advice="Ask for it again; it may have been changed on its way."
    )
