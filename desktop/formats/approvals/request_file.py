"""The request, as it stands inside an OpenPGP message to those who may open it."""

import msgspec

from desktop.domain.approving.request import MOST_BYTES, ApprovalRequest, contradiction
from desktop.domain.failures import AnswerRefused, TooLarge
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.advisories.strict_json import NotStrict, decode_strict

SUFFIX = ".request"
FORMAT = 1
REQUEST_LIMIT = MOST_BYTES * 3 // 2
"""Bytes of what was decrypted: base64 takes a third more than what it holds."""
SEALED_LIMIT = REQUEST_LIMIT * 3 // 2
"""Bytes of the file, armoured."""


def write_request(request: ApprovalRequest) -> bytes:
    """The bytes to be encrypted."""
    return msgspec.json.encode(request)


def read_request(content: bytes) -> ApprovalRequest:
    """What is asked for. Raises AnswerRefused, TooLarge."""
    if len(content) > REQUEST_LIMIT:
        raise TooLarge("The request is larger than any may be.", advice="Nothing was signed.")
    try:
        request = msgspec.convert(decode_strict(content), ApprovalRequest)
    except (NotStrict, *UNDECODABLE) as error:
        raise AnswerRefused("The message holds no request to approve an advisory.") from error
    if request.format != FORMAT:
        raise AnswerRefused(
            "Another version of Embargo made the request, in a format that this one does not know."
        )
    if reason := contradiction(request):
        raise AnswerRefused(f"The request contradicts itself. {reason}")
    return request
