"""The Fix tab: a block for each branch, what proves the fixes, their release, the planned ones."""
