"""repair: what of a damaged vault is whole, a new vault from that, and going on from an older state."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import msgspec

from desktop.cli.output import print_json, print_text, say, shown_path, table
from desktop.cli.program import Program
from desktop.cli.secret_input import read_new_secret
from desktop.cli.session import open_desk, open_tools, read_unlocking, say_how_to_use
from desktop.cli.streams import require_output
from desktop.domain.clocks.words import counted
from desktop.domain.failures import Exit
from desktop.workflows.custody.local_custody import require_strong
from desktop.workflows.custody.read_key_file import read_key_file
from desktop.workflows.custody_ports import Custody
from desktop.workflows.keeping_ports import Given
from desktop.workflows.repair_ports import CaseRemains, Damage, Salvaged


def repair(parsed: argparse.Namespace, program: Program) -> int:
    """Say what is whole, salvage it, or accept that the vault was rolled back."""
    if parsed.accept_rollback:
        return _accept(parsed, program)
    if parsed.salvage is None:
        return _check(parsed, program)
    return _salvage(parsed, program)


def _check(parsed: argparse.Namespace, program: Program) -> int:
    """0 when nothing is lost and no page is bad, else 5."""
    with _locked(parsed, program) as (custody, directory, given):
        damage = custody.examine(directory, parsed.unlock, given.secret, key_file=given.key_file)
    if parsed.json:
        print_json(_as_json(damage))
    else:
        _show(damage)
        say(_verdict(damage))
    return Exit.DONE if damage.nothing_lost and not damage.bad_pages else Exit.REFUSED


def _salvage(parsed: argparse.Namespace, program: Program) -> int:
    """0 when every case is whole, else 7: what is damaged is in the new vault as far as it can be read."""
    slots = parsed.slots or ["passphrase"]
    target = parsed.salvage.absolute()
    with _locked(parsed, program) as (custody, directory, given):
        passphrase = _new_passphrase(parsed) if "passphrase" in slots else ""
        require_output()  # the code is shown once
        salvaged = custody.salvage(
            directory,
            parsed.unlock,
            given.secret,
            str(target),
            key_file=given.key_file,
            passphrase=passphrase,
            keyring="keyring" in slots,
            now=datetime.now(UTC),
        )
    _show_salvaged(salvaged, shown_path(target), as_json=parsed.json)
    say_how_to_use(program, target)
    return Exit.DONE if salvaged.damage.nothing_lost else Exit.PARTLY


@contextmanager
def _locked(parsed: argparse.Namespace, program: Program) -> Iterator[tuple[Custody, str, Given]]:
    """What reads a vault that stays locked, where that is, and what opens it."""
    directory, secret = read_unlocking(parsed, program)
    with open_tools(parsed, program) as tools:
        given = Given(secret, read_key_file(tools.files, parsed.unlock_key_file))
        yield program.custody_with(tools.openpgp), str(directory), given


def _new_passphrase(parsed: argparse.Namespace) -> str:
    passphrase = read_new_secret(
        parsed.new_passphrase_fd,
        "Passphrase of the new vault: ",
        ask=not parsed.no_input,
        of="for the new vault ",
        option="--new-passphrase-fd",
    )
    require_strong(passphrase)
    return passphrase


def _accept(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program) as desk:
        standing = desk.vault.accept_rollback(author=desk.handler, now=desk.tools.now())
    if parsed.json:
        print_json(standing)
    else:
        say("The older state is accepted, and the journal says so with both heads.")
    return Exit.DONE


def _show(damage: Damage) -> None:
    print_text(f"{damage.bad_pages} of {damage.pages} pages are not what was written.")
    print_text(
        f"{counted(damage.entries, 'entry')} can be read, {damage.lost_entries} are lost; head {damage.head}"
    )
    print_text(table([_row(case) for case in damage.cases], ("CASE", "STATE", "ENTRIES", "LOST FILES")))


def _row(case: CaseRemains) -> tuple[str, ...]:
    of = f" of {case.expected}" if case.expected is not None else ""
    return case.case_id, case.state, f"{case.entries}{of}", str(case.lost_files or "")


def _verdict(damage: Damage) -> str:
    if damage.nothing_lost and not damage.bad_pages:
        if count := len(damage.salvaged):
            cases = "1 case lacks" if count == 1 else f"{count} cases lack"
            since = f"{cases} what was lost before this vault was salvaged, and nothing was lost since."
            return f"Every page is whole. {since} Nothing was written."
        return "Every page, every case and every file is whole. Nothing was written."
    told = f"{len(damage.whole)} of {len(damage.cases)} cases are whole. Nothing was written."
    return f"{told} Restore a backup, or make a new vault of what is whole with --salvage DIR."


def _show_salvaged(salvaged: Salvaged, target: str, *, as_json: bool) -> None:
    if as_json:
        document = {"vault": target, "recovery_code": salvaged.recovery_code, **_as_json(salvaged.damage)}
        print_json(document, must_arrive=True)
        return
    print_text(salvaged.recovery_code, must_arrive=True)
    say("Write the recovery code down and keep it away from this machine.")
    _tell_harmed(salvaged.damage.harmed)
    whole, cases = len(salvaged.damage.whole), len(salvaged.damage.cases)
    say(f"{whole} of {cases} cases are whole in the new vault at {target}. The damaged one was only read.")


def _tell_harmed(cases: Sequence[CaseRemains]) -> None:
    for case in cases:
        say(f"{case.case_id}: {case.state}, {counted(case.entries, 'entry')} could be read.")


def _as_json(damage: Damage) -> dict[str, object]:
    return {**msgspec.to_builtins(damage), "whole": len(damage.whole), "nothing_lost": damage.nothing_lost}
