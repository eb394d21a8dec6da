"""Opening what a verb works on, and closing it whatever happens."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from desktop.cli.output import say, shown_path
from desktop.cli.program import Program
from desktop.cli.secret_input import read_secret
from desktop.domain.failures import Locked, VaultMissing
from desktop.workflows.custody.read_key_file import read_key_file
from desktop.workflows.custody.what_is_proved import standing_sentence
from desktop.workflows.keeping_ports import Given
from desktop.workflows.ports import Desk, Silent, Tools
from desktop.workflows.team.sign_in import work_as


@contextmanager
def open_tools(parsed: argparse.Namespace, program: Program) -> Iterator[Tools]:
    """The adapters on the GnuPG home that was named."""
    descriptor = parsed.key_passphrase_fd
    # Read when gpg first asks, then remembered: a descriptor gives its secret once, and keys are used again.
    ask = None if descriptor is None else cache(partial(read_secret, descriptor, "", ask=False))
    tools = program.make_tools(parsed.gnupg_home, ask)
    try:
        yield tools
    finally:
        tools.openpgp.close()


@contextmanager
def open_desk(parsed: argparse.Namespace, program: Program, *, read_only: bool = False) -> Iterator[Desk]:
    """The named vault, unlocked; that it is older than what is known of it is said.

    Raises VaultMissing, Locked and what unlocking raises.
    """
    with open_desk_with(parsed, program, read_only=read_only) as (desk, _):
        yield desk


@contextmanager
def open_desk_with(
    parsed: argparse.Namespace, program: Program, *, read_only: bool = False
) -> Iterator[tuple[Desk, Given]]:
    """The same, with what unlocked it."""
    directory, secret = read_unlocking(parsed, program)
    with open_tools(parsed, program) as tools:
        given = Given(secret, read_key_file(tools.files, parsed.unlock_key_file))
        custody = program.custody_with(tools.openpgp)
        vault = custody.unlock(
            str(directory), parsed.unlock, given.secret, key_file=given.key_file, read_only=read_only
        )
        try:
            program.last_vault.remember(directory)
            if (standing := vault.standing()).state == "rolled-back":
                say(f"embargo: {standing_sentence(standing)}")
                read_only = True
            yield _as_named(program.make_desk(vault, tools), parsed, read_only=read_only), given
        finally:
            vault.close()


def read_unlocking(parsed: argparse.Namespace, program: Program) -> tuple[Path, str]:
    """Which vault is meant, and the secret that opens it. Raises VaultMissing, VaultDamaged, Locked, Usage.

    Nobody is asked for the secret of a vault that is not there.
    """
    directory = vault_directory(parsed, program)
    if parsed.unlock not in ("passphrase", "recovery"):
        return directory, ""
    program.custody.slots(str(directory))
    name = "Recovery code" if parsed.unlock == "recovery" else "Passphrase"
    prompt = f"{name} of {shown_path(directory.name)}: "
    secret = read_secret(parsed.passphrase_fd, prompt, ask=not parsed.no_input)
    if not secret:
        raise Locked(f"The {name.lower()} is empty.")
    return directory, secret


def use_from_now_on(program: Program, directory: Path) -> None:
    """Make it the vault that verbs open unless told otherwise; that it was another before is said."""
    before = program.last_vault.read()
    program.last_vault.remember(directory)
    if before is not None and before != directory:
        say(f"This vault is the one used from now on; {shown_path(before)} needs --vault again.")


def say_how_to_use(program: Program, directory: Path) -> None:
    """A copy takes the place of the vault in use only where that is there no more; what holds is said."""
    before = program.last_vault.read()
    if before is None or not os.path.lexists(before):  # unlike Path's, it raises for no name
        use_from_now_on(program, directory)
    elif before != directory:
        say(f"{shown_path(before)} stays the vault in use. Open the new one: --vault {shown_path(directory)}")


def _as_named(desk: Desk, parsed: argparse.Namespace, *, read_only: bool) -> Desk:
    """The desk for who was named with --work-as, for this verb alone; who has a key signs with it.

    A vault that is only read keeps no entry of that.
    """
    name = getattr(parsed, "work_as", "")
    if not name:
        return desk
    return work_as(desk, name, progress=Silent(), lasting=False, journal=not read_only)


def is_vault_named(parsed: argparse.Namespace, program: Program) -> bool:
    """Whether the words name a vault, or say how to open the last one: else it would have to be asked."""
    opens = parsed.passphrase_fd is not None or parsed.unlock != "passphrase"
    return getattr(parsed, "vault", None) is not None or (opens and program.last_vault.read() is not None)


def opens_unasked(parsed: argparse.Namespace, program: Program) -> bool:
    """Whether the words open a vault without anybody being asked."""
    opens = parsed.passphrase_fd is not None or parsed.unlock != "passphrase"
    return opens and is_vault_named(parsed, program)


def vault_directory(parsed: argparse.Namespace, program: Program) -> Path:
    """The vault that was named, else the last one used. Raises VaultMissing."""
    directory = getattr(parsed, "vault", None) or program.last_vault.read()
    if directory is None:
        raise VaultMissing("No vault was named, and none was used before.")
    return Path(directory).absolute()
