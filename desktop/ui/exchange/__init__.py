"""Handing a case to another handler, taking one from them, and what both decided apart.

Whatever came from another vault is shown as strangers' words are.
"""
