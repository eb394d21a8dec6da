"""Decide how long this vault keeps content where the policy itself does not say."""

from desktop.domain.event import Draft
from desktop.domain.events import Purgeable, RetentionRuled
from desktop.domain.failures import Usage
from desktop.domain.retention.rules import wrong_duration
from desktop.workflows.ports import Desk


def rule_retention(desk: Desk, after: str, what: Purgeable = "everything", policy_id: str = "") -> None:
    """Record the rule; an empty time takes it back. Raises Usage, InvalidPolicy for an unknown policy."""
    after = after.strip()
    if after and (wrong := wrong_duration(after)):
        raise Usage(wrong, advice="Say how long after the closing, such as 24mo.")
    if policy_id:
        desk.tools.policies.profile(policy_id)
    now = desk.tools.now()
    draft = Draft(RetentionRuled(after, what, policy_id), now)
    desk.vault.append(None, [draft], author=desk.handler, now=now)
