"""backup, restore: copies that prove themselves, made by hand or by a plan, listed, and tried."""

import argparse
import os
from pathlib import Path

import msgspec

from desktop.cli.output import print_json, print_text, say, shown_path, table, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk, say_how_to_use
from desktop.domain.clocks.words import counted
from desktop.domain.failures import Exit, Usage
from desktop.workflows.custody.backup_plan import BackupPlan, follow_plan, keep_plan, read_plan
from desktop.workflows.keeping_ports import BackupReceipt

_PLACE = "Name a new folder, `list FOLDER`, --schedule DIR, --due or --off."
_FIRST = "`embargo backup --due` makes the first of a plan, `embargo backup DIR` one by hand."


def backup(parsed: argparse.Namespace, program: Program) -> int:
    """Do one of what the verb can do. Raises Usage."""
    match parsed.words:
        case ["list", folder] if not (parsed.schedule or parsed.off or parsed.due):
            return _list(Path(folder).absolute(), program, as_json=parsed.json)
        case [folder] if not (parsed.schedule or parsed.off or parsed.due):
            return _back_up(Path(folder).absolute(), parsed, program)
        case [] if parsed.schedule or parsed.off:
            return _plan(parsed, program)
        case [] if parsed.due:
            return _follow(parsed, program)
    raise Usage("It is not said what to do about backups.", advice=_PLACE)


def _back_up(folder: Path, parsed: argparse.Namespace, program: Program) -> int:
    """Write an encrypted copy, open it again and compare."""
    with open_desk(parsed, program) as desk:
        receipt = desk.vault.backup(str(folder), author=desk.handler, now=desk.tools.now())
    _show(receipt, f"{counted(receipt.events, 'event')} backed up and verified; head {receipt.head}.", parsed)
    return Exit.DONE


def _list(folder: Path, program: Program, *, as_json: bool) -> int:
    """Each backup in a folder, read to its end; needs no secret. 5 when one is damaged.

    A folder that is not there yet, as before a plan's first backup, holds none.
    """
    found = program.custody.backups(str(folder)) if os.path.lexists(folder) else []
    if as_json:
        print_json([{**msgspec.to_builtins(b), "name": shown_path(b.name), "sound": b.sound} for b in found])
    elif not found:
        say(f"No backup is in {shown_path(folder)} yet. {_FIRST}")
    else:
        rows = [
            (
                shown_path(b.name),
                when(b.made_at),
                str(b.events or "-"),
                b.head[:16] or "-",
                b.problem or "sound",
            )
            for b in found
        ]
        print_text(table(rows, ("BACKUP", "MADE", "EVENTS", "HEAD", "STATE")))
    return Exit.DONE if all(b.sound for b in found) else Exit.REFUSED


def _plan(parsed: argparse.Namespace, program: Program) -> int:
    plan = None
    if parsed.schedule:
        plan = BackupPlan(str(parsed.schedule.absolute()), parsed.every, parsed.keep)
    with open_desk(parsed, program) as desk:
        keep_plan(desk, plan)
    if parsed.json:
        print_json(plan and {**msgspec.to_builtins(plan), "folder": shown_path(plan.folder)})
    elif plan is None:
        say("No backup is made by itself any more. Those that were made stay.")
    else:
        often = "every day" if plan.every_days == 1 else f"every {plan.every_days} days"
        kept = "the newest alone is kept" if plan.keep == 1 else f"the newest {plan.keep} are kept"
        say(f"A backup {often}; {kept}. The window makes them, and so does `embargo backup --due`.")
    return Exit.DONE


def _follow(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program) as desk:
        if read_plan(desk) is None:
            raise Usage("No plan for backups is kept in this vault.", advice="Make one with --schedule DIR.")
        done = follow_plan(desk)
    if done is None:
        if parsed.json:
            print_json(None)
        say("No backup is due yet.")
        return Exit.DONE
    _show(
        done.receipt,
        f"{counted(done.receipt.events, 'event')} backed up and verified; "
        f"{counted(done.dropped, 'older backup')} deleted.",
        parsed,
    )
    return Exit.DONE


def restore(parsed: argparse.Namespace, program: Program) -> int:
    """Make a new vault from a backup that proves whole; it goes on as a new writer. Raises Usage."""
    if parsed.drill:
        return _drill(parsed, program)
    if parsed.directory is None:
        raise Usage("There is no place to restore to.", advice="Name a folder, or try it with --drill.")
    directory = parsed.directory.absolute()
    program.custody.restore(str(parsed.backup.absolute()), str(directory))
    shown = shown_path(directory)
    say(f"Restored to {shown}, which opens as the backed-up vault did. The backup was left as it is.")
    say_how_to_use(program, directory)
    return Exit.DONE


def _drill(parsed: argparse.Namespace, program: Program) -> int:
    """Try whether a backup of the vault restores, and journal it if it did."""
    if parsed.directory is not None:
        raise Usage("A drill leaves nothing behind.", advice="Leave out the folder, or leave out --drill.")
    with open_desk(parsed, program) as desk:
        backup = str(parsed.backup.absolute())
        receipt = desk.vault.test_restore(backup, author=desk.handler, now=desk.tools.now())
    found = f"{counted(receipt.events, 'event')}, head {receipt.head}"
    words = f"The backup restores: {found}. The copy was removed again."
    _show(receipt, words, parsed)
    return Exit.DONE


def _show(receipt: BackupReceipt, words: str, parsed: argparse.Namespace) -> None:
    if parsed.json:
        print_json(msgspec.structs.asdict(receipt) | {"path": shown_path(receipt.path)})
    else:
        say(words)
