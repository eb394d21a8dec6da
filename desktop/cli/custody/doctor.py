"""`embargo doctor`: says what this machine lacks, and the line that mends it."""

import functools
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop.cli.cases.template_check import letter_of
from desktop.cli.custody import machine
from desktop.cli.output import print_json, print_text, when
from desktop.domain.failures import Exit, Failure
from desktop.domain.inert import escape_invisible
from desktop.domain.parties.departures import Departure
from desktop.workflows.custody.doctor import Check, Probe, examine, fit, remedy
from desktop.workflows.custody.look_into import LookedInto

_SYSTEM = "/usr/bin:/usr/local/bin:/bin"
"""Where packages put programs: the PATH may have been set by others."""
_MARKS = {"good": "ok", "weak": "weak", "missing": "MISSING"}


@dataclass(frozen=True)
class Adapters:
    """The parts that only their own rooms can look at; each call may raise a `Failure`."""

    gpg_version: Callable[[], str]
    """Runs the probe messages and returns the version; raises GpgMissing."""
    database_version: Callable[[], str]
    """Opens an encrypted database in memory and returns SQLCipher's version; raises VaultDamaged."""
    keyring_available: Callable[[], bool]
    confined: Callable[[], bool]
    """Whether parsing children run in bubblewrap."""
    unnoticed: Callable[[], tuple[str, ...]] = tuple
    """What of "suspend" and "screen lock" this session does not tell."""
    template_files: Callable[[], tuple[str, ...]] = tuple
    """The files in the folder of the user's own letters."""
    looked: LookedInto | None = None
    """What was seen in the vault; None where none was opened."""


def look_at_gpg(adapters: Adapters) -> Check:
    """GnuPG opens the probe messages that it must open, and refuses the others."""
    try:
        version = adapters.gpg_version()
    except Failure as failure:
        packages = () if shutil.which("gpg", path=_SYSTEM) else ("gnupg",)
        return Check("GnuPG", "missing", failure.message, advice=failure.advice, packages=packages)
    return Check("GnuPG", "good", f"Version {version} passes the probe.")


def look_at_sandbox(adapters: Adapters) -> Check:
    """Hostile bytes are parsed in a child cut off by namespaces; else by limits alone."""
    if not shutil.which("bwrap", path=_SYSTEM):
        found = "Bubblewrap is absent; limits alone confine."
        return Check("Sandbox", "weak", found, packages=("bubblewrap",))
    try:
        confined = adapters.confined()
    except Failure as failure:
        return Check("Sandbox", "missing", failure.message, advice=failure.advice)
    if not confined:
        found = "Bubblewrap cannot make namespaces here; limits alone confine."
        advice = "Allow unprivileged user namespaces (kernel.unprivileged_userns_clone, AppArmor)."
        return Check("Sandbox", "weak", found, advice=advice)
    return Check("Sandbox", "good", "Bubblewrap confines the parser.")


def look_at_keyring(adapters: Adapters) -> Check:
    """A Secret Service that we trust answers; without it a vault opens by passphrase or recovery code."""
    try:
        available = adapters.keyring_available()
    except Failure:
        available = False
    if available:
        return Check("Keyring", "good", "A Secret Service answers.")
    packages = () if shutil.which("gnome-keyring-daemon", path=_SYSTEM) else ("gnome-keyring",)
    advice = "Unlock the keyring of your session; a vault opens by passphrase or recovery code without it."
    return Check("Keyring", "weak", "No Secret Service answers.", advice=advice, packages=packages)


def look_at_session(adapters: Adapters) -> Check:
    """A desk that hears of suspend and of the screen's lock locks with them; else when idle alone."""
    missed = adapters.unnoticed()
    if not missed:
        return Check("Suspend and lock", "good", "Both are noticed, and lock the vault.")
    found = f"Nothing here tells Embargo of: {' and '.join(missed)}."
    advice = "The vault locks when idle, after waking, and with Ctrl+L. logind and a session bus tell more."
    return Check("Suspend and lock", "weak", found, advice=advice)


def look_at_database(adapters: Adapters) -> Check:
    """SQLCipher opens an encrypted database."""
    try:
        version = adapters.database_version()
    except Failure as failure:
        return Check("SQLCipher", "missing", failure.message, advice=failure.advice)
    return Check("SQLCipher", "good", f"Version {version} opens an encrypted database.")


def look_at_templates(adapters: Adapters) -> Check:
    """Own templates of letters are found by their names: one that is misnamed is never read."""
    unused = [name for name in adapters.template_files() if not letter_of(name)]
    if not unused:
        return Check("Letter templates", "good", "None of your own is misnamed.")
    found = f"Not used, as no letter has such a name: {', '.join(unused)}."
    return Check("Letter templates", "weak", found, advice="`embargo letter --check` says how to name them.")


def look_at_departures(left: Sequence[Departure]) -> Check:
    """Whoever left may still open the vault until every step is done."""
    waiting = [departure for departure in left if departure.open]
    if not waiting:
        return Check("Who left", "good", "Nothing is open since anybody left.")
    told = ", ".join(f"{d.name} ({len(d.open)} of {len(d.steps)} steps)" for d in waiting)
    return Check(
        "Who left", "weak", f"Still open since they left: {told}.", advice="embargo handover --status"
    )


