"""Verbs that read cases and record what was done."""
