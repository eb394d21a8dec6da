"""Verbs about policies and their dates."""
