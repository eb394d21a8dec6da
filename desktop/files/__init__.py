"""Size-capped reads and atomic private writes: the only way in and out for files.

Satisfies `workflows.ports.Files`. Imports nothing of the other rooms but ports and domain, so that what
touches a person's folders can be read on its own. No failure names a path: a path may name a report.
"""

from desktop.files.local import LocalFiles

__all__ = ["LocalFiles"]
