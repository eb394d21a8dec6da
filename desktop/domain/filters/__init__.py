"""What a person types to find cases: `login from:lin stage:confirm due:<3d -"closed beta"`.

`reading` makes a `Filter` of the text or a sentence about what is wrong with it, `terms` prints it back,
`folding` says when two words are the same, `spans` what a relative date means now, `snippets` shows where
something was found. All of it is pure; the vault answers a filter with SQL, the tests' vault by looking.
"""

from desktop.domain.filters.folding import fold, plain, tokens
from desktop.domain.filters.keys import KEYS
from desktop.domain.filters.reading import Misread, read_filter
from desktop.domain.filters.snippets import Snippet, snippet
from desktop.domain.filters.spans import Span, span_of
from desktop.domain.filters.terms import Filter, Kind, Term

__all__ = [
    "KEYS",
    "Filter",
    "Kind",
    "Misread",
    "Snippet",
    "Span",
    "Term",
    "fold",
    "plain",
    "read_filter",
    "snippet",
    "span_of",
    "tokens",
]
