"""Size-capped reads and atomic private writes."""
