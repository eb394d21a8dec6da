"""advisory import: the facts of an advisory that is there already, taken into a case."""

import argparse

import msgspec

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import print_json, print_text, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Exit
from desktop.domain.inert import Untrusted
from desktop.workflows.publication.take_facts import Taken, take_into_case, take_into_new_case


def take(parsed: argparse.Namespace, program: Program) -> int:
    """Take the facts in, or show what stands against it."""
    with open_desk(parsed, program) as desk:
        if parsed.case:
            taken = take_into_case(desk, case_id_of(parsed.case), parsed.file, replace=parsed.replace)
        else:
            taken = take_into_new_case(desk, parsed.policy, parsed.file)
    waiting = bool(taken.conflicts) and not taken.replaced
    if parsed.json:
        print_json(msgspec.to_builtins(taken))
    else:
        _tell(taken, waiting=waiting)
    return Exit.POLICY if waiting else Exit.DONE


def _tell(taken: Taken, *, waiting: bool) -> None:
    for conflict in taken.conflicts:
        case, file = Untrusted(conflict.case).line, Untrusted(conflict.file).line
        say(f"{Untrusted(conflict.fact).line}: the case says {case}; the file says {file}")
    for sentence in taken.shown:
        say(Untrusted(sentence).line)
    if waiting:
        say("Nothing was written: --replace takes what the file says in place of what the case says.")
    elif not taken.acts:
        say(f"{taken.case_id} states all of this already. Nothing was written.")
    else:
        say(f"Taken into {taken.case_id}: {', '.join(dict.fromkeys(taken.acts))}. The file is kept with it.")
        print_text(taken.case_id)
