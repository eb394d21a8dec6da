"""What every process of ours gives up before it does anything: files for others, core files, networks.

Nothing of ours is imported here, and little else: it runs first in each process, and children inherit it.
"""
