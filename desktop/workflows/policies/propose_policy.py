"""Propose a profile from policies' own texts; nothing is adopted, and a draft holds for nobody."""

from collections.abc import Sequence
from pathlib import Path

from desktop.domain.failures import InvalidPolicy, RefusedByPolicy, TooLarge
from desktop.domain.leaving.gate import GateRefusal, clear_policy
from desktop.domain.leaving.policies import PolicyCandidate
from desktop.domain.policy.proposing import Decisions, Proposal, joined, with_moved_dates
from desktop.formats.policies.decision_sheet import write_sheet
from desktop.formats.policies.reading.source import TEXT_LIMIT, too_long
from desktop.formats.policies.writing import write_accepted
from desktop.workflows.ports import Progress, Tools
from desktop.workflows.publication.write_cleared import require_free, write_cleared


def propose_policy(tools: Tools, paths: Sequence[Path], *, progress: Progress) -> Proposal:
    """What the texts promise together; where they contradict each other is a conflict to resolve.

    Raises Unreadable, Malformed, TooLarge, TooDeep, SandboxMissing.
    """
    found = []
    for number, path in enumerate(paths):
        progress.step(f"Reading {path.name}", number, len(paths))
        try:
            content = tools.files.read(path, limit=TEXT_LIMIT)
        except TooLarge as error:
            raise too_long() from error
        found.append(with_moved_dates(tools.parser.read_policy(content, path.name, progress=progress)))
    return joined(found)


def draft_profile(tools: Tools, proposal: Proposal, path: Path) -> None:
    """Write everything that is proposed and not contradicted as a profile, for a person to go on with.

    Raises InvalidPolicy for a text that is no policy or does not say whose it is, Usage, WriteFailed, and
    RefusedByPolicy from the gate.
    """
    if proposal.not_a_policy:
        raise InvalidPolicy("The text is no policy: there is nothing to write down.")
    doubtful = {name for conflict in proposal.conflicts for name in conflict.ids}
    chosen = {item.id: item for item in proposal.items if item.id not in doubtful}
    kept: dict[str, dict[str, str]] = {
        name: {} for name, item in chosen.items() if all(need in chosen for need in item.needs)
    }
    today = tools.now().date().isoformat()
    _write(tools, path, write_accepted(proposal, Decisions(accepted=kept, read_on=today)))


def write_decision_sheet(tools: Tools, proposal: Proposal, path: Path) -> None:
    """Write a sheet in which a person accepts, corrects and refuses each value; nothing in it is decided.

    Raises InvalidPolicy for a text that is no policy, Usage, WriteFailed, RefusedByPolicy from the gate.
    """
    if proposal.not_a_policy:
        raise InvalidPolicy("The text is no policy: there is nothing to decide.")
    _write(tools, path, write_sheet(proposal))


def _write(tools: Tools, path: Path, content: bytes) -> None:
    outcome = clear_policy(PolicyCandidate(content, path.name))
    if isinstance(outcome, GateRefusal):
        raise RefusedByPolicy(f"The draft may not be written. {outcome.sentence}")
    require_free(path.parent, [path.name])
    write_cleared(tools.files, path, outcome)
