"""From arguments to a verb, and from its outcome to an exit code."""

import argparse
from collections.abc import Callable

from desktop.cli.arguments import read_arguments
from desktop.cli.cases.act_verb import act
from desktop.cli.cases.case_verbs import show
from desktop.cli.cases.due_verb import due
from desktop.cli.cases.letter_verb import letter
from desktop.cli.cases.metrics_verb import metrics
from desktop.cli.cases.people_verb import people
from desktop.cli.cases.search_verb import list_cases, search
from desktop.cli.cases.thread_verb import thread
from desktop.cli.custody.backup_verbs import backup, restore
from desktop.cli.custody.handover_verb import handover
from desktop.cli.custody.init_verb import init
from desktop.cli.custody.key_verbs import key
from desktop.cli.custody.rekey_verb import rekey
from desktop.cli.custody.repair_verb import repair
from desktop.cli.custody.retention_verb import retention
from desktop.cli.custody.slot_verbs import slots
from desktop.cli.custody.verify_verb import verify
from desktop.cli.exchange.exchange_verb import exchange
from desktop.cli.guarded import guarded
from desktop.cli.incidents.incident_verb import incident
from desktop.cli.intake.import_verb import import_reports
from desktop.cli.intake.report_verbs import inspect
from desktop.cli.output import say
from desktop.cli.policies.policy_verbs import policy
from desktop.cli.program import Program
from desktop.cli.session import open_desk, open_tools, opens_unasked
from desktop.cli.stages.advisory_verbs import advisory
from desktop.cli.stages.attachment_verb import attachment
from desktop.cli.stages.audit_verb import audit
from desktop.cli.stages.break_glass_verb import break_the_glass
from desktop.cli.stages.evidence_verb import evidence
from desktop.cli.stages.fix_verb import fix
from desktop.cli.stages.guard_verbs import label
from desktop.cli.stages.hold_verb import hold
from desktop.cli.stages.product_verb import product
from desktop.cli.stages.provider_verb import provider
from desktop.cli.stages.scope_verb import scope
from desktop.cli.stages.triage_verbs import duplicates, merge
from desktop.cli.stages.versions_verb import versions
from desktop.cli.team.journal_verb import journal
from desktop.cli.team.team_verb import team
from desktop.domain.failures import Failure
from desktop.workflows.custody.look_into import LookedInto, look_into

Verb = Callable[[argparse.Namespace, Program], int]


def run(arguments: list[str], program: Program) -> int:
    """Run one verb and return its exit code; whatever went wrong, no traceback is shown."""

    def run_it() -> int:
        parsed = read_arguments(arguments)
        verb = _open_window if parsed.verb is None else VERBS[parsed.verb]
        return verb(parsed, program)

    return guarded(run_it)


def _open_window(parsed: argparse.Namespace, program: Program) -> int:
    vault = getattr(parsed, "vault", None)
    paths = [path.absolute() for path in getattr(parsed, "paths", ())]
    return program.open_window(vault and vault.absolute(), paths, getattr(parsed, "language", ""))


def _demo(parsed: argparse.Namespace, program: Program) -> int:
    return program.run_demo(parsed.out and parsed.out.absolute())


def _doctor(parsed: argparse.Namespace, program: Program) -> int:
    looked: LookedInto | None = None
    if opens_unasked(parsed, program):  # what a vault itself still lacks is known to it alone
        try:
            with open_desk(parsed, program, read_only=True) as desk:
                looked = look_into(desk)
        except Failure as failure:  # that it does not open is what a doctor is asked about
            say(f"embargo: The vault was not looked into. {failure}")
    with open_tools(parsed, program) as tools:
        return program.run_doctor(tools, parsed.json, looked)


VERBS: dict[str, Verb] = {
    "demo": _demo,
    "doctor": _doctor,
    "open": _open_window,
    "inspect": inspect,
    "import": import_reports,
    "list": list_cases,
    "search": search,
    "show": show,
    "people": people,
    "duplicates": duplicates,
    "merge": merge,
    "scope": scope,
    "thread": thread,
    "audit": audit,
    "fix": fix,
    "versions": versions,
    "hold": hold,
    "break-glass": break_the_glass,
    "evidence": evidence,
    "attachment": attachment,
    "incident": incident,
    "due": due,
    "metrics": metrics,
    "act": act,
    "letter": letter,
    "init": init,
    "verify": verify,
    "repair": repair,
    "slots": slots,
    "rekey": rekey,
    "exchange": exchange,
    "handover": handover,
    "retention": retention,
    "team": team,
    "journal": journal,
    "key": key,
    "backup": backup,
    "restore": restore,
    "advisory": advisory,
    "provider": provider,
    "label": label,
    "policy": policy,
    "product": product,
}
