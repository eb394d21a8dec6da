"""The keys of the filter language with the values that each takes."""

from typing import get_args

from desktop.domain.filters.terms import Kind
from desktop.domain.stages import STAGES

KEYS: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind not in ("word", "phrase"))

CHOICES: dict[Kind, tuple[str, ...]] = {
    "stage": tuple(STAGES),
    "is": ("open", "closed", "overdue", "embargoed", "published", "duplicate"),
    "has": ("attachment",),
}
"""Keys whose values are a closed list."""

EXAMPLES: dict[Kind, str] = {
    "name": "name:loader",
    "from": "from:lin@example.org",
    "handler": 'handler:"Robin Keeper"',
    "stage": "stage:confirm",
    "severity": "severity:high",
    "policy": "policy:aumos",
    "case": "case:AUM-2026-7K3F9QX",
    "is": "is:overdue",
    "has": "has:attachment",
    "due": "due:<3d, due:>1w, due:<2026-01-31 or due:overdue",
    "received": "received:<2026-01-01 or received:<3d",
}
