"""Child processes with limits, in which hostile bytes are parsed.

The parent half satisfies `workflows.ports.Parser`; the child half runs `formats.mail` and nothing else.
"""
