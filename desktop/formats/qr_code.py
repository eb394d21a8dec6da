"""A QR code (ISO/IEC 18004) of a short text, as modules: for paper, and for a terminal."""

Modules = tuple[tuple[bool, ...], ...]
"""Rows of dark and light, without the quiet zone."""
QUIET = 4
"""Modules of light that stand around a code."""
_HALVES = {(True, True): " ", (False, True): "▀", (True, False): "▄", (False, False): "█"}
"""Two modules above each other; a terminal is dark, so what is light is drawn."""


def qr_modules(text: str) -> Modules:
    """The code of a text, which a quarter of its area can be missing from."""
    import segno  # noqa: PLC0415 - a library that few starts draw with

    code = segno.make_qr(text, error="q", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def qr_text(text: str) -> str:
    """The code for a terminal of light letters on a dark ground, two rows of it in every line."""
    dark = qr_modules(text)
    width = len(dark) + 2 * QUIET
    quiet = [(False,) * width] * QUIET
    rows = [*quiet, *((False,) * QUIET + row + (False,) * QUIET for row in dark), *quiet]
    if len(rows) % 2:
        rows.append((False,) * width)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(_HALVES[both] for both in zip(*pair, strict=True)) for pair in pairs)
