"""Bundles for another handler: armoured messages one after another, the first of which names all the rest.

Pure and bounded, because a bundle that is received is hostile until it proves itself: no paths, no archive,
no compression of its own.
"""
