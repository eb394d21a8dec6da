"""What interrupts: a new case, a key to take in, the last look before something leaves.

A dialog returns a value; its caller acts on it.
"""