def look_at_key(looked: LookedInto) -> Check:
    """The intake key is there, and will be for a while."""
    if not looked.intake_key:
        found = "None is chosen: reports cannot be opened, nor advisories signed."
        return Check("Intake key", "weak", found, advice="embargo key create", mends="choose-key")
    if looked.key_doubt:
        advice = (
            "Prolong it with `gpg --quick-set-expire FINGERPRINT 2y`, and publish it anew; or choose another."
        )
        return Check("Intake key", "weak", looked.key_doubt, advice=advice, mends="choose-key")
    return Check("Intake key", "good", "Chosen, and valid for 40 days at least.")


def look_at_name(looked: LookedInto) -> Check:
    """A login tells reporters and auditors nothing, and differs from machine to machine."""
    if looked.login:
        found = f"Nobody gave one: letters and the journal bear {escape_invisible(looked.login)}."
        advice = "embargo team name NAME; `--work-as NAME` names you for one command alone."
        return Check("Your name", "weak", found, advice=advice, mends="give-name")
    return Check("Your name", "good", "The vault knows it.")


def look_at_backup(looked: LookedInto) -> Check:
    """A backup that is old, or that was never made, protects from nothing that happened since."""
    if looked.old_backup:
        advice = "embargo backup DIR, or once for all: --schedule DIR"
        return Check("Backup", "weak", looked.old_backup, advice=advice, mends="back-up")
    last = looked.backup_at
    return Check("Backup", "good", f"Last made on {when(last)}." if last else "None was made or is due yet.")


def look_at_drill(looked: LookedInto) -> Check:
    """Only a backup that was restored once is known to restore."""
    if looked.drill_at is not None:
        return Check("Restore drill", "good", f"Last done on {when(looked.drill_at)}.")
    if looked.backup_at is None:
        return Check("Restore drill", "good", "There is no backup to try yet.")
    advice = "embargo restore BACKUP --drill"
    return Check(
        "Restore drill",
        "weak",
        "Nobody tried whether a backup restores.",
        advice=advice,
        mends="try-restoring",
    )


def look_at_access(looked: LookedInto) -> Check:
    """Who can open the vault is gone through as often as a policy promises (M87-3.4c)."""
    advice = "embargo slots review --note TEXT"
    late = [row for row in looked.reviews if row.state == "overdue"]
    if late:
        return Check("Access review", "weak", f"Overdue: {late[0].sentence}", advice=advice)
    if looked.reviewed_at is None:
        return Check("Access review", "weak", "Nobody went through who can open the vault.", advice=advice)
    return Check("Access review", "good", f"Last done on {when(looked.reviewed_at)}.")


def _of_the_vault(looked: LookedInto) -> list[Probe]:
    """Nothing of reviews where no policy promises any, and none was ever made."""
    part = functools.partial
    wanted = bool(looked.reviews) or looked.reviewed_at is not None
    access = [part(look_at_access, looked)] if wanted else []
    backup = [part(look_at_backup, looked), part(look_at_drill, looked)]
    whose = [part(look_at_name, looked), part(look_at_departures, looked.left)]
    return [*whose, part(look_at_key, looked), *backup, *access]


def probes(adapters: Adapters, directory: Path) -> tuple[Probe, ...]:
    """Everything that is looked at; `directory` is where the vault lies, or would lie."""
    part = functools.partial
    return (
        part(look_at_gpg, adapters),
        part(look_at_database, adapters),
        part(look_at_sandbox, adapters),
        part(look_at_keyring, adapters),
        part(look_at_session, adapters),
        part(look_at_templates, adapters),
        *(_of_the_vault(adapters.looked) if adapters.looked is not None else []),
        machine.look_at_drawing_libraries,
        machine.look_at_window_libraries,
        machine.look_at_fonts,
        part(machine.look_at_space, directory),
        machine.look_at_umask,
        machine.look_at_network,
    )


def _as_text(checks: tuple[Check, ...]) -> str:
    """A line per check, and below it what to do."""
    lines = []
    for check in checks:
        lines.append(f"{_MARKS[check.state]:<8} {check.name:<18} {check.found}")
        if check.state != "good" and check.next_step:
            lines.append(f"{'':<27} {check.next_step}")
    line = remedy(checks)
    return "\n".join([*lines, "", f"All at once: {line}"] if line else lines)


def run(adapters: Adapters, directory: Path, *, as_json: bool) -> int:
    """Look, and print what was found; the exit code of `tell`."""
    return tell(look(adapters, directory), as_json=as_json)


def look(adapters: Adapters, directory: Path) -> tuple[Check, ...]:
    """Everything that was found, in order: for the command line and for the window."""
    return examine(probes(adapters, directory))


def tell(checks: tuple[Check, ...], *, as_json: bool) -> int:
    """Print what was found; exit 0 when the whole job can be done here, else 7."""
    if as_json:
        found = [{**msgspec.to_builtins(check), "next_step": check.next_step} for check in checks]
        for told in found:
            del told["mends"]  # for the window alone
        print_json(found)
    else:
        print_text(_as_text(checks))
    return Exit.DONE if fit(checks) else Exit.PARTLY
