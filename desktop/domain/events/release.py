"""The advisory, what was agreed about telling, and the end of a case."""

from datetime import datetime
from typing import Literal

import msgspec

from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.event import Event

CreditChoice = Literal["named", "alias", "anonymous"]
CreditBasis = Literal["consent", "opt-out", "law"]


class CreditRecorded(Event, frozen=True):
    """How somebody wishes to be named, and the ground for it."""

    kind = "credit.recorded"
    choice: CreditChoice
    name: str = ""
    ground: str = ""
    person: str = ""
    """Whose wish it is, as `domain/parties/people.py` labels them: empty for the first reporter."""
    proof: str = ""
    """The id of the event that received the message in which they say so."""
    basis: CreditBasis = "consent"
    """What allows the name: their own word, a policy that names who does not object, or a law."""

    @property
    def agreed_name(self) -> str:
        """The name that may be told; empty without a ground, and for who stays anonymous."""
        return self.name.strip() if self.choice != "anonymous" and self.ground.strip() else ""


class DisclosureAgreed(Event, frozen=True):
    """A dated agreement of both parties, or, where the policy states no hold, the decision to publish."""

    kind = "disclosure.agreed"
    publish_at: datetime
    parties: tuple[str, ...]
    evidence: str
    clock: str = ""
    policy_id: str = ""
    """Whose clock it is."""


class DetailsDisclosed(Event, frozen=True):
    """Details became public before the hold had ended; from then on holding back protects nobody."""

    kind = "details.disclosed"
    ground: str
    by: Literal["others", "reporter", "us"] = "others"


class AdvisoryDrafted(Event, frozen=True):
    """The words of the advisory; all other facts come from the case."""

    kind = "advisory.drafted"
    text: AdvisoryText


class CveRejectionWritten(Event, frozen=True):
    """The words by which the CVE id of a rejected case is not to be used; a second person reads them."""

    kind = "cve.rejection-written"
    reason: str
    replaced_by: str = ""
    """The id of the same problem, if there is one."""


class ReleaseStarted(Event, frozen=True):
    """The gate cleared exactly these bytes; written before the file is."""

    kind = "advisory.release-started"
    format: str
    file_name: str
    sha256: str
    tlp: str


class AdvisoryExported(Event, frozen=True):
    """The file was written, read back and found equal."""

    kind = "advisory.exported"
    format: str
    file_name: str
    sha256: str
    signature_sha256: str = ""
    signer: str = ""
    holding: bool = False
    """Whether it is a holding advisory, as a broken embargo calls for."""
    changed: str = ""
    """What its revision history says of this revision; empty for one from before that was kept."""
    correcting: bool = False
    """Whether it says that a fix was taken back, and names none in its place."""


class TreeFile(msgspec.Struct, frozen=True):
    """A file of a provider tree, by its place within the tree."""

    place: str
    sha256: str


class ProviderExtended(Event, frozen=True):
    """Advisories were put into a CSAF provider tree, and the whole tree was found right."""

    kind = "provider.extended"
    url: str
    """The address under which the tree is served."""
    head: str
    """The hash of the whole tree."""
    files: tuple[TreeFile, ...] = ()
    """Those that are new or other than before."""


class AdvisoryPublished(Event, frozen=True):
    kind = "advisory.published"
    where: str = ""
    holding: bool = False
    """Whether what was exported last is a holding advisory: the full one is still owed."""


class CaseClosed(Event, frozen=True):
    kind = "case.closed"
    reason: str


class NeedWaived(Event, frozen=True):
    """A need of the house was set aside with a reason; a need of a policy cannot be."""

    kind = "need.waived"
    need: str
    reason: str


class EventUndone(Event, frozen=True):
    """The named event never occurred, for state and clocks; the journal keeps both."""

    kind = "event.undone"
    event_id: str


class DisclosurePlanned(Event, frozen=True):
    """The instant at which the advisory is meant to come out: clocks that run backwards hang on it."""

    kind = "disclosure.planned"
    publish_at: datetime
