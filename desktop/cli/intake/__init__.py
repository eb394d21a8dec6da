"""Verbs that take reports in."""
