"""Versions: how ranges are written, which comes first, which are supported, whose products they are."""
