"""The answer: armoured text that survives mail, with the SHA-256 of what it holds, so that damage is told.

It is no secret: it names digests, no case, and whose key signed.
"""

import base64
import binascii
import re
from typing import Annotated

import msgspec

from desktop.domain.approving.answers import Answer
from desktop.domain.approving.statement import read_statement
from desktop.domain.digest import sha256
from desktop.domain.failures import AnswerRefused, TooLarge
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.advisories.strict_json import NotStrict, decode_strict

SUFFIX = ".answer"
ANSWER_LIMIT = 1024 * 1024
"""Bytes of the file; a public key with hundreds of signatures is smaller."""
FORMAT = 1
_WIDTH = 64
_BEGIN, _END = "-----BEGIN EMBARGO ANSWER-----", "-----END EMBARGO ANSWER-----"
_SHAPE = re.compile(rf"{_BEGIN}\nSHA-256: ([0-9a-f]{{64}})\n\n((?:[A-Za-z0-9+/=]{{1,76}}\n)+){_END}")
_SIGNATURE = re.compile(
    r"-----BEGIN PGP SIGNATURE-----\n(?:[\x20-\x7e]{0,100}\n){1,200}-----END PGP SIGNATURE-----\n?"
)
_KEY = re.compile(
    r"-----BEGIN PGP PUBLIC KEY BLOCK-----\n(?:[\x20-\x7e]{0,100}\n)+-----END PGP PUBLIC KEY BLOCK-----\n?"
)


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    statement: Annotated[str, msgspec.Meta(max_length=8192)]
    signature: Annotated[str, msgspec.Meta(max_length=16384)]
    key: Annotated[str, msgspec.Meta(max_length=ANSWER_LIMIT)]


def write_answer(answer: Answer) -> bytes:
    """The bytes of the file."""
    return armoured(msgspec.json.encode(_Body(FORMAT, answer.statement, answer.signature, answer.key)))


def armoured(body: bytes) -> bytes:
    """Any bytes as an answer carries them."""
    text = base64.b64encode(body).decode()
    lines = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    return "\n".join((_BEGIN, f"SHA-256: {sha256(body)}", "", *lines, _END, "")).encode()


def read_answer(content: bytes) -> Answer:
    """What came back; whether its signature is good is for gpg to say. Raises AnswerRefused, TooLarge."""
    if len(content) > ANSWER_LIMIT:
        raise TooLarge("The answer is larger than any may be.", advice="Nothing counts as approved.")
    body = _body(content)
    try:
        found = msgspec.convert(decode_strict(body), _Body)
    except (NotStrict, *UNDECODABLE) as error:
        raise AnswerRefused("The file holds no answer.") from error
    if found.format != FORMAT:
        raise AnswerRefused(
            "Another version of Embargo made the answer, in a format that this one does not know."
        )
    if not (_SIGNATURE.fullmatch(found.signature) and _KEY.fullmatch(found.key)):
        raise AnswerRefused("The answer carries no signature, or not the public key that checks it.")
    read_statement(found.statement)
    return Answer(found.statement, found.signature, found.key)


def _body(content: bytes) -> bytes:
    """What the armour holds; ends of lines and blanks at them may have changed on the way."""
    try:
        text = content.decode("ascii")
    except UnicodeDecodeError as error:
        raise AnswerRefused("The file is no answer.") from error
    lines = [line.rstrip(" \t\r") for line in text.strip().split("\n")]
    found = _SHAPE.fullmatch("\n".join(lines))
    if found is None:
        raise AnswerRefused("The file is no answer, or was cut off.")
    digest, armoured = found.groups()
    try:
        body = base64.b64decode(armoured.replace("\n", ""), validate=True)
    except binascii.Error as error:
        raise AnswerRefused("The answer was damaged on its way.") from error
    if sha256(body) != digest:
        raise AnswerRefused("The answer was damaged on its way.")
    return body
