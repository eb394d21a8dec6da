"""What several files have in common: one exit code."""

from collections.abc import Sequence

from desktop.domain.failures import Exit


def outcome_of(outcomes: Sequence[Exit]) -> Exit:
    """The outcome that all share, else 7: done in part."""
    return outcomes[0] if len(set(outcomes)) == 1 else Exit.PARTLY
