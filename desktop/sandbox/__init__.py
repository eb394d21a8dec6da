"""Child processes with limits, in which hostile bytes are parsed.

`parser` satisfies `workflows.ports.Parser`: it starts a child (`process`), in bubblewrap where that works
(`confinement`), trades frames with it and checks again what comes back. `child` is the other half: it takes
limits upon itself, runs `formats.mail` and `formats.intake`, and little else of ours.
"""
