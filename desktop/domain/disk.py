"""Why a disk refused, in the words that a person reads; the system says it as a number (errno(3))."""

import errno

from desktop.domain.failures import WriteFailed

_ROOM = "Make room there, or choose another place."
_OWNER = "Check who owns the folder, or choose another place."
_NAME = "Choose another name or place."
_FOLDER = "Make the folder around it first, or choose another place."
_REASONS = {
    errno.ENOSPC: ("The disk is full.", _ROOM),
    errno.EDQUOT: ("Your quota on this disk is used up.", _ROOM),
    errno.EFBIG: ("The file would be larger than the system allows.", _ROOM),
    errno.EROFS: ("The disk is read-only.", "Choose another place."),
    errno.EACCES: ("You may not write to this folder.", _OWNER),
    errno.EPERM: ("You may not write to this folder.", _OWNER),
    errno.EEXIST: ("A file of this name is already there.", _NAME),
    errno.ENOTEMPTY: ("A folder of this name is already there, and it is not empty.", _NAME),
    errno.ENOENT: ("The folder is not there.", _FOLDER),
    errno.ENOTDIR: ("The folder is not there.", _FOLDER),
    errno.ENAMETOOLONG: ("The file name is too long.", _NAME),
}


def refusal(error: OSError | ValueError, otherwise: str) -> WriteFailed:
    """The failure that says why; `otherwise` is the sentence for a reason that says nothing to a person.

    A ValueError is what Python raises for a name that no file can have.
    """
    if isinstance(error, ValueError):
        return WriteFailed("The name holds a character that no file name can hold.", advice=_NAME)
    reason, advice = _REASONS.get(error.errno or 0, (otherwise, ""))
    return WriteFailed(reason, advice=advice)
