"""Work under another name, and prove with an OpenPGP key to be that person.

The proof is a signature over a challenge that this desk makes up. It shows who sat here; it is no boundary:
who can open the vault holds its key.
"""

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.failures import Usage
from desktop.domain.rights.team import Member, team_of
from desktop.workflows.ports import Desk, Progress, Tools
from desktop.workflows.team.guarded_vault import guarded
from desktop.workflows.vault_ports import Vault

_DIGITS, _BASE = 32, 16


def desk_for(vault: Vault, tools: Tools, fallback: str) -> Desk:
    """A desk for whoever the vault says sits here, else for `fallback`, with what they may do."""
    named = _names(vault.vault_history())
    name = named[-1] if named else fallback
    return Desk(guarded(vault, name), tools, name)


def is_named(history: Sequence[Recorded]) -> bool:
    """Whether anybody ever said who works here."""
    return bool(_names(history))


def _names(history: Sequence[Recorded]) -> list[str]:
    return [r.event.name for r in history if isinstance(r.event, e.HandlerNamed | e.HandlerSignedIn)]


def full_name(login: str) -> str:
    """What a machine calls somebody, where people would sign so; empty for `root` or `handler 1000`."""
    login = login.strip()
    return login if " " in login and not login[0].islower() else ""


def work_as(desk: Desk, name: str, *, progress: Progress, lasting: bool = True, journal: bool = True) -> Desk:
    """The desk as this person's from now on; who was enrolled with a key signs in with it.

    `lasting` says that the desk is theirs when it opens next; without `journal`, as a vault that is only
    read needs it, the proof is asked for and leaves no entry. Raises Usage for a name that is not enrolled,
    SignatureRefused, KeyMissing, GpgRefused and Cancelled.
    """
    name = " ".join(name.split())
    if not name:
        raise Usage("A handler needs a name.", advice="Give the name that stands beside every entry.")
    team = team_of(desk.vault.vault_history())
    member = team.find(name)
    if team.members and member is None:
        known = ", ".join(one.name for one in team.members)
        raise Usage(f"Nobody called {name} is enrolled in this vault.", advice=f"Work as one of {known}.")
    entered: Event | None = e.HandlerNamed(name if member is None else member.name) if lasting else None
    if member is not None and member.fingerprint:
        entered = _signed(desk, member, progress)
    spelled = member.name if member is not None else name
    if entered is not None and journal:
        now = desk.tools.now()
        author = spelled if isinstance(entered, e.HandlerSignedIn) else desk.handler
        desk.vault.append(None, [Draft(entered, now)], author=author, now=now)
    return replace(desk, vault=guarded(desk.vault, spelled), handler=spelled)


def last_key_of(desk: Desk) -> str:
    """The fingerprint with which this desk's handler signed in last; empty without such a proof."""
    history = desk.vault.vault_history()
    proofs = [r.event for r in history if isinstance(r.event, e.HandlerSignedIn | e.HandlerNamed)]
    last = next((event for event in reversed(proofs) if e.same_name(event.name, desk.handler)), None)
    return last.fingerprint if isinstance(last, e.HandlerSignedIn) else ""


def _signed(desk: Desk, member: Member, progress: Progress) -> e.HandlerSignedIn:
    """Ask gpg for a signature that only their key makes; the port checks it before it is returned."""
    tools, now = desk.tools, desk.tools.now()
    digits = "".join(f"{digit:x}" for digit in tools.random_digits(_DIGITS, _BASE))
    challenge = f"embargo sign-in 1\n{desk.vault.vault_id()}\n{member.name}\n{now.isoformat()}\n{digits}\n"
    progress.step("Waiting for gpg to sign")
    signature = tools.openpgp.sign(challenge.encode(), member.fingerprint, progress=progress)
    return e.HandlerSignedIn(member.name, member.fingerprint, sha256(challenge.encode()), sha256(signature))
