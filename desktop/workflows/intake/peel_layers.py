"""Open what is sealed in a message, layer by layer, and keep the layers apart.

Nothing of one layer is ever joined with another before it is opened (CVE-2017-17688): each sealed part goes
to gpg by itself, and its content to the parser by itself.
"""

from collections.abc import Sequence

import msgspec

from desktop.domain.failures import Malformed, SeveralMessages, TooDeep, Unsupported
from desktop.domain.report import SignatureCheck, Signer
from desktop.formats.mail.parsed import Parsed, SignedPart
from desktop.workflows.ports import Progress, Tools

MOST_LAYERS = 4
"""Sealed layers that are opened: encryption around a signature around encryption around a signature."""


class Layer(msgspec.Struct, frozen=True):
    """One opened layer, and what it was taken out of."""

    parsed: Parsed
    content: bytes
    encrypted: bool = False
    check: SignatureCheck = SignatureCheck()


class Peeling(msgspec.Struct):
    """The layers opened so far, the outermost first; `whole` once the innermost is reached."""

    layers: list[Layer] = []
    whole: bool = False

    @property
    def decrypted(self) -> bool:
        """Whether any layer was encrypted and opened."""
        return any(layer.encrypted for layer in self.layers)

    @property
    def plaintext(self) -> bytes:
        """The content of the innermost encryption; empty when nothing was encrypted."""
        return next((layer.content for layer in reversed(self.layers) if layer.encrypted), b"")


def peel_layers(
    raw: bytes, tools: Tools, known_keys: Sequence[bytes], progress: Progress, into: Peeling
) -> None:
    """Open every layer; what was opened before a failure stands in `into`.

    Raises the failures of parser and gpg, SeveralMessages, TooDeep, and Unsupported for S/MIME.
    """
    progress.step("Reading the message")
    into.layers.append(Layer(parsed=tools.parser.parse(raw, progress=progress), content=raw))
    while True:
        parsed = into.layers[-1].parsed
        if not _is_sealed(parsed):
            break
        if len(into.layers) > MOST_LAYERS:
            raise TooDeep(f"The message is sealed more than {MOST_LAYERS} times over.")
        into.layers.append(_open(parsed, tools, known_keys, progress))
    if parsed.unsupported:
        raise Unsupported(f"The message is sealed with {parsed.unsupported}, which Embargo does not open.")
    into.whole = True


def _is_sealed(parsed: Parsed) -> bool:
    """Whether a part is sealed; of several, nobody can tell what belongs together: SeveralMessages."""
    sealed = len(parsed.encrypted) + len(parsed.signed) + len(parsed.clearsigned)
    if sealed > 1:
        raise SeveralMessages(f"The message holds {sealed} parts that are encrypted or signed on their own.")
    return sealed == 1


def _open(parsed: Parsed, tools: Tools, known_keys: Sequence[bytes], progress: Progress) -> Layer:
    if parsed.encrypted:
        progress.step("Decrypting")
        opened = tools.openpgp.open(parsed.encrypted[0], known_keys=known_keys, progress=progress)
        content, check = opened.plaintext, opened.signature
    elif parsed.clearsigned:
        progress.step("Checking the signature")
        block = parsed.clearsigned[0]
        opened = tools.openpgp.read_clearsigned(block, known_keys=known_keys, progress=progress)
        content, check = opened.plaintext, opened.signature
    else:
        progress.step("Checking the signature")
        content = parsed.signed[0].content
        check = _verify(parsed.signed[0], tools, known_keys, progress)
    progress.step("Reading what was sealed")
    inner = tools.parser.parse(content, inner=True, progress=progress)
    return Layer(parsed=inner, content=content, encrypted=bool(parsed.encrypted), check=check)


def _verify(
    part: SignedPart, tools: Tools, known_keys: Sequence[bytes], progress: Progress
) -> SignatureCheck:
    """Check a detached signature; what is no signature at all proves nothing and hides nothing."""
    try:
        return tools.openpgp.verify(part.content, part.signature, known_keys=known_keys, progress=progress)
    except Malformed as failure:
        return SignatureCheck("not-good", (Signer("", (), "bad", failure.message),))
