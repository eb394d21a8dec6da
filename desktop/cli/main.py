"""From arguments to a verb, and from its outcome to an exit code."""

import argparse
from collections.abc import Callable
from importlib import import_module

from desktop.cli.arguments import read_arguments
from desktop.cli.guarded import guarded
from desktop.cli.output import say
from desktop.cli.program import Program
from desktop.cli.session import open_desk, open_tools, opens_unasked
from desktop.domain.failures import Failure
from desktop.workflows.custody.look_into import LookedInto, look_into

Verb = Callable[[argparse.Namespace, Program], int]


def run(arguments: list[str], program: Program) -> int:
    """Run one verb and return its exit code; whatever went wrong, no traceback is shown."""

    def run_it() -> int:
        parsed = read_arguments(arguments)
        verb = _open_window if parsed.verb is None else verb_named(parsed.verb)
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


_OWN: dict[str, Verb] = {"demo": _demo, "doctor": _doctor, "open": _open_window}
_ROOMS = {
    "inspect": "intake.report_verbs:inspect",
    "import": "intake.import_verb:import_reports",
    "list": "cases.search_verb:list_cases",
    "search": "cases.search_verb:search",
    "show": "cases.case_verbs:show",
    "people": "cases.people_verb:people",
    "duplicates": "stages.triage_verbs:duplicates",
    "merge": "stages.triage_verbs:merge",
    "scope": "stages.scope_verb:scope",
    "thread": "cases.thread_verb:thread",
    "audit": "stages.audit_verb:audit",
    "fix": "stages.fix_verb:fix",
    "versions": "stages.versions_verb:versions",
    "hold": "stages.hold_verb:hold",
    "break-glass": "stages.break_glass_verb:break_the_glass",
    "evidence": "stages.evidence_verb:evidence",
    "attachment": "stages.attachment_verb:attachment",
    "incident": "incidents.incident_verb:incident",
    "due": "cases.due_verb:due",
    "metrics": "cases.metrics_verb:metrics",
    "act": "cases.act_verb:act",
    "letter": "cases.letter_verb:letter",
    "init": "custody.init_verb:init",
    "verify": "custody.verify_verb:verify",
    "repair": "custody.repair_verb:repair",
    "slots": "custody.slot_verbs:slots",
    "rekey": "custody.rekey_verb:rekey",
    "exchange": "exchange.exchange_verb:exchange",
    "handover": "custody.handover_verb:handover",
    "retention": "custody.retention_verb:retention",
    "team": "team.team_verb:team",
    "journal": "team.journal_verb:journal",
    "key": "custody.key_verbs:key",
    "backup": "custody.backup_verbs:backup",
    "restore": "custody.backup_verbs:restore",
    "advisory": "stages.advisory_verbs:advisory",
    "provider": "stages.provider_verb:provider",
    "label": "stages.guard_verbs:label",
    "policy": "policies.policy_verbs:policy",
    "product": "stages.product_verb:product",
}
"""The module below `desktop.cli` and the function of each verb: to load all takes longer than most do."""


def verb_named(name: str) -> Verb:
    """The verb, loaded with what it needs."""
    if name in _OWN:
        return _OWN[name]
    module, _, function = _ROOMS[name].partition(":")
    verb: Verb = getattr(import_module(f"desktop.cli.{module}"), function)
    return verb
