"""What the person's login session tells over D-Bus: that the machine sleeps, or that its screen is locked.

Satisfies `workflows.session_ports.SessionWatch`. Listens, asks logind to wait for a moment before it sleeps,
and knows nothing of vaults.
"""
