"""Values and rules of handling a report: events, case, stages, clocks, policy, advisory.

No I/O, no clock, no randomness: the present is an argument. Imports nothing of ours, so that every rule can
be read, tested and trusted on its own.
"""
