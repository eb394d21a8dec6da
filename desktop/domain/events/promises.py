"""What people decide about a case's promises: laws that apply, policies taken on, reasons for lateness."""

from desktop.domain.event import Event


class ConditionAnswered(Event, frozen=True):
    """A question that a policy or pack asks before its clocks run, such as whether a law applies here."""

    kind = "condition.answered"
    policy_id: str
    condition: str
    applies: bool
    ground: str


class PackTaken(Event, frozen=True):
    """The case takes on the clocks of a pack, such as a regulation, beside those of its policy."""

    kind = "pack.taken"
    policy_id: str
    policy_sha256: str
    reason: str


class PolicyRepinned(Event, frozen=True):
    """A person moved the case from the version of the policy in force at receipt to a newer one."""

    kind = "policy.repinned"
    policy_sha256: str
    previous_sha256: str
    reason: str


class LatenessExplained(Event, frozen=True):
    """Why a promise was or will be late: it moves no date."""

    kind = "lateness.explained"
    clock: str
    reason: str
    policy_id: str = ""
    """Whose clock it is: a policy and a pack may name theirs alike."""


class PolicyPublished(Event, frozen=True):
    """The policy was cleared to be published as exactly these bytes; written before the file is."""

    kind = "policy.published"
    policy_id: str
    policy_sha256: str
    format: str
    file_name: str
    sha256: str
    signer: str = ""


class ReviewKept(Event, frozen=True):
    """A review that a policy promises without a date was done; an entry of the vault."""

    kind = "review.kept"
    clause: str
    note: str
