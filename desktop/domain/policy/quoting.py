"""What the policy itself says in a clause, where its profile was made from the text."""

from collections.abc import Sequence

from desktop.domain.policy.identity import Identity


def quotes_of(policy: Identity, clauses: Sequence[str]) -> tuple[str, ...]:
    """The policy's own words for these clauses, each once; nothing where the profile holds none."""
    if not policy.quotes:
        return ()
    names = (clause.removeprefix(f"{policy.code}-") for clause in clauses)
    return tuple(dict.fromkeys(words for name in names if (words := policy.quotes.get(name))))
