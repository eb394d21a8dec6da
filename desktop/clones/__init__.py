"""Git clones, read through the git CLI; nothing of what a clone configures is ever run."""
