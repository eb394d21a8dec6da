"""Files in quarantine: listed, looked at inert, let out with a reason.

Names, notes and bytes are a stranger's: they stand in inert widgets alone, and nothing is ever opened here.
"""
