"""The print service of this machine (CUPS), reached by its own programs and over its local socket alone.

Its library stays out of our process: it would look for printers on the network. Its programs are children of
ours, so the kernel refuses them every network as it does us (see `hardening.network`).
"""
