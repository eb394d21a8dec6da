"""Handing a case to another handler, and taking one from them."""
