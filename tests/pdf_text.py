"""What a PDF says, and how many pages it has."""

import re

from desktop.domain.leaving.leaks.pdf_words import pdf_words


def pdf_text(content: bytes) -> str:
    """The words of all pages, a line to a text block."""
    return pdf_words(content)


def pdf_pages(content: bytes) -> int:
    """How many pages it has."""
    return len(re.findall(rb"/Type /Page\b[^s]", content))
