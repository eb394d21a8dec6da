"""Verbs about the vault, its keys, its handlers and this machine."""
