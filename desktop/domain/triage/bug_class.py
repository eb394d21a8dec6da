"""A class of bugs: a family of CWE entries that reporters and handlers take for one another.

The finer entry is left to whoever records it. Words that tell of a consequence alone ("remote code
execution") weigh less than those of a cause: a report often names several consequences and one cause.
"""

import msgspec


class BugClass(msgspec.Struct, frozen=True):
    """A class: its weaknesses by number, its words as parts of a pattern, and how much one of them weighs."""

    name: str
    cwes: tuple[int, ...]
    words: tuple[str, ...]
    weight: float = 1.0


NEAR = (
    frozenset({"command-injection", "code-execution", "template-injection", "deserialisation"}),
    frozenset({"code-execution", "file-upload"}),
    frozenset({"template-injection", "xss", "csv-injection"}),
    frozenset({"memory-overflow", "integer-overflow", "use-after-free", "type-confusion"}),
    frozenset({"memory-overflow", "uninitialised-memory", "information-leak"}),
    frozenset({"memory-overflow", "use-after-free", "null-dereference", "denial-of-service"}),
    frozenset({"path-traversal", "archive-extraction", "link-following", "file-upload"}),
    frozenset({"race", "link-following"}),
    frozenset({"race", "business-logic"}),
    frozenset({"race", "use-after-free"}),
    frozenset({"authentication", "assertion", "oauth", "session", "credentials"}),
    frozenset({"authentication", "account-recovery", "brute-force", "randomness"}),
    frozenset({"authentication", "authorisation", "mass-assignment"}),
    frozenset({"authorisation", "information-leak", "insecure-default"}),
    frozenset({"credentials", "information-leak"}),
    frozenset({"cryptography", "randomness", "certificates"}),
    frozenset({"cryptography", "assertion"}),
    frozenset({"business-logic", "mass-assignment"}),
    frozenset({"oauth", "open-redirect", "ssrf"}),
    frozenset({"xxe", "ssrf", "path-traversal", "denial-of-service", "xpath-injection"}),
    frozenset({"sql-injection", "xpath-injection"}),
    frozenset({"header-injection", "cache-poisoning", "request-smuggling", "log-injection"}),
    frozenset({"csrf", "clickjacking", "cors"}),
    frozenset({"denial-of-service", "brute-force"}),
    frozenset({"prototype-pollution", "mass-assignment"}),
)
"""Classes of which one is often told in place of another: its cause, its consequence, another name."""


def near(one: str, other: str) -> bool:
    """Whether two classes do not exclude each other."""
    return any(one in group and other in group for group in NEAR)
