"""The audit as worksheets: searches of clones, their hits, and a verdict on each."""
