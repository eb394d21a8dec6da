"""The pseudo-language: every string longer, accented and in brackets, so that what was forgotten is seen.

It is made from a catalogue as the extractor writes it, and read by the window as any other language is; the
window shows it from right to left.
"""  # noqa: INP001 - a part of a script of the checkout, in no package

import re
import xml.etree.ElementTree as ET

OPENING, CLOSING = "⟦א ", "⟧"
"""The first letter is written from right to left, and so is all that begins with it."""
_LONGER = 1.4
_VOWELS = frozenset("aeiouAEIOU")
_ACCENTED = str.maketrans("AaCcEeGgIiLlNnOoSsUuYyZz", "ÅåĆćÉéĞğÎîĻļÑñÖöŠšÛûÝýŽž")
_KEPT = re.compile(r"\{[^{}]*\}|%L?n|%\d|&[A-Za-z]")
"""What is filled in later, and the letter of a mnemonic, stay as they are."""
_FILLER = " éîöûå"


def pseudo(words: str) -> str:
    """The words at least two fifths longer, accented, in brackets."""
    parts: list[str] = []
    at = 0
    for kept in _KEPT.finditer(words):
        parts += [_accent(words[at : kept.start()]), kept.group()]
        at = kept.end()
    parts.append(_accent(words[at:]))
    longer = "".join(parts)
    lacking = round(len(words) * _LONGER + 0.5) - len(longer)
    filler = (_FILLER * (lacking // len(_FILLER) + 1))[: max(lacking, 0)].rstrip()
    return f"{OPENING}{longer}{filler}{CLOSING}"


def _accent(words: str) -> str:
    doubled = "".join(letter * 2 if letter in _VOWELS else letter for letter in words)
    return doubled.translate(_ACCENTED)


def pseudo_catalogue(catalogue: bytes) -> bytes:
    """A catalogue (TS, version 2.1) whose every message is said in the pseudo-language."""
    root = ET.fromstring(catalogue)  # noqa: S314 - our own extractor's
    root.set("language", "en")  # the two plural forms of English
    for message in root.iter("message"):
        said = pseudo(message.findtext("source") or "")
        translation = message.find("translation")
        if translation is None:
            translation = ET.SubElement(message, "translation")
        translation.clear()
        if message.get("numerus") == "yes":
            for _form in range(2):
                ET.SubElement(translation, "numerusform").text = said
        else:
            translation.text = said
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)
