"""What the worker does for the page of a policy's own text. Knows no Qt."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from desktop.domain.digest import sha256
from desktop.domain.failures import Failure
from desktop.domain.policy.differences import Stated, stated_in
from desktop.domain.policy.proposing import Proposal
from desktop.domain.policy.proposing.reviewing import Review
from desktop.domain.undecodable import decoded
from desktop.formats.policies.reading.source import TEXT_LIMIT, text_of
from desktop.formats.policy import read_pinned
from desktop.workflows.correspondence.unsent_letters import draft_key
from desktop.workflows.policies.adopt_policy import adopted_ids, adopted_source
from desktop.workflows.policies.propose_policy import propose_policy
from desktop.workflows.ports import Desk, Progress


class Read(NamedTuple):
    """What was read in some texts, the texts, and what was decided about them before."""

    proposal: Proposal
    texts: tuple[tuple[str, bytes], ...]
    review: Review
    same: tuple[str, ...]
    """The ids of values that the version in use says exactly so."""

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """The texts by name, as they are shown."""
        return tuple((name, text_of(content)) for name, content in self.texts)


def read_texts(desk: Desk, paths: Sequence[Path], progress: Progress) -> Read:
    """Read the texts, confined, and take up what was decided about these very ones.

    Raises Unreadable, TooLarge, Malformed, SandboxMissing, Cancelled.
    """
    proposal = propose_policy(desk.tools, paths, progress=progress)
    texts = tuple((path.name, desk.tools.files.read(path, limit=TEXT_LIMIT)) for path in paths)
    return Read(proposal, texts, _kept(desk, proposal), _same(desk, proposal))


def keep_review(desk: Desk, proposal: Proposal, review: Review) -> None:
    """Keep what was decided so far, encrypted; an empty review is forgotten."""
    content = b"" if review == Review() else msgspec.json.encode(review)
    desk.vault.keep_draft(_key(proposal), content)


def _kept(desk: Desk, proposal: Proposal) -> Review:
    return decoded(desk.vault.draft(_key(proposal)), Review, Review())


def _key(proposal: Proposal) -> str:
    names = "".join(source.sha256 for source in proposal.sources)
    return draft_key("", f"proposal/{sha256(names.encode())}")


def _same(desk: Desk, proposal: Proposal) -> tuple[str, ...]:
    """Values as the version in use of the same organisation has them; who it is, is proposed or known."""
    addresses = {item.value.get("address") for item in proposal.proposed("intake")}
    for policy_id in sorted(adopted_ids(desk)):
        try:
            profile = read_pinned(adopted_source(desk, policy_id))
        except Failure:
            continue
        if addresses & {channel.address for channel in profile.intake}:
            stated = stated_in(profile)
            return tuple(
                item.id
                for item in proposal.items
                if item.table != "policy"
                and any(
                    one.facts == Stated(item.table, msgspec.to_builtins(item.item())).facts for one in stated
                )
            )
    return ()
