"""One case: its report, letters, the form of each stage, its clocks and its history.

A tab is one task; it proposes acts to the session and shows what the rules answered.
"""
