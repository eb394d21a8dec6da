"""The journal in the window, for those who may see it."""
