"""The embargo-leak lint: what must not slip out with a text, a module for each kind of leak.

Each finder takes a `Page`, which reads a text in all its notations, and what is `Guarded`; it yields the
lines with a leak and says what stands there, never more of it than a person needs to find it. `lint` is the
table of them. Nothing here reads a vault or a file: what is guarded is gathered by a workflow.
"""
