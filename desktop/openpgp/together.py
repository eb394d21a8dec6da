"""Verify several detached signatures in one start of gpg, which costs more than a signature.

Only the good are told from one call: each file's words have to stand in its own brackets and pass the verdict
as if they stood alone, and gpg has to end well. Whatever differs is left to a call for each, whose answer
counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from desktop.openpgp.child import Argument, Limits, Linked
from desktop.openpgp.engine import StrictGpg
from desktop.openpgp.home import private_folder
from desktop.openpgp.keyring import Ring
from desktop.openpgp.listing import ListedKey
from desktop.openpgp.signatures import SeenSignature, read_signatures
from desktop.openpgp.status import Status
from desktop.openpgp.verdict import judge_verification
from desktop.workflows.ports import Progress, Signed

AT_ONCE = 16
"""Documents in one call: two pipes for each, of the 1024 descriptors that a program has."""
Seen = tuple[tuple[SeenSignature, ...], ...]
"""Of each document its signatures."""


def in_calls(signed: Sequence[tuple[bytes, bytes]]) -> list[Sequence[tuple[bytes, bytes]]]:
    """The documents, as many together as one call takes."""
    return [signed[start : start + AT_ONCE] for start in range(0, len(signed), AT_ONCE)]


def see_good(
    engine: StrictGpg,
    keys: Sequence[Argument],
    ring: Ring,
    signed: Sequence[tuple[bytes, bytes]],
    limits: Limits,
    progress: Progress,
) -> Seen | None:
    """The signatures of each document, by its content and its binary signature; None unless all are good.

    It is asked by these `keys` of the ring; the links lie in its folder, if it has one.
    Raises what a verdict raises; then, too, each has to be asked for alone.
    """
    with _folder_of(ring) as folder, ring.names.taken(len(signed)) as taken:
        called = [folder / name for name in taken]
        names = [f"{path}.sig" for path in called]
        links = [
            Linked(content, place)
            for path, pair in zip(called, signed, strict=True)
            for place, content in zip((path, path.with_suffix(".sig")), pair, strict=True)
        ]
        # in batch mode gpg looks for no document beside a signature; without a terminal it asks nothing
        arguments = [*keys, *links, "--no-batch", "--verify-files", "--", *names]
        run = engine.run(arguments, limits=limits, progress=progress)
    groups = _in_brackets(run.lines, names)
    if groups is None or run.exit_code != 0:
        return None
    for group in groups:
        judge_verification(group, run.exit_code)
    seen = tuple(map(read_signatures, groups))
    return seen if all(one.state == "good" for group in seen for one in group) else None


def _folder_of(ring: Ring) -> AbstractContextManager[Path]:
    return nullcontext(ring.folder) if ring.folder else private_folder()


def looked_up(made: Signed | None, seen: Iterable[SeenSignature]) -> tuple[ListedKey, ...]:
    """The one key that signed all, as it was looked up for that; nothing where others signed too."""
    signers = {one.fingerprint for one in seen}
    if made is None or signers != {made.key.fingerprint} or not isinstance(made.looked_up, ListedKey):
        return ()
    return (made.looked_up,)


def _in_brackets(lines: Sequence[Status], names: Sequence[str]) -> list[list[Status]] | None:
    """What was said of each file, in order (FILE_START what name ... FILE_DONE); None for anything else."""
    rest: Iterator[Status] = iter(lines)
    groups: list[list[Status]] = []
    for name in names:
        if next(rest, None) != Status("FILE_START", ("1", name)):
            return None
        groups.append([])
        while (line := next(rest, None)) != Status("FILE_DONE"):
            if line is None or line.word == "FILE_START":
                return None
            groups[-1].append(line)
    return groups if next(rest, None) is None else None
