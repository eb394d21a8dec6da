"""Search a clone for more of the same, and keep what was found as a worksheet of the case."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from desktop.domain import events as e
from desktop.domain.audit.worksheets import Search
from desktop.domain.decide import Refusal
from desktop.domain.digest import sha256
from desktop.domain.event import Recorded
from desktop.domain.fold import fold
from desktop.workflows.clone_ports import Hit
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.vault_ports import Vault


class Compared(msgspec.Struct, frozen=True):
    """A hit beside what was said of the same line in earlier searches for the same pattern."""

    number: int
    hit: Hit
    verdict: e.HitsJudged | None = None
    before: e.HitsJudged | None = None
    """The latest word on the same line of the same file, elsewhere or in another revision."""


class Worksheet(msgspec.Struct, frozen=True):
    """A search with its hits, as they are judged now."""

    search: Search
    hits: tuple[Compared, ...]


def search_code(
    desk: Desk,
    case_id: str,
    clone: Path,
    pattern: str,
    *,
    revision: str = "HEAD",
    roots: Sequence[str] = (),
    progress: Progress,
) -> Recorded | Refusal:
    """Search and record. Raises CloneRefused, TooLarge, Cancelled, NoSuchCase."""
    progress.step("Searching the code")
    opened = desk.tools.open_clone(clone, progress)
    commit = opened.commit(revision)
    hits = opened.search(pattern, commit, roots)
    content = msgspec.json.encode(hits)
    act = e.CodeSearched(
        clone=clone.resolve().name.removesuffix(".git"),
        revision=commit,
        revision_name="" if commit.startswith(revision) else revision,
        pattern=pattern,
        roots=tuple(root.strip() for root in roots if root.strip()),
        tool=opened.facts().tool,
        count=len(hits),
        hits_sha256=sha256(content),
        submodules=opened.submodules(commit, roots),
    )
    return record_act(desk, case_id, act, blobs={act.hits_sha256: content})


def worksheet(vault: Vault, case_id: str, search_id: str) -> Worksheet:
    """The hits of a search with their verdicts. Raises NoSuchCase, and KeyError for no such search."""
    searches = {search.id: search for search in fold(vault.history(case_id)).searches}
    search = searches[search_id]
    before = _words_before(vault, [s for s in searches.values() if s.id != search_id], search)
    hits = enumerate(_hits(vault, search), start=1)
    compared = (Compared(n, hit, search.verdicts.get(n), before.get(_line(hit))) for n, hit in hits)
    return Worksheet(search, tuple(compared))


def _words_before(
    vault: Vault, others: Sequence[Search], search: Search
) -> dict[tuple[str, str], e.HitsJudged]:
    return {
        _line(hit): other.verdicts[number]
        for other in others
        if other.what.pattern == search.what.pattern
        for number, hit in enumerate(_hits(vault, other), start=1)
        if number in other.verdicts
    }


def _hits(vault: Vault, search: Search) -> tuple[Hit, ...]:
    return msgspec.json.decode(vault.blob(search.what.hits_sha256), type=tuple[Hit, ...])


def _line(hit: Hit) -> tuple[str, str]:
    """A line is the same wherever it stands in its file."""
    return hit.path.raw, " ".join(hit.text.raw.split())
