"""What is being done in the background, what waits for it, and what came of it."""
