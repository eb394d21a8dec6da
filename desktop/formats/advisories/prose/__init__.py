"""Advisories for people: the same facts in words, every one of them escaped."""
