"""Embargo: an offline desktop client for the people who handle vulnerability reports."""
