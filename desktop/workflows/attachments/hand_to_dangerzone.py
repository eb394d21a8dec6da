"""Hand a file that was let out to Dangerzone, which turns documents into harmless pictures of themselves.

Dangerzone is a program of the Freedom of the Press Foundation: it opens a document in a container without a
network, draws each page, and makes a new PDF of the drawings.
"""

from desktop.domain.failures import Usage
from desktop.workflows.ports import StartDangerzone, Tools

WHAT_IT_IS = (
    "Dangerzone opens a document in a container without a network and makes a new PDF of pictures of its "
    "pages. It is not installed on this machine."
)


def dangerzone_of(tools: Tools) -> StartDangerzone:
    """How to start it. Raises Usage, with what it is, where it is not installed."""
    start = tools.find_dangerzone()
    if start is None:
        raise Usage(WHAT_IT_IS, advice="Install it from your system's packages, or do without.")
    return start
