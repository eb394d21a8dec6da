"""How long a desk that nobody touches may stay open at most."""

LONGEST_LOCK_MIN = 45
"""Minutes without a touch that no desk goes beyond, whatever a policy allows."""
