"""Child processes with limits, in which hostile bytes are parsed and archives unpacked.

`parser` satisfies `workflows.ports.Parser`: it starts a child (`process`), in bubblewrap where that works
(`confinement`), trades frames with it and looks at all that comes back before it believes it (`believing`).
`child` is the other half: it takes limits upon itself, runs `formats.mail`, `formats.intake`,
`formats.archives` and `formats.policies.reading`, and little else of ours.
"""
