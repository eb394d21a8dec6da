"""What the files for people are called: as the CSAF file is (CSAF 2.0 §5.1), with an ending of their own."""

import re
from collections.abc import Callable


def ending_in(ending: str) -> Callable[[str], str]:
    """The file name of a tracking id, for one format."""

    def file_name(tracking_id: str) -> str:
        return re.sub(r"[^+\-a-z0-9]+", "_", tracking_id.lower()) + ending

    return file_name
