"""Take a version of a policy into use in this vault: with its answers, and with its own text for quoting."""

import re

from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Recorded
from desktop.domain.events import ProfileAdopted
from desktop.domain.failures import RefusedByPolicy
from desktop.domain.inert import escape_invisible
from desktop.domain.policy import Adoption, Profile
from desktop.formats.policies.adopting import with_adoption
from desktop.formats.policy import read_profile
from desktop.workflows.policies.policies_in_use import policies_in_use, source_in_force
from desktop.workflows.ports import Desk

TEXT_LIMIT = 1024 * 1024
"""The largest text of a policy that is kept, in bytes."""
_LINES = re.compile(r"(\d+)(?:-(\d+))?")


def adopt_policy(desk: Desk, policy_id: str, choices: Adoption, text: bytes = b"") -> Recorded:
    """Keep the version at hand with what was decided; new reports pin it from now on.

    Raises InvalidPolicy when the policy is broken or the answers do not fit it, RefusedByPolicy for a pack,
    and when `text` is not the one that the profile was made from.
    """
    _refuse_pack(desk.tools.policies.profile(policy_id))  # its own mistakes are told as such, before ours
    source = with_adoption(desk.tools.policies.source(policy_id), choices)
    profile = read_profile(source, policy_id)
    blobs = {sha256(source): source}
    if text:
        require_own_text(profile, text)
        blobs[sha256(text)] = text
    event = ProfileAdopted(
        policy_id=policy_id, policy_sha256=sha256(source), text_sha256=sha256(text) if text else ""
    )
    now = desk.tools.now()
    (recorded,) = desk.vault.append(None, [Draft(event, now)], author=desk.handler, now=now, blobs=blobs)
    return recorded


def _refuse_pack(profile: Profile) -> None:
    if profile.kind == "pack":
        raise RefusedByPolicy(
            f"{profile.policy.id} is a pack: it holds no case by itself, a case takes it on.",
            advice=f"Use `embargo policy take CASE {profile.policy.id} --reason TEXT`.",
        )


def adoption_in_force(desk: Desk, policy_id: str) -> ProfileAdopted | None:
    """The latest adoption of a policy in this vault."""
    return policies_in_use(desk.vault.vault_history()).adoptions.get(policy_id)


def adopted_ids(desk: Desk) -> frozenset[str]:
    """The policies that this vault took into use."""
    return frozenset(policies_in_use(desk.vault.vault_history()).adoptions)


def adopted_source(desk: Desk, policy_id: str) -> bytes:
    """The TOML bytes that hold for new cases: as adopted in this vault, else as on the shelf.

    Raises InvalidPolicy for an id that neither knows.
    """
    return source_in_force(desk, policies_in_use(desk.vault.vault_history()), policy_id)


def own_text(desk: Desk, policy_id: str) -> bytes:
    """The policy's own text as it was given when it was adopted, or nothing."""
    adopted = adoption_in_force(desk, policy_id)
    return desk.vault.blob(adopted.text_sha256) if adopted and adopted.text_sha256 else b""


def require_own_text(profile: Profile, text: bytes) -> None:
    """Raise RefusedByPolicy unless this is the very text that the profile was made from."""
    if sha256(text) != profile.policy.source_sha256:
        raise RefusedByPolicy(
            f"This text is of another version than the profile {profile.policy.id}.",
            advice="Give the text that the profile was made from, or none: nothing else can be quoted.",
        )


def quote(text: bytes, profile: Profile, clause_id: str) -> str:
    """The lines of the policy's own text that hold a clause, nothing hidden in them; "" where unknown."""
    name = clause_id.removeprefix(f"{profile.policy.code}-")
    span = _LINES.fullmatch(profile.policy.lines.get(name, ""))
    if span is None:
        return ""
    first, last = int(span[1]), int(span[2] or span[1])
    lines = escape_invisible(text.decode(errors="replace")).split("\n")
    return "\n".join(lines[max(first - 1, 0) : last])
